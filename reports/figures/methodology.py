"""pipeline/sql/**/*.sql → definitions: the annex prints the headers of the queries that were run.

A definition and its query stand in one file, so they cannot drift apart.
"""

import re
from functools import cache
from pathlib import Path

from reports.model.methodology import Column, Definition, Table
from reports.waist import Waist

SQL_FOLDER = Path(__file__).parents[2] / "pipeline" / "sql"
COMPARE = SQL_FOLDER / "compare"
"""What is asked of several deliveries together: no part of a memoria."""
KEYS = ("title", "unit", "definition")


@cache
def definitions(folder: Path = SQL_FOLDER) -> tuple[Definition, ...]:
    """One for each query, in the order of their paths; the tables are in the dictionary. Those of
    COMPARE only where they are asked for. Raises ValueError for a header in part."""
    return tuple(
        read_header(path.read_text(encoding="utf-8"), str(path.relative_to(folder).as_posix()))
        for path in sorted(folder.rglob("*.sql"))
        if path.parent.name != "schema"
        if folder == COMPARE or not path.is_relative_to(COMPARE)
    )


def read_header(sql: str, name: str) -> Definition:
    """The leading `-- key: value` lines; a comment line without a key continues the value above."""
    values: dict[str, str] = {}
    current = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        text = line.removeprefix("--").strip()
        if match := re.match(r"(\w+):\s*(.*)", text):
            current = match[1]
            values[current] = match[2]
        elif current:
            values[current] = f"{values[current]} {text}".strip()
    missing = [key for key in KEYS if not values.get(key)]
    if missing:
        raise ValueError(f"{name}: the header lacks {', '.join(missing)}")
    return Definition(name=name, **{key: values[key] for key in KEYS})


def dictionary(read: Waist) -> tuple[Table, ...]:
    tables: dict[str, tuple[str, list[Column]]] = {}
    for row in read.dictionary:
        columns: list[Column] = tables.setdefault(row.table_name, (row.table_comment, []))[1]
        columns.append(Column(name=row.column_name, type=row.data_type, comment=row.comment))
    return tuple(
        Table(name=name, comment=comment, columns=tuple(columns))
        for name, (comment, columns) in tables.items()
    )
