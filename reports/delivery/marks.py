"""What the SQL files say of tables and metrics in their comments, beside the queries themselves.

In sql/schema, above each table, `-- level: measure` or `-- level: request`: whether it may be
handed over as data. Behind a column, `-- unit: …` and, where its values are those of another
table's column, `-- of: table.column`. In a query's header, `-- metric: name | unit | title`.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from reports.figures import methodology

SCHEMA = methodology.SQL_FOLDER / "schema"
MEASURE, REQUEST = "measure", "request"
LEVELS = (MEASURE, REQUEST)
"""Of figures; of single requests, clients or their texts."""

_TABLE = re.compile(
    r"^(?:-- level: (\w+)\n)?CREATE (TEMP )?TABLE (\w+) \((.*?)\);$", re.MULTILINE | re.DOTALL
)
_COLUMN = re.compile(r'^\s+"?(\w+)"?\s.*?--(.*)$', re.MULTILINE)
_NOTE = re.compile(r"(unit|of): (.*?)\s*(?:--|$)")
_METRIC = re.compile(r"^-- metric: (\S+) \| (.+) \| (.+)$", re.MULTILINE)

Column = tuple[str, str]
"""Of a table, by their names."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A table of the schema. level: None where its file does not say. within: columns that a row
    shares with those that it refers to, as those of one delivery have its name."""

    level: str | None
    units: dict[str, str] = field(default_factory=dict)
    references: dict[str, Column] = field(default_factory=dict)
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure by its name, what it is, and the query that counts it."""

    metric: str
    title: str
    unit: str
    definition: str
    query: str


def tables(*files: Path) -> dict[str, Marked]:
    """Of these files, or of the whole schema; without the temporary ones of the latter."""
    found = {}
    for path in files or sorted(SCHEMA.glob("*.sql")):
        for level, temporary, name, body in _TABLE.findall(path.read_text(encoding="utf-8")):
            if files or not temporary:
                found[name] = _marked(level or None, body)
    return found


def _marked(level: str | None, body: str) -> Marked:
    units, references = {}, {}
    for column, notes in _COLUMN.findall(body):
        for kind, text in _NOTE.findall(notes):
            if kind == "unit":
                units[column] = text
            else:
                table, _, name = text.partition(".")
                references[column] = (table, name)
    return Marked(level, units, references)


def metrics(folder: Path = methodology.SQL_FOLDER) -> tuple[Metric, ...]:
    """Of every query, in the order of their names."""
    found = []
    for query in methodology.definitions(folder):
        sql = (folder / query.name).read_text(encoding="utf-8")
        for name, unit, title in _METRIC.findall(sql):
            found.append(Metric(name, title, unit, query.definition, query.name))
    return tuple(sorted(found, key=lambda one: one.metric))
