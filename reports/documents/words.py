"""Memoria → the sentences that each section's template places, by the names it uses."""

import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from reports import locale
from reports.model import Memoria
from reports.sentences import (
    arrivals,
    audience,
    criteria,
    evidence,
    phrases,
    privacy,
    records,
    services,
)
from reports.tables.base import few

GLOSSARY = Path(__file__).with_name("glossary.toml")

Say = Callable[[Memoria], Any]


def _drills(memoria: Memoria) -> list[str]:
    return [locale.short_day(datetime.fromisoformat(day)) for day in memoria.agreement.drills]


def _dated(memoria: Memoria) -> str:
    return locale.day(date.fromisoformat(memoria.as_of))


def _privacy(memoria: Memoria) -> str:
    return privacy.SAID[memoria.privacy_mode].protects


def _glossary(memoria: Memoria) -> list[tuple[str, str]]:
    """Term and meaning, in alphabetical order, of what its sections speak of."""
    agreed = memoria.agreement
    has = {section.id for section in agreed.sections}
    said = {
        "diffuser": agreed.words.diffuser.of_the,
        "minutes": locale.number(agreed.cut_minutes),
        "of_the": agreed.published.of_the,
        "operation": agreed.words.operation.the,
        "of_operation": agreed.words.operation.of_the,
        "section": agreed.published.section,
    }
    found = [
        (term.format_map(said), about["means"].format_map(said))
        for term, about in _terms().items()
        if not about.get("sections") or has & set(about["sections"])
    ]
    return sorted(found, key=lambda one: _letters(one[0]))


def _letters(text: str) -> str:
    """Without accents and capitals: as an index is ordered."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


@cache
def _terms() -> dict[str, Any]:
    return tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))


OF_SECTION: Mapping[str, Mapping[str, Say]] = {
    "antecedentes": {
        "baseline_window": phrases.baseline_window,
        "clocks": phrases.clocks,
        "dated": _dated,
        "drills": _drills,
    },
    "bitacoras": {
        "privacy": _privacy,
        "delivered": evidence.delivered,
        "grouped": lambda memoria: not few(memoria.ingest.by_file),
    },
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
    "herramientas-uso": {"services_use": services.use},
    "herramientas-servicio": {"services_worked": services.worked},
    "acuerdos": {"accords_told": records.accords},
    "enlaces": {"liaisons_told": records.liaisons},
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
