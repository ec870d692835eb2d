"""Google Cloud: entries of Cloud Logging with an `httpRequest`, as its load balancers write them.

Source: Cloud Logging, "LogEntry" and "HttpRequest"; Cloud Load Balancing, "Logging and monitoring".
`responseSize` counts the headers too; `latency` is in seconds, with its `s`.
"""

from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, GO, PORTED, URL

_PATHS = {
    "timestamp": Field("time", ANY_TIME),
    "httpRequest.remoteIp": Field("client", PORTED),
    "httpRequest.requestMethod": Field("method"),
    "httpRequest.requestUrl": Field("target", URL),
    "httpRequest.status": Field("status"),
    "httpRequest.responseSize": Field("bytes_sent"),
    "httpRequest.latency": Field("duration", GO),
    "httpRequest.referer": Field("referer"),
    "httpRequest.userAgent": Field("agent"),
}

FORMATS = (json_format("google_lb_json", "Google Cloud Load Balancing, JSON", _PATHS),)
