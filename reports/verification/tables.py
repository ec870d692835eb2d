"""The delivered tables → the summary that follows from them, to be held against the delivered one.

The tables of datos/ are put into an empty database of ours, which is then read as `build` reads the
one that it has measured. The delivery's own DuckDB files, if it has any, are never opened.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import duckdb

from pipeline import warehouse
from pipeline.errors import DeliveryError, Problem

MEMORY = "1GB"


def rebuilt(tables: Mapping[str, Path], place: Path) -> None:
    """A database at `place` that holds the tables (name → Parquet). Raises DeliveryError with every
    table that is not as ours."""
    with closing(duckdb.connect(str(place))) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        warehouse.make_tables(connection)
        problems = list(_filled(connection, tables))
    if problems:
        raise DeliveryError(problems)


def _filled(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Path]) -> Iterator[Problem]:
    names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    ours = {str(name) for (name,) in names}
    for name in sorted(ours & set(tables)):
        question = f'INSERT INTO "{name}" BY NAME SELECT * FROM read_parquet(?)'
        try:
            connection.execute(question, [str(tables[name])])
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            yield Problem(f"datos/{tables[name].name}", f"no es la tabla «{name}» ({reason})")
