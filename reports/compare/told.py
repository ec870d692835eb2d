"""What a delivery says of itself, as rows of the comparison's tables."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.agreement import Agreement
from pipeline.errors import DeliveryError, Problem
from pipeline.project import Project
from pipeline.timespan import to_local
from reports.compare.remarks import remarks
from reports.model import Memoria
from reports.verification import Examined
from reports.verification.delivery import SUMMARY

Row = dict[str, Any]
SMALLEST, LARGEST = -(1 << 31), (1 << 31) - 1
MOST = dict.fromkeys(("lines", "rejects"), (1 << 63) - 1)
"""What a column of numbers holds."""
OWN = "memoria"
"""The definition of what the diffuser's own logs are counted by."""


def delivery(memoria: Memoria, project: Project | None, known: Agreement | None) -> Row:
    """Columns of `delivery` but for where it came from and what was decided of it. known: the
    agreement as we know it, which alone decides what is comparable, and the deadline. Raises
    DeliveryError where a number is none that could be."""
    diffuser, service, ingest = memoria.diffuser, memoria.availability, memoria.ingest
    methods = {one.number: one for one in known.methods} if known else {}
    method = methods.get(diffuser.method.number, diffuser.method)
    capacity = project.capacity if project else None
    row: Row = {
        "name": diffuser.name,
        "legal_name": diffuser.legal_name,
        "city": diffuser.city,
        "website": diffuser.website,
        "agreement": memoria.agreement.id,
        "made": date.fromisoformat(memoria.as_of),
        "deadline": known.deadline if known else datetime.fromisoformat(memoria.agreement.deadline),
        "method": method.number,
        "method_title": method.title,
        "sees_all": method.comparable,
        "method_note": method.note,
        "definition": _definition(memoria),
        "privacy_mode": memoria.privacy_mode,
        "time_zone": diffuser.time_zone,
        "offset_minutes": _offset(project, known),
        "version": memoria.version,
        "cuts": service.cuts,
        "cuts_evidence": service.cuts - service.no_evidence,
        "lines": ingest.lines,
        "rejects": ingest.rejects,
        "declared_rps": capacity.requests_per_second if capacity else None,
        "declared_mbps": capacity.bandwidth_mbps if capacity else None,
        "declared_source": (capacity.source or None) if capacity else None,
    }
    for name, value in row.items():
        if isinstance(value, int) and not SMALLEST <= value <= MOST.get(name, LARGEST):
            raise DeliveryError(Problem(f"{SUMMARY}: {name}", f"es {value}", "un número posible"))
    return row


def _definition(memoria: Memoria) -> str:
    chosen = next((one for one in memoria.comparison if one.chosen), None)
    return (chosen.definition or "") if chosen else OWN


def _offset(project: Project | None, known: Agreement | None) -> int | None:
    if project is None or known is None:
        return None
    start = known.window("operation").start
    return (to_local(start, project.zone) - start) // timedelta(minutes=1)


def contents(memoria: Memoria) -> list[Row]:
    return [
        {
            "position": position,
            "item": one.id,
            "kind": one.kind,
            "title": one.title,
            "clause": one.clause,
            "status": one.status,
            "detail": one.detail,
        }
        for position, one in enumerate(memoria.delivery, 1)
    ]


def requirements(memoria: Memoria, known: Agreement | None) -> list[Row]:
    """In the agreement's order, those that its method does not bind it to included."""
    answers = {one.id: one for one in memoria.requirements}
    source = known or memoria
    rows: list[Row] = []
    asked = [(one.id, one.clause, one.title) for one in source.requirements]
    for position, (name, clause, title) in enumerate(asked, 1):
        given = answers.get(name)
        rows.append(
            {
                "position": position,
                "requirement": name,
                "clause": clause,
                "title": title,
                "answer": given.answer if given else "no aplica",
                "statement": given.statement if given else None,
                "evidence": given.evidence if given else None,
                "observed": given.observed if given else None,
            }
        )
    return rows


def comments(memoria: Memoria) -> list[Row]:
    found = enumerate(remarks(memoria.comments.markdown or ""), 1)
    return [{"position": at, "theme": theme, "text": text} for at, (theme, text) in found]


def examined(results: Sequence[Examined]) -> Iterator[tuple[str, Row]]:
    """Rows of `examined` and of `problem`, with the name of their table."""
    for position, one in enumerate(results, 1):
        late_or_lacking = one.state == "missing" and not one.broken
        state = "lacking" if late_or_lacking else one.state
        row = {"position": position, "topic": one.topic, "state": state, "text": one.text}
        yield "examined", row
        for number, problem in enumerate(one.problems, 1):
            at = {"position": position, "number": number, "place": problem.where}
            yield "problem", {**at, "found": problem.found, "expected": problem.expected}


def late(row: Mapping[str, Any]) -> int | None:
    """Days after the deadline, by when it was received or else by its date; never 0 where late."""
    deadline = row.get("deadline")
    if deadline is None:
        return None
    received, made = row.get("received"), row["made"]
    days = ((received.date() if received else made) - deadline.date()).days
    return max(1, days) if received and received > deadline else int(days)
