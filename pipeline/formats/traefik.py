"""Traefik's access log in its format `common`.

Source: Traefik documentation, "Access Logs": the Traefik CLF. Its JSON is read as JSON.
"""

from pipeline.formats.readers.clf import COMBINED
from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.layouts import Layouts, with_site
from pipeline.formats.readers.template import Template

_OTHER = Field("")
_TOKENS: tuple[Token, ...] = (
    *COMBINED, " ", _OTHER, ' "', _OTHER, '" "', _OTHER, '" ',  # requests, router, server's URL
    Field("duration", "ms"), "ms",
)  # fmt: skip

FORMATS = (
    Layouts(
        "traefik_clf",
        "Traefik «common»",
        (Template("traefik_clf", "", _TOKENS, ""),),
        certain=r'" [\d-]+ "[^"]*" "[^"]*" \d+ms$',
        after=with_site,
    ),
)

ALIASES = {"traefikclf": "traefik_clf", "traefik": "traefik_clf"}
