"""What verifying each delivery gave, topic by topic, and what does not hold."""

from collections.abc import Iterator

from reports import locale
from reports.compare.model import Comparison, Delivery, Topic
from reports.compare.naming import names
from reports.compare.tables.arrivals import marked_note
from reports.tables.base import Cell, Column, Table, text

SIGNS = {
    "missing": ("×", "no coincide", "mal"),
    "warning": ("!", "hay que saberlo", "aviso"),
    "skipped": ("–", "no se revisó", "tenue"),
    "good": ("✓", "coincide", "bien"),
}
"""From the worst: of several results of one topic that one is shown."""
MOST = 5
"""Differences of a topic that are listed; the rest are counted."""


def examined(comparison: Comparison) -> Table:
    named = names(comparison)
    topics = dict.fromkeys(topic.topic for one in comparison.deliveries for topic in one.examined)
    return Table(
        "comprobacion",
        "Comprobación: ✓ coincide, ! hay que saberlo, × no coincide, – no se revisó",
        (Column("Difusor"), *(Column(_capital(topic)) for topic in topics)),
        tuple(
            (Cell(named[one.delivery], one.name), *(_result(one, topic) for topic in topics))
            for one in comparison.deliveries
            if one.examined
        ),
        note="Cada paso se hace de nuevo desde lo que dejó el anterior: huellas, tablas, resumen"
        + (", y las bitácoras medidas otra vez." if comparison.setting.recomputed else ".")
        + marked_note(comparison),
        empty="Ninguna entrega se pudo comprobar.",
        size="menuda",
    )  # fmt: skip


def _result(one: Delivery, topic: str) -> Cell:
    found = {result.state for result in one.examined if result.topic == topic}
    state = next((state for state in SIGNS if state in found), None)
    if state is None:
        return Cell(locale.MISSING, "", "no se llegó a revisar")
    sign, meaning, mark = SIGNS[state]
    return Cell(sign, meaning, mark=mark)


def problems(comparison: Comparison) -> Table:
    named = names(comparison)
    return Table(
        "problemas",
        "Lo que no coincide o hay que saber",
        (
            Column("Difusor"),
            Column("Se revisó"),
            Column("Dónde", "path"),
            Column("Qué se encontró"),
            Column("Qué se esperaba"),
        ),
        tuple(
            (Cell(named[one.delivery], one.name), text(_capital(topic.topic)), *cells)
            for one in comparison.deliveries
            for topic in one.examined
            if topic.state in ("missing", "warning")
            for cells in _wrong(topic)
        ),
        empty="Todo lo revisado coincide.",
        size="menuda",
    )


def _wrong(topic: Topic) -> Iterator[tuple[Cell, Cell, Cell]]:
    if not topic.problems:
        yield Cell(""), text(topic.text), Cell("")
    for wrong in topic.problems[:MOST]:
        yield Cell(wrong.place), Cell(wrong.found), Cell(wrong.expected)
    rest = len(topic.problems) - MOST
    if rest > 0:
        more = locale.plural(rest, "diferencia más", "diferencias más")
        yield Cell(""), text(f"y {more}, en comparativo.json"), Cell("")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
