"""A file of a bag, wherever it lies: in a folder, or in a zip."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from pipeline.errors import DeliveryError, Problem
from reports.delivery.bag.names import shown

STEP = 1 << 20
SMALL = 256 << 20

Progress = Callable[[int], None]
"""Called with the bytes done since the last call."""


def unseen(_: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """path: below the bag's folder, with «/». size: bytes, as declared; no stream gives more."""

    path: str
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]

    def blocks(self) -> Iterator[bytes]:
        """The content, a MiB at a time. Raises DeliveryError where it is not of its size."""
        left = self.size
        with self.open() as stream:
            while block := stream.read(min(STEP, left + 1)):
                left -= len(block)
                if left < 0:
                    break
                yield block
        if left:
            found = f"no mide los {self.size:,} bytes que declara"
            raise DeliveryError(Problem(shown(self.path), found))

    def content(self, most: int = SMALL) -> bytes:
        """All of it, for files that fit in memory. Raises DeliveryError where it is over `most`."""
        if self.size > most:
            found, expected = f"mide {self.size:,} bytes", f"a lo más {most:,}"
            raise DeliveryError(Problem(shown(self.path), found, expected))
        return b"".join(self.blocks())

    def digest(self, progress: Progress = unseen) -> str:
        """SHA-256. Raises DeliveryError where it cannot be read."""
        found = hashlib.sha256()
        for block in self.blocks():
            found.update(block)
            progress(len(block))
        return found.hexdigest()


def of_folder(folder: Path, paths: Iterator[Path]) -> list[Piece]:
    """The files by their path below the folder, in the order of the bytes of these paths."""
    made = [
        Piece(path.relative_to(folder).as_posix(), path.stat().st_size, _opener(path))
        for path in paths
    ]
    return in_order(made)


def in_order(pieces: list[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: piece.path.encode())


def of_bytes(path: str, content: bytes) -> Piece:
    return Piece(path, len(content), lambda: BytesIO(content))


def _opener(path: Path) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: path.open("rb")
