"""Amazon CloudFront's standard logs (legacy) of web distributions.

Source: Amazon CloudFront Developer Guide, "Standard logging reference", "Log file fields". Fields
were added at the end, from 12 to 33, so that every documented layout is the beginning of the last.
`time-taken` is in seconds; `sc-bytes` counts the headers. What the client said is percent-encoded,
once or, in older logs, twice.
"""

from pipeline.formats.readers.dialects import FORWARDED, Dialect
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.percent import escaped, unescaped

_NAMES = (
    "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) "
    "cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header "
    "cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher "
    "x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port "
    "time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start "
    "sc-range-end"
)
_LENGTHS = (33, 26, 24, 23, 19, 18, 15, 12)

_FIELDS = {
    "c-ip": Field("client"),
    "cs-method": Field("method"),
    "cs-uri-stem": Field("target"),
    "cs-uri-query": Field("query"),
    "sc-status": Field("status"),
    "sc-bytes": Field("bytes_sent"),
    "time-taken": Field("duration", "s"),
    "x-host-header": Field("vhost"),  # what the client asked for; cs(Host) is the distribution's
    "cs(host)": Field("vhost"),
    "cs(referer)": Field("referer"),
    "cs(user-agent)": Field("agent"),
    **FORWARDED,
}

CLOUDFRONT = Directives(
    "cloudfront",
    "Amazon CloudFront, registro estándar de distribuciones web",
    Dialect(
        _FIELDS,
        tuple(" ".join(_NAMES.split()[:length]) for length in _LENGTHS),
        detail=64,
        marks=frozenset({"x-edge-location"}),
        foreign=frozenset({"x-event", "x-sname"}),  # RTMP distributions
        decode=unescaped,
        encode=escaped,
    ),
)
FORMATS = (CLOUDFRONT,)
ALIASES = {"cloudfront": "cloudfront", "amazon_cloudfront": "cloudfront"}
"""GoAccess says CLOUDFRONT; Matomo, amazon_cloudfront."""

from_text = CLOUDFRONT.declared
