"""comparativo.duckdb → datos/: its tables as a Frictionless Data Package, as a memoria's are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline import collect
from reports.delivery import datapackage, marks, resources
from reports.delivery.cells import RULE
from reports.figures import methodology
from reports.model.methodology import Definition

FOLDER = datapackage.FOLDER
EXPLANATION = Path(__file__).with_name("package.md")
WITHIN = ("delivery",)
"""The column that the tables of a memoria have here besides their own."""


def write(warehouse: Path, folder: Path, as_of: date, title: str = "la comparación") -> None:
    """Into folder/datos. title: what is compared, as in «Datos de …». Raises WarehouseError for an
    unusable file, OutputError."""
    place = folder / FOLDER
    about = {
        "name": "datos-comparativo",
        "title": f"Datos de {title}",
        "description": "Las medidas de las entregas que se comparan, lo que resultó de "
        "verificarlas y lo que de ellas se dedujo. Sin solicitudes, clientes ni direcciones. Los "
        f"instantes están en UTC. {RULE} En Parquet los textos están exactos.",
        "created": f"{as_of.isoformat()}T00:00:00Z",
        "sources": [{"title": "Las entregas de los difusores (recurso delivery)"}],
    }
    with resources.opened(warehouse, place) as connection:
        datapackage.explain(connection, list(_metrics()), list(_queries()))
        explanation = EXPLANATION.read_text(encoding="utf-8")
        resources.write(connection, marked(), place, about, explanation)


def marked() -> dict[str, marks.Marked]:
    """What the SQL says of each table: a memoria's own, and those of the comparison over them."""
    own = marks.tables(*sorted((methodology.COMPARE / "schema").glob("*.sql")))
    theirs = {
        collect.OTHERWISE.get(name, name): replace(mark, within=WITHIN)
        for name, mark in marks.tables().items()
    }
    return {**theirs, **own, **marks.tables(datapackage.EXPLAINED)}


def _queries() -> Iterator[Definition]:
    yield from methodology.definitions()
    for query in methodology.definitions(methodology.COMPARE):
        yield query.model_copy(update={"name": _named(query.name)})


def _metrics() -> Iterator[marks.Metric]:
    """Each once; where both have one of a name, it is the memoria's."""
    found = marks.metrics()
    yield from found
    names = {one.metric for one in found}
    for one in marks.metrics(methodology.COMPARE):
        if one.metric not in names:
            yield replace(one, query=_named(one.query))


def _named(query: str) -> str:
    """As below pipeline/sql."""
    return f"{methodology.COMPARE.name}/{query}"
