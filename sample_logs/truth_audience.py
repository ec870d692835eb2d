"""The truth about who asked: persons and robots, where from, how many at one address, how long."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import mean
from urllib.parse import urlsplit

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
from sample_logs.people import PERSON, ROLES
from sample_logs.site import PREP_HOST, WWW_HOST
from sample_logs.stage import Event

MANY_AGENTS = 10
# Every host that a person of the story comes from.
REFERRERS = {
    "www.google.com": "search",
    "www.bing.com": "search",
    "duckduckgo.com": "search",
    "com.google.android.googlequicksearchbox": "search",
    "m.facebook.com": "social",
    "l.facebook.com": "social",
    "t.co": "social",
    PREP_HOST: "own",
    WWW_HOST: "own",
    "prep2023.iec-coahuila.example": "official",
    "www.radionorte.example": "other",
    "www.vocesdelacarbonifera.example": "other",
    "buscador.example": "other",
}
GROUPS = ("search", "social", "direct", "own", "official", "other")


def audience(events: list[Event]) -> Truth:
    """Of the operation, both sections together.

    classes       hits by what their author is: a person, or what the robot is known by
    visitors      the same for distinct addresses with agent
    referrers     pages by the group of their referrer
    nat           addresses with ten or more agents of persons: how many, and the persons' hits
    new_visitors  for each cut, persons' address and agent whose first request of the operation
                  falls in it
    visits        those that begin in the operation: seconds from first page to last, so a visit of
                  a single page has none; timed: of those of two pages or more
    """
    inside = [event for event in events if event.at in OPERATION]
    persons = [event for event in inside if event.person]
    return {
        "classes": classes(inside),
        "visitors": classes({identity(event): event for event in inside}.values()),
        "referrers": referrers(persons),
        "nat": nat(persons),
        "new_visitors": new_visitors(persons),
        "visits": visit_lengths(events),
    }


def classes(events: Iterable[Event]) -> dict[str, int]:
    hits = Counter(event.visitor.role for event in events)
    return {role: hits[role] for role in (PERSON, *ROLES)}


def referrers(persons: list[Event]) -> dict[str, int]:
    pages = Counter(referrer_group(event.referer) for event in persons if event.page)
    return {name: pages[name] for name in GROUPS}


def referrer_group(referer: str) -> str:
    return "direct" if referer == "-" else REFERRERS[urlsplit(referer.strip('\\"')).netloc]


def nat(persons: list[Event]) -> list[Truth]:
    rows = [
        (len({event.visitor.agent for event in hits}), len(hits))
        for hits in group(persons, lambda event: event.visitor.address).values()
    ]
    return [
        {"agents": agents, "hits": hits}
        for agents, hits in sorted(rows, reverse=True)
        if agents >= MANY_AGENTS
    ]


def new_visitors(persons: list[Event]) -> list[int]:
    first: dict[tuple[str, str], int] = defaultdict(lambda: OPERATION.end)
    for event in persons:
        first[identity(event)] = min(first[identity(event)], cut_of(event))
    born = Counter(first.values())
    return [born[slot] for slot in cuts(OPERATION)]


def visit_lengths(events: list[Event]) -> Truth:
    runs = [run for run in visits(events) if run[0] in OPERATION]
    seconds = [run[-1] - run[0] for run in runs]
    timed = [run[-1] - run[0] for run in runs if len(run) > 1]
    return {
        "n": len(runs),
        "single_page": sum(len(run) == 1 for run in runs),
        "median_s": quantile(seconds, 0.5),
        "mean_s": mean(seconds),
        "pages": sum(map(len, runs)),
        "timed": {"median_s": quantile(timed, 0.5), "p90_s": quantile(timed, 0.9)},
    }
