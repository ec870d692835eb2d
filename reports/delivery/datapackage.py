"""Warehouse → datos/: every table of figures of a memoria as a Frictionless Data Package.

A new table is handed over once its SQL says that it may (`resources`, `marks`).
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from pipeline import definitions
from pipeline.project import Project
from reports.delivery import marks, resources
from reports.delivery.cells import RULE
from reports.figures import methodology
from reports.model.methodology import Definition

FOLDER = "datos"
EXPLAINED = Path(__file__).with_name("annex.sql")
EXPLANATION = Path(__file__).with_name("annex.md")


def write(warehouse: Path, project: Project, as_of: date, folder: Path) -> None:
    """Into folder/datos. Raises WarehouseError for an unusable file, OutputError."""
    place = folder / FOLDER
    marked = {**marks.tables(), **marks.tables(EXPLAINED)}
    with resources.opened(warehouse, place) as connection:
        explain(connection, marks.metrics(), methodology.definitions())
        about = _about(project, as_of)
        resources.write(connection, marked, place, about, EXPLANATION.read_text(encoding="utf-8"))


def explain(
    connection: duckdb.DuckDBPyConnection,
    metrics: Sequence[marks.Metric],
    queries: Sequence[Definition],
) -> None:
    """The tables that explain the others, filled from what is not in the warehouse."""
    connection.execute(EXPLAINED.read_text(encoding="utf-8"))
    tools = [definitions.load(name) for name in definitions.available()]
    filled: dict[str, list[tuple[str, ...]]] = {
        "medidas": [(m.metric, m.title, m.unit, m.definition, m.query) for m in metrics],
        "definiciones": [(q.name, q.title, q.unit, q.definition) for q in queries],
        "herramientas": [(t.name, t.title, t.version, t.parity, t.text) for t in tools],
    }
    for name, rows in filled.items():
        values = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
        connection.execute(f"INSERT INTO {name} VALUES {values}", [*chain.from_iterable(rows)])


def _about(project: Project, as_of: date) -> dict[str, Any]:
    """The descriptor, as the first version of the specification wants it."""
    agreement, diffuser = project.agreement, project.diffuser
    words = agreement.words.document
    name = re.sub(r"[^a-z0-9._-]+", "-", f"datos-{agreement.id}".lower())
    return {
        "name": name,
        "title": f"Datos {words.of_the} de {diffuser.name}",
        "description": "Las medidas, las incidencias, los archivos y las definiciones "
        f"{words.of_the} que pide el convenio «{agreement.title}». Sin solicitudes, clientes ni "
        f"direcciones. Los instantes están en UTC. {RULE} En Parquet los textos están exactos.",
        "created": f"{as_of.isoformat()}T00:00:00Z",
        "contributors": [{"title": diffuser.legal_name, "role": "publisher"}],
        "sources": [
            {"title": f"Bitácoras de acceso de {diffuser.name} (recurso source_file)"},
            {"title": "Tráfico ordinario (recurso baseline_source)"},
        ],
    }
