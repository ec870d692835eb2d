"""The product from top to bottom: logs → hits → measures → annexes → documents → the sealed
delivery.

What draws and lays out takes a second to import, so that is done once the logs have been measured.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import baselines, check, measure, members, outputs, recalculation, shares, warehouse
from pipeline.baselines import Figures
from pipeline.crew import Alone, Crew
from pipeline.errors import MemoriaError, Problem, gathered
from pipeline.incidents import Incident
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.parts import Parts
from pipeline.project import Project
from pipeline.workers import Perform, Task
from pipeline.workspace import Workspace
from reports.doctor import machine, needs
from reports.documents.theme import Theme
from reports.progress import Course
from reports.terminal import Terminal

if TYPE_CHECKING:
    from reports.delivery.bag import Sealed

WAREHOUSE = "memoria.duckdb"
PAYLOAD = "entrega"
"""A folder that is only there while the delivery is made."""

TASKS_A_SHARE = 4
"""While loading, and while counting: see shares.py."""

Outside = Sequence[tuple[str, int, int]]
"""Logs with requests out of their dates: name, how many, of how many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """look: of the documents. out: the folder of the outputs. shares: into how many the hits are
    cut; as many as are needed where None."""

    project: Project
    look: Theme
    out: Path
    as_of: date
    version: str
    shares: int | None = None


def build(asked: Asked, crew: Crew, terminal: Terminal) -> None:
    """All outputs appear in the folder together. Raises MemoriaError."""
    with terminal.course() as course:
        read, outside, sealed = _built(asked, crew, terminal, course)
    _report(terminal, asked.out, read, outside, sealed)


def _built(
    asked: Asked, crew: Crew, terminal: Terminal, course: Course
) -> tuple[Sequence[Parts], Outside, "Sealed"]:
    project = asked.project
    incidents, figures, logs = _inputs(project, crew, terminal)
    terminal.warnings(list(_too_little_memory(logs)))
    read = reading(project, logs, crew, terminal)
    crew.sweep(read)
    course.kept("handover", sum(one.log.size for one in read if members.are_there(one)))
    terminal.warnings(list(check.unread(read)))
    number = shares.number_of(read, asked.shares)
    perform = _told(crew.perform, course, TASKS_A_SHARE * number)
    with outputs.staging(asked.out, kept=(WAREHOUSE,)) as draft:
        store = draft / WAREHOUSE
        with warehouse.create(store) as connection:
            with terminal.status("Cargando el almacén", "load"):
                here = crew.bring(read) if number == 1 else read
                cut = shares.load(connection, project, here, crew.root, number, perform)
            with terminal.status("Calculando medidas", "measures"):
                measure.measure(connection, project, incidents, figures, cut)
                crew.tidy(shares.FOLDER)
            outside = warehouse.outside(connection)
        sealed = _delivery(asked, read, figures, crew, terminal, draft=draft)
    return read, outside, sealed


def _told(perform: Perform, course: Course, number: int) -> Perform:
    """The same, of whose tasks (about so many a stage) the course hears."""

    def performed(tasks: Iterable[Task], root: Path, *, bring: bool = True) -> Iterator[str]:
        for output in perform(tasks, root, bring=bring):
            course.task(number)
            yield output

    return performed


def _delivery(
    asked: Asked,
    read: Sequence[Parts],
    figures: Sequence[Figures],
    crew: Crew,
    terminal: Terminal,
    *,
    draft: Path,
) -> "Sealed":
    """What is handed over of what has been measured."""
    from reports import production  # noqa: PLC0415
    from reports.delivery import annexes  # noqa: PLC0415

    project, store, payload = asked.project, draft / WAREHOUSE, draft / PAYLOAD
    handed = production.handed_over(payload, project, read, crew, terminal)
    with terminal.status("Reuniendo los anexos", "data"):
        production.data(payload, store, project, asked.as_of)
        recalculation.write(project, read, handed, figures, payload)
        proofs = annexes.manifest(payload)
    with terminal.status("Componiendo los documentos", "documents"):
        made = production.memoria(
            store, project, asked.as_of, version=asked.version, handed=handed, proofs=proofs
        )
        production.documents(made, payload, asked.look, project, read)
    with terminal.status("Sellando la entrega", "seal"):
        return production.sealed(payload, draft, made, asked.look)


def _inputs(
    project: Project, crew: Crew, terminal: Terminal
) -> tuple[tuple[Incident, ...], tuple[Figures, ...], tuple[LogFile, ...]]:
    """Incidents, figures and logs. Raises MemoriaError with every input's problems together."""
    problems: list[Problem] = []
    incidents: tuple[Incident, ...] = ()
    figures: tuple[Figures, ...] = ()
    with terminal.status("Buscando las bitácoras", "discover"):
        with gathered(problems):
            incidents = check.incidents_of(project)
        with gathered(problems):
            figures = baselines.read(project)
        with gathered(problems):
            project.comments()
        problems += check.unproved(project)
        found = crew.discover(project)
        problems += found.errors
        if problems:
            raise MemoriaError(problems)
    terminal.warnings(found.warnings)
    return incidents, figures, found.files


def _too_little_memory(logs: Sequence[LogFile]) -> Iterator[Problem]:
    """The libraries end the process where the system gives them none, and can say nothing then."""
    text = sum(one.size if one.member else needs.text_of(one.name, one.size) for one in logs)
    free, wanted = machine.available_memory(), needs.Needs(len(logs), 0, text).memory
    if free < wanted:
        found = f"hay {needs.told(free)} de memoria disponible y hacen falta unos"
        remedy = "si se detiene sin decir por qué, cierre otros programas o use otra máquina"
        yield Problem("memoria", f"{found} {needs.told(wanted)}", "", remedy)


def reading(
    project: Project, logs: Sequence[LogFile], crew: Crew, terminal: Terminal
) -> list[Parts]:
    """The logs' parts, with a bar while those that changed are read."""
    with terminal.progress("Leyendo las bitácoras", "parse", logs) as bar:
        read = crew.read(logs, project.geo_path, bar)
        terminal.journal.has_read(read)
    return read


def measured_again(terminal: Terminal, project: Project, folder: Path) -> Path:
    """The DuckDB file of a delivered project, made in a folder of its own."""
    crew = Alone(Workspace(folder))
    with crew.workspace.locked():
        incidents, figures, logs = _inputs(project, crew, terminal)
        read = reading(project, logs, crew, terminal)
        with warehouse.create(folder / WAREHOUSE) as connection:
            cut = shares.load(connection, project, read, crew.root)
            measure.measure(connection, project, incidents, figures, cut)
    return folder / WAREHOUSE


def _report(
    terminal: Terminal, out: Path, read: Sequence[Parts], outside: Outside, sealed: "Sealed"
) -> None:
    terminal.warnings(
        [
            Problem(path, "ninguna de sus solicitudes cae en las fechas de su papel")
            for path, out_of_dates, hits in outside
            if out_of_dates == hits
        ]
    )
    total = sum((part.counts for part in read), Counts())
    terminal.say(
        f"{total.lines:,} renglones = {total.hits:,} solicitudes + {total.rejects:,} rechazados "
        f"+ {total.blank:,} en blanco + {total.comments:,} comentarios"
    )
    if outside:
        total_outside = sum(out_of_dates for _, out_of_dates, _ in outside)
        terminal.say(f"{total_outside:,} solicitudes fuera de fechas: leídas, no contadas")
    for name, title in (
        ("memoria.pdf", "Para imprimir (PDF)"),
        ("memoria.html", "En pantalla (HTML)"),
        (WAREHOUSE, "Datos (DuckDB)"),
        ("resumen.json", "Resumen (JSON)"),
        ("oficio-de-entrega.pdf", "Oficio de entrega"),
    ):
        terminal.made(title, out / name)
    report_sealed(terminal, sealed, out / sealed.path.name)


def report_sealed(terminal: Terminal, sealed: "Sealed", place: Path) -> None:
    """Where it lies now, and what the letter says of it."""
    terminal.made("Entrega sellada", place)
    terminal.made("", f"{sealed.size:,} bytes, SHA-256 {sealed.sha256}")
