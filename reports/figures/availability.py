"""Cuts → whether it was up, and how up to date."""

from pipeline.agreement import Agreement
from pipeline.project import Project
from reports.clock import Clock
from reports.model import availability as model
from reports.waist import Record, Waist

NO_POINTER = "el convenio no señala un recurso que cambie con cada corte"
NOTHING_TIMED = "ningún corte se vio llegar con el apuntador respondiendo en el minuto anterior"
KNOWN_WITHIN = 60.0
"""Seconds: a delay whose doubt is longer is only an upper bound."""


def availability(read: Waist, project: Project, clock: Clock) -> model.Availability:
    agreement = project.agreement
    states = [cut.state for cut in read.cuts]
    outages = tuple(outage(row, agreement, clock) for row in read.outages)
    reason = _no_adherence(read, project)
    return model.Availability(
        cuts=len(states),
        served=states.count("served"),
        errors=states.count("errors"),
        silent=states.count("silent"),
        no_evidence=states.count("no_evidence"),
        longest_outage_minutes=max((outage.minutes for outage in outages), default=0),
        outages=outages,
        outages_by_cuts=sum(outage.reaches_cuts for outage in outages),
        outages_by_minutes=sum(outage.reaches_minutes for outage in outages),
        threshold_cuts=agreement.cuts.outage_cuts,
        threshold_minutes=agreement.cuts.outage_minutes,
        adherence=None if reason else _adherence(read, agreement, clock),
        adherence_reason=reason,
    )


def outage(row: Record, agreement: Agreement, clock: Clock) -> model.Outage:
    return model.Outage(
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        cuts=row.cuts,
        minutes=row.minutes,
        failed=row.failed,
        reaches_cuts=row.cuts >= agreement.cuts.outage_cuts,
        reaches_minutes=row.minutes >= agreement.cuts.outage_minutes,
    )


def _no_adherence(read: Waist, project: Project) -> str | None:
    """Why the log does not show when cuts arrived; None where it does."""
    pointer = project.agreement.published.pointer
    method = project.agreement.method(project.diffuser.method)
    if not pointer:
        return NO_POINTER
    if any(row.state == "seen" for row in read.arrivals):
        return None
    if any(row.ok + row.not_modified for row in read.arrivals):
        return f"el tamaño de {pointer} no cambió como cambia con cada corte"
    if not method.comparable:
        return (
            f"con el método {method.number} los datos los atiende el sitio oficial y esta "
            f"bitácora no tiene ninguna respuesta de {pointer}"
        )
    return f"la bitácora no tiene ninguna respuesta de {pointer}"


def _adherence(read: Waist, agreement: Agreement, clock: Clock) -> model.Adherence:
    late_after = agreement.cuts.minutes * 30
    arrivals = tuple(_arrival(row, late_after, clock) for row in read.arrivals)
    states = [arrival.state for arrival in arrivals]
    seen = [arrival.first_seen for arrival in arrivals if arrival.first_seen is not None]
    longest = read.period("cut_delay_max", section="published")
    untimed = NOTHING_TIMED if longest is None else None
    return model.Adherence(
        pointer=agreement.published.pointer,
        first=seen[0],
        last=seen[-1],
        seen=states.count("seen"),
        unseen=states.count("unseen"),
        unknown=states.count("unknown"),
        timed=sum(arrival.timed for arrival in arrivals),
        late=sum(arrival.late for arrival in arrivals),
        late_after_s=late_after,
        delay_p50=_delay(read, "p50"),
        delay_p50_reason=untimed,
        delay_p90=_delay(read, "p90"),
        delay_p90_reason=untimed,
        delay_max=_delay(read, "max"),
        delay_max_reason=untimed,
        delay_max_instant=None if longest is None else clock.maybe(longest.instant),
        stale=tuple(_stale(row, clock) for row in read.stale),
        stale_minutes=sum(row.minutes for row in read.stale),
        arrivals=arrivals,
    )


def _arrival(row: Record, late_after: int, clock: Clock) -> model.Arrival:
    return model.Arrival(
        cut=clock.moment(row.slot),
        state=row.state,
        first_seen=clock.maybe(row.first_seen),
        delay_s=row.delay_seconds,
        doubt_s=row.doubt_seconds,
        timed=_timed(row),
        late=_timed(row) and row.delay_seconds > late_after,
        requests=row.requests,
        answered=row.ok + row.not_modified,
    )


def _timed(row: Record) -> bool:
    return row.doubt_seconds is not None and row.doubt_seconds <= KNOWN_WITHIN


def _delay(read: Waist, name: str) -> float | None:
    row = read.period(f"cut_delay_{name}", section="published")
    return None if row is None else float(row.value)


def _stale(row: Record, clock: Clock) -> model.Stale:
    return model.Stale(
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        minutes=row.minutes,
        cuts=row.cuts,
    )
