"""Measures → how many at once, how fast, and what a next time would need."""

from datetime import datetime, timedelta

from pipeline.agreement import Agreement
from reports.clock import Clock
from reports.model import planning as model
from reports.waist import Waist

PEAKS = ((1, "peak_1s"), (10, "peak_10s"), (60, "peak_1m"), (300, "peak_5m"))


MULTIPLES = (1, 2, 5)


NEAR_PEAK = timedelta(hours=1)


CENSORING_SHARE = 0.01


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
