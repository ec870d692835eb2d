"""Cut by cut: what failed for most at once and for each alone, what was reported, how late."""

from typing import Literal

from reports.model.base import Facts, Moment

CutState = Literal["served", "errors", "silent", "unseen", "no_evidence"]
"""unseen: served, but nothing new had arrived, between the first and the last arrival."""
Signal = Literal["errors", "silent", "unseen"]


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


class Delay(Facts):
    """Seconds between a cut and its data; of the cuts, the share that was seen to arrive."""

    delivery: str
    p50: float | None
    p90: float | None
    max: float | None
    seen_share: float | None
    cuts: int | None
    incomparable: str | None
