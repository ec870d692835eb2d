"""Every question of pipeline/sql/compare against cases kept as files (see runner.py)."""

import pytest

from pipeline import warehouse
from tests.compare import runner
from tests.compare.runner import ASKED, CASES, Case, expected, folders, found


@pytest.fixture(scope="module")
def database():
    """Every table, empty: each case leaves it as it was."""
    connection = runner.database()
    yield connection
    connection.close()


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(folder, database):
    case = Case(folder, database)
    database.execute("BEGIN")
    try:
        case.run()
        for path in sorted((folder / "expected").glob("*.csv")):
            assert found(database, path) == expected(path), path.name
    finally:
        database.execute("ROLLBACK")


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
