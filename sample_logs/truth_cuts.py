"""The truth about the cuts: when each arrived, when a stale one was shown, how pages polled."""

from collections import Counter
from itertools import pairwise

from sample_logs import publication
from sample_logs.clock import CUT, utc
from sample_logs.counting import OPERATION, Truth, cuts, group, identity, quantile, span_truth
from sample_logs.publication import LAST_CUT, Cut
from sample_logs.site import OFFICIAL
from sample_logs.stage import HEADERS, REFRESH, TIMER, Event
from sample_logs.visits import PERIOD, in_step

POINTER = OFFICIAL.main.path
REPEATED = 5  # requests for the pointer that make a client a repeat client
BIN = 10  # seconds


# ── arrivals ─────────────────────────────────────────────────────────────────────────────────


def arrivals(events: list[Event]) -> list[Truth]:
    """A row for each cut of the operation.

    state       arrived | skipped (it never came) | closed (the PREP published no more)
    first_seen  first 200 with one of the cut's lengths, while it was shown; None where none was
                logged, and where the cut was as long as the one shown before it
    sizes       bytes as logged, headers included: plain, gzipped
    """
    answers = [event for event in pointer(events) if event.status == 200]
    known = {cut.slot: cut for cut in publication.LA_GACETA.cuts}
    shown = [(cut, cut.arrived or 0) for cut in publication.LA_GACETA.shown]
    until = {cut.slot: end for (cut, _), (_, end) in pairwise(shown)}
    return [
        arrival(slot, known.get(slot), until.get(slot, OPERATION.end), answers)
        for slot in cuts(OPERATION)
    ]


def arrival(slot: int, cut: Cut | None, until: int, answers: list[Event]) -> Truth:
    if cut is None or cut.arrived is None:
        return {"slot": utc(slot), "state": "closed" if cut is None else "skipped"} | dict.fromkeys(
            ("arrived", "delay_s", "first_seen")
        ) | {"sizes": [], "same_size": False}  # fmt: skip
    sizes = [cut.plain + HEADERS, cut.gzipped + HEADERS]
    seen = [e.at for e in answers if cut.arrived <= e.at < until and e.size in sizes]
    return {
        "slot": utc(slot),
        "state": "arrived",
        "arrived": utc(cut.arrived),
        "delay_s": cut.arrived - slot,
        "first_seen": utc(min(seen)) if seen and not cut.same_size else None,
        "sizes": sizes,
        "same_size": cut.same_size,
    }


def last_cut() -> Truth:
    """The PREP closes its updates when every tally sheet is in; the pointer changes no more."""
    arrived = publication.LA_GACETA.shown[-1].arrived
    return {"slot": utc(LAST_CUT), "arrived": utc(arrived or 0)}


def stale() -> list[Truth]:
    """A cut shown for more than two periods: from two periods after it arrived to the arrival of
    the next. After the last cut nothing is stale."""
    return [span_truth(span) for span in publication.LA_GACETA.stale()]


# ── polling ──────────────────────────────────────────────────────────────────────────────────


def polling(events: list[Event]) -> Truth:
    """Persons' requests in the operation; the pointer is /json/main.json, whatever the answer.

    period_s             the pages' own; median_interval_s is what repeat clients show
    requests_per_refresh data requests of the PREP, the pointer's included, to one of the pointer
    caused_per_poll      the same counting only what a page's clock set off, by the labels
    clients              repeat clients: address and agent with min_requests or more
    share_304            of the pointer's answers 200 and 304
    synchronised_share   of the pointer's requests, those of pages that wait for the full minute
    fold                 the pointer's requests by their second within the cut, bins of ten
    """
    persons = [event for event in events if event.person and event.at in OPERATION]
    asked = pointer(persons)
    times = group(asked, identity)
    repeated = [sorted(e.at for e in own) for own in times.values() if len(own) >= REPEATED]
    answered = Counter(event.status for event in asked)
    causes = Counter(event.cause for event in persons)
    data = sum(path(event).startswith("/json/") for event in persons)
    return {
        "period_s": PERIOD,
        "median_interval_s": quantile((b - a for own in repeated for a, b in pairwise(own)), 0.5),
        "pointer_requests": len(asked),
        "requests_per_refresh": data / len(asked),
        "caused_per_poll": 1 + causes[REFRESH] / causes[TIMER],
        "clients": len(repeated),
        "min_requests": REPEATED,
        "share_304": answered[304] / (answered[200] + answered[304]),
        "synchronised_share": sum(in_step(event.visitor) for event in asked) / len(asked),
        "bin_s": BIN,
        "fold": fold(asked),
    }


def fold(events: list[Event]) -> list[int]:
    bins = Counter(event.at % CUT // BIN for event in events)
    return [bins[number] for number in range(CUT // BIN)]


def pointer(events: list[Event]) -> list[Event]:
    return [event for event in events if path(event) == POINTER and event.at in OPERATION]


def path(event: Event) -> str:
    """Without its query; a request may be no request at all."""
    return "".join(event.request.split(" ")[1:2]).split("?")[0]
