"""What each section says before its tables, and what the comparison cannot tell."""

from itertools import groupby

from pipeline.agreement.modes import AGGREGATED
from reports import locale
from reports.compare.model import Comparison, Remark
from reports.compare.naming import names
from reports.compare.sentences.criteria import who


def every(comparison: Comparison) -> dict[str, str]:
    """By the name that the templates ask for."""
    return {
        "arrivals": _arrivals(comparison),
        "integrity": _integrity(comparison),
        "reach": _reach(comparison),
        "failures": _failures(comparison),
        "events": _events(comparison),
        "capacity": CAPACITY,
        "delays": _delays(comparison),
        "requirements": REQUIREMENTS,
        "remarks": _remarks(comparison),
        "changes": _changes(comparison),
    }


OUTSIDE = {
    "refused": ("Quedó fuera {}, con su motivo.", "Quedaron fuera {}, con su motivo."),
    "replaced": (
        "Otra fue sustituida por una posterior del mismo difusor.",
        "Otras {} fueron sustituidas por una posterior del mismo difusor.",
    ),
    "marked": (
        "Se admitió {} con reserva: sus cifras entran, señaladas.",
        "Se admitieron {} con reserva: sus cifras entran, señaladas.",
    ),
}


def _arrivals(comparison: Comparison) -> str:
    states: list[str] = [one.state for one in comparison.deliveries]
    late = [one.delivery for one in comparison.included if (one.days_late or 0) > 0]
    parts = [
        (
            f"Se recibieron {locale.plural(len(states), 'entrega', 'entregas')} y se admitieron "
            f"{locale.number(len(comparison.included))}."
        )
    ]
    if late:
        verb = "Llegó" if len(late) == 1 else "Llegaron"
        parts.append(f"{verb} después del plazo: {who(comparison, late)}.")
    for state, (one, many) in OUTSIDE.items():
        if times := states.count(state):
            parts.append((one if times == 1 else many).format(locale.number(times)))
    return " ".join(parts)


def _integrity(comparison: Comparison) -> str:
    text = (
        "Una entrega vale lo que se puede comprobar de ella: que nada cambió desde que se selló, y "
        "que sus cifras salen de sus propias tablas. "
    )
    if comparison.setting.recomputed:
        good = sum(one.recomputed == "good" for one in comparison.included)
        wrong = [one.delivery for one in comparison.included if one.recomputed == "missing"]
        text += (
            "Además, las bitácoras entregadas se midieron de nuevo: "
            f"{locale.plural(good, 'dio las mismas cifras', 'dieron las mismas cifras')}."
        )
        return text + (f" No las dieron: {who(comparison, wrong)}." if wrong else "")
    return text + "Las bitácoras no se midieron de nuevo; «memoria compare --recompute» lo hace."


def _reach(comparison: Comparison) -> str:
    ranked = {one.delivery for one in comparison.reach if one.metric == "visits" and one.position}
    left = len(comparison.included) - len(ranked)
    text = (
        "Se ordenan solo los comparables: mismo método, evidencia de casi todos los cortes y lo "
        f"ordinario contado igual. {'Lo es' if len(ranked) == 1 else 'Lo son'} "
        f"{locale.number(len(ranked))}"
    )
    return text + (f"; de {locale.number(left)} se dice por qué no." if left else ".")


def _failures(comparison: Comparison) -> str:
    origin, own = comparison.origin(), comparison.own()
    long = [one for one in own if one.long or one.very_long]
    deliveries = list(dict.fromkeys(one.delivery for one in long if one.delivery))
    text = "Ningún corte falló en la mayoría de los difusores a la vez. "
    if origin:
        minutes = locale.duration(sum(one.minutes for one in origin))
        verb = "apunta" if len(origin) == 1 else "apuntan"
        text = (
            f"{locale.plural(len(origin), 'falla alcanzó', 'fallas alcanzaron')} a la mayoría a la "
            f"vez ({minutes} en total): {verb} al origen de los datos, no a los difusores. "
        )
    if not long:
        return text + "Nadie falló por su cuenta tanto como señala el convenio."
    verb = "falló" if len(deliveries) == 1 else "fallaron"
    return text + (
        f"Por su cuenta {verb} {who(comparison, deliveries)}, "
        f"{locale.plural(len(long), 'vez', 'veces')} tanto como señala el convenio."
    )


def _events(comparison: Comparison) -> str:
    reported = [one for one in comparison.events if one.source != "seen"]
    seen = sum(one.source == "both" for one in reported)
    alone = sum(one.source == "seen" for one in comparison.events)
    told = locale.plural(len(reported), "incidencia", "incidencias")
    return (
        f"Los difusores reportaron {told}, {locale.number(seen)} de ellas visibles en su bitácora. "
        f"Las bitácoras muestran además {locale.plural(alone, 'hallazgo', 'hallazgos')} que nadie "
        "reportó."
    )


CAPACITY = (
    "Las solicitudes de todos se suman corte por corte. El supuesto: en el corte más cargado "
    "falla el mayor y quienes consultaban con él se reparten entre los demás como ya estaban "
    "repartidos. Lo demostrado es un mínimo, no un límite."
)


def _delays(comparison: Comparison) -> str:
    known = sum(one.p50 is not None for one in comparison.delays)
    return (
        "La bitácora dice cuándo se vio por primera vez cada corte. Se conoce de "
        f"{locale.plural(known, 'difusor', 'difusores')} de "
        f"{locale.number(len(comparison.delays))}."
    )


REQUIREMENTS = (
    "Lo que cada difusor declaró de cada requerimiento del convenio. «Sin evidencia» no es "
    "incumplimiento: nada se acompañó para comprobarlo."
)


def _remarks(comparison: Comparison) -> str:
    people = len({one.delivery for one in comparison.remarks})
    return (
        f"{locale.plural(people, 'difusor hizo', 'difusores hicieron')} "
        f"{locale.plural(len(comparison.remarks), 'comentario', 'comentarios')}. Son sus palabras; "
        "el tema lo asigna el programa por las que usan."
    )


def _changes(comparison: Comparison) -> str:
    both = len({one.delivery for one in comparison.changes})
    return (
        f"{locale.plural(both, 'difusor está', 'difusores están')} en las dos comparaciones. Una "
        "elección no es igual a otra: el cambio describe, no explica."
    )


def themes(comparison: Comparison) -> list[tuple[str, list[dict[str, str]]]]:
    """Theme → what was said of it, by whom."""
    named = names(comparison)

    def theme(one: Remark) -> str:
        return one.theme

    return [
        (title, [{"name": named[one.delivery], "text": one.text} for one in found])
        for title, found in groupby(sorted(comparison.remarks, key=theme), theme)
    ]


def limitations(comparison: Comparison) -> tuple[str, ...]:
    blind = [one.delivery for one in comparison.included if one.sees_all is False]
    closed = [one.delivery for one in comparison.included if one.privacy_mode == AGGREGATED]
    found = [
        (
            "Solo se sabe de quien entregó: de un difusor que no entregó nada, este documento no "
            "sabe que existe."
        ),
        (
            "Visitas y visitantes de varios difusores no se suman: una misma persona pudo "
            "consultar a varios, y cada uno protege las direcciones con su propia llave."
        ),
        (
            "Que varios fallen a la vez apunta al origen de los datos, pero también un proveedor, "
            "un enlace o un ataque comunes los harían fallar juntos."
        ),
        (
            "La capacidad declarada es la palabra del difusor; la demostrada, el minuto más "
            "cargado que atendió sin fallas, y puede ser mayor."
        ),
        "No hay calificación: cada medida se lee por separado, y no se pondera una contra otra.",
    ]
    if blind:
        found.append(
            f"De {who(comparison, blind)} la bitácora muestra solo su propia página: su alcance, "
            "sus cortes y sus retrasos no se comparan."
        )
    if closed:
        found.append(
            f"{who(comparison, closed)} entregó solo cuentas: no se pueden medir de nuevo."
            if len(closed) == 1 else
            f"{who(comparison, closed)} entregaron solo cuentas: no se pueden medir de nuevo."
        )  # fmt: skip
    if not comparison.setting.recomputed:
        found.append(
            "Las cifras son las de las tablas entregadas; no se midieron de nuevo desde las "
            "bitácoras."
        )
    return tuple(found)
