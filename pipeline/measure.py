"""Hits → the tables of measures. The questions are in sql/, one a file; this only says in what
order.

Tallies are asked of each share of the hits and added up; all else is asked once, of tallies and of
earlier answers. A new metric is a new file in one of STAGES: every file of theirs is run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import duckdb
import polars as pl

from pipeline import share, warehouse
from pipeline.agreement.months import Month
from pipeline.baselines import Figures, loading
from pipeline.definitions import measuring
from pipeline.incidents import Incident
from pipeline.project import Project
from pipeline.shares import Shares, Whole
from pipeline.timespan import Window, to_local, to_utc


@dataclass(frozen=True, slots=True)
class Stage:
    """A folder of sql/. by_share: of tallies, asked of each share; else of what there is by now.
    beside: what is asked of each share at once with them, for the definitions."""

    folder: str
    by_share: bool = False
    beside: measuring.Round | None = None


FIRST = (
    Stage("tallies", by_share=True, beside=measuring.CLOCKS),
    Stage("metrics"),
    Stage("availability"),
    Stage("services"),
    Stage("audience"),
    Stage("polling"),
    Stage("findings"),
    Stage("later/findings", by_share=True, beside=measuring.KEPT),
)
"""In the order in which they are asked: later questions read the answers of earlier ones. Within a
folder they go by name."""
LAST = (Stage("baseline"), Stage("incidents"), Stage("planning"))
"""What also reads the counts of the definitions."""
STAGES = (*FIRST, *LAST)


def measure(
    connection: duckdb.DuckDBPyConnection,
    project: Project,
    incidents: Sequence[Incident],
    figures: Sequence[Figures] = (),
    shares: Shares | None = None,
) -> None:
    """Fills every table of measures of sql/schema from the hits. shares: where these are; None:
    where the connection leads, all of them."""
    _insert_periods(connection, project)
    _insert_incidents(connection, incidents)
    loading.insert(connection, project, figures)
    drills = pl.DataFrame({"local_day": project.agreement.drills}, schema={"local_day": pl.Date})
    warehouse.insert(connection, "drill", drills)
    pointers = [path for path in (project.agreement.published.pointer,) if path]
    pointer = pl.DataFrame({"path": pointers}, schema={"path": pl.String})
    warehouse.insert(connection, "pointer", pointer)
    shares = shares or Whole(connection)
    if project.awstats_lib:
        measuring.list_robots(connection, project.awstats_lib)
    asks = measuring.asked(connection, project)
    _run(connection, shares, FIRST, asks)
    shares.ask(*measuring.COUNTS.questions(asks))
    measuring.fill(connection, asks)
    _run(connection, shares, LAST, asks)
    shares.done()


def _run(
    connection: duckdb.DuckDBPyConnection,
    shares: Shares,
    stages: Sequence[Stage],
    asks: Sequence[measuring.Ask],
) -> None:
    for stage in stages:
        if stage.by_share:
            beside = stage.beside.questions(asks) if stage.beside else ()
            shares.ask(*beside, share.tallied(stage.folder))
        else:
            warehouse.run_all(connection, stage.folder)


def _insert_periods(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    rows = [
        {"period": name, "kind": kind, "label": label, "start": window.start, "end": window.end}
        for name, kind, label, window in _periods(project)
    ]
    warehouse.insert(connection, "period", pl.DataFrame(rows))
    warehouse.run(connection, "load/period_slot")


def _periods(project: Project) -> Iterator[tuple[str, str, str, Window]]:
    """name, kind, label in Spanish, window. Days and hours are the diffuser's own."""
    agreement, zone = project.agreement, project.zone
    operation, logs, baseline = (
        agreement.window("operation"), agreement.window("logs"), agreement.baseline_window(zone)
    )  # fmt: skip
    yield "operation", "window", "operación", operation
    yield "logs", "window", "bitácoras", logs
    yield "baseline", "window", "línea base", baseline
    for month in dict.fromkeys(month for w in (baseline, logs) for month in _months(w, zone)):
        window = Window.local(month.start, month.end, zone)
        yield f"month:{month}", "month", month.title, window
    if "night" in agreement.windows:
        yield "night", "window", agreement.windows["night"].title, agreement.window("night")
    for window in (baseline, logs):
        for day in window.local_steps(zone, timedelta(days=1)):
            start, end = to_utc(day, zone), to_utc(day + timedelta(days=1), zone)
            yield f"day:{day:%Y-%m-%d}", "day", f"{day:%d/%m/%Y}", Window(start, end)
    for hour in logs.local_steps(zone, timedelta(hours=1)):
        start = to_utc(hour, zone)
        label = f"{hour:%d/%m/%Y %H} h"
        yield f"hour:{hour:%Y-%m-%dT%H}", "hour", label, Window(start, start + timedelta(hours=1))
    for week in range(agreement.baseline.weeks or 0, 0, -1):
        local = [
            to_local(t, zone) - timedelta(weeks=week) for t in (operation.start, operation.end)
        ]
        name = f"matched:{local[0]:%Y-%m-%d}"
        yield name, "matched", f"{local[0]:%d/%m/%Y}", Window.local(local[0], local[1], zone)


def _months(window: Window, zone: ZoneInfo) -> Iterator[Month]:
    """The whole months of local days in it."""
    month = Month.of(to_local(window.start, zone).date())
    while to_utc(month.start, zone) < window.end:
        if to_utc(month.start, zone) >= window.start and to_utc(month.end, zone) <= window.end:
            yield month
        month = month.shifted(1)


def _insert_incidents(connection: duckdb.DuckDBPyConnection, incidents: Sequence[Incident]) -> None:
    rows = [
        {
            "incident": incident.id,
            "start": incident.start,
            "end": incident.end,
            "kind": incident.kind,
            "description": incident.description,
            "effect": incident.effect,
            "remedy": incident.remedy,
            "notified": incident.notified,
            "line": incident.line,
        }
        for incident in incidents
    ]
    warehouse.insert(connection, "incident", pl.DataFrame(rows))
