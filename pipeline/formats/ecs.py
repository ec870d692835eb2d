"""JSON with the field names of the Elastic Common Schema, nested or with dots.

Source: Elastic, "ECS field reference": Base, Client, Source, HTTP, URL, User agent, Event
(`event.duration` is in nanoseconds). `source.address` is a name or an address, `source.ip` only an
address.
"""

from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, PORTED, URL

_PATHS = {
    "@timestamp": Field("time", ANY_TIME),
    "client.ip": Field("client"),
    "source.ip": Field("client"),
    "client.address": Field("client", PORTED),
    "source.address": Field("client", PORTED),
    "http.request.method": Field("method"),
    "url.original": Field("target", URL),
    "url.full": Field("target", URL),
    "url.path": Field("target"),
    "url.domain": Field("vhost"),
    "http.response.status_code": Field("status"),
    "http.response.body.bytes": Field("bytes"),
    "http.response.bytes": Field("bytes_sent"),
    "event.duration": Field("duration", "ns"),
    "http.request.referrer": Field("referer"),
    "user_agent.original": Field("agent"),
}

FORMATS = (json_format("ecs_json", "JSON con los nombres de campo de Elastic (ECS)", _PATHS),)
