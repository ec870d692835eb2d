"""The files that prove what a memoria says, gathered in one folder, and the one digest of them all.

bitacoras/ datos/           made by others: the logs by privacy mode, the tables of measures
incidencias/ comentarios/   as the diffuser wrote them
evidencias/                 what proves the backups and minutes that memoria.toml states
perfiles/                   the agreement and the project, as they were used
anexos.sha256               the digest of each, as `sha256sum` writes it; its own is printed
"""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import agreement, outputs
from pipeline.errors import OutputError, Problem
from pipeline.project import Project
from pipeline.refusals import reason
from reports.delivery.bag import names
from reports.delivery.bag.pieces import Piece, Progress, of_folder, unseen

MANIFEST = "anexos.sha256"
FOLDERS = ("bitacoras", "comentarios", "datos", "evidencias", "incidencias", "perfiles")


@dataclass(frozen=True, slots=True)
class Annexes:
    """sha256: of anexos.sha256. size: bytes of the files it lists."""

    sha256: str
    files: int
    size: int


def collect(project: Project, folder: Path) -> None:
    """What the diffuser wrote and the profiles used, byte by byte. Raises OutputError."""
    for path, source in _written(project):
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        except OSError as error:
            found = f"no se puede copiar ({reason(error)})"
            raise OutputError(Problem(str(source), found)) from error


def _written(project: Project) -> Iterator[tuple[str, Path]]:
    """Path in the delivery, and the file that goes there."""
    if project.incidents_path:
        yield f"incidencias/{names.portable(project.incidents_path.name)}", project.incidents_path
    if project.comments_path:
        yield f"comentarios/{names.portable(project.comments_path.name)}", project.comments_path
    for proof in project.evidence:
        yield proof.place, proof.path
    yield "perfiles/convenio.toml", agreement.find(project.file.data["agreement"], project.folder)
    yield "perfiles/memoria.toml", project.path


def manifest(folder: Path, progress: Progress = unseen) -> Annexes:
    """Writes anexos.sha256 of what lies in the folders of annexes. Raises OutputError."""
    with outputs.writing(folder / MANIFEST):
        listed = [(piece, piece.digest(progress)) for piece in _pieces(folder)]
        text = "".join(f"{digest}  {piece.path}\n" for piece, digest in listed).encode()
        (folder / MANIFEST).write_bytes(text)
    size = sum(piece.size for piece, _ in listed)
    return Annexes(hashlib.sha256(text).hexdigest(), len(listed), size)


def _pieces(folder: Path) -> list[Piece]:
    files = (path for name in FOLDERS for path in (folder / name).rglob("*") if path.is_file())
    return of_folder(folder, files)
