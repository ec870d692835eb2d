"""An invented comparativo.duckdb: every table filled with figures made by a formula, for as many
diffusers as asked for. What is derived is derived here, simply."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

SCHEMA = Path(__file__).parents[2] / "pipeline" / "sql" / "compare" / "schema"
START = datetime.fromisoformat("2023-06-05T00:00:00")
END = datetime.fromisoformat("2023-06-06T06:00:00")
DEADLINE = datetime.fromisoformat("2023-06-18T23:59:00")
CUT = timedelta(minutes=5)
CUTS = 360
ORIGIN = range(43, 46)  # 21:35 to 21:50 on the clock of the agreement
NAMES = (
    "El Heraldo Ficticio", "Canal Nueve del Valle", "Radio Sierra Inventada",
    "La Gaceta Imaginaria", "Noticias de la Frontera", "Diario del Desierto",
    "Periódico Tres Ríos", "La Voz de Ninguna Parte", "Semanario Ejemplar",
    "Portal Vespertino", "TV Altiplano", "El Correo de Muestra",
)  # fmt: skip
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e&amp;'
REQUIREMENTS = (
    "Sistema operativo", "Servidor web", "Formulario de solicitud", "Espacio en disco",
    "Velocidad de transferencia", "Encabezado del apuntador", "Servidor de la página con frame",
    "Página con el frame", "Alta disponibilidad", "Cortafuegos", "Filtrado de ataques de red",
    "Contención de negación de servicio", "Detección de intrusos", "Contención de ataques web",
    "Energía ininterrumpida", "Planta de emergencia", "Control de acceso",
    "Infraestructura mínima", "Pruebas de continuidad", "Pruebas de seguridad",
    "Procedimientos de contingencia",
)  # fmt: skip
CONTENTS = (
    ("logs", "content", "Bitácoras de acceso", "SEXTA 6, fracción 1"),
    ("incidents", "content", "Reporte de incidencias", "SEXTA 6, fracción 2"),
    ("comparison", "content", "Comparativo con lo ordinario", "SEXTA 6, fracción 3"),
    ("comments", "content", "Comentarios y sugerencias", "SEXTA 6, fracción 4"),
    ("written", "form", "Por escrito", "SEXTA 6"),
    ("digital", "form", "En formato digital", "SEXTA 6"),
)
TOPICS = ("sello", "contenido", "plazo", "firmas", "datos", "cifras", "recálculo", "convenio")
COMMENTS = (
    ("Actualización de los datos", "El paquete llegó tarde dos veces y los lectores recargaron."),
    ("Capacidad y red", "Convendría avisar antes de los boletines: cada aviso duplica la carga."),
    ("Comunicación", "El teléfono de guardia respondió de inmediato."),
)
LONG = "Compañía Periodística y Radiodifusora de los Valles Inventados y Anexas del Noreste Central"

MEASURES = """
CREATE TABLE cut (delivery VARCHAR NOT NULL, slot TIMESTAMP, state VARCHAR, served BIGINT,
    failed BIGINT, others BIGINT);
CREATE TABLE measure (delivery VARCHAR NOT NULL, metric VARCHAR, section VARCHAR, audience VARCHAR,
    slot TIMESTAMP, value BIGINT);
"""

Rows = list[Sequence[Any]]


def make(
    folder: Path,
    count: int = 12,
    *,
    names: Sequence[str] = NAMES,
    hostile: str = "",
    refused: int = 1,
    incidents: bool = True,
    comparable: bool = True,
    earlier: bool = False,
) -> Path:
    """count: of diffusers let in, the second marked, the third late, the fourth of the other
    method, the fifth with a gap in its logs; refused: more that were not."""
    case = Case(count, names, hostile, refused, incidents, comparable, earlier)
    made = _tables(case)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "comparativo.duckdb"
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{place}' AS made (BLOCK_SIZE 16384)")  # few rows: small blocks
        connection.execute("USE made")
        for file in sorted(SCHEMA.glob("*.sql")):
            connection.execute(file.read_text(encoding="utf-8"))
        connection.execute(MEASURES)
        for table, rows in made.items():
            _fill(connection, folder, table, rows)
    return place


def _fill(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: str, rows: Iterable[Sequence[Any]]
) -> None:
    file = folder / f"{table}.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerows([r"\N" if value is None else value for value in row] for row in rows)
    read = r"""HEADER false, NULLSTR '\N', QUOTE '"', ESCAPE '"', AUTO_DETECT false"""
    connection.execute(f"COPY \"{table}\" FROM '{file}' ({read})")
    file.unlink()


@dataclass(frozen=True)
class Case:
    """The arguments of make."""

    count: int
    names: Sequence[str]
    hostile: str
    refused: int
    incidents: bool
    comparable: bool
    earlier: bool


def _tables(case: Case) -> Mapping[str, Rows]:
    hostile, refused, incidents, earlier = (
        case.hostile, case.refused, case.incidents, case.earlier,
    )  # fmt: skip
    named = [f"difusor-{at + 1:02}" for at in range(case.count)]
    size = {name: round(90_000 / (at + 1) ** 0.8) for at, name in enumerate(named)}
    frames = set(named if not case.comparable else named[3:4])
    gaps = set(named[4:5])
    cuts = _cuts(named, size, frames, gaps, incidents)
    failing = _failing(cuts)
    together = _together(cuts, failing, frames)
    failures, members = _failures(failing, together)
    hits = {name: sum(row[2] for row in cuts[name]) for name in named}
    return {
        "setting": [_setting(earlier)],
        "delivery": _deliveries(named, case, frames, cuts),
        "examined": _examined(named, refused),
        "problem": _problems(named, hostile, refused),
        "content": _contents(named, hostile),
        "requirement": _requirements(named, frames, hostile),
        "remark": _remarks(named, hostile),
        "reach": _reach(named, hits, frames, gaps, cuts),
        "hour_reach": _hours(cuts),
        "failing": failing,
        "slot_failure": together,
        "failure": failures,
        "failure_delivery": members,
        "event": _events(named, failures, hostile) if incidents else [],
        **_capacity(named, cuts, hits, frames, len(failures)),
        "delay": _delays(named, frames),
        "robots": [(name, hits[name], hits[name] // (7 + at), 1 / (7 + at) if hits[name] else None)
                   for at, name in enumerate(named)],
        "change": _changes(named, hits) if earlier else [],
        "cut": [(name, START + at * CUT, state, served, failed, 0)
                for name in named for at, state, served, failed in _numbered(cuts[name])],
        "measure": [(name, "hits", "all", "all", START + at * CUT, served + failed)
                    for name in named for at, state, served, failed in _numbered(cuts[name])
                    if state != "no_evidence"],
    }  # fmt: skip


def _numbered(cuts: Rows) -> Iterable[tuple[int, str, int, int]]:
    for at, (state, _, total, failed) in enumerate(cuts):
        yield at, state, total - failed, failed


def _setting(earlier: bool) -> Sequence[Any]:
    return (
        5, 3, 30, "convenio-de-prueba", "Convenio de prueba para difundir resultados",
        "Prueba 2023",
        "Instituto Electoral de Prueba", "IEP", "Villa Ficticia, Provincia Inventada",
        "America/Monterrey", "tiempo del centro (UTC−6)", START, END, date(2023, 6, 20), "0.1.0",
        "Información reservada", "institucional", False,
        "comparativo-2017.duckdb" if earlier else None,
    )  # fmt: skip


# ------------------------------------------------------------------------------------- the cuts


def _cuts(
    named: Sequence[str],
    size: Mapping[str, int],
    frames: set[str],
    gaps: set[str],
    incidents: bool,
) -> dict[str, Rows]:
    """delivery → (state, unseen, requests, failed) a cut."""
    found: dict[str, Rows] = {}
    for order, name in enumerate(named):
        own = range(100 + 7 * order, 104 + 7 * order) if order % 3 == 1 else range(0)
        quiet = range(300, 303) if order % 5 == 2 else range(0)
        late = {150 + order, 151 + order} if order % 4 == 0 else set()
        rows: Rows = []
        for at in range(CUTS):
            shape = math.exp(-((at - 40) ** 2) / 2500) + 0.08
            total = round(size[name] * shape) + 1
            state = "served"
            if name in gaps and 200 <= at < 240:
                state, total = "no_evidence", 0
            elif incidents and (at in own or (at in ORIGIN and name not in frames)):
                state = "errors"
            elif incidents and at in quiet:
                state = "silent"
            rows.append((state, incidents and at in late and state == "served", total,
                         total if state == "errors" else 0))  # fmt: skip
        found[name] = rows
    return found


def _failing(cuts: Mapping[str, Rows]) -> Rows:
    rows: Rows = []
    for name, own in cuts.items():
        for at, (state, unseen, _, _) in enumerate(own):
            signal = state if state in ("errors", "silent") else "unseen" if unseen else ""
            if signal:
                rows.append((name, START + at * CUT, signal))
    return rows


def _together(cuts: Mapping[str, Rows], failing: Rows, frames: set[str]) -> Rows:
    fail: dict[datetime, int] = {}
    for name, slot, _ in failing:
        fail[slot] = fail.get(slot, 0) + (name not in frames)
    rows: Rows = []
    for at in range(CUTS):
        slot = START + at * CUT
        seen = sum(own[at][0] != "no_evidence" for name, own in cuts.items() if name not in frames)
        count = fail.get(slot, 0)
        rows.append((slot, count, seen, count >= 3 and count > seen / 2))
    return rows


def _failures(failing: Rows, together: Rows) -> tuple[Rows, Rows]:
    origin = {slot for slot, _, _, is_origin in together if is_origin}
    spans: list[tuple[datetime, datetime, str, str | None, list[tuple[str, datetime, str]]]] = []
    runs: dict[str, list[tuple[datetime, str]]] = {}
    for name, slot, signal in failing:
        runs.setdefault("" if slot in origin else name, []).append((slot, f"{signal}|{name}"))
    for key, slots in runs.items():
        own: list[tuple[datetime, str]] = []
        for slot, told in sorted(slots):
            if own and slot - own[-1][0] > CUT:
                spans.append(_span(key, own))
                own = []
            own.append((slot, told))
        spans.append(_span(key, own))
    failures, members = Rows(), Rows()
    for number, (start, end, kind, name, parts) in enumerate(sorted(spans, key=str), start=1):
        cuts = (end - start) // CUT
        who = dict.fromkeys(part[0] for part in parts)
        failures.append((f"F{number}", start, end, cuts, cuts * 5, kind, name, len(who),
                         11 if kind == "origin" else 1, cuts >= 3, cuts * 5 >= 30))  # fmt: skip
        for one in who:
            mine = [part for part in parts if part[0] == one]
            members.append((f"F{number}", one, len(mine), mine[0][2]))
    return failures, members


def _span(key: str, own: list[tuple[datetime, str]]) -> Any:
    parts = [(told.partition("|")[2], slot, told.partition("|")[0]) for slot, told in own]
    kind = "own" if key else "origin"
    return own[0][0], own[-1][0] + CUT, kind, key or None, parts


# -------------------------------------------------------------------------------- the deliveries


def _deliveries(
    named: Sequence[str], case: Case, frames: set[str], cuts: Mapping[str, Rows]
) -> Rows:
    names, hostile, refused = case.names, case.hostile, case.refused
    rows: Rows = []
    for at, name in enumerate(named):
        state = "marked" if at == 1 else "accepted"
        reason = "El sello no coincide; el difusor lo repuso por oficio" if at == 1 else None
        known = sum(row[0] != "no_evidence" for row in cuts[name])
        title = names[at % len(names)] + (f" {at // len(names) + 1}" if at >= len(names) else "")
        received = DEADLINE - timedelta(days=2) + timedelta(days=4 * (at == 2), minutes=17 * at)
        rows.append((
            name, title + hostile, "Editora Ficticia, S.A. de C.V." + hostile, "Villa Ficticia",
            f"https://{name}.example", f"{name}{hostile.replace('/', '_')}.zip", f"{at:064x}",
            10**6 * (at + 1),
            state, reason, "convenio-de-prueba", date(2023, 6, 16), DEADLINE,
            2 if at == 2 else -2, received if at % 6 != 5 else None,
            f"{at + 100}/2023" if at % 6 != 5 else None,
            2 if name in frames else 1,
            "Frame" if name in frames else "Paquete en servidores propios",
            name not in frames,
            "El recuadro no deja ver lo que se pidió al instituto." if name in frames else "",
            "awstats" if at == 6 else "memoria", "agregada" if at == 7 else "seudonimizada",
            "America/Monterrey", -360, "0.1.0", CUTS, known, 10**6 // (at + 1), 12 * at, at % 3,
            "missing" if at == 1 else "skipped", 900.0 / (at + 1) if at % 2 == 0 else None, None,
            "Oficio del proveedor" if at % 2 == 0 else None,
        ))  # fmt: skip
    for at in range(refused):
        told = f"rechazada-{at + 1}"
        reason = "El zip contiene una ruta que sale de su carpeta: no se abrió" + hostile
        rows.append((told, f"{told}.zip{hostile}", None, None, None, f"{told}.zip", "f" * 64,
                     4096, "refused", reason, *(None,) * 24))  # fmt: skip
    return rows


def _examined(named: Sequence[str], refused: int) -> Rows:
    rows: Rows = []
    for at, name in enumerate(named):
        for position, topic in enumerate(TOPICS, start=1):
            state = "skipped" if topic == "recálculo" else "good"
            if (at, topic) == (1, "sello"):
                state = "missing"
            if (at, topic) == (2, "plazo"):
                state = "lacking"
            if (at, topic) == (3, "firmas"):
                state = "warning"
            rows.append((name, position, topic, state, f"{topic}: {state}"))
    rows += [(f"rechazada-{at + 1}", 1, "sello", "missing", "no se abrió") for at in range(refused)]
    return rows


def _problems(named: Sequence[str], hostile: str, refused: int) -> Rows:
    found = "una ruta que sale de la entrega"
    rows: Rows = [
        (f"rechazada-{at + 1}", 1, 1, "../../etc/passwd", found, "rutas dentro de ella")
        for at in range(refused)
    ]
    if len(named) > 1:
        rows.append((named[1], 1, 1, "data/bitacoras/operacion.log.gz" + hostile, "otra huella",
                     "la de manifest-sha256.txt"))  # fmt: skip
    return rows


def _contents(named: Sequence[str], hostile: str) -> Rows:
    rows: Rows = []
    for at, name in enumerate(named):
        for position, (item, kind, title, clause) in enumerate(CONTENTS, start=1):
            status = "completo"
            if (at % 6, item) == (4, "logs"):
                status = "parcial"
            if (at % 6, item) == (5, "comments"):
                status = "falta"
            detail = "como se pide" if status == "completo" else f"le falta algo{hostile}"
            rows.append((name, position, item, kind, title, clause, status, detail))
    return rows


def _requirements(named: Sequence[str], frames: set[str], hostile: str) -> Rows:
    answers = ("cumple", "cumple", "cumple", "sin evidencia", "no cumple")
    rows: Rows = []
    for at, name in enumerate(named):
        for position, title in enumerate(REQUIREMENTS, start=1):
            answer = answers[(at * 7 + position * 3) % 5]
            other = position in (7, 8, 9)
            if other != (name in frames) and position in (1, 2, 3, 4, 5, 6, 7, 8, 9):
                answer = "no aplica"
            said = f"Se cuenta con ello.{hostile}" if answer == "cumple" else None
            rows.append((name, position, f"r{position}", f"SEGUNDA, numeral {position}", title,
                         answer, said, None, None))  # fmt: skip
    return rows


def _remarks(named: Sequence[str], hostile: str) -> Rows:
    return [
        (name, 1, *(theme, f"{text}{hostile}"))
        for at, name in enumerate(named)
        if at % 3 != 2
        for theme, text in [COMMENTS[at % len(COMMENTS)]]
    ]


# ----------------------------------------------------------------------------------- the figures


def _reach(
    named: Sequence[str],
    hits: Mapping[str, int],
    frames: set[str],
    gaps: set[str],
    cuts: Mapping[str, Rows],
) -> Rows:
    parts = {"hits": 1.0, "pages": 0.21, "visits": 0.06, "bytes": 9_400, "visitors_min": 0.031,
             "visitors_max": 0.038}  # fmt: skip
    rows: Rows = []
    place = dict.fromkeys(parts, 0)
    for at, name in enumerate(named):
        why = None
        if name in frames:
            why = "su método no ve todo lo publicado"
        elif name in gaps:
            why = "tiene evidencia de menos del 95 % de los cortes"
        elif at == 6:
            why = "su promedio ordinario se contó con otra definición"
        for metric, part in parts.items():
            total = round(hits[name] * part)
            has = metric in ("hits", "pages", "visits") and at != 8
            place[metric] += why is None
            known = sum(row[0] != "no_evidence" for row in cuts[name]) / CUTS
            rows.append((name, metric, total, total / 5.5 if has else None,
                         total / 4.37 if has else None, 4.37 - at / 10 if has else None,
                         None if has else "no hay promedio ordinario", known,
                         None if why else place[metric], why))  # fmt: skip
    return rows


def _hours(cuts: Mapping[str, Rows]) -> Rows:
    rows: Rows = []
    for name, own in cuts.items():
        for hour in range(30):
            part = own[hour * 12 : hour * 12 + 12]
            known = sum(row[0] != "no_evidence" for row in part)
            total = sum(row[2] for row in part)
            counts = (total, total // 5, total // 17) if known else (None, None, None)
            rows.append((name, START + timedelta(hours=hour), *counts, 12, known))
    return rows


def _capacity(
    named: Sequence[str],
    cuts: Mapping[str, Rows],
    hits: Mapping[str, int],
    frames: set[str],
    failures: int,
) -> dict[str, Rows]:
    counted = [name for name in named if name not in frames]
    totals = [sum(cuts[name][at][2] for name in counted) for at in range(CUTS)]
    peak = max(range(CUTS), key=totals.__getitem__) if counted else 0
    largest = max(counted, key=lambda name: cuts[name][peak][2], default=None)
    rest = totals[peak] - (cuts[largest][peak][2] if largest else 0)
    rows: Rows = []
    for at, name in enumerate(named):
        top = max(range(CUTS), key=lambda one: cuts[name][one][2])
        mine, joins = cuts[name][peak][2], name not in frames
        moved = mine * totals[peak] / rest if joins and name != largest and rest else None
        declared = 270_000.0 / (at + 1) if at % 2 == 0 else None
        shown = cuts[name][top][2] / 4 if at != 5 else None
        bound = declared or (shown * 5 if shown else None)
        every = sum(hits[one] for one in counted)
        rows.append((name, hits[name], hits[name] / every if joins else None,
                     cuts[name][top][2], START + top * CUT, mine,
                     mine / totals[peak] if joins else None, at == 0, declared, shown, bound,
                     "declared" if declared else "demonstrated" if bound else None, moved,
                     bound / moved if bound and moved else None,
                     None if joins else "su método no ve todo lo publicado"))  # fmt: skip
    share = cuts[largest][peak][2] / totals[peak] if largest else None
    network: Rows = [
        ("deliveries", len(named), None, None), ("mirrors", len(counted), None, None),
        ("counted", len(counted), None, None),
        ("hits", sum(hits[one] for one in counted) if counted else None, None, None),
        ("bytes", sum(hits[one] for one in counted) * 9400 if counted else None, None, None),
        ("peak_5m", *((totals[peak], START + peak * CUT) if counted else (None, None)), None),
        ("largest_share", share, None, largest),
        ("origin_failures", 1 if failures and len(counted) > 2 else 0, None, None),
        ("origin_minutes", 15 if failures and len(counted) > 2 else 0, None, None),
    ]  # fmt: skip
    return {"capacity": rows, "network": network}


def _events(named: Sequence[str], failures: Rows, hostile: str) -> Rows:
    rows: Rows = []
    for at, name in enumerate(named):
        start = START + ORIGIN[0] * CUT
        if at % 2 == 0:
            kind, told = f"Falla del servidor{hostile}", f"Se atendió con el proveedor{hostile}"
            end = start + 4 * CUT
            rows.append((name, "I-01", start, end, "both", kind, told, _origin(failures)))
        if at % 3 == 1:
            own = START + (100 + 7 * at) * CUT
            rows.append((name, "C-01", own, own + 4 * CUT, "seen", "outage", "", None))
        if at % 7 == 3:
            rows.append((name, "I-02", START + 250 * CUT, START + 250 * CUT, "reported",
                         "Corte de energía", "Sin efecto", None))  # fmt: skip
    return rows


def _origin(failures: Rows) -> str | None:
    return next((row[0] for row in failures if row[5] == "origin"), None)


def _delays(named: Sequence[str], frames: set[str]) -> Rows:
    rows: Rows = []
    for at, name in enumerate(named):
        if name in frames:
            rows.append((name, None, None, None, None, 0, "el apuntador no está en su bitácora"))
        else:
            rows.append((name, 20.0 + 3 * at, 50.0 + 9 * at, 300.0 + 60 * at, 0.97, 300 - at, None))
    return rows


def _changes(named: Sequence[str], hits: Mapping[str, int]) -> Rows:
    rows: Rows = []
    for at, name in enumerate(named[:5]):
        then = hits[name] / (1.4 + at / 10)
        rows.append((name, "hits", then, hits[name], hits[name] / then if then else None, None))
        rows.append((name, "factor", 3.1, 4.37, None, "entonces se contó con otra definición"))
    return rows
