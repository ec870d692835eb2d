"""Definitions of the queries and dictionary of the tables."""

from reports.model import Memoria
from reports.tables.base import Cell, Column, Table, text


def definitions(memoria: Memoria) -> Table:
    return Table(
        "definiciones",
        "Definición de cada consulta, tal como está en su archivo",
        (
            Column("Consulta", "path"),
            Column("Qué mide"),
            Column("Unidad"),
            Column("Definición"),
        ),
        tuple(
            (
                Cell(item.name, item.name),
                text(item.title),
                text(item.unit),
                text(item.definition),
            )
            for item in memoria.definitions
        ),
        size="menuda",
        style="ancha",
    )


def dictionary(memoria: Memoria) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for table in memoria.dictionary:
        rows.append(
            (
                text(table.name, mark="tabla"),
                text("tabla"),
                text(table.comment, "sin comentario"),
            )
        )
        rows += [
            (
                text(f"{table.name}.{column.name}"),
                text(column.type.lower()),
                text(column.comment, ""),
            )
            for column in table.columns
        ]
    return Table(
        "diccionario",
        "Diccionario del archivo de medidas (DuckDB)",
        (
            Column("Tabla o columna", "path"),
            Column("Tipo"),
            Column("Descripción"),
        ),
        tuple(rows),
        note="Las mismas descripciones están dentro del archivo, en cada tabla y columna.",
        size="menuda",
        style="ancha",
    )
