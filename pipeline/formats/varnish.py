"""Varnish's log by varnishncsa: `combined` with whole addresses as targets.

Source: Varnish documentation, varnishncsa(1), default format.
"""

from pipeline.formats.readers.clf import COMBINED
from pipeline.formats.readers.layouts import Layouts, with_site
from pipeline.formats.readers.template import Template

FORMATS = (
    Layouts(
        "varnish",
        "Varnish (varnishncsa): «combined» con direcciones completas",
        (Template("varnish", "", COMBINED, ""),),
        certain=r'\] "[A-Z]+ https?://',
        after=with_site,
    ),
)

ALIASES = {"varnishncsa": "varnish"}
