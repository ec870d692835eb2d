"""Imperva's (Incapsula's) log of requests in its W3C format.

Every column between quotes, an empty one where there is nothing; `cs-uri` with the site before the
path; `cs-bytes` is the content's length. Sources: Imperva, "Log File Structure"; Matomo's log
importer, whose tests have a sample.
"""

from pipeline.formats.readers.dialects import FORWARDED, Dialect
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.fields import Field

_NAMES = (
    "date time cs-vid cs-clapp cs-browsertype cs-js-support cs-co-support c-ip s-caip cs-clappsig "
    "s-capsupport s-suid cs(User-Agent) cs-sessionid s-siteid cs-countrycode s-tag cs-cicode "
    "s-computername cs-lat cs-long s-accountname cs-uri cs-postbody cs-version sc-action "
    "s-externalid cs(Referrer) s-ip s-port cs-method cs-uri-query sc-status s-xff cs-bytes "
    "cs-start cs-rule cs-severity cs-attacktype cs-attackid s-ruleName"
)
_FIELDS = {
    "c-ip": Field("client"),
    "cs-method": Field("method"),
    "cs-uri": Field("target"),
    "cs-uri-query": Field("query"),
    "sc-status": Field("status"),
    "cs-bytes": Field("bytes"),
    "cs(referrer)": Field("referer"),
    "cs(referer)": Field("referer"),
    "cs(user-agent)": Field("agent"),
    "s-xff": Field("forwarded", "x-forwarded-for"),
    **FORWARDED,
}

INCAPSULA = Directives(
    "incapsula_w3c",
    "Imperva (Incapsula), formato W3C",
    Dialect(
        _FIELDS,
        (_NAMES,),
        detail=80,
        marks=frozenset({"cs-clapp", "cs-vid"}),
        site=r"^(?:[a-z]+://)?([^/]+)(/.*)$",
        sited="site",
    ),
)
FORMATS = (INCAPSULA,)
ALIASES = {"incapsula": "incapsula_w3c"}
"""Matomo's name."""

from_text = INCAPSULA.declared
