"""lighttpd's default access log, in which the second word is the site; OVH's hosting has the same.

Source: lighttpd documentation, mod_accesslog, `accesslog.format`.
"""

from pipeline.formats import apache
from pipeline.formats.readers.layouts import Layouts

_DEFAULT = apache.from_text('%h %{Host}i %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"')
assert _DEFAULT is not None

FORMATS = (
    Layouts(
        "lighttpd",
        "lighttpd y OVH: «combined» con el sitio tras la dirección",
        (_DEFAULT,),
        # An address, and a name with a dot.
        certain=r"^[0-9A-Fa-f.:]+ [^ ]*\.[A-Za-z][A-Za-z0-9-]*(?::\d+)? [^ ]+ \[",
    ),
)

ALIASES = {"ovh": "lighttpd"}
