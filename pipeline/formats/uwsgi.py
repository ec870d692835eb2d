"""uWSGI's own log of requests.

Source: uWSGI, logging.c (uwsgi_logit_simple) and "Formatting uWSGI requests logs". Formats of
`log-format` are one's own, and mostly Apache's.
"""

from itertools import product

from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_OTHER = Field("")
_TIME = Field("time", "[%d/%b/%Y:%H:%M:%S]")
_START: tuple[Token, ...] = (
    "[pid: ", Field("", "0|app:"), " ", Field("", "0|req:"), " ", Field("", "0/0]"), " ",
    Field("client"), " ", Field("", "()"), " ",  # (user)
    Field("", "{0"), " vars in ", Field("", "0"), " bytes} ", _TIME, " ",
    Field("method"), " ", Field("target"), " => generated ", Field("bytes"), " bytes in ",
)  # fmt: skip
_END: tuple[Token, ...] = (" ", Field("", "(HTTP/1.1"), " ", Field("status"), ") ", _OTHER)
_MILLISECONDS: tuple[Token, ...] = (Field("duration", "ms"), " msecs")
_MICROSECONDS: tuple[Token, ...] = (Field("duration", "us"), " micros")  # log-micros
_VIA: tuple[Token, ...] = (" via ", _OTHER)

_LAYOUTS = tuple(
    Template("uwsgi", "", (*_START, *unit, *via, *_END), "")
    for via, unit in product(((), _VIA), (_MILLISECONDS, _MICROSECONDS))
)

_MEMORY = (r"^(?:\{[a-z ]+ usage: [^}]*\} )+", "")
"""With `memory-report` a line begins with how much is used."""

_TAIL = "0 headers in 0 bytes (0 switches on core 0)"
_OWN_TIME = Field("time", "[%a %b %d %H:%M:%S %Y]")
_CTIME = (r" \[[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d+) ([\d:]+) (\d+)\] ", " [$2/$1/$4:$3] ")
"""`[Sun Jun  4 18:00:00 2023]` as one word."""

FORMATS = (
    Layouts(
        "uwsgi",
        "uWSGI, su bitácora de solicitudes",
        _LAYOUTS,
        certain=r"^\[pid: \d+\|app: -?\d+\|req: -?\d+/-?\d+\] ",
        shaped=(_MEMORY, _CTIME),
        written=tuple(
            (*(_OWN_TIME if token == _TIME else token for token in layout.tokens[:-1]), _TAIL)
            for layout in _LAYOUTS
        ),
    ),
)
