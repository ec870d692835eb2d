"""Memoria → tables: one set for paper and screen, each in the file of its subject."""

from collections.abc import Callable

from reports.model import Memoria
from reports.tables import (
    annexes,
    availability,
    comparison,
    definitions,
    delivery,
    handover,
    incidents,
    logs,
    planning,
    traffic,
    users,
)
from reports.tables.base import Cell, Column, Table

__all__ = ["Cell", "Column", "Table", "every"]

ALL: tuple[Callable[[Memoria], Table], ...] = (
    comparison.summary,
    delivery.delivery,
    delivery.contradictions,
    delivery.requirements,
    logs.files,
    logs.rejects,
    handover.handed,
    logs.digests,
    users.parts,
    users.sides,
    users.robots,
    users.visit_lengths,
    *users.PLACES,
    users.concurrency,
    users.durations,
    users.status,
    *users.SHARES,
    *users.RANKINGS,
    traffic.hourly,
    comparison.comparison,
    comparison.dispersion,
    comparison.sources,
    comparison.others,
    comparison.excluded,
    comparison.days,
    comparison.figures,
    planning.peaks,
    planning.bandwidth,
    planning.polling,
    planning.headroom,
    planning.scenarios,
    availability.outages,
    availability.late_cuts,
    availability.stale,
    incidents.incident_index,
    incidents.candidates,
    incidents.crowds,
    definitions.measures,
    definitions.costs,
    annexes.definitions,
    annexes.dictionary,
)


def every(memoria: Memoria) -> dict[str, Table]:
    """All the tables by id."""
    made = [*(make(memoria) for make in ALL), *incidents.phases(memoria)]
    return {table.id: table for table in made}
