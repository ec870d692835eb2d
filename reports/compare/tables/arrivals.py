"""What arrived, what is in it, what was left out and why."""

from collections.abc import Iterator
from datetime import datetime

from reports import locale
from reports.compare.model import Comparison, Content, Delivery
from reports.compare.naming import MARK_NOTE, MARKED, names
from reports.tables.base import Cell, Column, Table, count, text

STATES = {
    "accepted": ("admitida", ""),
    "marked": (f"con reserva {MARKED}", "aviso"),
    "refused": ("rechazada", "mal"),
    "replaced": ("sustituida", "tenue"),
}
STATUS = {"completo": ("✓", "bien"), "parcial": ("!", "aviso"), "falta": ("×", "mal")}
UNREAD = "la entrega no se leyó"
UNTOLD = "no se dijo cuándo se recibió"
NO_FOLIO = "no se dio folio"


def arrivals(comparison: Comparison) -> Table:
    named = names(comparison)
    return Table(
        "llegadas",
        "Entregas recibidas",
        (
            Column("Difusor"),
            Column("Recibida", "time"),
            Column("Folio"),
            Column("Plazo"),
            Column("Contenido"),
            Column("Firmas", "number"),
            Column("Situación"),
        ),
        tuple(
            (
                Cell(named[one.delivery], one.name),
                _received(one),
                text(one.folio, NO_FOLIO),
                punctual(one),
                _complete(one),
                count(one.signatures, UNREAD),
                Cell(STATES[one.state][0], mark=STATES[one.state][1]),
            )
            for one in comparison.deliveries
        ),
        note="Plazo: por la hora de recepción o, donde no se dijo, por la fecha de la memoria. "
        "Firmas: las electrónicas válidas de la memoria." + marked_note(comparison),
        size="menuda",
    )


def marked_note(comparison: Comparison) -> str:
    return f" {MARK_NOTE}" if any(one.state == "marked" for one in comparison.deliveries) else ""


def _received(one: Delivery) -> Cell:
    if one.received is None:
        return Cell(locale.MISSING, "", UNTOLD)
    return Cell(locale.brief_instant(datetime.fromisoformat(one.received)), one.received)


def punctual(one: Delivery) -> Cell:
    if one.days_late is None:
        return Cell(locale.MISSING, None, UNREAD)
    if one.days_late <= 0:
        return Cell("a tiempo", one.days_late)
    return Cell(f"{locale.plural(one.days_late, 'día', 'días')} tarde", one.days_late, mark="mal")


def _complete(one: Delivery) -> Cell:
    if not one.contents:
        return Cell(locale.MISSING, None, UNREAD)
    done = sum(item.status == "completo" for item in one.contents)
    whole = len(one.contents)
    return Cell(f"{done} de {whole}", done / whole, mark="" if done == whole else "aviso")


def outside(comparison: Comparison) -> Table:
    named = names(comparison)
    return Table(
        "motivos",
        "Entregas con reserva, rechazadas o sustituidas, y por qué",
        (Column("Difusor"), Column("Archivo", "path"), Column("Situación"), Column("Motivo")),
        tuple(
            (
                Cell(named[one.delivery], one.name),
                text(one.file),
                Cell(STATES[one.state][0], mark=STATES[one.state][1]),
                text(one.reason, "no se anotó"),
            )
            for one in comparison.deliveries
            if one.state != "accepted"
        ),
        empty="Todas se admitieron sin reserva.",
        size="menuda",
    )


def contents(comparison: Comparison) -> Table:
    """A column for each thing that the agreement asks for."""
    named = names(comparison)
    asked: dict[str, str] = {}
    for one in comparison.included:
        asked |= {item.item: item.title for item in one.contents}
    return Table(
        "contenidos",
        "Contenido de cada entrega: ✓ completo, ! parcial, × falta",
        (Column("Difusor"), *(Column(title) for title in asked.values())),
        tuple(
            (Cell(named[one.delivery], one.name), *_statuses(one, asked))
            for one in comparison.included
            if one.contents
        ),
        note=f"Según la memoria de cada difusor.{marked_note(comparison)}",
        empty="Ninguna entrega se leyó.",
        size="menuda",
    )


def _statuses(one: Delivery, asked: dict[str, str]) -> Iterator[Cell]:
    found = {item.item: item for item in one.contents}
    for item in asked:
        if item not in found:
            yield Cell(locale.MISSING, "", "su convenio no lo pide")
        else:
            sign, mark = STATUS[found[item].status]
            yield Cell(sign, found[item].status, mark=mark)


def lacking(comparison: Comparison) -> list[tuple[Delivery, Content]]:
    """What is not complete, with whose it is; what is wholly missing first."""
    found = [
        (one, item)
        for one in comparison.included
        for item in one.contents
        if item.status != "completo"
    ]
    return sorted(found, key=lambda pair: pair[1].status != "falta")


def missing(comparison: Comparison) -> Table:
    named = names(comparison)
    return Table(
        "faltantes",
        "Lo que falta o está en parte",
        (
            Column("Difusor"), Column("Contenido"), Column("Cláusula"), Column("Estado"),
            Column("Detalle"),
        ),
        tuple(
            (
                Cell(named[one.delivery], one.name),
                text(item.title),
                text(item.clause),
                Cell(item.status, mark=STATUS[item.status][1]),
                text(item.detail),
            )
            for one, item in lacking(comparison)
        ),
        empty="No falta nada de lo que pide el convenio.",
        size="menuda",
    )  # fmt: skip
