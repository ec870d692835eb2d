"""The answers of the first page, each bounded so that they stand on one sheet."""

from dataclasses import replace

from reports import locale
from reports.compare.model import Comparison
from reports.compare.naming import names
from reports.compare.sentences.criteria import every
from reports.documents import fonts
from reports.sentences.phrases import Answer
from reports.sentences.rules import Criterion

NAMED, EMS = 2, 14
"""Diffusers that an answer names, and the room of each."""
CRITERIA, CRITERION = 3, 92
"""Criteria of the first page, and the ems of each."""


def answers(comparison: Comparison) -> tuple[Answer, ...]:
    """Who delivered, is it complete, how many consulted it, what failed, was it enough, can it be
    trusted."""
    return (
        _delivered(comparison),
        _complete(comparison),
        _reached(comparison),
        _failed(comparison),
        _capacity(comparison),
        _trusted(comparison),
    )


def some(comparison: Comparison, deliveries: list[str]) -> str:
    """A few by name, and how many more; nothing of none."""
    named = names(comparison)
    told = [fonts.brief(named[one], EMS) for one in deliveries[:NAMED]]
    rest = len(deliveries) - len(told)
    return locale.listing([*told, f"{locale.number(rest)} más"] if rest else told)


def _delivered(comparison: Comparison) -> Answer:
    found = comparison.deliveries
    late = [one.delivery for one in comparison.included if (one.days_late or 0) > 0]
    out = [one.delivery for one in found if not one.is_in]
    marked = [one.delivery for one in found if one.state == "marked"]
    parts = [f"{locale.number(len(comparison.included) - len(late))} a tiempo"]
    parts += [f"tarde: {some(comparison, late)}"] if late else []
    parts += [f"fuera: {some(comparison, out)}"] if out else []
    parts += [f"con reserva: {some(comparison, marked)}"] if marked else []
    figure = f"{locale.number(len(comparison.included))} de {locale.number(len(found))} entregas"
    mark = "aviso" if late or out or marked else ""
    return Answer("¿Quién entregó?", figure, f"{'; '.join(parts)}.", mark)


def _complete(comparison: Comparison) -> Answer:
    short = [
        one.delivery
        for one in comparison.included
        if any(item.status != "completo" for item in one.contents)
    ]
    whole = len(comparison.included) - len(short)
    text = "Ninguna deja de traer lo que pide el convenio."
    if short:
        text = f"Les falta algo a {some(comparison, short)}: está en la sección de entregas."
    if not comparison.included:
        text = "No se admitió ninguna."
    return Answer(
        "¿Están completas?",
        f"{locale.number(whole)} completas",
        text,
        "aviso" if short or not comparison.included else "",
    )


def _reached(comparison: Comparison) -> Answer:
    hits, counted = comparison.figure("hits"), comparison.figure("counted")
    if hits is None or hits.value is None:
        return Answer(
            "¿Cuánto se consultó?",
            "No se puede sumar",
            "Ninguna entrega es comparable con otra.",
            "aviso",
        )
    number = round(counted.value or 0) if counted else 0
    text = (
        f"Suma de {locale.plural(number, 'difusor comparable', 'difusores comparables')}. Los "
        "visitantes no se suman: quien consultó a varios cuenta en cada uno."
    )
    left = len(comparison.included) - number
    if left:
        text += (
            f" {locale.plural(left, 'difusor no es comparable', 'difusores no son comparables')}."
        )
    return Answer("¿Cuánto se consultó?", f"{locale.number(round(hits.value))} hits", text)


def _failed(comparison: Comparison) -> Answer:
    origin = comparison.origin()
    alone = [one for one in comparison.own() if one.long or one.very_long]
    deliveries = list(dict.fromkeys(one.delivery for one in alone if one.delivery))
    minutes = sum(one.minutes for one in origin)
    text = (
        f"A la mayoría a la vez, {locale.duration(minutes)} en total. "
        if origin
        else "Nada falló a la mayoría a la vez. "
    )
    text += (
        f"Por su cuenta: {some(comparison, deliveries)}."
        if deliveries
        else "Nadie falló por su cuenta tanto como señala el convenio."
    )
    figure = f"{locale.number(len(origin))} de todos, {locale.number(len(alone))} propias"
    return Answer("¿Qué falló?", figure, text, "aviso" if origin or alone else "")


def _capacity(comparison: Comparison) -> Answer:
    peak, largest = comparison.figure("peak_5m"), comparison.figure("largest_share")
    if peak is None or peak.value is None:
        return Answer(
            "¿Alcanzó la capacidad?", "No se sabe", "Ninguna entrega se puede sumar.", "aviso"
        )
    known = [one for one in comparison.capacity if one.headroom is not None]
    short = [one.delivery for one in known if (one.headroom or 0) < 1]
    rate = locale.number(round(peak.value / comparison.setting.cut_minutes / 60))
    text = f"Fueron {rate} por segundo. "
    if largest and largest.value is not None and largest.delivery:
        text += f"{some(comparison, [largest.delivery])} llevó {locale.percent(largest.value, 1)}. "
    if not known:
        text += "Sin él no se sabe qué soportarían los demás."
    elif short:
        text += f"Sin él no alcanzaría a {some(comparison, short)}."
    else:
        text += f"Sin él, a {locale.plural(len(known), 'difusor', 'difusores')} les alcanzaría."
    figure = f"{locale.number(round(peak.value))} por corte"
    return Answer("¿Alcanzó la capacidad?", figure, text, "aviso" if short or not known else "")


def _trusted(comparison: Comparison) -> Answer:
    wrong = [
        one.delivery
        for one in comparison.deliveries
        if any(topic.state == "missing" for topic in one.examined)
    ]
    good = sum(bool(one.examined) and one.delivery not in wrong for one in comparison.deliveries)
    again = sum(one.recomputed == "good" for one in comparison.included)
    text = (
        f"Medidas de nuevo desde sus bitácoras: {locale.number(again)} iguales."
        if comparison.setting.recomputed else "Sus bitácoras no se midieron de nuevo."
    )  # fmt: skip
    if wrong:
        text = f"No coinciden: {some(comparison, wrong)}. {text}"
    figure = f"{locale.number(good)} de {locale.number(len(comparison.deliveries))} íntegras"
    mark = "aviso" if good < len(comparison.deliveries) else ""
    return Answer("¿Se puede confiar en ellas?", figure, text, mark)


def criteria(comparison: Comparison) -> tuple[Criterion, ...]:
    """The three that weigh most."""
    found = [one for one in every(comparison) if one.text][:CRITERIA]
    return tuple(replace(one, text=fonts.brief(one.text, CRITERION)) for one in found)
