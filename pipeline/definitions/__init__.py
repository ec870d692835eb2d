"""What a hit, a page, a visit and a visitor are, by the name of the tool that says so.

A definition is two files of one name: <name>.toml, its rules as data and what it leaves out or gets
wrong, each by name; and <name>.sql, one row that counts the table `request` by the table `rule`:

    hits, pages, visits, visitors    null where the tool has no such measure
    one column a name of [[drops]] and [[defects]]

It is asked of the requests of some clients at a time, and what it answers is added up. One that
depends on how the lines of all clients follow each other has a third file, <name>.order.sql, the
lines that it reads as the table `line`, and a rule `clock_seconds`; then it finds in the tables
`in_a_row`, `reached` and `kept` of sql/schema/definitions.sql which of them come late.

A new definition is such a pair or three, and nothing else.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.errors import SettingsError
from pipeline.settings import Settings, validate
from pipeline.toml_files import read_toml

FOLDER = Path(__file__).parent
OWN, ALL = "memoria", "all"
METRICS = ("hits", "pages", "visits", "visitors")


class Drop(Settings):
    """What a rule leaves out, or what a defect costs. metric: in what it is counted. in_a_row: of
    one that depends on the order of the lines, what it does to several logs one after the other."""

    name: str
    metric: Literal["hits", "pages", "visits", "visitors"]
    text: str
    in_a_row: str = ""


class Definition(Settings):
    """version: the one imitated. parity: whether it gives the tool's own numbers. retimes: whether
    it gives a late line the clock of the last one in time."""

    name: str
    title: str
    version: str
    parity: Literal["propia", "exacta", "aproximada"]
    text: str
    retimes: bool = False
    rules: dict[str, int | str | tuple[int | str, ...]]
    drops: tuple[Drop, ...] = ()
    defects: tuple[Drop, ...] = ()

    @property
    def sql(self) -> str:
        return (FOLDER / f"{self.name}.sql").read_text(encoding="utf-8")

    @property
    def order(self) -> str | None:
        """The lines that it reads in their order; None where their order changes nothing."""
        path = FOLDER / f"{self.name}.order.sql"
        return path.read_text(encoding="utf-8") if path.exists() else None

    @property
    def costs(self) -> tuple[Drop, ...]:
        return self.drops + self.defects

    def rows(self) -> list[dict[str, str]]:
        """The rules as the table `rule`: a list is several rows."""
        return [
            {"rule": name, "value": str(value)}
            for name, values in self.rules.items()
            for value in (values if isinstance(values, tuple) else (values,))
        ]


def available() -> tuple[str, ...]:
    """Our own first, the others by name."""
    names = {path.stem for path in FOLDER.glob("*.toml")}
    return (OWN, *sorted(names - {OWN}))


@cache
def load(name: str) -> Definition:
    """One of `available`. Raises SettingsError where its file is wrong."""
    definition, problems = validate(Definition, read_toml(FOLDER / f"{name}.toml"))
    if definition is None:
        raise SettingsError(problems)
    return definition
