"""Memoria → tables whose cells are already text: one set for the printed page and the screen.

A cell keeps the raw value it was written from, so that the screen can sort by it. A missing figure is a
dash whose reason is printed with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.formats.base import REASONS
from reports import locale
from reports.model import (
    Averages, Candidate, Counts, Incident, Memoria, Moment, Outage, Ranked, SourceFile, Totals,
)  # fmt: skip

Kind = Literal["text", "time", "number"]  # time: never broken over two lines
ANSWERS = {"cumple": "Cumple", "no cumple": "No cumple", "sin evidencia": "Sin evidencia"}
ROLES = {"operation": "operación", "baseline": "ordinario"}
SECTIONS = {"all": "Todo el sitio", "portal": "Portal", "prep": "Sección PREP"}
SHOWN = 10
CANDIDATES = {
    "silence": "Cortes en que nadie pidió el PREP",
    "outage": "Cortes con puros errores",
    "silence": "Cortes en que nadie pidió el PREP y el servidor vivía",
    "error_burst": "Ráfaga de errores 5xx con el sitio vivo",
    "no_evidence": "Hueco en la bitácora",
}
METRIC_NAMES = {
    "visits": "Visitas",
    "pages": "Páginas",
    "hits": "Hits (solicitudes)",
    "bytes": "Bytes de respuesta",
    "visitors_min": "Visitantes estimados, mínimo",
    "visitors_max": "Visitantes estimados, máximo",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """reason: why the figure is missing. mark: a class for its looks (cumple, aviso…)."""

    text: str
    sort: str | float | None = None
    reason: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    kind: Kind = "text"
    width: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """id is also the name of its CSV on screen; the first cell of each row is its header."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = "No hay renglones que mostrar."
    style: str = ""


def every(memoria: Memoria) -> dict[str, Table]:
    """All the tables by id."""
    made = [make(memoria) for make in ALL]
    return {table.id: table for table in made}


# --------------------------------------------------------------------------------------- cells


def text(value: str | None, reason: str | None = None, mark: str = "") -> Cell:
    if value is None or value == "":
        return Cell(locale.MISSING, "", reason or "")
    return Cell(value, value, mark=mark)


def count(value: float | None, reason: str | None = None, decimals: int | None = None) -> Cell:
    return Cell(locale.number(value, decimals), value, "" if value is not None else reason or "")


def as_size(value: float | None, reason: str | None = None) -> Cell:
    return Cell(locale.size(value), value, "" if value is not None else reason or "")


def as_factor(value: float | None, reason: str | None = None) -> Cell:
    return Cell(locale.times(value), value, "" if value is not None else reason or "")


def share(part: float | None, whole: float | None) -> Cell:
    ratio = None if part is None or not whole else part / whole
    return Cell(locale.percent(part, whole), ratio)


def at(moment: Moment | None, reason: str | None = None) -> Cell:
    if moment is None:
        return Cell(locale.MISSING, "", reason or "")
    return Cell(locale.brief_instant(_local(moment)), moment.utc)


def between(start: Moment, end: Moment) -> Cell:
    return Cell(locale.brief_span(_local(start), _local(end)), start.utc)


def _local(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment.local)


# -------------------------------------------------------------------------------------- tables


def summary(memoria: Memoria) -> Table:
    """The three measures of the clause on the first page."""
    rows = tuple(_comparison_row(memoria, metric) for metric in ("visits", "pages", "hits"))
    return Table(
        "resumen",
        "Operación frente al tráfico ordinario",
        (Column("Medida"), Column("Ordinario, promedio diario", "number"),
         Column("Ordinario, mismas horas", "number"), Column("Operación", "number"),
         Column("Factor, mismas horas", "number")),
        rows,
    )  # fmt: skip


def _comparison_row(memoria: Memoria, metric: str) -> tuple[Cell, ...]:
    daily, matched = memoria.measures.baseline_daily, memoria.measures.baseline_matched
    return (
        text(METRIC_NAMES[metric]),
        _figure(daily, metric),
        _figure(matched, metric),
        _figure(memoria.measures.operation, metric),
        as_factor(getattr(memoria.factors, metric), getattr(memoria.factors, f"{metric}_reason")),
    )


def _figure(group: Averages | Counts, metric: str) -> Cell:
    value, reason = getattr(group, metric), getattr(group, f"{metric}_reason")
    if metric == "bytes":
        return as_size(value, reason)
    return count(value, reason)


def delivery(memoria: Memoria) -> Table:
    marks = {"completo": "bien", "parcial": "aviso", "falta": "mal"}
    words = {"completo": "✓ completo", "parcial": "! parcial", "falta": "× falta"}
    return Table(
        "entrega",
        "Contenido de la entrega",
        (Column("Contenido"), Column("Cláusula"), Column("Estado"), Column("Detalle")),
        tuple(
            (text(item.title), text(item.clause), Cell(words[item.status], item.status, mark=marks[item.status]),
             text(item.detail))
            for item in memoria.delivery
        ),
    )  # fmt: skip


def requirements(memoria: Memoria) -> Table:
    marks = {"cumple": "bien", "no cumple": "mal", "sin evidencia": "tenue"}
    return Table(
        "requerimientos",
        "Matriz de cumplimiento de los requerimientos de la cláusula SEGUNDA",
        (Column("Requerimiento", width="26%"), Column("Numeral", width="14%"), Column("Respuesta", width="12%"),
         Column("Declaración y evidencia del difusor", width="25%"), Column("Lo que muestra la bitácora", width="23%")),
        tuple(
            (Cell(f"{item.title}. {item.text}" if not item.text.startswith(item.title) else item.text, item.title),
             text(_within(item.clause)),
             Cell(ANSWERS[item.answer], item.answer, mark=marks[item.answer]),
             _declared(item.statement, item.statement_reason, item.evidence),
             text(item.observed, item.observed_reason))
            for item in memoria.requirements
        ),
        style="menuda",
    )  # fmt: skip


def _within(clause: str) -> str:
    """The place inside the clause that the table's title names."""
    return clause.removeprefix("SEGUNDA, numeral ").removeprefix("SEGUNDA, ")


def _declared(statement: str | None, reason: str | None, evidence: str | None) -> Cell:
    if statement is None:
        return Cell(locale.MISSING, "", reason or "")
    proof = f" Evidencia: {evidence}" if evidence else " Sin evidencia adjunta."
    ending = "" if statement.endswith((".", "!", "?")) else "."
    return Cell(f"{statement}{ending}{proof}", statement)


def files(memoria: Memoria) -> Table:
    return Table(
        "archivos",
        "Archivos de bitácora leídos",
        (Column("Archivo", width="30%"), Column("Uso"), Column("Formato"), Column("Renglones", "number"), Column("Hits", "number"),
         Column("Rechazos", "number"), Column("Vacíos y notas", "number"), Column("Primer instante", "time"),
         Column("Último instante", "time")),
        tuple(_file_row(file) for file in _operation_first(memoria)),
        note="Renglones = hits + rechazos + vacíos + notas, en cada archivo. Horas locales.",
        style="menuda",
    )  # fmt: skip


def _operation_first(memoria: Memoria) -> list[SourceFile]:
    return sorted(memoria.ingest.by_file, key=lambda file: (file.role != "operation", file.path))


def _file_row(file: SourceFile) -> tuple[Cell, ...]:
    damage = f" — dañado: {file.damage}" if file.damage else ""
    return (
        Cell(file.path + damage, file.path, mark="mal" if file.damage else "ruta"),
        text(ROLES[file.role]),
        _format(file),
        count(file.lines),
        count(file.hits),
        count(file.rejects),
        count(file.blank + file.comments),
        _near(file.first, file.first_reason),
        _near(file.last, file.last_reason),
    )


def _format(file: SourceFile) -> Cell:
    """A format string stands in the note: it is longer than any column."""
    zone = f", zona {file.zone}" if file.zone else ""
    if "%" in file.format or "$" in file.format:
        return Cell(f"declarado{zone}", file.format, file.format)
    return Cell(file.format + zone, file.format)


def _near(moment: Moment | None, reason: str | None) -> Cell:
    if moment is None:
        return Cell(locale.MISSING, "", reason or "")
    return Cell(locale.hour(_local(moment)), moment.utc)


def rejects(memoria: Memoria) -> Table:
    totals: dict[str, tuple[int, int]] = {}
    for file in memoria.ingest.by_file:
        for found in file.reject_reasons:
            lines, touched = totals.get(found.reason, (0, 0))
            totals[found.reason] = (lines + found.lines, touched + 1)
    ordered = sorted(totals.items(), key=lambda item: (-item[1][0], item[0]))
    return Table(
        "rechazos",
        "Renglones que no son una solicitud, por motivo",
        (Column("Motivo"), Column("Renglones", "number"), Column("Archivos", "number"),
         Column("Del total", "number")),
        tuple(
            (Cell(_capital(REASONS.get(reason, reason)), reason), count(lines), count(touched), share(lines, memoria.ingest.lines))
            for reason, (lines, touched) in ordered
        ),
        empty="Ningún renglón se rechazó.",
    )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def digests(memoria: Memoria) -> Table:
    return Table(
        "huellas",
        "Huella SHA-256 de cada archivo de bitácora",
        (Column("Archivo"), Column("Tamaño en bytes", "number"), Column("Huella SHA-256")),
        tuple(
            (text(file.path), count(file.size), Cell(locale.digest(file.sha256), file.sha256, mark="huella"))
            for file in sorted(memoria.ingest.by_file, key=lambda file: file.path)
        ),
        style="menuda",
    )  # fmt: skip


def parts(memoria: Memoria) -> Table:
    """The operation by section and audience; parts of the visits may overlap."""
    operation = memoria.measures.operation
    whole = Totals(hits=operation.hits or 0, pages=operation.pages or 0, visits=operation.visits or 0,
                   bytes=operation.bytes or 0)  # fmt: skip
    named = (
        ("Todo el sitio", whole),
        ("Sección PREP", operation.sections.prep),
        ("Portal", operation.sections.portal),
        ("Personas", operation.audiences.person),
        ("Robots", operation.audiences.robot),
    )
    return Table(
        "partes",
        "La operación por sección y por audiencia",
        (Column("Parte"), Column("Visitas", "number"), Column("Páginas", "number"),
         Column("Hits", "number"), Column("Hits, del total", "number"), Column("Bytes", "number")),
        tuple(
            (text(name), count(total.visits), count(total.pages), count(total.hits),
             share(total.hits, whole.hits), as_size(total.bytes))
            for name, total in named
        ),
        note="Una visita puede pasar por el portal y por el PREP: las visitas de las secciones no se suman.",
    )  # fmt: skip


def status(memoria: Memoria) -> Table:
    found, hits = memoria.measures.operation.status, memoria.measures.operation.hits
    named = (
        ("2xx: respondida", found.status_2xx),
        ("3xx: sin cambios o redirigida", found.status_3xx),
        ("4xx: error de la solicitud", found.status_4xx),
        ("5xx: error del servidor", found.status_5xx),
        ("Otra o sin código", found.status_other),
    )
    return Table(
        "respuestas",
        "Respuestas por clase de código",
        (Column("Clase"), Column("Hits", "number"), Column("Del total", "number")),
        tuple((text(name), count(value), share(value, hits)) for name, value in named),
    )


def concurrency(memoria: Memoria) -> Table:
    found = memoria.audience.concurrency
    return Table(
        "concurrencia",
        "Concurrencia, en sus tres sentidos",
        (Column("Sentido"), Column("Valor", "number"), Column("Cuándo", "time")),
        (
            (text(f"Clientes activos en un corte de {memoria.agreement.cut_minutes} minutos, máximo"),
             count(_whole(found.active_clients_peak), found.active_clients_peak_reason),
             at(found.active_clients_instant)),
            (text("Visitas abiertas a la vez, máximo"),
             count(_whole(found.open_visits_peak), found.open_visits_peak_reason), at(found.open_visits_instant)),
            (text("Solicitudes en servicio a la vez, promedio"),
             count(found.in_service_mean, found.in_service_mean_reason, 2), text("toda la operación")),
            (text("Solicitudes en servicio a la vez, en el corte más cargado"),
             count(found.in_service_peak, found.in_service_peak_reason, 1), text(None)),
        ),
        note="Son tres cosas distintas y no se comparan entre sí.",
    )  # fmt: skip


def durations(memoria: Memoria) -> Table:
    return Table(
        "duraciones",
        "Tiempo de servicio: cuánto tardó el servidor en atender",
        (Column("Sección"), Column("La mitad, en menos de", "number"), Column("95 de cada 100", "number"),
         Column("99 de cada 100", "number")),
        tuple(
            (text(SECTIONS[found.section]),
             *(Cell(locale.milliseconds(value), value) for value in (found.p50, found.p95, found.p99)))
            for found in memoria.audience.durations
        ),
        note="Solo las solicitudes cuya bitácora registra la duración.",
    )  # fmt: skip


def _ranking(name: str, title: str, label: str, lists: str, *, sizes: bool = False) -> Callable[[Memoria], Table]:
    def table(memoria: Memoria) -> Table:
        listed: tuple[Ranked, ...] = getattr(memoria.audience.rankings, lists)
        ranked = listed[:SHOWN]
        note = f"Los primeros {SHOWN}; los {len(listed)} están en resumen.json." if len(listed) > SHOWN else ""
        columns = [Column(label), Column("Hits" if sizes else "Cuenta", "number")]
        rows = [[text(item.item), count(item.value)] for item in ranked]
        if sizes:
            columns.append(Column("Bytes", "number"))
            rows = [[*row, as_size(item.bytes)] for row, item in zip(rows, ranked, strict=True)]
        return Table(name, title, tuple(columns), tuple(tuple(row) for row in rows), note, style="menuda ruta")

    return table


def outages(memoria: Memoria) -> Table:
    found = memoria.availability
    return Table(
        "interrupciones",
        "Cortes seguidos no servidos",
        (Column("Periodo", "time"), Column("Cortes", "number"), Column("Minutos", "number"),
         Column("Respuestas con error", "number"), Column(f"{found.threshold_cuts} cortes o más"),
         Column(f"{found.threshold_minutes} minutos o más")),
        tuple(_outage_row(outage) for outage in found.outages),
        empty="Ningún corte con evidencia dejó de servirse.",
    )  # fmt: skip


def _outage_row(outage: Outage) -> tuple[Cell, ...]:
    return (
        between(outage.start, outage.end),
        count(outage.cuts),
        count(outage.minutes),
        count(outage.failed),
        _yes(outage.reaches_cuts),
        _yes(outage.reaches_minutes),
    )


def _yes(value: bool) -> Cell:
    return Cell("Sí", "1", mark="mal") if value else Cell("No", "0")


def incident_index(memoria: Memoria) -> Table:
    return Table(
        "incidencias",
        "Incidencias reportadas y lo que muestra la bitácora",
        (Column("Núm.", "time"), Column("Periodo", "time"), Column("Tipo"), Column("Hits", "number"), Column("Errores", "number"),
         Column("Cortes no servidos", "number"), Column("Esperadas", "number"), Column("Perdidas", "number")),
        tuple(_incident_row(incident) for incident in memoria.incidents),
        note="Esperadas: tráfico ordinario de los mismos cortes por el factor de las horas vecinas. "
        "Perdidas: esperadas menos registradas, nunca menos de cero; es una estimación.",
        empty="El difusor reporta que no hubo incidencias.",
        style="menuda",
    )  # fmt: skip


def _incident_row(incident: Incident) -> tuple[Cell, ...]:
    missed = count(incident.missed_cuts, incident.hits_reason)
    if incident.missed_cuts is not None and incident.cuts is not None:
        missed = Cell(f"{incident.missed_cuts} de {incident.cuts}", incident.missed_cuts)
    return (
        text(incident.id),
        between(incident.start, incident.end),
        text(incident.kind),
        count(incident.hits, incident.hits_reason),
        count(incident.errors, incident.hits_reason),
        missed,
        count(_whole(incident.expected), incident.expected_reason),
        count(_whole(incident.lost), incident.lost_reason),
    )


def _whole(value: float | None) -> int | None:
    """Estimates and counts that arrive as floats: a tenth of a request says nothing."""
    return None if value is None else round(value)


def candidates(memoria: Memoria) -> Table:
    return Table(
        "hallazgos",
        "Hallazgos de la bitácora que pueden ser incidencias",
        (Column("Núm.", "time"), Column("Periodo", "time"), Column("Hallazgo"), Column("Cortes", "number"),
         Column("Hits", "number"), Column("Errores", "number"), Column("Situación")),
        tuple(_candidate_row(found) for found in memoria.candidates),
        empty="La bitácora no muestra nada más que revisar.",
        style="menuda",
    )  # fmt: skip


def _candidate_row(found: Candidate) -> tuple[Cell, ...]:
    if found.incident:
        situation = text(f"Reportado como {found.incident}")
    elif found.dismissed:
        situation = text(f"Descartado: {found.dismissed}")
    else:
        situation = text("No reportado: por confirmar o descartar", mark="aviso")
    return (
        text(found.id),
        between(found.start, found.end),
        text(CANDIDATES[found.kind]),
        count(found.cuts),
        count(found.hits),
        count(found.errors),
        situation,
    )


def comparison(memoria: Memoria) -> Table:
    """The whole of the third content of the clause."""
    measures = memoria.measures
    daily = measures.baseline_daily
    groups = (daily, daily.minimum, daily.maximum, measures.baseline_matched, measures.operation)
    return Table(
        "comparativo",
        "Comparativo de visitas, páginas y hits",
        (Column("Medida"), Column("Promedio diario", "number"), Column("Día mínimo", "number"),
         Column("Día máximo", "number"), Column("Mismas horas", "number"), Column("Operación", "number"),
         Column("Factor, mismas horas", "number"), Column("Factor, diario", "number")),
        tuple(
            (text(name), *(_figure(group, metric) for group in groups), *_factors(memoria, metric))
            for metric, name in METRIC_NAMES.items()
        ),
        style="menuda",
    )  # fmt: skip


def _factors(memoria: Memoria, metric: str) -> tuple[Cell, Cell]:
    if metric not in ("hits", "pages", "visits"):
        unasked = "el convenio pide el factor de visitas, páginas y hits"
        return text(None, unasked), text(None, unasked)
    matched, daily = memoria.factors, memoria.factors_daily
    reason = f"{metric}_reason"
    return (
        as_factor(getattr(matched, metric), getattr(matched, reason)),
        as_factor(getattr(daily, metric), getattr(daily, reason)),
    )


def baseline(memoria: Memoria) -> Table:
    return Table(
        "dias_ordinarios",
        "Días del tráfico ordinario",
        (Column("Día", "time"), Column("Visitas", "number"), Column("Páginas", "number"), Column("Hits", "number"),
         Column("Horas sin renglones", "number"), Column("Nota")),
        tuple(
            (Cell(locale.weekday(datetime.fromisoformat(day.day)), day.day), count(day.visits), count(day.pages),
             count(day.hits), count(day.empty_hours), Cell(_day_note(day.present, day.drill, day.excluded_hits)))
            for day in memoria.series.baseline_days
        ),
        empty="No se entregó bitácora de días ordinarios.",
        style="menuda",
    )  # fmt: skip


def _day_note(present: bool, drill: bool, excluded: int | None) -> str:
    if not present:
        return "sin bitácora: no entra en el promedio"
    notes = ["simulacro"] if drill else []
    if excluded:
        notes.append(f"{locale.number(excluded)} hits del PREP excluidos")
    return "; ".join(notes)


def hourly(memoria: Memoria) -> Table:
    hours = memoria.series.hours
    return Table(
        "por_hora",
        "Hora por hora de los días de las bitácoras",
        (Column("Hora", "time"), Column("Visitas", "number"), Column("Páginas", "number"), Column("Hits", "number"),
         Column("Hits del PREP", "number"), Column("Ordinario, hits", "number"),
         Column("Visitantes estimados", "number"), Column("5xx", "number"), Column("Cortes con renglones", "number")),
        tuple(
            (Cell(locale.hour(datetime.fromisoformat(hour.local)), hour.utc), count(hour.visits),
             count(hour.pages), count(hour.hits), count(hour.prep_hits),
             count(hour.baseline_hits.mean if hour.baseline_hits else None),
             _range(hour.visitors_min, hour.visitors_max), count(hour.status_5xx),
             Cell(f"{hour.cuts_with_lines} de {hour.cuts}", hour.cuts_with_lines))
            for hour in hours
        ),
        note="La raya señala lo que no se sabe: horas sin ningún renglón, u horas anteriores a la operación, "
        "que no tienen con qué compararse.",
        style="menuda",
    )  # fmt: skip


def _range(low: int | None, high: int | None) -> Cell:
    if low is None or high is None:
        return Cell(locale.MISSING, None)
    return Cell(f"{locale.number(low)} a {locale.number(high)}", high)


def peaks(memoria: Memoria) -> Table:
    names = {1: "1 segundo", 10: "10 segundos", 60: "1 minuto", 300: "5 minutos"}
    return Table(
        "maximos",
        "Solicitudes en el lapso más cargado de la operación",
        (Column("Lapso"), Column("Máximo", "number"), Column("Promedio", "number"),
         Column("Máximo entre promedio", "number"), Column("Cuándo", "time")),
        tuple(
            (text(names.get(peak.seconds, f"{peak.seconds} segundos")),
             count(_whole(peak.requests), peak.requests_reason), count(peak.mean, peak.mean_reason, 2),
             as_factor(peak.peak_to_mean, peak.peak_to_mean_reason), at(peak.instant, peak.instant_reason))
            for peak in memoria.planning.peaks
        ),
        note="El promedio cuenta solo los cortes con evidencia.",
    )  # fmt: skip


def scenarios(memoria: Memoria) -> Table:
    return Table(
        "escenarios",
        "Lo que haría falta según el tráfico",
        (Column("Escenario"), Column("Solicitudes en un segundo", "number"), Column("Ancho de banda", "number"),
         Column("Datos servidos en la operación", "number")),
        tuple(
            (text("Igual (×1)" if item.multiple == 1 else f"×{item.multiple}"),
             count(_whole(item.requests_per_second), item.requests_per_second_reason),
             Cell(locale.bit_rate(item.bits_per_second), item.bits_per_second, item.bits_per_second_reason or ""),
             as_size(item.operation_bytes, item.operation_bytes_reason))
            for item in memoria.planning.scenarios
        ),
        note="Ancho de banda: cuerpos de respuesta del corte más cargado, sin encabezados ni cifrado; "
        "considérese además su sobrecarga. 1 MB = 1,000,000 bytes; 1 Mbit/s = 1,000,000 bits por segundo.",
    )  # fmt: skip


def contradictions(memoria: Memoria) -> Table:
    return Table(
        "lecturas",
        "Puntos del convenio que admiten dos lecturas y cómo se resuelven aquí",
        (Column("Punto", width="18%"), Column("Cláusula", width="16%"), Column("Qué dice", width="33%"),
         Column("Cómo se resuelve", width="33%")),
        tuple(
            (text(item.title), text(item.clause), text(item.text), text(item.treatment))
            for item in memoria.agreement.contradictions
        ),
        style="menuda",
    )  # fmt: skip


def definitions(memoria: Memoria) -> Table:
    return Table(
        "definiciones",
        "Definición de cada consulta, tal como está en su archivo",
        (Column("Consulta", width="21%"), Column("Qué mide", width="21%"), Column("Unidad", width="14%"),
         Column("Definición", width="44%")),
        tuple(
            (Cell(item.name, item.name, mark="ruta"), text(item.title), text(item.unit), text(item.definition))
            for item in memoria.definitions
        ),
        style="menuda",
    )  # fmt: skip


def dictionary(memoria: Memoria) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for table in memoria.dictionary:
        rows.append((Cell(table.name, table.name, mark="tabla"), text("tabla"), text(table.comment, "sin comentario")))
        rows += [
            (Cell(f"{table.name}.{column.name}", f"{table.name}.{column.name}", mark="ruta"), text(column.type.lower()),
             text(column.comment, ""))
            for column in table.columns if column.comment
        ]  # fmt: skip
    return Table(
        "diccionario",
        "Diccionario del archivo de medidas (DuckDB)",
        (Column("Tabla o columna", width="30%"), Column("Tipo", width="14%"), Column("Descripción", width="56%")),
        tuple(rows),
        note="Se describen las tablas y las columnas cuyo nombre no basta para entenderlas.",
        style="menuda",
    )


ALL: tuple[Callable[[Memoria], Table], ...] = (
    summary, delivery, requirements, files, rejects, digests, parts, status, concurrency, durations, outages,
    incident_index, candidates, comparison, baseline, hourly, peaks, scenarios, contradictions, definitions,
    dictionary,
    _ranking("recursos_prep", "Recursos más pedidos de la sección PREP", "Ruta", "resources_prep", sizes=True),
    _ranking("recursos_portal", "Recursos más pedidos del portal", "Ruta", "resources_portal", sizes=True),
    _ranking("recursos_datos", "Datos más pedidos", "Ruta", "data_resources", sizes=True),
    _ranking("procedencias", "De dónde llegan", "Procedencia", "referrers"),
    _ranking("dispositivos", "Con qué consultan", "Dispositivo", "devices"),
    _ranking("robots", "Robots más activos", "Agente declarado", "robots"),
    _ranking("rutas_error", "Rutas con más respuestas de error", "Ruta", "error_paths"),
)  # fmt: skip
