"""Measures → what the operation was, in all, by part and hour by hour."""

from datetime import datetime

from reports.clock import Clock
from reports.figures.baseline import NO_BASELINE, band, weeks, with_reasons
from reports.model import traffic as model
from reports.model.baseline import BaselineBand
from reports.waist import Record, Waist

NO_OPERATION = "no hay medida de ese periodo"


def measures(read: Waist) -> model.Measures:
    parts = {
        "sections": {name: _totals(read, section=name) for name in ("portal", "published")},
        "audiences": {name: _totals(read, audience=name) for name in ("person", "robot")},
        "status": _status(read),
        "kinds": _kinds(read),
    }
    daily = {
        "days": sum(row.days_used for row in read.baseline_sources if row.chosen),
        "minimum": with_reasons(read, "daily_min", NO_BASELINE),
        "maximum": with_reasons(read, "daily_max", NO_BASELINE),
    }
    matched = {name: weeks(read, f"matched_{name}") for name in ("weeks_min", "weeks_max")}
    return model.Measures.model_validate(
        {
            "operation": with_reasons(read, "operation", NO_OPERATION) | parts,
            "baseline_daily": with_reasons(read, "daily", NO_BASELINE) | daily,
            "baseline_matched": with_reasons(read, "matched", NO_BASELINE) | matched,
        }
    )


def _totals(read: Waist, section: str = "all", audience: str = "all") -> model.Totals:
    return model.Totals(
        hits=read.total("hits", section, audience),
        pages=read.total("pages", section, audience),
        visits=read.total("visits", section, audience),
        bytes=read.total("bytes", section, audience),
    )


def _status(read: Waist) -> model.StatusClasses:
    classes = {
        name: read.total(name) for name in ("status_2xx", "status_3xx", "status_4xx", "status_5xx")
    }
    return model.StatusClasses(**classes, status_other=read.total("hits") - sum(classes.values()))


def _kinds(read: Waist) -> model.Kinds:
    documents, assets, data = (read.total(f"kind_{name}") for name in ("document", "asset", "data"))
    other = read.total("hits") - documents - assets - data
    return model.Kinds(documents=documents, assets=assets, data=data, other=other)


def cuts(read: Waist, clock: Clock) -> tuple[model.CutPoint, ...]:
    return tuple(_cut(row, clock) for row in read.cuts)


def _cut(row: Record, clock: Clock) -> model.CutPoint:
    known = row.state != "no_evidence"
    moment = clock.moment(row.slot)
    return model.CutPoint(
        utc=moment.utc,
        local=moment.local,
        state=row.state,
        hits=row.hits if known else None,
        published_hits=row.published_hits if known else None,
        failed=row.failed if known else None,
        new_visitors=row.new_visitors if known else None,
        baseline=band(row) if row.weeks else None,
    )


Bands = dict[tuple[datetime, str], BaselineBand]


COUNTED = (
    "hits", "published_hits", "pages", "visits", "bytes", "persons", "robots",
    "status_2xx", "status_3xx", "status_4xx", "status_5xx",
)  # fmt: skip


def hours(read: Waist, clock: Clock) -> tuple[model.HourPoint, ...]:
    bands = {(row.hour, row.metric): band(row) for row in read.ordinary_hours}
    return tuple(_hour(row, clock, bands) for row in read.hours)


def _hour(row: Record, clock: Clock, bands: Bands) -> model.HourPoint:
    """Where the hour has lines, a measure without rows is zero; where it has none, unknown."""
    moment = clock.moment(row.slot)
    known = row.cuts_with_lines > 0
    counts = {name: (getattr(row, name) or 0) if known else None for name in COUNTED}
    return model.HourPoint(
        utc=moment.utc,
        local=moment.local,
        in_operation=row.in_operation,
        cuts=row.cuts,
        cuts_with_lines=row.cuts_with_lines,
        **counts,
        visitors_min=row.visitors_min if known else None,
        visitors_max=row.visitors_max if known else None,
        baseline_hits=bands.get((row.slot, "hits")),
        baseline_pages=bands.get((row.slot, "pages")),
        baseline_visits=bands.get((row.slot, "visits")),
    )
