"""The list of what was received, as somebody at the institute keeps it: file, when, folio."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.errors import Problem, SettingsError
from pipeline.handwritten import entries, parse_instant, unreadable
from pipeline.timespan import to_local

COLUMNS = ("archivo", "recibida", "folio")
MANDATORY = ("archivo", "recibida")
UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Receipt:
    """where: the file and line that say so. told: as it is written there, or an instant's text."""

    where: str
    told: str
    folio: str

    def instant(self, zone: ZoneInfo) -> datetime:
        """On the clock of that zone."""
        found = parse_instant(self.told, zone)
        assert found is not None, self.told
        return to_local(found, zone)


def read(path: Path) -> Mapping[str, Receipt]:
    """By the name of the file. Raises SettingsError with every problem of every row."""
    rows, problems = entries(path, COLUMNS, MANDATORY, "escríbalo: una fila por entrega recibida")
    found: dict[str, Receipt] = {}
    for row in rows:
        name, told = row.cells["archivo"], row.cells["recibida"]
        problems += row.problems
        if told and parse_instant(told, UTC) is None:
            problems.append(unreadable(row.where, "recibida", told))
        if name in found:
            said = f"«{name}» está dos veces"
            problems.append(Problem(row.where, said, "una fila por archivo"))
        found[name] = Receipt(row.where, told, row.cells["folio"])
    if problems:
        raise SettingsError(problems)
    return found
