"""What the generator put in, counted from its events by their labels.

Nothing here reads a log line, and nothing here is shared with the pipeline: where the two agree,
they agree independently. The definitions are stated at each function.
"""

from collections import Counter
from collections.abc import Iterable

from sample_logs import night, truth_audience, truth_cuts, truth_events, truth_peaks
from sample_logs.clock import (
    BASELINE_DAYS,
    CUT,
    DAY,
    HOUR,
    LOGS_END,
    LOGS_START,
    OPERATION_END,
    OPERATION_START,
    day_of,
    moment,
    utc,
)
from sample_logs.counting import LOGS, OK, OPERATION, Truth, group, span_truth, visits
from sample_logs.lines import LogFile
from sample_logs.night import Span
from sample_logs.oddities import BLANK, Scrap
from sample_logs.scenario import Scenario
from sample_logs.site import PORTAL, PREP
from sample_logs.stage import Event

DAILY = ("hits", "pages", "visits", "visitors_min", "visitors_max", "bytes")
MATCHED = ("hits", "pages", "visits", "bytes")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def tell(scenario: Scenario, logs: Iterable[LogFile]) -> Truth:
    """Everything. Instants are UTC; windows and slots include their start and not their end."""
    events = scenario.events
    portal = [event for event in events if event.section == PORTAL]
    prep = [event for event in events if event.section == PREP]
    sections = {"all": events, PORTAL: portal, PREP: prep}
    days = baseline_days(portal)
    return {
        "files": {log.name: file_truth(log) for log in logs},
        "operation": window_truth(sections, OPERATION),
        "logs": window_truth(sections, LOGS),
        "baseline_days": days,
        "baseline_daily": {
            measure: {"sum": sum(day[measure] for day in days.values()), "n": len(days)}
            for measure in DAILY
        },
        "baseline_matched": baseline_matched(portal, list(days)),
        "cuts": cuts(events),
        "outages": outages(events),
        "faults": {name: span_truth(fault) for name, fault in night.FAULTS.items()},
        "hits_by_slot": hits_by_slot(portal, prep),
        "robots": robots(events),
        "arrivals": truth_cuts.arrivals(events),
        "last_cut": truth_cuts.last_cut(),
        "stale": truth_cuts.stale(),
        "polling": truth_cuts.polling(events),
        "audience": truth_audience.audience(events),
        "events": truth_events.happenings(events),
        "peaks": truth_peaks.peaks(events),
        "concurrency": truth_peaks.concurrency(events),
    }


# ── files ────────────────────────────────────────────────────────────────────────────────────


def file_truth(log: LogFile) -> Truth:
    """`first` and `last`: the earliest and latest instant. Lines are in order of completion."""
    hits = [entry for entry in log.entries if isinstance(entry, Event)]
    kinds = Counter(entry.kind for entry in log.entries if isinstance(entry, Scrap))
    instants = [event.at for event in hits]
    return {
        "lines": len(log.entries),
        "newline_at_end": log.name.endswith(".gz"),
        "hits": len(hits),
        "rejects": kinds.total() - kinds[BLANK],
        "blank": kinds[BLANK],
        "comments": 0,
        "status": status_classes(hits),
        "bytes": total_bytes(hits),
        "clients": len({event.visitor.address for event in hits}),
        "first": utc(min(instants)),
        "last": utc(max(instants)),
    }


def status_classes(hits: Iterable[Event]) -> dict[str, int]:
    classes = Counter(f"{event.status // 100}xx" for event in hits)
    return dict(sorted(classes.items()))


def total_bytes(hits: Iterable[Event]) -> int:
    """As logged; a dash is unknown and not counted."""
    return sum(event.size or 0 for event in hits)


# ── windows ──────────────────────────────────────────────────────────────────────────────────


def window_truth(sections: dict[str, list[Event]], window: Span) -> Truth:
    return span_truth(window) | {
        name: measures(events, visit_starts(events), window) for name, events in sections.items()
    }


def measures(events: list[Event], starts: list[int], window: Span) -> Truth:
    hits = [event for event in events if event.at in window]
    people = {event.visitor for event in hits if event.person}
    return {
        "hits": len(hits),
        "pages": sum(event.page for event in hits),
        "visits": sum(start in window for start in starts),
        "visitors_min": len({person.address for person in people}),
        "visitors_max": len({(person.address, person.agent) for person in people}),
        "bytes": total_bytes(hits),
        "audience": dict(sorted(Counter(event.visitor.audience for event in hits).items())),
        "status": status_classes(hits),
    }


def visit_starts(events: list[Event]) -> list[int]:
    """The first page of every visit."""
    return [visit[0] for visit in visits(events)]


# ── baseline ─────────────────────────────────────────────────────────────────────────────────


def baseline_days(portal: list[Event]) -> dict[str, Truth]:
    """The portal's own pages, a row for each local day that has a file."""
    starts = group(visit_starts(portal), day_of)
    days = group(portal, lambda event: day_of(event.at))
    return {
        day: measures(days[day], starts[day], Span(midnight, midnight + DAY))
        for midnight in BASELINE_DAYS
        if (day := day_of(midnight)) in days
    }


def baseline_matched(portal: list[Event], days: list[str]) -> list[Truth]:
    """One row for each of the operation's 30 hours: that weekday and hour, over the days present.

    The sum divided by n is the ordinary traffic to compare that hour with.
    """
    hours = group(portal, lambda event: hour_of(event.at))
    starts = group(visit_starts(portal), hour_of)
    return [
        matched_hour(hour, days, hours, starts)
        for hour in range(OPERATION_START, OPERATION_END, HOUR)
    ]


def matched_hour(
    hour: int, days: list[str], hours: dict[int, list[Event]], starts: dict[int, list[int]]
) -> Truth:
    weekday, clock_hour = moment(hour).weekday(), moment(hour).hour
    same = [
        midnight + clock_hour * HOUR
        for midnight in BASELINE_DAYS
        if day_of(midnight) in days and moment(midnight).weekday() == weekday
    ]
    rows = [measures(hours[at], starts[at], Span(at, at + HOUR)) for at in same]
    return {
        "start": utc(hour),
        "weekday": WEEKDAYS[weekday],
        "hour": clock_hour,
        "n": len(rows),
        "sum": {measure: sum(row[measure] for row in rows) for measure in MATCHED},
    }


def hour_of(at: int) -> int:
    return at - at % HOUR


# ── availability ─────────────────────────────────────────────────────────────────────────────


def cut_states(events: list[Event]) -> dict[int, str]:
    """What the log shows of each of the operation's 5-minute slots.

    served       a successful response of the PREP
    errors       the PREP was asked for and never answered successfully
    silent       nobody asked for the PREP, but the portal's log lives
    no_evidence  no line at all
    """
    slots = group(events, lambda event: event.at - event.at % CUT)
    return {
        slot: cut_state(slots.get(slot, [])) for slot in range(OPERATION_START, OPERATION_END, CUT)
    }


def cut_state(hits: list[Event]) -> str:
    prep = [event for event in hits if event.section == PREP]
    if any(event.status in OK for event in prep):
        return "served"
    if prep:
        return "errors"
    return "silent" if hits else "no_evidence"


def cuts(events: list[Event]) -> dict[str, list[str]]:
    states = cut_states(events)
    return {
        wanted: [utc(slot) for slot, state in states.items() if state == wanted]
        for wanted in ("served", "errors", "silent", "no_evidence")
    }


def outages(events: list[Event]) -> list[Truth]:
    """Longest runs of slots not served although the log lives; one cut long or longer."""
    runs: list[list[int]] = []
    for slot, state in cut_states(events).items():
        if state in ("served", "no_evidence"):
            continue
        if runs and runs[-1][-1] + CUT == slot:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return [
        span_truth(Span(run[0], run[-1] + CUT))
        | {"cuts": len(run), "minutes": len(run) * CUT // 60}
        for run in runs
    ]


def hits_by_slot(portal: list[Event], prep: list[Event]) -> Truth:
    """All hits of the 48 hours, a figure for each of the 576 slots."""
    return {
        "start": utc(LOGS_START),
        "minutes": CUT // 60,
        PORTAL: slot_counts(portal),
        PREP: slot_counts(prep),
    }


def slot_counts(events: list[Event]) -> list[int]:
    counts = Counter(event.at - event.at % CUT for event in events)
    return [counts[slot] for slot in range(LOGS_START, LOGS_END, CUT)]


def robots(events: list[Event]) -> list[Truth]:
    """Every robot, as address and agent, with its hits in all files."""
    hits = Counter(event.visitor for event in events if not event.person)
    return [
        {
            "address": who.address,
            "agent": written(who.agent),
            "class": who.role,
            "hits": hits[who],
        }
        for who in sorted(hits)
    ]


def written(agent: str) -> str:
    """JSON knows no stray bytes: each becomes U+FFFD."""
    return agent.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
