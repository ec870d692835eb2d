"""Definitions of the queries and dictionary of the tables."""

from reports.model import Memoria
from reports.tables.base import Cell, Column, Table, text


def definitions(memoria: Memoria) -> Table:
    return Table(
        "definiciones",
        "Definición de cada consulta, tal como está en su archivo",
        (
            Column("Consulta", width="21%"),
            Column("Qué mide", width="21%"),
            Column("Unidad", width="14%"),
            Column("Definición", width="44%"),
        ),
        tuple(
            (
                Cell(item.name, item.name, mark="ruta"),
                text(item.title),
                text(item.unit),
                text(item.definition),
            )
            for item in memoria.definitions
        ),
        style="menuda",
    )


def dictionary(memoria: Memoria) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for table in memoria.dictionary:
        rows.append(
            (
                Cell(table.name, table.name, mark="tabla"),
                text("tabla"),
                text(table.comment, "sin comentario"),
            )
        )
        rows += [
            (
                Cell(f"{table.name}.{column.name}", f"{table.name}.{column.name}", mark="ruta"),
                text(column.type.lower()),
                text(column.comment, ""),
            )
            for column in table.columns
        ]
    return Table(
        "diccionario",
        "Diccionario del archivo de medidas (DuckDB)",
        (
            Column("Tabla o columna", width="30%"),
            Column("Tipo", width="14%"),
            Column("Descripción", width="56%"),
        ),
        tuple(rows),
        note="Las mismas descripciones están dentro del archivo, en cada tabla y columna.",
        style="menuda",
    )
