from pipeline import database
from tests.cli.support import ROOT


def test_a_connection_draws_no_bar():
    with database.connect() as connection:
        asked = "SELECT current_setting('enable_progress_bar')"
        assert connection.execute(asked).fetchone() == (False,)


def test_nobody_connects_otherwise():
    """A query that takes long would draw a bar among what is asked for, as JSON."""
    found = [
        path.name
        for folder in ("pipeline", "reports")
        for path in (ROOT / folder).rglob("*.py")
        if "duckdb.connect(" in path.read_text(encoding="utf-8")
    ]
    assert found == ["database.py"]
