"""SHOUTcast's W3C log: one line a listener, when it leaves.

Source: the header that DNAS 1.9 writes, as in the tests of Matomo's log importer. `x-duration` is
in seconds; the agent is percent-encoded.
"""

from pipeline.formats.readers.dialects import Dialect
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.percent import escaped, unescaped

_NAMES = "c-ip c-dns date time cs-uri-stem c-status cs(User-Agent) sc-bytes x-duration avgbandwidth"
_FIELDS = {
    "c-ip": Field("client"),
    "cs-uri-stem": Field("target"),
    "c-status": Field("status"),
    "cs(user-agent)": Field("agent"),
    "sc-bytes": Field("bytes_sent"),
    "x-duration": Field("duration", "s"),
}

SHOUTCAST = Directives(
    "shoutcast",
    "SHOUTcast, formato W3C",
    Dialect(
        _FIELDS,
        (_NAMES,),
        detail=20,
        marks=frozenset({"avgbandwidth"}),
        foreign=frozenset({"c-playerid"}),  # Windows Media
        decode=unescaped,
        encode=escaped,
    ),
)
FORMATS = (SHOUTCAST,)

from_text = SHOUTCAST.declared
