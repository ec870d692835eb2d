"""Measures of many deliveries → one DuckDB file for a comparison.

Every table of measures stands in it under its own name, with the delivery in front of its columns:
these tables are made from sql/schema itself, so that a new measure is compared once it is there.
What is derived from them is asked in sql/compare, one question a file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline import database, warehouse
from pipeline.errors import Problem, SettingsError

SCHEMA = "compare/schema"
FIGURE = "compare/figure"
CHANGE = "compare/change"
DERIVED = (
    "compare/reach", "compare/hour_reach", "compare/robots", "compare/delay",
    "compare/failing", "compare/slot_failure", "compare/failure", "compare/failure_delivery",
    "compare/event", "compare/capacity", "compare/network",
)  # fmt: skip
"""In the order in which they are asked: later questions read the answers of earlier ones."""

OTHERWISE = {"setting": "delivery_setting"}
"""Tables of a delivery whose name the comparison needs for itself."""

READ_OF_EARLIER = ("delivery", "cut", "reach", "robots", "capacity")
"""Tables that FIGURE asks."""
MOST_FIGURES = 100_000
ROWS_AT_ONCE = 100

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Column:
    """type: of DuckDB, as it is written in SQL."""

    name: str
    type: str
    required: bool
    comment: str


# ------------------------------------------------------------------------------------- filling


def make_tables(connection: duckdb.DuckDBPyConnection, names: Collection[str]) -> None:
    """The comparison's own tables, and those of that name of a delivery, each with its delivery."""
    for name in warehouse.questions(SCHEMA):
        warehouse.run(connection, name)
    with closing(database.connect()) as template:
        warehouse.make_tables(template)
        for name in sorted(names):
            for statement in _statements(template, name):
                connection.execute(statement)


def load(
    connection: duckdb.DuckDBPyConnection, delivery: str, store: Path, names: Collection[str]
) -> None:
    """The rows of those tables of a database that we made and filled ourselves."""
    connection.execute(f"ATTACH {_text(str(store))} AS store (READ_ONLY)")
    try:
        for name in sorted(names):
            connection.execute(
                f'INSERT INTO "{OTHERWISE.get(name, name)}" BY NAME '
                f'SELECT ? AS delivery, * FROM store."{name}"',
                [delivery],
            )
    finally:
        connection.execute("DETACH store")


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Rows by column name, all with the same columns."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        listed = ", ".join(f'"{name}"' for name in some[0])
        marks = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
        values = [value for row in some for value in row.values()]
        connection.execute(f'INSERT INTO "{table}" ({listed}) VALUES {marks}', values)


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills what is derived; `delivery`, `setting` and the measures must be there."""
    for name in DERIVED:
        warehouse.run(connection, name)


def compare_with(connection: duckdb.DuckDBPyConnection, figures: Sequence[tuple[Any, ...]]) -> None:
    """Fills `change`. figures: those of an earlier comparison, as `earlier` gives them."""
    warehouse.run(connection, FIGURE)
    connection.execute("CREATE TEMP TABLE earlier_figure AS FROM figure LIMIT 0")
    if figures:
        connection.executemany("INSERT INTO earlier_figure VALUES (?, ?, ?, ?)", figures)
    warehouse.run(connection, CHANGE)
    connection.execute("DROP VIEW figure; DROP TABLE earlier_figure")


# ------------------------------------------------------------------------ tables of a delivery


def _statements(template: duckdb.DuckDBPyConnection, table: str) -> Iterator[str]:
    """SQL that makes such a table, with the delivery in front, and its comments."""
    columns = [
        _Column("delivery", "VARCHAR", required=True, comment="La entrega de la que viene."),
        *_columns(template, table),
    ]
    made = OTHERWISE.get(table, table)
    lines = [f'"{one.name}" {one.type}{" NOT NULL" * one.required}' for one in columns]
    if key := _key(template, table):
        lines.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in ('delivery', *key))})")
    yield f'CREATE TABLE "{made}" ({", ".join(lines)})'
    yield f'COMMENT ON TABLE "{made}" IS {_text(_comment(template, table))}'
    for one in columns:
        yield f'COMMENT ON COLUMN "{made}"."{one.name}" IS {_text(one.comment)}'


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[_Column]:
    rows = connection.execute(
        "SELECT column_name, data_type, NOT is_nullable, coalesce(comment, '') "
        "FROM duckdb_columns() WHERE table_name = ? AND NOT internal ORDER BY column_index",
        [table],
    ).fetchall()
    return [_Column(*row) for row in rows]


def _key(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT constraint_column_names FROM duckdb_constraints() "
        "WHERE table_name = ? AND constraint_type = 'PRIMARY KEY'",
        [table],
    ).fetchone()
    return tuple(found[0]) if found else ()


def _comment(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    found = connection.execute(
        "SELECT coalesce(comment, '') FROM duckdb_tables() WHERE table_name = ?", [table]
    ).fetchone()
    return str(found[0]) if found else ""


def _quoted(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


# ----------------------------------------------------------------------- an earlier comparison


def earlier(path: Path) -> list[tuple[Any, ...]]:
    """Delivery, metric, value and why it is not comparable, of a comparison made before.

    The file is the institute's own, yet nothing of it is run: it is opened read-only and without
    access to anything else, and only tables that are as ours are read. Raises SettingsError.
    """
    with _opened(path) as connection:
        problems = list(_unlike(connection, path))
        if problems:
            raise SettingsError(problems)
        warehouse.run(connection, FIGURE)
        rows = connection.execute("FROM figure ORDER BY ALL").fetchmany(MOST_FIGURES)
    return [tuple(row) for row in rows]


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    expected = "el comparativo.duckdb de otra comparación"
    if not path.is_file():
        raise SettingsError(Problem(str(path), "no existe ese archivo", expected))
    config: dict[str, Any] = {
        "enable_external_access": False,
        "memory_limit": f"{warehouse.MEMORY // 2}B",
    }
    try:
        with closing(database.connect(str(path), read_only=True, config=config)) as connection:
            yield connection
    except duckdb.Error as error:
        why = str(error).partition("\n")[0][:200]
        raise SettingsError(Problem(str(path), f"no se puede leer ({why})", expected)) from None


def _unlike(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[Problem]:
    """Tables that it lacks, and columns that are not of our type. A view of that name is none."""
    there = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal")
    tables = {str(name) for (name,) in there.fetchall()}
    with closing(database.connect()) as ours:
        make_tables(ours, ["cut"])
        for table in READ_OF_EARLIER:
            if table not in tables:
                yield Problem(str(path), f"no tiene la tabla «{table}»", "un comparativo completo")
                continue
            types = {one.name: one.type for one in _columns(connection, table)}
            for column in _columns(ours, table):
                if types.get(column.name) != column.type:
                    found = f"la columna {table}.{column.name} es {types.get(column.name, 'nada')}"
                    yield Problem(str(path), found, column.type)
