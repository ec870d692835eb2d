"""LiteSpeed's access log where no log format is set: that of `combined`, with the site or without.

Source: OpenLiteSpeed, accesslog.cpp, and its manual, "Access Log", Log Headers.
"""

from pipeline.formats.readers.clf import COMBINED
from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_BEFORE: tuple[Token, ...] = ('["', Field("vhost"), '"] ')
_AFTER: tuple[Token, ...] = (' "', Field("vhost"), '"')

FORMATS = (
    Layouts(
        "litespeed",
        "LiteSpeed, su formato si no se le da otro",
        tuple(
            Template("litespeed", "", (*before, *COMBINED, *after), "")
            for before in ((), _BEFORE)
            for after in (_AFTER, ())
        ),
        # Without the site it cannot be told from `combined`.
        certain=r'^\["[^"]*"\] |" "[^" ]+\.[A-Za-z][A-Za-z0-9-]*(?::\d+)?"$',
    ),
)

ALIASES = {"openlitespeed": "litespeed"}
