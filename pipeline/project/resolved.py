"""What a memoria.toml and its agreement amount to: the Project that all else works with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.agreement import Agreement, Requirement
from pipeline.clients import Forwarded
from pipeline.decoding import read_text
from pipeline.errors import Problem, SettingsError
from pipeline.formats import LogFormat, mapped, resolve
from pipeline.project.evidence import Evidence
from pipeline.project.schema import (
    UNFILLED,
    AccordEntry,
    BackupKind,
    BaselineEntry,
    CandidateKind,
    CapacityEntry,
    Contact,
    Diffuser,
    LiaisonEntry,
    LogSection,
    Person,
    RequirementAnswer,
    Role,
    ToolEntry,
    Verdict,
)
from pipeline.timespan import Window
from pipeline.toml_files import TomlFile

LONGEST_COMMENTS = 100_000
"""Letters: some forty pages, and the longest text of a delivery that is opened."""


@dataclass(frozen=True)
class LogSource:
    """One [[logs]] block.

    patterns: globs with forward slashes, relative to the project's folder unless absolute.
    zone: for formats whose lines carry no offset. forwarded: whom to believe about the client.
    fields: what each field of a JSON or LTSV log is. pseudonymised: of a log of a delivery, the
    name of the one that it was written from. where: the place to name in a message.
    """

    role: Role
    patterns: tuple[str, ...]
    format: str | None
    zone: ZoneInfo
    section: LogSection | None
    service: str | None
    forwarded: Forwarded | None
    fields: Mapping[str, str]
    pseudonymised: str | None
    where: str

    def log_format(self) -> LogFormat | None:
        """None where it is left to be found out. Raises FormatError."""
        if self.fields:
            return mapped(self.format or "json", self.fields)
        return resolve(self.format) if self.format else None


@dataclass(frozen=True)
class CandidateAnswer:
    window: Window
    answer: Verdict
    reason: str
    kind: CandidateKind | None
    where: str


@dataclass(frozen=True)
class Service:
    """One of the services that are published, where the agreement and memoria.toml say that it is.
    version: in service; empty where nobody says."""

    id: str
    title: str
    hosts: tuple[str, ...]
    paths: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class Backup:
    """done: the diffuser's wall clock."""

    kind: BackupKind
    what: str
    done: datetime
    result: str
    evidence: Evidence | None


@dataclass(frozen=True)
class Minute:
    id: str
    date: date
    place: str
    subject: str
    evidence: Evidence | None


@dataclass(frozen=True)
class Project:
    """agreement: that of the period which is reported. requirements: exactly one answer for each
    requirement that binds the method, in its order. services: in the agreement's order, then those
    that it does not name. liaisons: who holds each of its posts, nameless where nobody says.
    definition: also asked about the operation. awstats_lib: where AWStats keeps its robots.
    theme: the documents' looks, where they are not the agreement's."""

    path: Path
    agreement: Agreement
    theme: str | None
    diffuser: Diffuser
    representative: Person
    contact: Contact
    zone: ZoneInfo
    logs: tuple[LogSource, ...]
    baseline: BaselineEntry
    incidents_path: Path | None
    comments_path: Path | None
    capacity: CapacityEntry
    requirements: dict[str, RequirementAnswer]
    candidates: tuple[CandidateAnswer, ...]
    published_hosts: tuple[str, ...]
    published_paths: tuple[str, ...]
    official_hosts: tuple[str, ...]
    geo_path: Path | None
    definition: str
    awstats_lib: Path | None
    services: tuple[Service, ...]
    tools: tuple[ToolEntry, ...]
    backups: tuple[Backup, ...]
    accords: tuple[AccordEntry, ...]
    minutes: tuple[Minute, ...]
    liaisons: Mapping[str, LiaisonEntry]
    file: TomlFile

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def place(self) -> str:
        """Where the memoria is dated."""
        return self.diffuser.city

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The files that prove what is stated."""
        named = [backup.evidence for backup in self.backups]
        named += [minute.evidence for minute in self.minutes]
        return tuple(item for item in named if item)

    def comments(self) -> str:
        """The diffuser's Markdown; empty where none is declared, or nothing is written in it but
        headings and what `memoria init` put there. Raises SettingsError."""
        text = read_text(self.comments_path) if self.comments_path else ""
        if self.comments_path and len(text) > LONGEST_COMMENTS:
            found, expected = f"tiene {len(text):,} signos", f"a lo más {LONGEST_COMMENTS:,}"
            remedy = "deje aquí lo que pide el convenio, y entregue lo demás por separado"
            raise SettingsError(Problem(self.comments_path.name, found, expected, remedy))
        lines = (line.strip() for line in text.splitlines())
        written = (line for line in lines if line and not line.startswith(("#", "[//]:")))
        return text if any(line.casefold() != UNFILLED.casefold() for line in written) else ""

    def unfilled(self) -> tuple[Problem, ...]:
        """Every key that still holds what `memoria init` wrote."""
        return tuple(
            Problem(self.file.where(location), "por llenar", "", "escriba el dato")
            for location, value in _leaves(self.file.data)
            if UNFILLED.casefold() in value.casefold()
        )

    def unanswered(self) -> tuple[Requirement, ...]:
        """Requirements about which nothing is stated: left out, or as `memoria init` wrote them."""
        return tuple(
            requirement
            for requirement in self.agreement.applicable(self.diffuser.method)
            if _says_nothing(self.requirements[requirement.id])
        )


def _says_nothing(answer: RequirementAnswer) -> bool:
    statement = answer.statement.strip()
    return answer.answer == "sin evidencia" and (not statement or UNFILLED in statement)


def _leaves(value: Any, location: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*location, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*location, index))
