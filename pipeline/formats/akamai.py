"""Akamai's Log Delivery Service in its W3C format; its combined is Apache's.

Columns between tabs, `time-taken` in milliseconds, `cs-uri` with the origin's name before the path,
quotes around what the client said, which is percent-encoded. Source: Akamai, "Log Delivery Service
User Guide", as the UK's Government Digital Service described its fields in the README of its
backdrop-asset-request-collector, and as published samples show them.
"""

from pipeline.formats.readers.dialects import FORWARDED, Dialect
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.percent import escaped, unescaped

_NAMES = (
    "date time cs-ip cs-method cs-uri sc-status sc-bytes time-taken cs(Referer) cs(User-Agent) "
    "cs(Cookie)"
)
_FIELDS = {
    "cs-ip": Field("client"),
    "cs-method": Field("method"),
    "cs-uri": Field("target"),
    "sc-status": Field("status"),
    "sc-bytes": Field("bytes"),
    "time-taken": Field("duration", "ms"),
    "cs(host)": Field("vhost"),
    "cs-host": Field("vhost"),
    "cs(referer)": Field("referer"),
    "cs(user-agent)": Field("agent"),
    **FORWARDED,
}

AKAMAI = Directives(
    "akamai_w3c",
    "Akamai Log Delivery Service, formato W3C",
    Dialect(
        _FIELDS,
        (_NAMES, f"{_NAMES} x-wafinfo", f"{_NAMES} x-custom", f"{_NAMES} x-custom x-wafinfo"),
        detail=30,
        marks=frozenset({"cs-ip"}),
        decode=unescaped,
        encode=escaped,
        site=r"^/((?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?)(/.*)$",
        sited="/site",
    ),
)
FORMATS = (AKAMAI,)

from_text = AKAMAI.declared
