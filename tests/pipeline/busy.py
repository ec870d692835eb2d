"""A small project in which everything happens that could be counted otherwise in two shares than in
one: several logs and formats, milliseconds, durations, ties, addresses of many persons, robots,
attacks, lines that are cut, too long or not to be read, and texts that hide an address."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.project import Project, load_project
from tests.pipeline.projects import MINIMAL

SEED = 7
START = datetime(2023, 6, 4, 23, 30, tzinfo=UTC)
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0) Chrome/113.0.0.0", "Mozilla/5.0 (iPhone) Safari/605.1.15",
    "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.0", "", "-", "visto por 10.9.8.7",
    "visto por 10.9.8.8", "(sin agente)", "<script>alert(1)</script>",
)  # fmt: skip
PATHS = (
    "/", "/prep/inicio.html", "/json/main.json", "/json/a.json", "/json/b.json", "/estilo.css",
    "/robots.txt", "/wp-login.php", "/a?q=1' OR '1'='1", "/de/10.1.2.3", "/de/10.1.2.4",
    "(sin ruta)", "/tramites/acta", *(f"/nota/{number}" for number in range(60)),
)  # fmt: skip
REFERERS = ("-", "https://www.google.com/", "https://mirador.example/", "https://10.2.3.4/", "x")
OTHER = (
    '$msec $remote_addr "$request" $status $body_bytes_sent'
    ' "$http_referer" "$http_user_agent" $request_time'
)
ALSO = f"""
[[logs]]
role = "operation"
files = "otra.log"
format = '{OTHER}'

[[logs]]
role = "baseline"
files = "antes.log"

[services.tramites]
title = "Trámites"
paths = ["/tramites/**"]
"""
HOSTILE = (
    "\x00\x01 no es una solicitud", '"""', "=cmd|' /C'!A0",
    "10.0.0.1 - - [31/Feb/2023:18:00:00 -0600]",
    '10.0.0.7 - - [04/Jun/2023:18:01:00 -0600] "GET /cortada HTTP/1.1"',
    '10.0.0.8 - - [31/Jun/2023:18:01:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"',
    f'10.0.0.9 - - [04/Jun/2023:18:01:00 -0600] "GET /{"x" * 5000} HTTP/1.1" 200 5 "-" "M/5"',
)  # fmt: skip


def busy(folder: Path, hits: int = 1500) -> Project:
    """Its logs and its settings, written there."""
    chance = random.Random(SEED)
    first = [_combined(chance, second / hits * 9000) for second in range(hits)]
    late = [_combined(chance, 40_000 + second) for second in range(hits // 10)]  # of the next day
    for line in HOSTILE:
        first.insert(chance.randrange(len(first)), line)
    texts = {
        "una.log": first + [_polled(client, turn) for client in range(30) for turn in range(20)],
        "dos.log": late + first[: hits // 20],
        "otra.log": [_other(chance, second / hits * 9000) for second in range(hits)],
        "antes.log": [_combined(chance, second * 7 - 7 * 86400) for second in range(hits // 3)],
    }
    for name, lines in texts.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "incidencias.csv").write_text(
        "inicio,fin,tipo,descripción,efecto,remedio,avisado_a\n"
        "2023-06-04 18:10,2023-06-04 18:30,Corte,Se cayó,Sin servicio,Se levantó,INE\n",
        encoding="utf-8",
    )
    text = MINIMAL.read_text(encoding="utf-8").replace("bitacoras/*.log", "[ud][no]*.log")
    text = text.replace("[diffuser]", 'definition = "all"\n\n[diffuser]', 1)
    (folder / "memoria.toml").write_text(text + ALSO, encoding="utf-8")
    return load_project(folder / "memoria.toml")


def _client(chance: random.Random) -> str:
    """One in six from an address that many persons share; one in four by IPv6."""
    if chance.random() < 1 / 6:
        return "10.77.0.1"
    if chance.random() < 1 / 4:
        return f"2001:db8:{chance.randrange(40):x}::{chance.randrange(3):x}"
    return f"10.{chance.randrange(3)}.{chance.randrange(30)}.{chance.randrange(6)}"


def _request(chance: random.Random) -> tuple[str, int, str, str, str]:
    """The request, its status and size, where it came from and by whom."""
    size = chance.choice(("-", "0", "512", "1024", str(chance.randrange(90_000))))
    status = chance.choice((200, 200, 200, 200, 206, 301, 304, 304, 404, 403, 499, 500, 503))
    method = chance.choice(("GET", "GET", "GET", "POST", "HEAD"))
    agent = f"Mozilla/5.0 Firefox/{chance.randrange(40)}" if chance.random() < 0.3 else None
    return (
        f"{method} {chance.choice(PATHS)} HTTP/1.1", status, size, chance.choice(REFERERS),
        agent or chance.choice(AGENTS),
    )  # fmt: skip


def _combined(chance: random.Random, second: float) -> str:
    time = (START + timedelta(seconds=int(second))).strftime("%d/%b/%Y:%H:%M:%S +0000")
    request, status, size, referer, agent = _request(chance)
    return f'{_client(chance)} - - [{time}] "{request}" {status} {size} "{referer}" "{agent}"'


def _polled(client: int, turn: int) -> str:
    """A page that is left open, and what it asks for again and again."""
    time = START + timedelta(minutes=40, seconds=client + turn * (30 + client % 3))
    size = 900 + int(time.timestamp()) // 300 % 7
    written = time.strftime("%d/%b/%Y:%H:%M:%S +0000")
    agent = AGENTS[client % 2]
    return (
        f'10.200.{client}.1 - - [{written}] "GET /json/main.json HTTP/1.1" 200 {size} "-" "{agent}"'
    )


def _other(chance: random.Random, second: float) -> str:
    time = (START + timedelta(seconds=second + chance.random())).timestamp()
    request, status, size, referer, agent = _request(chance)
    duration = chance.choice(("-", f"{chance.expovariate(5):.3f}", f"{chance.random() * 9:.3f}"))
    return (
        f'{time:.3f} {_client(chance)} "{request}" {status} {size.replace("-", "0")}'
        f' "{referer}" "{agent}" {duration}'
    )
