"""Varnish's log by varnishncsa: `combined` with whole addresses as targets.

Source: Varnish documentation, varnishncsa(1), default format.
"""

from pipeline.formats import apache
from pipeline.formats.readers.layouts import Layouts, with_site

_COMBINED = apache.from_text('%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i"')
assert _COMBINED is not None

FORMATS = (
    Layouts(
        "varnish",
        "Varnish (varnishncsa): «combined» con direcciones completas",
        (_COMBINED,),
        certain=r'\] "[A-Z]+ https?://',
        after=with_site,
    ),
)

ALIASES = {"varnishncsa": "varnish"}
