"""Whether it was up, cut by cut."""

from typing import Literal

from reports.model.base import Facts, Moment

CutState = Literal["served", "errors", "silent", "no_evidence"]


class Outage(Facts):
    """Consecutive cuts not served; `within` names the thresholds it reaches."""

    start: Moment
    end: Moment
    cuts: int
    minutes: int
    failed: int
    reaches_cuts: bool
    reaches_minutes: bool


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
