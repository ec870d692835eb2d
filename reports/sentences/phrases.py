"""Sentences made from the figures: the four answers of the first page, criteria, limitations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.base import Moment, Window
from reports.sentences import arrivals


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the first page. figure: the few characters in large type."""

    question: str
    figure: str
    text: str
    mark: str = ""


MOST_PENDING, MOST_EMS = 2, 20
"""Contents named in the answer on the delivery, and the room of each."""
MOST_DAMAGED = 10


def answers(memoria: Memoria) -> tuple[Answer, ...]:
    """How many, was it up, what happened, is the delivery complete."""
    return (
        _how_many(memoria),
        _was_it_up(memoria),
        _what_happened(memoria),
        is_it_complete(memoria),
    )


def _how_many(memoria: Memoria) -> Answer:
    operation = memoria.measures.operation
    low, high = operation.visitors_min, operation.visitors_max
    visitors = (
        f"Entre {locale.number(low)} y {locale.number(high)} visitantes estimados; "
        if low is not None and high is not None else ""
    )  # fmt: skip
    text = (
        f"{visitors}{locale.number(operation.pages)} páginas y {locale.number(operation.hits)} "
        "hits."
    )
    return Answer("¿Cuántos consultaron?", f"{locale.number(operation.visits)} visitas", text)


def _was_it_up(memoria: Memoria) -> Answer:
    found = memoria.availability
    known = found.cuts - found.no_evidence
    parts = [f"{arrivals.served(found)}."]
    if found.longest_outage_minutes:
        parts.append(f"Interrupción más larga: {locale.duration(found.longest_outage_minutes)}.")
    if found.no_evidence:
        parts.append(f"{locale.plural(found.no_evidence, 'corte', 'cortes')} sin evidencia.")
    mark = "" if found.served == found.cuts else "aviso"
    return Answer("¿Estuvo disponible?", locale.percent(found.served, known), " ".join(parts), mark)


def _what_happened(memoria: Memoria) -> Answer:
    count = len(memoria.incidents)
    unreported = sum(found.is_open for found in memoria.candidates)
    text = "La bitácora no muestra nada más por aclarar."
    if unreported:
        text = (
            f"La bitácora muestra además {locale.plural(unreported, 'hallazgo', 'hallazgos')} sin "
            "reportar."
        )
    lost = sum(incident.requests.lost or 0 for incident in memoria.incidents)
    if lost:
        text = f"Se estiman {locale.number(round(lost))} solicitudes perdidas. {text}"
    figure = locale.plural(count, "incidencia", "incidencias")
    return Answer("¿Qué pasó?", figure, text, "aviso" if unreported else "")


def is_it_complete(memoria: Memoria) -> Answer:
    done = sum(item.status == "completo" for item in memoria.delivery)
    pending = _some([item.title.lower() for item in memoria.delivery if item.status != "completo"])
    deadline = datetime.fromisoformat(memoria.agreement.deadline)
    text = f"Por revisar: {locale.listing(pending)}. " if pending else ""
    text += f"Fecha límite: {locale.day(deadline)}{_days_left(memoria.days_to_deadline)}."
    figure = f"{done} de {len(memoria.delivery)} contenidos"
    return Answer("¿Está completa la entrega?", figure, text, "aviso" if pending else "")


def _some(titles: list[str]) -> list[str]:
    named = [fonts.brief(title, MOST_EMS) for title in titles[:MOST_PENDING]]
    return _and_more(named, len(titles) - len(named), "contenido más", "contenidos más")


def _and_more(named: list[str], rest: int, one: str, many: str) -> list[str]:
    return [*named, locale.plural(rest, one, many)] if rest else named


def _days_left(days: int) -> str:
    if days == 0:
        return " (hoy)"
    if days < 0:
        return f" ({locale.plural(-days, 'día', 'días')} después del plazo)"
    verb = "falta" if days == 1 else "faltan"
    return f" ({verb} {locale.plural(days, 'día', 'días')})"


def summary_basis(memoria: Memoria, most: float) -> str:
    """What the table of the first page rests on, in so many ems at most, and its window."""
    operation = memoria.windows.operation
    hours = locale.number(operation.hours, 0)
    basis = fonts.brief(baseline_basis(memoria), most)
    name = locale.capital(memoria.agreement.words.operation.plain)
    return f"{basis} {name}: {window(operation)}, {hours} horas."


# ----------------------------------------------------------------------------- running texts


def clocks(memoria: Memoria) -> str:
    """By which clock the document tells the time; and the diffuser's own, where it is another."""
    label, ours, theirs = (
        memoria.agreement.time_label, memoria.windows.operation.offset, memoria.diffuser.offset,
    )  # fmt: skip
    text = f"Todas las horas son del {label}."
    if ours == theirs:
        return text
    return (
        f"{text} El reloj {memoria.agreement.words.diffuser.of_the} es otro "
        f"({memoria.diffuser.time_zone}, {theirs}): por él se "
        "reparten en días y horas el tráfico ordinario y los visitantes de cada hora, y de él son "
        "las horas sin zona de sus bitácoras y reportes, que aquí aparecen ya convertidas."
    )


def window(found: Window) -> str:
    return locale.span(
        datetime.fromisoformat(found.start_local), datetime.fromisoformat(found.end_local)
    )


def moment(found: Moment) -> str:
    return locale.instant(datetime.fromisoformat(found.local))


def span(start: Moment, end: Moment) -> str:
    return locale.span(datetime.fromisoformat(start.local), datetime.fromisoformat(end.local))


def day(text: str) -> str:
    return locale.day(datetime.fromisoformat(text))


def titled(memoria: Memoria) -> str:
    """The document's title, with the month that it is of."""
    title, month = memoria.agreement.document_title, memoria.agreement.month
    return f"{title}, {locale.month(month)}" if month else title


def of_the_document(memoria: Memoria) -> str:
    """«de la memoria técnica de…»: its title after the words for it, where it begins with them."""
    title, words = titled(memoria), memoria.agreement.words.document
    if title.casefold().startswith(words.plain.casefold()):
        return words.of_the + title[len(words.plain) :]
    return f"{words.of_the} «{title}»"


def closing(memoria: Memoria) -> str:
    """Place and date as offices write them."""
    return f"{memoria.diffuser.city}; a {locale.day(date.fromisoformat(memoria.as_of))}."


def baseline_basis(memoria: Memoria) -> str:
    """What holds up the average, how much of its weeks it covers, and a warning where it is
    little."""
    source = memoria.comparison[0]
    found = source.coverage
    if not found.days_used:
        return (
            "No hay cifras de días ordinarios: no hay con qué comparar y no se calcula ningún "
            "factor."
        )
    days = f"{locale.number(found.days_used)} de {locale.plural(found.days_of, 'día', 'días')}"
    text = f"El promedio diario se apoya en {days} ({source.title})"
    matched = memoria.measures.baseline_matched
    if matched.weeks_max:
        weeks = locale.plural(matched.weeks_max, "semana", "semanas")
        if matched.weeks_max != matched.weeks_min:
            weeks = f"{locale.number(matched.weeks_min)} a {weeks} según la hora"
        text += f"; el de las mismas horas, en {weeks}"
        text += f" ({_part(found.hours_used, found.hours_of)} horas)" if found.hours_used else ""
    text += "." + _definition_used(memoria)
    if found.few:
        text += (
            f" Son menos de los {memoria.agreement.baseline_min_days} días mínimos: tómese con "
            "reserva."
        )
    return text


def factor_rule(memoria: Memoria) -> str:
    """How the factors of the comparison are made."""
    the = memoria.agreement.words.operation.the
    daily = f"el diario divide lo de {the}, llevado a 24 horas, entre el promedio de un día."
    if all(row.matched is None for row in memoria.comparison[0].metrics):
        return (
            f"El factor de los mismos días divide lo de {the}, llevado a 24 horas, entre el "
            "promedio diario de los mismos días de la semana, cada uno con el peso de sus horas "
            f"en ella; {daily}"
        )
    return (
        f"El factor de las mismas horas divide {the} entre la suma de los promedios de sus "
        f"propias horas y días de la semana; {daily}"
    )


def _part(part: int | None, whole: int) -> str:
    return f"{locale.number(part)} de {locale.number(whole)}"


def _definition_used(memoria: Memoria) -> str:
    """By which definition both sides count, where it is not ours; and what ours says."""
    source = memoria.comparison[0]
    the = memoria.agreement.words.operation.the
    if source.from_logs:
        return ""
    if any(row.mixed for row in source.metrics):
        return (
            f" * No es estrictamente comparable: {the} se contó con nuestra definición y lo "
            f"ordinario no. {source.remark}"
        )
    ours = memoria.measures.operation
    return (
        f" Ambos lados cuentan como {source.title}; con nuestra definición {the} tuvo "
        f"{locale.number(ours.visits)} visitas, {locale.number(ours.pages)} páginas y "
        f"{locale.number(ours.hits)} hits."
    )


def baseline_window(memoria: Memoria) -> str:
    found = memoria.windows.baseline
    if found is None:
        return memoria.windows.baseline_reason or ""
    start, end = (datetime.fromisoformat(text) for text in (found.start_local, found.end_local))
    return locale.days_span(start.date(), date.fromordinal(end.toordinal() - 1))


def demonstrated(memoria: Memoria) -> str:
    """What capacity the log proves; never more."""
    found = memoria.planning.headroom
    if found.demonstrated_per_second is None or found.demonstrated_instant is None:
        reason = found.demonstrated_per_second_reason
        return f"No hay mínimo demostrado: {reason}."
    text = (
        f"Mínimo demostrado: {locale.number(found.demonstrated_per_second, 1)} solicitudes por "
        f"segundo durante un minuto sin ningún error ({moment(found.demonstrated_instant)})."
    )
    if found.requests_per_second is None and found.bits_per_second is None:
        text += " No se declaró capacidad: la bitácora no dice cuánto más habría soportado."
    return text


def censoring(memoria: Memoria) -> str:
    """Why the peaks are lower bounds; empty where they are not."""
    found = memoria.planning.censoring
    if not memoria.planning.censored or found.first is None:
        return ""
    cuts = locale.plural(found.cuts, "corte", "cortes")
    share = locale.percent(found.failures, found.requests)
    return (
        f"Los máximos son cotas inferiores (≥): a menos de una hora de alguno hubo {cuts} en que "
        f"el servidor fallaba y lo atendido no crecía ({share} de errores 5xx o 499; desde "
        f"{moment(found.first)}). La demanda pudo ser mayor que la registrada."
    )


def shape(memoria: Memoria) -> str:
    """How fast the demand of persons came and went."""
    found = memoria.planning.shape
    if found.rise_to_peak is None or found.rise_10_90 is None:
        return ""
    text = (
        f"El corte con más solicitudes de personas llegó {locale.duration(found.rise_to_peak)} "
        f"después de la apertura; del 10 al 90 % de ese máximo se pasó en "
        f"{locale.duration(found.rise_10_90)}."
    )
    if found.decay_half is None:
        return f"{text} {(found.decay_half_reason or '').capitalize()}."
    half = locale.duration(found.decay_half)
    return f"{text} La demanda quedó por debajo de la mitad {half} después."


# -------------------------------------------------------------------------------- limitations


def limitations(memoria: Memoria) -> tuple[str, ...]:
    """What this log cannot tell, from its own gaps."""
    return tuple(_limitations(memoria))


def _limitations(memoria: Memoria) -> Iterator[str]:
    yield from _coverage_limits(memoria)
    yield from _baseline_limits(memoria)
    if not memoria.diffuser.method.comparable:
        yield (
            memoria.diffuser.method.note
            or f"El método impide comparar con otros {memoria.agreement.words.diffuser.plural}."
        )
    if memoria.planning.censored:
        yield (
            "El máximo de solicitudes es una cota inferior: cerca de él el servidor devolvió "
            "errores."
        )
    if not memoria.audience.durations:
        yield f"No se informan tiempos de servicio: {memoria.audience.durations_reason}."
    if memoria.ingest.rejects:
        yield (
            f"{locale.plural(memoria.ingest.rejects, 'renglón', 'renglones')} de "
            f"{locale.number(memoria.ingest.lines)} no se pudieron leer como solicitud y no "
            "entran en ninguna cuenta."
        )
    damaged = [file.path for file in memoria.ingest.by_file if file.damage]
    if damaged:
        named = damaged[:MOST_DAMAGED]
        named = _and_more(named, len(damaged) - len(named), "archivo más", "archivos más")
        yield f"No se leyeron hasta el final: {locale.listing(named)}."
    yield from arrivals.limits(memoria)


def _coverage_limits(memoria: Memoria) -> Iterator[str]:
    found = memoria.availability
    if found.no_evidence:
        yield (
            f"{locale.plural(found.no_evidence, 'corte', 'cortes')} "
            f"{memoria.agreement.words.operation.of_the} no dejaron ningún renglón: no se cuentan "
            "como servidos ni como caídos, y sus solicitudes, si las hubo, faltan en los totales."
        )
    empty = sum(hour.cuts_with_lines == 0 for hour in memoria.series.hours)
    if empty:
        yield (
            f"{locale.plural(empty, 'hora', 'horas')} de los días de las bitácoras no tienen "
            "ningún renglón."
        )


def _baseline_limits(memoria: Memoria) -> Iterator[str]:
    source = memoria.comparison[0]
    found = source.coverage
    if not found.days_used:
        yield "Sin cifras de días ordinarios no hay comparativo."
        return
    absent = found.days_of - found.days_seen
    if absent > 0:
        yield (
            f"{'Falta' if absent == 1 else 'Faltan'} {locale.number(absent)} de {found.days_of} "
            "días ordinarios: el promedio se calcula con los demás, sin suponer nada de lo que "
            "falta."
        )
    if found.few:
        days = locale.plural(found.days_used, "día", "días")
        yield f"El tráfico ordinario se apoya en solo {days}."
    if not source.from_logs:
        yield (
            f"El tráfico ordinario viene de {source.title} y no de bitácoras: sus cifras no se "
            "pueden volver a contar."
        )
        return
    if memoria.agreement.baseline_whole:
        return
    yield (
        f"El tráfico ordinario es solo del portal, sin rutas {memoria.agreement.published.of_the}; "
        f"{memoria.agreement.words.operation.the} incluye las dos secciones. Las cifras de cada "
        "sección están por separado."
    )
