"""LiteSpeed's access log where no log format is set: that of `combined`, with the site or without.

Source: OpenLiteSpeed, accesslog.cpp, and its manual, "Access Log", Log Headers.
"""

from pipeline.formats import apache
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_COMBINED = apache.from_text('%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"')
assert _COMBINED is not None
_TOKENS = _COMBINED.tokens[:-1]  # up to the last quote

_BEFORE = ('["', Field("vhost"), '"] ')
_AFTER = ('" "', Field("vhost"), '"')

FORMATS = (
    Layouts(
        "litespeed",
        "LiteSpeed, su formato si no se le da otro",
        tuple(
            Template("litespeed", "", (*before, *_TOKENS, *after), "")
            for before in ((), _BEFORE)
            for after in (_AFTER, ('"',))
        ),
        # Without the site it cannot be told from `combined`.
        certain=r'^\["[^"]*"\] |" "[^" ]+\.[A-Za-z][A-Za-z0-9-]*(?::\d+)?"$',
    ),
)

ALIASES = {"openlitespeed": "litespeed"}
