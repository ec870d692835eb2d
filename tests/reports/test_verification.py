"""The parts of an examination that need no delivery."""

import pytest

from reports.verification import documents
from reports.verification.base import MOST_SHOWN, differences, judged
from reports.verification.confined import confined

# -- two summaries


@pytest.mark.parametrize(
    ("found", "expected", "where"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a"]),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, ["a.b[1]"]),
        ({"a": [1]}, {"a": [1, 2]}, ["a"]),
        ({"a": 1}, {}, ["a"]),
        ({}, {"a": None}, []),  # what is not there and what is null say the same
        ({"a": 0.1 + 0.2}, {"a": 0.3}, []),  # the last bits are the machine's
        ({"a": 0.3001}, {"a": 0.3}, ["a"]),
        ({"a": 30.0}, {"a": 30}, []),
        ({"a": True}, {"a": 1}, ["a"]),
        ({"a": None}, {"a": 0}, ["a"]),
        ({"a": "1"}, {"a": 1}, ["a"]),
        ({"a": 0.0}, {"a": 1e-300}, ["a"]),
    ],
)
def test_summaries_are_compared_leaf_by_leaf(found, expected, where):
    assert [problem.where for problem in differences(found, expected)] == where


def test_a_difference_says_both():
    (problem,) = differences({"hits": 5}, {"hits": 7})
    assert (problem.found, problem.expected) == ("dice 5", "7")


def test_many_problems_are_counted():
    found = judged("cifras", "", differences(dict.fromkeys(map(str, range(80)), 1), {}))
    assert found.state == "missing"
    assert len(found.problems) == MOST_SHOWN + 1
    assert "30 diferencias más" in found.problems[-1].found


# -- profiles that reach outside


@pytest.mark.parametrize(
    ("toml", "reached"),
    [
        ('incidents = "../incidencias/a.csv"', []),
        ('incidents = "../../etc/passwd"', ["incidents"]),
        ('comments = "/etc/passwd"', ["comments"]),
        ('[[logs]]\nfiles = ["../bitacoras/a.gz", "../../../*.log"]', ["files"]),
        ('[[logs]]\nfiles = "/var/log/*"', ["files"]),
        ('[geo]\ndatabase = "../../x.mmdb"', ["database"]),
        ('awstats_lib = "/usr/share/awstats/lib"', ["awstats_lib"]),
        ('theme = "../../../tema"', ["theme"]),
        ('agreement = "../../otro.toml"', ["agreement"]),
        ('[baseline]\nfiles = ["../../a.txt"]', ["files"]),
        ('name = "/etc/passwd"', []),  # no name of a file
    ],
)
def test_a_profile_names_no_file_outside(tmp_path, toml, reached):
    place = tmp_path / "perfiles" / "recalculo.toml"
    place.parent.mkdir()
    place.write_text(toml)
    found = list(confined(place, tmp_path))
    assert [problem.where for problem in found] == [
        f"perfiles/recalculo.toml: {key}" for key in reached
    ]


def test_nor_does_the_agreement_that_it_names(tmp_path):
    (tmp_path / "recalculo.toml").write_text('agreement = "convenio.toml"')
    (tmp_path / "convenio.toml").write_text('theme = "../../tema"')
    (problem,) = confined(tmp_path / "recalculo.toml", tmp_path)
    assert problem.where == "convenio.toml: theme"


def test_a_link_does_not_lead_outside(tmp_path):
    inside = tmp_path / "entrega"
    inside.mkdir()
    (inside / "fuera").symlink_to(tmp_path)
    (inside / "recalculo.toml").write_text('comments = "fuera/x.md"')
    (problem,) = confined(inside / "recalculo.toml", inside)
    assert "fuera de la entrega" in problem.found


def test_what_is_no_toml_is_told(tmp_path):
    (tmp_path / "recalculo.toml").write_text("agreement = ")
    (problem,) = confined(tmp_path / "recalculo.toml", tmp_path)
    assert "no es TOML" in problem.found


# -- pages


def test_words_of_a_page():
    page = (
        b"<html><head><title>no</title><style>p{}</style></head><body><h1>Uno  dos</h1>"
        b"<p>tres <b>cuatro</b>\ncinco</p><script>no()</script><table><tr><td>1,234</td>"
        b"<td>5</td></tr></table>&lt;seis&gt;</body></html>"
    )
    assert documents.words_of_page(page) == ["Uno dos", "tres cuatro cinco", "1,234", "5", "<seis>"]
