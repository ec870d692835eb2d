"""The delivered tables → the summary that follows from them, to be held against the delivered one.

The tables of datos/ are put into an empty database of ours, which is then read as `build` reads the
one that it has measured. The delivery's own DuckDB files, if it has any, are never opened.

A Parquet of a few bytes can say that it holds 10^12 rows, or the same text of 100 MB in each. So
its own account is looked at first, then it is counted without keeping anything, and only then kept;
and by a database that may touch nothing but these files and asks for no extension.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline import database, warehouse
from pipeline.errors import DeliveryError, Problem
from pipeline.refusals import want
from reports.delivery.bag.names import shown
from reports.delivery.resources import TYPES

MEMORY = "1GB"
TEMPORARY = "2GB"
LARGE = ("calendar", "measure", "period_slot", "service_measure")
"""Tables with a row a cut, which stay in the database; the others are read into memory, whole."""
COUNTED = (
    "SELECT num_rows FROM parquet_file_metadata(?)",
    """
    SELECT coalesce(sum(rows), 0)
    FROM (
        SELECT max(row_group_num_rows) AS rows FROM parquet_metadata(?) GROUP BY row_group_id
    )
    """,
)
"""How many rows a file says that it has, in both places where it does."""
REMEDY = "pida una entrega nueva: ésta no la escribió memoria build"


@dataclass(frozen=True, slots=True)
class Limits:
    """What no table needs. rows: of LARGE and of the others; text: bytes of one; texts: of all of
    a column."""

    large_rows: int = 5_000_000
    rows: int = 200_000
    text: int = 1 << 20
    texts: int = 1 << 30

    def most(self, table: str) -> int:
        return self.large_rows if table in LARGE else self.rows


def rebuilt(tables: Mapping[str, Path], place: Path, limits: Limits = Limits()) -> None:
    """A database at `place` that holds the tables (name → Parquet). Raises DeliveryError with every
    table that is not as ours."""
    with closing(database.connect(str(place))) as connection:
        warehouse.make_tables(connection)
        _shut(connection, tables, place)
        problems = list(_filled(connection, tables, limits))
    if problems:
        raise DeliveryError(problems)


def _shut(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Path], place: Path) -> None:
    """From here on nothing but these files can be read, and nobody can change that."""
    paths = ", ".join(f"'{_escaped(path)}'" for path in tables.values())
    connection.execute(
        f"SET memory_limit = '{MEMORY}'; SET max_temp_directory_size = '{TEMPORARY}';"
        f"SET temp_directory = '{_escaped(place)}.tmp';"
        "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;"
        f"SET allowed_paths = [{paths}]; SET enable_external_access = false;"
        "SET lock_configuration = true"
    )


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _filled(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Path], limits: Limits
) -> Iterator[Problem]:
    names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    for name in sorted({str(name) for (name,) in names} & set(tables)):
        path = str(tables[name])
        try:
            found = list(_unlike(connection, name, path, limits))
            if not found:
                question = f'INSERT INTO "{name}" BY NAME SELECT * FROM read_parquet(?)'
                connection.execute(question, [path])
        except duckdb.Error as error:
            if want(error):
                raise
            reason = shown(str(error).partition("\n")[0])
            found = [Problem("", f"no es la tabla «{name}» ({reason})", "", REMEDY)]
        for problem in found:
            where = f"datos/parquet/{tables[name].name}"
            yield Problem(where, problem.found, problem.expected, problem.remedy)


def _unlike(
    connection: duckdb.DuckDBPyConnection, name: str, path: str, limits: Limits
) -> Iterator[Problem]:
    """Why a file is not to be kept as that table: at the first of three looks that finds why."""
    most = limits.most(name)
    rows = max(_one(connection, question, path)[0] for question in COUNTED)
    if rows > most:
        yield Problem("", f"dice tener {rows:,} renglones", f"a lo más {most:,}", REMEDY)
        return
    kinds = _kinds(connection, "SELECT * FROM read_parquet(?)", path)
    ours = _kinds(connection, f'FROM "{name}"')
    wrong = [(one, kind) for one, kind in kinds.items() if not _alike(kind, ours.get(one, ""))]
    for one, kind in wrong:
        found = f"la columna «{shown(one)}» es {shown(kind)}"
        yield Problem("", found, ours.get(one, "ninguna columna con ese nombre"), REMEDY)
    if not wrong:
        yield from _too_long(connection, kinds, path, limits)


def _too_long(
    connection: duckdb.DuckDBPyConnection, kinds: Mapping[str, str], path: str, limits: Limits
) -> Iterator[Problem]:
    """Texts, without keeping any."""
    texts = [one for one, kind in kinds.items() if kind == "VARCHAR"]
    if not texts:
        return
    asked = ", ".join(f'max(strlen("{one}")), sum(strlen("{one}"))' for one in texts)
    found = _one(connection, f"SELECT {asked} FROM read_parquet(?)", path)
    for one, longest, total in zip(texts, found[::2], found[1::2], strict=True):
        if (longest or 0) > limits.text or (total or 0) > limits.texts:
            what = f"la columna «{one}» tiene un texto de {longest:,} bytes, {total:,} en total"
            yield Problem("", what, f"a lo más {limits.text:,} y {limits.texts:,}", REMEDY)


def _one(connection: duckdb.DuckDBPyConnection, question: str, path: str) -> tuple[Any, ...]:
    return connection.execute(question, [path]).fetchall()[0]


def _kinds(connection: duckdb.DuckDBPyConnection, question: str, *paths: str) -> dict[str, str]:
    """Columns and their types."""
    rows = connection.execute(f"DESCRIBE {question}", list(paths)).fetchall()
    return {str(row[0]): str(row[1]) for row in rows}


def _alike(kind: str, ours: str) -> bool:
    """Both are numbers, both texts…: widths differ between versions, and in a Parquet."""
    here, there = (TYPES.get(one.partition("(")[0]) for one in (kind, ours))
    return here is not None and here == there
