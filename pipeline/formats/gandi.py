"""Gandi's hosting: `combined` with the site before and the time in the middle.

Source: Gandi documentation, "Simple Hosting", logs; Matomo's importer knows it as `gandi`.
"""

from pipeline.formats.readers.fields import CLF_TIME, Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_START: tuple[Token, ...] = (
    Field("vhost"), " ", Field("client"), " ", Field("ident"), " ", Field("user"), " ",
    Field("time", CLF_TIME), " (",
)  # fmt: skip
_END: tuple[Token, ...] = (
    ') "', Field("request"), '" ', Field("status"), " ", Field("bytes"),
    ' "', Field("referer"), '" "', Field("agent"), '"',
)  # fmt: skip

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
