"""Caddy's JSON access log.

Source: Caddy 2, modules/caddyhttp/marshalers.go (the request), modules/logging/encoders.go
(`time_format`, `duration_format`), and the documentation of the `log` directive. Before 2.5
`remote_ip` and `remote_port` were one `remote_addr`; `client_ip` is since 2.7. The request's
headers come in any order.
"""

from pipeline.formats.readers.fields import FORWARDING, Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, GO, PORTED

_PATHS = {
    "ts": Field("time", ANY_TIME),
    "request.client_ip": Field("client"),
    "request.remote_ip": Field("client"),
    "request.remote_addr": Field("client", PORTED),
    "request.method": Field("method"),
    "request.uri": Field("target"),
    "request.host": Field("vhost"),
    "request.headers.User-Agent": Field("agent"),
    "request.headers.Referer": Field("referer"),
    **{f"request.headers.{header.title()}": Field("forwarded", header) for header in FORWARDING},
    "status": Field("status"),
    "size": Field("bytes"),
    "duration": Field("duration", GO),
}

FORMATS = (json_format("caddy_json", "Caddy 2, bitácora JSON", _PATHS),)
ALIASES = {"CADDY": "caddy_json"}
