"""W3C's extended log file format as servers write it: IIS, its Advanced and Enhanced Logging,
ASP.NET Core, Tomcat, WebLogic and whoever else keeps to the names.

Sources: Microsoft, "W3C Logging" (HTTP Server API) and the IIS help, "LogExtFileFlags" (defaults);
Apache Tomcat, ExtendedAccessLogValve; Oracle WebLogic, "Setting Up HTTP Access Logs". Microsoft's
`time-taken` is in milliseconds, that of the specification and of the others in seconds: the company
it has in the line tells them apart. IIS writes `+` for a space in what a client says.
"""

import polars as pl

from pipeline.formats.readers.dialects import FORWARDED, Dialect
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.fields import Field

_FIELDS = {
    "c-ip": Field("client"),
    "c-dns": Field("client"),
    "cs-method": Field("method"),
    "cs-uri-stem": Field("target"),
    "cs-uri": Field("target"),
    "cs-uri-query": Field("query"),
    "sc-status": Field("status"),
    "bytes": Field("bytes"),
    "sc-bytes": Field("bytes_sent"),
    "time-taken": Field("duration", "s"),
    "timetakenms": Field("duration", "ms"),
    "cs-host": Field("vhost"),
    "cs(host)": Field("vhost"),
    "cs(referer)": Field("referer"),
    "cs(referrer)": Field("referer"),
    "cs(user-agent)": Field("agent"),
    **FORWARDED,
    "originalip": Field("forwarded", "x-forwarded-for"),
}

_MICROSOFT = frozenset(
    {
        "s-sitename", "s-computername", "s-port", "cs-username", "cs-version", "cs-host",
        "sc-substatus", "sc-win32-status", "sc-bytes", "cs-bytes",
    }
)  # fmt: skip
"""Names that neither Tomcat nor WebLogic has."""

_FOREIGN = frozenset(
    {
        "x-edge-location", "cs-ip", "cs-clapp", "cs-vid",  # CloudFront, Akamai, Imperva
        "s-reason", "s-queuename",  # HTTP.sys: HTTPERR
        "x-fullpath",  # IIS: FTP
        "c-playerid", "c-status",  # Windows Media
        "cs-categories", "sc-filter-result", "x-virus-id",  # Blue Coat, a proxy
    }
)  # fmt: skip

_START = "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
_STATUS = "sc-status sc-substatus sc-win32-status"
_AGENT, _REFERER = "cs(User-Agent)", "cs(Referer)"
_BYTES = f"{_STATUS} sc-bytes cs-bytes time-taken"
_HEADERS = f"{_AGENT} cs(Cookie) {_REFERER} cs-host {_BYTES}"
_SITE = "date time s-sitename"
_REQUEST = "cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
_DEFAULTS = (
    f"{_START} {_AGENT} {_REFERER} {_STATUS} time-taken",  # IIS 8.5 and 10
    f"{_START} {_AGENT} {_STATUS} time-taken",  # IIS 7 and 7.5
    f"{_START} {_AGENT} {_STATUS}",  # IIS 6
    f"{_SITE} s-ip {_REQUEST} {_AGENT} {_STATUS}",  # IIS 6 with its service pack
    f"{_SITE} s-computername s-ip {_REQUEST} cs-version {_HEADERS}",  # all that IIS has
    f"{_SITE} {_REQUEST} {_HEADERS}",  # Azure App Service
    f"{_START} cs-version {_HEADERS}",  # all but site and computer
    f"{_START} {_AGENT} {_REFERER} cs-host {_BYTES}",
    f"{_START} {_AGENT} {_REFERER} {_BYTES}",
)


def _spaces(text: pl.Expr) -> pl.Expr:
    """`+` → space where there is none already; of two, the second is the client's own
    (`;++http://…`)."""
    spaced = text.str.replace_all("+", " ", literal=True).str.replace_all("  ", " +", literal=True)
    return pl.when(text.str.contains(" ", literal=True)).then(text).otherwise(spaced)


def _pluses(text: pl.Series) -> pl.Series:
    return text.str.replace_all(" ", "+", literal=True)


W3C = Directives(
    "w3c",
    "W3C extendido: IIS y otros con «#Fields:»",
    Dialect(
        _FIELDS,
        _DEFAULTS,
        detail=28,
        foreign=_FOREIGN,
        milliseconds=_MICROSOFT,
        decode=_spaces,
        encode=_pluses,
    ),
)
FORMATS = (W3C,)
ALIASES = {"w3c": "w3c", "w3c_extended": "w3c", "iis": "w3c"}
"""GoAccess says W3C; Matomo, w3c_extended and iis."""

from_text = W3C.declared
