"""incidencias.csv → Incident: what the operator reports (see `handwritten`).

Wall-clock times are those of the diffuser's zone. Every row that cannot be read is reported, with
its line.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.errors import Problem, SettingsError
from pipeline.handwritten import Entry, entries, parse_instant, unreadable
from pipeline.timespan import Window

COLUMNS = ("inicio", "fin", "tipo", "descripcion", "efecto", "remedio", "avisado_a")
MANDATORY = ("inicio", "fin", "tipo", "descripcion")


@dataclass(frozen=True, slots=True)
class Incident:
    """id: I-01, I-02, … in order of time. start, end: naive UTC. line: where the file says it."""

    id: str
    start: datetime
    end: datetime
    kind: str
    description: str
    effect: str
    remedy: str
    notified: str
    line: int

    @property
    def window(self) -> Window:
        return Window(self.start, self.end)


def load_incidents(path: Path, tz: ZoneInfo) -> tuple[Incident, ...]:
    """The incidents in order of time; none where the file holds only its header.

    Raises SettingsError with every problem of every row.
    """
    rows, problems = entries(path, COLUMNS, MANDATORY, "«memoria init» escribe una")
    incidents = []
    for row in rows:
        outcome = _incident(row, tz)
        if isinstance(outcome, Incident):
            incidents.append(outcome)
        else:
            problems += outcome
    if problems:
        raise SettingsError(problems)
    return _numbered(incidents)


def misplaced(incidents: tuple[Incident, ...], window: Window, path: Path) -> tuple[Problem, ...]:
    """Incidents outside the window in which any could matter: most often day and month swapped."""
    return tuple(
        Problem(
            f"{path}:{incident.line}",
            f"la incidencia {incident.id} queda fuera del periodo de difusión",
            "",
            "revise la fecha: ¿el día y el mes están en el orden dd/mm/aaaa?",
        )
        for incident in incidents
        if incident.end < window.start or incident.start >= window.end
    )


# ---------------------------------------------------------------------------------------- rows


def _incident(entry: Entry, tz: ZoneInfo) -> Incident | list[Problem]:
    """The row as an incident that has no number yet, or what is wrong with it."""
    row, problems = entry.cells, list(entry.problems)
    instants = {}
    for column in ("inicio", "fin"):
        instant = parse_instant(row[column], tz)
        if instant is not None:
            instants[column] = instant
        elif row[column]:
            problems.append(unreadable(entry.where, column, row[column]))
    if len(instants) == 2 and instants["fin"] < instants["inicio"]:
        found = f"termina ({row['fin']}) antes de empezar ({row['inicio']})"
        problems.append(
            Problem(entry.where, found, "", "revise ambas horas; ¿están intercambiadas?")
        )
    if problems:
        return problems
    return Incident(
        id="",
        start=instants["inicio"],
        end=instants["fin"],
        kind=row["tipo"],
        description=row["descripcion"],
        effect=row["efecto"],
        remedy=row["remedio"],
        notified=row["avisado_a"],
        line=entry.line,
    )


def _numbered(incidents: list[Incident]) -> tuple[Incident, ...]:
    ordered = sorted(incidents, key=lambda item: (item.start, item.end, item.line))
    width = max(2, len(str(len(ordered))))
    return tuple(
        replace(item, id=f"I-{number:0{width}}") for number, item in enumerate(ordered, start=1)
    )
