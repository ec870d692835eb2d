"""Runs one .sql of pipeline/sql/compare on a case: a folder with its input and what must come out.

    cases/<question>/<case>/input/<table>.csv      rows of tables, as tests/sql/runner reads them
    cases/<question>/<case>/expected/<table>.csv   rows that must be in the table then, in any order

Columns that a file leaves out have the values of ROW. Of an expected file only its columns count.
"""

import csv
from pathlib import Path

import duckdb

from pipeline import collect, warehouse
from reports.delivery import marks
from tests.sql.runner import cell, read, shown

CASES = Path(__file__).with_name("cases")
ASKED = {Path(name).name: name for name in (*collect.DERIVED, collect.FIGURE, collect.CHANGE)}
WORDS = (
    "agreement", "agreement_title", "short_title", "institute", "institute_short",
    "institute_city", "time_zone", "time_label", "version", "classification", "theme",
)  # fmt: skip
SETTING = {
    "cut_minutes": "5", "outage_cuts": "3", "outage_minutes": "30", "as_of": "2023-06-20",
    "operation_start": "2023-06-05 00:00", "operation_end": "2023-06-05 03:00",
    "recomputed": "false", **dict.fromkeys(WORDS, "x"),
}  # fmt: skip
ROW = {
    "delivery": {
        "name": "x", "file": "x", "state": "accepted", "sees_all": "true",
        "definition": "memoria", "privacy_mode": "seudonimizada",
    },
    "cut": {"state": "served", "served": "0", "failed": "0", "others": "0"},
    "cut_arrival": dict.fromkeys(("changes", "requests", "ok", "not_modified"), "0"),
    "measure": {"metric": "hits", "section": "all", "audience": "all"},
    "period_measure": {"section": "all", "audience": "all", "period": "operation"},
    "comparison": {
        "source": "logs", "chosen": "true", "mixed": "false",
        **dict.fromkeys(("daily_days", "weekday_days"), "7"),
        **dict.fromkeys(("matched_weeks_min", "matched_weeks_max"), "4"),
    },
    "baseline_source": {
        "source": "logs", "chosen": "true", "definition": "memoria",
        **dict.fromkeys(("title", "remark", "files"), "x"),
    },
    "saturated": {"hits": "9", "failures": "1"},
    "incident": dict.fromkeys(("effect", "remedy", "notified"), "x") | {"line": "2"},
    "candidate": {"severity": "media", "shifted": "false"}
    | dict.fromkeys(("cuts", "hits", "errors"), "0"),
    "reach": {"coverage": "1"},
    "capacity": {"peak_lower_bound": "false"},
    "slot_failure": {"failing": "3", "observers": "3"},
    "failing": {"signal": "errors"},
    "failure": dict.fromkeys(("cuts", "minutes", "deliveries", "observers"), "1")
    | {"long": "false", "very_long": "false"},
}  # fmt: skip
EARLIER = (
    "CREATE TEMP TABLE earlier_figure "
    "(delivery VARCHAR, metric VARCHAR, value DOUBLE, incomparable VARCHAR)"
)


def database() -> duckdb.DuckDBPyConnection:
    """Every table, empty."""
    connection = duckdb.connect()
    measures = [name for name, mark in marks.tables().items() if mark.level == marks.MEASURE]
    collect.make_tables(connection, measures)
    connection.execute(EARLIER)
    return connection


def folders() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/*/expected"))


class Case:
    """One folder's tables in a database that has them, empty."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self.connection = connection
        self.question = ASKED[folder.parent.name]

    def run(self) -> None:
        self.prepare()
        warehouse.run(self.connection, self.question)

    def prepare(self) -> None:
        """All that the question reads."""
        insert(self.connection, "setting", [SETTING])
        for path in sorted((self.folder / "input").glob("*.csv")):
            insert(self.connection, path.stem, read(path))
        if self.question == collect.CHANGE:
            warehouse.run(self.connection, collect.FIGURE)

    def differing(self) -> list[str]:
        """The expected tables that are others."""
        files = sorted((self.folder / "expected").glob("*.csv"))
        return [path.name for path in files if found(self.connection, path) != expected(path)]


def insert(connection, table, rows):
    common = {name: cell(name, text) for name, text in ROW.get(table, {}).items()}
    for row in rows:
        values = common | row
        listed = ", ".join(f'"{name}"' for name in values)
        marked = ", ".join("?" * len(values))
        connection.execute(
            f'INSERT INTO "{table}" ({listed}) VALUES ({marked})', [*values.values()]
        )


def found(connection, path):
    with path.open(encoding="utf-8", newline="") as file:
        listed = ", ".join(f'"{name}"' for name in next(csv.reader(file)))
    rows = connection.execute(f'SELECT {listed} FROM "{path.stem}"').fetchall()
    return sorted((tuple(shown(value) for value in row) for row in rows), key=str)


def expected(path):
    return sorted((tuple(row.values()) for row in read(path)), key=str)
