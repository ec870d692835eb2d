"""Envoy's access log as text, and the longer one that Istio's proxies write.

Source: Envoy documentation, "Access logging", default format string; Istio documentation, "Envoy
Access Logs", default access log format.
"""

from pipeline.formats.readers.fields import ISO_TIME, Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_OTHER = Field("")
_QUOTED: tuple[Token, ...] = (' "', _OTHER, '"')
_START: tuple[Token, ...] = (
    Field("time", f"[{ISO_TIME}]"), ' "', Field("request"), '" ', Field("status"), " ", _OTHER,
)  # fmt: skip
_END: tuple[Token, ...] = (
    " ", _OTHER, " ", Field("bytes"), " ", Field("duration", "ms"), " ", _OTHER,
    ' "', Field("forwarded", "x-forwarded-for"), '" "', Field("agent"), '"', *_QUOTED,
    ' "', Field("vhost"), '"', *_QUOTED,  # after the request's id and before the upstream host
)  # fmt: skip
_PROXY: tuple[Token, ...] = (
    " ", _OTHER, " ", _OTHER, " ", _OTHER, " ",  # cluster and the two local addresses
    Field("client"), ":", _OTHER, " ", _OTHER,  # its port; server name, route
)  # fmt: skip
_DETAILS: tuple[Token, ...] = (" ", _OTHER, " ", _OTHER, *_QUOTED)
_POLICY: tuple[Token, ...] = (*_QUOTED, *_QUOTED)

_CERTAIN = r'^\[\d{4}-\d\d-\d\dT[^\]"]*\] "[^"]*" \d+ '

FORMATS = (
    Layouts(
        "envoy",
        "Envoy, su formato de texto",
        (Template("envoy", "", (*_START, *_END), ""),),
        certain=_CERTAIN,
    ),
    Layouts(
        "istio",
        "Istio, el formato de texto de sus proxies",
        (
            Template("istio", "", (*_START, *_DETAILS, *_END, *_PROXY), ""),
            Template("istio", "", (*_START, *_POLICY, *_END, *_PROXY), ""),  # until Istio 1.8
        ),
        certain=_CERTAIN,
    ),
)
