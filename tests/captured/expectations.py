"""What a server logs of a shot where the client cannot know it, seen by eye in its log.

The client knows what it sent, and the status and body of the answers it heard. It cannot know what
is logged of a connection that gets no answer, nor which part of a broken request the server kept.
For those this table says, by server and shot, what its log line holds; an entry may also be a list,
one for each line of a shot. Nothing here was read with memoria.
"""

from collections.abc import Mapping

from tests.captured.shots import FIREFOX

Expected = Mapping[str, object]

UNKNOWN = "unknown"
"""A size that only the server knows."""


def _all(names: str, **told: object) -> dict[str, Expected | list[Expected]]:
    """The same of several shots."""
    return dict.fromkeys(names.split(), told)


_NO_HEADERS: dict[str, object] = {"agent": None, "referer": None}
"""The request line was refused, and the headers never read."""
_NO_LINE = _NO_HEADERS | {"method": None, "target": None}
_HALF = {"method": b"GET", "target": b"/mitad", **_NO_HEADERS}

_APACHE = (
    _all("agent-control-bytes agent-delete-byte target-control-byte target-fragment", **_NO_HEADERS)
    | _all("target-without-slash version-lower-case version-unknown", **_NO_HEADERS)
    | _all("header-over-the-limit", **_NO_HEADERS)
    | _all("only-line-ends half-a-request-line-and-waits", status=408, body=0, **_NO_LINE)
    | {
        "agent-spaces-around": {"agent": b"con espacios"},
        "target-tab": {"target": b"/a b?m=0044", **_NO_HEADERS},  # read as HTTP/0.9
        "target-nul": {"target": b"/a", **_NO_HEADERS},
        "target-spaces": {"target": b"/a b", **_NO_HEADERS},
        "http-0.9": {"status": 200, "body": 38, "all": 38},
        "two-agents": {"agent": FIREFOX + b", segundo"},
        "half-the-headers": {"status": 400, **_NO_HEADERS},
        "method-with-quote": {"method": None, "target": None, **_NO_HEADERS},
        "method-TRACE": {"body": 129},  # in chunks, of which it counts the content
        "path-over-the-limit": {"target": b"/m=0127/".ljust(797, b"a"), **_NO_HEADERS},
        "leaves-a-slow-answer": {"status": 502},
        "leaves-in-the-middle": {"status": 200},
    }
)

_NGINX = (
    _all(
        "target-tab target-control-byte target-nul target-spaces target-without-slash",
        **_NO_HEADERS,
    )
    | _all("target-star target-connect target-only-query", **_NO_HEADERS)
    | _all("version-9.9 version-lower-case version-unknown", **_NO_HEADERS)
    | _all("method-get method-with-digits traversal traversal-encoded", **_NO_HEADERS)
    | {
        "agent-spaces-around": {"agent": b"con espacios"},
        "http-0.9": {"status": 200, "body": 38, "all": 38},
        "only-line-ends": {"status": 408, "body": 0, **_NO_LINE},
        "half-a-request-line-and-waits": {"status": 408, "body": 0, **_HALF},
        "half-a-request-line": {"status": 400, "body": 0, **_HALF},
        "half-the-headers": {"status": 400, "body": 0, **_NO_HEADERS},
        "method-with-quote": {"method": None, "target": None, **_NO_HEADERS},
        "path-over-the-limit": {"target": b"/m=0127/".ljust(1020, b"a"), **_NO_HEADERS},
        "leaves-a-slow-answer": {"status": 499, "body": 0},
        "leaves-in-the-middle": {"status": 200},
    }
)

_LIGHTTPD = (
    _all("agent-control-bytes agent-delete-byte target-without-slash target-connect", **_NO_LINE)
    | _all("target-only-query version-9.9 version-lower-case version-unknown", **_NO_LINE)
    | _all("line-ends-before method-BREW method-get method-PRI method-M-SEARCH", **_NO_LINE)
    | _all("method-with-quote method-with-digits path-over-the-limit", **_NO_LINE)
    | _all("header-over-the-limit", **_NO_LINE)
    | {
        "agent-control-bytes": _NO_HEADERS,
        "agent-delete-byte": _NO_HEADERS,
        "agent-spaces-around": {"agent": b"con espacios"},
        "two-agents": {"agent": FIREFOX + b", segundo"},
        "target-absolute": {"target": b"/nota/elecciones.html?m=0053"},
        "target-absolute-elsewhere": {"target": b"/proxy?m=0054", **_NO_HEADERS},
        "leaves-a-slow-answer": {"status": 404},
        "leaves-in-the-middle": {"status": 200},
    }
    | {
        # The connection itself is logged too, when it ends.
        name: [
            {},
            {"method": b"PRI", "target": b"*", "status": 100, "body": UNKNOWN, **_NO_HEADERS},
        ]
        for name in ("h2", "h2-quotes", "h2-latin-1", "h2-ipv6")
    }
)

_HAPROXY = (
    # `<BADREQ>`: what it does not take it does not show.
    _all("target-latin-1 target-utf-8 target-tab target-control-byte target-nul", **_NO_LINE)
    | _all("target-spaces target-fragment target-without-slash http-0.9", **_NO_LINE)
    | _all("target-absolute-elsewhere target-only-query version-lower-case", **_NO_LINE)
    | _all("version-unknown two-hosts header-without-colon method-with-quote", **_NO_LINE)
    | _all("path-over-the-limit header-over-the-limit too-many-headers", **_NO_LINE)
    | _all("connects-and-closes half-a-request-line", status=400, **_NO_LINE)
    | {
        "method-PRI": _NO_LINE,
        "path-near-the-limit": {"target": b"/m=0126/".ljust(1019, b"a")},  # its own limit, of 1023
        "agent-spaces-around": {"agent": b"con espacios"},
        "two-agents": {"agent": b"segundo"},
        "agent-long": {"agent": b"Largo/".ljust(200, b"9")},  # the limit of the capture
        "half-the-headers": {"status": 400, **_NO_LINE},
        "leaves-a-slow-answer": {"status": 504},
        "leaves-in-the-middle": {"status": 200},
        "h2": {"target": b"http://servidor.example/?m=0135"},
        "h2-quotes": {"target": b"http://servidor.example/nota/elecciones.html?m=0136"},
        "h2-latin-1": {"target": b"http://servidor.example/no-existe?m=0137"},
        "h2-ipv6": {"target": b"http://servidor.example/?m=0138"},
    }
)

_VARNISH = (
    # Refused before it is a request: neither client nor request line, `- - - […] "- http://localhost`.
    _all(
        "agent-control-bytes agent-delete-byte target-tab target-control-byte",
        client=None,
        **_NO_LINE,
    )
    | _all("target-nul target-spaces version-9.9 version-unknown", client=None, **_NO_LINE)
    | _all("header-without-colon length-and-chunked too-many-headers", client=None, **_NO_LINE)
    | _all("tls-few-bytes ssh-banner rdp-cookie socks", client=None, **_NO_LINE)
    | _all("a-word a-quote json-line nul-bytes", client=None, **_NO_LINE)
    # Handed to the backend byte by byte, without a look at the answer.
    | _all("method-BREW method-get method-PROPFIND method-M-SEARCH", status=None, body=0)
    | _all("method-with-digits", status=None, body=0)
    | {
        "method-with-quote": {"status": None, "body": 0, "method": None, "target": None},
        "target-connect": {
            "status": None,
            "body": 0,
            "absolute": b"http://otro.example:443otro.example:443",
        },
        "target-absolute": {"target": b"/nota/elecciones.html?m=0053"},
        "target-absolute-elsewhere": {
            "target": b"/proxy?m=0054",
            "absolute": b"http://otro.example/proxy?m=0054",
        },
        "agent-spaces-around": {"agent": b"con espacios"},
        "two-agents": {"agent": b"segundo"},
        # A header or target is kept up to 255 bytes, name and closing NUL included.
        "agent-long": {"agent": b"Largo/".ljust(242, b"9")},
        "path-near-the-limit": {"target": b"/m=0126/".ljust(254, b"a")},
        "leaves-a-slow-answer": {"status": 503},
        "leaves-in-the-middle": {"status": 200},
    }
)

_CADDY: dict[str, Expected | list[Expected]] = {
    "agent-spaces-around": {"agent": b"con espacios"},
    "two-agents": {"agent": FIREFOX + b", segundo"},  # as a list of two
    "leaves-a-slow-answer": {"status": None, "body": 0},  # it writes 0
    "leaves-in-the-middle": {"status": 200},
}

EXPECTED: Mapping[str, Mapping[str, Expected | list[Expected]]] = {
    "apache2": _APACHE,
    "nginx": _NGINX,
    "lighttpd": _LIGHTTPD,
    "haproxy": _HAPROXY,
    "varnish": _VARNISH,
    "caddy": _CADDY,
}
