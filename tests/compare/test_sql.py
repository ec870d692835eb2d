"""Every question of pipeline/sql/compare against cases kept as files.

    cases/<question>/<case>/input/<table>.csv      rows of tables, as tests/sql/runner reads them
    cases/<question>/<case>/expected/<table>.csv   rows that must be in the table then, in any order

Columns that a file leaves out have the values of ROW. Of an expected file only its columns count.
"""

import csv
from pathlib import Path

import duckdb
import pytest

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


@pytest.fixture(scope="module")
def database():
    """Every table, empty: each case leaves it as it was."""
    connection = duckdb.connect()
    measures = [name for name, mark in marks.tables().items() if mark.level == marks.MEASURE]
    collect.make_tables(connection, measures)
    connection.execute(EARLIER)
    yield connection
    connection.close()


def folders() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/*/expected"))


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(folder, database):
    database.execute("BEGIN")
    try:
        insert(database, "setting", [SETTING])
        for path in sorted((folder / "input").glob("*.csv")):
            insert(database, path.stem, read(path))
        if folder.parent.name == "change":
            warehouse.run(database, collect.FIGURE)
        warehouse.run(database, ASKED[folder.parent.name])
        for path in sorted((folder / "expected").glob("*.csv")):
            assert found(database, path) == expected(path), path.name
    finally:
        database.execute("ROLLBACK")


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


def test_every_question_has_a_case_and_is_asked():
    there = {path.stem for path in (warehouse.SQL / "compare").glob("*.sql")}
    assert there == set(ASKED) == {folder.parent.name for folder in folders()}
    assert {path for path in CASES.glob("*/*") if path.is_dir()} == set(folders())


def test_a_table_of_a_delivery_is_there_with_its_delivery_in_front(database):
    kept = {
        (table, column): comment
        for table, column, comment in database.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    }
    assert ("outage", "delivery") in kept
    assert ("delivery_setting", "visit_gap_minutes") in kept
    assert all(comment for (table, _), comment in kept.items() if table != "earlier_figure")
