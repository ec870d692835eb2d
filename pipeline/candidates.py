"""What the log shows and nobody reported, and what the operator answers to it in memoria.toml."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import database
from pipeline.project import CandidateAnswer, CandidateKind, Project
from pipeline.timespan import Window

KINDS: dict[str, CandidateKind] = {
    "outage": "interrupción",
    "silence": "silencio",
    "error_burst": "errores",
    "no_evidence": "hueco",
    "stale": "sin actualizar",
    "latency": "latencia",
    "client": "cliente",
    "network": "red",
    "attack": "ataque",
}
"""The kinds of the table `candidate` → their words in memoria.toml."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """incident: the report that touches it; None where nobody reported it."""

    id: str
    window: Window
    kind: str
    severity: str
    incident: str | None


def answer_to(
    kind: str, window: Window, answers: Iterable[CandidateAnswer]
) -> CandidateAnswer | None:
    """The answer that covers most of a candidate, and half of it at least; the first of equals."""
    meant = [
        answer
        for answer in answers
        if answer.kind in (None, KINDS[kind]) and 2 * _common(answer.window, window) >= 1
    ]
    return max(meant, key=lambda answer: _common(answer.window, window), default=None)


def _common(answer: Window, window: Window) -> float:
    """What part of the window the answer covers."""
    shared = min(answer.end, window.end) - max(answer.start, window.start)
    return shared / window.length


def found(warehouse: Path) -> list[Candidate]:
    """The candidates of an earlier build, in order; none where there was no build, or an older
    program made it."""
    if not warehouse.exists():
        return []
    question = 'SELECT candidate, start, "end", kind, severity, incident FROM candidate ORDER BY 1'
    try:
        with database.connect(str(warehouse), read_only=True) as connection:
            rows = connection.execute(question).fetchall()
    except duckdb.Error:
        return []
    return [
        Candidate(str(id_), Window(start, end), str(kind), str(severity), incident)
        for id_, start, end, kind, severity, incident in rows
    ]


def unanswered(candidates: Iterable[Candidate], project: Project) -> Iterator[Candidate]:
    """Those that nobody reported, confirmed or dismissed."""
    for candidate in candidates:
        answer = answer_to(candidate.kind, candidate.window, project.candidates)
        if candidate.incident is None and answer is None:
            yield candidate


def idle(candidates: Iterable[Candidate], project: Project) -> list[CandidateAnswer]:
    """Answers to nothing: most often a wrong hour."""
    used = [answer_to(found.kind, found.window, project.candidates) for found in candidates]
    return [answer for answer in project.candidates if answer not in used]
