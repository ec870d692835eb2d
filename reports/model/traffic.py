"""What the operation was, in all and hour by hour."""

from reports.model.availability import CutState
from reports.model.base import Facts
from reports.model.baseline import BaselineBand, BaselineDay, Counts, DailyBaseline, MatchedBaseline


class Totals(Facts):
    """The additive measures of one section or audience."""

    hits: int
    pages: int
    visits: int
    bytes: int


class Sections(Facts):
    """Parts of the whole; their visits may overlap, so they are never added."""

    portal: Totals
    published: Totals


class Audiences(Facts):
    person: Totals
    robot: Totals


class StatusClasses(Facts):
    status_2xx: int
    status_3xx: int
    status_4xx: int
    status_5xx: int
    status_other: int


class Kinds(Facts):
    documents: int
    assets: int
    data: int
    other: int


class OperationMeasures(Counts):
    sections: Sections
    audiences: Audiences
    status: StatusClasses
    kinds: Kinds


class Measures(Facts):
    operation: OperationMeasures
    baseline_daily: DailyBaseline
    baseline_matched: MatchedBaseline


class CutPoint(Facts):
    """One publication cut of the operation. Counts are null where the cut left no line."""

    utc: str
    local: str
    state: CutState
    hits: int | None
    published_hits: int | None
    failed: int | None
    new_visitors: int | None
    baseline: BaselineBand | None


class HourPoint(Facts):
    """One local hour of the logs window. Counts are null where no cut of the hour left a line."""

    utc: str
    local: str
    in_operation: bool
    cuts: int
    cuts_with_lines: int
    hits: int | None
    published_hits: int | None
    pages: int | None
    visits: int | None
    visitors_min: int | None
    visitors_max: int | None
    bytes: int | None
    persons: int | None
    robots: int | None
    status_2xx: int | None
    status_3xx: int | None
    status_4xx: int | None
    status_5xx: int | None
    baseline_hits: BaselineBand | None
    baseline_pages: BaselineBand | None
    baseline_visits: BaselineBand | None


class Series(Facts):
    cuts: tuple[CutPoint, ...]
    hours: tuple[HourPoint, ...]
    baseline_days: tuple[BaselineDay, ...]
