"""What the parties state of their agreement: tools, backups, accords, minutes, who speaks for
them."""

from typing import Literal

from reports.model.base import Facts


class Proof(Facts):
    """A file of the delivery that supports a statement."""

    path: str
    size: int
    sha256: str


class Tool(Facts):
    """A tool that was transferred. service: the title of the one that it gives."""

    name: str
    service: str | None
    service_reason: str | None = None
    version: str | None
    version_reason: str | None = None
    licence: str | None
    licence_reason: str | None = None
    transferred: str | None
    transferred_reason: str | None = None
    operator: str | None
    operator_reason: str | None = None
    source: str | None
    source_reason: str | None = None


class Backup(Facts):
    """done: on the clock of who made it. in_period: in what is reported."""

    kind: str
    what: str
    done: str
    in_period: bool
    result: str
    proof: Proof | None
    proof_reason: str | None = None


class Accord(Facts):
    """overdue: not fulfilled though its day has passed, on the document's date; by so many days."""

    text: str
    owner: str
    due: str | None
    due_reason: str | None = None
    status: str
    minute: str | None
    minute_reason: str | None = None
    overdue: bool
    days_overdue: int


class Minute(Facts):
    """liaisons: the posts that spoke for the parties on its day."""

    id: str
    day: str
    in_period: bool
    place: str | None
    place_reason: str | None = None
    subject: str
    liaisons: tuple[str, ...]
    liaisons_reason: str | None = None
    proof: Proof | None
    proof_reason: str | None = None


class Liaison(Facts):
    """in_office: on the document's date."""

    id: str
    party: Literal["diffuser", "institute"]
    position: str
    name: str | None
    name_reason: str | None = None
    email: str | None
    email_reason: str | None = None
    valid_from: str | None
    valid_from_reason: str | None = None
    valid_until: str | None
    valid_until_reason: str | None = None
    in_office: bool


class Records(Facts):
    tools: tuple[Tool, ...]
    tools_reason: str | None = None
    backups: tuple[Backup, ...]
    backups_reason: str | None = None
    accords: tuple[Accord, ...]
    accords_reason: str | None = None
    minutes: tuple[Minute, ...]
    minutes_reason: str | None = None
    liaisons: tuple[Liaison, ...]
    liaisons_reason: str | None = None
