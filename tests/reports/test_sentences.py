"""What sentences say at their edges: one, none, unknown. Each case changes a fact or two."""

from collections.abc import Callable
from typing import Any

import pytest

from reports.sentences import arrivals, audience, phrases, records, services


def put(model: Any, path: str, value: Any) -> Any:
    """A copy in which the fact at that path is another: `*` is each of a tuple, a number one
    of it."""
    name, _, rest = path.partition(".")
    if name == "*" or name.isdigit():
        return tuple(
            _put(one, rest, value) if name == "*" or int(name) == at else one
            for at, one in enumerate(model)
        )
    return model.model_copy(update={name: _put(getattr(model, name), rest, value)})


def _put(inner: Any, rest: str, value: Any) -> Any:
    return put(inner, rest, value) if rest else value


def with_facts(model: Any, facts: dict[str, Any]) -> Any:
    for path, value in facts.items():
        model = put(model, path, value)
    return model


ADHERENCE = "availability.adherence"
UNKNOWN = {ADHERENCE: None, f"{ADHERENCE}_reason": "no hay apuntador"}

CASES: dict[str, tuple[Callable[[Any], Any], dict[str, Any], str]] = {
    "no arrival is known": (
        arrivals.paragraphs, UNKNOWN,
        "No se puede decir cuándo llegó cada corte, ni si se mostró atrasado: no hay apuntador.",
    ),
    "and its limit says so": (
        arrivals.limits, UNKNOWN, "No se sabe cuándo llegó cada corte: no hay apuntador."
    ),
    "one cut was not seen": (
        arrivals.paragraphs, {f"{ADHERENCE}.unseen": 1}, "Uno no se vio llegar:"
    ),
    "delays are not known": (
        arrivals.paragraphs, {f"{ADHERENCE}.delay_p50": None, f"{ADHERENCE}.delay_p50_reason": "x"},
        "Su retraso no se conoce al minuto: x.",
    ),
    "none was late": (
        arrivals.paragraphs, {f"{ADHERENCE}.late": 0, f"{ADHERENCE}.late_after_s": 60},
        "Ninguno pasó de 60 segundos.",
    ),
    "one was late": (
        arrivals.paragraphs, {f"{ADHERENCE}.late": 1, f"{ADHERENCE}.late_after_s": 60},
        "1 pasó de 60 segundos.",
    ),
    "nothing was stale": (
        arrivals.paragraphs, {f"{ADHERENCE}.stale": ()},
        "nunca se vio responder con un corte de más de dos periodos",
    ),
    "no visit is timed": (
        audience.visit_length,
        {"audience.visit_lengths": (), "audience.visit_lengths_reason": "no hay visitas"},
        "No se informa cuánto duró una visita: no hay visitas.",
    ),
    "all visits are of one page": (
        audience.visit_length,
        {"audience.visit_lengths.0.timed": 0, "audience.visit_lengths.0.p50": None},
        "… y no se cuentan como cero.",
    ),
    "addresses cannot be told": (
        audience.shared_addresses,
        {"audience.shared_addresses.addresses": None,
         "audience.shared_addresses.addresses_reason": "la bitácora no las trae"},
        "No se sabe cuántas direcciones son compartidas: la bitácora no las trae.",
    ),
    "no address is shared": (
        audience.shared_addresses, {"audience.shared_addresses.addresses": 0},
        "ninguna dirección tuvo 10 agentes de usuario de personas o más.",
    ),
    "there is no ordinary day": (
        phrases.baseline_basis, {"comparison.0.coverage.days_used": 0},
        "No hay cifras de días ordinarios",
    ),
    "there are few": (
        phrases.baseline_basis, {"comparison.0.coverage.few": True}, "tómese con"
    ),
    "without them nothing is compared": (
        phrases.limitations, {"comparison.0.coverage.days_used": 0},
        "Sin cifras de días ordinarios no hay comparativo.",
    ),
    "few are a limit": (
        phrases.limitations,
        {"comparison.0.coverage.days_used": 1, "comparison.0.coverage.few": True},
        "El tráfico ordinario se apoya en solo 1 día.",
    ),
    "a tool's figures cannot be counted again": (
        phrases.limitations,
        {"comparison.0.source": "awstats", "comparison.0.title": "AWStats 7.9"},
        "El tráfico ordinario viene de AWStats 7.9 y no de bitácoras:",
    ),
    "a log broke off": (
        phrases.limitations,
        {"ingest.by_file.0.damage": "se corta", "ingest.by_file.0.path": "a.gz"},
        "No se leyeron hasta el final: a.gz.",
    ),
    "capacity is not shown": (
        phrases.demonstrated,
        {"planning.headroom.demonstrated_per_second": None,
         "planning.headroom.demonstrated_per_second_reason": "hubo errores en todo minuto"},
        "No hay mínimo demostrado: hubo errores en todo minuto.",
    ),
    "the peak is the log's own": (phrases.censoring, {"planning.censored": False}, ""),
    "demand never halved": (
        phrases.shape,
        {"planning.shape.decay_half": None, "planning.shape.decay_half_reason": "no bajó"},
        "No bajó.",
    ),
    "demand never rose": (phrases.shape, {"planning.shape.rise_to_peak": None}, ""),
    "there was no ordinary window": (
        phrases.baseline_window,
        {"windows.baseline": None, "windows.baseline_reason": "el convenio no la fija"},
        "el convenio no la fija",
    ),
}  # fmt: skip


FOLLOW_UP: dict[str, tuple[Callable[[Any], Any], dict[str, Any], str]] = {
    "no month before": (
        services.answers, {"services.each.*.changes.*.change": None},
        "Sin meses anteriores con qué comparar.",
    ),
    "nor an ordinary one": (
        services.basis, {"services.each.*.months_before": 0},
        "No hay bitácora de meses anteriores: no hay mes ordinario con qué comparar.",
    ),
    "one has fewer months": (
        services.basis,
        {"services.each.*.months_before": 6, "services.each.0.months_before": 2,
         "services.each.0.title": "Trámites"},
        "Con menos meses: Trámites.",
    ),
    "nobody asked": (
        services.answers, {"services.each.*.cuts.availability": None},
        "No hay evidencia de que respondieran.",
    ),
    "nothing failed long": (
        services.answers, {"services.each.*.outages": ()},
        "La bitácora no muestra ninguna de 2 cortes o más."
    ),
    "all worked": (
        services.worked, {"services.each.0.cuts.availability": 1.0},
        "Sin un solo corte de puras fallas: ",
    ),
    "no accord is late": (
        services.answers, {"records.accords.*.overdue": False}, "… (faltan 3 días)."
    ),
    "which is said with the day": (
        records.accords, {"records.accords.*.overdue": False},
        "ninguno ha pasado de su fecha sin cumplirse.",
    ),
    "there are no accords": (
        records.accords, {"records.accords": (), "records.accords_reason": "no hubo sesión"},
        "No hay acuerdos que informar: no hubo sesión.",
    ),
    "there are no liaisons": (
        records.liaisons, {"records.liaisons": (), "records.liaisons_reason": "no se nombraron"},
        "No hay enlaces que informar: no se nombraron.",
    ),
    "no tool has a log": (
        lambda memoria: services.months(memoria.services.each),
        {"services.each.*.use.visits": None},
        "Ninguna herramienta tiene bitácora de ese periodo.",
    ),
    "nobody came": (
        lambda memoria: services.by_day(memoria.services.each),
        {"services.each.*.by_day.*.visits": 0},
        "Ninguna visita a ninguna de ",
    ),
}  # fmt: skip


def said(found: Any) -> str:
    """Of a sentence, of several, or of answers."""
    return found if isinstance(found, str) else " ".join(getattr(one, "text", one) for one in found)


def check(memoria, case):
    say, facts, words = case
    before, after = said(say(memoria)), said(say(with_facts(memoria, facts)))
    assert told(words, after)
    assert not told(words, before)


def told(words: str, text: str) -> bool:
    """No words: nothing is said; after «…»: they end it."""
    if words.startswith("…"):
        return text.endswith(words[1:])
    return words in text if words else text == ""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_sentence_says_so_where(memoria, case):
    check(memoria, case)


@pytest.mark.parametrize("case", FOLLOW_UP.values(), ids=FOLLOW_UP)
def test_a_sentence_of_a_follow_up_says_so_where(follow_up, case):
    check(follow_up, case)
