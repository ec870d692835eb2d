"""Icecast's access log, known by its name only: `combined` and the seconds of listening, which
cannot be told from Apache's microseconds.

Source: Icecast documentation, "Log Files", access.log.
"""

from pipeline.formats import apache
from pipeline.formats.readers.template import Template

_NAMES = ("icecast", "icecast2")


def from_text(text: str) -> Template | None:
    """Its name."""
    if text.lower() not in _NAMES:
        return None
    layout = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %T'
    return apache.from_text(layout, "icecast2", "Icecast: «combined» con los segundos al final")
