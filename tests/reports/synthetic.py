"""An invented DuckDB file and project: every table filled with figures made by a formula."""

import json
import math
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars

from pipeline import timespan
from pipeline.project import Project, load_project
from reports.model.handover import HandedLog, Handover

SCHEMA = Path(__file__).parents[2] / "pipeline" / "sql" / "schema"
ZONE = timespan.zone("America/Monterrey")
OPERATION = datetime.fromisoformat("2023-06-05T00:00:00")
LOGS = datetime.fromisoformat("2023-06-04T06:00:00")
END = datetime.fromisoformat("2023-06-06T06:00:00")
CUT = timedelta(minutes=5)

TOML = """
agreement = "coahuila-prep-2023"
incidents = "incidencias.csv"
comments = "comentarios.md"

[diffuser]
name = {name}
legal_name = "Editora Ficticia del Desierto, S.A. de C.V."
city = "Monclova, Coahuila de Zaragoza"
website = "https://gaceta.example"
method = {method}

[geo]
database = "lugares.mmdb"

[representative]
name = "Nombre Ficticio del Representante"
position = "Representante legal"

[contact]
name = "Nombre Ficticio del Contacto"
position = "Responsable de sistemas"
email = "sistemas@gaceta.example"

[[logs]]
role = "operation"
files = "operacion/*.log"

[requirements.firewall]
answer = "cumple"
statement = {statement}
evidence = "Anexo fotográfico del equipo"

[requirements.emergency_plant]
answer = "no cumple"
statement = "El edificio no tiene planta; se cuenta con respaldo de 40 minutos."

[[candidates]]
start = 2023-06-05T11:00:00
end = 2023-06-05T11:20:00
answer = "descartada"
reason = "Mantenimiento anunciado del portal, sin relación con el PREP."
"""

COMMENTS = """# Comentarios

1. Publicar el **paquete de prueba** con una semana más de anticipación.
2. Avisar los cambios de `main.json` por correo.

| Tema | Sugerencia |
| --- | --- |
| Soporte | Un teléfono único |
"""


def make(
    folder: Path,
    *,
    hostile: str = "",
    baseline: bool = True,
    incidents: int = 2,
    files: int = 6,
    method: int = 1,
    durations: bool = True,
) -> tuple[Path, Project]:
    """A warehouse and its project. hostile: a text to plant wherever input is free."""
    folder.mkdir(parents=True, exist_ok=True)
    warehouse = folder / "memoria.duckdb"
    connection = duckdb.connect(str(warehouse))
    for schema in sorted(SCHEMA.glob("*.sql")):
        connection.execute(schema.read_text(encoding="utf-8"))
    _calendar(connection)
    _measures(connection, baseline=baseline)
    _periods(connection, durations=durations)
    _arrivals(connection)
    _rankings(connection, hostile)
    _baseline(connection, present=baseline)
    _comparison(connection, baseline=baseline)
    _definitions(connection)
    _incidents(connection, hostile, incidents)
    _files(connection, hostile, files)
    connection.close()
    return warehouse, _project(folder, hostile, method)


def handover(mode: str = "seudonimizada", logs: int = 3) -> Handover:
    """What is delivered beside it."""
    why = None if logs else "en la modalidad agregada ninguna solicitud individual sale del difusor"
    return Handover(
        mode=mode,
        delivery="entrega-la-gaceta-del-desierto-coahuila-prep-2023",
        annexes_sha256="0123456789abcdef" * 4,
        annexes=logs + 40,
        annexes_size=12_345_678,
        logs=tuple(
            HandedLog(
                path=f"bitacoras/operacion/access-{number}.log.gz",
                source=f"operacion/access-{number}.log",
                sha256=f"{number:064x}",
                size=1_000 + number,
                lines=100 + number,
            )
            for number in range(logs)
        ),
        logs_reason=why,
        lines=sum(range(100, 100 + logs)) if logs else None,
        lines_reason=why,
        size=sum(range(1_000, 1_000 + logs)) if logs else None,
        size_reason=why,
    )


def _project(folder: Path, hostile: str, method: int) -> Project:
    name = json.dumps(f"La Gaceta del Desierto{hostile}", ensure_ascii=False)
    statement = json.dumps(f"Equipo perimetral con reglas vigentes{hostile}", ensure_ascii=False)
    text = TOML.format(name=name, statement=statement, method=method)
    (folder / "memoria.toml").write_text(text, encoding="utf-8")
    (folder / "comentarios.md").write_text(COMMENTS + "\n" + hostile + "\n", encoding="utf-8")
    (folder / "incidencias.csv").write_text(
        "inicio;fin;tipo;descripcion;efecto;remedio;avisado_a\n", encoding="utf-8"
    )
    return load_project(folder / "memoria.toml")


def _calendar(connection):
    rows = []
    start = LOGS - timedelta(weeks=4)
    slot = start
    while slot < END:
        local = timespan.to_local(slot, ZONE)
        ordinary = slot < LOGS
        matches = _match(slot) if ordinary else None
        rows.append(
            (
                slot,
                local,
                local.date(),
                local.hour,
                local.isoweekday(),
                slot >= OPERATION,
                slot >= LOGS,
                ordinary,
                matches,
            )
        )
        slot += CUT
    _insert(connection, "calendar", rows)


def _match(slot):
    weeks = math.ceil((LOGS - slot) / timedelta(weeks=1))
    shifted = slot + timedelta(weeks=weeks)
    return shifted if OPERATION <= shifted < END else None


def state(index: int) -> str:
    """22 minutes of errors, 35 minutes of errors, a hole of half an hour, one silent cut."""
    if 27 <= index < 31 or 62 <= index < 69:
        return "errors"
    if 150 <= index < 156:
        return "no_evidence"
    return "silent" if index == 200 else "served"


def level(index: int) -> int:
    """Requests of the night's cut: a surge in the first hours, then a slow fall."""
    surge = 9000 * math.exp(-(((index - 36) / 40) ** 2))
    return round(400 + surge + 1500 * math.exp(-index / 150) + 180 * math.sin(index * 1.7))


def _measures(connection, *, baseline):
    rows, cuts = [], []
    for index in range(int((END - LOGS) / CUT)):
        slot = LOGS + CUT * index
        night = index - int((OPERATION - LOGS) / CUT)
        what = state(night) if night >= 0 else "served"
        if night >= 0:
            total = level(night)
            good = round(total * 0.7) if what == "served" else 0
            bad = round(total * 0.7) if what == "errors" else round(total * 0.01)
            zero = what in ("no_evidence", "silent")
            cuts.append(
                (slot, what, good, 0 if zero else bad, 0 if what == "no_evidence" else total // 4)
            )
        else:
            total = round(120 + 60 * math.sin(index / 30))
        if what != "no_evidence":
            rows += _slot_rows(slot, total, night >= 0, what == "errors")
    if baseline:
        slot = LOGS - timedelta(weeks=4)
        while slot < LOGS:
            local = timespan.to_local(slot, ZONE)
            if local.date().isoformat() != "2023-05-16":
                level_now = round(
                    130 + 80 * math.sin((local.hour - 8) / 24 * 6.28) + slot.day % 5 * 9
                )
                rows += _slot_rows(slot, level_now, False, False)
            slot += CUT
    _insert(connection, "measure", rows)
    _insert(connection, "cut", cuts)
    _insert(
        connection,
        "outage",
        [
            (OPERATION + CUT * 27, OPERATION + CUT * 31, 4, 20, 20000),
            (OPERATION + CUT * 62, OPERATION + CUT * 69, 7, 35, 31000),
            (OPERATION + CUT * 200, OPERATION + CUT * 201, 1, 5, 0),
        ],
    )


def _arrivals(connection):
    """Until cut 250. Every 37th is not seen; after cut 90 an old one is shown for a while."""
    rows = []
    for index in range(360):
        slot, what = OPERATION + CUT * index, state(index)
        seen = what == "served" and index % 37 != 36 and not 91 <= index < 95 and index <= 250
        asked = 0 if what == "no_evidence" else level(index) // 3
        answered = asked if what == "served" else 0
        delay = 20 + index * 7 % 61 + (150 if index % 50 == 9 else 0)
        known = (
            "seen" if seen else "outside" if index > 250 else "unseen" if answered else "unknown"
        )
        rows.append(
            (
                slot,
                known,
                slot + timedelta(seconds=delay) if seen else None,
                delay if seen else None,
                (90 if index % 60 == 3 else 4) if seen else None,
                int(seen),
                asked,
                answered // 5,
                answered - answered // 5,
            )
        )
    _insert(connection, "cut_arrival", rows)
    first = OPERATION + CUT * 92 + timedelta(seconds=33)
    _insert(connection, "stale", [(first, first + timedelta(seconds=931), 931 / 60, 4)])
    longest = OPERATION + CUT * 59 + timedelta(seconds=229)
    _insert(
        connection,
        "period_measure",
        [
            ("cut_delay_p50", "published", "all", "operation", 51.5, None),
            ("cut_delay_p90", "published", "all", "operation", 77, None),
            ("cut_delay_max", "published", "all", "operation", 229, longest),
            ("cuts_seen_share", "published", "all", "operation", 0.95, None),
        ],
    )


def _slot_rows(slot, total, operation, failing):
    """Sections and audiences of one cut, in fixed shares of its requests."""
    rows = []
    published = round(total * 0.71) if operation else 0
    for section, amount in (
        ("all", total),
        ("published", published),
        ("portal", total - published),
    ):
        if not amount:
            continue
        for audience, share in (("all", 1.0), ("person", 0.93), ("robot", 0.07)):
            hits = amount if audience == "all" else round(amount * share)
            errors = round(hits * 0.8) if failing else 0
            values = {
                "hits": hits,
                "pages": 0 if audience == "robot" else hits // 9,
                "visits": 0 if audience == "robot" else hits // 30,
                "bytes": hits * 9137,
                "status_2xx": hits - errors - hits // 5 - hits // 50,
                "status_3xx": hits // 5,
                "status_4xx": hits // 50,
                "status_5xx": errors,
                "status_none": 0,
                "kind_document": hits // 8,
                "kind_asset": hits // 3,
                "kind_data": hits // 3,
                "documents_robot": hits // 4 if audience == "robot" else 0,
                "new_visitors": hits // 25 if (section, audience) == ("all", "person") else 0,
            }
            rows += [
                (name, section, audience, slot, value) for name, value in values.items() if value
            ]
    return rows


def _periods(connection, *, durations):
    periods = [
        ("operation", "window", "Operación", OPERATION, END),
        ("logs", "window", "Bitácoras", LOGS, END),
        ("baseline", "window", "Línea base", LOGS - timedelta(weeks=4), LOGS),
    ]
    _insert(connection, "period", periods)
    peak = OPERATION + CUT * 36
    rows: list[tuple] = [
        ("visitors_min", "all", "person", "operation", 41234, None),
        ("visitors_max", "all", "person", "operation", 52345, None),
        ("peak_1s", "all", "all", "operation", 163, peak + timedelta(seconds=3)),
        ("peak_10s", "all", "all", "operation", 1010, peak),
        ("peak_1m", "all", "all", "operation", 3020, peak),
        ("peak_5m", "all", "all", "operation", 10987, peak),
        ("active_clients_peak", "all", "person", "operation", 4120, peak),
        ("open_visits_peak", "all", "person", "operation", 6033, peak + CUT),
        ("bandwidth_peak_5m", "all", "all", "operation", 100388219, peak),
    ]
    rows += _planning_figures(peak)
    _insert(connection, "fold", list(_folded()))
    _insert(connection, "saturated", [(peak - 3 * CUT, 9000, 405)])
    rows += [
        (name, "all", audience, "operation", value, None)
        for audience, low, high in (("robot", 310, 402), ("all", 41511, 52747))
        for name, value in (("visitors_min", low), ("visitors_max", high))
    ]
    robots = {"crawler": 41, "tool": 5, "behaviour": 2, "probe": 354}
    rows += [
        (f"robot_visitors_{name}", "all", "robot", "operation", value, None)
        for name, value in robots.items()
    ]
    shared = {"nat_addresses": 37, "nat_hits": 61234, "nat_agents_max": 212}
    lengths = {"timed": 21033, "p50": 141.5, "mean": 386.2, "p90": 1130.0}
    known = {"visits_of_one_page": 0.64, "pages_per_visit": 3.3} | {
        f"visit_seconds_{name}" if name != "timed" else "visits_timed": value
        for name, value in lengths.items()
    }
    rows += [
        (name, "all", "person", "operation", value, None)
        for name, value in (shared | known).items()
    ]
    if durations:
        rows += [
            ("in_service_mean", "all", "all", "operation", 1.27, None),
            ("in_service_peak", "all", "all", "operation", 38.4, peak),
            ("duration_p50", "published", "all", "operation", 2150, None),
            ("duration_p95", "published", "all", "operation", 18300, None),
            ("duration_p99", "published", "all", "operation", 140200, None),
            ("duration_share", "published", "all", "operation", 0.97, None),
            *(
                (
                    "duration_p95",
                    "published",
                    "all",
                    f"hour:{OPERATION + timedelta(hours=hour - 6):%Y-%m-%dT%H}",
                    18300 + 9000 * math.sin(hour),
                    None,
                )
                for hour in range(30)
            ),
        ]
    for hour in range(48):
        local = datetime.fromisoformat("2023-06-04") + timedelta(hours=hour)
        count = level((hour - 18) * 12) // 3 if hour >= 18 else 90
        period = f"hour:{local:%Y-%m-%dT%H}"
        rows.append(("visitors_min", "all", "person", period, count, None))
        rows.append(("visitors_max", "all", "person", period, round(count * 1.21), None))
    _insert(connection, "period_measure", rows)


def _folded():
    """Polls at the full minute, and everything else evenly."""
    for second in range(300):
        burst = 900 if second % 60 in (2, 3, 4) else 300
        yield "pointer", second, burst
        yield "all", second, burst + 2000


def _planning_figures(peak):
    persons = ("peak_1s", 151), ("peak_10s", 980), ("peak_1m", 2950), ("peak_5m", 10411)
    rows: list[tuple[Any, ...]] = [
        (name, "all", "person", "operation", value, peak) for name, value in persons
    ]
    for name, night, all_of_it in (
        ("p99_1s", 88.5, 61),
        ("p99_10s", 720.25, 512),
        ("p99_1m", 2911, 2204.7),
        ("p99_5m", 10702, 9011),
    ):
        rows.append((name, "all", "all", "night", night, None))
        rows.append((name, "all", "all", "operation", all_of_it, None))
    rows += [
        (name, "all", "all", "operation", value, instant)
        for name, value, instant in (
            ("bandwidth_peak_1m", 30100200, peak),
            ("wire_peak_1m", 33700100.5, peak),
            ("wire_peak_5m", 112388219.25, peak),
            ("wire_total", 91234567890.5, None),
            ("demonstrated_1m", 2980, peak - 2 * CUT),
            ("timed_share", 0.2125, None),
        )
    ]
    rows += [
        (name, "all", "person", "operation", value, instant)
        for name, value, instant in (
            ("rise_to_peak", 180, peak),
            ("rise_10_90", 145, peak),
            ("decay_half", 95, peak + 19 * CUT),
            ("peak_spread", 49.2, peak),
        )
    ]
    polling = {
        "polling_period": 60, "polling_period_q1": 58, "polling_period_q3": 63,
        "polling_intervals": 201345, "polling_clients": 8123, "polling_requests": 240111,
        "polling_refresh": 1.84, "polling_not_modified": 0.7204, "open_tabs_mean": 812.5,
        "polling_fit_p10": 0.81, "polling_fit_p50": 0.98, "polling_fit_p90": 1.22,
    }  # fmt: skip
    rows += [
        (name, "published", "person", "operation", value, None) for name, value in polling.items()
    ]
    rows.append(("open_tabs_peak", "published", "person", "operation", 3011.5, peak))
    repeated = {
        "repeated_hits": 12034, "repeated_bytes": 98765432, "repeated_pointer_hits": 8001,
        "repeated_pointer_bytes": 12345678, "not_modified_bytes": 208,
    }  # fmt: skip
    return rows + [
        (name, "published", "all", "operation", value, None) for name, value in repeated.items()
    ]


OF_PAGES = ("referrer_group", "referrer_host", "device", "browser", "system")
"""Lists whose parts are of the pages: together they must not be more."""


def _rankings(connection, hostile):
    lists = {
        ("resource", "published", "person"): [
            "/prep/",
            "/prep/gobernatura",
            "/prep/distritos",
            f"/prep/x{hostile}",
        ],
        ("resource", "portal", "person"): ["/", "/noticias/", "/noticias/nota-del-dia"],
        ("data_resource", "all", "all"): [
            "/json/main.json",
            "/json/estado.json",
            "/json/distritos.json",
        ],
        ("referrer_group", "all", "person"): [
            "directo",
            "buscadores",
            "redes sociales",
            "el propio portal",
        ],
        ("referrer_host", "all", "person"): ["www.buscador.example", f"otro.example{hostile}"],
        ("device", "all", "person"): ["teléfono", "computadora", "tableta"],
        ("browser", "all", "person"): [f"Navegador {n}{hostile * (n == 2)}" for n in range(1, 13)],
        ("system", "all", "person"): ["Android", "Windows", f"Sistema{hostile}"],
        ("robot_class", "all", "robot"): ["crawler", "tool", "behaviour", "probe"],
        ("country", "all", "person"): ["MX", "US", "otros"],
        ("country_pages", "all", "person"): ["MX", "US", "otros"],
        ("region", "all", "person"): [f"Coahuila de Zaragoza{hostile}", "Nuevo León"],
        ("region_pages", "all", "person"): [f"Coahuila de Zaragoza{hostile}", "Nuevo León"],
        ("robot_agent", "all", "robot"): [
            "Buscador/2.1 (+http://robot.example)",
            f"Rastreador{hostile}",
        ],
        ("error_path", "all", "all"): ["/wp-login.php", "/.env", f"/no-existe{hostile}"],
    }
    rows = []
    for (metric, section, audience), items in lists.items():
        for position, item in enumerate(items, start=1):
            value = (50000 if metric in OF_PAGES else 90000) // position**2
            rows.append((metric, section, audience, position, item, value, value * 7001))
    _insert(connection, "ranking", rows)


def _baseline(connection, *, present):
    rows = []
    for number in range(28):
        day = (datetime.fromisoformat("2023-05-07") + timedelta(days=number)).date()
        known = present and day.isoformat() != "2023-05-16"
        drill = day.isoformat() in ("2023-05-14", "2023-05-21", "2023-05-28")
        hits = 36000 + number % 7 * 1500 + number * 37
        counts = (
            hits,
            hits * 9 // 10,
            hits // 9,
            hits // 30,
            hits * 9137,
            hits // 60,
            hits // 50,
            0,
        )
        values = (*counts, 5210 if drill else 0) if known else (None,) * 9
        rows.append((day, known, drill, *values))
    _insert(connection, "baseline_day", rows)
    hours = []
    for hour in range(30 if present else 0):
        for metric, scale in (("hits", 1500), ("pages", 160), ("visits", 50)):
            mean = scale + scale // 9 * (hour % 7)
            slot = OPERATION + timedelta(hours=hour)
            spread = (mean * 3 // 4, mean * 0.9, mean * 1.0, mean * 1.1, mean * 5 // 4)
            hours.append((slot, metric, 4, 4 * mean + 1, *spread))
    _insert(connection, "baseline_hour", hours)
    used = 27 if present else 0
    coverage = (28, used, used, 672, 24 * used, 24 * used, not present)
    source = ("logs", "bitácoras propias", "memoria", "", "", True, *coverage)
    _insert(connection, "baseline_source", [source])
    lost = datetime.fromisoformat("2023-05-16T06:00:00")
    missing = ("missing", "ni un renglón en todo el día", None)
    if present:
        day_lost = ("logs", lost.date(), lost, lost + timedelta(days=1), *missing)
        _insert(connection, "baseline_excluded", [day_lost])


METRICS = ("hits", "hits_person", "pages", "visits", "bytes", "visitors_min", "visitors_max")


def _definitions(connection):
    counts = {"hits": 900_000, "pages": 500_000, "visits": 70_000, "visitors": 24_000}
    parts: dict[tuple[str, str], int | None] = {
        ("memoria", "all"): 1,
        ("awstats", "all"): 2,
        ("awstats", "published"): 4,
        ("goaccess", "all"): None,  # it measures nothing of this
    }
    rows: list[tuple[Any, ...]] = [
        (*of, "operation", metric, part and value // part)
        for of, part in parts.items()
        for metric, value in counts.items()
    ]
    _insert(connection, "definition_measure", rows)
    texts = {"errors": "solicitudes con error", "midnight_cut": "Corta a medianoche & <siempre>."}
    costs = [("awstats", name, "visits", 47, text) for name, text in texts.items()]
    _insert(connection, "definition_cost", costs)


def _comparison(connection, *, baseline):
    operation = dict(
        connection.execute(
            "SELECT metric, sum(value) FROM measure JOIN calendar USING (slot) "
            "WHERE in_operation AND section = 'all' AND audience = 'all' GROUP BY metric"
        ).fetchall()
    ) | {"visitors_min": 41234, "visitors_max": 52345}
    operation["hits_person"] = int(operation["hits"]) * 93 // 100
    rows = []
    for metric in METRICS:
        total = int(operation[metric])
        row: tuple = ("logs", metric, True, total, total // 3, total - total // 3, total, False)
        if baseline:
            daily, matched = total / 13.7, total / 10.31
            spread = (daily * 0.8, daily * 0.9, daily * 1.02, daily * 1.1, daily * 1.3)
            row += (daily, 27, int(spread[0]), *spread[1:4], int(spread[4]), daily * 0.97, 4)
            row += (matched, 3, 4, total / matched, total * 24 / 30 / daily, total / daily)
            row += (None, None)
        else:
            reason = "no se entregó bitácora de días ordinarios"
            row += (None, 0, *(None,) * 5, None, 0, None, 0, 0, *(None,) * 3, reason, reason)
        rows.append((*row, 28, 648 if baseline else 0, 672, not baseline))
    _insert(connection, "comparison", rows)


def _incidents(connection, hostile, count):
    numbers = range(1, count + 1)
    _insert(connection, "incident", [_incident(number, hostile) for number in numbers])
    phases = [row for number in numbers for row in _phases(number)]
    _insert(connection, "incident_phase", phases)
    _insert(connection, "incident_effect", [row for number in numbers for row in _effects(number)])
    _candidates(connection, hostile, "I-01" if count else None)


def _span(number):
    start = OPERATION + CUT * 27 + timedelta(minutes=(number - 1) * 175 % 1700)
    return start, start + timedelta(minutes=22 if number == 1 else 35)


def _incident(number, hostile):
    """The second seems to be told with a clock that is 12 minutes ahead."""
    return (
        f"I-{number:02}",
        *_span(number),
        "servidor saturado",
        f"El servidor de publicación respondió 503 a parte del público.{hostile}",
        "Sin servicio para el público",
        "Se amplió el número de procesos",
        "Soporte técnico",
        number + 1,
        *((0.12, -12, 0.95) if number == 2 else (0.9, None, None)),
    )


def _phases(number):
    """The third incident happened where there are no lines."""
    hour = timedelta(hours=1)
    start, end = _span(number)
    spans = (("before", start - hour, start), ("during", start, end), ("after", end, end + hour))
    for phase, first, last in spans:
        during = phase == "during"
        if number == 3:
            yield (f"I-{number:02}", phase, first, last, 12, 0, 0, 0, 0, *(None,) * 9)
            continue
        cuts = (5, 5, 5, 4, 0) if during else (12, 12, 12, 0, 0)
        counts = (21023, 14716, 812, 401) if during else (61023, 41716, 4812, 2401)
        errors = (120, 14, 15000) if during else (90, 0, 12)
        yield (f"I-{number:02}", phase, first, last, *cuts, *counts, *errors, 9000, 2.1e6)


def _effects(number):
    name = f"I-{number:02}"
    if number == 3:
        reason = "ocurrió fuera de la ventana de operación"
        for metric in ("hits", "visits"):
            yield (name, metric, *(None,) * 5, reason)
        return
    yield (name, "hits", 21023, 26000.5, 22000.0, 31000.0, 4977.5, None)
    yield (name, "visits", 401, 380.0, 300.0, 450.0, 0.0, None)


def _candidates(connection, hostile, first):
    """start and cuts after the opening, kind, severity, hits, errors, clients, measured, usual,
    detail, incident, shifted; one of each kind."""
    agent = f"python-requests/2.28.2{hostile}"
    signatures = "sqli=66 probe=35 log4shell=33"
    found = [
        (27, 4, "outage", "alta", 21000, 17000, None, 5000.0, 0.0, None, first, False),
        (62, 7, "outage", "alta", 31000, 25000, None, 5000.0, 3.0, None, None, False),
        (90, 2, "latency", "media", 5000, 0, None, 2.2e6, 2.1e5, "p50 portal", None, False),
        (100, 3, "client", "media", 36000, 0, 1, 0.61, 9.0, agent, None, False),
        (110, 1, "network", "baja", 9000, 12, 41, 0.22, 20.0, agent, None, False),
        (120, 5, "attack", "baja", 134, 0, 2, 0.0, None, signatures, None, False),
        (130, 4, "stale", "media", 8000, 0, None, 21.0, 10.0, None, None, False),
        (140, 1, "silence", "media", 75, 0, None, 0.0, 305.5, None, first, True),
        (150, 6, "no_evidence", "media", 0, 0, None, 0.0, 45.5, None, None, False),
        (204, 2, "error_burst", "baja", 900, 210, None, 120.0, None, None, None, False),
    ]
    _insert(
        connection,
        "candidate",
        [
            (
                f"C-{number:02}", OPERATION + CUT * at, OPERATION + CUT * (at + cuts), kind,
                severity, cuts, *rest,
            )
            for number, (at, cuts, kind, severity, *rest) in enumerate(found, 1)
        ],
    )  # fmt: skip
    shape = (1.6, 5.6, 7.4, 0.0, 0.43, 5.4, 5.6)
    start = OPERATION + CUT * 40
    of_client = (OPERATION + CUT * 100, OPERATION + CUT * 103, "C-04")
    _insert(
        connection,
        "crowd",
        [
            ("M-1", start, start + CUT, None, 9000, 5000, 3000, 1000, 400, *shape, "crowd"),
            ("C-04", *of_client, 58000, 900, 700, 0, 0, *shape, "inconclusive"),
        ],
    )


def _files(connection, hostile, count):
    rows, rejects = [], []
    for number in range(count):
        operation = number < 2
        lines = 812345 - number * 1011
        folder = "operacion" if operation else "ordinarias"
        path = f"bitacoras/{folder}/acceso-{number:02}.log{hostile}"
        rows.append(
            (
                number,
                path,
                "operation" if operation else "baseline",
                f"{number:02x}" * 32,
                lines * 210,
                "none" if operation else "gzip",
                "combined_with_duration" if operation else "combined",
                None,
                lines,
                lines - 5,
                3,
                1,
                1,
                LOGS,
                END - timedelta(seconds=2),
                17 * number,
                0,
                None,
            )
        )
        rejects += [(number, "truncated", 1), (number, "no_match", 2)]
    _insert(connection, "source_file", rows)
    _insert(connection, "reject_reason", rejects)


def _insert(connection, table, rows):
    if not rows:
        return
    marks = ", ".join("?" * len(rows[0]))
    connection.execute("BEGIN")
    if len(rows) > 1000:
        _bulk(connection, table, rows)
    else:
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.execute("COMMIT")


def _bulk(connection, table, rows):
    """By Parquet: row by row, DuckDB takes a millisecond each."""
    names = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    frame = polars.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.parquet"
        frame.write_parquet(path)
        connection.execute(f"INSERT INTO {table} SELECT * FROM read_parquet('{path}')")
