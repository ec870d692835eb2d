"""Each published service by itself: how much it was used, whether it worked, what failed."""

from reports.model.availability import Outage
from reports.model.base import Facts, Moment


class ServiceUse(Facts):
    """What a service was asked for in a span. Visitors are an interval and are never added."""

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
    status_4xx: int | None
    status_4xx_reason: str | None = None
    status_5xx: int | None
    status_5xx_reason: str | None = None


class ServiceCuts(Facts):
    """Cuts of a span by what the service answered. availability: served of those in which somebody
    put it to the test."""

    served: int
    errors: int
    unasked: int
    no_evidence: int
    availability: float | None
    availability_reason: str | None = None


class ServiceMonth(Facts):
    """days_seen: its days with any evidence, of `days`."""

    month: str
    days: int
    days_seen: int
    use: ServiceUse
    cuts: ServiceCuts


class ServiceDay(Facts):
    """A day that is reported. Counts are null where no line speaks of it."""

    day: str
    hits: int | None
    pages: int | None
    visits: int | None
    cuts: ServiceCuts


class Change(Facts):
    """One measure against the months before. ordinary: their average of a day with evidence, times
    the days with evidence of the span that is reported."""

    metric: str
    value: int | None
    value_reason: str | None = None
    ordinary: float | None
    ordinary_reason: str | None = None
    change: float | None
    change_reason: str | None = None


class Busiest(Facts):
    """The hour with most requests."""

    start: Moment
    hits: int


class Service(Facts):
    """use, cuts: of what is reported. months: those before it, and it. days_before: with evidence,
    of so many. outages: of what is reported."""

    id: str
    title: str
    version: str | None
    version_reason: str | None = None
    days: int
    days_seen: int
    use: ServiceUse
    cuts: ServiceCuts
    months: tuple[ServiceMonth, ...]
    months_before: int
    days_before: int
    days_before_seen: int
    changes: tuple[Change, ...]
    by_day: tuple[ServiceDay, ...]
    busiest_hour: Busiest | None
    busiest_hour_reason: str | None = None
    outages: tuple[Outage, ...]

    def changed(self, metric: str) -> Change:
        return next(found for found in self.changes if found.metric == metric)


class ErrorPath(Facts):
    """A path of a service that was answered with errors. service: its title."""

    path: str
    errors: int
    service: str


class Services(Facts):
    each: tuple[Service, ...]
    each_reason: str | None = None
    error_paths: tuple[ErrorPath, ...]
