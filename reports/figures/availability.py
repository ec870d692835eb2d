"""Cuts → whether it was up."""

from pipeline.agreement import Agreement
from reports.clock import Clock
from reports.model import availability as model
from reports.waist import Record, Waist


def availability(read: Waist, agreement: Agreement, clock: Clock) -> model.Availability:
    states = [cut.state for cut in read.cuts]
    outages = tuple(_outage(row, agreement, clock) for row in read.outages)
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
    )


def _outage(row: Record, agreement: Agreement, clock: Clock) -> model.Outage:
    return model.Outage(
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        cuts=row.cuts,
        minutes=row.minutes,
        failed=row.failed,
        reaches_cuts=row.cuts >= agreement.cuts.outage_cuts,
        reaches_minutes=row.minutes >= agreement.cuts.outage_minutes,
    )
