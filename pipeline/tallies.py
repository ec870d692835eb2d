"""What adds up over shares: the tables of sql/schema whose columns say how.

    CREATE TEMP TABLE <tally> (
        <column> <type>,  -- key | sum | min | max

Rows of several shares with the same keys become one. A file of sql/tallies or sql/later is one
`INSERT INTO <tally>`, asked of each share's own tables; several files may fill a tally, with
different keys each. Its header may say `-- needs: table, table`: what of the answers so far every
share is given. What it reads of sql/views is made before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline import warehouse

ROLES = ("key", "sum", "min", "max")
VIEWS = "views"

_TABLE = re.compile(r"^CREATE TEMP TABLE (\w+) \(\n(.*?)\n\);$", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(rf'^    "?(\w+)"? .*--.*\b({"|".join(ROLES)})$', re.MULTILINE)
_FILLED = re.compile(r"^INSERT INTO (\w+)", re.MULTILINE)
_CREATED = re.compile(r"^CREATE TEMP (?:TABLE|VIEW) (\w+)", re.MULTILINE)
_NEEDS = re.compile(r"^-- needs: (.+)$", re.MULTILINE)
_COMMENT = re.compile(r"--.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A table that adds up. roles: of its columns, in their order."""

    name: str
    roles: dict[str, str]

    def merged(self, source: str) -> str:
        """The query of one row for each distinct keys of that table."""
        columns = ", ".join(
            f'"{column}"' if role == "key" else f'{role}("{column}") AS "{column}"'
            for column, role in self.roles.items()
        )
        return f"SELECT {columns} FROM {source} GROUP BY ALL HAVING count(*) > 0"


@cache
def available() -> dict[str, Tally]:
    """Every tally of sql/schema by its name."""
    found = {}
    for question in warehouse.questions("schema"):
        for name, body in _TABLE.findall(warehouse.text(question)):
            if roles := dict(_COLUMN.findall(body)):
                found[name] = Tally(name, roles)
    return found


def filled(questions: Iterable[str]) -> list[str]:
    """The tallies that these files fill."""
    found = {name for one in questions for name in _FILLED.findall(warehouse.text(one))}
    return sorted(found & available().keys())


def needs(questions: Iterable[str]) -> list[str]:
    """The tables that these files say they need of what was answered before."""
    told = [_NEEDS.findall(warehouse.text(question)) for question in questions]
    return sorted({name.strip() for lines in told for line in lines for name in line.split(",")})


def views(questions: Iterable[str]) -> list[str]:
    """The files of sql/views that these files read, and those that they read in turn, in order."""
    asked = set(questions)
    wanted = set(asked)
    files = warehouse.questions(VIEWS)
    for view in reversed(files):
        if any(made(view) & words(question) for question in wanted):
            wanted.add(view)
    return [view for view in files if view in wanted - asked]


@cache
def made(view: str) -> set[str]:
    """The tables that a file of sql/views makes."""
    return set(_CREATED.findall(warehouse.text(view)))


@cache
def words(question: str) -> set[str]:
    """All names in a file, tables and columns alike, but for those in its comments."""
    return set(re.findall(r"\w+", bare(question)))


def bare(question: str) -> str:
    """A file without its comments."""
    return _COMMENT.sub("", warehouse.text(question))
