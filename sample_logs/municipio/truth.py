"""What the generator put in, counted from its events by their labels. Nothing here reads a line."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from sample_logs.counting import Truth, group, identity, runs
from sample_logs.municipio import faults, tools
from sample_logs.municipio.clock import (
    CUT,
    REPORT,
    REPORTED,
    cuts,
    day_of,
    days,
    local,
    month_of,
    utc,
)
from sample_logs.night import Span
from sample_logs.stage import Event

DAILY = ("hits", "pages", "visits", "status_4xx", "status_5xx")
STATES = ("served", "errors", "unasked", "no_evidence")


def tell(events: Sequence[Event], files: Truth) -> Truth:
    """Instants are UTC. `months` and `days`: of each tool, every hit, the pages and visits of
    persons, and who they were (addresses … addresses with agent). `cuts`: how many of each state.
    `outages`: runs of cuts with errors only; cuts for which nobody asked do not end one."""
    by_tool = {name: [e for e in events if e.server == name] for name in tools.NAMES}
    evidence = {cut_of(event) for event in events}
    states = {
        name: {month: cut_states(mine, cuts(month), evidence) for month in REPORTED}
        for name, mine in by_tool.items()
    }
    return {
        "files": files,
        "months": {name: figures(mine, REPORTED, month_of) for name, mine in by_tool.items()},
        "tools_together": figures(published(events), REPORTED, month_of),
        "site": figures(events, REPORTED, month_of),
        "days": {name: daily(mine) for name, mine in by_tool.items()},
        "cuts": {
            name: {month: counted(found) for month, found in months.items()}
            for name, months in states.items()
        },
        "outages": {
            name: {month: outages(found, by_tool[name]) for month, found in months.items()}
            for name, months in states.items()
        },
        "faults": {
            "outage": span(faults.OUTAGE.when),
            "night": span(faults.NIGHT.when),
            "bank": span(faults.BANK.when),
            "lost_day": span(faults.LOST_DAY),
        },
        "first_seen": {name: utc(min(e.at for e in mine)) for name, mine in by_tool.items()},
        "report": {"period": REPORT, "cuts": len(cuts(REPORT))},
    }  # fmt: skip


def published(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event.section == tools.PUBLISHED]


def span(when: Span) -> Truth:
    return {"start": utc(when.start), "end": utc(when.end)}


def cut_of(event: Event) -> int:
    return event.at - event.at % CUT


# ── use ──────────────────────────────────────────────────────────────────────────────────────


def figures(
    events: Sequence[Event], periods: Iterable[str], period_of: Callable[[float], str]
) -> dict[str, Truth]:
    """Visits count where they begin: runs go on over the ends of days and months."""
    inside = group(events, lambda event: period_of(event.at))
    visits = Counter(map(period_of, starts(events)))
    return {
        period: {"visits": visits[period], **requests(inside.get(period, []))} for period in periods
    }


def requests(events: Sequence[Event]) -> Truth:
    persons = [event for event in events if event.person]
    classes = Counter(event.status // 100 for event in events)
    return {
        "hits": len(events),
        "pages": sum(event.page for event in events),
        "visitors_min": len({event.visitor.address for event in persons}),
        "visitors_max": len({identity(event) for event in persons}),
        **{f"status_{number}xx": classes[number] for number in (2, 3, 4, 5)},
        "bytes": sum(event.size or 0 for event in events),
    }


def daily(events: Sequence[Event]) -> dict[str, Truth | None]:
    """Of the day without a log nothing is known."""
    found = figures(events, (f"{day}" for day in days()), day_of)
    return {
        day: None if local(f"{day} 00:00") in faults.LOST_DAY else {n: values[n] for n in DAILY}
        for day, values in found.items()
    }


def starts(events: Iterable[Event]) -> list[int]:
    pages = group((event for event in events if event.page), identity)
    return [run[0] for own in pages.values() for run in runs(sorted(e.at for e in own))]


# ── availability ─────────────────────────────────────────────────────────────────────────────


def answered(event: Event) -> bool:
    return 200 <= event.status < 300 or event.status == 304


def failed(event: Event) -> bool:
    return event.status >= 500 or event.status == 499


def cut_states(
    events: Iterable[Event], all_cuts: Iterable[int], evidence: set[int]
) -> dict[int, str]:
    served = {cut_of(event) for event in events if answered(event)}
    errors = {cut_of(event) for event in events if failed(event)}
    return {
        cut: "served" if cut in served
        else "errors" if cut in errors
        else "unasked" if cut in evidence
        else "no_evidence"
        for cut in all_cuts
    }  # fmt: skip


def counted(states: dict[int, str]) -> Truth:
    found = Counter(states.values())
    return {state: found[state] for state in STATES}


def outages(states: dict[int, str], events: Iterable[Event]) -> list[Truth]:
    """`cuts`: those with errors. `minutes`: from the first one's start to the last one's end."""
    failures = Counter(cut_of(event) for event in events if failed(event))
    told = [(cut, state) for cut, state in states.items() if state != "unasked"]
    chains = [
        [cut for cut, _ in run]
        for state, run in groupby(told, key=lambda pair: pair[1])
        if state == "errors"
    ]
    return [
        {
            "start": utc(chain[0]),
            "end": utc(chain[-1] + CUT),
            "cuts": len(chain),
            "minutes": (chain[-1] + CUT - chain[0]) // 60,
            "failed": sum(failures[cut] for cut in chain),
        }
        for chain in chains
    ]
