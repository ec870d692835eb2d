"""Measures → how many at once, how fast, who, and what a next time would need."""

from datetime import datetime, timedelta
from typing import Literal

from pipeline.agreement import Agreement
from reports import model
from reports.clock import Clock
from reports.waist import Record, Waist

PEAKS = ((1, "peak_1s"), (10, "peak_10s"), (60, "peak_1m"), (300, "peak_5m"))
MULTIPLES = (1, 2, 5)
# The peak is censored where, within an hour of it, cuts failed or this share of answers were 5xx.
NEAR_PEAK = timedelta(hours=1)
CENSORING_SHARE = 0.01
LONGEST_LIST = 20

NO_DURATION = "el formato de la bitácora no registra la duración de cada solicitud"
NO_PEAK = "no hubo solicitudes en la operación"


def planning(read: Waist, agreement: Agreement, clock: Clock) -> model.Planning:
    """Peaks, bandwidth and scenarios of the operation."""
    seconds = _seconds_with_evidence(read, agreement)
    peaks = tuple(_peak(read, clock, length, metric, seconds) for length, metric in PEAKS)
    bandwidth = _bandwidth(read, agreement, clock)
    return model.Planning(
        peaks=peaks,
        bandwidth=bandwidth,
        censored=_is_censored(read),
        scenarios=tuple(_scenario(multiple, peaks[0], bandwidth, read) for multiple in MULTIPLES),
    )


def _seconds_with_evidence(read: Waist, agreement: Agreement) -> int:
    known: int = sum(cut.state != "no_evidence" for cut in read.cuts)
    return known * agreement.cuts.minutes * 60


def _peak(read: Waist, clock: Clock, length: int, metric: str, seconds: int) -> model.Peak:
    found = read.period(metric)
    mean = read.total("hits") / seconds * length if seconds and read.total("hits") else None
    ratio = found.value / mean if found and mean else None
    return model.Peak(
        seconds=length,
        requests=found.value if found else None,
        requests_reason=None if found else NO_PEAK,
        instant=clock.maybe(found.instant) if found else None,
        instant_reason=None if found and found.instant else NO_PEAK,
        mean=mean,
        mean_reason=NO_PEAK if mean is None else None,
        peak_to_mean=ratio,
        peak_to_mean_reason=NO_PEAK if ratio is None else None,
    )


def _bandwidth(read: Waist, agreement: Agreement, clock: Clock) -> model.Bandwidth:
    found = read.period("bandwidth_peak_5m")
    bits = found.value * 8 / (agreement.cuts.minutes * 60) if found else None
    reason = None if found else "la bitácora no registra el tamaño de las respuestas"
    return model.Bandwidth(
        bytes=found.value if found else None,
        bytes_reason=reason,
        bits_per_second=bits,
        bits_per_second_reason=reason,
        instant=clock.maybe(found.instant) if found else None,
    )


def _is_censored(read: Waist) -> bool:
    """Did the server fail close to its busiest moment?"""
    peak = read.period("peak_5m")
    if peak is None or peak.instant is None:
        return False
    near = [cut for cut in read.cuts if abs(cut.slot - peak.instant) <= NEAR_PEAK]
    if any(cut.state == "errors" for cut in near):
        return True
    hour = next((row for row in read.hours if _holds(row.slot, peak.instant)), None)
    if hour is None or not hour.hits:
        return False
    return bool((hour.status_5xx or 0) / hour.hits >= CENSORING_SHARE)


def _holds(hour: datetime, instant: datetime) -> bool:
    return hour <= instant < hour + timedelta(hours=1)


def _scenario(
    multiple: int, peak: model.Peak, bandwidth: model.Bandwidth, read: Waist
) -> model.Scenario:
    bits = bandwidth.bits_per_second
    return model.Scenario(
        multiple=multiple,
        requests_per_second=peak.requests * multiple if peak.requests is not None else None,
        requests_per_second_reason=peak.requests_reason,
        bits_per_second=bits * multiple if bits is not None else None,
        bits_per_second_reason=bandwidth.bits_per_second_reason,
        operation_bytes=float(read.total("bytes") * multiple) if bits is not None else None,
        operation_bytes_reason=bandwidth.bits_per_second_reason,
    )


# ----------------------------------------------------------------------------------- audience


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


def _instant(row: Record | None, clock: Clock) -> model.Moment | None:
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
