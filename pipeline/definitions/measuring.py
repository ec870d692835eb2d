"""Requests × definitions → hits, pages, visits and visitors as each tool would say them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from pipeline import warehouse
from pipeline.definitions import ALL, METRICS, OWN, Definition, Drop, available, load
from pipeline.errors import Problem, SettingsError
from pipeline.project import Project
from pipeline.refusals import reason
from pipeline.share import Question
from pipeline.timespan import Window

PERIOD = "operation"
VIEWS = ("request", "torn_request", "long_request")
SECTIONS = ("portal", "published")

_LIST = re.compile(r"@RobotsSearchIDOrder_list\w+\s*=\s*\(\s*$")
_ITEM = re.compile(r"\s*(?:'((?:[^'\\]|\\.)+)'|\"((?:[^\"\\]|\\.)+)\")")
_LIBRARY = "señale la carpeta lib de AWStats, donde está robots.pm"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which requests. section: `all` or one, as though it were the whole site. file: one log's
    number; None for all. merged: several logs in the order of their clocks, not one after the
    other. read, counted: windows of what is read and, of that, counted; None for all there is."""

    section: str = "all"
    file: int | None = None
    merged: bool = False
    read: Window | None = None
    counted: Window | None = None

    def row(self) -> list[object]:
        """As the table `scope` has it."""
        windows = [
            edge
            for window in (self.read, self.counted)
            for edge in ((window.start, window.end) if window else (None, None))
        ]
        return [self.section, self.file, self.merged, *windows]


@dataclass(frozen=True, slots=True)
class Measured:
    """values: by METRICS, None where the tool has no such measure. costs: what its rules leave out
    and its defects cost, in their order."""

    definition: Definition
    values: dict[str, int | None]
    costs: tuple[tuple[Drop, int], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """definition: its name."""

    definition: str
    scope: Scope

    @property
    def in_a_row(self) -> bool:
        """Whether it depends on how the lines of all clients follow each other."""
        return not self.scope.merged and load(self.definition).order is not None

    @property
    def retimes(self) -> bool:
        return self.in_a_row and load(self.definition).retimes


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked of every share before the next: function fills the tally of the answers to
    those asks that it concerns, for which it needs what the shares answered to the rounds before,
    added up."""

    function: Callable[[Sequence[Ask], duckdb.DuckDBPyConnection], None]
    concerns: Callable[[Ask], bool]
    fills: str
    needs: tuple[str, ...]

    def questions(self, asks: Iterable[Ask]) -> list[Question]:
        """What is asked of the shares: nothing where it concerns nobody."""
        concerned = tuple(ask for ask in asks if self.concerns(ask))
        asked = Question(partial(self.function, concerned), (self.fills,), self.needs)
        return [asked] if concerned else []


def clocks(asks: Sequence[Ask], connection: duckdb.DuckDBPyConnection) -> None:
    """Where each clock is read first and last, of lines that are not merged by their clocks."""
    for ask in asks:
        with _reading(connection, ask):
            warehouse.run(connection, "definitions/definition_clock")


def kept(asks: Sequence[Ask], connection: duckdb.DuckDBPyConnection) -> None:
    """The lines in time before those that come late."""
    for ask in asks:
        with _reading(connection, ask):
            warehouse.run(connection, "definitions/definition_kept")


def counts(asks: Sequence[Ask], connection: duckdb.DuckDBPyConnection) -> None:
    """What the definitions count."""
    for ask in asks:
        with _reading(connection, ask):
            answer = connection.execute(load(ask.definition).sql)
            names = [column[0] for column in answer.description or ()]
            rows = [
                {
                    "definition": ask.definition,
                    "section": ask.scope.section,
                    "merged": ask.scope.merged,
                    "name": name,
                    "value": value,
                }
                for name, value in zip(names, answer.fetchall()[0], strict=True)
            ]
        warehouse.insert(connection, "definition_count", pl.DataFrame(rows))


CLOCKS = Round(clocks, lambda ask: ask.in_a_row, "definition_clock", ())
KEPT = Round(kept, lambda ask: ask.retimes, "definition_kept", ("definition_clock",))
COUNTS = Round(
    counts,
    lambda _: True,
    "definition_count",
    ("definition_clock", "definition_kept", "listed_robot"),
)
ROUNDS = (CLOCKS, KEPT, COUNTS)


@contextmanager
def _reading(connection: duckdb.DuckDBPyConnection, ask: Ask) -> Iterator[None]:
    """The tables that a definition reads, as they are for this one."""
    definition = load(ask.definition)
    connection.execute("DELETE FROM scope; DELETE FROM rule")
    row = [ask.definition, definition.retimes, *ask.scope.row()]
    connection.execute("INSERT INTO scope VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    warehouse.insert(connection, "rule", pl.DataFrame(definition.rows()))
    warehouse.run(connection, "definitions/request")
    if definition.order:
        connection.execute(f"CREATE TEMP VIEW line AS {definition.order}")
    try:
        yield
    finally:
        for view in ("line", *VIEWS):
            connection.execute(f"DROP VIEW IF EXISTS {view}")


def measure(
    connection: duckdb.DuckDBPyConnection, scope: Scope, names: Iterable[str]
) -> list[Measured]:
    """Counts the requests of a loaded warehouse that is the only share."""
    asks = [Ask(name, scope) for name in names]
    for one in ROUNDS:
        connection.execute(f"DELETE FROM {one.fills}")
        for question in one.questions(asks):
            question.function(connection)
    return [_measured(connection, ask) for ask in asks]


def _measured(connection: duckdb.DuckDBPyConnection, ask: Ask) -> Measured:
    definition = load(ask.definition)
    found = connection.execute(
        "SELECT name, value FROM definition_count"
        " WHERE definition = ? AND section = ? AND merged = ?",
        [ask.definition, ask.scope.section, ask.scope.merged],
    ).fetchall()
    row = dict(found)
    return Measured(
        definition,
        {metric: row[metric] for metric in METRICS},
        tuple((drop, row[drop.name] or 0) for drop in definition.costs),
    )


def asked(connection: duckdb.DuckDBPyConnection, project: Project) -> tuple[Ask, ...]:
    """What is asked of the operation: ours, the project's choice, and those of the tools that the
    ordinary traffic comes from, these two also by section (not where the choice is all of them).
    Of several logs, merged by their clocks; of those that depend on the order also one after the
    other."""
    files = connection.execute("SELECT count(*) FROM source_file").fetchall()[0][0]
    whole = Scope(
        merged=files > 1,
        read=project.agreement.window("logs"),
        counted=project.agreement.window("operation"),
    )
    named = _named(connection, project)
    others = [name for name in available() if name in named or project.definition == ALL]
    others = [name for name in others if name != OWN]
    in_a_row = [name for name in others if load(name).order] if whole.merged else []
    return (
        *(Ask(name, whole) for name in (OWN, *others)),
        *(Ask(name, replace(whole, merged=False)) for name in in_a_row),
        *(Ask(name, replace(whole, section=section)) for section in SECTIONS for name in named),
    )


def fill(connection: duckdb.DuckDBPyConnection, asks: Sequence[Ask]) -> None:
    """The tables of sql/schema/definitions.sql, of what the shares counted."""
    whole = asks[0].scope
    for ask in asks:
        found = _measured(connection, ask)
        if ask.scope.merged != whole.merged:
            _keep_costs(connection, _only_in_a_row(found))
            continue
        _keep(connection, ask.scope.section, found)
        if ask.scope.section == whole.section:
            _keep_costs(connection, found)


def _only_in_a_row(measured: Measured) -> Measured:
    """What several logs cost where they are not merged by their clocks first."""
    costs = tuple(
        (Drop(name=f"{drop.name}_in_a_row", metric=drop.metric, text=drop.in_a_row), value)
        for drop, value in measured.costs
        if drop.in_a_row
    )
    return replace(measured, costs=costs)


def _named(connection: duckdb.DuckDBPyConnection, project: Project) -> list[str]:
    sources = connection.execute("SELECT DISTINCT definition FROM baseline_source").fetchall()
    named = {project.definition, *(name for (name,) in sources)} - {OWN}
    return [name for name in available() if name in named]


def _keep(connection: duckdb.DuckDBPyConnection, section: str, measured: Measured) -> None:
    rows = [
        {
            "definition": measured.definition.name,
            "section": section,
            "period": PERIOD,
            "metric": metric,
            "value": value,
        }
        for metric, value in measured.values.items()
    ]
    warehouse.insert(connection, "definition_measure", pl.DataFrame(rows))


def _keep_costs(connection: duckdb.DuckDBPyConnection, measured: Measured) -> None:
    rows = [
        {
            "definition": measured.definition.name,
            "defect": drop.name,
            "metric": drop.metric,
            "value": value,
            "text": drop.text,
        }
        for drop, value in measured.costs
    ]
    warehouse.insert(connection, "definition_cost", pl.DataFrame(rows))


def list_robots(connection: duckdb.DuckDBPyConnection, library: Path) -> None:
    """Marks the agents that an installed AWStats takes for robots, by its own list, and those that
    send no agent. library: its folder `lib`. Raises SettingsError."""
    path = library / "robots.pm"
    patterns = [f"(?:{one})" for one in _patterns(path)]
    if not patterns:
        raise SettingsError(Problem(str(path), "no tiene ninguna lista de robots", "", _LIBRARY))
    rows = connection.execute("SELECT agent_id, text FROM agent").fetchall()
    agents = pl.DataFrame(rows, {"agent_id": pl.UInt64, "text": pl.String}, orient="row")
    robot = pl.col("text").str.contains(f"(?i){'|'.join(patterns)}") | pl.col("text").is_in(
        ["", "-"]
    )
    try:
        listed = agents.filter(robot)
    except pl.exceptions.ComputeError:
        found = "una de sus expresiones no se entiende, o son demasiadas"
        raise SettingsError(Problem(str(path), found, "", _LIBRARY)) from None
    warehouse.insert(connection, "listed_robot", listed.select("agent_id"))


def _patterns(path: Path) -> Iterator[str]:
    """The regular expressions of robots.pm, as Perl writes them, one a line."""
    try:
        text = path.read_text(encoding="latin-1")
    except OSError as error:
        found = f"no se puede leer ({reason(error)})"
        raise SettingsError(Problem(str(path), found, "", _LIBRARY)) from None
    within = False
    for line in text.split("\n"):
        within = (within or bool(_LIST.search(line))) and not line.startswith(")")
        if within and (item := _ITEM.match(line)):
            yield item[1] or item[2]
