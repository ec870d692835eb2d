"""Sources of ordinary traffic → each with its coverage, what it leaves out and its comparison."""

from typing import Any

from reports.clock import Clock
from reports.figures.baseline import ONLY_MONTHS
from reports.model import comparison as model
from reports.waist import Record, Waist

ORDER = (
    "visits", "pages", "hits", "hits_person", "bytes", "visitors", "visitors_min", "visitors_max",
)  # fmt: skip
NO_HOURS = "la herramienta sólo da cifras por día"
NO_DEFINITION = "ninguna bitácora permite repetir su cuenta"
NO_WEEKDAY = "falta alguno de los días de la semana que se comparan"
NOT_OURS = "nuestra definición no tiene esa medida"
UNCOUNTED = "no quedó nada registrado que contar"


def comparison(read: Waist, clock: Clock) -> tuple[model.Ordinary, ...]:
    """The chosen source first; one without figures only if it is chosen."""
    sources = [row for row in read.baseline_sources if row.chosen or row.days_used]
    ordered = sorted(sources, key=lambda row: (not row.chosen, row.source))
    return tuple(_ordinary(row, read, clock) for row in ordered)


def _ordinary(row: Record, read: Waist, clock: Clock) -> model.Ordinary:
    mine = [line for line in read.comparison.values() if line.source == row.source]
    return model.Ordinary(
        source=row.source,
        title=row.title,
        definition=row.definition or None,
        definition_reason=None if row.definition else NO_DEFINITION,
        remark=row.remark,
        chosen=row.chosen,
        files=tuple(_file(line) for line in row.files.splitlines()),
        coverage=_coverage(row),
        metrics=tuple(_compared(line) for line in sorted(mine, key=_place)),
        excluded=tuple(
            _excluded(line, clock) for line in read.baseline_excluded if line.source == row.source
        ),
        figures=tuple(_figure(line) for line in read.baseline_figures if line.source == row.source),
    )


def _place(row: Record) -> int:
    return ORDER.index(row.metric)


def _file(line: str) -> model.OrdinaryFile:
    digest, _, path = line.partition("  ")
    return model.OrdinaryFile(path=path, sha256=digest)


def _coverage(row: Record) -> model.Coverage:
    no_hours = NO_HOURS if row.hours_seen is None else None
    return model.Coverage(
        days_of=row.days_of,
        days_seen=row.days_seen,
        days_used=row.days_used,
        hours_of=row.hours_of,
        hours_seen=row.hours_seen,
        hours_seen_reason=no_hours,
        hours_used=row.hours_used,
        hours_used_reason=no_hours,
        few=row.few,
    )


def _compared(row: Record) -> model.Compared:
    """A figure that is missing has the reason of its factor, or its own."""
    own = {
        "operation": row.reason,
        "operation_ours": NOT_OURS,
        "daily": row.reason_daily,
        "weekday": row.reason_daily or NO_WEEKDAY,
        "matched": row.reason,
        "factor": row.reason,
        "factor_daily": row.reason_daily,
        "factor_weekday": row.reason_daily or NO_WEEKDAY,
    }
    values: dict[str, Any] = {}
    for name, reason in own.items():
        value = getattr(row, name)
        values |= {name: value, f"{name}_reason": reason if value is None else None}
    missing = row.reason_daily or ONLY_MONTHS
    return model.Compared(
        metric=row.metric,
        mixed=row.mixed,
        daily_days=row.daily_days,
        dispersion=_dispersion(row),
        dispersion_reason=missing if row.daily_min is None else None,
        weekday_days=row.weekday_days,
        weeks_min=row.matched_weeks_min,
        weeks_max=row.matched_weeks_max,
        **values,
    )


def _dispersion(row: Record) -> model.Dispersion | None:
    if row.daily_min is None:
        return None
    return model.Dispersion(
        days=row.daily_days,
        minimum=row.daily_min,
        q1=row.daily_q1,
        median=row.daily_median,
        q3=row.daily_q3,
        maximum=row.daily_max,
    )


def _excluded(row: Record, clock: Clock) -> model.Excluded:
    return model.Excluded(
        day=row.local_day.isoformat(),
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        hours=(row.end - row.start).total_seconds() / 3600,
        kind=row.kind,
        why=row.reason,
        hits=row.hits,
        hits_reason=UNCOUNTED if row.hits is None else None,
    )


def _figure(row: Record) -> model.ToolFigure:
    return model.ToolFigure(
        first_day=row.first_day.isoformat(),
        last_day=row.last_day.isoformat(),
        hits=row.hits,
        pages=row.pages,
        visits=row.visits,
        visitors=row.visitors,
        bytes=row.bytes,
        used=row.used,
        place=row.place,
    )
