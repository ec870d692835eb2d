"""A project on whose night everything happens that a question asks of more than one client.

Two servers whose logs hold the same hours, one of them read in another order and with clocks that
go back; an ordinary month; a client, a network and a campaign that ask too much; errors, slowness,
and incidents of which one was reported by a wrong clock; lines that other tools read otherwise.
"""

import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.incidents import Incident, load_incidents
from pipeline.project import Project, load_project

FORMAT = '%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %D'
PROJECT = f"""\
agreement = "coahuila-prep-2023"
definition = "all"
logs = [
    {{ role = "operation", files = ["uno.log", "dos.log"], format = "{FORMAT}" }},
    {{ role = "baseline", files = "antes.log", format = "{FORMAT}" }},
]
diffuser = {{ name = "x", legal_name = "x", city = "x", website = "https://x.example", method = 1 }}
representative = {{ name = "x", position = "x" }}
"""
INCIDENTS = """\
inicio;fin;tipo;descripcion;efecto;remedio;avisado_a
04/06/2023 19:40;04/06/2023 19:52;servidor;x;x;x;x
04/06/2023 21:00:30;04/06/2023 21:12:15;enlace;x;x;x;x
04/06/2023 20:07;04/06/2023 20:07;otro;x;x;x;x
"""
Eventful = tuple[Project, tuple[Incident, ...]]
NIGHT = datetime.fromisoformat("2023-06-04 17:30")
AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64) Firefox/113.0",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/114.0",
    "Googlebot/2.1",
    "curl/8.0",
    "",
]
PATHS = ["/", "/", "/json/main.json", "/json/main.json", "/prep/", "/a.html", "/x.png", "/feed.rss"]
SQL = "/a.html?id=1+union+select+2"
OUTAGE = (timedelta(hours=2, minutes=50), timedelta(hours=3, minutes=2))
SLOW = (timedelta(hours=4), timedelta(hours=4, minutes=15))


def project(folder: Path, definition: str = "all", *, sole: bool = False) -> Eventful:
    """sole: one log, so that nothing is merged by clocks."""
    text = PROJECT.replace('"uno.log", "dos.log"', '"dos.log"') if sole else PROJECT
    text = re.sub(r".*baseline.*\n", "", text) if sole else text
    text = text.replace('definition = "all"', f'definition = "{definition}"')
    (folder / "memoria.toml").write_text(text, encoding="utf-8")
    (folder / "incidencias.csv").write_text(INCIDENTS, encoding="utf-8")
    chance = random.Random(7)
    (folder / "uno.log").write_text("".join(_server(chance, 0.02)), encoding="utf-8")
    (folder / "dos.log").write_text("".join(_spoilt(chance)), encoding="utf-8")
    (folder / "antes.log").write_text("".join(_ordinary(chance)), encoding="utf-8")
    loaded = load_project(folder / "memoria.toml")
    return loaded, load_incidents(folder / "incidencias.csv", loaded.zone)


def _line(at: datetime, client: str, path: str, status: int = 200, **told: str | int) -> str:
    """told: agent, took (microseconds), where they matter."""
    when = f"{at:%d/%b/%Y:%H:%M:%S} -0600"
    agent, took = told.get("agent", AGENTS[0]), told.get("took", 900)
    return f'{client} - - [{when}] "GET {path} HTTP/1.1" {status} 10 "-" "{agent}" {took}\n'


def _server(chance: random.Random, jitter: float) -> Iterator[str]:
    """Eight hours of a site, with what happens in them, in order but for some lines."""
    lines = [*_readers(chance), *_events(chance)]
    for at, text in sorted(lines):
        late = chance.choice([3, 40, 700, 4000, 9000]) if chance.random() < jitter else 0
        then = at - timedelta(seconds=late)
        yield text.replace(f"{at:%d/%b/%Y:%H:%M:%S}", f"{then:%d/%b/%Y:%H:%M:%S}")


def _readers(chance: random.Random) -> Iterator[tuple[datetime, str]]:
    for _ in range(4000):
        after = timedelta(seconds=chance.randrange(8 * 3600))
        client = f"10.{chance.randrange(3)}.{chance.randrange(40)}.{chance.randrange(6)}"
        path = chance.choice(PATHS)
        status = chance.choice([200, 200, 200, 304, 404, 206, 499])
        if OUTAGE[0] <= after < OUTAGE[1] and path.startswith("/json"):
            status = 503
        took = chance.randrange(100_000, 110_000) * (9 if SLOW[0] <= after < SLOW[1] else 1)
        agent = AGENTS[int(client[-1]) % len(AGENTS)]
        at = NIGHT + after
        yield at, _line(at, client, path, status, agent=agent, took=took)


def _events(chance: random.Random) -> Iterator[tuple[datetime, str]]:
    """A client, a network, a campaign of many networks and a crowd, each within two cuts."""
    for number in range(700):
        at = NIGHT + timedelta(minutes=60, seconds=number // 2)
        yield (
            at,
            _line(
                at, "192.0.2.9", "/prep/", 200 + 300 * (number % 7 == 0), agent=AGENTS[number % 3]
            ),
        )
    for number in range(800):
        at = NIGHT + timedelta(minutes=120, seconds=number // 4)
        yield at, _line(at, f"198.51.100.{number % 5}", "/", agent=AGENTS[number % 2])
    for number in range(60):
        at = NIGHT + timedelta(minutes=180, seconds=number * 4)
        client = f"203.0.{chance.randrange(9)}.{chance.randrange(3)}"
        yield (
            at,
            _line(at, client, SQL if number % 2 else "/wp-login.php", 403 - 203 * (number == 7)),
        )
    for number in range(400):
        at = NIGHT + timedelta(minutes=330, seconds=number)
        yield at, _line(at, f"10.7.{number % 90}.{number % 4}", chance.choice(PATHS))


def _spoilt(chance: random.Random) -> list[str]:
    """The other server: its second half first, with lines cut and too long."""
    lines = list(_server(chance, 0.1))
    lines = lines[len(lines) // 2 :] + lines[: len(lines) // 2]
    for place in range(50, len(lines), 331):
        head, _, rest = lines[place].partition(" HTTP")
        lines[place] = f'{head} HTTP/1.1" 200\n' if place % 2 else f"{head}{'y' * 4200} HTTP{rest}"
    return lines


def _ordinary(chance: random.Random) -> Iterator[str]:
    """Some readers on each of the days before, who come again on the night."""
    for day in range(28, 0, -1):
        for hour in range(24):
            at = NIGHT - timedelta(days=day) + timedelta(hours=hour, seconds=chance.randrange(3600))
            yield _line(at, f"10.0.{chance.randrange(40)}.{chance.randrange(6)}", "/")
