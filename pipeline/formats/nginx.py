"""nginx's log_format strings, and its predefined `combined`.

Source: nginx, ngx_http_log_module and "Alphabetical index of variables".
"""

import re

from pipeline.formats.base import LogFormat
from pipeline.formats.readers.fields import CLF_TIME, FORWARDING, ISO_TIME, Field, Token
from pipeline.formats.readers.json_strings import format_of

_VARIABLE = re.compile(r"(\[\$time_local\])|\$(?:(\w+)|\{(\w+)\})")

_ROLES = {
    "remote_addr": Field("client"),
    "remote_user": Field("user"),
    "[$time_local]": Field("time", CLF_TIME),
    "time_local": Field("time", CLF_TIME[1:-1]),
    "time_iso8601": Field("time", ISO_TIME),
    "msec": Field("time", "epoch_s"),
    "request": Field("request"),
    "request_method": Field("method"),
    "request_uri": Field("target"),
    "uri": Field("target"),
    "document_uri": Field("target"),
    "server_protocol": Field("protocol"),
    "status": Field("status"),
    "body_bytes_sent": Field("bytes"),
    "bytes_sent": Field("bytes_sent"),
    "request_time": Field("duration", "s"),
    "host": Field("vhost"),
    "http_host": Field("vhost"),
    "server_name": Field("vhost"),
    "http_referer": Field("referer"),
    "http_user_agent": Field("agent"),
    **{"http_" + header.replace("-", "_"): Field("forwarded", header) for header in FORWARDING},
}

_DIRECTIVE = re.compile(r"^\s*log_format\s+\S+\s+(?:escape=\w+\s+)?(.*?);?\s*$", re.DOTALL)


def from_text(text: str, name: str = "", title: str = "") -> LogFormat | None:
    """A log_format string, or the whole directive as it stands in nginx.conf; None without
    variables."""
    body = _format_of(text)
    title = title or f"log_format de nginx: {body}"
    return format_of(_tokens_of(body), text=text, body=body, name=name, title=title)


def _tokens_of(text: str) -> tuple[Token, ...]:
    """A log_format string."""
    tokens: list[Token] = []
    end = 0
    for variable in _VARIABLE.finditer(text):
        if variable.start() > end:
            tokens.append(text[end : variable.start()])
        tokens.append(_ROLES.get(variable[1] or variable[2] or variable[3], Field("")))
        end = variable.end()
    if end < len(text):
        tokens.append(text[end:])
    return tuple(tokens)


def _format_of(text: str) -> str:
    """The pieces of a directive, joined as nginx joins them."""
    directive = _DIRECTIVE.match(text)
    if directive is None:
        return text
    return "".join(
        a or b for a, b in re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", directive[1])
    )


_COMBINED = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent"'
)
FORMATS = tuple(
    template
    for template in (
        from_text(_COMBINED, "nginx_combined", "nginx «combined»"),
        from_text(
            f'{_COMBINED} "$http_x_forwarded_for"',
            "nginx_main",
            "nginx «main», el de sus paquetes: «combined» y X-Forwarded-For",
        ),
    )
    if template
)
