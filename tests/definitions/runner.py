"""What each definition counts in a case: its requests and what must be counted of them.

cases/<case>/case.toml              settings that differ, as of tests/sql, and the scope: section,
                                    file, merged, read, counted (optional)
…/hits.csv                          requests, as tests/sql/runner reads them
…/input/<table>.csv                 rows of any other table (optional)
…/expected/<definition>.csv         measures and costs in one row; empty where it has none
"""

from functools import cached_property
from pathlib import Path

import duckdb

from pipeline.definitions.measuring import Scope, measure
from pipeline.timespan import Window
from tests.sql import runner
from tests.sql.runner import instant, read

CASES = Path(__file__).with_name("cases")
COUNTED = "counted"
"""What it ends with, in the place of a question."""
WINDOWS = {"read", "counted"}
NAMES = WINDOWS | {"section", "file", "merged"}
"""Of a scope."""
Count = dict[str, str | None]


def folders() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/expected"))


def count(connection: duckdb.DuckDBPyConnection, scope: Scope, definition: str) -> Count:
    """Measures and costs by name."""
    (found,) = measure(connection, scope, [definition])
    values = found.values | {drop.name: value for drop, value in found.costs}
    return {name: runner.shown(value) for name, value in values.items()}


class Case(runner.Case):
    """scratch: a folder of its own."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        super().__init__(folder)
        self.scratch = scratch

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Where a definition makes the lines that it reads itself."""
        connection = super().connection
        connection.execute(f"DROP TABLE line; SET temp_directory = '{self.scratch}'")
        return connection

    @property
    def steps(self) -> list[str]:
        return [COUNTED]

    @cached_property
    def scope(self) -> Scope:
        given = {name: value for name, value in self.settings.items() if name in NAMES}
        return Scope(**given | {name: _window(given[name]) for name in WINDOWS & given.keys()})

    @property
    def definitions(self) -> list[str]:
        return sorted(path.stem for path in (self.folder / "expected").glob("*.csv"))

    def counted(self, definition: str) -> Count:
        return count(self.connection, self.scope, definition)

    def expects(self, definition: str) -> Count:
        (row,) = read(self.folder / "expected" / f"{definition}.csv")
        return row


def _window(edges: list[str]) -> Window:
    first, last = map(instant, edges)
    return Window(first, last)
