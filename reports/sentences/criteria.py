"""What a call for tenders can ask for: sentences made from the figures, each naming those it rests
on. A sentence whose figure is missing, or says that nothing need be asked, is not made, and why.

Figures are named as in resumen.json, the way `jq` would find them there.
"""

import math
import re
from collections.abc import Callable
from typing import Any

from reports import locale
from reports.model import Memoria
from reports.sentences.rules import MARGIN, Criterion, Rule, Said

IN_STEP = 1.5
"""Times the mean: a burst below it is no common clock."""


def every(memoria: Memoria) -> tuple[Criterion, ...]:
    return tuple(rule.of(memoria) for rule in RULES)


def figure(memoria: Memoria, name: str) -> tuple[Any, str]:
    """The value that stands in resumen.json under that name; where it is null, None and why."""
    value: Any = memoria
    reason = ""
    for part in re.split(r"[.\[\]]+", name):
        if not part:
            continue
        if part.isdecimal():
            value = value[int(part)]
            continue
        reason = getattr(value, f"{part}_reason", None) or ""
        value = getattr(value, part)
        if value is None:
            return None, reason or "no se conoce"
    return value, ""


def _rule(
    title: str,
    figures: tuple[str, ...],
    sentence: Callable[..., str],
    needless: Callable[..., str] = lambda *_: "",
) -> Rule[Memoria]:
    """sentence takes the figures in their order; needless says why not to ask, or nothing."""

    def say(memoria: Memoria) -> Said:
        found = [figure(memoria, name) for name in figures]
        missing = next((reason for value, reason in found if value is None), "")
        values = [value for value, _ in found]
        reason = missing or needless(*values)
        return Said(reason=reason) if reason else Said(sentence(*values))

    return Rule(title, figures, say)


# ----------------------------------------------------------------------------------- sentences


def _bound(is_lower: bool) -> str:
    return ", cota inferior porque el servidor fallaba" if is_lower else ""


def _sustained(requests: float, is_lower: bool) -> str:
    need = locale.number(math.ceil(MARGIN * requests / 60))
    return (
        f"La infraestructura deberá atender al menos {need} solicitudes por segundo, sostenidas "
        f"durante un minuto y sin errores: el doble del minuto más cargado que se midió "
        f"({locale.number(round(requests))} solicitudes{_bound(is_lower)})."
    )


def _momentary(requests: float, is_lower: bool) -> str:
    return (
        f"La infraestructura deberá admitir {locale.number(round(MARGIN * requests))} solicitudes "
        f"en un mismo segundo: el doble del segundo más cargado "
        f"({locale.number(round(requests))}{_bound(is_lower)})."
    )


def _by_maximum(ratio: float) -> str:
    return (
        "La capacidad se especificará por el máximo y no por el promedio: el segundo más cargado "
        f"tuvo {locale.times(ratio)} la carga media."
    )


def _link(bits: float, is_lower: bool) -> str:
    return (
        f"El enlace de salida deberá ser de al menos {locale.bit_rate(MARGIN * bits)}, con la "
        f"sobrecarga de la red incluida: el doble del minuto más cargado "
        f"({locale.bit_rate(bits)}{_bound(is_lower)})."
    )


def _load_test(tabs: float, period: float, refresh: float) -> str:
    many = math.ceil(MARGIN * tabs)
    rate = locale.number(many * refresh / period, 1)
    return (
        f"La prueba de carga deberá simular al menos {locale.number(many)} pestañas abiertas que "
        f"hagan {locale.number(refresh, 2)} solicitudes de datos cada "
        f"{locale.number(round(period))} segundos ({rate} por segundo): el doble de las que "
        "estuvieron abiertas a la vez."
    )


def _validators(requests: int, saved: float) -> str:
    return (
        "El apuntador y los datos deberán publicarse con validadores (ETag o Last-Modified) y "
        "responderse con 304 a quien ya los tenga: "
        f"{locale.plural(requests, 'respuesta repitió', 'respuestas repitieron')} lo que el "
        f"cliente ya tenía, {locale.size(saved)} que pudieron no enviarse."
    )


def _jitter(burst: float, period: float) -> str:
    return (
        "Las páginas que se actualizan solas deberán repartir al azar sus consultas a lo largo de "
        f"su periodo (esta vez, {locale.number(round(period))} segundos): los 10 segundos más "
        f"cargados de cada corte tuvieron {locale.times(burst)} las consultas del promedio."
    )


def _durations(share: float) -> str:
    return (
        "La bitácora deberá registrar la duración de cada respuesta (%D en Apache, $request_time "
        f"en nginx): esta vez la traen {locale.percent(share, 1)} de las solicitudes."
    )


def _clocks(cuts: int, minutes: int) -> str:
    return (
        "Los servidores deberán sincronizar su reloj por NTP y la bitácora registrar el desfase "
        f"respecto de UTC: de ello depende situar los {locale.number(cuts)} cortes de "
        f"{locale.number(minutes)} minutos que se midieron."
    )


def _copies(missing: int) -> str:
    return (
        "La bitácora deberá copiarse, mientras se publica, a otro equipo: "
        f"{locale.plural(missing, 'corte quedó', 'cortes quedaron')} sin evidencia."
    )


def _retention(days: int, least: int) -> str:
    return (
        f"Las bitácoras de al menos {locale.number(least)} días ordinarios anteriores deberán "
        f"conservarse para el comparativo: esta vez hubo {locale.number(days)}."
    )


def _watch(rise: float, decay: float) -> str:
    return (
        "El personal técnico deberá estar de guardia desde la apertura y no menos de "
        f"{locale.duration(rise + decay)}: el máximo llegó a {locale.duration(rise)} y la demanda "
        f"bajó a la mitad {locale.duration(decay)} después."
    )


def _degradation(errors: int) -> str:
    return (
        "El sitio deberá degradarse en orden (contenido en caché, límites por cliente) antes de "
        f"fallar: {locale.plural(errors, 'corte tuvo', 'cortes tuvieron')} solo errores."
    )


def _robots(share: float) -> str:
    return (
        "Los robots se limitarán y se contarán aparte al dimensionar: hicieron "
        f"{locale.percent(share, 1)} de los hits."
    )


def _evidence(requirements: tuple[Any, ...]) -> str:
    return (
        "La evidencia de cada requerimiento deberá entregarse antes del primer simulacro: "
        f"{locale.number(_unstated(requirements))} de {locale.number(len(requirements))} quedan "
        "sin ella."
    )


def _unstated(requirements: tuple[Any, ...]) -> int:
    return sum(item.answer == "sin evidencia" for item in requirements)


def _unless(reason: str, *, when: Callable[..., bool]) -> Callable[..., str]:
    return lambda *figures: reason if when(*figures) else ""


RULES = (
    _rule(
        "Capacidad sostenida",
        ("planning.peaks[2].requests", "planning.peaks[2].lower_bound"),
        _sustained,
    ),
    _rule(
        "Capacidad momentánea",
        ("planning.peaks[0].requests", "planning.peaks[0].lower_bound"),
        _momentary,
    ),
    _rule("Máximo y no promedio", ("planning.peaks[0].peak_to_mean",), _by_maximum),
    _rule(
        "Enlace",
        (
            "planning.bandwidth.minute.wire_bits_per_second",
            "planning.bandwidth.minute.lower_bound",
        ),
        _link,
    ),
    _rule(
        "Prueba de carga",
        (
            "planning.polling.open_tabs_peak",
            "planning.polling.period_s",
            "planning.polling.requests_per_refresh",
        ),
        _load_test,
    ),
    _rule(
        "Validadores de caché",
        ("planning.savings.repeated_requests", "planning.savings.saved_bytes"),
        _validators,
        _unless("ninguna respuesta repitió lo que el cliente ya tenía", when=lambda n, _: n == 0),
    ),
    _rule(
        "Consultas repartidas",
        ("planning.folds.pointer.burst", "planning.polling.period_s"),
        _jitter,
        _unless("las consultas llegaron repartidas", when=lambda burst, _: burst < IN_STEP),
    ),
    _rule(
        "Duración en la bitácora",
        ("planning.timed_share",),
        _durations,
        _unless("todas las solicitudes la traen", when=lambda share: share == 1),
    ),
    _rule("Relojes", ("availability.cuts", "agreement.cut_minutes"), _clocks),
    _rule(
        "Respaldo de la bitácora",
        ("availability.no_evidence",),
        _copies,
        _unless("ningún corte quedó sin evidencia", when=lambda missing: missing == 0),
    ),
    _rule(
        "Retención",
        ("measures.baseline_daily.days", "agreement.baseline_min_days"),
        _retention,
    ),
    _rule(
        "Guardia técnica",
        ("planning.shape.rise_to_peak", "planning.shape.decay_half"),
        _watch,
    ),
    _rule(
        "Degradación ordenada",
        ("availability.errors",),
        _degradation,
        _unless("ningún corte tuvo solo errores", when=lambda errors: errors == 0),
    ),
    _rule(
        "Robots",
        ("audience.robots_share",),
        _robots,
        _unless("no hubo robots", when=lambda share: share == 0),
    ),
    _rule(
        "Evidencia de los requerimientos",
        ("requirements",),
        _evidence,
        _unless("todos la tienen", when=lambda items: _unstated(items) == 0),
    ),
)
