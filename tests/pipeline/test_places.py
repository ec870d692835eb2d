"""Addresses → country and state, by a file that the user brings."""

import polars as pl
import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from pipeline import parts
from pipeline.errors import SettingsError
from pipeline.logfile import Declared
from pipeline.look import look
from pipeline.places import LONGEST_NAME, Places
from pipeline.privacy import Tokens
from tests.pipeline.projects import log_text, project

TOKENS = Tokens(b"k" * 32)
COAHUILA = {
    "city": {"names": {"es": "Monclova"}},
    "country": {"iso_code": "MX", "names": {"es": "México"}},
    "location": {"latitude": 26.9, "longitude": -101.42},
    "subdivisions": [
        {"iso_code": "COA", "names": {"en": "Coahuila", "es": "Coahuila de Zaragoza"}}
    ],
}
RECORDS = {
    "192.0.2.0/25": COAHUILA,
    "192.0.2.128/25": {"country": {"iso_code": "MX"}, "subdivisions": [{"iso_code": "NLE"}]},
    "198.51.100.0/24": {
        "country": {"iso_code": "US"},
        "subdivisions": [{"iso_code": "TX", "names": {"en": "Texas"}}],
    },
    "203.0.113.0/26": {
        "country": {"iso_code": "MX"},
        "subdivisions": [{"names": {"en": "x" * 999}}],
    },
    "203.0.113.64/26": {"country": "MX", "subdivisions": "COA"},
    "203.0.113.128/26": {"country": {"iso_code": "=HYPERLINK()"}},
    "203.0.113.192/26": {"registered_country": {"iso_code": "MX"}},
    "2001:db8::/32": {"country": {"iso_code": "FR"}},
}
PLACES = {
    "192.0.2.1": ("MX", "Coahuila de Zaragoza"),
    "192.0.2.200": ("MX", "NLE"),
    "198.51.100.9": ("US", None),
    "203.0.113.1": ("MX", "x" * LONGEST_NAME),
    "203.0.113.65": (None, None),
    "203.0.113.129": (None, None),
    "203.0.113.193": (None, None),
    "2001:db8::1": ("FR", None),
    "10.0.0.1": (None, None),
    "": (None, None),
    "pc-17.mirador.example": (None, None),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("places") / "lugares.mmdb"
    return written(path, RECORDS)


def written(path, records):
    writer = MMDBWriter(6, "Prueba", languages=["es"], ipv4_compatible=True)
    for network, record in records.items():
        writer.insert_network(IPSet([network]), record)
    writer.to_db_file(str(path))
    return path


def test_country_and_of_mexico_the_state(database):
    found = Places(database).of(pl.Series(list(PLACES)))
    assert dict(zip(PLACES, found.rows(), strict=True)) == PLACES


def test_the_file_is_asked_once_for_an_address(database, monkeypatch):
    places, addresses = Places(database), pl.Series([*PLACES, *PLACES])
    first = places.of(addresses)
    monkeypatch.setattr(Places, "_place", None)
    assert places.of(addresses).equals(first)


def test_without_a_file_nothing_is_known():
    found = Places().of(pl.Series(["192.0.2.1", ""]))
    assert found.rows() == [(None, None), (None, None)]
    assert found.schema == {"country": pl.String, "region": pl.String}
    assert Places().digest == ""


@pytest.mark.parametrize("content", [None, b"", b"no es una base", b"\xab\xcd\xefMaxMind.com"])
def test_what_is_no_such_file_is_told(tmp_path, content):
    path = tmp_path / "lugares.mmdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"lugares\.mmdb.*no se puede leer"):
        Places(path)


def test_a_damaged_file_is_told(tmp_path, database):
    whole = database.read_bytes()
    path = tmp_path / "lugares.mmdb"
    path.write_bytes(b"\xff" * 400 + whole[400:])
    with pytest.raises(SettingsError, match=r"está dañado|no se puede leer"):
        Places(path).of(pl.Series(list(PLACES)))


def test_the_parts_hold_places_and_no_addresses(tmp_path, database):
    log = tmp_path / "access.log"
    address = "198.51.100.77"
    log.write_text(log_text(["a"], address) + log_text(["b"], "192.0.2.1"), encoding="utf-8")
    near = written(tmp_path / "otra.mmdb", {f"{address}/32": COAHUILA})
    found = look(log, "access.log", Declared()).logs
    kept = {}
    for name, places in (
        ("without", Places()),
        ("with", Places(near)),
        ("other", Places(database)),
    ):
        (made,) = parts.make(found, TOKENS, tmp_path / "shelf", places=places)
        (file,) = made.folder.glob("client-*.parquet")
        kept[name] = (made.folder, pl.read_parquet(file))
        assert address.encode() not in file.read_bytes()
    assert len({folder for folder, _ in kept.values()}) == 3, "the file decides what parts hold"
    assert kept["with"][1].get_column("region").to_list().count("Coahuila de Zaragoza") == 1
    assert kept["without"][1].get_column("country").null_count() == kept["without"][1].height


def test_the_project_names_it(tmp_path):
    made = project(tmp_path, "*.log", also='[geo]\ndatabase = "lugares.mmdb"\n')
    assert made.geo_path == tmp_path / "lugares.mmdb"
    assert project(tmp_path, "*.log").geo_path is None


def test_a_key_that_is_missing_is_told(tmp_path):
    with pytest.raises(SettingsError, match="falta «database»"):
        project(tmp_path, "*.log", also="[geo]\n")
