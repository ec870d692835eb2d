"""The command `compare` from end to end: deliveries → comparativo.duckdb → its documents and data.

Apart from the command line because all that draws and lays out takes a second to import.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline import outputs
from reports.compare import (
    Compared,
    Options,
    compare,
    documents,
    figures,
    package,
    workbook,
)
from reports.compare.standing import Standing
from reports.delivery.resources import DESCRIPTOR
from reports.documents import theme
from reports.documents.theme import Theme
from reports.terminal import Terminal
from reports.verification import Examined

__all__ = ["Options", "run"]

OUTPUTS = {
    "comparativo.pdf": "Impreso (PDF)",
    "comparativo.html": "Pantalla (HTML)",
    "comparativo.json": "Cifras (JSON)",
    "comparativo.xlsx": "Tablas (Excel)",
    "comparativo.duckdb": "Datos (DuckDB)",
    package.FOLDER: "Datos (CSV)",
}
WORKBOOK = "comparativo.xlsx"
SAID = {
    "accepted": ("good", "se compara"),
    "marked": ("warning", "se compara, señalada"),
    "refused": ("missing", "queda fuera"),
    "replaced": ("skipped", "queda fuera"),
}
"""Of each state of a delivery: how it is told."""


def run(
    given: Sequence[Path], out: Path, options: Options, look: str | None, terminal: Terminal
) -> list[Standing]:
    """What became of each delivery. look: a theme, or else the agreement's. All outputs appear in
    the folder `out` together. Raises MemoriaError."""
    if look:
        theme.load(look, Path())
    with outputs.staging(out, {package.FOLDER: DESCRIPTOR}) as stage:
        with terminal.status("Verificando las entregas", "verify"):
            compared = compare(given, stage, options)
        for one in compared.standings:
            terminal.examined(told(one))
        with terminal.status("Componiendo los documentos", "documents"):
            used = theme.load(look or compared.agreement.theme, Path())
            write(compared, stage, used, options.as_of)
    terminal.say()
    for name, title in OUTPUTS.items():
        terminal.made(title, out / name)
    return compared.standings


def write(compared: Compared, stage: Path, look: Theme, as_of: date) -> None:
    """The data package, the workbook and the documents, of the DuckDB file; those last that need
    most memory."""
    package.write(compared.warehouse, stage, as_of)
    made = documents.composed(figures.build(compared.warehouse), look)
    title = f"Comparativo de difusores: {compared.agreement.short_title}"
    workbook.write(made.tables.values(), stage / WORKBOOK, title=title, as_of=as_of)
    documents.write(made, stage)


def told(one: Standing) -> Examined:
    """A line on the terminal."""
    state, text = SAID[one.state]
    name = one.arrival.row.get("name") or one.arrival.place.name
    reason = f": {one.reason}" if one.reason else ""
    return Examined("entregas", state, f"{name}: {text}{reason}")  # type: ignore[arg-type]
