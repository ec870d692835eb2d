"""Where files lie that several machines work with: a folder that all of them see under one path, or
objects behind a URL (`s3://bucket/prefix`).

A folder appears whole in both: whoever is ended in the middle leaves nothing that looks like a
folder, and of two who make the same one at once each makes it whole. A disk's files are used where
they lie, objects are copied.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from pipeline.errors import OutputError, Problem
from pipeline.refusals import reason
from pipeline.remote import is_remote
from pipeline.storage.disk import Disk, Needed, always, link
from pipeline.storage.objects import PARTIAL, Objects, whole

__all__ = ["PARTIAL", "Disk", "Objects", "Storage", "explained", "link", "opened", "whole"]

_TRIED_OUT = "partes/prueba"


class Storage(Protocol):
    """Folders by names with forward slashes (`partes/3f2a…`), each whole or not there.

    All raise OSError, which `explained` makes a problem of.
    """

    def names(self, folder: str) -> set[str]:
        """Of the folders in it that are whole: `partes` → {`partes/3f2a…`}."""

    def has(self, name: str) -> bool: ...

    def files(self, name: str) -> list[str]:
        """Names of those right in it."""

    def fetched(self, name: str, scratch: Path, needed: Needed = always) -> Path:
        """Where it can be read on this machine: where it lies, or a copy in `scratch`, then of its
        files alone, and only of those that are needed (of a name always the same ones). name: also
        of a folder within one (`porciones/3f2a…/share=1`)."""

    def drafted(self, name: str, scratch: Path) -> AbstractContextManager[Path]:
        """An empty folder, which is `name` when the block ends well, unless somebody else was
        first."""

    def joined(
        self, name: str, pieces: Sequence[str], scratch: Path
    ) -> AbstractContextManager[Path]:
        """The same with all Parquet files of the pieces in it already; these are then only there
        where it needs them."""

    def read(self, name: str, file: str) -> bytes:
        """A small file of a folder."""

    def file(self, name: str, file: str) -> BufferedReader:
        """A large one."""

    def remove(self, name: str) -> None: ...


@contextmanager
def explained(where: object, remedy: str = "") -> Iterator[None]:
    """Raises OutputError for what keeps the block from using the storage."""
    try:
        yield
    except OSError as error:
        remedy = remedy or "revise que exista, sus permisos y la red, y vuelva a correr"
        found = f"no se puede usar ({reason(error)})"
        raise OutputError(Problem(str(error.filename or where), found, "", remedy)) from error


def opened(where: str, folder: str, scratch: Path) -> Storage:
    """The storage in that folder of a shared path or a URL, tried out. Raises OutputError,
    SettingsError."""
    storage: Storage = (
        Objects(f"{where.rstrip('/')}/{folder}")
        if is_remote(where)
        else Disk(Path(where).absolute() / folder)
    )
    remedy = "elija con --storage una carpeta o un bucket en que se pueda escribir"
    if is_remote(where):
        remedy += "; las credenciales son las de su nube: AWS_ACCESS_KEY_ID y demás, o ~/.aws"
    with explained(where, remedy):
        storage.remove(_TRIED_OUT)
        with storage.drafted(_TRIED_OUT, scratch) as draft:
            (draft / "vacio").write_bytes(b"")
        storage.remove(_TRIED_OUT)
    return storage
