"""What all parts of the truth count with: windows, groups, visits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from sample_logs.clock import CUT, LOGS_END, LOGS_START, OPERATION_END, OPERATION_START, utc
from sample_logs.night import Span
from sample_logs.stage import Event

Truth = dict[str, Any]
Item = TypeVar("Item")
Key = TypeVar("Key")

VISIT_GAP = 1_800
OK = (200, 206, 304)
OPERATION = Span(OPERATION_START, OPERATION_END)
LOGS = Span(LOGS_START, LOGS_END)


def span_truth(span: Span) -> Truth:
    return {"start": utc(span.start), "end": utc(span.end)}


def group(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def cut_of(event: Event) -> int:
    return event.at - event.at % CUT


def cuts(window: Span) -> range:
    return range(window.start, window.end, CUT)


def identity(event: Event) -> tuple[str, str]:
    """A visitor is an address and a user agent."""
    return event.visitor.address, event.visitor.agent


def visits(events: Iterable[Event]) -> list[list[int]]:
    """The instants of every visit's pages: a run of one visitor's pages, each less than 1,800 s
    after the one before. Runs go on over midnight, over files and over the edges of any window."""
    pages = group((event for event in events if event.page), identity)
    return [run for events in pages.values() for run in runs(sorted(event.at for event in events))]


def runs(times: Sequence[int]) -> list[list[int]]:
    found = [list(times[:1])] if times else []
    for sooner, later in pairwise(times):
        if later - sooner >= VISIT_GAP:
            found.append([])
        found[-1].append(later)
    return found


def quantile(values: Iterable[float], share: float) -> float:
    """Linear interpolation between the two values around the place share × (n - 1)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
