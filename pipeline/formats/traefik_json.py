"""Traefik's JSON access log.

Source: Traefik 3, pkg/middlewares/accesslog/logdata.go (names), and its reference of access logs:
`Duration` is in nanoseconds, `time` the end of the request, request headers are `request_Name` and
only logged where the configuration keeps them. Its CLF is in traefik.py.
"""

from pipeline.formats.readers.fields import FORWARDING, Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, PORTED

_PATHS = {
    "StartUTC": Field("time", ANY_TIME),
    "time": Field("time", ANY_TIME),
    "ClientHost": Field("client"),
    "ClientAddr": Field("client", PORTED),
    "RequestMethod": Field("method"),
    "RequestPath": Field("target"),
    "DownstreamStatus": Field("status"),
    "DownstreamContentSize": Field("bytes"),
    "Duration": Field("duration", "ns"),
    "RequestHost": Field("vhost"),
    "request_Referer": Field("referer"),
    "request_User-Agent": Field("agent"),
    **{f"request_{header.title()}": Field("forwarded", header) for header in FORWARDING},
}

FORMATS = (json_format("traefik_json", "Traefik, bitácora JSON", _PATHS),)
