"""What is not an access log, by name: so that a file is refused as what it is, and the user told
where the access log may lie. The table is foreign.toml."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

MANY = 100
"""Lines that are looked at."""

LONGEST = 2000
"""Characters of a line that are looked at."""

_TABLE = Path(__file__).with_name("foreign.toml")


@dataclass(frozen=True, slots=True)
class Foreign:
    """name: what it is, in Spanish, with its article. remedy: where the access log usually is."""

    name: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """where: which of the lines must match: `half` of them, `all`, the `first` or `some`."""

    foreign: Foreign
    pattern: re.Pattern[str]
    where: str

    def fits(self, lines: Sequence[str]) -> bool:
        looked_at = lines[:1] if self.where == "first" else lines
        found = sum(self.pattern.match(line) is not None for line in looked_at)
        return (
            found >= {"half": len(lines) / 2, "all": len(lines), "first": 1, "some": 1}[self.where]
        )


@cache
def _entries() -> tuple[_Entry, ...]:
    """In the order of the table: the first that fits counts."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["foreign"]
    return tuple(
        _Entry(
            Foreign(row["name"], row["remedy"]),
            re.compile(row["pattern"]),
            row.get("where", "half"),
        )
        for row in rows
    )


def recognise(lines: Sequence[str]) -> Foreign | None:
    """What the first lines of a file show it to be; None where that may be an access log."""
    filled = (line[:LONGEST] for line in lines if line.strip())
    looked_at = list(islice(filled, MANY))
    if not looked_at:
        return None
    return next((entry.foreign for entry in _entries() if entry.fits(looked_at)), None)
