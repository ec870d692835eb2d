"""Every question of pipeline/sql against cases kept as files (see runner.py)."""

import re
from pathlib import Path

import pytest

from pipeline import measure, tallies, warehouse
from pipeline.definitions import measuring
from tests.sql.runner import BY_SHARE, HERE, Case, cases, sql_files


@pytest.mark.parametrize("folder", cases(), ids=lambda path: path.relative_to(HERE).as_posix())
def test_case(folder):
    case = Case(folder)
    case.run()
    for path in sorted((folder / "expected").glob("*.csv")):
        assert case.found(path) == case.expected(path), path.name


def test_every_question_has_a_case():
    """A tally's are those of the questions that read it, and its own if it has any."""
    asked = {folder.parent.name for folder in cases()}
    files = sql_files()
    assert asked <= {*files, *(stage.folder for stage in measure.STAGES)}
    missing = [files[name] for name in set(files) - asked]
    assert set(missing) <= set(BY_SHARE)
    for name in set(tallies.filled(missing)):
        readers = [question for question in files.values() if name in tallies.words(question)]
        assert set(readers) - set(BY_SHARE), name


def test_every_folder_is_a_case():
    """A folder without `expected`, or for a query that is not there, would test nothing."""
    folders = {path for path in HERE.glob("*/*") if path.is_dir() and path.parent.name[0] != "_"}
    assert folders == set(cases())
    for folder in folders:
        assert list((folder / "expected").glob("*.csv")), folder


@pytest.mark.parametrize("path", sorted(warehouse.SQL.rglob("*.sql")), ids=lambda path: path.stem)
def test_every_query_says_what_it_is(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = [line.partition(":")[0] for line in lines[:3]]
    assert keys == ["-- title", "-- unit", "-- definition"]
    for line in lines[:3]:
        assert line.partition(":")[2].strip()
    more = lines[3 : lines.index("")]
    assert all(line.startswith(("-- metric: ", "-- needs: ")) for line in more)
    assert re.search(r"\b(CREATE|INSERT|UPDATE)\b", path.read_text(encoding="utf-8"))


def test_titles_are_told_apart():
    titles = [
        path.read_text(encoding="utf-8").splitlines()[0] for path in warehouse.SQL.rglob("*.sql")
    ]
    assert len(set(titles)) == len(titles)


def test_every_query_is_run_by_the_program():
    """Named where they are run, or in a folder all of which is run."""
    program = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8")
        for module in (warehouse, measure, measuring)
    )
    folders = ("schema", tallies.VIEWS, *(stage.folder for stage in measure.STAGES))
    run = {name for folder in folders for name in warehouse.questions(folder)}
    names = [path.relative_to(warehouse.SQL) for path in warehouse.SQL.rglob("*.sql")]
    projects = [path.with_suffix("").as_posix() for path in names if path.parts[0] != "compare"]
    for name in projects:
        assert name in run or f'"{name}"' in program, name
    known = {*folders, "load", "definitions"}
    assert {name.rpartition("/")[0] for name in projects} <= known


ROWS = {"hit", "client", "robot_visitor", "attack", "torn", "long_line"}
"""A row a request, a visitor or a client: what only load, views, tallies and later may read."""
NAMED = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)')
STEPS = re.compile(r"(?:\bWITH(?: RECURSIVE)?|,)\s+(\w+)(?: \([\w, ]+\))? AS (?:MATERIALIZED )?\(")


@pytest.mark.parametrize(
    "name",
    [
        name
        for stage in measure.STAGES
        if not stage.by_share
        for name in warehouse.questions(stage.folder)
    ],
)
def test_nothing_central_reads_hits(name):
    views = {table for view in warehouse.questions(tallies.VIEWS) for table in tallies.made(view)}
    text = tallies.bare(name)
    read = set(NAMED.findall(text)) - set(STEPS.findall(text))
    assert not read & (ROWS | views)
