"""JSON whose keys are nginx's variables, as in the recipes of nginx, Matomo and ingress-nginx.

Source: nginx, "Alphabetical index of variables"; Matomo log analytics, README ("Nginx JSON", where
`generation_time_milli` is in seconds); ingress-nginx, "Log format" and its examples of
`log-format-upstream`. A format of other names is read by its `log_format` string (see
readers/json_strings.py) or by the names of its `fields`.
"""

from collections.abc import Mapping

from pipeline.formats.readers import json_lines
from pipeline.formats.readers.fields import FORWARDING, Field
from pipeline.formats.readers.json_lines import JsonLines, json_format
from pipeline.formats.readers.labelled import ANY_TIME, PORTED

_NAMES = {
    Field("time", ANY_TIME): (
        "time_iso8601", "time_local", "msec", "@timestamp", "timestamp", "time", "date",
        "datetime", "ts",
    ),
    Field("client", PORTED): ("remote_addr", "remote_ip", "client_ip", "clientip", "ip", "client"),
    Field("request"): ("request",),
    Field("method"): ("request_method", "method"),
    Field("target"): ("request_uri", "uri", "path", "url"),
    Field("status"): ("status",),
    Field("bytes"): ("body_bytes_sent", "length", "size", "bytes"),
    Field("bytes_sent"): ("bytes_sent",),
    Field("duration", "s"): ("request_time", "generation_time_milli", "duration"),
    Field("vhost"): ("http_host", "host", "vhost", "server_name"),
    Field("referer"): ("http_referer", "http_referrer", "referer", "referrer"),
    Field("agent"): ("http_user_agent", "user_agent", "agent", "ua"),
    Field("forwarded", FORWARDING[0]): ("x_forwarded_for", "x_forward_for", "xff"),
    **{
        Field("forwarded", header): ("http_" + header.replace("-", "_"),)
        for header in FORWARDING[1:]
    },
}  # fmt: skip
_PATHS = {name: field for field, names in _NAMES.items() for name in names}
_PATHS["http_x_forwarded_for"] = Field("forwarded", FORWARDING[0])


def from_map(fields: Mapping[str, str], name: str) -> JsonLines | None:
    """JSON of the user's own names, `json`; None where it is another. Raises FormatError."""
    return json_lines.from_map(fields) if name == "json" else None


FORMATS = (json_format("nginx_json", "nginx, JSON con los nombres de sus variables", _PATHS),)
