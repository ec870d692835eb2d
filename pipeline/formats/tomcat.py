"""Access logs of Tomcat and Jetty that are not Apache's, known by their names only: `combined` and
the milliseconds it took, which cannot be told from Apache's microseconds.

Their `common` and `combined` are Apache's, as are the letters of AccessLogValve's patterns, but for
`%D`: milliseconds until Tomcat 10.0, microseconds since. Source: Tomcat documentation, "The Valve
Component", Access Log Valve; Jetty documentation, "Request Logging".
"""

from pipeline.formats.readers.clf import COMBINED
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.template import Template

_NAMES = ("tomcat_ms", "jetty_latency")


def from_text(text: str) -> Template | None:
    """One of the names."""
    name = text.lower()
    if name not in _NAMES:
        return None
    tokens = (*COMBINED, " ", Field("duration", "ms"))
    return Template(name, "Tomcat o Jetty: «combined» con los milisegundos al final", tokens, name)


ALIASES = {"tomcat": "common", "jetty": "combined", "jetty_extended": "combined"}
