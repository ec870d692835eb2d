"""What is asked of more than one client, of several shares as of one: who is behind a finding, what
tells a crowd, the clocks of lines that come late."""

import duckdb
import pytest

from pipeline import measure, shares, warehouse
from pipeline.discover import discover
from pipeline.parts import make
from pipeline.privacy import Tokens
from tests.pipeline import eventful

pytestmark = pytest.mark.slow
TABLES = (
    "candidate", "crowd", "incident", "incident_phase", "incident_effect", "comparison",
    "definition_measure", "definition_cost",
)  # fmt: skip
KINDS = {"client", "network", "attack", "latency", "error_burst", "no_evidence"}


def measured(folder, number, **options):
    project, incidents = eventful.project(folder, **options)
    parts = make(discover(project).files, Tokens(b"s" * 32), folder / "partes")
    path = folder / f"{number}.duckdb"
    with warehouse.create(path) as connection:
        cut = shares.load(connection, project, parts, folder, number)
        measure.measure(connection, project, incidents, (), cut)
    with duckdb.connect(path, read_only=True) as connection:
        return {
            table: connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES
        }


def costs(found):
    return {(row[0], row[1]): row[3] for row in found["definition_cost"]}


def test_several_servers_and_all_definitions(tmp_path):
    whole = measured(tmp_path, 1)
    assert {row[3] for row in whole["candidate"]} >= KINDS
    assert {row[0][:2] for row in whole["crowd"]} >= {"C-", "M-"}
    assert any(row[-2] for row in whole["incident"]), "a wrong clock"
    assert costs(whole)["webalizer", "late_in_a_row"] > 0
    assert measured(tmp_path, 3) == whole


@pytest.mark.parametrize("definition", ["webalizer", "awstats"])
def test_one_log_whose_clocks_go_back(definition, tmp_path):
    whole = measured(tmp_path, 1, definition=definition, sole=True)
    assert costs(whole)[definition, "late"] > 0
    assert definition != "webalizer" or costs(whole)[definition, "retimed"] > 0
    assert measured(tmp_path, 2, definition=definition, sole=True) == whole
