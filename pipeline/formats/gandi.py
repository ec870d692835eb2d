"""Gandi's hosting: `combined` with the site before and the time in the middle.

Source: Gandi documentation, "Simple Hosting", logs; Matomo's importer knows it as `gandi`.
"""

from pipeline.formats.readers.clf import CLIENT, HEADERS, WHAT, WHEN, WHO
from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_START: tuple[Token, ...] = (Field("vhost"), " ", *CLIENT, *WHO, *WHEN, " (")
_END: tuple[Token, ...] = (")", *WHAT, *HEADERS)

FORMATS = (
    Layouts(
        "gandi",
        "Gandi Web Hosting",
        tuple(
            Template("gandi", "", (*_START, Field("duration", unit), f" {unit}", *_END), "")
            for unit in ("s", "ms")
        ),
    ),
)
