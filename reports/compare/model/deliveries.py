"""What arrived: of whom, when, what is in it, and what each diffuser declares."""

from typing import Literal

from reports.model.base import Facts

State = Literal["accepted", "marked", "refused", "replaced"]


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
    """One result of verifying. state: good, warning, lacking (late, or without a content), missing
    (not as it was made), skipped."""

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
