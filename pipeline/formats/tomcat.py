"""Access logs of Tomcat and Jetty that are not Apache's, known by their names only: `combined` and
the milliseconds it took, which cannot be told from Apache's microseconds.

Their `common` and `combined` are Apache's, as are the letters of AccessLogValve's patterns, but for
`%D`: milliseconds until Tomcat 10.0, microseconds since. Source: Tomcat documentation, "The Valve
Component", Access Log Valve; Jetty documentation, "Request Logging".
"""

from pipeline.formats import apache
from pipeline.formats.readers.template import Template

_NAMES = ("tomcat_ms", "jetty_latency")


def from_text(text: str) -> Template | None:
    """One of the names."""
    if text.lower() not in _NAMES:
        return None
    layout = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %{ms}T'
    return apache.from_text(layout, text.lower(), "Tomcat o Jetty: «combined» con milisegundos")


ALIASES = {"tomcat": "common", "jetty": "combined", "jetty_extended": "combined"}
