"""The synthetic memoria with other data: what charts and their texts must also bear."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from reports.model import Memoria
from reports.model.base import Moment

CUT = timedelta(minutes=5)
Change = Callable[[Memoria], Memoria]


def changed(memoria: Memoria, **parts: Any) -> Memoria:
    return memoria.model_copy(update=parts)


def moment(memoria: Memoria, minutes: float) -> Moment:
    """So many minutes after the opening."""
    ends = (
        memoria.windows.operation.start.removesuffix("Z"),
        memoria.windows.operation.start_local,
    )
    utc, local = (datetime.fromisoformat(at) + timedelta(minutes=minutes) for at in ends)
    return Moment(utc=f"{utc.isoformat()}Z", local=local.isoformat())


def with_states(memoria: Memoria, state: Callable[[int], str], hits: Any = None) -> Memoria:
    """Every cut in the state of its number; `hits` for all, unless nothing is known of it."""
    cuts = []
    for number, cut in enumerate(memoria.series.cuts):
        found = state(number)
        known = found != "no_evidence"
        count = (cut.hits or 0) if hits is None else hits
        failed = count if found == "errors" else 0
        cuts.append(
            cut.model_copy(
                update={
                    "state": found,
                    "hits": count if known else None,
                    "published_hits": count if known else None,
                    "failed": failed if known else None,
                    "new_visitors": min(count, 40) if known else None,
                }
            )
        )
    return with_outages(changed(memoria, series=changed_series(memoria, cuts=tuple(cuts))))


def changed_series(memoria: Memoria, **parts: Any) -> Any:
    return memoria.series.model_copy(update=parts)


def with_outages(memoria: Memoria) -> Memoria:
    """Counts and outages as the states of the cuts say."""
    cuts = memoria.series.cuts
    counts = {
        state: sum(cut.state == state for cut in cuts)
        for state in ("served", "errors", "silent", "no_evidence")
    }
    outages = []
    [like, *_] = memoria.availability.outages
    start = None
    for number in range(len(cuts) + 1):
        failing = number < len(cuts) and cuts[number].state in ("errors", "silent")
        if failing and start is None:
            start = number
        if not failing and start is not None:
            update = {
                "start": moment(memoria, 5 * start),
                "end": moment(memoria, 5 * number),
                "cuts": number - start,
                "minutes": 5 * (number - start),
                "failed": sum(cut.failed or 0 for cut in cuts[start:number]),
            }
            outages.append(like.model_copy(update=update))
            start = None
    found = memoria.availability.model_copy(update=counts | {"outages": tuple(outages)})
    return changed(memoria, availability=found)


def incidents(count: int, apart: float, kind: str = "servidor saturado") -> Change:
    """So many incidents of half an hour, so many minutes apart."""

    def change(memoria: Memoria) -> Memoria:
        [like, *_] = memoria.incidents
        found = tuple(
            like.model_copy(
                update={
                    "id": f"I-{number + 1:02}",
                    "kind": kind,
                    "start": moment(memoria, 20 + apart * number),
                    "end": moment(memoria, 50 + apart * number),
                }
            )
            for number in range(count)
        )
        return changed(memoria, incidents=found)

    return change


def nothing_happened(memoria: Memoria) -> Memoria:
    return with_states(changed(memoria, incidents=(), candidates=()), lambda _: "served")


def without_baseline(memoria: Memoria) -> Memoria:
    none = {f"baseline_{metric}": None for metric in ("hits", "pages", "visits")}
    hours = tuple(hour.model_copy(update=none) for hour in memoria.series.hours)
    cuts = tuple(cut.model_copy(update={"baseline": None}) for cut in memoria.series.cuts)
    days = tuple(day.model_copy(update={"hits": None}) for day in memoria.series.baseline_days)
    return changed(
        memoria, series=changed_series(memoria, hours=hours, cuts=cuts, baseline_days=days)
    )


HOURLY = (
    "hits", "published_hits", "pages", "visits", "visitors_min", "visitors_max", "bytes", "persons",
    "robots", "status_2xx", "status_3xx", "status_4xx", "status_5xx",
)  # fmt: skip


def a_day_without_logs(memoria: Memoria) -> Memoria:
    """From the midnight of the operation on."""
    none = dict.fromkeys(HOURLY) | {"cuts_with_lines": 0}
    hours = tuple(
        hour.model_copy(update=none) if hour.local >= "2023-06-05" else hour
        for hour in memoria.series.hours
    )
    found = with_states(memoria, lambda number: "served" if number < 72 else "no_evidence")
    return changed(found, series=changed_series(found, hours=hours))


def scaled(by: Callable[[int], int]) -> Change:
    """Every count of cuts and hours through the function."""

    def change(memoria: Memoria) -> Memoria:
        names = ("hits", "published_hits", "failed", "new_visitors")
        cuts = tuple(_through(cut, names, by) for cut in memoria.series.cuts)
        hours = tuple(_through(hour, HOURLY, by) for hour in memoria.series.hours)
        return changed(memoria, series=changed_series(memoria, cuts=cuts, hours=hours))

    return change


def _through(point: Any, names: tuple[str, ...], by: Callable[[int], int]) -> Any:
    counts = {name: getattr(point, name) for name in names}
    return point.model_copy(
        update={name: by(count) for name, count in counts.items() if count is not None}
    )


def no_arrivals(memoria: Memoria) -> Memoria:
    none = {"adherence": None, "adherence_reason": "no hay apuntador"}
    return changed(memoria, availability=memoria.availability.model_copy(update=none))


SCENARIOS: dict[str, Change] = {
    "as it is": lambda memoria: memoria,
    "nothing happened": nothing_happened,
    "no outages": lambda memoria: with_states(memoria, lambda _: "served"),
    "forty incidents": incidents(40, 44),
    "forty incidents in two hours": incidents(40, 3),
    "incidents with long kinds": incidents(6, 290, "aB3-" * 250),
    "everything fails": lambda memoria: with_states(memoria, lambda _: "errors"),
    "every other cut fails": lambda memoria: with_states(
        memoria, lambda number: ("served", "errors")[number % 2]
    ),
    "every state by turns": lambda memoria: with_states(
        memoria, lambda number: ("served", "errors", "silent", "no_evidence")[number // 7 % 4]
    ),
    "no baseline": without_baseline,
    "a day without logs": a_day_without_logs,
    "huge": scaled(lambda count: count * 1_000_000),
    "single digits": scaled(lambda count: min(count, 7)),
    "zeros": scaled(lambda _: 0),
    "no cut seen to arrive": no_arrivals,
    "nothing at all": lambda memoria: scaled(lambda _: 0)(
        no_arrivals(without_baseline(nothing_happened(memoria)))
    ),
}
