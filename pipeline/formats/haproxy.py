"""HAProxy's HTTP logs.

Source: HAProxy configuration manual, "Logging": HTTP log format (`option httplog`), CLF log format
(`option httplog clf`), HTTPS log format (`option httpslog`), and what `option logasap` changes.
"""

from pipeline.formats.readers.fields import CLF_TIME, Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_OTHER = Field("")
_TIMES = Field("", "-1/-1/-1/-1")
"""Until the request was there, in queues, to connect, of the server."""
_ZERO = Field("", "0")
_START: tuple[Token, ...] = (
    Field("client"), ":", _OTHER, " ",  # client_ip:client_port
    Field("time", "[%d/%b/%Y:%H:%M:%S%.3f]"), " ",  # accept_date or request_date, local
    _OTHER, " ", _OTHER, "/", _OTHER, " ",  # frontend backend/server
)  # fmt: skip
_AFTER_SIZE: tuple[Token, ...] = (
    " ", _OTHER, " ", _OTHER, " ", Field("", "----"), " ",  # the two cookies, termination_state
    Field("", "0/0/0/0"), "/", _ZERO, " ", _ZERO, "/", _ZERO, ' "',  # connections, retries, queues
)  # fmt: skip
_ALL: tuple[Token, ...] = (
    *_START, _TIMES, "/", Field("duration", "ms"), " ", Field("status"), " ", Field("bytes_sent"),
    *_AFTER_SIZE,
)  # fmt: skip
_EARLY: tuple[Token, ...] = (*_START, _OTHER, "/+", _OTHER, " ", Field("status"), " +", _OTHER,
                             *_AFTER_SIZE)  # fmt: skip
_REQUEST: tuple[Token, ...] = (Field("request"), '"', _OTHER)
_CUT: tuple[Token, ...] = (Field("request"),)

_CAPTURED = (r' (?:\{[^{}"]*\} ){1,2}"', ' "')
"""Captured headers, of which the log does not say what they are. Quotes and braces in them are
written `#22`, `#7B`, `#7D`."""


def _layout(tokens: tuple[Token, ...]) -> Template:
    return Template("haproxy_http", "", tokens, "")


_CERTAIN = (
    r"^[^ ]+:\d+ \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d\.\d+\] [^ ]+ [^ ]+/[^ ]+ "
    r"[\d-]+/[\d-]+/[\d-]+/[\d-]+/\+?[\d-]+ [\d-]+ \+?\d+ "
)

_QUOTED: tuple[Token, ...] = (' "', _OTHER, '"')
_CLF: tuple[Token, ...] = (
    Field("client"), " - - ", Field("time", CLF_TIME), ' "', Field("request"), '" ',
    Field("status"), " ", Field("bytes_sent"), *_QUOTED, *_QUOTED, " ",  # referrer, agent: nothing
    _OTHER, " ", _OTHER, *_QUOTED, *_QUOTED, *_QUOTED, " ",  # port, ms, frontend, backend, server
    _OTHER, " ", _OTHER, " ", _OTHER, " ", _OTHER, " ", Field("duration", "ms"), " ", _OTHER,
)  # fmt: skip
_CLF_WRITTEN: tuple[Token, ...] = (
    *_CLF[: _CLF.index(Field("bytes_sent")) + 1], ' "" "" 0 0 "-" "-" "-" -1 -1 -1 -1 ',
    Field("duration", "ms"), ' "----" 0 0 0 0 0 0 0 "" "" "" ""',
)  # fmt: skip

FORMATS = (
    Layouts(
        "haproxy_http",
        "HAProxy «option httplog» y «option httpslog»",
        (
            _layout((*_ALL, *_REQUEST)),
            _layout((*_EARLY, *_REQUEST)),
            # A line that would be too long for syslog ends in the middle of the request.
            _layout((*_ALL, *_CUT)),
            _layout((*_EARLY, *_CUT)),
        ),
        certain=_CERTAIN,
        shaped=(_CAPTURED,),
    ),
    Layouts(
        "haproxy_clf",
        "HAProxy «option httplog clf»",
        (Template("haproxy_clf", "", _CLF, ""),),
        written=(_CLF_WRITTEN,),
        certain=r'" [\d-]+ \d+ "" "" \d+ \d+ "[^"]*" "[^"]*" "[^"]*" ',
    ),
)
"""With `option logasap` the time and the size are those until the line was written, not the
response's: they count as unknown."""

ALIASES = {"haproxy": "haproxy_http", "httplog": "haproxy_http", "httpslog": "haproxy_http"}
