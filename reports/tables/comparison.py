"""The operation beside the ordinary traffic: what they compare, what holds that up, what is left
out."""

from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.baseline import BaselineDay
from reports.model.comparison import Compared, Coverage, Ordinary
from reports.tables.base import (
    Cell,
    Column,
    Table,
    as_factor,
    as_size,
    between,
    count,
    text,
)

METRIC_NAMES = {
    "visits": "Visitas",
    "pages": "Páginas",
    "hits": "Hits (solicitudes)",
    "hits_person": "Hits de personas",
    "bytes": "Bytes de respuesta",
    "visitors": "Visitantes",
    "visitors_min": "Visitantes estimados, mínimo",
    "visitors_max": "Visitantes estimados, máximo",
}
CLAUSE = ("visits", "pages", "hits")
"""What the agreement asks for, in its order."""
UNASKED = "el convenio pide el factor de visitas, páginas y hits"
OWN = "memoria"


def chosen(memoria: Memoria) -> Ordinary:
    """The source whose average is the one of the factor: the first."""
    return memoria.comparison[0]


def summary(memoria: Memoria) -> Table:
    """The three measures of the clause on the first page. A tool that only tells days has no
    average of the same hours: that of the same weekdays takes its place."""
    source = chosen(memoria)
    same, factor = _same(source)
    average = "weekday" if factor == "factor_weekday" else "matched"
    return Table(
        "resumen",
        f"{_operation(memoria)} frente al tráfico ordinario{_by(source)}",
        (
            Column("Medida"),
            Column("Ordinario, promedio diario", "number"),
            Column(f"Ordinario, {same}", "number"),
            Column(_counted(memoria, source), "number"),
            Column(f"Factor, {same}", "number"),
        ),
        tuple(
            (
                text(METRIC_NAMES[row.metric]),
                _briefly(_figure(row, "daily")),
                _briefly(_figure(row, average)),
                _figure(row, "operation"),
                _briefly(replace(_times(row, factor), mark="destacada")),
            )
            for row in source.metrics
            if row.metric in CLAUSE
        ),
        size="menuda",
    )


MOST_REASON = 45
"""Ems."""


def _briefly(cell: Cell) -> Cell:
    """With a reason of one line; the comparison has it whole."""
    return replace(cell, reason=fonts.brief(cell.reason, MOST_REASON))


def _same(source: Ordinary) -> tuple[str, str]:
    """The name of the average that minds weekdays, and its factor."""
    if not source.from_logs and all(row.matched is None for row in source.metrics):
        return "mismos días", "factor_weekday"
    return "mismas horas", "factor"


def _by(source: Ordinary) -> str:
    return "" if source.from_logs else f", según {source.title}"


def _operation(memoria: Memoria) -> str:
    return locale.capital(memoria.agreement.words.operation.plain)


def _counted(memoria: Memoria, source: Ordinary) -> str:
    """Whose count of the operation it is, where that is not plain."""
    name = _operation(memoria)
    if source.from_logs:
        return name
    mixed = any(row.mixed for row in source.metrics)
    return f"{name}, nuestra definición" if mixed else f"{name}, definición {source.title}"


def _figure(row: Compared, name: str) -> Cell:
    value, reason = getattr(row, name), getattr(row, f"{name}_reason")
    return as_size(value, reason) if row.metric == "bytes" else count(value, reason)


def _times(row: Compared, name: str) -> Cell:
    if row.metric.startswith(("visitors", "bytes")):
        return text(None, UNASKED)
    found = as_factor(getattr(row, name), getattr(row, f"{name}_reason"))
    return Cell(f"{found.text} *", found.sort) if row.mixed and not found.reason else found


def comparison(memoria: Memoria) -> Table:
    """The whole of the third content of the clause."""
    source = chosen(memoria)
    same, factor = _same(source)
    average = "weekday" if factor == "factor_weekday" else "matched"
    ours = not source.from_logs
    return Table(
        "comparativo",
        f"Comparativo de visitas, páginas y hits{_by(source)}",
        (
            Column("Medida"),
            Column("Promedio diario", "number"),
            Column("Día mínimo", "number"),
            Column("Día máximo", "number"),
            Column(same.capitalize(), "number"),
            Column(_counted(memoria, source), "number"),
            *(
                (Column(f"{_operation(memoria)}, nuestra definición", "number"),)
                if ours and not _mixed(source)
                else ()
            ),
            Column(f"Factor, {same}", "number"),
            Column("Factor, diario", "number"),
        ),
        tuple(
            (
                text(METRIC_NAMES[row.metric]),
                _figure(row, "daily"),
                _of_days(row, "minimum"),
                _of_days(row, "maximum"),
                _figure(row, average),
                _figure(row, "operation"),
                *((_figure(row, "operation_ours"),) if ours and not _mixed(source) else ()),
                _times(row, factor),
                _times(row, "factor_daily"),
            )
            for row in source.metrics
            if row.metric in CLAUSE or not ours or row.daily is not None
        ),
        note=_mixed(source),
        size="menuda",
    )


def _mixed(source: Ordinary) -> str:
    """Said in words where the two sides are not counted alike."""
    if not any(row.mixed for row in source.metrics):
        return ""
    return (
        "* Definiciones distintas en cada lado: no es estrictamente comparable y sólo sirve de "
        f"referencia. {source.remark}"
    )


def _of_days(row: Compared, name: str) -> Cell:
    if row.dispersion is None:
        return text(None, row.dispersion_reason)
    value = getattr(row.dispersion, name)
    return as_size(value) if row.metric == "bytes" else count(value)


def dispersion(memoria: Memoria) -> Table:
    """How much ordinary days differ among themselves."""
    source = chosen(memoria)
    names = ("minimum", "q1", "median", "q3", "maximum")
    return Table(
        "dispersion",
        "Dispersión de los días ordinarios que entran en el promedio",
        (
            Column("Medida"),
            Column("Días", "number"),
            Column("Mínimo", "number"),
            Column("Cuartil 1", "number"),
            Column("Mediana", "number"),
            Column("Cuartil 3", "number"),
            Column("Máximo", "number"),
            Column("Promedio, mismos días", "number"),
        ),
        tuple(
            (
                text(METRIC_NAMES[row.metric]),
                count(row.daily_days),
                *(_of_days(row, name) for name in names),
                _figure(row, "weekday"),
            )
            for row in source.metrics
            if row.daily_days
        ),
        note="Cuartiles por interpolación lineal. «Mismos días»: promedio diario de los días de la "
        "semana que se comparan, cada uno con el peso de sus horas.",
        empty="No hay días ordinarios.",
        size="menuda",
    )


def sources(memoria: Memoria) -> Table:
    """Where the ordinary traffic comes from, and how much of its weeks each source covers."""
    return Table(
        "fuentes",
        "Fuentes del tráfico ordinario y su cobertura",
        (
            Column("Fuente"),
            Column("Definición"),
            Column("Días con cifras", "number"),
            Column("Días que entran", "number"),
            Column("Horas con evidencia", "number"),
            Column("Horas que entran", "number"),
            Column("En el factor"),
        ),
        tuple(
            (
                text(source.title),
                text(_definition(source), source.definition_reason),
                _part(source.coverage.days_seen, source.coverage.days_of),
                _used(source.coverage, memoria.agreement.baseline_min_days),
                _hours(source.coverage, "hours_seen"),
                _hours(source.coverage, "hours_used"),
                text("sí" if source.chosen else "no"),
            )
            for source in memoria.comparison
        ),
        note=" ".join(source.remark for source in memoria.comparison if source.remark),
        size="menuda",
    )


def _definition(source: Ordinary) -> str | None:
    return "la nuestra" if source.definition == OWN else source.definition


def _part(part: int, whole: int) -> Cell:
    return Cell(f"{locale.number(part)} de {locale.number(whole)}", part)


def _used(coverage: Coverage, least: int) -> Cell:
    found = Cell(locale.number(coverage.days_used), coverage.days_used)
    if not coverage.few:
        return found
    return Cell(f"{found.text} (menos de {least})", found.sort, mark="aviso")


def _hours(coverage: Coverage, name: str) -> Cell:
    value: int | None = getattr(coverage, name)
    if value is None:
        return text(None, getattr(coverage, f"{name}_reason"))
    return _part(value, coverage.hours_of)


def others(memoria: Memoria) -> Table:
    """The sources that do not go into the factor, each by its own definition."""
    return Table(
        "comparativo_otras",
        "Comparativo con las demás fuentes",
        (
            Column("Fuente"),
            Column("Medida"),
            Column("Días", "number"),
            Column("Promedio diario", "number"),
            Column("Mismos días", "number"),
            Column("Mismas horas", "number"),
            Column(f"{_operation(memoria)}, su definición", "number"),
            Column(f"{_operation(memoria)}, la nuestra", "number"),
            Column("Factor, mismas horas", "number"),
            Column("Factor, diario", "number"),
        ),
        tuple(
            (
                text(source.title),
                text(METRIC_NAMES[row.metric]),
                count(row.daily_days),
                _figure(row, "daily"),
                _figure(row, "weekday"),
                _figure(row, "matched"),
                text(None, "no se puede repetir su cuenta")
                if row.mixed
                else _figure(row, "operation"),
                _figure(row, "operation_ours"),
                _times(row, "factor"),
                _times(row, "factor_daily"),
            )
            for source in memoria.comparison[1:]
            for row in source.metrics
            if row.metric in CLAUSE
        ),
        note=" ".join(filter(None, map(_mixed, memoria.comparison[1:]))),
        empty="No se declararon otras fuentes.",
        size="menuda",
    )


def excluded(memoria: Memoria) -> Table:
    """What enters no average, and why."""
    return Table(
        "excluidos",
        "Días y horas que no entran en los promedios",
        (
            Column("Lapso", "time"),
            Column("Horas", "number"),
            Column("Motivo"),
            Column("Hits que quedan fuera", "number"),
            Column("Fuente"),
        ),
        tuple(
            (
                between(found.start, found.end),
                count(found.hours),
                text(found.why),
                count(found.hits, found.hits_reason),
                text(source.title),
            )
            for source in memoria.comparison
            for found in source.excluded
        ),
        note="Una hora tocada sale del promedio de su hora; el día que la tiene sale completo del "
        "promedio diario: no se completa ni se prorratea.",
        empty="Entran todos los días y horas de la línea base.",
        size="menuda",
    )


def days(memoria: Memoria) -> Table:
    """The days of our own logs."""
    return Table(
        "dias_ordinarios",
        "Días del tráfico ordinario",
        (
            Column("Día", "time"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Horas sin renglones", "number"),
            Column("Nota"),
        ),
        tuple(
            (
                Cell(locale.weekday(datetime.fromisoformat(day.day)), day.day),
                count(day.visits),
                count(day.pages),
                count(day.hits),
                count(day.empty_hours),
                Cell(_day_note(day, memoria.agreement.published.of_the)),
            )
            for day in memoria.series.baseline_days
        ),
        empty="No se entregó bitácora de días ordinarios.",
        size="menuda",
    )


def _day_note(day: BaselineDay, published: str) -> str:
    if not day.present:
        return "sin bitácora: no entra en el promedio"
    notes = ["simulacro"] if day.drill else []
    if day.excluded_hits:
        notes.append(f"{locale.number(day.excluded_hits)} hits {published} excluidos")
    if day.excluded:
        notes.append(f"no entra en el promedio: {locale.listing(sorted(set(day.excluded)))}")
    return "; ".join(notes)


def figures(memoria: Memoria) -> Table:
    """What the tools say, day by day."""
    told = chain.from_iterable(
        ((source, found) for found in source.figures) for source in memoria.comparison
    )
    return Table(
        "cifras_herramientas",
        "Cifras de las herramientas en esas semanas",
        (
            Column("Fuente"),
            Column("Días", "time"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Visitantes", "number"),
            Column("Entra"),
            Column("Archivo y renglón"),
        ),
        tuple(
            (
                text(source.title),
                Cell(_days(found.first_day, found.last_day), found.first_day),
                count(found.visits),
                count(found.pages),
                count(found.hits),
                count(found.visitors),
                text("sí" if found.used else "no"),
                text(found.place),
            )
            for source, found in told
        ),
        note="La raya señala lo que la herramienta no mide.",
        empty="No se declararon cifras de herramientas.",
        size="menuda",
    )


def _days(first: str, last: str) -> str:
    if first == last:
        return locale.weekday(datetime.fromisoformat(first))
    return locale.days_span(date.fromisoformat(first), date.fromisoformat(last))
