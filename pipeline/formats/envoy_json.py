"""Envoy's access log as JSON, and so those of Istio, Envoy Gateway and Contour.

Source: Istio, "Getting Envoy's access logs" (the default JSON), Envoy Gateway, "Proxy access logs"
(headers with hyphens, `:authority`), Contour, "Access logging" (`@timestamp`, `uri`); Envoy,
"Access logging": `duration` is in milliseconds, `bytes_sent` the body.
"""

from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, PORTED

_PATHS = {
    "start_time": Field("time", ANY_TIME),
    "@timestamp": Field("time", ANY_TIME),
    "downstream_remote_address": Field("client", PORTED),
    "method": Field("method"),
    "path": Field("target"),
    "uri_path": Field("target"),
    "x-envoy-origin-path": Field("target"),
    "response_code": Field("status"),
    "bytes_sent": Field("bytes"),
    "duration": Field("duration", "ms"),
    "authority": Field("vhost"),
    ":authority": Field("vhost"),
    "authority_for": Field("vhost"),
    "referer": Field("referer"),
    "user_agent": Field("agent"),
    "user-agent": Field("agent"),
    "x_forwarded_for": Field("forwarded", "x-forwarded-for"),
    "x-forwarded-for": Field("forwarded", "x-forwarded-for"),
}

FORMATS = (json_format("envoy_json", "Envoy e Istio, bitácora JSON", _PATHS),)
