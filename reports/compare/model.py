"""What a comparison of diffusers says, as raw numbers. `comparativo.json` is its dump.

A missing value is null and says why in its sibling `…_reason`. Instants are UTC, ISO 8601 with Z;
beside each stands the wall clock of the agreement's zone. `delivery` names a diffuser throughout:
its `delivery` in `deliveries`. Only those accepted or marked have rows in what is measured.
"""

import json
from typing import Any, Literal

from pydantic import Field

from reports.model.base import Facts, Moment, Window
from reports.model.methodology import Definition

SCHEMA_VERSION = 1

State = Literal["accepted", "marked", "refused", "replaced"]
CutState = Literal["served", "errors", "silent", "unseen", "no_evidence"]
"""unseen: served, but nothing new had arrived, between the first and the last arrival."""
Signal = Literal["errors", "silent", "unseen"]
Metric = Literal["hits", "pages", "visits", "bytes", "visitors_min", "visitors_max"]


class Setting(Facts):
    """Of the agreement that the deliveries answer to. earlier: the election compared with."""

    cut_minutes: int
    outage_cuts: int
    outage_minutes: int
    agreement: str
    agreement_title: str
    short_title: str
    institute: str
    institute_short: str
    institute_city: str
    time_label: str
    classification: str
    theme: str
    recomputed: bool
    earlier: str | None


class Wrong(Facts):
    place: str
    found: str
    expected: str


class Topic(Facts):
    """One result of verifying. state: good, warning, missing, skipped."""

    topic: str
    state: str
    text: str
    problems: tuple[Wrong, ...]


class Content(Facts):
    """What the agreement asks to be delivered. status: completo, parcial, falta."""

    item: str
    kind: str
    title: str
    clause: str
    status: str
    detail: str


class Delivery(Facts):
    """What arrived. days_late: more than 0 is late; by the day of receipt, or else the memoria's.
    Where it was refused unread, all that only its content says is null."""

    delivery: str
    name: str
    legal_name: str | None
    city: str | None
    website: str | None
    file: str
    sha256: str | None
    size: int | None
    state: State
    reason: str | None
    agreement: str | None
    made: str | None
    deadline: str | None
    days_late: int | None
    received: str | None
    folio: str | None
    method: int | None
    method_title: str | None
    sees_all: bool | None
    method_note: str | None
    definition: str | None
    privacy_mode: str | None
    time_zone: str | None
    offset_minutes: int | None
    version: str | None
    cuts: int | None
    cuts_evidence: int | None
    lines: int | None
    rejects: int | None
    signatures: int | None
    recomputed: str | None
    declared_rps: float | None
    declared_mbps: float | None
    declared_source: str | None
    examined: tuple[Topic, ...]
    contents: tuple[Content, ...]

    @property
    def is_in(self) -> bool:
        return self.state in ("accepted", "marked")


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


class Run(Facts):
    """Cuts of one state, one after the other."""

    start: Moment
    cuts: int
    state: CutState


class Calendar(Facts):
    delivery: str
    runs: tuple[Run, ...]

    def count(self, state: CutState) -> int:
        return sum(run.cuts for run in self.runs if run.state == state)


class Together(Facts):
    """A cut in which at least one fails. observers: those that could have seen it."""

    slot: Moment
    failing: int
    observers: int
    origin: bool


class Member(Facts):
    delivery: str
    cuts: int
    signal: Signal


class Failure(Facts):
    """kind: origin, at most of them at once; own, of `delivery` alone. long, very_long: by cuts and
    by minutes, as the agreement counts an interruption."""

    failure: str
    start: Moment
    end: Moment
    cuts: int
    minutes: int
    kind: Literal["origin", "own"]
    delivery: str | None
    deliveries: int
    observers: int
    long: bool
    very_long: bool
    members: tuple[Member, ...]


class Event(Facts):
    """An incident: reported by the diffuser, seen in its log, or both. failure: of the origin, at
    the same time."""

    delivery: str
    event: str
    start: Moment
    end: Moment
    source: Literal["reported", "seen", "both"]
    kind: str
    description: str
    failure: str | None


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


class CutTotal(Facts):
    """Requests of all that are added up and have evidence in the cut: of `deliveries` of them."""

    slot: Moment
    hits: int | None
    deliveries: int


class Delay(Facts):
    """Seconds between a cut and its data; of the cuts, the share that was seen to arrive."""

    delivery: str
    p50: float | None
    p90: float | None
    max: float | None
    seen_share: float | None
    cuts: int | None
    incomparable: str | None


class Robots(Facts):
    delivery: str
    hits: int | None
    robot_hits: int | None
    share: float | None


class Answered(Facts):
    delivery: str
    answer: str
    statement: str | None
    evidence: str | None
    observed: str | None


class Requirement(Facts):
    requirement: str
    clause: str
    title: str
    answers: tuple[Answered, ...]


class Remark(Facts):
    delivery: str
    theme: str
    text: str


class Change(Facts):
    delivery: str
    metric: str
    earlier: float | None
    now: float | None
    ratio: float | None
    incomparable: str | None


class Comparison(Facts):
    """The whole of a comparativo."""

    schema_version: int = Field(default=SCHEMA_VERSION)
    version: str
    as_of: str
    setting: Setting
    operation: Window
    deliveries: tuple[Delivery, ...]
    reach: tuple[Reach, ...]
    hours: tuple[Hours, ...]
    calendars: tuple[Calendar, ...]
    together: tuple[Together, ...]
    failures: tuple[Failure, ...]
    events: tuple[Event, ...]
    capacity: tuple[Capacity, ...]
    network: tuple[NetworkFigure, ...]
    totals: tuple[CutTotal, ...]
    delays: tuple[Delay, ...]
    robots: tuple[Robots, ...]
    requirements: tuple[Requirement, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]
    definitions: tuple[Definition, ...]

    @property
    def included(self) -> tuple[Delivery, ...]:
        """Whose figures are compared."""
        return tuple(one for one in self.deliveries if one.is_in)

    @property
    def by_delivery(self) -> dict[str, Delivery]:
        return {one.delivery: one for one in self.deliveries}

    def figure(self, metric: str) -> NetworkFigure | None:
        return next((one for one in self.network if one.metric == metric), None)

    def origin(self) -> tuple[Failure, ...]:
        return tuple(one for one in self.failures if one.kind == "origin")

    def own(self) -> tuple[Failure, ...]:
        return tuple(one for one in self.failures if one.kind == "own")


def dump(comparison: Comparison) -> str:
    """`comparativo.json`: keys in order, two spaces, UTF-8, a newline at the end."""
    values: dict[str, Any] = comparison.model_dump(mode="json")
    return json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
