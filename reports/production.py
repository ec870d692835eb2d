"""The steps of a build after its measures: what is handed over, the documents, the sealed delivery.

Apart from the command line because all that draws and lays out takes a second to import.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline import handover
from pipeline.crew import Crew
from pipeline.errors import OutputError, Problem, gathered
from pipeline.handover import Handed
from pipeline.parts import Parts
from pipeline.project import Project
from reports import memoria as memorias
from reports.delivery import annexes, bounds, components, datapackage, provenance, sealing
from reports.delivery.annexes import Annexes
from reports.delivery.bag import Sealed
from reports.documents import letter, render
from reports.documents.theme import Theme
from reports.figures import handover as figures
from reports.model import Memoria
from reports.terminal import Terminal

SUMMARY = "resumen.json"
DOCUMENTS = ("memoria.pdf", "memoria.html", SUMMARY)
PROVENANCE = "procedencia.json"
LESS = "redúzcalo: quien recibe la entrega no abre más (docs/entregas-hostiles.md)"


def handed_over(
    payload: Path, project: Project, read: Sequence[Parts], crew: Crew, terminal: Terminal
) -> tuple[Handed, ...]:
    """The logs, as the agreement's privacy mode lets them leave."""
    logs = [one.log for one in read]
    with terminal.progress("Preparando lo que se entrega", "handover", logs) as bar:
        return handover.write(read, project, crew, payload, bar)


def data(payload: Path, measured: Path, project: Project, as_of: date) -> None:
    """The tables, and what the diffuser wrote."""
    datapackage.write(measured, project, as_of, payload)
    annexes.collect(project, payload)


def memoria(
    measured: Path,
    project: Project,
    as_of: date,
    *,
    version: str,
    handed: Sequence[Handed],
    proofs: Annexes,
) -> Memoria:
    """All that the documents say."""
    given = figures.handover(project, sealing.name(project), handed, proofs)
    return memorias.build(measured, project, as_of, version, given)


def documents(
    made: Memoria, payload: Path, look: Theme, project: Project, read: Sequence[Parts]
) -> None:
    """PDF, HTML and resumen.json, and what all of it was made of."""
    render.write(made, payload, look)
    bill = components.dump(components.bill(made.version))
    (payload / components.FILE).write_bytes(bill)
    found = provenance.record(made, project, read, date.fromisoformat(made.as_of), bill)
    (payload / PROVENANCE).write_bytes(provenance.dump(found))


def sealed(payload: Path, stage: Path, made: Memoria, look: Theme) -> Sealed:
    """The delivery and its letter; the documents are moved out of the payload, beside them. Raises
    OutputError where whoever receives it would not open it."""
    if problems := _over(payload):
        raise OutputError([replace(one, remedy=LESS) for one in problems])
    done = sealing.seal(payload, made, stage)
    letter.write(made, done, stage / sealing.LETTER, look)
    for name in DOCUMENTS:
        (payload / name).replace(stage / name)
    return done


def _over(payload: Path) -> list[Problem]:
    """What is more than `memoria verify` opens."""
    files = (path for path in payload.rglob("*") if path.is_file())
    sizes = {path.relative_to(payload).as_posix(): path.stat().st_size for path in files}
    problems = list(bounds.files(sizes))
    with gathered(problems):
        bounds.json_object((payload / SUMMARY).read_bytes(), SUMMARY)
    return problems
