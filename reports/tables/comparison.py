"""The operation beside the ordinary traffic, measure by measure."""

from dataclasses import replace
from typing import NamedTuple

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.comparison import Compared, Ordinary
from reports.tables.base import (
    Cell,
    Column,
    Table,
    as_factor,
    as_size,
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


def chosen(memoria: Memoria) -> Ordinary:
    """The source whose average is the one of the factor: the first."""
    return memoria.comparison[0]


def summary(memoria: Memoria) -> Table:
    """The three measures of the clause on the first page. A tool that only tells days has no
    average of the same hours: that of the same weekdays takes its place."""
    source = chosen(memoria)
    same = _same(source)
    return Table(
        "resumen",
        f"{_operation(memoria)} frente al tráfico ordinario{_by(source)}",
        (
            Column("Medida"),
            Column("Ordinario, promedio diario", "number"),
            Column(f"Ordinario, {same.title}", "number"),
            Column(_counted(memoria, source), "number"),
            Column(f"Factor, {same.title}", "number"),
        ),
        tuple(
            (
                text(METRIC_NAMES[row.metric]),
                _briefly(_figure(row, "daily")),
                _briefly(_figure(row, same.average)),
                _figure(row, "operation"),
                _briefly(replace(_times(row, same.factor), mark="destacada")),
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


class Same(NamedTuple):
    """The average that minds weekdays: its name, and where it and its factor stand in a row."""

    title: str
    average: str
    factor: str


HOURS, DAYS = (
    Same("mismas horas", "matched", "factor"),
    Same("mismos días", "weekday", "factor_weekday"),
)


def _same(source: Ordinary) -> Same:
    by_days = not source.from_logs and all(row.matched is None for row in source.metrics)
    return DAYS if by_days else HOURS


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
    same = _same(source)
    other = not source.from_logs
    ours = other and not _mixed(source)
    return Table(
        "comparativo",
        f"Comparativo de visitas, páginas y hits{_by(source)}",
        (
            Column("Medida"),
            Column("Promedio diario", "number"),
            Column("Día mínimo", "number"),
            Column("Día máximo", "number"),
            Column(same.title.capitalize(), "number"),
            Column(_counted(memoria, source), "number"),
            *((Column(f"{_operation(memoria)}, nuestra definición", "number"),) if ours else ()),
            Column(f"Factor, {same.title}", "number"),
            Column("Factor, diario", "number"),
        ),
        tuple(
            (
                text(METRIC_NAMES[row.metric]),
                _figure(row, "daily"),
                _of_days(row, "minimum"),
                _of_days(row, "maximum"),
                _figure(row, same.average),
                _figure(row, "operation"),
                *((_figure(row, "operation_ours"),) if ours else ()),
                _times(row, same.factor),
                _times(row, "factor_daily"),
            )
            for row in source.metrics
            if row.metric in CLAUSE or not other or row.daily is not None
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
