"""The published services in words: the answers of the follow-up's first page, what each section
says, what its charts show."""

from collections.abc import Sequence
from datetime import date

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.services import Service
from reports.sentences.phrases import Answer, is_it_complete

NAME = 16
"""Ems of a service's name in an answer."""
NAMED = 2


def answers(memoria: Memoria) -> tuple[Answer, ...]:
    """How much were they used, did they work, what failed, what is delivered."""
    return (_how_much(memoria), _did_they_work(memoria), _what_failed(memoria), _delivered(memoria))


def _name(one: Service) -> str:
    return fonts.brief(one.title, NAME)


def _how_much(memoria: Memoria) -> Answer:
    question = "¿Cuánto se usaron?"
    total = memoria.measures.operation.sections.published
    figure = f"{locale.number(total.visits)} visitas"
    text = f"{locale.number(total.pages)} páginas y {locale.number(total.hits)} hits."
    known = [(one, one.changed("visits").change) for one in memoria.services.each]
    moved = sorted(
        ((change, one) for one, change in known if change is not None), key=lambda pair: pair[0]
    )
    if not moved:
        return Answer(question, figure, f"{text} Sin meses anteriores con qué comparar.")
    up = sum(change > 0 for change, _ in moved)
    text += f" Frente a sus meses anteriores suben {up} de {_tools(len(moved))}"
    (low, least), (high, most) = moved[0], moved[-1]
    text += f": de {_name(least)} ({locale.change(low)}) a {_name(most)} ({locale.change(high)})."
    return Answer(question, figure, text)


def _did_they_work(memoria: Memoria) -> Answer:
    question = "¿Funcionaron?"
    tried = [one for one in memoria.services.each if one.cuts.availability is not None]
    if not tried:
        return Answer(question, locale.MISSING, "No hay evidencia de que respondieran.", "aviso")
    served = sum(one.cuts.served for one in tried)
    every = served + sum(one.cuts.errors for one in tried)
    worst = min(tried, key=lambda one: one.cuts.availability or 0)
    share = locale.percent(worst.cuts.served, worst.cuts.served + worst.cuts.errors)
    text = f"De los cortes en que alguien las pidió. La menos disponible: {_name(worst)}, {share}."
    if dark := max(one.days - one.days_seen for one in memoria.services.each):
        text += f" {locale.plural(dark, 'día', 'días')} sin bitácora."
    mark = "" if served == every and not dark else "aviso"
    return Answer(question, locale.percent(served, every), text, mark)


def _what_failed(memoria: Memoria) -> Answer:
    count = len(memoria.incidents)
    found = [(one, out) for one in memoria.services.each for out in one.outages]
    long = [pair for pair in found if pair[1].reaches_cuts or pair[1].reaches_minutes]
    unreported = sum(candidate.is_open for candidate in memoria.candidates)
    shows = "muestra" if long else "no muestra"
    text = f"La bitácora {shows} {_outages(len(long))} de {_threshold(memoria)} o más"
    if long:
        one, longest = max(long, key=lambda pair: pair[1].minutes)
        text += f"; la más larga, de {locale.duration(longest.minutes)}, en {_name(one)}"
    text += "."
    if unreported:
        text += f" {locale.plural(unreported, 'hallazgo', 'hallazgos')} sin reportar."
    figure = locale.plural(count, "incidencia", "incidencias")
    return Answer("¿Qué falló?", figure, text, "aviso" if long or unreported else "")


def _delivered(memoria: Memoria) -> Answer:
    found = is_it_complete(memoria)
    late = sum(accord.overdue for accord in memoria.records.accords)
    if not late:
        return Answer("¿Qué se entrega?", found.figure, found.text, found.mark)
    said = locale.plural(late, "acuerdo vencido", "acuerdos vencidos")
    return Answer("¿Qué se entrega?", found.figure, f"{found.text} {said}.", "aviso")


def _tools(count: int) -> str:
    return locale.plural(count, "herramienta", "herramientas")


def _outages(count: int) -> str:
    return locale.plural(count, "interrupción", "interrupciones") if count else "ninguna"


def _threshold(memoria: Memoria) -> str:
    return locale.plural(memoria.availability.threshold_cuts, "corte", "cortes")


def basis(memoria: Memoria) -> str:
    """What the ordinary month of the first page is."""
    each = memoria.services.each
    most = max((one.months_before for one in each), default=0)
    if not most:
        return "No hay bitácora de meses anteriores: no hay mes ordinario con qué comparar."
    months = locale.plural(most, "mes anterior", "meses anteriores")
    fewer = [one.title for one in each if one.months_before < most]
    text = (
        f"Mes ordinario: el promedio diario de hasta {months}, por los días con bitácora "
        f"{memoria.agreement.words.operation.of_the}."
    )
    if not fewer:
        return text
    named = locale.listing([fonts.brief(title, NAME) for title in fewer[:NAMED]])
    more = f" y {len(fewer) - NAMED} más" if len(fewer) > NAMED else ""
    return f"{text} Con menos meses: {named}{more}."


# ---------------------------------------------------------------------- what the sections say


def use(memoria: Memoria) -> str:
    """How much all of them were used together, and on how many days that rests."""
    total = memoria.measures.operation.sections.published
    days = max((one.days for one in memoria.services.each), default=0)
    seen = min((one.days_seen for one in memoria.services.each), default=0)
    text = (
        f"En {memoria.agreement.words.operation.the}, {memoria.agreement.published.the} sumaron "
        f"{locale.number(total.visits)} visitas, {locale.number(total.pages)} páginas y "
        f"{locale.number(total.hits)} hits. Hay bitácora de {locale.number(seen)} de "
        f"{locale.plural(days, 'día', 'días')}"
    )
    return f"{text}; lo que falta no se supone." if seen < days else f"{text}."


def worked(memoria: Memoria) -> str:
    each = memoria.services.each
    whole = [one.title for one in each if one.cuts.availability == 1]
    found = [outage for one in each for outage in one.outages]
    reach = (
        (sum(out.reaches_cuts for out in found), _threshold(memoria)),
        (
            sum(out.reaches_minutes for out in found),
            locale.duration(memoria.availability.threshold_minutes),
        ),
    )
    text = "; ".join(f"de {limit} o más, {_outages(count)}" for count, limit in reach)
    said = f"Interrupciones de alguna herramienta: {text}."
    if whole:
        said += f" Sin un solo corte de puras fallas: {locale.listing(whole)}."
    return said


# ----------------------------------------------------------------------- what the charts show


def months(each: Sequence[Service]) -> str:
    known = [one for one in each if one.use.visits is not None]
    if not known:
        return "Ninguna herramienta tiene bitácora de ese periodo."
    top, low = (choose(known, key=lambda one: one.use.visits or 0) for choose in (max, min))
    text = f"De {_tools(len(each))}, la de más visitas es {_said(top)}"
    return f"{text} y la de menos, {_said(low)}." if low is not top else f"{text}."


def _said(one: Service) -> str:
    visits = one.changed("visits")
    ordinary = locale.number(visits.ordinary, 0)
    return f"{_name(one)}, con {locale.number(one.use.visits)} (mes ordinario, {ordinary})"


def by_day(each: Sequence[Service]) -> str:
    days = [(day.visits or 0, day.day, one) for one in each for day in one.by_day]
    dark = max((one.days - one.days_seen for one in each), default=0)
    if not any(visits for visits, *_ in days):
        return f"Ninguna visita a ninguna de {_tools(len(each))} en esos días."
    visits, day, one = max(days, key=lambda found: found[0])
    when = locale.short_day(date.fromisoformat(day))
    return (
        f"Visitas diarias de {_tools(len(each))}. El máximo es de {_name(one)}: "
        f"{locale.number(visits)} el {when}. Días sin bitácora: {locale.number(dark)}."
    )


def calendar(each: Sequence[Service]) -> str:
    days = [(one, day) for one in each for day in one.by_day]
    failed = [(day.cuts.errors, day.day, one) for one, day in days if day.cuts.errors]
    dark = max((one.days - one.days_seen for one in each), default=0)
    text = f"De {locale.number(len(days))} días de herramienta, {locale.number(len(failed))} con "
    text += "algún corte de puras fallas"
    if failed:
        cuts, day, one = max(failed, key=lambda found: found[0])
        when = locale.short_day(date.fromisoformat(day))
        said = locale.plural(cuts, "corte", "cortes")
        text += f"; el peor, el {when} en {_name(one)}, con {said}"
    return f"{text}. Días sin evidencia: {locale.number(dark)}."
