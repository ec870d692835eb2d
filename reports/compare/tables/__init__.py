"""Comparison → tables: one set for paper, screen and workbook, each in the file of its subject."""

from collections.abc import Callable

from reports.compare.model import Comparison
from reports.compare.tables import (
    arrivals,
    capacity,
    events,
    failures,
    integrity,
    others,
    reach,
    requirements,
    summary,
)
from reports.tables.base import Table

__all__ = ["ALL", "Table", "every"]

ALL: tuple[Callable[[Comparison], Table], ...] = (
    summary.summary,
    arrivals.arrivals,
    arrivals.outside,
    arrivals.contents,
    arrivals.missing,
    integrity.examined,
    integrity.problems,
    integrity.files,
    reach.reach,
    reach.ordinary,
    reach.visitors,
    reach.robots,
    failures.availability,
    failures.origin,
    failures.own,
    events.events,
    capacity.network,
    capacity.capacity,
    failures.delays,
    requirements.legend,
    others.remarks,
    others.changes,
    others.suggested,
    others.definitions,
)


def every(comparison: Comparison) -> dict[str, Table]:
    """All the tables by id."""
    made = [*(make(comparison) for make in ALL), *requirements.matrices(comparison)]
    return {table.id: table for table in made}
