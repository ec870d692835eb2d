"""Whether it was up, cut by cut."""

from typing import Literal

from reports.model.base import Facts, Moment

CutState = Literal["served", "errors", "silent", "no_evidence"]
ArrivalState = Literal["seen", "unseen", "unknown", "outside"]


class Outage(Facts):
    """Consecutive cuts not served; `within` names the thresholds it reaches."""

    start: Moment
    end: Moment
    cuts: int
    minutes: int
    failed: int
    reaches_cuts: bool
    reaches_minutes: bool


class Arrival(Facts):
    """When a cut reached this diffuser; the true delay may be less by up to `doubt_s` seconds.

    timed: it is known to the minute. late: and it is long.
    """

    cut: Moment
    state: ArrivalState
    first_seen: Moment | None
    delay_s: float | None
    doubt_s: float | None
    timed: bool
    late: bool
    requests: int
    answered: int


class Stale(Facts):
    """A span in which the pointer was answered with a cut older than two periods."""

    start: Moment
    end: Moment
    minutes: float
    cuts: int


class Adherence(Facts):
    """Cuts as the pointer shows them, from the first arrival seen to the last.

    Delays are seconds after the cut's nominal minute, of the cuts where they are known to the
    minute: `timed` of `seen`.
    """

    pointer: str
    first: Moment
    last: Moment
    seen: int
    unseen: int
    unknown: int
    timed: int
    late: int
    late_after_s: int
    delay_p50: float | None
    delay_p50_reason: str | None = None
    delay_p90: float | None
    delay_p90_reason: str | None = None
    delay_max: float | None
    delay_max_reason: str | None = None
    delay_max_instant: Moment | None
    stale: tuple[Stale, ...]
    stale_minutes: float
    arrivals: tuple[Arrival, ...]


class Availability(Facts):
    cuts: int
    served: int
    errors: int
    silent: int
    no_evidence: int
    longest_outage_minutes: int
    outages: tuple[Outage, ...]
    outages_by_cuts: int
    outages_by_minutes: int
    threshold_cuts: int
    threshold_minutes: int
    adherence: Adherence | None
    adherence_reason: str | None = None
