"""lighttpd's default access log, in which the second word is the site; OVH's hosting has the same.

Source: lighttpd documentation, mod_accesslog, `accesslog.format`.
"""

from pipeline.formats.readers.clf import CLIENT, HEADERS, WHAT, WHEN
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_WHO = (" ", Field("vhost"), " ", Field("user"), " ")

FORMATS = (
    Layouts(
        "lighttpd",
        "lighttpd y OVH: «combined» con el sitio tras la dirección",
        (Template("lighttpd", "", (*CLIENT, *_WHO, *WHEN, *WHAT, *HEADERS), ""),),
        # An address, and a name with a dot.
        certain=r"^[0-9A-Fa-f.:]+ [^ ]*\.[A-Za-z][A-Za-z0-9-]*(?::\d+)? [^ ]+ \[",
    ),
)

ALIASES = {"ovh": "lighttpd"}
