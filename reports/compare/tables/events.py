"""What each diffuser reported, and what its log shows."""

from reports.compare.model import Comparison, Event
from reports.compare.naming import names
from reports.compare.tables.arrivals import marked_note
from reports.tables.base import Cell, Column, Table, between, text
from reports.tables.incidents import CANDIDATES

SOURCES = {
    "both": ("reportada y vista", ""),
    "reported": ("solo reportada", "tenue"),
    "seen": ("solo vista", "aviso"),
}


def what(event: Event) -> str:
    """Its kind, and what its diffuser says of it."""
    kind = event.kind
    if event.source == "seen" and kind in CANDIDATES:
        kind = CANDIDATES[kind].format(the="lo publicado", of_the="de lo publicado")
    told = event.description.strip()
    return f"{kind}: {told}" if told and told != kind else kind


def events(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    return Table(
        "sucesos",
        "Incidencias: lo reportado junto a lo que muestran las bitácoras",
        (
            Column("Difusor"), Column("Núm.", "time"), Column("Cuándo", "time"),
            Column("De dónde se sabe"), Column("Qué"), Column("Falla de todos"),
        ),
        tuple(
            (
                Cell(named[event.delivery], who[event.delivery].name),
                text(event.event),
                between(event.start, event.end),
                Cell(SOURCES[event.source][0], mark=SOURCES[event.source][1]),
                text(what(event)),
                text(event.failure, "no coincide con ninguna"),
            )
            for event in comparison.events
        ),
        note="Núm.: el de la memoria de cada difusor. Lo visto y no reportado no es por fuerza una "
        f"falla suya.{marked_note(comparison)}",
        empty="Nadie reportó incidencias y las bitácoras no muestran ninguna.",
        size="menuda",
    )  # fmt: skip
