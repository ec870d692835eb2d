"""Figures and declarations as the questions about the baseline find them."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import date, datetime, timedelta

import pytest

from pipeline import baselines, database, warehouse
from pipeline.baselines import loading
from pipeline.baselines.base import Hour, Span
from tests.pipeline.projects import project

DECLARED = """
[baseline]
files = ["t.csv"]
source = "table"

[[baseline.holidays]]
day = 2023-05-10
reason = "día de las madres"

[[baseline.excluded]]
start = 2023-05-11T09:00:00
end = 2023-05-11T10:30:00
reason = "simulacro"
"""
TABLE = "fecha,hits,paginas,visitas,visitantes\n2023-05-08,5,4,3,2\n2023-05-09,6,,,\n"


@pytest.fixture
def loaded(tmp_path):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    own = project(tmp_path, "*.log", also=DECLARED)
    (figures,) = baselines.read(own)
    quiet = [datetime(2022, 1, 1) + number * timedelta(days=1) for number in range(120)]
    hours = (
        *map(Hour, quiet),
        Hour(datetime(2023, 5, 8, 0)),
        Hour(datetime(2023, 5, 8, 1), 1, 2, 3, 4),
    )
    month = Span(date(2023, 4, 1), date(2023, 4, 30), bytes=9, where="x:3", incomplete="cortado")
    figures = figures.__class__(
        source=figures.source,
        definition="awstats",
        files=(("a.csv", "0f"), ("b.csv", "1f")),
        spans=(*(Span(day.date(), day.date()) for day in quiet), *figures.spans, month),
        hours=hours,
    )
    with database.connect(tmp_path / "w.duckdb") as connection:
        warehouse.run(connection, "schema/baseline")
        loading.insert(connection, own, [figures])

        def rows(question):
            return connection.execute(question).fetchall()

        yield rows, figures.source


def test_sources(loaded):
    rows, source = loaded
    question = "SELECT source, title, definition, remark, files, chosen FROM baseline_source"
    assert rows(question) == [
        ("logs", "bitácoras propias", "memoria", "", "", False),
        ("table", source.title, "awstats", source.remark, "0f  a.csv\n1f  b.csv", True),
    ]


def test_figures(loaded):
    rows, _ = loaded
    question = "SELECT * EXCLUDE used FROM baseline_figure WHERE first_day > '2023-01-01'"
    assert rows(f"{question} ORDER BY first_day") == [
        ("table", date(2023, 4, 1), date(2023, 4, 30), *[None] * 4, 9, "x:3", "cortado"),
        ("table", date(2023, 5, 8), date(2023, 5, 8), 5, 4, 3, 2, None, "t.csv:2", ""),
        ("table", date(2023, 5, 9), date(2023, 5, 9), 6, None, None, None, None, "t.csv:3", ""),
    ]


def test_hours(loaded):
    rows, _ = loaded
    assert rows("SELECT * FROM baseline_figure_hour WHERE slot > '2023-01-01' ORDER BY slot") == [
        ("table", datetime(2023, 5, 8, 6), None, None, None, None),
        ("table", datetime(2023, 5, 8, 7), 1, 2, 3, 4),
    ]


def test_what_is_declared_to_be_left_out(loaded):
    rows, _ = loaded
    assert rows("SELECT * FROM baseline_declared ORDER BY start") == [
        (datetime(2023, 5, 10, 6), datetime(2023, 5, 11, 6), "holiday", "día de las madres"),
        (datetime(2023, 5, 11, 15), datetime(2023, 5, 11, 16, 30), "declared", "simulacro"),
    ]


def test_nothing_given_is_our_own_logs(tmp_path):
    with database.connect(tmp_path / "w.duckdb") as connection:
        warehouse.run(connection, "schema/baseline")
        loading.insert(connection, project(tmp_path, "*.log"), [])
        found = connection.execute("SELECT source, chosen FROM baseline_source").fetchall()
        assert found == [("logs", True)]
