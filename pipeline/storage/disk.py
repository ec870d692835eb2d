"""Folders on a disk, which appear by a rename."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from pipeline import shelf

DRAFT, PART = ".tmp", ".parquet"

Needed = Callable[[str], bool]
"""Of files, by their names."""


def always(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Disk:
    """Folders below `root`, which everybody sees under that path."""

    root: Path

    def __str__(self) -> str:
        return str(self.root)

    def names(self, folder: str) -> set[str]:
        with suppress(FileNotFoundError):
            names = {f"{folder}/{path.name}" for path in (self.root / folder).iterdir()}
            return {name for name in names if not name.endswith(DRAFT) and self.has(name)}
        return set()

    def has(self, name: str) -> bool:
        return (self.root / name / shelf.SEAL).is_file()

    def files(self, name: str) -> list[str]:
        return [path.name for path in (self.root / name).iterdir()]

    def fetched(self, name: str, scratch: Path, needed: Needed = always) -> Path:  # noqa: ARG002
        return self.root / name

    @contextmanager
    def drafted(self, name: str, scratch: Path) -> Iterator[Path]:  # noqa: ARG002
        place = self.root / name
        draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}{DRAFT}")
        draft.mkdir(parents=True)
        try:
            yield draft
            shelf.seal(draft)
            if not self.has(name):
                shelf.remove(place)  # what a power cut left
            _rename(draft, place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    @contextmanager
    def joined(self, name: str, pieces: Sequence[str], scratch: Path) -> Iterator[Path]:
        with self.drafted(name, scratch) as draft:
            for piece in pieces:
                for file in (self.root / piece).glob(f"*{PART}"):
                    link(file, draft / file.name)
            yield draft
        for piece in pieces:
            self.remove(piece)

    def read(self, name: str, file: str) -> bytes:
        return (self.root / name / file).read_bytes()

    def file(self, name: str, file: str) -> BufferedReader:
        return (self.root / name / file).open("rb")

    def remove(self, name: str) -> None:
        shelf.remove(self.root / name)


def _rename(draft: Path, place: Path) -> None:
    try:
        draft.rename(place)
    except OSError:
        if not place.is_dir():  # else somebody was first
            raise


def link(file: Path, place: Path) -> None:
    """The same bytes under another name; a copy where the disk has no links."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)
