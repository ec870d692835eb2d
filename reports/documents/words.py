"""Memoria → the sentences that each section's template places, by the names it uses."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from reports import locale
from reports.model import Memoria
from reports.sentences import arrivals, audience, criteria, evidence, phrases

GLOSSARY = Path(__file__).with_name("glossary.toml")

Say = Callable[[Memoria], Any]


def _drills(memoria: Memoria) -> list[str]:
    return [locale.short_day(datetime.fromisoformat(day)) for day in memoria.agreement.drills]


def _privacy(memoria: Memoria) -> str:
    return phrases.PRIVACY[memoria.privacy_mode]


def _glossary(_: Memoria) -> tuple[tuple[str, str], ...]:
    return _terms()


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    words = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    return tuple((word, str(meaning)) for word, meaning in words.items())


OF_SECTION: Mapping[str, Mapping[str, Say]] = {
    "antecedentes": {
        "baseline_window": phrases.baseline_window,
        "clocks": phrases.clocks,
        "drills": _drills,
    },
    "bitacoras": {"privacy": _privacy, "delivered": evidence.delivered},
    "usuarios": {
        "robots": audience.robots,
        "visit_length": audience.visit_length,
        "shared_addresses": audience.shared_addresses,
        "places": audience.places,
    },
    "disponibilidad": {"adherence": arrivals.paragraphs},
    "comparativo": {
        "baseline_basis": phrases.baseline_basis,
        "factor_rule": phrases.factor_rule,
    },
    "planeacion": {
        "demonstrated": phrases.demonstrated,
        "censoring": phrases.censoring,
        "shape": phrases.shape,
        "criteria": criteria.every,
    },
    "limitaciones": {"limitations": phrases.limitations},
    "anexos": {
        "evidence": evidence.annexes,
        "originals": evidence.originals,
        "glossary": _glossary,
    },
}


def said(memoria: Memoria) -> dict[str, Any]:
    """Of its sections, and no others."""
    named: dict[str, Say] = {}
    for section in memoria.agreement.sections:
        named |= OF_SECTION.get(section.id, {})
    return {name: say(memoria) for name, say in named.items()}
