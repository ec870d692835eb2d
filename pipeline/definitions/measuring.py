"""Requests × definitions → hits, pages, visits and visitors as each tool would say them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import polars as pl

from pipeline import warehouse
from pipeline.definitions import ALL, METRICS, OWN, Definition, Drop, available, load
from pipeline.errors import Problem, SettingsError
from pipeline.project import Project
from pipeline.settings import reason
from pipeline.timespan import Window

PERIOD = "operation"
VIEWS = ("request", "torn_request", "long_request")
SECTIONS = ("portal", "published")

_LIST = r"@RobotsSearchIDOrder_list\w+\s*=\s*\(\n(.*?)^\)"
_ITEM = r"^\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")"


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


def measure(
    connection: duckdb.DuckDBPyConnection, scope: Scope, names: Iterable[str]
) -> list[Measured]:
    """Counts the requests of a loaded warehouse."""
    connection.execute("DELETE FROM scope")
    connection.execute("INSERT INTO scope VALUES (?, ?, ?, ?, ?, ?, ?)", scope.row())
    warehouse.run(connection, "definitions/request")
    found = [_by(connection, load(name)) for name in names]
    for view in VIEWS:
        connection.execute(f"DROP VIEW {view}")
    return found


def _by(connection: duckdb.DuckDBPyConnection, definition: Definition) -> Measured:
    connection.execute("DELETE FROM rule")
    warehouse.insert(connection, "rule", pl.DataFrame(definition.rows()))
    answer = connection.execute(definition.sql)
    names = [column[0] for column in answer.description or ()]
    row = dict(zip(names, answer.fetchall()[0], strict=True))
    return Measured(
        definition,
        {metric: row[metric] for metric in METRICS},
        tuple((drop, int(row[drop.name] or 0)) for drop in definition.costs),
    )


def fill(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """The tables of sql/schema/definitions.sql, for the operation: ours, the project's choice, and
    those of the tools that the ordinary traffic comes from, these two also by section (not where
    the choice is all of them)."""
    if project.awstats_lib:
        list_robots(connection, project.awstats_lib)
    files = connection.execute("SELECT count(*) FROM source_file").fetchall()[0][0]
    whole = Scope(
        merged=files > 1,
        read=project.agreement.window("logs"),
        counted=project.agreement.window("operation"),
    )
    named = _named(connection, project)
    others = [name for name in available() if name in named or project.definition == ALL]
    others = [name for name in others if name != OWN]
    found = measure(connection, whole, (OWN, *others))
    _keep(connection, whole.section, found)
    _keep_costs(connection, found)
    if whole.merged and others:
        in_a_row = measure(connection, replace(whole, merged=False), others)
        _keep_costs(connection, [_only_in_a_row(one) for one in in_a_row])
    for section in SECTIONS if named else ():
        _keep(connection, section, measure(connection, replace(whole, section=section), named))


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


def _keep(
    connection: duckdb.DuckDBPyConnection, section: str, measured: Sequence[Measured]
) -> None:
    rows = [
        {
            "definition": one.definition.name,
            "section": section,
            "period": PERIOD,
            "metric": metric,
            "value": value,
        }
        for one in measured
        for metric, value in one.values.items()
    ]
    warehouse.insert(connection, "definition_measure", pl.DataFrame(rows))


def _keep_costs(connection: duckdb.DuckDBPyConnection, measured: Sequence[Measured]) -> None:
    rows = [
        {
            "definition": one.definition.name,
            "defect": drop.name,
            "metric": drop.metric,
            "value": value,
            "text": drop.text,
        }
        for one in measured
        for drop, value in one.costs
    ]
    if rows:
        warehouse.insert(connection, "definition_cost", pl.DataFrame(rows))


def list_robots(connection: duckdb.DuckDBPyConnection, library: Path) -> None:
    """Marks the agents that an installed AWStats takes for robots, by its own list, and those that
    send no agent. library: its folder `lib`. Raises SettingsError."""
    pattern = "|".join(f"(?:{one})" for one in _patterns(library / "robots.pm"))
    rows = connection.execute("SELECT agent_id, text FROM agent").fetchall()
    agents = pl.DataFrame(rows, {"agent_id": pl.UInt64, "text": pl.String}, orient="row")
    robot = pl.col("text").str.contains(f"(?i){pattern}") | pl.col("text").is_in(["", "-"])
    warehouse.insert(connection, "listed_robot", agents.filter(robot).select("agent_id"))


def _patterns(path: Path) -> Iterator[str]:
    """The regular expressions of robots.pm, as Perl writes them."""
    try:
        text = path.read_text(encoding="latin-1")
    except OSError as error:
        remedy = "señale la carpeta lib de AWStats, donde está robots.pm"
        found = f"no se puede leer ({reason(error)})"
        raise SettingsError(Problem(str(path), found, "", remedy)) from None
    for block in re.findall(_LIST, text, re.DOTALL | re.MULTILINE):
        for single, double in re.findall(_ITEM, block, re.MULTILINE):
            yield (single or double).replace(r"\'", "'")
