"""How much each was consulted, what it bears, and how it changed since an earlier election."""

from typing import Literal

from reports.model.base import Facts, Moment

Metric = Literal["hits", "pages", "visits", "bytes", "visitors_min", "visitors_max"]


class Reach(Facts):
    """position: from 1 among the comparable of its stratum; null with `incomparable`, why not."""

    delivery: str
    metric: Metric
    operation: int | None
    ordinary_daily: float | None
    ordinary_hours: float | None
    factor: float | None
    factor_reason: str | None
    coverage: float | None
    position: int | None
    incomparable: str | None


class Hour(Facts):
    hour: Moment
    hits: int | None
    pages: int | None
    visits: int | None
    cuts: int
    cuts_evidence: int


class Hours(Facts):
    delivery: str
    hours: tuple[Hour, ...]


class CutTotal(Facts):
    """Requests of all that are added up and have evidence in the cut: of `deliveries` of them."""

    slot: Moment
    hits: int | None
    deliveries: int


class Capacity(Facts):
    """Requests a cut. bound: what it is known to bear; if_largest_fails: in the cut of the total's
    peak, were the largest's requests shared out among the others in proportion; headroom: bound ÷
    that."""

    delivery: str
    hits: int | None
    share: float | None
    peak_5m: int | None
    peak_instant: Moment | None
    at_total_peak: int | None
    total_peak_share: float | None
    peak_lower_bound: bool
    declared_5m: float | None
    demonstrated_1m: float | None
    bound: float | None
    bound_source: Literal["declared", "demonstrated"] | None
    if_largest_fails: float | None
    headroom: float | None
    incomparable: str | None


class NetworkFigure(Facts):
    """Of all together."""

    metric: str
    value: float | None
    instant: Moment | None
    delivery: str | None


class Robots(Facts):
    delivery: str
    hits: int | None
    robot_hits: int | None
    share: float | None


class Change(Facts):
    delivery: str
    metric: str
    earlier: float | None
    now: float | None
    ratio: float | None
    incomparable: str | None
