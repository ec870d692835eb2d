"""Cuts served, and when the pointer shows that they came, in sentences."""

from collections.abc import Iterator
from datetime import datetime

from reports import locale
from reports.model import Memoria
from reports.model.availability import Adherence, Availability


def served(found: Availability) -> str:
    """Of the cuts that left a line: of the others nothing is known."""
    known = locale.plural(found.cuts - found.no_evidence, "corte", "cortes")
    return f"Se sirvieron {locale.number(found.served)} de {known} con evidencia"


def paragraphs(memoria: Memoria) -> tuple[str, ...]:
    """Of the section on availability; where nothing can be said, why."""
    found = memoria.availability.adherence
    if found is None:
        reason = memoria.availability.adherence_reason
        return (f"No se puede decir cuándo llegó cada corte, ni si se mostró atrasado: {reason}.",)
    return tuple(_paragraphs(found, memoria.agreement.published.of_the))


def _paragraphs(found: Adherence, published: str) -> Iterator[str]:
    start, end = (datetime.fromisoformat(at.local) for at in (found.first, found.last))
    text = (
        f"La bitácora no guarda lo que mostraba {found.pointer}, pero sí cuánto pesaba cada "
        "respuesta: la primera de un tamaño nuevo dice a más tardar cuándo llegó un corte. Entre "
        f"la primera y la última llegada ({locale.brief_instant(start)} y "
        f"{locale.brief_instant(end)}) se vieron llegar {seen(found)}."
    )
    if found.unseen:
        text += f" {_not_seen(found.unseen)}; la bitácora no distingue cuál de las tres."
    if found.unknown:
        text += (
            f" De {locale.plural(found.unknown, 'corte', 'cortes')} no se sabe, porque el "
            "apuntador no respondió."
        )
    yield (
        f"{text} Después de la última ya no cambió, como al terminar la publicación "
        f"{published}, y no se cuenta nada."
    )
    yield _delays(found)
    yield _stale(found)


def seen(found: Adherence) -> str:
    """How many of those that could be."""
    could = found.seen + found.unseen
    share = locale.percent(found.seen, could)
    return f"{locale.number(found.seen)} de {locale.plural(could, 'corte', 'cortes')} ({share})"


def _not_seen(count: int) -> str:
    if count == 1:
        return (
            "Uno no se vio llegar: no llegó, llegó ya dentro del siguiente, o pesaba lo mismo que "
            "el anterior"
        )
    return (
        f"{locale.number(count)} no se vieron llegar: no llegaron, llegaron ya dentro del "
        "siguiente, o pesaban lo mismo que el anterior"
    )


def _delays(found: Adherence) -> str:
    if found.delay_p50 is None:
        return f"Su retraso no se conoce al minuto: {found.delay_p50_reason}."
    all_seen = locale.plural(found.seen, "corte visto", "cortes vistos")
    text = (
        "El retraso respecto del minuto nominal se conoce al minuto en "
        f"{locale.number(found.timed)} de los {all_seen}: mediana de {seconds(found.delay_p50)}, "
        f"nueve de cada diez en {seconds(found.delay_p90)} o menos y máximo de "
        f"{seconds(found.delay_max)}{_when(found)}. "
    )
    if not found.late:
        return f"{text}Ninguno pasó de {found.late_after_s} segundos."
    verb = "pasó" if found.late == 1 else "pasaron"
    return f"{text}{locale.number(found.late)} {verb} de {found.late_after_s} segundos."


def _when(found: Adherence) -> str:
    if found.delay_max_instant is None:
        return ""
    return f" ({locale.brief_instant(datetime.fromisoformat(found.delay_max_instant.local))})"


def _stale(found: Adherence) -> str:
    if not found.stale:
        return (
            "En ese lapso el apuntador nunca se vio responder con un corte de más de dos periodos."
        )
    spans = locale.plural(len(found.stale), "tramo", "tramos")
    return (
        f"En {spans}, {locale.duration(found.stale_minutes)} en total, el apuntador respondía con "
        "un corte de más de dos periodos: el sitio estaba en pie y mostraba datos viejos."
    )


def seconds(value: float | None) -> str:
    return locale.MISSING if value is None else f"{locale.number(round(value))} s"


def observed(found: Adherence | None) -> str:
    """For the compliance matrix."""
    if found is None:
        return ""
    median = f"; retraso mediano de {seconds(found.delay_p50)}" if found.delay_p50 else ""
    return f"Se vieron llegar {seen(found)}{median}."


def limits(memoria: Memoria) -> Iterator[str]:
    found = memoria.availability.adherence
    if not memoria.agreement.pointer:
        return
    yield (
        "Qué fecha y hora mostraba cada corte no puede comprobarse con la bitácora, que guarda "
        "solicitudes y no el contenido de las respuestas."
    )
    if found is None:
        yield f"No se sabe cuándo llegó cada corte: {memoria.availability.adherence_reason}."
        return
    yield (
        f"Las llegadas se deducen del tamaño de {found.pointer}: un corte tan largo como el "
        "anterior no se nota, y los retrasos son cotas superiores, porque cuentan hasta la primera "
        "solicitud que lo obtuvo."
    )
