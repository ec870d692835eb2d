"""What each chart of the comparison shows, in words from its data, for whoever cannot see it."""

from collections.abc import Sequence

from reports import locale
from reports.charts.rows import brief
from reports.compare.model import Comparison, Hours
from reports.compare.sentences.criteria import who
from reports.sentences.arrivals import seconds


def night(comparison: Comparison) -> str:
    known = [one for one in comparison.totals if one.hits is not None]
    peak = max(known, key=lambda one: one.hits or 0)
    cuts = locale.plural(len(comparison.totals), "corte", "cortes")
    return (
        f"Solicitudes de los que se suman, en {cuts}. "
        f"Máximo: {locale.number(peak.hits)} a las {brief(peak.slot.local)}. {_origin(comparison)}"
    )


def _origin(comparison: Comparison) -> str:
    found = comparison.origin()
    if not found:
        return "Ninguna falla fue de la mayoría a la vez."
    longest = max(found, key=lambda one: one.minutes)
    return (
        f"{locale.plural(len(found), 'falla', 'fallas')} de la mayoría a la vez; la más larga, de "
        f"{locale.duration(longest.minutes)}, desde las {brief(longest.start.local)}."
    )


def hours(comparison: Comparison, part: Sequence[Hours]) -> str:
    """Of the panels of one drawing."""
    peaks = [
        (hour.hits, one.delivery, hour.hour.local)
        for one in part
        for hour in one.hours
        if hour.hits is not None
    ]
    text = f"{locale.plural(len(part), 'panel', 'paneles')}, uno por difusor, a la misma escala."
    if not peaks:
        return f"{text} Ninguna hora tiene evidencia."
    most, delivery, at = max(peaks)
    least = min(max(hit for hit, one, _ in peaks if one == each) for each in {p[1] for p in peaks})
    return (
        f"{text} La hora más cargada es de {who(comparison, [delivery])}: "
        f"{locale.plural(most, 'solicitud', 'solicitudes')} a las {brief(at)}; la mayor del más "
        f"pequeño, {locale.number(least)}."
    )


def calendar(comparison: Comparison) -> str:
    errors = sum(one.count("errors") for one in comparison.calendars)
    silent = sum(one.count("silent") for one in comparison.calendars)
    unseen = sum(one.count("unseen") for one in comparison.calendars)
    unknown = sum(one.count("no_evidence") for one in comparison.calendars)
    return (
        f"{locale.plural(len(comparison.calendars), 'renglón', 'renglones')}, uno por difusor. En "
        f"total, {locale.plural(errors, 'corte', 'cortes')} con solo errores, "
        f"{locale.number(silent)} en que nadie pidió, {locale.number(unseen)} sin datos nuevos y "
        f"{locale.number(unknown)} sin evidencia. {_origin(comparison)}"
    )


def timeline(comparison: Comparison) -> str:
    count = {
        source: sum(one.source == source for one in comparison.events)
        for source in ("both", "reported", "seen")
    }
    return (
        f"{locale.plural(len(comparison.events), 'incidencia', 'incidencias')}: "
        f"{locale.number(count['both'])} reportadas y vistas, {locale.number(count['reported'])} "
        f"solo reportadas y {locale.number(count['seen'])} solo vistas en la bitácora. "
        f"{_origin(comparison)}"
    )


def capacity(comparison: Comparison) -> str:
    peak, largest = comparison.figure("peak_5m"), comparison.figure("largest_share")
    text = ""
    if peak and peak.value is not None:
        text = f"En el corte más cargado hubo {locale.number(round(peak.value))} solicitudes. "
    if largest and largest.value is not None and largest.delivery:
        share = locale.percent(largest.value, 1)
        text += f"{who(comparison, [largest.delivery])} atendió {share}. "
    known = [one for one in comparison.capacity if one.headroom is not None]
    short = [one.delivery for one in known if (one.headroom or 0) < 1]
    if not known:
        return text + "No se conoce la holgura de ninguno."
    told = f"no alcanzaría a {who(comparison, short)}" if short else "les alcanzaría a todos"
    return text + f"De {locale.number(len(known))} con holgura conocida, sin él {told}."


def delays(comparison: Comparison) -> str:
    known = [one for one in comparison.delays if one.p50 is not None]
    first = min(known, key=lambda one: (one.p50 or 0, one.delivery))
    last = max(known, key=lambda one: (one.p50 or 0, one.delivery))
    worst = max(known, key=lambda one: (one.max or 0, one.delivery))
    return (
        f"Medianas de {locale.plural(len(known), 'difusor', 'difusores')}: de {seconds(first.p50)} "
        f"({who(comparison, [first.delivery])}) a {seconds(last.p50)} "
        f"({who(comparison, [last.delivery])}). El peor corte llegó {seconds(worst.max)} después, "
        f"a {who(comparison, [worst.delivery])}."
    )
