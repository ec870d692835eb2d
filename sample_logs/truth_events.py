"""The truth about what happened: faults, what was reported of them, and what nobody reported."""

from collections import Counter
from datetime import datetime
from statistics import median

from sample_logs import night, publication
from sample_logs.clock import MINUTE, local
from sample_logs.counting import Truth, span_truth
from sample_logs.night import Span
from sample_logs.oddities import SIGNATURES
from sample_logs.people import GREEDY, INTRUDERS, PROBE
from sample_logs.site import PREP
from sample_logs.stage import WWW, Event

HALF_AN_HOUR = 30 * MINUTE


def happenings(events: list[Event]) -> list[Truth]:
    """In the order of their start. `hits` and `clients` (distinct addresses) are:

    outage, lockout  requests of the PREP in it, those logged; `errors` of them 5xx
    error_burst      requests of the PREP answered 5xx in it
    log_gap          none: nothing was written
    latency_step     requests of the portal in it; medians of the duration before and in it
    single_client    requests of the one client; `share` of all requests in that time
    attack           requests of the campaign, by signature; `in_path` are those that a log without
                     queries still shows
    stale            requests of the PREP while an old cut was shown

    `reported` is what incidencias.csv says, later by `shift_minutes` than the log.
    """
    found = [
        *(outage(events, name, span) for name, span in night.OUTAGES.items()),
        error_burst(events),
        row("log_gap", night.LOG_GAP, []),
        latency_step(events),
        single_client(events),
        attack(events),
        *(row("stale", span, prep_in(events, span)) for span in publication.LA_GACETA.stale()),
    ]
    return sorted(found, key=lambda happening: str(happening["start"]))


def row(kind: str, span: Span, events: list[Event]) -> Truth:
    clients = {event.visitor.address for event in events}
    return {"kind": kind} | span_truth(span) | {"hits": len(events), "clients": len(clients)}


def within(events: list[Event], span: Span) -> list[Event]:
    return [event for event in events if event.at in span]


def prep_in(events: list[Event], span: Span) -> list[Event]:
    return [event for event in within(events, span) if event.section == PREP]


def outage(events: list[Event], name: str, span: Span) -> Truth:
    hits = prep_in(events, span)
    (told,) = [incident for incident in night.INCIDENTS if incident.fault == name]
    reported = span_truth(Span(clock_time(told.start), clock_time(told.end)))
    return row("lockout" if name == "locked_out" else "outage", span, hits) | {
        "name": name,
        "errors": sum(event.status >= 500 for event in hits),
        "reported": reported,
        "shift_minutes": told.late,
    }


def clock_time(text: str) -> int:
    return local(datetime.strptime(text, "%d/%m/%Y %H:%M").isoformat(" "))  # noqa: DTZ007


def error_burst(events: list[Event]) -> Truth:
    span = night.DATA_ERRORS
    return row("error_burst", span, [e for e in prep_in(events, span) if e.status >= 500])


def latency_step(events: list[Event]) -> Truth:
    span = night.SLOW
    portal = [event for event in events if event.server == WWW]
    slow, before = within(portal, span), within(portal, Span(span.start - HALF_AN_HOUR, span.start))
    return row("latency_step", span, slow) | {
        "factor": night.SLOWNESS,
        "median_us": median(event.micros for event in slow),
        "median_us_before": median(event.micros for event in before),
    }


def single_client(events: list[Event]) -> Truth:
    span = night.GREED
    every = within(events, span)
    own = [event for event in every if event.visitor == GREEDY]
    return row("single_client", span, own) | {"share": len(own) / len(every)}


def attack(events: list[Event]) -> Truth:
    own = [event for event in events if event.visitor in INTRUDERS]
    return row("attack", Span(own[0].at, own[-1].at + 1), own) | {
        "signatures": by_signature(own),
        "in_path": by_signature([event for event in own if "?" not in event.request]),
    }


def by_signature(events: list[Event]) -> dict[str, int]:
    hits = Counter(event.cause for event in events)
    return {name: hits[name] for name in (*SIGNATURES, PROBE)}
