"""Icecast's access log, known by its name only: `combined` and the seconds of listening, which
cannot be told from Apache's microseconds.

Source: Icecast documentation, "Log Files", access.log.
"""

from pipeline.formats.readers.clf import COMBINED
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.template import Template

_NAMES = ("icecast", "icecast2")


def from_text(text: str) -> Template | None:
    """Its name."""
    if text.lower() not in _NAMES:
        return None
    tokens = (*COMBINED, " ", Field("duration", "s"))
    return Template("icecast2", "Icecast: «combined» con los segundos al final", tokens, "icecast2")
