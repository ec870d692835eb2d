"""Measures → the ordinary traffic, and the operation against it."""

from typing import Any

from reports.model import baseline as model
from reports.model.comparison import OWN_LOGS
from reports.waist import Record, Waist

NO_BASELINE = "no se entregó bitácora de días ordinarios"
ONLY_MONTHS = "la herramienta sólo da totales de varios días"


METRICS = ("hits", "pages", "visits", "visitors_min", "visitors_max", "bytes")


def with_reasons(read: Waist, column: str, default: str) -> dict[str, Any]:
    """Each metric of that column of the comparison, with its reason where it is missing: the
    operation by our definition, the ordinary traffic and the factor by the chosen source."""
    values: dict[str, Any] = {}
    source = OWN_LOGS if column.startswith("operation") else read.ordinary
    why = "reason" if column in ("operation", "matched", "factor") else "reason_daily"
    for metric in METRICS:
        row = read.comparison.get((source, metric))
        value = getattr(row, column, None)
        reason = getattr(row, why, None) or (default if row is None else ONLY_MONTHS)
        values |= {metric: value, f"{metric}_reason": reason if value is None else None}
    return values


def weeks(read: Waist, column: str) -> int:
    row = read.comparison.get((read.ordinary, "hits"))
    return 0 if row is None else int(getattr(row, column))


def factors(read: Waist, column: str) -> model.Factors:
    values = with_reasons(read, column, NO_BASELINE)
    kept = ("hits", "pages", "visits", "hits_reason", "pages_reason", "visits_reason")
    return model.Factors.model_validate({name: values[name] for name in kept})


def band(row: Record) -> model.BaselineBand:
    return model.BaselineBand(
        mean=row.mean,
        low=row.low,
        q1=row.q1,
        median=row.median,
        q3=row.q3,
        high=row.high,
        weeks=row.weeks,
    )


def days(read: Waist) -> tuple[model.BaselineDay, ...]:
    return tuple(
        model.BaselineDay(
            day=row.local_day.isoformat(),
            present=row.present,
            drill=row.drill,
            hits=row.hits,
            hits_person=row.hits_person,
            pages=row.pages,
            visits=row.visits,
            bytes=row.bytes,
            empty_hours=row.empty_hours,
            excluded_hits=row.excluded_hits,
            excluded=tuple(
                found.reason
                for found in read.baseline_excluded
                if found.source == OWN_LOGS and found.local_day == row.local_day
            ),
        )
        for row in read.baseline_days
    )
