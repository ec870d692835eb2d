"""What is asked of the operation, what is kept of the answers, and AWStats' own list of robots."""

from dataclasses import replace
from datetime import datetime

import duckdb
import pytest

from pipeline.definitions import METRICS, load
from pipeline.definitions.measuring import (
    CLOCKS,
    COUNTS,
    KEPT,
    Ask,
    Scope,
    asked,
    fill,
    list_robots,
)
from pipeline.errors import SettingsError
from pipeline.timespan import Window
from tests.pipeline.projects import project
from tests.sql import runner

LOGS = Window(datetime(2023, 5, 1), datetime(2023, 6, 12))  # noqa: DTZ001
OPERATION = Window(datetime(2023, 6, 4), datetime(2023, 6, 5))  # noqa: DTZ001
LIBRARY = "  qué hacer:   señale la carpeta lib de AWStats, donde está robots.pm"


@pytest.fixture
def connection(tmp_path):
    """Every table, empty."""
    connection = duckdb.connect(config={"temp_directory": str(tmp_path / "tmp")})
    connection.execute(runner.tables())
    return connection


def insert(connection, table, *rows):
    case = runner.Case(runner.HERE)
    case.connection = connection
    case._insert(table, list(rows))


def written(ask: Ask) -> str:
    merged = "merged" if ask.scope.merged else "in a row"
    return f"{ask.definition} {ask.scope.section} {merged}"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1, "memoria", ""), ["memoria all in a row"]),
        ((1, "memoria", "memoria"), ["memoria all in a row"]),
        (
            (1, "awstats", "awstats"),
            [
                "memoria all in a row", "awstats all in a row",
                "awstats portal in a row", "awstats published in a row",
            ],
        ),
        (
            (2, "webalizer", "goaccess"),
            [
                "memoria all merged", "goaccess all merged", "webalizer all merged",
                "webalizer all in a row",
                "goaccess portal merged", "webalizer portal merged",
                "goaccess published merged", "webalizer published merged",
            ],
        ),
        (
            (2, "all", ""),
            [
                "memoria all merged", "awstats all merged", "goaccess all merged",
                "matomo all merged", "webalizer all merged",
                "awstats all in a row", "webalizer all in a row",
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_asked(given, expected, connection, tmp_path):
    """given: how many logs, the project's definition, that of its ordinary traffic."""
    logs, definition, source = given
    insert(connection, "source_file", *({"file": str(n), "path": str(n)} for n in range(logs)))
    insert(connection, "baseline_source", {"definition": source})
    one = replace(project(tmp_path, "*.log"), definition=definition)
    asks = asked(connection, one)
    assert [written(ask) for ask in asks] == expected
    assert {ask.scope.file for ask in asks} == {None}
    windows = {(ask.scope.read, ask.scope.counted) for ask in asks}
    assert windows == {(one.agreement.window("logs"), one.agreement.window("operation"))}


def test_a_scope_as_a_row():
    assert Scope().row() == ["all", None, False, None, None, None, None]
    given = Scope("portal", 2, merged=True, read=LOGS, counted=OPERATION)
    edges = [LOGS.start, LOGS.end, OPERATION.start, OPERATION.end]
    assert given.row() == ["portal", 2, True, *edges]


@pytest.mark.parametrize(
    ("round_", "concerned"),
    [
        (CLOCKS, {"awstats False", "webalizer False"}),
        (KEPT, {"webalizer False"}),
        (
            COUNTS,
            {
                f"{name} {merged}"
                for name in ("awstats", "goaccess", "webalizer")
                for merged in (True, False)
            },
        ),
    ],
    ids=["clocks", "kept", "counts"],
)
def test_whom_a_round_concerns(round_, concerned):
    asks = [
        Ask(name, Scope(merged=merged))
        for name in ("awstats", "goaccess", "webalizer")
        for merged in (True, False)
    ]
    (question,) = round_.questions(asks)
    assert {
        f"{ask.definition} {ask.scope.merged}" for ask in question.function.args[0]
    } == concerned
    assert (question.fills, question.needs) == ((round_.fills,), round_.needs)


def test_a_round_that_concerns_nobody():
    assert CLOCKS.questions([Ask("goaccess", Scope()), Ask("awstats", Scope(merged=True))]) == []


def test_what_is_kept(connection):
    """Of several logs; their costs of the whole site only, and what they cost one after another."""
    whole = Scope(merged=True)
    asks = [
        Ask("memoria", whole),
        Ask("awstats", Scope(merged=False)),
        Ask("awstats", whole),
        Ask("awstats", Scope("portal", merged=True)),
    ]
    for number, ask in enumerate(asks, 1):
        names = [*METRICS, *(drop.name for drop in load(ask.definition).costs)]
        key = {"definition": ask.definition, "section": ask.scope.section}
        key["merged"] = str(ask.scope.merged)
        values = [
            None if name in ("pages", "robots") else str(1000 * number + at)
            for at, name in enumerate(names)
        ]
        insert(
            connection,
            "definition_count",
            *(
                {**key, "name": name, "value": value}
                for name, value in zip(names, values, strict=True)
            ),
        )
    fill(connection, asks)
    measures = connection.execute("FROM definition_measure ORDER BY ALL").fetchall()
    assert measures == sorted(
        (name, section, "operation", metric, value)
        for name, section, values in (
            ("memoria", "all", (1000, None, 1002, 1003)),
            ("awstats", "all", (3000, None, 3002, 3003)),
            ("awstats", "portal", (4000, None, 4002, 4003)),
        )
        for metric, value in zip(("hits", "pages", "visits", "visitors"), values, strict=True)
    )
    costs = connection.execute("FROM definition_cost ORDER BY ALL").fetchall()
    awstats, late = load("awstats"), load("awstats").defects[0]
    assert costs == sorted(
        [
            *(
                (
                    "memoria",
                    drop.name,
                    drop.metric,
                    0 if drop.name == "robots" else 1004 + at,
                    drop.text,
                )
                for at, drop in enumerate(load("memoria").costs)
            ),
            *(
                (
                    "awstats",
                    drop.name,
                    drop.metric,
                    0 if drop.name == "robots" else 3004 + at,
                    drop.text,
                )
                for at, drop in enumerate(awstats.costs)
            ),
            ("awstats", "late_in_a_row", "hits", 2009, late.in_a_row),
        ]
    )


ROBOTS = r"""# 'commented',
'before',
@RobotsSearchIDOrder_list1 = (
'first\/',
 'second',  # 'not this'
# 'left out',
"third[\s_]",
'',
""
'it\'s',
'araña',
);
'between',
@RobotsSearchIDOrder_listgen=(
'general'
);
%RobotsHashIDLib = (
'name','Name',
);
"""


def test_an_awstats_list(connection, tmp_path):
    """What stands in its lists, in either case, and whoever says no name."""
    robots = ["", "-", "a FIRST/1", "second", "Third_x", "third x", "it's", "Araña", "in general"]
    others = [
        "commented",
        "before",
        "not this",
        "left out",
        "between",
        "name",
        "first",
        "thirdx",
        "--",
    ]
    for number, text in enumerate([*robots, *others]):
        insert(connection, "agent", {"agent_id": str(number), "text": text})
    (tmp_path / "robots.pm").write_text(ROBOTS, encoding="latin-1")
    list_robots(connection, tmp_path)
    listed = connection.execute("SELECT text FROM agent SEMI JOIN listed_robot USING (agent_id)")
    assert {text for (text,) in listed.fetchall()} == set(robots)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no se puede leer (no existe)"),
        ("'nothing',\n", "no tiene ninguna lista de robots"),
        (
            "@RobotsSearchIDOrder_list1 = (\n'(?<!look)behind',\n);\n",
            "una de sus expresiones no se entiende, o son demasiadas",
        ),
    ],
)
def test_a_list_that_cannot_be_read(text, said, connection, tmp_path):
    path = tmp_path / "robots.pm"
    if text is not None:
        path.write_text(text, encoding="latin-1")
    insert(connection, "agent", {"agent_id": "1", "text": "x"})
    with pytest.raises(SettingsError) as caught:
        list_robots(connection, tmp_path)
    assert str(caught.value) == f"{path}: {said}\n{LIBRARY}"
