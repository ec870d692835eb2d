"""Measures → how many at once, how fast, and what a next time would need."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pipeline import capacity
from pipeline.agreement import Agreement
from pipeline.project import CapacityEntry, Project
from reports.clock import Clock
from reports.model import planning as model
from reports.waist import Record, Waist

PEAKS = ((1, "1s"), (10, "10s"), (60, "1m"), (300, "5m"))
MULTIPLES = (1, 2, 5)
NEAR_PEAK = timedelta(hours=1)
"""A server that fails this close to a peak may have kept it from being larger."""
BIN = 10
"""Seconds: a burst of a common clock is spread over a few seconds by the clients' own delays."""

NO_PEAK = "no hubo solicitudes en el periodo"
NO_SIZES = "la bitácora no registra el tamaño de las respuestas"
NO_NIGHT = "el convenio no fija las horas más cargadas, o no tienen evidencia"
NO_POINTER = "el convenio no señala un apuntador"
NOT_ASKED = "la bitácora no tiene solicitudes del apuntador hechas por personas"
NO_REPEATS = "ningún cliente pidió el apuntador las veces que hacen falta para medir su periodo"
NO_LAW = "sin periodo de consulta no hay ley que ajustar"
NO_DATA = "la bitácora no tiene respuestas 200 con tamaño a datos publicados"
NO_DECAY = "la tasa no bajó a la mitad, de forma sostenida, antes de que terminara el periodo"
NO_CLEAN_MINUTE = "ningún minuto con solicitudes estuvo libre de fallas"
UNDECLARED = "no se declaró en memoria.toml, bloque [capacity]"
UNKNOWN_REST = {
    (False, False): "no se declaró ninguna capacidad",
    (True, False): "alcanzan las solicitudes declaradas; del enlace no se declaró o no se sabe",
    (False, True): "alcanza el enlace declarado; de las solicitudes no se declaró o no se sabe",
}


def planning(read: Waist, project: Project, clock: Clock) -> model.Planning:
    """Peaks, bandwidth, polling, headroom and scenarios of the operation."""
    agreement = project.agreement
    near, evidence = _saturated_near_peaks(read), _seconds_with_evidence(read, agreement)
    peaks = tuple(_peak(read, clock, near, evidence, span) for span in PEAKS)
    bandwidth = _bandwidth(read, project, clock, near)
    polling = _polling(read, agreement, clock)
    headroom = _headroom(read, project.capacity, clock, peaks[0], bandwidth)
    timed = _value(read, "timed_share")
    night = clock.window(agreement.window("night")) if "night" in agreement.windows else None
    return model.Planning(
        night_title=_title(agreement),
        night=night,
        night_reason=_without(night, NO_NIGHT),
        peaks=peaks,
        shape=_shape(read, clock),
        bandwidth=bandwidth,
        polling=polling,
        savings=_savings(read, polling),
        folds=_folds(read, polling),
        censored=any(peak.lower_bound for peak in peaks),
        censoring=_censoring(near, clock),
        headroom=headroom,
        scenarios=tuple(
            _scenario(multiple, peaks, bandwidth, polling, headroom) for multiple in MULTIPLES
        ),
        timed_share=timed,
        timed_share_reason=_without(timed, NO_PEAK),
    )


def _found(
    read: Waist,
    metric: str,
    section: str = "all",
    audience: str = "all",
    period: str = "operation",
) -> Record | None:
    return read.period(metric, period, section, audience)


def _value(read: Waist, metric: str, *place: str) -> float | None:
    found = _found(read, metric, *place)
    return None if found is None else float(found.value)


def _without(value: object, reason: str | None) -> str | None:
    return reason if value is None else None


def _times(value: float | None, multiple: float) -> float | None:
    return None if value is None else value * multiple


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


# --------------------------------------------------------------------------------------- peaks


def _title(agreement: Agreement) -> str:
    """What its busiest hours are called: the title of their window up to the colon."""
    night = agreement.windows.get("night")
    return night.title.partition(":")[0] if night else ""


def _peak(
    read: Waist, clock: Clock, near: Sequence[Record], evidence: int, span: tuple[int, str]
) -> model.Peak:
    seconds, suffix = span
    found, persons = _found(read, f"peak_{suffix}"), _found(read, f"peak_{suffix}", "all", "person")
    hits = read.total("hits")
    mean = hits / evidence * seconds if hits and evidence else None
    ratio = _ratio(found.value if found else None, mean)
    p99 = _value(read, f"p99_{suffix}")
    night = _value(read, f"p99_{suffix}", "all", "all", "night")
    return model.Peak(
        seconds=seconds,
        requests=found.value if found else None,
        requests_reason=_without(found, NO_PEAK),
        instant=clock.maybe(found.instant) if found else None,
        instant_reason=None if found and found.instant else NO_PEAK,
        persons=persons.value if persons else None,
        persons_reason=_without(persons, "no hubo solicitudes de personas"),
        persons_instant=clock.maybe(persons.instant) if persons else None,
        mean=mean,
        mean_reason=_without(mean, NO_PEAK),
        peak_to_mean=ratio,
        peak_to_mean_reason=_without(ratio, NO_PEAK),
        p99=p99,
        p99_reason=_without(p99, NO_PEAK),
        p99_night=night,
        p99_night_reason=_without(night, NO_NIGHT),
        lower_bound=_is_bound(found, near),
    )


def _seconds_with_evidence(read: Waist, agreement: Agreement) -> int:
    known = sum(cut.state != "no_evidence" for cut in read.cuts)
    seconds: int = known * agreement.cuts.minutes * 60
    return seconds


def _saturated_near_peaks(read: Waist) -> list[Record]:
    names = [f"peak_{suffix}" for _, suffix in PEAKS] + ["wire_peak_1m", "wire_peak_5m"]
    found = (read.period(name) for name in names)
    instants = [peak.instant for peak in found if peak and peak.instant]
    return [cut for cut in read.saturated if any(_is_near(cut, at) for at in instants)]


def _is_bound(peak: Record | None, near: Sequence[Record]) -> bool:
    return bool(peak and peak.instant and any(_is_near(cut, peak.instant) for cut in near))


def _is_near(cut: Record, instant: datetime) -> bool:
    return bool(abs(cut.slot - instant) <= NEAR_PEAK)


def _censoring(near: Sequence[Record], clock: Clock) -> model.Censoring:
    return model.Censoring(
        cuts=len(near),
        requests=sum(cut.hits for cut in near),
        failures=sum(cut.failures for cut in near),
        first=clock.moment(near[0].slot) if near else None,
    )


def _shape(read: Waist, clock: Clock) -> model.Shape:
    rise, steep = (_value(read, name, "all", "person") for name in ("rise_to_peak", "rise_10_90"))
    decay = _found(read, "decay_half", "all", "person")
    gone = NO_DECAY if rise is not None else NO_PEAK
    return model.Shape(
        rise_to_peak=rise,
        rise_to_peak_reason=_without(rise, NO_PEAK),
        rise_10_90=steep,
        rise_10_90_reason=_without(steep, NO_PEAK),
        decay_half=decay.value if decay else None,
        decay_half_reason=_without(decay, gone),
        decay_instant=clock.maybe(decay.instant) if decay else None,
    )


# ----------------------------------------------------------------------------------- bandwidth


def _bandwidth(
    read: Waist, project: Project, clock: Clock, near: Sequence[Record]
) -> model.Bandwidth:
    overhead = capacity.overhead(project.capacity)
    total = _value(read, "wire_total")
    return model.Bandwidth(
        minute=_flow(read, clock, near, 60, "1m"),
        cut=_flow(read, clock, near, project.agreement.cuts.minutes * 60, "5m"),
        wire_bytes=total,
        wire_bytes_reason=_without(total, NO_SIZES),
        overhead=model.Overhead(
            share=overhead.share, each=overhead.bytes, declared=overhead.declared
        ),
    )


def _flow(
    read: Waist, clock: Clock, near: Sequence[Record], seconds: int, suffix: str
) -> model.Flow:
    body, wire = _found(read, f"bandwidth_peak_{suffix}"), _found(read, f"wire_peak_{suffix}")
    return model.Flow(
        seconds=seconds,
        bytes=body.value if body else None,
        bytes_reason=_without(body, NO_SIZES),
        bits_per_second=body.value * 8 / seconds if body else None,
        bits_per_second_reason=_without(body, NO_SIZES),
        instant=clock.maybe(body.instant) if body else None,
        wire_bits_per_second=wire.value * 8 / seconds if wire else None,
        wire_bits_per_second_reason=_without(wire, NO_SIZES),
        wire_instant=clock.maybe(wire.instant) if wire else None,
        lower_bound=_is_bound(wire, near),
    )


# ------------------------------------------------------------------------------------- polling


def _polling(read: Waist, agreement: Agreement, clock: Clock) -> model.Polling:
    def figure(name: str) -> float | None:
        return _value(read, name, "published", "person")

    asked = figure("polling_requests") or None
    unasked = None if asked else NOT_ASKED if agreement.published.pointer else NO_POINTER
    period, clients = figure("polling_period"), figure("polling_clients") if asked else None
    refresh, share = figure("polling_refresh"), figure("polling_not_modified")
    tabs = _found(read, "open_tabs_peak", "published", "person")
    fit = _fit(read)
    return model.Polling(
        requests=_whole(asked),
        requests_reason=unasked,
        clients=_whole(clients),
        clients_reason=_without(clients, unasked),
        period_s=period,
        period_s_reason=_without(period, unasked or NO_REPEATS),
        period_q1_s=figure("polling_period_q1"),
        period_q3_s=figure("polling_period_q3"),
        intervals=_whole(figure("polling_intervals")),
        requests_per_refresh=refresh,
        requests_per_refresh_reason=_without(refresh, unasked or NO_DATA),
        open_tabs_peak=tabs.value if tabs else None,
        open_tabs_peak_reason=_without(tabs, unasked or NO_REPEATS),
        open_tabs_instant=clock.maybe(tabs.instant) if tabs else None,
        open_tabs_mean=figure("open_tabs_mean"),
        fit=fit,
        fit_reason=_without(fit, unasked or NO_LAW),
        share_304=share,
        share_304_reason=_without(share, unasked or NO_DATA),
    )


def _fit(read: Waist) -> model.Fit | None:
    low, middle, high = (
        _value(read, f"polling_fit_{name}", "published", "person") for name in ("p10", "p50", "p90")
    )
    if low is None or middle is None or high is None:
        return None
    return model.Fit(p10=low, p50=middle, p90=high)


def _savings(read: Waist, polling: model.Polling) -> model.Savings:
    """A 304 is not free: what it is logged with is taken from what it saves."""
    repeated, size = (
        _value(read, "repeated_hits", "published"),
        _value(read, "repeated_bytes", "published"),
    )
    unchanged = _value(read, "not_modified_bytes", "published")
    saved = None if size is None else max(0.0, size - (repeated or 0) * (unchanged or 0))
    spread = _value(read, "peak_spread", "all", "person")
    return model.Savings(
        repeated_requests=_whole(repeated),
        repeated_requests_reason=_without(repeated, NO_DATA),
        repeated_bytes=size,
        repeated_bytes_reason=_without(size, NO_DATA),
        pointer_requests=_whole(_value(read, "repeated_pointer_hits", "published")),
        pointer_bytes=_value(read, "repeated_pointer_bytes", "published"),
        not_modified_bytes=unchanged,
        saved_bytes=saved,
        saved_bytes_reason=_without(saved, NO_DATA),
        spread_peak=spread,
        spread_peak_reason=_without(spread, polling.period_s_reason or NO_PEAK),
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _folds(read: Waist, polling: model.Polling) -> model.Folds:
    whole, pointer = (_fold(read, resource) for resource in ("all", "pointer"))
    return model.Folds(
        all=whole,
        all_reason=_without(whole, NO_PEAK),
        pointer=pointer,
        pointer_reason=_without(pointer, polling.requests_reason or NOT_ASKED),
    )


def _fold(read: Waist, resource: str) -> model.Fold | None:
    seconds = [row.requests for row in read.folds if row.resource == resource]
    if not seconds:
        return None
    bins = [sum(seconds[start : start + BIN]) for start in range(0, len(seconds), BIN)]
    burst, second = _burst(bins), _burst(seconds)
    return model.Fold(
        bin_s=BIN,
        bins=tuple(bins),
        burst=burst,
        burst_reason=_without(burst, NO_PEAK),
        burst_1s=second,
        burst_1s_reason=_without(second, NO_PEAK),
    )


def _burst(counts: Sequence[int]) -> float | None:
    return _ratio(max(counts), sum(counts) / len(counts))


# ------------------------------------------------------------------------ headroom, scenarios


def _headroom(
    read: Waist,
    declared: CapacityEntry,
    clock: Clock,
    second: model.Peak,
    bandwidth: model.Bandwidth,
) -> model.Headroom:
    requests, bits = declared.requests_per_second, _times(declared.bandwidth_mbps, 1e6)
    link = bandwidth.minute
    used, used_bits = _ratio(second.requests, requests), _ratio(link.wire_bits_per_second, bits)
    clean = _found(read, "demonstrated_1m")
    source = declared.source if requests or bits else None
    return model.Headroom(
        requests_per_second=requests,
        requests_per_second_reason=_without(requests, UNDECLARED),
        bits_per_second=bits,
        bits_per_second_reason=_without(bits, UNDECLARED),
        source=source,
        source_reason=_without(source, UNDECLARED),
        used_requests=used,
        used_requests_reason=_without(used, UNDECLARED if not requests else NO_PEAK),
        used_bits=used_bits,
        used_bits_reason=_without(used_bits, UNDECLARED if not bits else NO_SIZES),
        demonstrated_per_second=clean.value / 60 if clean else None,
        demonstrated_per_second_reason=_without(clean, NO_CLEAN_MINUTE),
        demonstrated_instant=clock.maybe(clean.instant) if clean else None,
    )


def _scenario(
    multiple: int,
    peaks: Sequence[model.Peak],
    bandwidth: model.Bandwidth,
    polling: model.Polling,
    headroom: model.Headroom,
) -> model.Scenario:
    second, minute, link = peaks[0], peaks[2], bandwidth.minute
    holds, unknown = _holds(multiple, headroom)
    return model.Scenario(
        multiple=multiple,
        requests_per_second=_times(second.requests, multiple),
        requests_per_second_reason=second.requests_reason,
        sustained_per_second=_times(minute.requests, multiple / 60),
        sustained_per_second_reason=minute.requests_reason,
        bits_per_second=_times(link.wire_bits_per_second, multiple),
        bits_per_second_reason=link.wire_bits_per_second_reason,
        open_tabs=_times(polling.open_tabs_peak, multiple),
        open_tabs_reason=polling.open_tabs_peak_reason,
        operation_bytes=_times(bandwidth.wire_bytes, multiple),
        operation_bytes_reason=bandwidth.wire_bytes_reason,
        holds=holds,
        holds_reason=unknown,
    )


def _holds(
    multiple: int, headroom: model.Headroom
) -> tuple[Literal["sí", "no"] | None, str | None]:
    """One capacity that falls short is enough for «no»; «sí» takes both."""
    used = (headroom.used_requests, headroom.used_bits)
    if any(share is not None and share * multiple > 1 for share in used):
        return "no", None
    known = (used[0] is not None, used[1] is not None)
    return ("sí", None) if all(known) else (None, UNKNOWN_REST[known])
