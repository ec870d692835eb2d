"""Outages, cuts that came late or were not seen, and spans with an old cut."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from reports.model import Memoria
from reports.model.availability import Arrival, Outage, Stale
from reports.model.base import Moment
from reports.tables.base import Cell, Column, Table, at, between, count, text


def outages(memoria: Memoria) -> Table:
    found = memoria.availability
    return Table(
        "interrupciones",
        "Cortes seguidos no servidos",
        (
            Column("Periodo", "time"),
            Column("Cortes", "number"),
            Column("Minutos", "number"),
            Column("Respuestas con error", "number"),
            Column(f"{found.threshold_cuts} cortes o más"),
            Column(f"{found.threshold_minutes} minutos o más"),
        ),
        tuple(_outage_row(outage) for outage in found.outages),
        empty="Ningún corte con evidencia dejó de servirse.",
    )


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


def late_cuts(memoria: Memoria) -> Table:
    """Without the cuts that nothing is known of: the calendar shows them."""
    found = memoria.availability.adherence
    rows = () if found is None else tuple(_late_rows(found.arrivals, memoria.agreement.cut_minutes))
    return Table(
        "cortes_tardios",
        "Cortes que no se vieron llegar, o que llegaron tarde",
        (
            Column("Cortes", "time"),
            Column("Número", "number"),
            Column("Situación"),
            Column("Visto por primera vez", "time"),
            Column("Retraso (s)", "number"),
        ),
        rows,
        note="No se vio llegar: el apuntador respondió en el corte y no cambió; no llegó, llegó ya "
        "en el siguiente, o pesaba lo mismo que el anterior."
        + (f" Tarde: más de {found.late_after_s} segundos después." if found else ""),
        empty=memoria.availability.adherence_reason
        or "Todos los cortes se vieron llegar a tiempo.",
        size="menuda",
    )


def _late_rows(arrivals: tuple[Arrival, ...], minutes: int) -> Iterator[tuple[Cell, ...]]:
    """Cuts in a row that were not seen are one row."""
    for (state, late), group in groupby(arrivals, key=lambda found: (found.state, found.late)):
        run = list(group)
        if state == "unseen":
            reason = "no cambió el tamaño del apuntador"
            span = between(run[0].cut, _after(run[-1].cut, minutes))
            yield (span, count(len(run)), text("No se vio llegar"), at(None), count(None, reason))
        elif late:
            for one in run:
                span = between(one.cut, _after(one.cut, minutes))
                yield (
                    span,
                    count(1),
                    text("Tarde"),
                    at(one.first_seen),
                    count(_whole(one.delay_s)),
                )


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)


def _after(moment: Moment, minutes: int) -> Moment:
    step = timedelta(minutes=minutes)
    utc, local = (datetime.fromisoformat(text) + step for text in (moment.utc, moment.local))
    return Moment(utc=f"{utc:%Y-%m-%dT%H:%M:%S}Z", local=local.isoformat())


def stale(memoria: Memoria) -> Table:
    found = memoria.availability.adherence
    return Table(
        "servicio_atrasado",
        "Tramos en que se mostró un corte de más de dos periodos",
        (
            Column("Periodo", "time"),
            Column("Minutos", "number"),
            Column("Cortes sin datos nuevos", "number"),
        ),
        () if found is None else tuple(_stale_row(span) for span in found.stale),
        empty=memoria.availability.adherence_reason
        or "El apuntador nunca mostró un corte de más de dos periodos.",
    )


def _stale_row(span: Stale) -> tuple[Cell, ...]:
    return (between(span.start, span.end), count(span.minutes, decimals=1), count(span.cuts))
