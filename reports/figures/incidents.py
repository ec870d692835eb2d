"""Incidents and candidates → what happened, as reported and as logged."""

from collections.abc import Iterable
from datetime import timedelta

from pipeline.attacks import signatures
from pipeline.candidates import answer_to
from pipeline.project import Project
from pipeline.timespan import Window as Span
from reports.clock import Clock
from reports.model import incidents as model
from reports.waist import Record, Waist

NO_LINES = "la bitácora no tiene un solo renglón de ese lapso"
NO_DURATIONS = "la bitácora no registra duraciones en ese lapso"


def incidents(read: Waist, clock: Clock) -> tuple[model.Incident, ...]:
    return tuple(_incident(row, read, clock) for row in read.incidents)


def _incident(row: Record, read: Waist, clock: Clock) -> model.Incident:
    phases = {phase.phase: phase for phase in _phases(row.incident, read, clock)}  # in their order
    during = phases["during"]
    return model.Incident(
        id=row.incident,
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        minutes=(row.end - row.start).total_seconds() / 60,
        kind=row.kind,
        description=row.description,
        effect=row.effect,
        remedy=row.remedy,
        notified=row.notified,
        hits=during.hits,
        hits_reason=during.hits_reason,
        published_hits=during.published_hits,
        errors=during.errors_5xx,
        cuts=during.cuts,
        missed_cuts=during.missed_cuts,
        unknown_cuts=during.unknown_cuts,
        requests=_loss(read.effects[row.incident, "hits"]),
        visits=_loss(read.effects[row.incident, "visits"]),
        phases=tuple(phases.values()),
        shift=_shift(row, clock),
    )


def _loss(row: Record) -> model.Loss:
    reason = row.reason or NO_LINES
    return model.Loss(
        logged=row.logged,
        logged_reason=NO_LINES if row.logged is None else None,
        expected=row.expected,
        expected_reason=reason if row.expected is None else None,
        expected_low=row.expected_low,
        expected_high=row.expected_high,
        lost=row.lost,
        lost_reason=reason if row.lost is None else None,
    )


def _phases(incident: str, read: Waist, clock: Clock) -> Iterable[model.Phase]:
    for row in read.phases:
        if row.incident != incident:
            continue
        minutes = (row.end - row.start).total_seconds() / 60
        known = row.duration_p95 is not None
        without = NO_LINES if row.hits is None else NO_DURATIONS
        yield model.Phase(
            phase=row.phase,
            start=clock.moment(row.start),
            end=clock.moment(row.end),
            slots=row.slots,
            slots_with_hits=row.slots_with_hits,
            cuts=row.cuts,
            missed_cuts=row.missed_cuts,
            unknown_cuts=row.unknown_cuts,
            hits=row.hits,
            hits_reason=NO_LINES if row.hits is None else None,
            hits_per_minute=None if row.hits is None else row.hits / minutes,
            published_hits=row.published_hits,
            pages=row.pages,
            visits=row.visits,
            errors_4xx=row.errors_4xx,
            errors_499=row.errors_499,
            errors_5xx=row.errors_5xx,
            durations=row.durations,
            latency_p95_ms=row.duration_p95 / 1000 if known else None,
            latency_p95_ms_reason=None if known else without,
        )


def _shift(row: Record, clock: Clock) -> model.Shift | None:
    if row.shift_minutes is None:
        return None
    moved = timedelta(minutes=row.shift_minutes)
    return model.Shift(
        minutes=row.shift_minutes,
        start=clock.moment(row.start + moved),
        end=clock.moment(row.end + moved),
        match=row.shift_match,
        match_as_reported=row.match,
    )


def candidates(read: Waist, project: Project, clock: Clock) -> tuple[model.Candidate, ...]:
    return tuple(_candidate(row, project, clock) for row in read.candidates)


def _candidate(row: Record, project: Project, clock: Clock) -> model.Candidate:
    answer = answer_to(row.kind, Span(row.start, row.end), project.candidates)
    return model.Candidate(
        id=row.candidate,
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        kind=row.kind,
        severity=row.severity,
        cuts=row.cuts,
        hits=row.hits,
        errors=row.errors,
        clients=row.clients,
        measured=row.measured,
        usual=row.usual,
        detail=row.detail,
        signatures=_signatures(row.detail) if row.kind == "attack" else (),
        incident=row.incident,
        shifted=row.shifted,
        answer=answer.answer if answer else None,
        answered=answer.reason if answer else None,
    )


def _signatures(detail: str) -> tuple[model.Signature, ...]:
    """`sqli=66 xss=3` with what each name means."""
    known = {found.name: found for found in signatures()}
    pairs = (pair.split("=") for pair in detail.split())
    return tuple(
        model.Signature(
            name=name, means=known[name].means, source=known[name].source, hits=int(hits)
        )
        for name, hits in pairs
    )


def crowds(read: Waist, clock: Clock) -> tuple[model.Crowd, ...]:
    return tuple(
        model.Crowd(**vars(row) | {"start": clock.moment(row.start), "end": clock.moment(row.end)})
        for row in read.crowds
    )
