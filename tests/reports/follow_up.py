"""An invented month of services: a DuckDB file and project of a follow-up report, by a formula."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from pipeline import timespan
from pipeline.project import Project, load_project
from reports import memoria as memorias
from reports.model import Memoria
from tests.reports.synthetic import SCHEMA, _insert, handover

AS_OF = date(2024, 6, 7)
ZONE = timespan.zone("America/Tijuana")
CUT = timedelta(minutes=15)
SLOT = timedelta(hours=1)
"""Of the calendar: what documents read is summed already."""
MONTHS = ("2024-03", "2024-04", "2024-05")
NAMES = ("Ventanilla de trámites", "Citas en línea", "Pagos y predial", "Mapa de obras")

TOML = """
agreement = "mexicali-gobierno-digital-2023"
period = "2024-05"

[diffuser]
name = "Municipio de Puerto Cardón"
legal_name = "Ayuntamiento de Puerto Cardón"
city = "Puerto Cardón, Baja California"
website = "https://cardon.example"
method = 1

[representative]
name = "Nombre Ficticio de Representante"
position = "Coordinación de Fomento"

[liaisons.municipio]
name = "Nombre Ficticio del Enlace"
email = "enlace@cardon.example"

[[logs]]
role = "operation"
files = "*.log"

[[logs]]
role = "baseline"
files = "antes/*.log"
"""

TOOL = """
[[tools]]
service = "s{number}"
name = {title}
version = "1.{number}"
licence = "Uso no exclusivo"
transferred = 2023-12-11
operator = "Sistemas"
source = "Acta {number}"
"""

BACKUPS = """
[[backups]]
kind = "respaldo"
what = "Base de datos de trámites"
done = 2024-05-05T02:10:00
result = "Completo"
file = "respaldo.txt"

[[backups]]
kind = "restauración"
what = "Base de datos de trámites"
done = 2024-04-24T11:00:00
result = "Restaurada"
"""

MINUTE = """
[[minutes]]
id = "mt-05"
date = 2024-05-16
place = "Por videoconferencia"
subject = {subject}
"""

ACCORD = """
[[accords]]
text = {text}
owner = "Sistemas"
due = {due}
status = "{status}"
"""


@dataclass(frozen=True)
class Scene:
    """tools: how many are measured. used: whether anybody asked for them. dark: months of which no
    line speaks; days_dark: days of the last. accords: the due day of each, and its status. hostile:
    a text to plant wherever input is free."""

    tools: int = 4
    used: bool = True
    dark: tuple[str, ...] = ()
    days_dark: tuple[int, ...] = (9,)
    backups: bool = True
    accords: tuple[tuple[str, str], ...] = (("2024-05-17", "pendiente"), ("2024-06-30", "cumplido"))
    hostile: str = ""
    outages: int = 2

    def title(self, number: int) -> str:
        name = NAMES[number % len(NAMES)]
        return f"{name}{f' {number}' if number >= len(NAMES) else ''}{self.hostile}"


def make(folder: Path, scene: Scene) -> Memoria:
    folder.mkdir(parents=True, exist_ok=True)
    warehouse = folder / "memoria.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        for schema in sorted(SCHEMA.glob("*.sql")):
            connection.execute(schema.read_text(encoding="utf-8"))
        _calendar(connection)
        _whole(connection, scene)
        for number in range(scene.tools):
            _service(connection, scene, number)
    project = _project(folder, scene)
    return memorias.build(warehouse, project, AS_OF, "0.1.0", handover())


def _project(folder: Path, scene: Scene) -> Project:
    quoted = lambda text: json.dumps(text, ensure_ascii=False)  # noqa: E731
    parts = [TOML]
    for number in range(scene.tools):
        title = quoted(scene.title(number))
        parts.append(f'\n[services.s{number}]\ntitle = {title}\npaths = ["/s{number}/**"]\n')
        parts.append(TOOL.format(number=number, title=title))
    if scene.backups:
        (folder / "respaldo.txt").write_text("acta", encoding="utf-8")
        parts += [BACKUPS, MINUTE.format(subject=quoted(f"Calendario{scene.hostile}"))]
    parts += [
        ACCORD.format(text=quoted(f"Ampliar{scene.hostile}"), due=due, status=status)
        for due, status in scene.accords
    ]
    (folder / "memoria.toml").write_text("".join(parts), encoding="utf-8")
    return load_project(folder / "memoria.toml")


def _utc(local: str) -> datetime:
    return timespan.Window.local(
        datetime.fromisoformat(local), datetime.fromisoformat(local) + CUT, ZONE
    ).start


DAYS = [date(2024, 3, 1) + timedelta(days=number) for number in range(92)]
START, END = _utc("2024-05-01"), _utc("2024-06-01")


def _calendar(connection: duckdb.DuckDBPyConnection) -> None:
    rows, periods = [], []
    for day in DAYS:
        first, last = (_utc((day + timedelta(days=more)).isoformat()) for more in (0, 1))
        during = first >= START
        periods.append((f"day:{day}", "day", str(day), first, last))
        slot = first
        while slot < last:
            local = timespan.to_local(slot, ZONE)
            rows.append((slot, local, day, local.hour, day.isoweekday(), during, during, not during,
                         None))  # fmt: skip
            slot += SLOT
    for month in MONTHS:
        ends = [period for period in periods if period[0].startswith(f"day:{month}")]
        periods.append((f"month:{month}", "month", month, ends[0][3], ends[-1][4]))
    periods.append(("operation", "window", "Operación", START, END))
    periods.append(("baseline", "window", "Línea base", periods[0][3], START))
    _insert(connection, "calendar", rows)
    _insert(connection, "period", periods)


def _whole(connection: duckdb.DuckDBPyConnection, scene: Scene) -> None:
    """What every document reads, whatever its sections."""
    dark = ", ".join(map(str, scene.days_dark)) or "0"
    connection.execute(
        "INSERT INTO cut SELECT slot, CASE WHEN day(local_day) IN (" + dark + ") "
        "THEN 'no_evidence' ELSE 'served' END, 5, 0, 3 FROM calendar WHERE in_operation"
    )
    connection.execute(
        "INSERT INTO measure SELECT metric, section, audience, slot, value FROM calendar, "
        "(VALUES ('hits', 7), ('pages', 4), ('visits', 2)) AS counted (metric, value), "
        "(VALUES ('all'), ('published')) AS sections (section), "
        "(VALUES ('all'), ('person')) AS audiences (audience) "
        f"WHERE in_operation AND day(local_day) NOT IN ({dark})"
    )
    coverage = (61, 61, 61, 1463, 1463, 1463, False)
    source = ("logs", "bitácoras propias", "memoria", "", "", True, *coverage)
    _insert(connection, "baseline_source", [source])


def _service(connection: duckdb.DuckDBPyConnection, scene: Scene, number: int) -> None:
    name = f"s{number}"
    _insert(connection, "service", [(name, number + 1, scene.title(number))])
    _insert(connection, "service_period", list(_periods(scene, number)))
    if scene.used:
        hour = START + timedelta(hours=9)
        _insert(connection, "service_measure", [(name, "hits", "all", hour, 40 + number)])
        outages = [
            (name, START + CUT * (40 * at + number), START + CUT * (40 * at + number + at + 1),
             at + 1, 15 * (at + 1), 9)
            for at in range(scene.outages)
        ]  # fmt: skip
        _insert(connection, "service_outage", outages)
    if number == 0:
        paths = [f"/s0/no-existe{scene.hostile}", "/otra/ruta"]
        rows = [(name, at, path, 90 // at) for at, path in enumerate(paths, 1)]
        _insert(connection, "service_error_path", rows)


def _periods(scene: Scene, number: int) -> Iterator[tuple[str, str, str, float | None]]:
    """By day, and their sums by month and window."""
    name = f"s{number}"
    days = {day: _day(scene, number, day) for day in DAYS}
    spans = {f"day:{day}": [values] for day, values in days.items()}
    for month in MONTHS:
        spans[f"month:{month}"] = [days[day] for day in DAYS if str(day).startswith(month)]
    spans["operation"] = spans[f"month:{MONTHS[-1]}"]
    spans["baseline"] = [values for month in MONTHS[:-1] for values in spans[f"month:{month}"]]
    for period, values in spans.items():
        for metric in values[0]:
            known = [value for found in values if (value := found[metric]) is not None]
            yield name, metric, period, float(sum(known)) if known else None
        if not period.startswith("day:") and any(found["hits"] is not None for found in values):
            total = sum(found["visits"] or 0 for found in values)
            yield name, "visitors_min", period, float(total // 3)
            yield name, "visitors_max", period, float(total // 2)


def _day(scene: Scene, number: int, day: date) -> dict[str, int | None]:
    dark = str(day)[:7] in scene.dark or (day.month == 5 and day.day in scene.days_dark)
    if dark:
        counts: dict[str, int | None] = dict.fromkeys(
            ("hits", "pages", "visits", "status_4xx", "status_5xx")
        )
        return counts | cuts(0, 0, 0, 96)
    visits = (30 + day.day % 7 * 5 + number * 3) * scene.used
    failed = (4 if day.day == 14 and day.month == 5 else 0) * scene.used
    counts = {"hits": visits * 5, "pages": visits * 2, "visits": visits, "status_4xx": visits // 9,
              "status_5xx": failed}  # fmt: skip
    return counts | (cuts(60, failed, 36 - failed, 0) if scene.used else cuts(0, 0, 96, 0))


def cuts(served: int, errors: int, unasked: int, no_evidence: int) -> dict[str, int | None]:
    states = {"served": served, "errors": errors, "unasked": unasked, "no_evidence": no_evidence}
    return {f"cuts_{name}": count for name, count in states.items()}


SCENES = {
    "four tools": Scene(),
    "nobody used them": Scene(used=False),
    "one tool": Scene(tools=1),
    "twelve tools": Scene(tools=12),
    "fifteen with long names": Scene(tools=15, hostile=" de nombre largo" * 6, outages=4),
    "no month before": Scene(dark=MONTHS[:-1]),
    "a month is missing": Scene(dark=MONTHS[:1]),
    "nothing of the month": Scene(days_dark=tuple(range(1, 32))),
    "no backups, no accords": Scene(backups=False, accords=()),
    "everything overdue": Scene(accords=(("2024-01-15", "pendiente"),) * 9),
    "no tools": Scene(tools=0),
}
