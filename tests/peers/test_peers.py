"""The definitions of other tools against those tools, to the unit.

The tools' own answers are kept in recorded/; `make test-peers` asks the installed tools anew, and
`python -m tests.peers.record` keeps what they say.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline import loose
from pipeline.definitions import METRICS, available, load
from pipeline.logfile import Declared
from pipeline.look import look

from . import logs, tools

RECORDED = Path(__file__).with_name("recorded")
CASES = dict(logs.every())
LEFT_OUT = {
    "awstats": {"errors", "favicon", "robots_txt", "robots", "methods", "late"},
    "webalizer": {"too_long", "late"},
    "goaccess": {"statuses"},
}
"""What takes hits away, by definition."""


def recorded(case):
    return json.loads((RECORDED / f"{case}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The logs of a case, written."""
    folder = tmp_path_factory.mktemp("logs")

    def write(case):
        paths = [folder / f"{case}-{number}.log" for number in range(len(CASES[case]))]
        for path, data in zip(paths, CASES[case], strict=True):
            path.write_bytes(data)
        return paths

    return write


def counted(paths, names, **options):
    """What each definition counts in all of them, in this order."""
    found = [log for path in paths for log in look(path, str(path), Declared()).logs]
    return {one.definition.name: one for one in loose.count(found, names, **options)[-1]}


@pytest.fixture(scope="module")
def found(files):
    """What every definition counts in a case, counted once."""
    return cache(lambda case: counted(files(case), available()))


@pytest.mark.parametrize("case", CASES)
def test_the_logs_are_those_that_the_tools_read(case):
    """If not: python -m tests.peers.record, where the tools are installed."""
    assert recorded(case)["sha256"] == logs.digests(CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_definitions_give_what_the_tools_gave(case, found):
    for tool in tools.TOOLS:
        assert found(case)[tool].values == recorded(case)[tool], tool


@pytest.mark.parametrize("case", CASES)
def test_every_line_is_counted_or_left_out_by_a_rule(case, found):
    """Lines that are rejects here may count for another tool."""
    lines = found(case)["memoria"].values["hits"]
    for name, costs in LEFT_OUT.items():
        one = found(case)[name]
        left_out = sum(value for drop, value in one.costs if drop.name in costs)
        torn = one.values["hits"] + left_out - lines
        assert 0 <= torn <= recorded(case)["rejects"], name


def test_recorded_answers_are_of_the_versions_that_the_definitions_name():
    for case in CASES:
        for tool, version in recorded(case)["versions"].items():
            assert load(tool).version in version


def test_parity_is_claimed_where_it_is_tested():
    exact = {name for name in available() if load(name).parity == "exacta"}
    assert exact == set(tools.TOOLS)


@pytest.mark.peers
@pytest.mark.skipif(bool(tools.missing()), reason="faltan " + ", ".join(tools.missing()))
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("tool", tools.TOOLS)
def test_definitions_give_what_the_tools_give(tool, case, files, tmp_path):
    paths = files(case)
    assert counted(paths, [tool])[tool].values == tools.TOOLS[tool](paths, tmp_path)


@pytest.mark.peers
@pytest.mark.skipif(bool(tools.missing()), reason="faltan " + ", ".join(tools.missing()))
@pytest.mark.parametrize("case", CASES)
def test_awstats_with_its_own_list_of_robots(case, files, tmp_path):
    """Read from the installed tool: none of it is kept here."""
    paths = files(case)
    found = counted(paths, ["awstats"], awstats_lib=tools.AWSTATS_LIB)["awstats"]
    assert found.values == tools.awstats(paths, tmp_path, robots=2)
    assert set(found.values) == set(METRICS)
