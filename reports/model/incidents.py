"""What was reported, and what the log suggests."""

from typing import Literal

from reports.model.base import Facts, Moment

CandidateKind = Literal[
    "outage", "silence", "error_burst", "no_evidence", "stale", "latency", "client", "network",
    "attack",
]  # fmt: skip


class Phase(Facts):
    """The hour before an incident, its reported span, or the hour after."""

    phase: Literal["before", "during", "after"]
    start: Moment
    end: Moment
    slots: int
    slots_with_hits: int
    cuts: int
    missed_cuts: int
    unknown_cuts: int
    hits: int | None
    hits_reason: str | None = None
    hits_per_minute: float | None
    published_hits: int | None
    pages: int | None
    visits: int | None
    errors_4xx: int | None
    errors_499: int | None
    errors_5xx: int | None
    durations: int | None
    latency_p95_ms: float | None
    latency_p95_ms_reason: str | None = None


class Shift(Facts):
    """The displacement of its clock with which the log would agree with a report: a suggestion."""

    minutes: int
    start: Moment
    end: Moment
    match: float
    match_as_reported: float


class Loss(Facts):
    """What was logged against what was to be expected; lost is zero where the interval holds the
    logged."""

    logged: int | None
    logged_reason: str | None = None
    expected: float | None
    expected_reason: str | None = None
    expected_low: float | None
    expected_high: float | None
    lost: float | None
    lost_reason: str | None = None


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
    published_hits: int | None
    errors: int | None
    cuts: int
    missed_cuts: int
    unknown_cuts: int
    requests: Loss
    visits: Loss
    phases: tuple[Phase, ...]
    shift: Shift | None


class Signature(Facts):
    """How many requests of a candidate fit one signature of pipeline/attacks.toml."""

    name: str
    means: str
    source: str
    hits: int


class Candidate(Facts):
    """measured, usual: see the comments of the table `candidate`. shifted: the incident touches it
    only with the displacement that is suggested for it."""

    id: str
    start: Moment
    end: Moment
    kind: CandidateKind
    severity: Literal["alta", "media", "baja"]
    cuts: int
    hits: int
    errors: int
    clients: int | None
    measured: float | None
    usual: float | None
    detail: str | None
    signatures: tuple[Signature, ...]
    incident: str | None
    shifted: bool
    answer: Literal["confirmada", "descartada"] | None
    answered: str | None

    @property
    def is_open(self) -> bool:
        """Nobody has reported, confirmed or dismissed it."""
        return self.incident is None and self.answer is None


class Crowd(Facts):
    """Who asked for what in one of the busiest spans, or in a candidate of load."""

    span: str
    candidate: str | None
    start: Moment
    end: Moment
    hits: int
    clients: int
    networks: int
    new_clients: int
    new_networks: int
    rate_median: float
    rate_p99: float
    rate_max: float
    heavy_share: float
    top_share: float | None
    entropy: float | None
    usual_entropy: float | None
    verdict: Literal["crowd", "attack", "inconclusive"]
