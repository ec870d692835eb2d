"""Texts → what they are: cases/classes.toml, and the list of robots against itself."""

import re
import tomllib
from typing import Any

import crawleruseragents
import polars as pl
import pytest

from pipeline import classify
from pipeline.classify import NEVER, Classifier
from tests.pipeline.cases_of import CASES
from tests.pipeline.projects import project

CLASSES = tomllib.loads((CASES / "classes.toml").read_text(encoding="utf-8"))
MARKS = ("published", "probe", "robots")


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    also = (
        '[published]\nhosts = ["PREP.mirador.example"]\nofficial = ["PREP2023.instituto.example"]\n'
    )
    return Classifier.of(project(folder, "*.log", also=also))


def classified(method, texts):
    frame = pl.LazyFrame({"id": range(len(texts)), "text": texts})
    found = method(frame).collect()
    assert found["text"].to_list() == texts
    return found.to_dicts()


def test_paths(classifier):
    cases = CLASSES["path"]
    found = classified(classifier.path, list(cases))
    assert {row["text"]: marked(row) for row in found} == cases


def test_agents(classifier):
    cases = CLASSES["agent"]
    found = classified(classifier.agent, list(cases))
    named = ("robot_class", "device", "browser", "system")
    assert {row["text"]: [row[name] or "person" for name in named] for row in found} == cases


def marked(row):
    return [row["kind"], *(mark for mark in MARKS if row[mark])]


def test_referers(classifier):
    cases = CLASSES["referer"]
    found = classified(classifier.referer, list(cases))
    assert {row["text"]: row["group"] for row in found} == cases


def test_sites(classifier):
    cases = CLASSES["vhost"]
    found = classified(classifier.vhost, list(cases))
    assert {row["text"]: row["published"] for row in found} == cases


def test_every_robot_of_the_public_list_is_one(classifier):
    robots = [
        agent
        for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA
        for agent in entry["instances"]
    ]
    assert len(robots) > 1000
    missed = [row["text"] for row in classified(classifier.agent, robots) if not row["robot_class"]]
    assert missed == []


def test_the_list_says_the_same_by_its_own_function(classifier):
    """Of what our own rules do not name first."""
    agents = [agent for agent in CLASSES["agent"] if agent.strip()]
    for row in classified(classifier.agent, agents):
        by_the_list = row["robot_class"] == "crawler"
        ours = row["robot_class"] in ("monitor", "tool")
        assert ours or by_the_list == crawleruseragents.is_crawler(row["text"]), row["text"]


@pytest.mark.parametrize("unit", ["Android ", "Mozilla/5.0 ", "(", "a/1.", "\0", "é", ";;rv:"])
def test_a_long_agent_is_looked_at_only_so_far(classifier, unit):
    """And whatever it holds is a name of bounded length."""
    frame = pl.LazyFrame({"id": [1], "text": [unit * 100_000]})
    row = classifier.agent(frame).collect().row(0, named=True)
    assert max(len(row["browser"]), len(row["system"])) <= classify.LONGEST_FAMILY


def test_families_are_looked_up_in_linear_time():
    assert classify._resolver().__module__ == "ua_parser.regex"


def test_without_hosts_of_the_prep_no_site_is_its(tmp_path):
    bare = Classifier.of(project(tmp_path, "*.log"))
    assert bare.published_hosts == NEVER
    assert [row["published"] for row in classified(bare.vhost, ["", "prep.mirador.example"])] == [
        False,
        False,
    ]


SERVICES = """
[services.tramites]
title = "Trámites"
paths = ["/tramites/**"]

[services.citas]
title = "Citas"
hosts = ["Citas.municipio.example"]
paths = ["/tramites/citas", "/citas/**"]
"""


def test_a_text_is_of_the_first_service_that_it_fits(tmp_path):
    several = Classifier.of(project(tmp_path, "*.log", also=SERVICES))
    paths = {"/tramites": 1, "/tramites/citas": 1, "/citas/2": 2, "/tramitesx": None, "/": None}
    rows = classified(several.path, list(paths))
    assert {row["text"]: row["service"] for row in rows} == paths
    assert [row["published"] for row in rows] == [True, True, True, False, False]
    sites = {"citas.municipio.example": 2, "municipio.example": None}
    rows = classified(several.vhost, list(sites))
    assert {row["text"]: row["service"] for row in rows} == sites
    assert [row["published"] for row in rows] == [True, False]


def test_without_services_nothing_is_of_one(classifier):
    frame = pl.LazyFrame({"id": [1], "text": ["/tramites"]})
    for method in (classifier.path, classifier.vhost):
        found = method(frame).collect()["service"]
        assert (found.dtype, found.to_list()) == (pl.UInt16, [None])


def test_nothing_matches_never():
    texts = pl.Series(["", "a", "\n", ".", "\\z\\A."])
    assert not texts.str.contains(NEVER).any()


def test_every_pattern_of_the_rules_is_one():
    rules: dict[str, Any] = dict(classify._rules())
    patterns: list[str] = [
        name for key in ("probes", "robot_paths", "monitors", "tools") for name in rules[key]
    ]
    patterns += [rule["hosts"] for rule in rules["referrers"]]
    patterns += [rule["agents"] for rule in rules["devices"]]
    for pattern in patterns:
        assert re.compile(pattern)
        pl.Series([""]).str.contains(pattern)
