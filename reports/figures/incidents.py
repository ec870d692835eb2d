"""Incidents and candidates → what happened, as reported and as logged."""

from pipeline.project import Project
from pipeline.timespan import Window as Span
from reports.clock import Clock
from reports.model import incidents as model
from reports.waist import Record


def incident(row: Record, clock: Clock) -> model.Incident:
    reason = row.reason or "sin cifra en la bitácora"
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
        hits=row.hits,
        hits_reason=reason if row.hits is None else None,
        prep_hits=row.prep_hits,
        errors=row.errors,
        cuts=row.cuts,
        missed_cuts=row.missed_cuts,
        unknown_cuts=row.unknown_cuts,
        expected=row.expected,
        expected_reason=reason if row.expected is None else None,
        expected_low=row.expected_low,
        expected_high=row.expected_high,
        lost=row.lost,
        lost_reason=reason if row.lost is None else None,
    )


def candidate(row: Record, project: Project, clock: Clock) -> model.Candidate:
    return model.Candidate(
        id=row.candidate,
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        kind=row.kind,
        cuts=row.cuts,
        hits=row.hits,
        errors=row.errors,
        incident=row.incident,
        dismissed=_dismissal(Span(row.start, row.end), project),
    )


def _dismissal(span: Span, project: Project) -> str | None:
    """The operator's reason, where one of the dismissed spans touches the candidate."""
    reasons = (item.reason for item in project.dismissed if item.window.overlaps(span))
    return next(reasons, None)
