"""What each chart shows, in words made from its data, for whoever cannot see it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import accumulate

from reports import locale
from reports.model import Memoria
from reports.model.audience import Durations
from reports.model.availability import Adherence
from reports.model.incidents import Candidate, Incident
from reports.model.traffic import CutPoint, HourPoint
from reports.ordinary import ordinary_days

STATES = {
    "served": "servido",
    "errors": "con error",
    "silent": "sin solicitudes",
    "no_evidence": "sin evidencia",
}


def night(memoria: Memoria) -> str:
    cuts = memoria.series.cuts
    known = [cut for cut in cuts if cut.hits]
    text = f"Gráfica de líneas de {_cuts(len(cuts))} de {memoria.agreement.cut_minutes} minutos."
    if known:
        peak = max(known, key=lambda cut: cut.hits or 0)
        text += (
            f" Máximo: {locale.number(peak.hits)} solicitudes en el corte de las {_at(peak.local)}"
        )
        if peak.baseline:
            text += f", cuando lo ordinario son {locale.number(peak.baseline.mean, 1)}"
        text += "."
    text += f" Interrupciones marcadas: {len(memoria.availability.outages)}."
    return text + f" Incidencias sombreadas: {len(memoria.incidents)}."


def timeline(memoria: Memoria) -> str:
    reported = [f"{item.id} ({_from_to(item)})" for item in memoria.incidents]
    found = [f"{item.id} ({_from_to(item)})" for item in memoria.candidates]
    text = "Gráfica de líneas de las solicitudes por corte, con barras encima."
    text += f" Incidencias reportadas: {locale.listing(reported) or 'ninguna'}."
    return text + f" Hallazgos de la bitácora: {locale.listing(found) or 'ninguno'}."


def _from_to(item: Incident | Candidate) -> str:
    start, end = (datetime.fromisoformat(at.local) for at in (item.start, item.end))
    return locale.brief_span(start, end)


def coverage(memoria: Memoria) -> str:
    hours = memoria.series.hours
    empty = [hour for hour in hours if hour.cuts_with_lines == 0]
    part = [hour for hour in hours if 0 < hour.cuts_with_lines < hour.cuts]
    text = f"Gráfica de barras de {len(hours)} horas. Sin ningún renglón: {len(empty)}"
    text += f" ({_hours(empty)})." if empty else "."
    return text + f" Con cortes vacíos: {len(part)}" + (f" ({_hours(part)})." if part else ".")


def hourly(memoria: Memoria, metric: str, label: str) -> str:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    text = (
        f"Gráfica de líneas: {label.lower()} de cada una de las {len(hours)} horas de la "
        "operación. "
    )
    return text + _extremes(hours, lambda hour: _count(hour, metric))


def audiences(memoria: Memoria) -> str:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    persons, robots = (
        _extremes(hours, lambda hour: hour.persons),
        _extremes(hours, lambda hour: hour.robots),
    )
    return f"Gráfica de dos líneas por hora. Personas: {persons} Robots: {robots}"


def durations(found: Sequence[Durations]) -> str:
    text = "Gráfica de líneas por hora del tiempo en que se atendieron 95 de cada 100 solicitudes."
    for each in found:
        slowest = max(each.hours, key=lambda hour: (hour.p95, hour.utc))
        text += (
            f" {'PREP' if each.section == 'prep' else each.section.capitalize()}: máximo "
            f"{locale.milliseconds(slowest.p95)} a las {_at(slowest.local)}."
        )
    return text


def errors(memoria: Memoria) -> str:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    server, client = (
        _extremes(hours, lambda hour: hour.status_5xx),
        _extremes(hours, lambda hour: hour.status_4xx),
    )
    return f"Gráfica de dos líneas por hora. Clase 5xx: {server} Clase 4xx: {client}"


def visitors(memoria: Memoria) -> str:
    hours = [
        hour for hour in memoria.series.hours if hour.in_operation and hour.visitors_max is not None
    ]
    peak = max(hours, key=lambda hour: hour.visitors_max or 0)
    return (
        f"Gráfica de intervalos de {len(hours)} horas. El mayor va de "
        f"{locale.number(peak.visitors_min)} a {locale.number(peak.visitors_max)} visitantes "
        f"estimados, a las {_at(peak.local)}."
    )


def ordinary_hours(memoria: Memoria) -> str:
    bands = [hour.baseline_hits for hour in memoria.series.hours if hour.in_operation]
    known = [band.median for band in bands if band]
    return (
        f"Gráfica de línea y banda de {len(known)} horas ordinarias. La mediana va de "
        f"{locale.number(min(known), 1)} a {locale.number(max(known), 1)} hits por hora."
    )


def new_visitors(memoria: Memoria) -> str:
    cuts = [cut for cut in memoria.series.cuts if cut.new_visitors is not None]
    total = sum(cut.new_visitors or 0 for cut in cuts)
    peak = max(cuts, key=lambda cut: cut.new_visitors or 0)
    half = _half_of_them(cuts, total)
    return (
        f"Gráfica de barras de {_cuts(len(cuts))}: {locale.number(total)} visitantes nuevos. "
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
    text = f"Gráfica de barras de {len(days)} días; {missing} sin cifra, {drills} de simulacro."
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
        f"Gráfica de {len(found.bins)} barras de {found.bin_s} segundos: los segundos {start} a "
        f"{start + found.bin_s - 1} del corte suman {locale.number(found.bins[top])} consultas, "
        f"{locale.times(found.burst)} el promedio; la barra menor, "
        f"{locale.number(min(found.bins))}."
    )


def load(rates: Sequence[float]) -> str:
    """rates: requests a second of each cut, the largest first."""
    tenth, half = rates[len(rates) // 10], rates[len(rates) // 2]
    return (
        f"Gráfica de {_cuts(len(rates))} ordenados por su carga: de "
        f"{locale.number(rates[0], 2)} solicitudes por segundo en el mayor a "
        f"{locale.number(rates[-1], 2)} en el menor; la décima parte pasa de "
        f"{locale.number(tenth, 2)} y la mitad de {locale.number(half, 2)}."
    )


def calendar(memoria: Memoria) -> str:
    found = memoria.availability
    return (
        f"Cuadrícula de {_cuts(found.cuts)}, una fila por hora: {found.served} servidos, "
        f"{found.errors} con error, {found.silent} sin solicitudes y {found.no_evidence} sin "
        "evidencia." + _adherence(found.adherence)
    )


def _adherence(found: Adherence | None) -> str:
    if found is None:
        return ""
    return (
        f" Se marcan {found.unseen} en que no se vieron datos nuevos y {found.late} en que "
        "llegaron tarde."
    )


def delays(found: Adherence) -> str:
    """Of the cuts whose delay is known, and where nothing new came."""
    text = f"Gráfica de puntos, uno por corte visto llegar: {found.seen}."
    if found.delay_p50 is not None and found.delay_max is not None:
        text += (
            f" La mitad llegó en {locale.number(round(found.delay_p50))} segundos o menos; el más "
            f"tardío, en {locale.number(round(found.delay_max))}"
        )
        text += f", a las {_at(found.delay_max_instant.local)}." if found.delay_max_instant else "."
    text += f" Cortes sin datos nuevos, marcados al pie: {found.unseen}."
    spans = [
        locale.brief_span(*(datetime.fromisoformat(at.local) for at in (span.start, span.end)))
        for span in found.stale
    ]
    return f"{text} Tramos sombreados con un corte viejo: {locale.listing(spans) or 'ninguno'}."


def _extremes(hours: list[HourPoint], value: Callable[[HourPoint], int | None]) -> str:
    known = [(count, hour.local) for hour in hours if (count := value(hour)) is not None]
    if not known:
        return "sin datos."
    top, low = max(known), min(known)
    return (
        f"máximo {locale.number(top[0])} a las {_at(top[1])}; mínimo {locale.number(low[0])} a "
        f"las {_at(low[1])}."
    )


def _count(hour: HourPoint, metric: str) -> int | None:
    value = getattr(hour, metric)
    return value if isinstance(value, int) else None


def _hours(hours: list[HourPoint]) -> str:
    return locale.listing([_at(hour.local) for hour in hours[:6]]) + (
        " y otras" if len(hours) > 6 else ""
    )


def _at(local: str) -> str:
    moment = datetime.fromisoformat(local)
    return f"{moment:%H:%M} horas del {locale.short_day(moment)}"


def _cuts(count: int) -> str:
    return locale.plural(count, "corte", "cortes")
