"""The table of the first page: a row a diffuser, as many as there is room for."""

from reports import locale
from reports.compare.model import Comparison, Delivery
from reports.compare.naming import brief
from reports.compare.tables.arrivals import UNREAD, punctual
from reports.compare.tables.integrity import SIGNS
from reports.compare.tables.reach import NO_LOG, found, order
from reports.tables.base import Cell, Column, Table, count, share

SHOWN, EMS = 6, 22
"""Diffusers that the first page lists, and the room of a name."""


def summary(comparison: Comparison) -> Table:
    """The largest first; the rest are in the sections."""
    named, rows, who = brief(comparison, EMS), found(comparison), comparison.by_delivery
    listed = order(comparison)
    calendars = {one.delivery: one for one in comparison.calendars}
    cells = []
    for delivery in listed[:SHOWN]:
        calendar, row = calendars.get(delivery), rows.get((delivery, "hits"))
        served = known = None
        if calendar:
            served = calendar.count("served") + calendar.count("unseen")
            known = sum(run.cuts for run in calendar.runs if run.state != "no_evidence")
        cells.append(
            (
                Cell(named[delivery], who[delivery].name),
                punctual(who[delivery]),
                _holds(who[delivery]),
                count(row.operation if row else None, NO_LOG),
                share(who[delivery].cuts_evidence, who[delivery].cuts),
                share(served, known),
                count(sum(one.minutes for one in comparison.own() if one.delivery == delivery)),
            )
        )
    rest = (
        f"{SHOWN} de {len(listed)}; los demás están en las secciones."
        if len(listed) > SHOWN
        else ""
    )
    return Table(
        "resumen",
        "Cada difusor en la operación",
        (
            Column("Difusor"), Column("Plazo"), Column("Comprobada"), Column("Hits", "number"),
            Column("Cobertura", "number"), Column("Cortes servidos", "number"),
            Column("Minutos de falla propia", "number"),
        ),
        tuple(cells),
        note=rest,
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )  # fmt: skip


def _holds(one: Delivery) -> Cell:
    """Whether it is as it was made; dates and contents have columns of their own."""
    if not one.examined:
        return Cell(locale.MISSING, "", UNREAD)
    altered = any(topic.state == "missing" for topic in one.examined)
    sign, meaning, mark = SIGNS["missing" if altered else "good"]
    return Cell(f"{sign} {meaning}", meaning, mark=mark)
