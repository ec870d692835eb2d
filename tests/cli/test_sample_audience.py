"""Who consulted the sample: what its generator put in = the warehouse = resumen.json = the
documents."""

import pytest

from reports import locale
from reports.tables.users import ROBOTS

GROUPS = {
    "search": "buscador",
    "social": "red social",
    "direct": "directo",
    "own": "propio",
    "official": "sitio oficial",
    "other": "otro sitio",
}


@pytest.fixture(scope="module")
def audience(built):
    return built.summary["audience"]


@pytest.fixture(scope="module")
def told(truth):
    return truth["audience"]


def period(warehouse, metric, section="all", audience="person"):
    key = [metric, section, audience]
    (row,) = warehouse.execute(
        "SELECT value FROM period_measure WHERE period = 'operation' "
        "AND metric = ? AND section = ? AND audience = ?",
        key,
    ).fetchall()
    return row[0]


def operation_sum(warehouse, metric, section, audience):
    (row,) = warehouse.execute(
        "SELECT sum(value) FROM measure JOIN calendar USING (slot) "
        "WHERE in_operation AND metric = ? AND section = ? AND audience = ?",
        [metric, section, audience],
    ).fetchall()
    return row[0]


def test_every_class_of_robot(built, audience, told):
    robots = {row["robot_class"]: row for row in audience["robots"]}
    expected = {name: hits for name, hits in told["classes"].items() if name != "person"}
    assert {name: row["hits"] for name, row in robots.items()} == expected
    assert all(robots[name]["visitors"] == told["visitors"][name] for name in robots)
    page = next(page for page in built.pages if "Robots, por lo que los delata" in page)
    for name, hits in expected.items():
        assert f"{ROBOTS[name]} {locale.number(hits)}" in page


def test_the_classes_are_measured_cut_by_cut(warehouse, told):
    for name, hits in told["classes"].items():
        if name != "person":
            assert operation_sum(warehouse, f"robots_{name}", "all", "robot") == hits
            parts = [operation_sum(warehouse, f"robots_{name}", s, "robot") for s in SECTIONS]
            assert sum(part or 0 for part in parts) == hits


SECTIONS = ("portal", "published")


def test_persons_and_robots_are_everyone(audience, told):
    sides = audience["sides"]
    assert sides["person"]["hits"] == told["classes"]["person"]
    assert sides["person"]["visitors_max"] == told["visitors"]["person"]
    robots = (hits for name, hits in told["visitors"].items() if name != "person")
    assert sides["robot"]["visitors_max"] == sum(robots)
    for measure in ("hits", "documents", "bytes", "visitors_max"):
        parts = sides["person"][measure] + sides["robot"][measure]
        assert parts == sides["all"][measure], measure
    assert sides["robot"]["visits"] is None
    assert sides["person"]["visits"] == sides["all"]["visits"] == told["visits"]["n"]


def test_where_readers_come_from(audience, told):
    found = {row["item"]: row["value"] for row in audience["rankings"]["referrers"]}
    assert found == {GROUPS[name]: pages for name, pages in told["referrers"].items()}
    hosts = audience["rankings"]["referrer_hosts"]
    others = ("search", "social", "official", "other")
    assert sum(row["value"] for row in hosts) == sum(told["referrers"][name] for name in others)


@pytest.mark.parametrize("what", ["devices", "browsers", "systems"])
def test_every_page_has_a_device_a_browser_and_a_system(audience, what):
    pages = sum(row["value"] for row in audience["rankings"][what])
    assert pages == audience["sides"]["person"]["documents"]


def test_shared_addresses(audience, told):
    assert audience["shared_addresses"] == {
        "addresses": len(told["nat"]),
        "addresses_reason": None,
        "hits": sum(row["hits"] for row in told["nat"]),
        "hits_reason": None,
        "agents_max": max(row["agents"] for row in told["nat"]),
        "agents_max_reason": None,
    }


def test_newcomers_cut_by_cut(built, told):
    cuts = built.summary["series"]["cuts"]
    assert [cut["new_visitors"] or 0 for cut in cuts] == told["new_visitors"]
    silent = [cut["new_visitors"] for cut in cuts if cut["state"] == "no_evidence"]
    assert silent
    assert set(silent) == {None}
    assert sum(told["new_visitors"]) == told["visitors"]["person"]


def test_how_long_visits_last(built, warehouse, audience, told):
    found = next(row for row in audience["visit_lengths"] if row["section"] == "all")
    visits = told["visits"]
    assert found["visits"] == visits["n"]
    assert found["timed"] == visits["n"] - visits["single_page"]
    assert found["one_page_share"] == visits["single_page"] / visits["n"]
    assert found["pages_mean"] == visits["pages"] / visits["n"]
    assert found["p50"] == visits["timed"]["median_s"]
    assert found["p90"] == pytest.approx(visits["timed"]["p90_s"], abs=1e-9)
    assert found["mean"] * found["timed"] == pytest.approx(
        visits["mean_s"] * visits["n"], rel=1e-12
    )
    assert period(warehouse, "visits_timed") == found["timed"]
    page = next(page for page in built.pages if "cuánto duraron no se" in page)
    assert locale.percent(visits["single_page"], visits["n"]).replace("\xa0", " ") in page


def test_without_a_file_of_places_nothing_is_said_of_them(built, audience):
    assert audience["places"] is None
    assert "País de los visitantes" not in built.screen
