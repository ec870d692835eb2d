"""Where the ordinary traffic comes from, how much of it there is, what was left out, and the
operation against it by each source's own definition."""

from typing import Literal

from reports.model.base import Facts, Moment

OWN_LOGS = "logs"
"""The source of ordinary traffic that the logs of role baseline are."""

Exclusion = Literal["missing", "gap", "outage", "incomplete", "drill", "holiday", "declared"]


class Coverage(Facts):
    """Of the weeks of the baseline. hours_*: null where the source has no hours. few: fewer days
    enter than the agreement asks for."""

    days_of: int
    days_seen: int
    days_used: int
    hours_of: int
    hours_seen: int | None
    hours_seen_reason: str | None = None
    hours_used: int | None
    hours_used_reason: str | None = None
    few: bool


class Dispersion(Facts):
    """Of the days that enter the average; quartiles by linear interpolation."""

    days: int
    minimum: int
    q1: float
    median: float
    q3: float
    maximum: int


class Compared(Facts):
    """One measure. operation: by the source's definition, or by ours where `mixed`. daily: of a day
    of 24 hours; weekday: the same, of the weekdays of the operation, by their hours in it."""

    metric: str
    operation: int | None
    operation_reason: str | None = None
    operation_ours: int | None
    operation_ours_reason: str | None = None
    mixed: bool
    daily: float | None
    daily_reason: str | None = None
    daily_days: int
    dispersion: Dispersion | None
    dispersion_reason: str | None = None
    weekday: float | None
    weekday_reason: str | None = None
    weekday_days: int
    matched: float | None
    matched_reason: str | None = None
    weeks_min: int
    weeks_max: int
    factor: float | None
    factor_reason: str | None = None
    factor_daily: float | None
    factor_daily_reason: str | None = None
    factor_weekday: float | None
    factor_weekday_reason: str | None = None


class Excluded(Facts):
    """A lapse that enters no average; its day leaves the daily one whole. hits: what leaves."""

    day: str
    start: Moment
    end: Moment
    hours: float
    kind: Exclusion
    why: str
    hits: int | None
    hits_reason: str | None = None


class ToolFigure(Facts):
    """What a tool says of a day, or of several together; null where it does not measure it."""

    first_day: str
    last_day: str
    hits: int | None
    pages: int | None
    visits: int | None
    visitors: int | None
    bytes: int | None
    used: bool
    place: str


class OrdinaryFile(Facts):
    path: str
    sha256: str


class Ordinary(Facts):
    """One source. definition: null where no log lets its count be repeated. chosen: its average is
    the one of the factor. figures: of tools only."""

    source: str
    title: str
    definition: str | None
    definition_reason: str | None = None
    remark: str
    chosen: bool
    files: tuple[OrdinaryFile, ...]
    coverage: Coverage
    metrics: tuple[Compared, ...]
    excluded: tuple[Excluded, ...]
    figures: tuple[ToolFigure, ...]

    @property
    def from_logs(self) -> bool:
        """Whether it is the diffuser's own logs, and not a tool's figures."""
        return self.source == OWN_LOGS
