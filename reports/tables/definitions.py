"""The operation as each tool counts it, and what its rules and defects cost."""

from pipeline.definitions import METRICS
from reports import locale
from reports.model import Memoria
from reports.model.definitions import Counted
from reports.sentences.differences import NAMES
from reports.tables.base import Cell, Column, Table, count, text


def measures(memoria: Memoria) -> Table:
    name = memoria.agreement.published.name
    sections = {"all": "todo el sitio", "portal": "portal", "published": name}
    return Table(
        "definiciones-medidas",
        f"{locale.capital(memoria.agreement.words.operation.the)}, según cada definición",
        (
            Column("Definición"),
            Column("Sección"),
            *(Column(NAMES[metric].capitalize(), "number") for metric in METRICS),
        ),
        tuple(_measures(one, sections[one.section]) for one in memoria.tools),
        note="Una sección se cuenta como si fuera todo el sitio; sus visitas no se suman.",
    )


def _measures(one: Counted, section: str) -> tuple[Cell, ...]:
    name = f"{one.title} {one.version}".removesuffix(" —")
    figures = (count(getattr(one, m), getattr(one, f"{m}_reason")) for m in METRICS)
    return (text(name), text(section), *figures)


def costs(memoria: Memoria) -> Table:
    return Table(
        "definiciones-costos",
        "Lo que quita cada regla y lo que cuesta cada defecto",
        (
            Column("Definición"),
            Column("Cuántas", "number"),
            Column("De qué"),
            Column("Regla o defecto"),
        ),
        tuple(
            (text(one.title), count(cost.value), text(NAMES[cost.metric]), text(cost.text))
            for one in memoria.tools
            for cost in one.costs
        ),
        size="menuda",
    )
