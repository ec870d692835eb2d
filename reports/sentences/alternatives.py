"""What each chart shows, in words made from its data, for whoever cannot see it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import accumulate

from reports import locale
from reports.model import Memoria
from reports.model.audience import Durations
from reports.model.availability import Adherence, Outage, Stale
from reports.model.incidents import Candidate, Incident
from reports.model.traffic import CutPoint, HourPoint
from reports.sentences.ordinary import ordinary_days

STATES = {
    "served": "servido",
    "errors": "con error",
    "silent": "sin solicitudes",
    "no_evidence": "sin evidencia",
}


MOST = 400
"""Letters of such a text, about what a screen reader says in half a minute."""
NAMED = 3
"""Items that are told one by one; of more, how many they are."""


def night(memoria: Memoria) -> str:
    cuts = memoria.series.cuts
    known = [cut for cut in cuts if cut.hits is not None]
    text = f"De {_cuts(len(cuts))}, {locale.number(len(cuts) - len(known))} sin evidencia. "
    if known:
        peak = max(known, key=lambda cut: cut.hits or 0)
        text += f"Máximo: {_plural(peak.hits, 'solicitud', 'solicitudes')} a las {_at(peak.local)}"
        if peak.baseline:
            text += f", cuando lo ordinario son {locale.number(peak.baseline.median, 1)}"
        text += ". "
    text += _outages(memoria)
    reported = [f"{item.id} ({_from_to(item)})" for item in memoria.incidents]
    return text + f" Incidencias reportadas: {_some(reported, 'ninguna')}."


def _outages(memoria: Memoria) -> str:
    found = memoria.availability.outages
    if not found:
        return "Ninguna interrupción."
    longest = max(found, key=lambda outage: outage.minutes)
    return (
        f"{_plural(len(found), 'interrupción', 'interrupciones')}; la más larga, de "
        f"{locale.duration(longest.minutes)} ({_from_to(longest)})."
    )


def timeline(memoria: Memoria) -> str:
    reported = [f"{item.id} ({_from_to(item)})" for item in memoria.incidents]
    found = [f"{item.id} ({_from_to(item)})" for item in memoria.candidates]
    known = [cut for cut in memoria.series.cuts if cut.hits is not None]
    text = ""
    if known:
        peak = max(known, key=lambda cut: cut.hits or 0)
        text = (
            f"Sobre las solicitudes por corte, con máximo de {locale.number(peak.hits)} a las "
            f"{_at(peak.local)}. "
        )
    text += f"Incidencias reportadas: {_some(reported, 'ninguna')}."
    return text + f" Hallazgos de la bitácora: {_some(found, 'ninguno')}."


def _some(items: Sequence[str], nothing: str) -> str:
    """At most a few by name, and how many there are."""
    if len(items) <= NAMED:
        return locale.listing(items) or nothing
    return f"{locale.number(len(items))}, de {items[0]} a {items[-1]}"


def _from_to(item: Incident | Candidate | Outage | Stale) -> str:
    start, end = (datetime.fromisoformat(at.local) for at in (item.start, item.end))
    return locale.brief_span(start, end)


def coverage(memoria: Memoria) -> str:
    hours = memoria.series.hours
    empty = [hour for hour in hours if hour.cuts_with_lines == 0]
    part = [hour for hour in hours if 0 < hour.cuts_with_lines < hour.cuts]
    text = f"De {_plural(len(hours), 'hora', 'horas')} de bitácora, "
    text += f"{locale.number(len(empty))} sin ningún renglón{_hours(empty)} y "
    text += f"{locale.number(len(part))} con algún corte vacío{_hours(part)}. Hits por hora: "
    return text + _extremes(hours, lambda hour: hour.hits)


def hourly(memoria: Memoria, metric: str, label: str) -> str:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    where = memoria.agreement.words.operation.the
    text = f"{label} por hora en {where}: {_extremes(hours, lambda hour: _count(hour, metric))}"
    bands = [getattr(hour, f"baseline_{metric}") for hour in hours]
    medians = [band.median for band in bands if band]
    if not medians:
        return f"{text} Sin tráfico ordinario con qué comparar."
    low, high = (locale.number(value, 1) for value in (min(medians), max(medians)))
    return f"{text} Lo ordinario en esas horas: medianas de {low} a {high}."


def audiences(memoria: Memoria) -> str:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    persons, robots = (
        _extremes(hours, lambda hour: hour.persons),
        _extremes(hours, lambda hour: hour.robots),
    )
    return f"Hits por hora de personas: {persons} De robots: {robots}"


def sections(memoria: Memoria) -> dict[str, str]:
    """What each part of the site is called."""
    published = locale.capital(memoria.agreement.published.name)
    return {"portal": "Portal", "published": published, "all": "Todo el sitio"}


def durations(found: Sequence[Durations], names: Mapping[str, str]) -> str:
    text = "Tiempo en que se atendieron 95 de cada 100 solicitudes de cada hora."
    for each in found:
        slowest = max(each.hours, key=lambda hour: hour.p95)
        quickest = min(each.hours, key=lambda hour: hour.p95)
        text += (
            f" {names[each.section]}: de {locale.milliseconds(quickest.p95)} a "
            f"{locale.milliseconds(slowest.p95)}, a las {_at(slowest.local)}."
        )
    return text


def errors(memoria: Memoria) -> str:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    server, client = (
        _extremes(hours, lambda hour: hour.status_5xx),
        _extremes(hours, lambda hour: hour.status_4xx),
    )
    return f"Respuestas por hora de clase 5xx: {server} De clase 4xx: {client}"


def visitors(memoria: Memoria) -> str:
    hours = [
        hour for hour in memoria.series.hours if hour.in_operation and hour.visitors_max is not None
    ]
    peak = max(hours, key=lambda hour: hour.visitors_max or 0)
    low = min(hours, key=lambda hour: hour.visitors_max or 0)
    return (
        f"En {_plural(len(hours), 'hora', 'horas')}: el intervalo mayor va de "
        f"{locale.number(peak.visitors_min)} a {locale.number(peak.visitors_max)} visitantes "
        f"estimados, a las {_at(peak.local)}; el menor, de {locale.number(low.visitors_min)} a "
        f"{locale.number(low.visitors_max)}, a las {_at(low.local)}."
    )


def ordinary_hours(memoria: Memoria) -> str:
    hours = [
        (hour.baseline_hits.median, hour.local)
        for hour in memoria.series.hours
        if hour.in_operation and hour.baseline_hits
    ]
    (low, quiet), (high, busy) = (choose(hours, key=lambda hour: hour[0]) for choose in (min, max))
    return (
        f"En {_plural(len(hours), 'hora ordinaria', 'horas ordinarias')}, la mediana va de "
        f"{locale.number(low, 1)} hits, a las {_at(quiet)}, a {locale.number(high, 1)}, a las "
        f"{_at(busy)}."
    )


def new_visitors(memoria: Memoria) -> str:
    cuts = [cut for cut in memoria.series.cuts if cut.new_visitors is not None]
    total = sum(cut.new_visitors or 0 for cut in cuts)
    peak = max(cuts, key=lambda cut: cut.new_visitors or 0)
    half = _half_of_them(cuts, total)
    return (
        f"En {_cuts(len(cuts))}, {_plural(total, 'visitante nuevo', 'visitantes nuevos')}. "
        f"Máximo: {locale.number(peak.new_visitors)} en el corte de las {_at(peak.local)}; la "
        f"mitad había llegado a las {_at(half)}."
    )


def _half_of_them(cuts: list[CutPoint], total: int) -> str:
    """The local time of the cut in which half of the new visitors have come."""
    so_far = accumulate(cut.new_visitors or 0 for cut in cuts)
    return next(cut.local for cut, sum_ in zip(cuts, so_far, strict=True) if 2 * sum_ >= total)


def baseline_days(memoria: Memoria) -> str:
    days = ordinary_days(memoria)
    counts = [day.hits for day in days if day.hits is not None]
    missing = len(days) - len(counts)
    drills = sum(day.drill for day in days)
    text = f"De {_plural(len(days), 'día', 'días')}, {missing} sin cifra y {drills} de simulacro."
    if counts:
        text += f" Entre {locale.number(min(counts))} y {locale.number(max(counts))} hits diarios."
    return text


def fold(memoria: Memoria) -> str:
    found = memoria.planning.folds.pointer
    if found is None or found.burst is None:
        return ""
    top = max(range(len(found.bins)), key=lambda number: (found.bins[number], -number))
    start = top * found.bin_s
    return (
        f"Los segundos {start} a {start + found.bin_s - 1} del corte suman "
        f"{locale.number(found.bins[top])} consultas, {locale.times(found.burst)} el promedio de "
        f"{len(found.bins)} tramos de {found.bin_s} segundos; el menor, "
        f"{locale.number(min(found.bins))}."
    )


def load(rates: Sequence[float]) -> str:
    """rates: requests a second of each cut, the largest first."""
    tenth, half = rates[len(rates) // 10], rates[len(rates) // 2]
    return (
        f"{_cuts(len(rates))} por su carga: de {locale.number(rates[0], 2)} solicitudes por "
        f"segundo en el mayor a {locale.number(rates[-1], 2)} en el menor; la décima parte llega a "
        f"{locale.number(tenth, 2)} y la mitad a {locale.number(half, 2)}."
    )


def calendar(memoria: Memoria) -> str:
    found = memoria.availability
    return (
        f"De {_cuts(found.cuts)}: {locale.number(found.served)} servidos, "
        f"{locale.number(found.errors)} con error, {locale.number(found.silent)} sin solicitudes y "
        f"{locale.number(found.no_evidence)} sin evidencia. {_outages(memoria)}"
        + _adherence(found.adherence)
    )


def _adherence(found: Adherence | None) -> str:
    if found is None:
        return ""
    return (
        f" Sin datos nuevos: {_cuts(found.unseen)}; con datos nuevos tarde: "
        f"{locale.number(found.late)}."
    )


def delays(found: Adherence) -> str:
    """Of the cuts whose delay is known, and where nothing new came."""
    text = f"De {_cuts(found.seen + found.unseen)}, {locale.number(found.unseen)} sin datos nuevos."
    if found.delay_p50 is not None and found.delay_max is not None:
        text += (
            f" La mitad llegó en {locale.number(round(found.delay_p50))} segundos o menos; el más "
            f"tardío, en {locale.number(round(found.delay_max))}"
        )
        text += f", a las {_at(found.delay_max_instant.local)}." if found.delay_max_instant else "."
    spans = [_from_to(span) for span in found.stale]
    return f"{text} Tramos con un corte viejo: {_some(spans, 'ninguno')}."


def _extremes(hours: Sequence[HourPoint], value: Callable[[HourPoint], int | None]) -> str:
    known = [(count, hour.local) for hour in hours if (count := value(hour)) is not None]
    if not known:
        return "sin datos."
    top, low = (choose(known, key=lambda found: found[0]) for choose in (max, min))
    return (
        f"máximo {locale.number(top[0])} a las {_at(top[1])}; mínimo {locale.number(low[0])} a "
        f"las {_at(low[1])}."
    )


def _count(hour: HourPoint, metric: str) -> int | None:
    value = getattr(hour, metric)
    return value if isinstance(value, int) else None


def _hours(hours: Sequence[HourPoint]) -> str:
    if not hours:
        return ""
    some = locale.listing([_at(hour.local) for hour in hours[:NAMED]])
    return f" ({some}{' y otras' if len(hours) > NAMED else ''})"


def _at(local: str) -> str:
    moment = datetime.fromisoformat(local)
    return f"{moment:%H:%M} horas del {locale.short_day(moment)}"


def _cuts(count: int) -> str:
    return locale.plural(count, "corte", "cortes")


def _plural(count: int | None, one: str, many: str) -> str:
    return locale.plural(count or 0, one, many)
