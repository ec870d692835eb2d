"""Figures and declarations → the tables that the questions about the baseline read."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import duckdb
import polars as pl

from pipeline import warehouse
from pipeline.baselines import LOGS, Figures, chosen
from pipeline.baselines.base import MEASURES
from pipeline.project import Project
from pipeline.timespan import to_utc

OWN = {
    "source": LOGS,
    "title": "bitácoras propias",
    "definition": "memoria",
    "remark": "",
    "files": "",
}
_COUNTS = dict.fromkeys(MEASURES, pl.Int64)


def insert(
    connection: duckdb.DuckDBPyConnection, project: Project, figures: Sequence[Figures]
) -> None:
    """Fills baseline_source, baseline_figure, baseline_figure_hour and baseline_declared."""
    choice = chosen(project, figures) or LOGS
    sources = [OWN, *(_source(one) for one in figures)]
    rows = [row | {"chosen": row["source"] == choice} for row in sources]
    for table, frame in (
        ("baseline_source", pl.DataFrame(rows)),
        ("baseline_figure", _spans(figures)),
        ("baseline_figure_hour", _hours(figures, project)),
        ("baseline_declared", pl.DataFrame(list(_declared(project)))),
    ):
        warehouse.insert(connection, table, frame)


def _source(figures: Figures) -> dict[str, str]:
    return {
        "source": figures.source.name,
        "title": figures.source.title,
        "definition": figures.definition,
        "remark": figures.source.remark,
        "files": "\n".join(f"{digest}  {name}" for name, digest in figures.files),
    }


def _spans(figures: Sequence[Figures]) -> pl.DataFrame:
    rows = [
        {
            "source": one.source.name,
            "first_day": span.first,
            "last_day": span.last,
            **{name: getattr(span, name) for name in MEASURES},
            "place": span.where,
            "incomplete": span.incomplete,
        }
        for one in figures
        for span in one.spans
    ]
    return pl.DataFrame(rows, schema_overrides=_COUNTS)


def _hours(figures: Sequence[Figures], project: Project) -> pl.DataFrame:
    """Where the clock is set back two hours have one name: the first of them has the figures."""
    rows = {
        (one.source.name, slot): {
            "source": one.source.name,
            "slot": slot,
            **{name: getattr(hour, name) for name in ("hits", "pages", "visits", "bytes")},
        }
        for one in figures
        for hour in one.hours
        for slot in [to_utc(hour.time, project.zone)]
    }
    return pl.DataFrame(list(rows.values()), schema_overrides=_COUNTS)


def _declared(project: Project) -> Iterator[dict[str, Any]]:
    for holiday in project.baseline.holidays:
        start = _midnight(holiday.day)
        yield _row(project, start, start + timedelta(days=1), "holiday", holiday.reason)
    for entry in project.baseline.excluded:
        yield _row(project, entry.start, entry.end, "declared", entry.reason)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _row(
    project: Project, start: datetime, end: datetime, kind: str, reason: str
) -> dict[str, Any]:
    """The day or the lapse on the diffuser's clock, as UTC."""
    return {
        "start": to_utc(start, project.zone),
        "end": to_utc(end, project.zone),
        "kind": kind,
        "reason": reason,
    }
