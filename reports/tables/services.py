"""The published services, each by itself: use, change, availability, errors."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.services import Change, Service, ServiceCuts, ServiceMonth
from reports.tables.base import (
    Cell,
    Column,
    Table,
    between,
    count,
    interval,
    share,
    text,
    whole,
)

SHOWN, NAME = 8, 17
"""Services that the first page lists and draws, and ems of a name there."""
LONGEST_LIST = 20
TOOL = Column("Herramienta")


def most_used(memoria: Memoria) -> list[Service]:
    """At most as many as the first page has room for, in the agreement's order."""
    each = memoria.services.each
    kept = sorted(each, key=lambda one: -(one.use.visits or 0))[:SHOWN]
    return [one for one in each if one in kept]


def summary(memoria: Memoria) -> Table:
    """On the first page, so briefly."""
    each, shown = memoria.services.each, most_used(memoria)
    left = f" {SHOWN} de {len(each)}, las de más visitas." if len(each) > SHOWN else ""
    return Table(
        "resumen_herramientas",
        f"Cada herramienta en {memoria.agreement.words.operation.the}",
        (
            TOOL,
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Visitas, mes ordinario", "number"),
            Column("Cambio", "number"),
            Column("Disponibilidad", "number"),
        ),
        tuple(_summary_row(one) for one in shown),
        note=f"Disponibilidad: cortes servidos entre los que alguien la pidió y hubo respuesta o "
        f"falla.{left}",
        empty=f"No se mide ninguna herramienta: {memoria.services.each_reason}.",
        size="menuda",
    )


def _summary_row(one: Service) -> tuple[Cell, ...]:
    visits = one.changed("visits")
    return (
        Cell(fonts.brief(one.title, NAME), one.title),
        count(one.use.visits, one.use.visits_reason),
        count(one.use.pages, one.use.pages_reason),
        count(one.use.hits, one.use.hits_reason),
        count(whole(visits.ordinary), visits.ordinary_reason),
        _changed(visits),
        _available(one.cuts),
    )


def _changed(found: Change) -> Cell:
    return Cell(locale.change(found.change), found.change, found.change_reason or "")


def _available(found: ServiceCuts) -> Cell:
    tried = found.served + found.errors
    return replace(share(found.served, tried), reason=found.availability_reason or "")


def use(memoria: Memoria) -> Table:
    """By month: those before, and the one that is reported."""
    return Table(
        "uso_herramientas",
        "Uso de cada herramienta, mes por mes",
        (
            TOOL,
            Column("Mes", "time"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Visitantes estimados", "number"),
            Column("Días con bitácora", "number"),
        ),
        tuple(row for one in memoria.services.each for row in _use_rows(one, memoria)),
        note="Las visitas, las páginas y los visitantes son de personas; los hits, de todos. Ni "
        "las visitas ni los visitantes de varias herramientas se suman: quien pasa por dos hace "
        "una visita en cada una.",
        empty=f"No se mide ninguna herramienta: {memoria.services.each_reason}.",
        size="menuda",
    )


def _use_rows(one: Service, memoria: Memoria) -> Iterator[tuple[Cell, ...]]:
    for month in one.months:
        counts = (month.use.visits, month.use.pages, month.use.hits)
        reason = month.use.hits_reason
        yield (
            text(one.title),
            _month(month, memoria),
            *(count(value, reason) for value in counts),
            interval(month.use.visitors_min, month.use.visitors_max),
            Cell(f"{month.days_seen} de {month.days}", month.days_seen),
        )


def _month(found: ServiceMonth, memoria: Memoria) -> Cell:
    reported = found.month == memoria.agreement.month
    return Cell(locale.month(found.month), found.month, mark="destacada" if reported else "")


def changes(memoria: Memoria) -> Table:
    """Against an ordinary month, and on what that rests."""
    return Table(
        "cambio_herramientas",
        "Cada herramienta frente a sus meses anteriores",
        (
            TOOL,
            *(
                Column(label, "number")
                for metric in ("Visitas", "Páginas", "Hits")
                for label in (f"{metric}, mes ordinario", "Cambio")
            ),
            Column("Meses antes", "number"),
            Column("Sus días con bitácora", "number"),
        ),
        tuple(
            (
                text(one.title),
                *(cell for found in one.changes for cell in _pair(found)),
                count(one.months_before),
                Cell(f"{one.days_before_seen} de {one.days_before}", one.days_before_seen),
            )
            for one in memoria.services.each
        ),
        note="Mes ordinario: el promedio de un día con bitácora de los meses anteriores, por los "
        "días con bitácora del mes. Una herramienta cuenta desde el día de su primera solicitud.",
        empty=f"No se mide ninguna herramienta: {memoria.services.each_reason}.",
        size="menuda",
    )


def _pair(found: Change) -> tuple[Cell, Cell]:
    return count(whole(found.ordinary), found.ordinary_reason), _changed(found)


def peaks(memoria: Memoria) -> Table:
    return Table(
        "picos_herramientas",
        "El día y la hora más cargados de cada herramienta",
        (
            TOOL,
            Column("Día con más visitas", "time"),
            Column("Visitas", "number"),
            Column("Hora con más hits", "time"),
            Column("Hits", "number"),
        ),
        tuple(_peak_row(one) for one in memoria.services.each),
        empty=f"No se mide ninguna herramienta: {memoria.services.each_reason}.",
        size="menuda",
    )


def _peak_row(one: Service) -> tuple[Cell, ...]:
    days = [day for day in one.by_day if day.visits]
    top = max(days, key=lambda day: day.visits or 0) if days else None
    hour, reason = one.busiest_hour, one.busiest_hour_reason
    return (
        text(one.title),
        Cell(locale.weekday(date.fromisoformat(top.day)), top.day)
        if top
        else text(None, "no tuvo visitas"),
        count(top.visits if top else None),
        Cell(locale.hour(datetime.fromisoformat(hour.start.local)), hour.start.utc)
        if hour
        else text(None, reason),
        count(hour.hits if hour else None),
    )


def availability(memoria: Memoria) -> Table:
    return Table(
        "disponibilidad_herramientas",
        f"Disponibilidad y errores de cada herramienta, en cortes de "
        f"{memoria.agreement.cut_minutes} minutos",
        (
            TOOL,
            Column("Mes", "time"),
            Column("Disponible", "number"),
            Column("Servidos", "number"),
            Column("Con fallas", "number"),
            Column("Nadie la pidió", "number"),
            Column("Sin evidencia", "number"),
            Column("4xx", "number"),
            Column("De los hits", "number"),
            Column("5xx", "number"),
            Column("De los hits", "number"),
        ),
        tuple(row for one in memoria.services.each for row in _cut_rows(one, memoria)),
        note="Con fallas: hubo respuestas 5xx o 499 y ninguna correcta. 4xx: error de la "
        "solicitud, como una ruta que no existe; 5xx: error del servidor. Un corte en que nadie "
        "la pidió no dice si habría respondido.",
        empty=f"No se mide ninguna herramienta: {memoria.services.each_reason}.",
        size="menuda",
    )


def _cut_rows(one: Service, memoria: Memoria) -> Iterator[tuple[Cell, ...]]:
    for month in one.months:
        found, used = month.cuts, month.use
        yield (
            text(one.title),
            _month(month, memoria),
            _available(found),
            *(count(cuts) for cuts in (found.served, found.errors)),
            *(count(cuts) for cuts in (found.unasked, found.no_evidence)),
            count(used.status_4xx, used.status_4xx_reason),
            share(used.status_4xx, used.hits),
            count(used.status_5xx, used.status_5xx_reason),
            share(used.status_5xx, used.hits),
        )


def outages(memoria: Memoria) -> Table:
    """Those that reach a threshold; the note counts the others."""
    limits = memoria.availability
    every = [(one, found) for one in memoria.services.each for found in one.outages]
    long = [pair for pair in every if pair[1].reaches_cuts or pair[1].reaches_minutes]
    short = len(every) - len(long)
    left = f"Además, {locale.plural(short, 'más corta', 'más cortas')}." if short else ""
    return Table(
        "interrupciones_herramientas",
        f"Interrupciones de {limits.threshold_cuts} cortes o más, o de "
        f"{limits.threshold_minutes} minutos o más",
        (
            TOOL,
            Column("Periodo", "time"),
            Column("Cortes con fallas", "number"),
            Column("Minutos", "number"),
            Column("Fallas", "number"),
            Column(f"{limits.threshold_minutes} minutos o más"),
        ),
        tuple(
            (
                text(one.title),
                between(found.start, found.end),
                count(found.cuts),
                count(found.minutes),
                count(found.failed),
                Cell("Sí", "1", mark="mal") if found.reaches_minutes else Cell("No", "0"),
            )
            for one, found in long
        ),
        note=f"Un corte en que nadie la pidió no termina una interrupción. {left}".strip(),
        empty=f"Ninguna llega a {limits.threshold_cuts} cortes ni a {limits.threshold_minutes} "
        f"minutos. {left}".strip(),
        size="menuda",
    )


def error_paths(memoria: Memoria) -> Table:
    return Table(
        "rutas_error_herramientas",
        "Rutas con más respuestas de error",
        (Column("Ruta", "path"), TOOL, Column("4xx y 5xx", "number")),
        tuple(
            (text(found.path), text(found.service), count(found.errors))
            for found in memoria.services.error_paths[:LONGEST_LIST]
        ),
        empty="Ninguna respuesta fue de error.",
        size="menuda",
    )
