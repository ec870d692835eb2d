"""The logs on which the peers and our definitions of them must agree: the same bytes on any day.

Each case is a list of logs, given to the tools in that order.
"""

import gzip
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sample_logs import bulk

SAMPLE = Path(bulk.__file__).parent

PATHS = (
    "/", "/", "/noticias/", "/noticias/nota-12", "/nota.html", "/nota.php?id=3", "/index.php",
    "/index.html", "/data/index.json", "/json/main.json", "/prep/", "/estilo.css", "/app.js",
    "/logo.png", "/foto.JPG", "/favicon.ico", "/robots.txt", "/informe.pdf", "/datos.csv",
    "/lib/v1.2/cargador", "/v1.0/", "/a.php/b", "/feed.rss", "/mapa.svg", "/letra.woff2",
)  # fmt: skip
STATUSES = (200,) * 14 + (304, 304, 206, 301, 302, 404, 403, 500, 503)
AGENTS = ("Mozilla/5.0 (X11)", "Mozilla/5.0 (iPhone)", "Opera/9", "-", "ExampleBot/1.0", "")


clock = datetime.fromisoformat


def line(
    at: datetime,
    client: str = "192.0.2.1",
    request: str = "GET / HTTP/1.1",
    status: int | str = 200,
    *,
    zone: str = "-0600",
    agent: str = "Mozilla/5.0 (X11)",
) -> str:
    """at: the wall clock written."""
    return f'{client} - - [{at:%d/%b/%Y:%H:%M:%S} {zone}] "{request}" {status} 512 "-" "{agent}"\n'


def crowd(
    seed: int,
    start: datetime,
    span: timedelta,
    lines: int,
    *,
    clients: int = 60,
    late: int = 0,
    zone: str = "-0600",
) -> str:
    """Requests of many clients at random, in order but for `late` seconds at most."""
    dice = random.Random(seed)
    seconds = sorted(dice.randrange(int(span.total_seconds())) for _ in range(lines))
    if late:
        seconds.sort(key=lambda second: second + dice.random() * late)
    return "".join(
        line(
            start + timedelta(seconds=second),
            f"198.51.{dice.randrange(100)}.{dice.randrange(clients)}"
            if dice.random() < 0.1
            else f"192.0.2.{dice.randrange(clients)}",
            f"{dice.choice(('GET',) * 12 + ('POST', 'HEAD', 'PUT'))} {dice.choice(PATHS)} HTTP/1.1",
            dice.choice(STATUSES),
            zone=zone,
            agent=dice.choice(AGENTS),
        )
        for second in seconds
    )


def days() -> list[str]:
    """Four days across the end of a month."""
    return [crowd(1, clock("2023-05-30"), timedelta(days=4), 6000)]


def midnight() -> list[str]:
    """Visits across midnight, and silences of half an hour and of an hour to the second."""
    day = clock("2023-06-04")
    silences = (1, 1799, 1800, 1801, 3599, 3600, 3601, 7199, 7201)
    starts = ("12:00:00", "12:59:59", "23:15:00", "23:45:00", "23:59:59", "22:30:00", "00:00:00")
    hits = []
    for number, (silence, start) in enumerate((s, t) for s in silences for t in starts):
        hour, minute, second = map(int, start.split(":"))
        first = day + timedelta(hours=hour, minutes=minute, seconds=second)
        client = f"203.0.113.{number}"
        hits += [(first, client), (first + timedelta(seconds=silence), client)]
        hits += [(first + timedelta(seconds=2 * silence), client)]
    return ["".join(line(at, client) for at, client in sorted(hits))]


def zones() -> list[str]:
    """A server whose clock is set an hour ahead in the middle of the day, and back next day."""
    day = clock("2023-06-04")
    return [
        crowd(2, day, timedelta(hours=14), 2000, zone="-0600")
        + crowd(3, day + timedelta(hours=15), timedelta(hours=12), 2000, zone="-0500")
        + crowd(4, day + timedelta(hours=26), timedelta(hours=6), 1000, zone="-0600")
    ]


def servers() -> list[str]:
    """Two servers of the same hours, one log after the other."""
    day = clock("2023-06-04 17:00")
    return [crowd(seed, day, timedelta(hours=10), 3000) for seed in (5, 6)]


def unsorted(late: int) -> Callable[[], list[str]]:
    """Lines that are up to so many seconds late, over midnight."""
    return lambda: [
        crowd(7 + late, clock("2023-06-04 12:00"), timedelta(hours=36), 5000, late=late)
    ]


def quarrel() -> list[str]:
    """The seconds of a busy server's log, which are rarely in order."""
    return [
        crowd(8, clock("2023-06-04 23:30"), timedelta(hours=1), 8000, clients=250, late=3),
        crowd(9, clock("2023-06-05 00:30"), timedelta(hours=1), 4000, clients=250, late=60),
    ]


ODD_REQUESTS = (
    "-", "", "\\x16\\x03\\x01", "\\x16\\x03\\x01 \\x02\\x01", "GET /", "GET /pagina.html",
    "FOO / HTTP/1.1", "PATCH /nota HTTP/1.1", "TRACE / HTTP/1.1", "OPTIONS * HTTP/1.1",
    "PROPFIND / HTTP/1.1", "CONNECT example.com:443 HTTP/1.1", "PRI * HTTP/2.0", "GET  / HTTP/1.1",
    "GET http://example.com/nota.html HTTP/1.1",
    "GET http://example.com/ HTTP/1.1",
    "GET /con espacios.png HTTP/1.1", "GET /con%20espacios.png HTTP/1.1", "GET /a%2Ehtml HTTP/1.1",
    "GET /a%2epng HTTP/1.1", "GET /a;b.png HTTP/1.1", "GET /a&b.png HTTP/1.1",
    "GET /a.png;jsessionid=1 HTTP/1.1", "GET /a.png&b=1 HTTP/1.1", "GET /a%3Fb.png HTTP/1.1",
    "GET //doble.html HTTP/1.1", "GET /./a.html HTTP/1.1", "GET /sitio/index.css HTTP/1.1",
    "GET /miindex.js HTTP/1.1", "GET /FAVICON.ICO HTTP/1.1", "GET /x/favicon.ico HTTP/1.1",
    "GET /ROBOTS.TXT HTTP/1.1", "GET /sin.extension/ HTTP/1.1", "GET /a.b/c HTTP/1.1",
    "GET /.env HTTP/1.1", "GET /a.phtml HTTP/1.1", "GET /a.xhtml HTTP/1.1", "GET /a.HTM HTTP/1.1",
    "GET /a.jsp HTTP/1.1", "GET /a.shtml HTTP/1.1", "GET /a.mp4 HTTP/1.1", "GET /a.zip HTTP/1.1",
    "GET /a.xml HTTP/1.1", "GET /a.atom HTTP/1.1", "GET /a.webp HTTP/1.1", "GET /a.ttf HTTP/1.1",
    "GET /a.largaextension HTTP/1.1", "GET /HTTP.html HTTP/1.1", "GET /$a.png HTTP/1.1",
    "GET /acción HTTP/1.1", "GET /acci\\xc3\\xb3n.html HTTP/1.1", "GET /a\\\"b.html HTTP/1.1",
    "GET /~a/b,c(d)!.html HTTP/1.1", "GET /a+b.cgi HTTP/1.1", "GET /a=b.html HTTP/1.1",
    "GET /ip/10.1.2.3 HTTP/1.1", "GET /ip/10.1.2.3.html HTTP/1.1", "GET /ip/10.1.2.3/ HTTP/1.1",
    "GET /wp-login.php HTTP/3.0", "GET /a%zz.html HTTP/1.1", "GET /a%.png HTTP/1.1",
    "HEAD /a.htm?b.png HTTP/1.0", "GET /a|b.html HTTP/1.1", "GET /{a}.html HTTP/1.1",
    "MKACTIVITY /a HTTP/1.1", "MERGE /a HTTP/1.1", "CHECKOUT /a HTTP/1.1", "MOVE /a HTTP/1.1",
    "SEARCH /a HTTP/1.1", "GET /a HTTP/2", "GET /a HTTP/9.9", "GET /a%Fz.png HTTP/1.1",
    "GET /a%f.png HTTP/1.1", "GET /a%1/b.html HTTP/1.1", "GET /a%Fz%2Epng HTTP/1.1",
    "GET /a%%41.css HTTP/1.1",
)  # fmt: skip
ODD_CLIENTS = ("192.0.2.7", "2001:db8::1", "2001:db8::", "::1", "192.0.2.8")
ODD_AGENTS = (
    "Bot 10.1.2.3",
    "Bot 10.1.2.4",
    "Mozilla/5.0 (X11)",
    "Mozilla/5.0%20(X11)",
    "Mozilla/5.0(X11)",
    "",
    "-",
    'a \\"b\\" c',
)
ODD_STATUSES = (200, 304, 206, 301, 404, 400, 408, 499, 500, 599, 600, 999, 100, 101, 444, 204)


def odd() -> list[str]:
    """Every request of ODD_REQUESTS with every status that somebody counts otherwise, a second
    apart."""
    at, hits = clock("2023-06-04 10:00"), []
    for round_, status in enumerate((200, 404, 206, 301)):
        for number, request in enumerate(ODD_REQUESTS):
            at += timedelta(seconds=1)
            hits.append(line(at, f"192.0.{round_}.{number}", request, status))
    for number, status in enumerate(ODD_STATUSES):
        at += timedelta(seconds=1)
        hits += [line(at, f"198.51.100.{number}", status=status)]
        hits += [line(at, f"198.51.101.{number}", "GET /a.pdf HTTP/1.1", status)]
    for client in ODD_CLIENTS:
        for agent in ODD_AGENTS:
            at += timedelta(seconds=1)
            hits += [line(at, client, agent=agent)]
    return ["".join(hits)]


def torn() -> list[str]:
    """Lines cut at every place after their request, each of another client, and lines about as long
    as the tools' buffers."""
    at, hits = clock("2023-06-04 10:00"), []
    for number in range(40):
        at += timedelta(seconds=1)
        whole = line(at, f"192.0.2.{number}", agent="Mozilla/5.0 (X11)")
        cut = whole[: whole.index(" 200 ") + number].rstrip("\n")
        # One that ends in its bytes is a line of the common format, here and nowhere else.
        hits += [cut + "\n"] if len(cut) < len(whole) - 1 and number not in (6, 7, 8) else []
        hits += [line(at, "192.0.2.250")]
    for length in (4080, 4093, 4094, 4095, 4096, 4097, 4110, 4120, 4130, 4135, 4140, 4200):
        at += timedelta(seconds=1)
        short = len(line(at, "198.51.100.9", "GET /? HTTP/1.1").rstrip("\n"))
        client = "198.51.100.9"
        hits += [line(at, client, f"GET /?{'x' * (length - short)} HTTP/1.1"), line(at, client)]
    hits += [line(at, "203.0.113.7").replace("04/Jun", "31/Feb")] * 2
    return ["".join(hits)]


CASES: dict[str, Callable[[], Sequence[str]]] = {
    "days": days,
    "midnight": midnight,
    "zones": zones,
    "servers": servers,
    "late-1h": unsorted(3600),
    "late-3h": unsorted(10800),
    "quarrel": quarrel,
    "odd": odd,
    "torn": torn,
}


def sample() -> Iterator[tuple[str, list[bytes]]]:
    """The committed sample as the tools would get it, without the name of the site; and lines of
    the benchmark."""
    www = gzip.decompress((SAMPLE / "operacion/www-access.log.gz").read_bytes())
    prep = (SAMPLE / "operacion/prep-access.log").read_bytes()
    prep = b"".join(line.split(b" ", 1)[1] for line in prep.splitlines(keepends=True))
    day = gzip.decompress(next((SAMPLE / "linea-base").glob("*0507*")).read_bytes())
    yield "sample", [www, prep]
    yield "sample-day", [day]
    with tempfile.TemporaryDirectory() as folder:
        bulk.write_project(Path(folder), 20_000, bulk.SEED, plain=True)
        yield "bulk", [(Path(folder) / "access.log").read_bytes()]


def every() -> Iterator[tuple[str, list[bytes]]]:
    for name, make in CASES.items():
        yield name, [text.encode() for text in make()]
    yield from sample()


def digests(texts: Sequence[bytes]) -> list[str]:
    return [sha256(text).hexdigest() for text in texts]
