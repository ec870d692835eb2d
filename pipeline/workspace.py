"""The project's hidden folder: its key, the parts of its logs, and the lock that keeps two runs
apart."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline import shelf
from pipeline.errors import OutputError, Problem, WarehouseError
from pipeline.privacy import DRAFT, Tokens, load_or_make_key
from pipeline.refusals import reason

NAME = ".memoria"


@contextmanager
def exclusive(folder: Path, found: str) -> Iterator[None]:
    """Only one process at a time; the system lets go if it dies. A disk that cannot lock does not
    hinder. Raises WarehouseError (found: what to say) where another has it, and OutputError."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        remedy = "dé permiso de lectura y escritura en esa carpeta"
        problem = Problem(str(folder), f"no se puede abrir ({reason(error)})", "", remedy)
        raise OutputError(problem) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            remedy = "espere a que termine, o deténgala, y vuelva a correr"
            raise WarehouseError(Problem(str(folder), found, "", remedy)) from None
        except OSError:
            pass
        yield
    finally:
        os.close(handle)


class Workspace:
    """<project>/.memoria/: never delivered, and safe to delete but for the key (`llave`)."""

    def __init__(self, project_folder: Path) -> None:
        self.folder = project_folder / NAME
        self.shelf = self.folder / "partes"
        self.key = self.folder / "llave"

    def tokens(self) -> Tokens:
        """Raises OutputError where the key cannot be kept."""
        try:
            return Tokens(load_or_make_key(self.key))
        except OSError as error:
            raise OutputError(self._unusable(error)) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One run at a time. Raises WarehouseError where another has it; the system frees it if
        that dies."""
        try:
            self.shelf.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(self._unusable(error)) from error
        self._close()
        with exclusive(self.folder, "otra corrida de memoria está trabajando en este proyecto"):
            for left in self.folder.glob(f"*{DRAFT}"):  # of a run that was killed
                shelf.remove(left)
            yield

    def _close(self) -> None:
        """To others, also where an earlier run, a copy or a restored backup left it open."""
        for path, mode in ((self.folder, 0o700), (self.key, 0o600)):
            with suppress(OSError):  # not there yet, or somebody else's
                path.chmod(mode)

    def _unusable(self, error: OSError) -> Problem:
        return Problem(
            where=str(self.folder),
            found=f"no se puede escribir ({reason(error)})",
            expected="una carpeta donde guardar la llave y lo ya leído",
            remedy="dé permiso de escritura en la carpeta del proyecto o libere espacio",
        )
