"""Azure Front Door and Application Gateway, one record of the diagnostic log a line.

Source: Microsoft Learn, "Monitor Azure Front Door" (access log), "Application Gateway access log"
(v1 and v2). A blob that Azure writes whole as `{"records": [...]}` is not lines: take the records
apart first.

Durations: seconds in Front Door and Application Gateway v2, milliseconds in v1. `time` is the
instant of v1's records and of the classic Front Door; v2 has `timeStamp`.
"""

from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, PORTED, URL

_FRONT_DOOR = {
    "time": Field("time", ANY_TIME),
    "properties.clientIp": Field("client", PORTED),
    "properties.clientIP": Field("client", PORTED),
    "properties.httpMethod": Field("method"),
    "properties.requestUri": Field("target", URL),
    "properties.httpStatusCode": Field("status"),
    "properties.responseBytes": Field("bytes_sent"),
    "properties.timeTaken": Field("duration", "s"),
    "properties.hostName": Field("vhost"),
    "properties.referer": Field("referer"),
    "properties.referrer": Field("referer"),
    "properties.userAgent": Field("agent"),
}

_GATEWAY = {
    "properties.clientIP": Field("client", PORTED),
    "properties.httpMethod": Field("method"),
    "properties.originalRequestUriWithArgs": Field("target", URL),
    "properties.requestUri": Field("target", URL),
    "properties.httpStatus": Field("status"),
    "properties.sentBytes": Field("bytes_sent"),
    "properties.originalHost": Field("vhost"),
    "properties.host": Field("vhost"),
    "properties.userAgent": Field("agent"),
}
_V2 = {"timeStamp": Field("time", ANY_TIME), "properties.timeTaken": Field("duration", "s")}
_V1 = {"time": Field("time", ANY_TIME), "properties.timeTaken": Field("duration", "ms")}

FORMATS = (
    json_format("azure_frontdoor_json", "Azure Front Door, JSON", _FRONT_DOOR),
    json_format("azure_appgw_json", "Azure Application Gateway v2, JSON", _GATEWAY | _V2),
    json_format("azure_appgw_v1_json", "Azure Application Gateway v1, JSON", _GATEWAY | _V1),
)
