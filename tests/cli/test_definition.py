"""`memoria inspect --definition`: the same log as each tool counts it."""

import json

import pytest

from .support import run

LINE = '192.0.2.{} - - [04/Jun/2023:{} -0600] "GET {} HTTP/1.1" {} 10 "-" "Mozilla/5.0 (X11)"\n'
NIGHT = [
    (1, "23:50:00", "/", 200),
    (1, "23:50:01", "/favicon.ico", 200),
    (2, "23:55:00", "/nota.html", 404),
    (2, "23:58:00", "/foto.png", 200),
]


@pytest.fixture
def night(tmp_path):
    lines = [LINE.format(*values) for values in NIGHT]
    lines += [line.replace("04/Jun/2023:23:5", "05/Jun/2023:00:0") for line in lines]
    (tmp_path / "noche.log").write_text("".join(lines))
    return tmp_path / "noche.log"


def inspected(*arguments):
    result = run("inspect", "--json", *arguments)
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def test_one_definition_takes_the_place_of_the_lines(night):
    (plain,) = inspected(night)
    (found,) = inspected(night, "--definition", "awstats")
    assert (plain["hits"], found["requests"]) == (8, 8)
    measures = ("hits", "pages", "visits", "visitors", "definition")
    assert [found[key] for key in measures] == [4, 2, 2, 1, "awstats"]
    assert list(plain) == list(found)[: len(plain)]
    costs = {cost["name"]: cost["value"] for cost in found["differences"]}
    assert costs["favicon"] == 2
    assert costs["errors"] == 2
    assert costs["midnight_cut"] == 1


def test_a_measure_that_a_tool_does_not_have_is_null(night):
    (found,) = inspected(night, "--definition", "goaccess")
    assert [found[key] for key in ("hits", "pages", "visits")] == [8, None, None]


def test_several_logs_are_also_counted_as_one_site(night):
    *each, together = inspected(night, night, "--definition", "awstats")
    assert [found["file"] for found in each] == [str(night)] * 2
    assert together["file"] == "*"
    assert (together["requests"], together["definition"]) == (16, "awstats")
    assert together["hits"] < sum(found["hits"] for found in each)


def test_all_definitions_side_by_side(night):
    (found,) = inspected(night, "--definition", "all")
    assert found["hits"] == 8
    assert [one["definition"] for one in found["definitions"]] == [
        "memoria", "awstats", "goaccess", "matomo", "webalizer",
    ]  # fmt: skip
    assert [one["visits"] for one in found["definitions"]] == [1, 2, None, 2, 2]


def test_the_terminal_says_why(night):
    result = run("inspect", night, "--definition", "all")
    assert (result.code, result.err) == (0, "")
    assert "AWStats 7.8" in result.out
    assert "solicitudes de favicon.ico: 2" in result.out
    assert "Aquí: 1 visitas." not in result.out
    assert "Aquí: 1 visita." in result.out


def test_a_definition_that_does_not_exist(night):
    result = run("inspect", night, "--definition", "awstat")
    assert result.code == 2
    assert "awstats" in result.err
