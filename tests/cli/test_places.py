"""A project that brings a file of places: country and state of persons, never an address."""

import json

import duckdb
import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from .support import BASELINE_LOGS, HEAD, OPERATION_LOGS, assert_clear, project, run

GEO = '\n[geo]\ndatabase = "lugares.mmdb"\n'
DATABASE = {
    "192.0.2.0/27": {
        "country": {"iso_code": "MX"},
        "subdivisions": [{"iso_code": "COA", "names": {"es": "Coahuila de Zaragoza"}}],
    },
    "192.0.2.32/28": {"country": {"iso_code": "US"}},
    "192.0.2.48/31": {"country": {"iso_code": "FR"}},
}
"""Of the 50 addresses of the small project's operation; the last two are too few to be named."""


@pytest.fixture
def placed(tmp_path):
    made = project(tmp_path / "p", toml=HEAD + GEO + OPERATION_LOGS + BASELINE_LOGS)
    write_places(made, DATABASE)
    return made


def write_places(folder, records):
    writer = MMDBWriter(4, "Prueba")
    for network, record in records.items():
        writer.insert_network(IPSet([network]), record)
    writer.to_db_file(str(folder / "lugares.mmdb"))


def build(folder):
    result = run("build", folder / "memoria.toml", "--as-of", "2023-06-16")
    assert_clear(result, 0)
    return json.loads((folder / "salida" / "resumen.json").read_text("utf-8"))["audience"]["places"]


@pytest.mark.usefixtures("without_documents")
def test_places_are_told_and_few_are_merged(placed):
    coahuila = {"item": "Coahuila de Zaragoza", "visitors": 32, "pages": 234}
    assert build(placed) == {
        "file": "lugares.mmdb",
        "countries": [
            coahuila | {"item": "MX"},
            {"item": "US", "visitors": 16, "pages": 112},
            {"item": "otros", "visitors": 2, "pages": 14},
        ],
        "states": [coahuila],
    }
    with duckdb.connect(placed / "salida" / "memoria.duckdb", read_only=True) as connection:
        known = connection.execute("SELECT DISTINCT country, region FROM client ORDER BY ALL")
        assert known.fetchall() == [
            ("FR", None), ("MX", "Coahuila de Zaragoza"), ("US", None), (None, None),
        ]  # fmt: skip


@pytest.mark.usefixtures("without_documents")
def test_another_file_is_read_with_the_logs_unchanged(placed):
    assert run("check", placed / "memoria.toml").code in (0, 1)
    write_places(placed, {"192.0.2.0/24": {"country": {"iso_code": "US"}}})
    found = build(placed)
    assert [place["item"] for place in found["countries"]] == ["US"]
    assert found["states"] == []


@pytest.mark.parametrize("content", [None, b"otra cosa"])
def test_a_file_that_is_none_is_told(placed, content):
    database = placed / "lugares.mmdb"
    database.unlink()
    if content:
        database.write_bytes(content)
    result = run("build", placed / "memoria.toml")
    assert_clear(result, 2, "lugares.mmdb", "no se puede leer", "[geo]")
    assert not (placed / "salida").exists()
