"""One share of the hits: loaded once, then asked as often as need be.

<load>/porcion.duckdb        the tables of LOADED, of the share
<count>/<tally>.parquet      what was asked; and `hits`, how many there are
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from pipeline import routing, tallies, warehouse
from pipeline.texts import TEXTS

FILE = "porcion.duckdb"
HITS = "hits"
LOADED = ("robot_visitor", *warehouse.HITS, *TEXTS)
PASSING = ("torn", "long_line")
"""Of LOADED, what a warehouse does not keep."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a share's database. function: picklable. fills: tallies. needs: tables of
    the answers so far, which it is given."""

    function: Callable[[duckdb.DuckDBPyConnection], None]
    fills: tuple[str, ...]
    needs: tuple[str, ...] = ()


def tallied(folder: str) -> Question:
    """All that stands in that folder of sql/."""
    files = tuple(warehouse.questions(folder))
    fills, needs = tallies.filled(files), tallies.needs(files)
    return Question(partial(_answer, files), tuple(fills), tuple(needs))


def _answer(files: Sequence[str], connection: duckdb.DuckDBPyConnection) -> None:
    """views: made once, whoever asks first."""
    there = {name for (name, *_) in connection.execute("SHOW TABLES").fetchall()}
    views = [view for view in tallies.views(files) if not tallies.made(view) <= there]
    for name in (*views, *files):
        warehouse.run(connection, name)


def load(places: Sequence[Path], out: Path, *, routes: int) -> None:
    """places: what is given, the share of every route, the routes, the texts."""
    given, own, others = places[0], places[1 : routes + 1], places[routes + 1 :]
    with routing.scratch(out, out / FILE) as connection:
        warehouse.make_tables(connection, comments=False)
        _take(connection, given)
        files = {table: _files(own, f"{table}-*") for table in warehouse.HITS}
        files["long_line"] = _files(others, f"{routing.LONG_LINES}.parquet")
        for name in TEXTS:
            _load_texts(connection, name, files, _files(others, f"{name}.parquet"))
        warehouse.load_hits(connection, files, filename=False)
        for name in PASSING:
            connection.execute(f"CREATE TABLE main.{name} AS FROM temp.{name}")


def count(places: Sequence[Path], out: Path, *, questions: Sequence[Question]) -> None:
    """places: what is given, the load."""
    given, loaded = places
    with routing.scratch(out) as connection:
        warehouse.make_tables(connection, comments=False)
        connection.execute(f"ATTACH '{loaded / FILE}' AS loaded (READ_ONLY)")
        for name in LOADED:
            connection.execute(f"DROP TABLE {name}")
            connection.execute(f"CREATE TEMP VIEW {name} AS FROM loaded.main.{name}")
        _take(connection, given)
        hits = connection.sql("SELECT count(*) AS hits FROM hit")
        hits.write_parquet(str(out / f"{HITS}.parquet"))
        memory = max(routing.MEMORY, hits.fetchall()[0][0] * warehouse.MEMORY_A_HIT)
        connection.execute(f"SET memory_limit = '{memory}B'")
        for question in questions:
            question.function(connection)
            for name in question.fills:
                place = str(out / f"{name}.parquet")
                connection.table(name).write_parquet(place, compression="zstd")


def _take(connection: duckdb.DuckDBPyConnection, given: Path) -> None:
    for path in sorted(given.glob("*.parquet")):
        rows = connection.read_parquet(str(path)).sql_query()
        connection.execute(f"INSERT INTO {path.stem} BY NAME {rows}")


def _files(places: Sequence[Path], pattern: str) -> list[str]:
    return [str(path) for place in places for path in sorted(place.glob(pattern))]


def _load_texts(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    files: dict[str, list[str]],
    texts: Sequence[str],
) -> None:
    """The texts that the share's hits and torn lines have."""
    if not texts or not (lines := files["hit"] + files["torn"]):
        return
    connection.read_parquet(list(texts)).create_view("every_text", replace=True)
    connection.read_parquet(lines, union_by_name=True).create_view("every_line", replace=True)
    connection.execute(
        f"INSERT INTO {name} BY NAME FROM every_text"
        f" WHERE {name}_id IN (SELECT {name}_id FROM every_line)"
    )
