"""What verifying each delivery gave, topic by topic, and what does not hold."""

from collections.abc import Iterator, Sequence

from reports import locale
from reports.compare.model import Comparison, Delivery, Topic
from reports.compare.naming import names
from reports.compare.tables.arrivals import marked_note
from reports.tables.base import Cell, Column, Table, as_size, text

SIGNS = {
    "missing": ("×", "no coincide", "mal"),
    "lacking": ("!", "tarde o incompleta", "aviso"),
    "warning": ("!", "hay que saberlo", "aviso"),
    "skipped": ("–", "no se revisó", "tenue"),
    "good": ("✓", "coincide", "bien"),
}
"""From the worst: of several results of one topic that one is shown."""
MOST, MOST_NAMED = 5, 3
"""Differences of a topic that are listed, and diffusers of one that are named; the rest are
counted."""


def examined(comparison: Comparison) -> Table:
    named = names(comparison)
    topics = dict.fromkeys(topic.topic for one in comparison.deliveries for topic in one.examined)
    return Table(
        "comprobacion",
        "Comprobación: ✓ coincide, ! hay que saberlo, × no coincide, – no se revisó",
        (Column("Difusor"), *(Column(locale.capital(topic)) for topic in topics)),
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


def files(comparison: Comparison) -> Table:
    """Which file exactly was compared."""
    named = names(comparison)
    return Table(
        "archivos",
        "Los archivos recibidos y su huella",
        (
            Column("Difusor"),
            Column("Archivo", "path"),
            Column("Tamaño", "number"),
            Column("Huella SHA-256", "digest"),
        ),
        tuple(
            (
                Cell(named[one.delivery], one.name),
                text(one.file),
                as_size(one.size, "no se leyó"),
                Cell(locale.digest(one.sha256), one.sha256)
                if one.sha256
                else text(None, "se dio una carpeta, que no tiene huella"),
            )
            for one in comparison.deliveries
        ),
        size="menuda",
    )


def problems(comparison: Comparison) -> Table:
    """What is the same at several stands once."""
    whose: dict[tuple[str, tuple[Cell, Cell, Cell]], list[str]] = {}
    for one in comparison.deliveries:
        for topic in one.examined:
            if topic.state in ("missing", "lacking", "warning"):
                for cells in _wrong(topic):
                    whose.setdefault((topic.topic, cells), []).append(one.delivery)
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
            (_whose(comparison, deliveries), text(locale.capital(topic)), *cells)
            for (topic, cells), deliveries in whose.items()
        ),
        empty="Todo lo revisado coincide.",
        size="menuda",
    )


def _whose(comparison: Comparison, deliveries: Sequence[str]) -> Cell:
    """All by name for sorting and taking along; on the page, a few or how many."""
    named = names(comparison)
    every = locale.listing([named[one] for one in dict.fromkeys(deliveries)])
    many = len(set(deliveries))
    return Cell(every if many <= MOST_NAMED else f"{locale.number(many)} difusores", every)


def _wrong(topic: Topic) -> Iterator[tuple[Cell, Cell, Cell]]:
    if not topic.problems:
        yield Cell(""), text(topic.text), Cell("")
    for wrong in topic.problems[:MOST]:
        yield Cell(wrong.place), Cell(wrong.found), Cell(wrong.expected)
    rest = len(topic.problems) - MOST
    if rest > 0:
        more = locale.plural(rest, "diferencia más", "diferencias más")
        yield Cell(""), text(f"y {more}, en comparativo.json"), Cell("")
