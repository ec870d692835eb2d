"""What the next call can ask for: sentences made from the figures of all, each naming those that it
rests on as comparativo.json does: group and field, or group and metric. Where nothing need be asked
there is no sentence, and why."""

import math
from collections import Counter
from statistics import median

from reports import locale
from reports.compare.model import Comparison
from reports.compare.naming import brief
from reports.sentences.arrivals import seconds
from reports.sentences.rules import MARGIN, Criterion, Rule, Said

CONCENTRATED = 1 / 3
"""Of the total's peak: whose fall the others feel."""
WHOLE = 1.0
NAMED, EMS = 3, 24
"""Diffusers told by name in a sentence, and the room of each; of more, how many they are."""


def every(comparison: Comparison) -> tuple[Criterion, ...]:
    return tuple(rule.of(comparison) for rule in RULES)


def who(comparison: Comparison, deliveries: list[str]) -> str:
    """By name, if they are few."""
    if len(deliveries) > NAMED:
        return f"{locale.number(len(deliveries))} difusores"
    named = brief(comparison, EMS)
    return locale.listing([f"«{named[one]}»" for one in deliveries])


# ----------------------------------------------------------------------------------- sentences


def _origin(comparison: Comparison) -> Said:
    found = comparison.origin()
    if not found:
        return Said(reason="ninguna falla fue de la mayoría a la vez")
    minutes = sum(one.minutes for one in found)
    return Said(
        "El origen de los datos deberá tener un respaldo probado y avisar a los difusores cuando "
        f"falle: {locale.plural(len(found), 'falla alcanzó', 'fallas alcanzaron')} a la mayoría a "
        f"la vez, {locale.duration(minutes)} en total."
    )


def _alone(comparison: Comparison) -> Said:
    found = [one for one in comparison.own() if one.long or one.very_long]
    if not found:
        return Said(reason="ningún difusor falló por su cuenta tanto como señala el convenio")
    deliveries = list(dict.fromkeys(one.delivery for one in found if one.delivery))
    longest = max(found, key=lambda one: one.minutes)
    verb = "interrumpió" if len(deliveries) == 1 else "interrumpieron"
    return Said(
        "Cada difusor deberá tener guardia técnica y un servidor de respaldo durante la operación: "
        f"{who(comparison, deliveries)} {verb} la difusión por su cuenta, la vez más larga "
        f"{locale.duration(longest.minutes)}."
    )


def _headroom(comparison: Comparison) -> Said:
    known = [one for one in comparison.capacity if one.headroom is not None]
    if not known:
        return Said(reason="no se conoce la holgura de ninguno")
    short = [one.delivery for one in known if (one.headroom or 0) < 1]
    if not short:
        return Said(reason="todos aquellos de quienes se sabe soportan la falla del mayor")
    verb = "soportaría" if len(short) == 1 else "soportarían"
    some = locale.plural(len(known), "difusor", "difusores")
    return Said(
        "Cada difusor deberá soportar lo que le tocaría si fallara el mayor: de "
        f"{some} con capacidad conocida, "
        f"{who(comparison, short)} no lo {verb}."
    )


def _total(comparison: Comparison) -> Said:
    found = comparison.figure("peak_5m")
    if found is None or found.value is None:
        return Said(reason="ninguna entrega se puede sumar")
    need = math.ceil(MARGIN * found.value / comparison.setting.cut_minutes / 60)
    seen = locale.number(round(found.value))
    return Said(
        f"Los difusores, en conjunto, deberán atender al menos {locale.number(need)} solicitudes "
        f"por segundo: el doble de su corte más cargado ({seen} solicitudes en "
        f"{comparison.setting.cut_minutes} minutos)."
    )


def _concentration(comparison: Comparison) -> Said:
    found = comparison.figure("largest_share")
    if found is None or found.value is None or found.delivery is None:
        return Said(reason="ninguna entrega se puede sumar")
    if found.value < CONCENTRATED:
        return Said(reason="ninguno llevó más de la tercera parte del corte más cargado")
    return Said(
        "Conviene invitar a más difusores de tamaño semejante al mayor: "
        f"{who(comparison, [found.delivery])} llevó {locale.percent(found.value, 1)} del corte más "
        "cargado."
    )


def _declared(comparison: Comparison) -> Said:
    silent = [one.delivery for one in comparison.included if one.declared_rps is None]
    if not silent:
        return Said(reason="todos declaran su capacidad")
    verb = "no la declaró" if len(silent) == 1 else "no la declararon"
    return Said(
        "Todo difusor deberá declarar cuántas solicitudes por segundo soporta, y con qué prueba: "
        f"{who(comparison, silent)} {verb}."
    )


def _method(comparison: Comparison) -> Said:
    blind = [one.delivery for one in comparison.included if one.sees_all is False]
    if not blind:
        return Said(reason="las bitácoras de todos ven lo publicado")
    verb = "usó uno" if len(blind) == 1 else "usaron uno"
    return Said(
        "Se preferirá el método en que el difusor sirve él mismo lo publicado: "
        f"{who(comparison, blind)} {verb} cuya bitácora no lo ve, y su alcance no se puede "
        "comparar."
    )


def _logs(comparison: Comparison) -> Said:
    gaps = [
        one.delivery
        for one in comparison.included
        if one.cuts and (one.cuts_evidence or 0) / one.cuts < WHOLE
    ]
    if not gaps:
        return Said(reason="todos tienen evidencia de todos los cortes")
    verb = "tiene" if len(gaps) == 1 else "tienen"
    return Said(
        "Las bitácoras deberán copiarse a otro equipo mientras se publica: "
        f"{who(comparison, gaps)} {verb} cortes sin evidencia."
    )


def _definition(comparison: Comparison) -> Said:
    used = Counter(one.definition for one in comparison.included if one.definition)
    if len(used) < 2:
        return Said(reason="todos contaron lo ordinario con la misma definición")
    return Said(
        "El promedio ordinario deberá contarse con una sola definición, la de la convocatoria: "
        f"esta vez se usaron {locale.number(len(used))} ({locale.listing(sorted(used))})."
    )


def _unreported(comparison: Comparison) -> Said:
    seen = [one for one in comparison.events if one.source == "seen"]
    if not seen:
        return Said(reason="no se vio nada que no se reportara")
    deliveries = list(dict.fromkeys(one.delivery for one in seen))
    return Said(
        "Cada difusor deberá revisar lo que muestra su bitácora y reportarlo o explicarlo: "
        f"quedaron {locale.plural(len(seen), 'hallazgo', 'hallazgos')} sin reportar, de "
        f"{who(comparison, deliveries)}."
    )


def _delays(comparison: Comparison) -> Said:
    known = [one.p90 for one in comparison.delays if one.p90 is not None]
    if not known:
        return Said(reason="no se conoce el retraso de ninguno")
    return Said(
        f"Cada corte deberá mostrarse a más tardar {seconds(median(known))} después de su minuto "
        "nominal en 90 de cada 100 casos: la mitad de los difusores ya lo logra (entre "
        f"{seconds(min(known))} y {seconds(max(known))})."
    )


def _deadline(comparison: Comparison) -> Said:
    late = [one.delivery for one in comparison.included if (one.days_late or 0) > 0]
    if not late:
        return Said(reason="todas las entregas admitidas llegaron a tiempo")
    verb = "entregó" if len(late) == 1 else "entregaron"
    return Said(
        "El plazo de la memoria deberá recordarse antes de que venza: "
        f"{who(comparison, late)} {verb} después."
    )


def _contents(comparison: Comparison) -> Said:
    short = Counter(
        item.title
        for one in comparison.included
        for item in one.contents
        if item.status != "completo"
    )
    if not short:
        return Said(reason="todas las entregas admitidas están completas")
    title, times = min(short.items(), key=lambda pair: (-pair[1], pair[0]))
    verb = "no lo entregó completo" if times == 1 else "no lo entregaron completo"
    return Said(
        f"La convocatoria deberá explicar con un ejemplo «{title}»: "
        f"{locale.plural(times, 'difusor', 'difusores')} {verb}, más que ningún otro contenido."
    )


def _evidence(comparison: Comparison) -> Said:
    open_ones = Counter(
        one.title
        for one in comparison.requirements
        for answer in one.answers
        if answer.answer in ("no cumple", "sin evidencia")
    )
    if not open_ones:
        return Said(reason="todos cumplen lo que les toca, con evidencia")
    title, times = min(open_ones.items(), key=lambda pair: (-pair[1], pair[0]))
    return Said(
        "El cumplimiento deberá comprobarse antes del primer simulacro, empezando por "
        f"«{title}»: {locale.plural(times, 'difusor', 'difusores')} sin cumplirlo o sin evidencia."
    )


def _robots(comparison: Comparison) -> Said:
    known = [one.share for one in comparison.robots if one.share is not None]
    if not known or not max(known):
        return Said(reason="no hubo robots")
    return Said(
        "Los robots se contarán aparte al dimensionar: hicieron entre "
        f"{locale.percent(min(known), 1)} y {locale.percent(max(known), 1)} de las solicitudes de "
        "cada difusor."
    )


RULES = (
    Rule("Respaldo del origen", ("failures.kind", "failures.minutes"), _origin),
    Rule("Falla del mayor", ("capacity.headroom", "capacity.if_largest_fails"), _headroom),
    Rule("Guardia y respaldo", ("failures.delivery", "failures.minutes"), _alone),
    Rule("Capacidad conjunta", ("network.peak_5m",), _total),
    Rule("Reparto de la carga", ("network.largest_share",), _concentration),
    Rule("Capacidad declarada", ("deliveries.declared_rps",), _declared),
    Rule("Método", ("deliveries.sees_all",), _method),
    Rule("Respaldo de las bitácoras", ("deliveries.cuts_evidence", "deliveries.cuts"), _logs),
    Rule("Una sola definición", ("deliveries.definition",), _definition),
    Rule("Reporte de incidencias", ("events.source",), _unreported),
    Rule("Retraso de los cortes", ("delays.p90",), _delays),
    Rule("Plazo", ("deliveries.days_late",), _deadline),
    Rule("Contenido", ("deliveries.contents",), _contents),
    Rule("Requerimientos", ("requirements.answers",), _evidence),
    Rule("Robots", ("robots.share",), _robots),
)
"""From what weighs most in the next call."""
