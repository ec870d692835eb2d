"""Outages."""

from reports.model import Memoria
from reports.model.availability import Outage
from reports.tables.base import Cell, Column, Table, between, count


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
