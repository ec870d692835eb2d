"""What a comparison must find of the state, by whatever road it was made: questions to it against
the truth. Each returns what was found and what was put in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from .conftest import Compared

Pair = tuple[Any, Any]
Question = Callable[[Compared], Pair]
COUNTS = ("hits", "pages", "visits", "bytes", "visitors_min", "visitors_max")
# How the comparison begins to say it → why the truth does not rank it.
REASONS = {
    "con su método": "method",
    "sólo hay evidencia": "coverage",
    "su tráfico ordinario": "definition",
    "entregó sus bitácoras en modalidad": "privacy_mode",
}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def of_each(state: Compared, *keys: str) -> dict[str, Any]:
    """Of the deliveries that stand, what the truth says there."""
    found = dict(state.standing)
    for key in keys:
        found = {name: one[key] for name, one in found.items()}
    return found


# ── what arrived ─────────────────────────────────────────────────────────────────────────────


def state_of_each(state: Compared) -> Pair:
    told = {name: one["state"] for name, one in state.truth["deliveries"].items()}
    return state.by_delivery("SELECT delivery, state FROM delivery"), told


def days_late(state: Compared) -> Pair:
    question = "SELECT delivery, days_late FROM delivery WHERE state <> 'refused'"
    return state.by_delivery(question), of_each(state, "days_late")


def missing(state: Compared) -> Pair:
    found: dict[str, list[str]] = {name: [] for name in state.standing}
    question = """SELECT delivery, item FROM content JOIN delivery USING (delivery)
        WHERE state <> 'refused' AND kind = 'content' AND status <> 'completo'
        ORDER BY delivery, position"""
    for delivery, item in state.rows(question):
        found[delivery].append(item)
    return found, of_each(state, "missing")


def answers(state: Compared) -> Pair:
    question = """SELECT delivery, map_from_entries(list((requirement, answer) ORDER BY position))
        FROM requirement JOIN delivery USING (delivery)
        WHERE state <> 'refused' AND answer <> 'no aplica' GROUP BY delivery"""
    return state.by_delivery(question), of_each(state, "requirements")


# ── reach ────────────────────────────────────────────────────────────────────────────────────


def operation(state: Compared) -> Pair:
    question = """SELECT delivery, map_from_entries(list((metric, operation))) FROM reach
        GROUP BY delivery"""
    told = {name: {m: one[m] for m in COUNTS} for name, one in of_each(state, "operation").items()}
    return state.by_delivery(question), told


def hours(state: Compared) -> Pair:
    """An hour without a line has no count; the truth's is zero."""
    question = """SELECT delivery, list(coalesce(hits, 0) ORDER BY hour),
        list(coalesce(pages, 0) ORDER BY hour), list(coalesce(visits, 0) ORDER BY hour)
        FROM hour_reach GROUP BY delivery"""
    told = {name: list(one.values()) for name, one in of_each(state, "hours").items()}
    return state.by_delivery(question), told


def robots(state: Compared) -> Pair:
    question = "SELECT delivery, {hits: hits, robot_hits: robot_hits, share: share} FROM robots"
    return state.by_delivery(question), of_each(state, "robots")


def coverage(state: Compared) -> Pair:
    question = "SELECT delivery, any_value(coverage) FROM reach GROUP BY delivery"
    return state.by_delivery(question), of_each(state, "coverage")


def ranked(state: Compared) -> Pair:
    found = state.by_delivery("""SELECT metric, list(delivery ORDER BY position) FROM reach
        WHERE position IS NOT NULL GROUP BY metric""")
    return found, state.truth["ranked"]


def incomparable(state: Compared) -> Pair:
    said = state.by_delivery("SELECT delivery, incomparable FROM reach WHERE metric = 'hits'")
    found = {
        name: next((reason for words, reason in REASONS.items() if text.startswith(words)), text)
        if text
        else None
        for name, text in said.items()
    }
    return found, of_each(state, "incomparable")


# ── failures ─────────────────────────────────────────────────────────────────────────────────


def cuts(state: Compared) -> Pair:
    question = "SELECT delivery, list(state ORDER BY slot) FROM cut GROUP BY delivery"
    return state.by_delivery(question), of_each(state, "cuts")


def arrivals(state: Compared) -> Pair:
    question = "SELECT delivery, list(state ORDER BY slot) FROM cut_arrival GROUP BY delivery"
    return state.by_delivery(question), of_each(state, "arrivals")


def failing(state: Compared) -> Pair:
    told = {
        (name, instant(slot), signal)
        for name, signals in of_each(state, "failing").items()
        for slot, signal in signals.items()
    }
    return set(state.rows("SELECT delivery, slot, signal FROM failing")), told


def all_at_once(state: Compared) -> Pair:
    """The one failure that points at the origin, and how it shows at each."""
    question = """SELECT start, "end", cuts, deliveries, observers FROM failure
        WHERE kind = 'origin' ORDER BY start"""
    signals = state.rows("""SELECT delivery, signal, cuts FROM failure_delivery
        WHERE failure IN (SELECT failure FROM failure WHERE kind = 'origin') ORDER BY ALL""")
    told = state.truth["origin"]
    span = (instant(told["start"]), instant(told["end"]), told["cuts"])
    shown = {name: signal for name, signal in of_each(state, "origin_signal").items() if signal}
    at_each = sorted((name, signal, told["cuts"]) for name, signal in shown.items())
    return (state.rows(question), signals), ([(*span, len(shown), len(shown))], at_each)


def alone(state: Compared) -> Pair:
    """Who failed when nobody else did."""
    question = """SELECT delivery, start, "end", failure.cuts, signal FROM failure
        JOIN failure_delivery USING (failure, delivery) WHERE kind = 'own' ORDER BY start"""
    told = [
        (name, instant(one["start"]), instant(one["end"]), one["cuts"], one["signal"])
        for name, failures in of_each(state, "own_failures").items()
        for one in failures
    ]
    return state.rows(question), sorted(told, key=lambda row: row[1])


def gaps(state: Compared) -> Pair:
    """A gap in a log is a finding of the log, and no failure."""
    question = """SELECT delivery, start, "end", cuts FROM candidate WHERE kind = 'no_evidence'
        ORDER BY ALL"""
    told = [
        (name, instant(one["start"]), instant(one["end"]), one["cuts"])
        for name, found in of_each(state, "gaps").items()
        for one in found
    ]
    return state.rows(question), sorted(told)


# ── incidents ────────────────────────────────────────────────────────────────────────────────


def reported(state: Compared) -> Pair:
    """What was reported, and whether the log shows any of it."""
    question = """SELECT delivery, start, "end", kind, source FROM event
        WHERE source <> 'seen' ORDER BY ALL"""
    told = [
        (name, instant(one["start"]), instant(one["end"]), one["kind"],
         "both" if one["shown"] else "reported")
        for name, found in of_each(state, "incidents").items()
        for one in found
    ]  # fmt: skip
    return state.rows(question), sorted(told)


def unreported(state: Compared) -> Pair:
    """Who failed alone and said nothing."""
    question = """SELECT delivery, start, "end" FROM event
        WHERE source = 'seen' AND kind = 'outage' AND failure IS NULL ORDER BY ALL"""
    told = [
        (name, instant(one["start"]), instant(one["end"]))
        for name, each in state.standing.items()
        for one in each["own_failures"]
        if one["signal"] == "errors" and not any(covers(row, one) for row in each["incidents"])
    ]
    return state.rows(question), told


def covers(incident: dict[str, Any], failure: dict[str, Any]) -> bool:
    return bool(incident["start"] < failure["end"] and incident["end"] > failure["start"])


# ── capacity ─────────────────────────────────────────────────────────────────────────────────


def peaks(state: Compared) -> Pair:
    question = "SELECT delivery, peak_5m, peak_instant, peak_lower_bound FROM capacity"
    told = {
        name: [one["peak_5m"]["hits"], instant(one["peak_5m"]["at"]), one["peak_lower_bound"]]
        for name, one in state.standing.items()
    }
    return state.by_delivery(question), told


def saturated(state: Compared) -> Pair:
    told = {(name, instant(at)) for name, ats in of_each(state, "saturated").items() for at in ats}
    return set(state.rows("SELECT delivery, slot FROM saturated")), told


def shares(state: Compared) -> Pair:
    question = """SELECT delivery, total_peak_share FROM capacity
        WHERE total_peak_share IS NOT NULL"""
    return state.by_delivery(question), state.truth["network"]["shares"]


def network(state: Compared) -> Pair:
    told = state.truth["network"]
    peak = told["peak_5m"]
    wanted = {
        "deliveries": [told["deliveries"], None, None],
        "mirrors": [told["mirrors"], None, None],
        "hits": [told["hits"], None, None],
        "peak_5m": [peak["hits"], instant(peak["at"]), None],
        "largest_share": [told["shares"][told["largest"]], None, told["largest"]],
        "origin_failures": [1, None, None],
        "origin_minutes": [15, None, None],
    }
    found = state.by_delivery("SELECT metric, value, instant, delivery FROM network")
    return {name: found[name] for name in wanted}, wanted


QUESTIONS: tuple[Question, ...] = (
    state_of_each, days_late, missing, answers, operation, hours, robots, coverage, ranked,
    incomparable, cuts, arrivals, failing, all_at_once, alone, gaps, reported, unreported, peaks,
    saturated, shares, network,
)  # fmt: skip
