"""The definitions: pairs of files that keep their promises, and ours against our own measures."""

from datetime import datetime, timedelta

import duckdb
import pytest

from pipeline import loose, measure, warehouse
from pipeline.definitions import FOLDER, OWN, available, load
from pipeline.definitions.measuring import list_robots
from pipeline.discover import discover
from pipeline.errors import SettingsError
from pipeline.logfile import Declared
from pipeline.look import look
from pipeline.parts import make
from pipeline.privacy import Tokens
from pipeline.project import load_project
from reports.sentences import differences

PROJECT = """\
agreement = "coahuila-prep-2023"
definition = "awstats"
logs = [{ role = "operation", files = "*.log" }]
diffuser = { name = "x", legal_name = "x", city = "x", website = "https://x.example", method = 1 }
representative = { name = "x", position = "x" }
"""
NIGHT = datetime.fromisoformat("2023-06-04 17:45")
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/113.0"


def line(at, client, request="GET / HTTP/1.1", status=200, agent=AGENT):
    when = f"{at:%d/%b/%Y:%H:%M:%S} -0600"
    return f'{client} - - [{when}] "{request}" {status} 10 "-" "{agent}"\n'


def server(offset, clients):
    """A page every ten minutes of each client, over both nights of the operation."""
    minutes = range(offset, 60 * 29, 10)
    return "".join(
        line(NIGHT + timedelta(minutes=minute), client) for minute in minutes for client in clients
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("proyecto")


@pytest.fixture(scope="module")
def logs(folder):
    (folder / "a.log").write_text(server(0, ["192.0.2.1", "192.0.2.2"]))
    other = server(3, ["192.0.2.3"]).splitlines(keepends=True)
    other.insert(18, line(NIGHT + timedelta(hours=3), "192.0.2.4"))
    (folder / "b.log").write_text("".join(other))
    return [folder / "a.log", folder / "b.log"]


@pytest.fixture(scope="module")
def measured(logs, folder):
    """A warehouse of both logs as a project."""
    (folder / "memoria.toml").write_text(PROJECT)
    project = load_project(folder / "memoria.toml")
    with warehouse.create(folder / "x.duckdb") as connection:
        parts = make(discover(project).files, Tokens(b"s" * 32), folder / "partes")
        warehouse.load(connection, project, parts)
        measure.measure(connection, project, ())
    with duckdb.connect(folder / "x.duckdb", read_only=True) as connection:
        yield connection


def counted(paths, names=None):
    found = [log for path in paths for log in look(path, path.name, Declared()).logs]
    return [
        {one.definition.name: one for one in scope}
        for scope in loose.count(found, names or available())
    ]


def test_ours_is_the_first_and_every_pair_is_found():
    assert available()[0] == OWN
    assert {path.name.partition(".")[0] for path in FOLDER.glob("*.sql")} == set(available())


@pytest.mark.parametrize("name", available())
def test_a_definition_is_complete(name):
    definition = load(name)
    assert definition.name == name
    assert definition.text.endswith(".")
    assert len({drop.name for drop in definition.costs}) == len(definition.costs)
    named = {row["rule"] for row in definition.rows()}
    read = definition.sql
    if definition.order:
        read += definition.order + warehouse.text("definitions/definition_clock")
    asked = {rule for rule in named if f"'{rule}'" in read}
    assert asked == named, "a rule that no query reads decides nothing"


def test_a_definition_with_something_wrong_is_said(monkeypatch, tmp_path):
    (tmp_path / "mala.toml").write_text('name = "mala"\n')
    monkeypatch.setattr("pipeline.definitions.FOLDER", tmp_path)
    with pytest.raises(SettingsError):
        load("mala")


def test_each_log_and_all_of_them_one_after_the_other(logs):
    first, second, together = counted(logs)
    for name in ("memoria", "goaccess"):
        hits = [scope[name].values["hits"] for scope in (first, second, together)]
        assert hits == [348, 175, 523]
    awstats = together["awstats"]
    assert awstats.values["hits"] + dict(named(awstats))["late"] == 523
    assert awstats.values["hits"] < first["awstats"].values["hits"] + 175


def named(measured):
    return [(drop.name, value) for drop, value in measured.costs]


def test_a_log_twice_counts_twice(logs):
    assert [s["memoria"].values["hits"] for s in counted([logs[1]] * 2)] == [175, 175, 350]


def test_a_log_without_requests_counts_nothing(tmp_path):
    (tmp_path / "vacia.log").write_text("")
    (scope,) = counted([tmp_path / "vacia.log"])
    visits = {name: one.values["visits"] for name, one in scope.items()}
    assert visits == dict.fromkeys(available(), 0) | {"goaccess": None}
    assert next(differences.sentences(scope["awstats"])) == (
        "Sus reglas no quitan nada de esta bitácora."
    )


def test_ours_says_what_the_measures_say(measured):
    ours = dict(
        measured.execute(
            "SELECT metric, value FROM definition_measure"
            " WHERE definition = 'memoria' AND section = 'all'"
        ).fetchall()
    )
    for metric in ("hits", "pages", "visits"):
        question = (
            "SELECT sum(value) FROM measure JOIN calendar USING (slot)"
            " WHERE in_operation AND section = 'all' AND audience = ? AND metric = ?"
        )
        audience = "all" if metric == "hits" else "person"
        (value,) = measured.execute(question, [audience, metric]).fetchone()
        assert ours[metric] == value, metric
    visitors = measured.execute(
        "SELECT value FROM period_measure WHERE metric = 'visitors_max' AND section = 'all'"
        " AND audience = 'person' AND period = 'operation'"
    ).fetchone()
    assert (ours["visitors"],) == visitors


def test_the_operation_is_read_from_before_it_and_by_the_clocks(measured):
    """Three visits began at 17:45, before it, and midnight cuts them; a fourth is of that night."""
    rows = measured.execute(
        "SELECT metric, value FROM definition_measure WHERE definition = 'awstats'"
        " AND section = 'all'"
    ).fetchall()
    assert dict(rows) == {"hits": 517, "pages": 517, "visits": 4, "visitors": 4}
    costs = dict(
        measured.execute(
            "SELECT defect, value FROM definition_cost WHERE definition = 'awstats'"
        ).fetchall()
    )
    assert costs["midnight_cut"] == 3
    assert costs["late"] == 0
    assert costs["late_in_a_row"] > 100


def test_sections_are_measured_only_of_the_tools(measured):
    found = measured.execute(
        "SELECT DISTINCT definition, section FROM definition_measure"
    ).fetchall()
    assert set(found) == {
        ("memoria", "all"), ("awstats", "all"), ("awstats", "portal"), ("awstats", "published"),
    }  # fmt: skip


def test_an_awstats_list_is_read_where_it_lies(tmp_path):
    """Perl's own way of writing it; without an agent one is a robot too."""
    lists = "@RobotsSearchIDOrder_list1 = (\n'Firefox\\/',\n);\n"
    lists += '@RobotsSearchIDOrder_listgen = (\n"no[\\s]such",\n);\n'
    (tmp_path / "robots.pm").write_text(lists)
    (tmp_path / "c.log").write_text(
        line(NIGHT, "192.0.2.1")
        + line(NIGHT, "192.0.2.2", agent="-")
        + line(NIGHT, "192.0.2.3", agent="Otro/1.0")
    )
    found = look(tmp_path / "c.log", "c.log", Declared()).logs
    (awstats,) = loose.count(found, ["awstats"], tmp_path)[0]
    assert awstats.values["hits"] == 1
    assert dict(named(awstats))["robots"] == 2


def test_an_awstats_list_that_is_not_there(tmp_path):
    with pytest.raises(SettingsError) as caught:
        list_robots(duckdb.connect(), tmp_path)
    assert "robots.pm" in caught.value.problems[0].where


def test_no_list_of_robots_of_others_is_kept():
    """AWStats' list is AWStats' own: it is never copied."""
    for path in FOLDER.glob("awstats.*"):
        assert "bingbot" not in path.read_text(encoding="utf-8").lower()
