"""The ordinary traffic and the operation against it."""

from reports.model.base import Facts


class Counts(Facts):
    """What the log shows in a span."""

    hits: int | None
    hits_reason: str | None = None
    pages: int | None
    pages_reason: str | None = None
    visits: int | None
    visits_reason: str | None = None
    visitors_min: int | None
    visitors_min_reason: str | None = None
    visitors_max: int | None
    visitors_max_reason: str | None = None
    bytes: int | None
    bytes_reason: str | None = None


class Averages(Facts):
    """Averages of the ordinary traffic of the portal, without the drills."""

    hits: float | None
    hits_reason: str | None = None
    pages: float | None
    pages_reason: str | None = None
    visits: float | None
    visits_reason: str | None = None
    visitors_min: float | None
    visitors_min_reason: str | None = None
    visitors_max: float | None
    visitors_max_reason: str | None = None
    bytes: float | None
    bytes_reason: str | None = None


class DailyBaseline(Averages):
    """Plain average of the days that have logs, 24 hours each."""

    days: int
    minimum: Counts
    maximum: Counts


class MatchedBaseline(Averages):
    """The operation's own hours, on the same weekdays, averaged hour by hour."""

    weeks_min: int
    weeks_max: int


class Factors(Facts):
    hits: float | None
    hits_reason: str | None = None
    pages: float | None
    pages_reason: str | None = None
    visits: float | None
    visits_reason: str | None = None


class BaselineDay(Facts):
    """A day of our own logs. excluded: why it enters no daily average; nothing where it does."""

    day: str
    present: bool
    drill: bool
    hits: int | None
    hits_person: int | None
    pages: int | None
    visits: int | None
    bytes: int | None
    empty_hours: int | None
    excluded_hits: int | None
    excluded: tuple[str, ...]


class BaselineBand(Facts):
    """The same hour, or cut, of the same weekday; quartiles by linear interpolation."""

    mean: float
    low: int
    q1: float
    median: float
    q3: float
    high: int
    weeks: int
