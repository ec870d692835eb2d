"""Apache's LogFormat strings, and the named ones of its documentation.

`apache_log_parser` says which value each directive logs; the directives it does not know, and the
ones it reads in a way of its own, are in EXTRA. Source: Apache HTTP Server 2.4, mod_log_config,
"Custom Log Formats".
"""

import re
import warnings

from pipeline.formats.base import LogFormat
from pipeline.formats.readers.fields import CLF_TIME, FORWARDING, Field, Token
from pipeline.formats.readers.json_strings import format_of
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about its escape sequences, which later Pythons will refuse
    import apache_log_parser

_DIRECTIVE = re.compile(
    r"%(?P<modifiers>[<>!,0-9]*)(?P<name>\{[^}]*\})?(?P<letter>\^?[A-Za-z]{1,2}|%)"
)

_ROLES = {
    "remote_ip": Field("client"),
    "remote_host": Field("client"),
    "remote_logname": Field("ident"),
    "remote_user": Field("user"),
    "request_first_line": Field("request"),
    "method": Field("method"),
    "url_path": Field("target"),
    "status": Field("status"),
    "response_bytes": Field("bytes"),
    "response_bytes_clf": Field("bytes"),
    "bytes_tx": Field("bytes_sent"),
    "bytes_rx": Field("bytes_received"),
    "time_us": Field("duration", "us"),
    "time_s": Field("duration", "s"),
    "server_name": Field("vhost"),
    "server_name2": Field("vhost"),
    "request_header_host": Field("vhost"),
    "request_header_referer": Field("referer"),
    "request_header_user_agent": Field("agent"),
    **{
        "request_header_" + header.replace("-", "_"): Field("forwarded", header)
        for header in FORWARDING
    },
}
"""What apache_log_parser calls a value → what it is to us; any other name is a value we do not
read."""

_EXTRA = {
    "{c}a": Field("client"),
    "q": Field("query"),
    "H": Field("protocol"),
    "{us}T": Field("duration", "us"),
    "{ms}T": Field("duration", "ms"),
    "{s}T": Field("duration", "s"),
    "{sec}t": Field("time", "epoch_s"),
    "{msec}t": Field("time", "epoch_ms"),
    "{usec}t": Field("time", "epoch_us"),
    "{msec_frac}t": Field("time", "%3f"),
    "{usec_frac}t": Field("time", "%6f"),
}
"""Directives that apache_log_parser 1.7 does not know, and those that show where the path ends."""


_SHORT = {"%T": "%H:%M:%S", "%R": "%H:%M", "%F": "%Y-%m-%d", "%D": "%m/%d/%y"}


_LOG_FORMAT = re.compile(r'^\s*LogFormat\s+"((?:[^"\\]|\\.)*)"', re.DOTALL)


def from_text(text: str, name: str = "", title: str = "") -> LogFormat | None:
    """Any LogFormat string, also with the quotes escaped as in httpd.conf, or in its directive;
    None where it has no directive of %."""
    body = _unescaped(text)
    title = title or f"LogFormat de Apache: {body}"
    return format_of(_tokens_of(body), text=text, body=body, name=name, title=title)


def _unescaped(text: str) -> str:
    """The format itself, where its first quote shows that it is as in httpd.conf."""
    directive = _LOG_FORMAT.match(text)
    body = (directive[1] if directive else text).replace("\\\n", "\n")
    if body[: body.find('"')].endswith("\\"):
        body = re.sub(r'\\(["\\])', r"\1", body)
    return body.replace("\\t", "\t")


def _tokens_of(text: str) -> tuple[Token, ...]:
    """A LogFormat string, without the escapes of httpd.conf."""
    tokens: list[Token] = []
    end = 0
    for directive in _DIRECTIVE.finditer(text):
        _add(tokens, text[end : directive.start()])
        for token in _meaning(directive):
            _add(tokens, token)
        end = directive.end() - _too_long(directive)
    _add(tokens, text[end:])
    return tuple(tokens)


def _add(tokens: list[Token], token: Token) -> None:
    """Literal texts that touch become one."""
    if isinstance(token, str) and tokens and isinstance(tokens[-1], str):
        tokens[-1] += token
    elif token != "":
        tokens.append(token)


def _too_long(directive: re.Match[str]) -> int:
    """Only `^FB`, `^ti` and `^to` have a name of more than one letter."""
    letter = directive["letter"]
    return len(letter) - 1 if not letter.startswith("^") else 0


def _meaning(directive: re.Match[str]) -> tuple[Token, ...]:
    name, letter = directive["name"] or "", directive["letter"]
    letter = letter if letter.startswith("^") else letter[0]
    if letter == "%":
        return ("%",)
    if letter == "t":
        return _time(name)
    if letter.startswith("^"):
        return (Field(""),)
    key = name + letter
    if key in _EXTRA:
        return (_EXTRA[key],)
    return (_ROLES.get(_library_name(key), Field("")),)


def _time(name: str) -> tuple[Token, ...]:
    """`%t` comes with its brackets; `%{layout}t` is strftime's, which Polars reads with the same
    letters."""
    if not name:
        return (Field("time", CLF_TIME),)
    layout = name[1:-1].removeprefix("begin:").removeprefix("end:")
    if f"{{{layout}}}t" in _EXTRA:
        return (_EXTRA[f"{{{layout}}}t"],)
    if "%" not in layout:
        return (Field(""),)
    for short, long in _SHORT.items():
        layout = layout.replace(short, long)
    return (Field("time", layout),)


def _library_name(directive: str) -> str:
    """apache_log_parser's name for a directive; empty where it knows none."""
    try:
        names = apache_log_parser.Parser(f"%{directive}").names
    except re.error:
        return ""
    return names[0] if len(names) == 1 else ""


def _named(name: str, text: str, title: str) -> Template:
    template = from_text(text, name, title)
    assert isinstance(template, Template)
    return template


_COMMON = '%h %l %u %t "%r" %>s %b'
_AGENT = ' "%{Referer}i" "%{User-Agent}i"'
_MORE = " %{more}n"
FORMATS = (
    _named("common", _COMMON, "Apache y nginx «common» (CLF)"),
    _named("combined", _COMMON + _AGENT, "Apache «combined» (también el de nginx)"),
    _named("vhost_common", f"%v:%p {_COMMON}", "Apache «common» con sitio y puerto al principio"),
    _named(
        "vhost_combined",
        f"%v:%p {_COMMON}{_AGENT}",
        "Apache «combined» con sitio y puerto al principio",
    ),
    _named(
        "combined_duration",
        f"{_COMMON}{_AGENT} %D",
        "Apache «combined» con la duración en µs al final",
    ),
    _named("combinedio", f"{_COMMON}{_AGENT} %I %O", "Apache «combinedio»: bytes de ida y vuelta"),
    _named(
        "combined_more",
        _COMMON + _AGENT + _MORE,
        "Apache o nginx «combined» y otros campos, que no se leen",
    ),
    _named(
        "vhost_combined_more",
        f"%v:%p {_COMMON}{_AGENT}{_MORE}",
        "Apache «combined» con sitio y puerto al principio, y otros campos, que no se leen",
    ),
    *(
        Layouts(
            f"site_{name}",
            f"Apache o nginx «{name}» con el sitio al principio, sin puerto",
            (_named(f"site_{name}", f"%v {layout}", ""),),
            certain=r'^[^ :"]*[A-Za-z_-][^ :"]* (?:[0-9A-Fa-f.]+|[0-9A-Fa-f:]+) [^ ]+ ',
        )
        for name, layout in (("common", _COMMON), ("combined", _COMMON + _AGENT))
    ),
)

ALIASES = {
    # GoAccess
    "common": "common",
    "combined": "combined",
    "vcommon": "vhost_common",
    "vcombined": "vhost_combined",
    # Matomo's log importer
    "ncsa_extended": "combined",
    "common_vhost": "vhost_common",
    "common_complete": "vhost_combined",
}
