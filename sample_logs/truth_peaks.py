"""The truth about peaks and concurrency. All of the operation; instants are interval starts, the
first of several equal ones."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from statistics import mean

from sample_logs.clock import CUT, HOUR, utc
from sample_logs.counting import (
    OPERATION,
    Truth,
    cut_of,
    cuts,
    group,
    identity,
    quantile,
    visits,
)
from sample_logs.night import Span
from sample_logs.people import PERSON
from sample_logs.stage import WWW, Event

INTERVALS = {"1s": 1, "10s": 10, "1m": 60, "5m": 300}  # each starts at a multiple of its length
NIGHT = Span(OPERATION.start, OPERATION.start + 8 * HOUR)  # 18:00 to 02:00


# ── peaks ────────────────────────────────────────────────────────────────────────────────────


def peaks(events: list[Event]) -> Truth:
    """Of everybody and of persons: the busiest intervals, and the 99th percentile of the hits per
    cut over the cuts that have any, of the operation and of its night (18:00 to 02:00)."""
    inside = [event for event in events if event.at in OPERATION]
    return {
        "all": peaks_of(inside),
        PERSON: peaks_of([event for event in inside if event.person]),
    }


def peaks_of(events: list[Event]) -> Truth:
    return {name: busiest(events, length) for name, length in INTERVALS.items()} | {
        "p99_per_cut": p99(events, OPERATION),
        "p99_per_cut_night": p99(events, NIGHT),
    }


def busiest(events: list[Event], length: int) -> Truth:
    hits, at = highest(Counter(event.at - event.at % length for event in events))
    return {"hits": hits, "at": utc(at)}


def highest(values: Mapping[int, float]) -> tuple[float, int]:
    """The greatest value and the first instant that has it."""
    at = min(values, key=lambda instant: (-values[instant], instant))
    return values[at], at


def p99(events: list[Event], window: Span) -> float:
    hits = Counter(cut_of(event) for event in events)
    return quantile((hits[slot] for slot in cuts(window) if slot in hits), 0.99)


# ── concurrency ──────────────────────────────────────────────────────────────────────────────


def concurrency(events: list[Event]) -> Truth:
    """Three figures that are never mixed.

    active_clients_peak  distinct address and agent with a request in one cut, robots too;
    active_persons_peak  the same without robots
    open_visits_peak     visits of persons open at one second, both that of their first page and
                         that of their last included
    in_service_peak      duration of a cut's requests over the cut's length (Little's law), of the
    in_service_mean      portal's log, the only one that tells durations; mean over its cuts
    """
    inside = [event for event in events if event.at in OPERATION]
    service = in_service(inside)
    return {
        "active_clients_peak": peak(active(inside)),
        "active_persons_peak": peak(active(event for event in inside if event.person)),
        "open_visits_peak": peak(open_visits(events)),
        "in_service_peak": peak(service),
        "in_service_mean": mean(service.values()),
    }


def peak(values: Mapping[int, float]) -> Truth:
    value, at = highest(values)
    return {"value": value, "at": utc(at)}


def active(events: Iterable[Event]) -> dict[int, float]:
    slots = group(events, cut_of)
    return {slot: len({identity(event) for event in own}) for slot, own in slots.items()}


def open_visits(events: list[Event]) -> dict[int, float]:
    """At every instant of the operation in which the number changes."""
    steps = sorted(step for run in visits(events) for step in ((run[0], 1), (run[-1] + 1, -1)))
    number, found = 0, dict[int, float]()
    for at, changes in groupby(steps, key=lambda step: step[0]):
        number += sum(change for _, change in changes)
        if at in OPERATION:
            found[at] = number
    return found


def in_service(events: list[Event]) -> dict[int, float]:
    slots = group((event for event in events if event.server == WWW), cut_of)
    return {
        slot: sum(event.micros for event in own) / (CUT * 1_000_000)
        for slot, own in sorted(slots.items())
    }
