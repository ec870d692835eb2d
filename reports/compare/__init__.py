"""Deliveries of many diffusers → what they say side by side.

Nobody's delivery is trusted: each is verified first, its measures are read through typed tables of
ours, and what does not hold is left out, or let in with a reason and marked.
"""

from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from pyrage.x25519 import Identity

from pipeline import collect, warehouse, workers
from pipeline.agreement import Agreement
from pipeline.errors import MemoriaError, Problem, gathered
from reports import verification
from reports.compare import received, standing, told
from reports.compare.arrivals import Arrival, Task, arrived
from reports.compare.places import places
from reports.compare.received import Receipt
from reports.compare.standing import Standing
from reports.compare.told import Row
from reports.delivery import marks
from reports.verification.base import SIGNATURES

WAREHOUSE = "comparativo.duckdb"
MEASURED_AGAIN = "recálculo"

Earlier = list[tuple[Any, ...]]
"""Rows of collect.earlier."""


@dataclass(frozen=True, slots=True)
class Options:
    """agreement: the name or path of the one to compare by. admitted: file → why it is let in.
    received: the list of what arrived when. earlier: the DuckDB file of another comparison.
    authorities: files of certificates. measure, keys: to measure the logs again."""

    as_of: date
    version: str
    agreement: str | None = None
    admitted: Mapping[str, str] = field(default_factory=dict)
    received: Path | None = None
    earlier: Path | None = None
    authorities: tuple[Path, ...] = ()
    measure: verification.Measure | None = None
    keys: Sequence[Identity] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """warehouse: the DuckDB file that holds it all."""

    warehouse: Path
    agreement: Agreement
    standings: list[Standing]


def compare(given: Sequence[Path], stage: Path, options: Options) -> Compared:
    """Examines the deliveries in those places and writes the DuckDB file into the folder `stage`,
    where it also works.

    The order of the places decides nothing. Raises MemoriaError with every problem at once.
    """
    receipts, figures = _named(options)
    with closing(_arrivals(given, stage, options)) as coming:
        arrivals = list(coming)
    agreement = standing.chosen(arrivals, options.agreement)
    standings = standing.decided(arrivals, agreement, options.admitted, receipts)
    made = stage / WAREHOUSE
    with warehouse.create(made) as connection:
        requests = _tables(marks.REQUEST) if options.measure else []
        collect.make_tables(connection, [*_tables(marks.MEASURE), *requests])
        collect.insert(connection, "setting", [_setting(agreement, options)])
        for one in standings:
            for table, rows in _rows(one):
                collect.insert(connection, table, rows)
            _load(connection, one)
        collect.derive(connection)
        if figures is not None:
            collect.compare_with(connection, figures)
    return Compared(made, agreement, standings)


def _named(options: Options) -> tuple[Mapping[str, Receipt], Earlier | None]:
    """What arrived when, and the earlier comparison: the files that the options name, with every
    problem of theirs at once."""
    problems: list[Problem] = []
    receipts: Mapping[str, Receipt] = {}
    figures: Earlier | None = None
    with gathered(problems):
        receipts = received.read(options.received) if options.received else {}
    with gathered(problems):
        figures = collect.earlier(options.earlier) if options.earlier else None
    with gathered(problems):
        verification.roots(options.authorities)
    if problems:
        raise MemoriaError(problems)
    return receipts, figures


def _arrivals(
    given: Sequence[Path], stage: Path, options: Options
) -> Generator[Arrival, None, None]:
    """In the order of their names. Whoever measures again does so here: it needs all cores."""
    tasks = [
        Task(
            place,
            stage / f"entrega-{number}.duckdb",
            options.as_of,
            options.agreement,
            options.authorities,
            options.measure,
            options.keys,
        )
        for number, place in enumerate(places(given))
    ]
    yield from map(arrived, tasks) if options.measure else workers.apart(arrived, tasks, stage)


def _load(connection: duckdb.DuckDBPyConnection, one: Standing) -> None:
    """The measures of a delivery that stands; then its own file is not needed any more."""
    levels = ((marks.MEASURE, one.arrival.store), (marks.REQUEST, one.arrival.requests))
    for level, store in levels:
        if store and one.stands:
            collect.load(connection, one.delivery, store, _tables(level))
        if store:
            store.unlink()


def _tables(level: str) -> list[str]:
    return [name for name, mark in marks.tables().items() if mark.level == level]


def _rows(one: Standing) -> Iterator[tuple[str, list[Row]]]:
    """By table. What was refused says what is known of it, and has no answers to compare."""
    arrival = one.arrival
    row = {"name": arrival.place.name, **arrival.row}
    again = [result.state for result in arrival.results if result.topic == MEASURED_AGAIN]
    signed = [result for result in arrival.results if result.topic == SIGNATURES]
    row |= {
        "file": arrival.place.name,
        "sha256": arrival.sha256,
        "size": arrival.size,
        "state": one.state,
        "reason": one.reason,
        "received": one.received,
        "folio": one.folio,
        "signatures": sum(result.state == "good" for result in signed) if signed else None,
        "recomputed": next(iter(again), "skipped"),
    }
    yield "delivery", [{"delivery": one.delivery, **row, "days_late": told.late(row)}]
    tables: dict[str, list[Row]] = defaultdict(list, arrival.answers if one.stands else {})
    for table, found in told.examined(arrival.results):
        tables[table].append(found)
    for table, rows in tables.items():
        yield table, [{"delivery": one.delivery, **found} for found in rows]


def _setting(agreement: Agreement, options: Options) -> Row:
    operation, institute = agreement.window("operation"), agreement.institute
    return {
        "cut_minutes": agreement.cuts.minutes,
        "outage_cuts": agreement.cuts.outage_cuts,
        "outage_minutes": agreement.cuts.outage_minutes,
        "agreement": agreement.id,
        "agreement_title": agreement.title,
        "short_title": agreement.short_title,
        "institute": institute.name,
        "institute_short": institute.short_name,
        "institute_city": institute.city,
        "time_zone": agreement.time_zone,
        "time_label": agreement.time_label,
        "operation_start": operation.start,
        "operation_end": operation.end,
        "as_of": options.as_of,
        "version": options.version,
        "classification": agreement.classification,
        "theme": agreement.theme,
        "recomputed": options.measure is not None,
        "earlier": options.earlier.name if options.earlier else None,
    }
