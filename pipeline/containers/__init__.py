"""A file as it lies on the disk → the texts of the logs in it: plain, compressed, or in an archive.

What a file is, its first bytes say: names lie. Nothing is unpacked to the disk, never more than a
piece at a time to memory, and the names within an archive are only shown, never used as paths.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import SEEK_END, BufferedReader

from pipeline.containers import tars, zips
from pipeline.containers.base import (
    BROKEN,
    ContainerError,
    DamageError,
    Text,
    plain,
    raise_if_of_disk,
)
from pipeline.containers.compressed import BZIP2, GZIP, KINDS, XZ, ZSTD, compression_of
from pipeline.containers.members import HEADER, ZIP, distinct, is_tar, with_head

__all__ = [
    "BZIP2", "GZIP", "XZ", "ZIP", "ZSTD", "ContainerError", "DamageError", "Text", "placed",
    "text_from", "texts",
]  # fmt: skip

MOST_TIMES, ALWAYS = 1000, 1 << 30
"""How many times its size a file may give, and how many bytes it always may: no log is so much
alike, and what is made to fill a disk or a night gives more."""


def texts(file: BufferedReader) -> Iterator[Text]:
    """The logs of a file opened for reading, in their order; each before the next, or not at all.

    Raises ContainerError, DamageError (an archive that breaks off between its members) and OSError.
    """
    room = _room(file)
    file.seek(0)
    for text in _texts(file):
        yield replace(text, pieces=room.of(text.pieces))


def placed(file: BufferedReader, kind: str) -> Iterator[tuple[int, bytes]]:
    """The text of a compressed log, each piece with the byte of the file at which its member
    begins. Raises DamageError and OSError."""
    left = _room(file).left
    file.seek(0)
    try:
        for at, piece in KINDS[kind].placed(file):
            left -= len(piece)
            if left < 0:
                return
            yield at, piece
    except BROKEN as error:
        raise_if_of_disk(error)
        raise DamageError(kind) from None


def text_from(file: BufferedReader, kind: str, at: int, offset: int) -> Iterator[bytes]:
    """The text of a file that is one log, from byte `at` of the file on, where a member begins.

    offset: bytes of text above. Raises DamageError and OSError.
    """
    room = _room(file)
    room.left -= offset
    file.seek(at)
    return room.of(_inflated(file, kind))


def _texts(file: BufferedReader) -> Iterator[Text]:
    start = file.peek(HEADER)[:HEADER]
    if start.startswith(ZIP):
        yield from distinct(zips.members(file))
        return
    kind = compression_of(start)
    pieces, head = with_head(_inflated(file, kind))
    if is_tar(head):
        yield from distinct(tars.members(pieces, "tar" if kind == "plain" else f"tar+{kind}"))
    else:
        yield Text(None, kind, 0, pieces)


def _inflated(file: BufferedReader, kind: str) -> Iterator[bytes]:
    return plain(file) if kind == "plain" else KINDS[kind](file)


@dataclass
class _Room:
    """What is left of the bytes that a file may give, all its members together."""

    left: int

    def of(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.left -= len(piece)
            if self.left < 0:
                raise DamageError(f"se desempaca a más de {MOST_TIMES:,} veces su tamaño")
            yield piece


def _room(file: BufferedReader) -> _Room:
    return _Room(max(ALWAYS, MOST_TIMES * file.seek(0, SEEK_END)))
