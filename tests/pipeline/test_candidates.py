"""Answers to candidates: which answer is meant for which, and what stays open."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

import re
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from pipeline import candidates, database, warehouse
from pipeline.candidates import Candidate
from pipeline.project import CandidateAnswer
from pipeline.timespan import Window


def span(start, end):
    return Window(datetime(2023, 6, 5, 1, start), datetime(2023, 6, 5, 1, end))


def answer(start, end, kind=None, reason="x"):
    return CandidateAnswer(span(start, end), "descartada", reason, kind, "memoria.toml:1")


@pytest.mark.parametrize(
    ("answers", "meant"),
    [
        ([], None),
        ([answer(0, 10)], 0),
        ([answer(5, 30)], 0),  # half of it is enough
        ([answer(6, 30)], None),  # less is not
        ([answer(10, 20)], None),
        ([answer(0, 6), answer(0, 9)], 1),  # the one that covers most
        ([answer(0, 10, reason="a"), answer(0, 10, reason="b")], 0),
        ([answer(0, 10, "ataque")], None),
        ([answer(0, 10, "ataque"), answer(0, 5, "interrupción")], 1),
        ([answer(4, 4)], None),
    ],
)
def test_the_answer_that_is_meant(answers, meant):
    found = candidates.answer_to("outage", span(0, 10), answers)
    assert found == (None if meant is None else answers[meant])


def test_open_are_those_that_nobody_reported_nor_answered():
    project: Any = SimpleNamespace(candidates=(answer(0, 10, "ataque"), answer(40, 50)))
    known = [
        Candidate("C-01", span(0, 10), "outage", "alta", None),
        Candidate("C-02", span(0, 10), "attack", "baja", None),
        Candidate("C-03", span(20, 30), "stale", "media", "I-01"),
    ]
    assert [item.id for item in candidates.unanswered(known, project)] == ["C-01"]
    assert candidates.idle(known, project) == [project.candidates[1]]


def test_they_are_read_from_an_earlier_build(tmp_path):
    path = tmp_path / "memoria.duckdb"
    assert candidates.found(path) == []
    with duckdb.connect(str(path)) as connection:
        warehouse.run(connection, "schema/incidents")
        connection.execute(
            "INSERT INTO candidate VALUES ('C-01', '2023-06-05 01:00', '2023-06-05 01:10', "
            "'stale', 'media', 2, 9, 0, NULL, 21, 10, NULL, NULL, false), "
            "('C-02', '2023-06-05 01:20', '2023-06-05 01:30', "
            "'client', 'baja', 2, 9, 0, NULL, 21, 10, NULL, 'I-07', false)"
        )
    known = [
        Candidate("C-01", span(0, 10), "stale", "media", None),
        Candidate("C-02", span(20, 30), "client", "baja", "I-07"),
    ]
    assert candidates.found(path) == known
    with database.connect(path, read_only=True):  # nobody may write meanwhile
        assert candidates.found(path) == known


@pytest.mark.parametrize("content", [b"", b"no es DuckDB"])
def test_what_another_program_left_says_nothing(tmp_path, content):
    path = tmp_path / "memoria.duckdb"
    path.write_bytes(content)
    assert candidates.found(path) == []


def test_every_kind_of_candidate_has_its_word():
    text = (warehouse.SQL / "incidents/candidate.sql").read_text(encoding="utf-8")
    grave = re.findall(r"\('(\w+)', '\w+', '\w+'\)", text)
    assert sorted(grave) == sorted(candidates.KINDS)


def test_the_guide_names_every_kind():
    text = (Path(__file__).parents[2] / "docs/incidencias.md").read_text(encoding="utf-8")
    for word in candidates.KINDS.values():
        assert f"| `{word}` |" in text
