"""Cloudflare Logpush and Logpull, dataset `http_requests`.

Source: Cloudflare, "HTTP requests" (log fields) and "Log output options": timestamps are RFC 3339,
seconds or nanoseconds since 1970, as each job says. No field is the duration of the whole request:
the time to the first byte at the edge is the nearest, then the origin's.
"""

from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, URL

_PATHS = {
    "EdgeStartTimestamp": Field("time", ANY_TIME),
    "ClientIP": Field("client"),
    "ClientRequestMethod": Field("method"),
    "ClientRequestURI": Field("target", URL),
    "ClientRequestPath": Field("target", URL),
    "ClientRequestHost": Field("vhost"),
    "EdgeResponseStatus": Field("status"),
    "EdgeResponseBodyBytes": Field("bytes"),
    "EdgeResponseBytes": Field("bytes_sent"),
    "EdgeTimeToFirstByteMs": Field("duration", "ms"),
    "OriginResponseTime": Field("duration", "ns"),
    "ClientRequestReferer": Field("referer"),
    "ClientRequestUserAgent": Field("agent"),
}

FORMATS = (json_format("cloudflare_json", "Cloudflare Logpush, http_requests en JSON", _PATHS),)
