"""What was reported, and what the log suggests."""

from typing import Literal

from reports.model.base import Facts, Moment


class Incident(Facts):
    id: str
    start: Moment
    end: Moment
    minutes: float
    kind: str
    description: str
    effect: str
    remedy: str
    notified: str
    hits: int | None
    hits_reason: str | None = None
    prep_hits: int | None
    errors: int | None
    cuts: int | None
    missed_cuts: int | None
    unknown_cuts: int | None
    expected: float | None
    expected_reason: str | None = None
    expected_low: float | None
    expected_high: float | None
    lost: float | None
    lost_reason: str | None = None


class Candidate(Facts):
    id: str
    start: Moment
    end: Moment
    kind: Literal["outage", "silence", "error_burst", "no_evidence"]
    cuts: int
    hits: int
    errors: int
    incident: str | None
    dismissed: str | None
