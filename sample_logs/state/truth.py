"""What was put into the state, counted from the events of each diffuser by their labels.

Instants are UTC; spans include their start and not their end. Nothing here is shared with the
pipeline: the definitions are stated at each function, and counted with what the truth of La Gaceta
is counted with.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sample_logs import truth
from sample_logs.clock import BASELINE_DAYS, CUT, DAY, HOUR, OPERATION_START, local, utc
from sample_logs.counting import (
    OPERATION,
    Truth,
    cut_of,
    cuts,
    group,
    span_truth,
)
from sample_logs.night import Incident, Span
from sample_logs.site import PORTAL
from sample_logs.stage import Event
from sample_logs.state import awstats, project
from sample_logs.state.diffusers import MIRROR, ORIGIN_CUTS, STATE, Diffuser
from sample_logs.state.server import Server

COUNTED = ("hits", "pages", "visits", "bytes")
RANKED = (*COUNTED, "visitors_min", "visitors_max")
DEADLINE = date(2023, 6, 18)
COVERED = 0.95  # of the cuts: whoever has evidence of fewer is not ranked
MANY_HEALTHY, GROWN = 0.01, 1.05
ERRORS, SILENT, UNSEEN = "errors", "silent", "unseen"
Played = Mapping[Diffuser, list[Event]]


def tell(played: Played) -> Truth:
    """`network` sums the accepted mirrors: what a frame shows is served by somebody else."""
    told = {diffuser.slug: of_diffuser(diffuser, events) for diffuser, events in played.items()}
    return {
        "origin": run_truth(ORIGIN_CUTS)
        | {"seen_by": sorted(name for name, one in told.items() if one["origin_signal"])},
        "network": network(played),
        "ranked": {metric: ranked(told, metric) for metric in RANKED},
        "deliveries": told,
    }


def of_diffuser(diffuser: Diffuser, events: list[Event]) -> Truth:
    states = truth.cut_states(events)
    arrived = arrivals(diffuser, events)
    signals = failing(states, arrived)
    heard = [slot for slot, state in states.items() if state != "no_evidence"]
    return {
        "name": diffuser.name,
        "method": diffuser.method,
        "time_zone": diffuser.time_zone,
        "state": state(diffuser),
        "days_late": (date.fromisoformat(diffuser.built) - DEADLINE).days,
        "privacy_mode": "agregada" if diffuser.aggregated else "seudonimizada",
        "definition": definition(diffuser),
        "incomparable": incomparable(diffuser, len(heard) / len(states)),
        "coverage": len(heard) / len(states),
        "missing": missing(diffuser),
        "operation": totals(events),
        "hours": hours(events),
        "ordinary": ordinary(diffuser, events),
        "cuts": list(states.values()),
        "arrivals": arrived,
        "failing": {utc(slot): signal for slot, signal in signals.items()},
        "origin_signal": origin_signal(diffuser, signals),
        "own_failures": own_failures(signals),
        "gaps": [run_truth(run) for run in runs(set(states) - set(heard))],
        "incidents": [incident_truth(diffuser, row, signals, states) for row in diffuser.incidents],
        "robots": robots(events),
        "peak_5m": peak(events),
        "saturated": [utc(slot) for slot in saturated(events)],
        "peak_lower_bound": is_lower_bound(events),
        "requirements": project.answers(diffuser),
    }


# ── the delivery ─────────────────────────────────────────────────────────────────────────────


def state(diffuser: Diffuser) -> str:
    """What becomes of it in the comparison."""
    if diffuser.corrupted:
        return "refused"
    return "marked" if diffuser.admitted else "accepted"


def definition(diffuser: Diffuser) -> str:
    """By which its ordinary average is counted."""
    if diffuser.figures:
        return "awstats"
    return "memoria" if diffuser.baseline else ""


def missing(diffuser: Diffuser) -> list[str]:
    """Of the agreement's contents, what it does not hand in or not whole."""
    absent = {
        "access_logs": diffuser.aggregated or any(map(empty_hour, diffuser.gaps)),
        "comparison": not (diffuser.baseline or diffuser.figures),
        "comments": not project.comments(diffuser).exists(),
    }
    return [name for name, is_missing in absent.items() if is_missing]


def empty_hour(gap: Span) -> bool:
    first = -(-gap.start // HOUR) * HOUR
    return first + HOUR <= gap.end


def incomparable(diffuser: Diffuser, coverage: float) -> str | None:
    """Why it is not ranked: the first reason that holds. Most count by `memoria` and hand over
    pseudonymised logs."""
    reasons = {
        "method": diffuser.method != MIRROR,
        "coverage": coverage < COVERED,
        "definition": definition(diffuser) != "memoria",
        "privacy_mode": diffuser.aggregated,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def ranked(told: Truth, metric: str) -> list[str]:
    """The comparable, from the most to the fewest."""
    fair = [name for name, one in told.items() if takes_part(one) and not one["incomparable"]]
    return sorted(fair, key=lambda name: -told[name]["operation"][metric])


def takes_part(one: Truth) -> bool:
    return bool(one["state"] != "refused")


# ── counts ───────────────────────────────────────────────────────────────────────────────────


def totals(events: list[Event]) -> Truth:
    return truth.measures(events, truth.visit_starts(events), OPERATION)


def hours(events: list[Event]) -> Truth:
    """Hits, pages and visits of each of the operation's thirty hours."""
    inside = [event for event in events if event.at in OPERATION]
    starts = [start for start in truth.visit_starts(events) if start in OPERATION]
    counted = {
        "hits": Counter(hour_of(event.at) for event in inside),
        "pages": Counter(hour_of(event.at) for event in inside if event.page),
        "visits": Counter(map(hour_of, starts)),
    }
    return {name: [hits[number] for number in range(30)] for name, hits in counted.items()}


def hour_of(at: int) -> int:
    return (at - OPERATION_START) // HOUR


def ordinary(diffuser: Diffuser, events: list[Event]) -> Truth | None:
    """The ordinary daily mean of the portal, and the sum over the operation's hours of the mean of
    the same weekday and hour. AWStats knows days only, and drill days leave."""
    if diffuser.figures:
        days = {day: row for day, row in awstats.figures(events).items() if day not in DRILLS}
        return {"days": len(days), "daily": means(days.values()), "hours": None}
    if not diffuser.baseline:
        return None
    portal = [event for event in events if event.section == PORTAL]
    rows = within_days(diffuser, portal)
    return {"days": len(rows), "daily": means(rows), "hours": matched(portal)}


DRILLS = ("2023-05-14", "2023-05-21", "2023-05-28")


def means(rows: Iterable[Truth]) -> dict[str, float]:
    listed = list(rows)
    return {metric: sum(row[metric] for row in listed) / len(listed) for metric in COUNTED}


def within_days(diffuser: Diffuser, portal: list[Event]) -> list[Truth]:
    """Days of the diffuser's own clock."""
    first = BASELINE_DAYS[0] - diffuser.ahead
    return by_span(portal, [Span(first + n * DAY, first + (n + 1) * DAY) for n in range(28)])


def matched(portal: list[Event]) -> dict[str, float]:
    """The same four hours of four weeks are the same by any clock that changes in none of them."""
    weeks = [Span(OPERATION.start - n * 7 * DAY, OPERATION.end - n * 7 * DAY) for n in range(1, 5)]
    rows = by_span(portal, weeks)
    return means(rows)


def by_span(events: list[Event], spans: list[Span]) -> list[Truth]:
    starts = truth.visit_starts(events)
    return [truth.measures(events, starts, span) for span in spans]


def robots(events: list[Event]) -> Truth:
    inside = [event for event in events if event.at in OPERATION]
    made = sum(not event.person for event in inside)
    return {"hits": len(inside), "robot_hits": made, "share": made / len(inside)}


# ── the data, cut by cut ─────────────────────────────────────────────────────────────────────


def arrivals(diffuser: Diffuser, events: list[Event]) -> list[str]:
    """seen     a version of the pointer was answered in full for the first time
    unseen   it was answered, and nothing was new
    unknown  nobody got an answer
    outside  before the first that was seen, or after the last"""
    server = Server(diffuser)
    asked = [
        event for event in events if event.at in OPERATION and awstats.path(event) == server.pointer
    ]
    fresh = first_answers(asked, server)
    heard = {cut_of(event) for event in asked if event.status in (200, 304)}
    inside = range(min(fresh), max(fresh) + 1) if fresh else range(0)
    return [
        "seen" if slot in fresh
        else "outside" if slot not in inside
        else UNSEEN if slot in heard
        else "unknown"
        for slot in cuts(OPERATION)
    ]  # fmt: skip


def first_answers(asked: list[Event], server: Server) -> set[int]:
    """The cuts in which some version was new, but for the one before the first cut."""
    known, found = {0}, set[int]()
    for event in asked:
        version = server.version(event.at)
        if event.status == 200 and version not in known:
            known.add(version)
            found.add(cut_of(event))
    return found


def failing(states: Mapping[int, str], arrived: list[str]) -> dict[int, str]:
    """errors, silent: of what was asked of the published section. unseen: nothing new arrived."""
    found = dict[int, str]()
    for (slot, state), arrival in zip(states.items(), arrived, strict=True):
        if state in (ERRORS, SILENT):
            found[slot] = state
        elif arrival == UNSEEN:
            found[slot] = UNSEEN
    return found


def origin_signal(diffuser: Diffuser, signals: Mapping[int, str]) -> str | None:
    """How the origin's failure shows at it: at a frame not at all."""
    found = {signals.get(slot) for slot in ORIGIN_CUTS}
    if len(found) != 1:
        raise ValueError(f"{diffuser.slug}: the origin's failure shows in several ways: {found}")
    return found.pop()


def own_failures(signals: Mapping[int, str]) -> list[Truth]:
    own = {slot: signal for slot, signal in signals.items() if slot not in ORIGIN_CUTS}
    return [run_truth(run) | {"signal": own[run[0]]} for run in runs(own)]


def runs(slots: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for slot in sorted(slots):
        if not found or found[-1][-1] + CUT != slot:
            found.append([])
        found[-1].append(slot)
    return found


def run_truth(run: list[int] | tuple[int, ...]) -> Truth:
    return span_truth(Span(run[0], run[-1] + CUT)) | {"cuts": len(run)}


# ── incidents ────────────────────────────────────────────────────────────────────────────────


def incident_truth(
    diffuser: Diffuser, row: Incident, signals: Mapping[int, str], states: Mapping[int, str]
) -> Truth:
    """shown: the log shows something of it, be it cuts without an answer, without news or without
    a line, or requests that were refused."""
    span = Span(clock_time(row.start) - diffuser.ahead, clock_time(row.end) - diffuser.ahead)
    slots = {slot for slot in states if slot < span.end and slot + CUT > span.start}
    odd = set(signals) | {slot for slot, state in states.items() if state == "no_evidence"}
    return span_truth(span) | {
        "kind": row.kind,
        "shown": bool(slots & odd) or diffuser.bears is not None,
    }


def clock_time(text: str) -> int:
    return local(datetime.strptime(text, "%d/%m/%Y %H:%M").isoformat(" "))  # noqa: DTZ007


# ── peaks ────────────────────────────────────────────────────────────────────────────────────


def by_cut(events: Iterable[Event]) -> Counter[int]:
    return Counter(cut_of(event) for event in events if event.at in OPERATION)


def peak(events: list[Event]) -> Truth:
    return highest(by_cut(events))


def highest(hits: Mapping[int, int]) -> Truth:
    at = min(hits, key=lambda slot: (-hits[slot], slot))
    return {"hits": hits[at], "at": utc(at)}


def saturated(events: list[Event]) -> list[int]:
    """Cuts in which one request in a hundred or more failed (5xx, 499) and what was served did not
    grow by more than a twentieth over the last cut in which fewer did."""
    found, healthy = list[int](), None
    slots = group((event for event in events if event.at in OPERATION), cut_of)
    for slot, asked in sorted(slots.items()):
        failures = sum(event.status >= 500 or event.status == 499 for event in asked)
        served = len(asked) - failures
        if failures < MANY_HEALTHY * len(asked):
            healthy = served
        elif healthy is None or served <= GROWN * healthy:
            found.append(slot)
    return found


def is_lower_bound(events: list[Event]) -> bool:
    """A saturated cut within an hour of the busiest."""
    hits = by_cut(events)
    at = min(hits, key=lambda slot: (-hits[slot], slot))
    return any(abs(slot - at) <= HOUR for slot in saturated(events))


def network(played: Played) -> Truth:
    counted = {
        diffuser.slug: by_cut(events)
        for diffuser, events in played.items()
        if diffuser.method == MIRROR and not diffuser.corrupted
    }
    total = sum(counted.values(), Counter[int]())
    at = min(total, key=lambda slot: (-total[slot], slot))
    shares = {name: hits[at] / total[at] for name, hits in counted.items()}
    return {
        "deliveries": sum(not diffuser.corrupted for diffuser in STATE),
        "mirrors": len(counted),
        "hits": total.total(),
        "peak_5m": highest(total),
        "shares": shares,
        "largest": max(shares, key=lambda name: shares[name]),
    }
