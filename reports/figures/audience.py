"""Measures → who consulted it: concurrency in its three meanings, durations, ranked lists."""

from typing import Literal

from reports.clock import Clock
from reports.figures.planning import NO_PEAK
from reports.model import audience as model
from reports.model.base import Moment
from reports.waist import Record, Waist

LONGEST_LIST = 20


NO_DURATION = "el formato de la bitácora no registra la duración de cada solicitud"


def audience(read: Waist, clock: Clock) -> model.Audience:
    """Concurrency in its three meanings, durations, and the ranked lists."""
    hits = read.total("hits")
    durations = _durations(read)
    return model.Audience(
        concurrency=_concurrency(read, clock),
        durations=durations,
        durations_reason=None if durations else NO_DURATION,
        rankings=model.Rankings(
            resources_prep=_ranked(read, "resource", "prep"),
            resources_portal=_ranked(read, "resource", "portal"),
            data_resources=_ranked(read, "data_resource"),
            referrers=_ranked(read, "referrer_group"),
            devices=_ranked(read, "device"),
            robots=_ranked(read, "robot_agent"),
            error_paths=_ranked(read, "error_path"),
        ),
        robots_share=read.total("hits", audience="robot") / hits if hits else None,
        robots_share_reason=None if hits else NO_PEAK,
    )


def _concurrency(read: Waist, clock: Clock) -> model.Concurrency:
    clients, visits = read.period("active_clients_peak"), read.period("open_visits_peak")
    mean, peak = read.period("in_service_mean"), read.period("in_service_peak")
    return model.Concurrency(
        active_clients_peak=_value(clients),
        active_clients_peak_reason=_reason(clients, NO_PEAK),
        active_clients_instant=_instant(clients, clock),
        open_visits_peak=_value(visits),
        open_visits_peak_reason=_reason(visits, NO_PEAK),
        open_visits_instant=_instant(visits, clock),
        in_service_mean=_value(mean),
        in_service_mean_reason=_reason(mean, NO_DURATION),
        in_service_peak=_value(peak),
        in_service_peak_reason=_reason(peak, NO_DURATION),
    )


def _durations(read: Waist) -> tuple[model.Durations, ...]:
    found = []
    sections: tuple[Literal["all", "portal", "prep"], ...] = ("all", "prep", "portal")
    for section in sections:
        rows = [read.period(f"duration_{name}", section=section) for name in ("p50", "p95", "p99")]
        p50, p95, p99 = (_value(row) for row in rows)
        if p50 is not None and p95 is not None and p99 is not None:
            found.append(model.Durations(section=section, p50=p50, p95=p95, p99=p99))
    return tuple(found)


def _value(row: Record | None) -> float | None:
    return None if row is None else float(row.value)


def _reason(row: Record | None, reason: str) -> str | None:
    return reason if row is None else None


def _instant(row: Record | None, clock: Clock) -> Moment | None:
    return None if row is None else clock.maybe(row.instant)


def _ranked(read: Waist, metric: str, section: str | None = None) -> tuple[model.Ranked, ...]:
    """One list in its order: of that section, or of all of them together."""
    rows = [row for row in read.rankings if row.metric == metric and section in (None, row.section)]
    if section is None and any(row.section == "all" for row in rows):
        rows = [row for row in rows if row.section == "all"]
    audiences = {row.audience for row in rows}
    first = next((name for name in ("all", "person", "robot") if name in audiences), None)
    kept = [
        model.Ranked(item=row.item, value=row.value, bytes=row.bytes)
        for row in rows
        if row.audience == first
    ]
    return tuple(sorted(kept, key=lambda ranked: -ranked.value)[:LONGEST_LIST])
