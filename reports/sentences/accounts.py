"""Sentences about one incident or one candidate: what the log shows, what it cost, what supports
it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from reports import locale
from reports.model import Memoria
from reports.model.incidents import Candidate, Incident, Loss
from reports.model.parties import Published

PERCENTILES = {"p50": "la mediana", "p95": "el percentil 95"}
LONGEST_AGENT = 60


def account(incident: Incident, memoria: Memoria) -> str:
    """What the log has of a reported span."""
    if incident.hits is None:
        return f"— ({incident.hits_reason})"
    missed = "con falla" if memoria.services.each else "no servidos"
    text = (
        f"{locale.number(incident.hits)} hits, {locale.number(incident.published_hits)} "
        f"{memoria.agreement.published.of_the}; {_answers_5xx(incident.errors)}; "
        f"{locale.number(incident.missed_cuts)} de {locale.number(incident.cuts)} cortes {missed}"
    )
    unknown = f" y {locale.number(incident.unknown_cuts)} sin evidencia"
    return text + (unknown if incident.unknown_cuts else "") + "."


def cost(incident: Incident) -> tuple[str, ...]:
    """Requests and visits below the expected, or why that is not said."""
    return _cost("solicitudes", incident.requests), _cost("visitas", incident.visits)


def _cost(what: str, loss: Loss) -> str:
    if loss.expected is None:
        return f"Sin estimación de {what}: {loss.expected_reason}."
    low, high = locale.number(loss.expected_low, 0), locale.number(loss.expected_high, 0)
    text = (
        f"Se esperaban {locale.number(loss.expected, 0)} {what} (entre {low} y {high}) y hay "
        f"{locale.number(loss.logged)}"
    )
    if loss.lost is None:
        return f"{text}; lo perdido no se estima: {loss.lost_reason}."
    if loss.lost == 0:
        return f"{text}: no se distingue de lo ordinario."
    return f"{text}: se estiman {locale.number(loss.lost, 0)} perdidas."


def clock(incident: Incident) -> str:
    """The suggestion that a report's clock was wrong; empty where there is none."""
    shift = incident.shift
    if shift is None:
        return ""
    start, end = (datetime.fromisoformat(at.local) for at in (shift.start, shift.end))
    way = "antes" if shift.minutes < 0 else "después"
    return (
        f"La bitácora lo muestra {locale.duration(abs(shift.minutes))} {way}, "
        f"{locale.span(start, end)}: ahí coincide {locale.percent(shift.match, 1)} con los minutos "
        f"de falla; en el lapso reportado, {locale.percent(shift.match_as_reported, 1)}. Conviene "
        "revisar el reloj con que se anotó; aquí no se corrige."
    )


def evidence(found: Candidate, published: Published) -> str:
    """The figures that support a candidate."""
    return "".join(_EVIDENCE[found.kind](found, published))


def _usual(found: Candidate, after: str = "") -> str:
    return f"; lo usual, {locale.number(found.usual, 0)}{after}" if found.usual is not None else ""


def _answers_5xx(count: int | None) -> str:
    return "—" if count is None else locale.plural(count, "respuesta 5xx", "respuestas 5xx")


def _errors(found: Candidate, _: Published) -> Iterator[str]:
    yield f"{_answers_5xx(found.errors)} entre {locale.plural(found.hits, 'hit', 'hits')}, "
    yield f"hasta {locale.number(found.measured, 0)} en un corte{_usual(found)}."


def _silence(found: Candidate, published: Published) -> Iterator[str]:
    yield f"{locale.plural(found.cuts, 'corte', 'cortes')}; "
    yield f"{locale.number(found.hits)} hits del sitio y {locale.number(found.measured, 0)} "
    yield f"{published.of_the} en el más callado{_usual(found, ' por corte')}"
    yield "."


def _gap(found: Candidate, published: Published) -> Iterator[str]:
    yield f"{locale.plural(found.cuts, 'corte', 'cortes')} sin un solo renglón"
    yield _usual(found, f" solicitudes {published.of_the} por corte")
    yield "."


def _stale(found: Candidate, published: Published) -> Iterator[str]:
    yield f"{locale.number(found.measured, 0)} minutos con un corte de más de "
    yield f"{locale.number(found.usual, 0)} minutos de antigüedad; "
    yield f"{locale.number(found.hits)} hits {published.of_the}."


def _latency(found: Candidate, published: Published) -> Iterator[str]:
    percentile, section = (found.detail or "").split()
    where = {"portal": "el portal", "published": published.the}[section]
    yield f"{PERCENTILES[percentile].capitalize()} de la duración en {where} fue de "
    yield f"{locale.milliseconds(found.measured)}; lo usual, {locale.milliseconds(found.usual)}"
    if found.usual and found.measured is not None:
        yield f" ({locale.times(found.measured / found.usual)})"
    yield "."


def _outsized(found: Candidate, _: Published) -> Iterator[str]:
    who = "el cliente mediano hizo" if found.kind == "client" else "la red mediana hizo"
    yield f"{locale.number(found.hits)} hits, {locale.percent(found.measured, 1)} de los de esos "
    yield f"cortes; {who} {locale.number(found.usual, 0)}"
    if found.kind == "network":
        yield f"; {locale.plural(found.clients or 0, 'cliente', 'clientes')}"
    if found.detail:
        yield f". Agente más frecuente: «{_short(found.detail)}»"
    yield "."


def _short(agent: str) -> str:
    return agent if len(agent) <= LONGEST_AGENT else f"{agent[: LONGEST_AGENT - 1]}…"


def _attack(found: Candidate, _: Published) -> Iterator[str]:
    named = [f"{item.means} ({locale.number(item.hits)})" for item in found.signatures]
    yield f"{locale.number(found.hits)} hits de "
    yield f"{locale.plural(found.clients or 0, 'cliente', 'clientes')}, compatibles con "
    yield f"{locale.listing(named)}; "
    answered = round(found.measured or 0)
    yield (
        f"{locale.number(answered)} no se rechazaron (respuesta 2xx o 5xx)."
        if answered else "ninguno se respondió con 2xx o 5xx."
    )  # fmt: skip


_EVIDENCE: dict[str, Callable[[Candidate, Published], Iterator[str]]] = {
    "outage": _errors,
    "error_burst": _errors,
    "silence": _silence,
    "no_evidence": _gap,
    "stale": _stale,
    "latency": _latency,
    "client": _outsized,
    "network": _outsized,
    "attack": _attack,
}
