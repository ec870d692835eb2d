"""Measures → the ordinary traffic, and the operation against it."""

from typing import Any

from reports.model import baseline as model
from reports.waist import Record, Waist

NO_BASELINE = "no se entregó bitácora de días ordinarios"


METRICS = ("hits", "pages", "visits", "visitors_min", "visitors_max", "bytes")


def with_reasons(read: Waist, column: str, default: str) -> dict[str, Any]:
    """Each metric of that column of the comparison, with its reason where it is missing."""
    values: dict[str, Any] = {}
    for metric in METRICS:
        row = read.comparison.get(metric)
        value = getattr(row, column, None)
        reason = getattr(row, "reason", None) or default
        values |= {metric: value, f"{metric}_reason": reason if value is None else None}
    return values


def weeks(read: Waist, column: str) -> int:
    row = read.comparison.get("hits")
    return 0 if row is None else int(getattr(row, column))


def factors(read: Waist, column: str) -> model.Factors:
    values = with_reasons(read, column, NO_BASELINE)
    kept = ("hits", "pages", "visits", "hits_reason", "pages_reason", "visits_reason")
    return model.Factors.model_validate({name: values[name] for name in kept})


def band(row: Record) -> model.BaselineBand:
    return model.BaselineBand(mean=row.mean, low=row.low, high=row.high, weeks=row.weeks)


def days(read: Waist) -> tuple[model.BaselineDay, ...]:
    return tuple(
        model.BaselineDay(
            day=row.local_day.isoformat(),
            present=row.present,
            drill=row.drill,
            hits=row.hits,
            pages=row.pages,
            visits=row.visits,
            bytes=row.bytes,
            empty_hours=row.empty_hours,
            excluded_hits=row.excluded_hits,
        )
        for row in read.baseline_days
    )
