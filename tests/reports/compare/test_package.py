"""The data package of a comparison."""

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest

from pipeline import collect
from pipeline import warehouse as warehouses
from reports.compare import package
from reports.delivery import cells, marks
from reports.figures import methodology

AS_OF = date(2023, 7, 1)
OWN = sorted((methodology.COMPARE / "schema").glob("*.sql"))
BAD = '=HYPERLINK("http://malo.example","x")'
AT = "TIMESTAMP '2023-06-05 00:00:00'"
PERIOD = f"INSERT INTO period VALUES ('operation', 'window', 'x', {AT}, {AT})"
INCIDENT = (
    f"INSERT INTO incident BY NAME SELECT 'i' AS incident, {AT} AS start, {AT} AS \"end\", "
    f"'red' AS kind, '{BAD}' AS description, 1 AS line, '' AS effect, '' AS remedy, '' AS notified"
)
# A cut that is the counterpart of none: what it may refer to is missing.
CUT = (
    f"INSERT INTO calendar BY NAME SELECT {AT} AS slot, {AT} AS local_time, 1 AS local_hour, "
    "DATE '2023-06-05' AS local_day, 1 AS weekday, true AS in_operation, true AS in_logs, "
    "false AS in_baseline"
)


@pytest.fixture(scope="module")
def compared(tmp_path_factory) -> Path:
    """Two deliveries whose rows have the same keys, as those of one election do."""
    folder = tmp_path_factory.mktemp("c")
    place, one = folder / "comparativo.duckdb", folder / "una.duckdb"
    with duckdb.connect(one) as connection:
        warehouses.make_tables(connection)
        for statement in (PERIOD, INCIDENT, CUT):
            connection.execute(statement)
    names = [name for name, mark in marks.tables().items() if mark.level == marks.MEASURE]
    with duckdb.connect(place) as connection:
        collect.make_tables(connection, names)
        for delivery in ("a", "b"):
            collect.load(connection, delivery, one, names)
        connection.execute(
            "INSERT INTO delivery BY NAME SELECT * FROM (VALUES ('a', 'x', 'a.zip', 'accepted'), "
            f"('b', '{BAD}', 'b.zip', 'refused')) AS v(delivery, name, file, state)"
        )
    return place


@pytest.fixture(scope="module")
def data(compared, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("datos")
    package.write(compared, folder, AS_OF)
    return folder / "datos"


@pytest.fixture(scope="module")
def tables(data) -> dict[str, Any]:
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    return {one["name"]: one for one in described["resources"] if one["format"] == "csv"}


def test_every_table_of_figures_is_there_and_no_other(tables, compared):
    with duckdb.connect(compared, read_only=True) as connection:
        names = {name for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables()").fetchall()}  # fmt: skip
    assert set(tables) == names | {"medidas", "definiciones", "herramientas"}
    assert {"delivery", "failure", "measure", "incident"} <= set(tables)


def test_a_delivery_refers_to_its_own_rows(tables):
    for name, table in tables.items():
        fields = [field["name"] for field in table["schema"]["fields"]]
        for key in table["schema"].get("foreignKeys", []):
            other = tables[key["reference"]["resource"] or name]["schema"]["fields"]
            assert set(key["fields"]) <= set(fields)
            assert set(key["reference"]["fields"]) <= {field["name"] for field in other}
    (key,) = tables["incident_phase"]["schema"]["foreignKeys"]
    assert key["fields"] == ["delivery", "incident"]
    (key,) = tables["content"]["schema"]["foreignKeys"]
    assert (key["fields"], key["reference"]["fields"]) == (["delivery"], ["delivery"])


def test_every_number_of_a_comparison_has_a_unit(tables):
    kinds = ("integer", "number")
    for name in marks.tables(*OWN):
        for field in tables[name]["schema"]["fields"]:
            assert field["description"], (name, field["name"])
            assert field["type"] not in kinds or field["unit"], (name, field["name"])


def test_no_text_of_a_diffuser_is_a_formula(data):
    for path in (data / "csv").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in list(csv.reader(file, strict=True))[1:]:
                assert not any(cell.startswith("=") for cell in row), path.name
    assert cells.harmless(BAD) in (data / "csv" / "delivery.csv").read_text().replace('""', '"')


def test_the_same_comparison_gives_the_same_bytes(data, compared, tmp_path):
    package.write(compared, tmp_path, AS_OF)
    assert digests(tmp_path / "datos") == digests(data)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.*")
    }


@pytest.mark.slow
def test_frictionless_finds_nothing_wrong(data, tables):
    report = frictionless.validate(str(data / "datapackage.json"))
    assert {task.name: task.errors for task in report.tasks if not task.valid} == {}
    assert len(report.tasks) == 2 * len(tables)
