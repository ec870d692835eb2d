"""What the comparison with the ordinary traffic stands on: its sources, their days, what is left
out."""

from datetime import date, datetime
from itertools import chain

from reports import locale
from reports.model import Memoria
from reports.model.baseline import BaselineDay
from reports.model.comparison import Coverage, Ordinary
from reports.tables.base import Cell, Column, Table, between, count, text

OWN = "memoria"
"""The definition that is ours."""


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
