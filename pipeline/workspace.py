"""The project's hidden folder: its key, the parts of its logs, and the lock that keeps two runs
apart."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError, Problem, WarehouseError
from pipeline.privacy import Tokens, load_or_make_key

NAME = ".memoria"


class Workspace:
    """<project>/.memoria/: never delivered, and safe to delete but for the key (`llave`)."""

    def __init__(self, project_folder: Path) -> None:
        self.folder = project_folder / NAME
        self.shelf = self.folder / "partes"

    def tokens(self) -> Tokens:
        """Raises OutputError where the key cannot be kept."""
        try:
            return Tokens(load_or_make_key(self.folder / "llave"))
        except OSError as error:
            raise OutputError(self._unusable(error)) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One run at a time. Raises WarehouseError where another has it; the system frees it if
        that dies."""
        try:
            self.shelf.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "candado").open("w")
        except OSError as error:
            raise OutputError(self._unusable(error)) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise WarehouseError(
                    Problem(
                        where=str(self.folder),
                        found="otra corrida de memoria está trabajando en este proyecto",
                        remedy="espere a que termine, o deténgala, y vuelva a correr",
                    )
                ) from None
            yield

    def _unusable(self, error: OSError) -> Problem:
        return Problem(
            where=str(self.folder),
            found=f"no se puede escribir ({error.strerror})",
            expected="una carpeta donde guardar la llave y lo ya leído",
            remedy="dé permiso de escritura en la carpeta del proyecto o libere espacio",
        )
