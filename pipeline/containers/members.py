"""A member of an archive → the text of a log: compressed itself, perhaps, but no archive."""

import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import UnsupportedOperation

from pipeline.containers.base import ContainerError, DamageError, Text
from pipeline.containers.compressed import KINDS, compression_of

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""Begin a zip; the second one that is empty."""
HEADER = 512
"""Bytes of a tar header, the longest that must be seen to know what a file is."""


def member(name: str, kind: str, size: int, pieces: Iterator[bytes]) -> Text:
    """A member of an archive, which may itself be compressed, but no archive."""
    own = "plain"
    try:
        pieces, start = with_head(pieces)
        own, head = compression_of(start), start
        if own != "plain":
            pieces, head = with_head(_unpacked(own, pieces))
        _require_one_log(start, head)
    except ContainerError as error:
        pieces = map(_refuse, [str(error)])
    return Text(_shown(name), kind if own == "plain" else f"{kind}+{own}", size, pieces)


def _require_one_log(start: bytes, head: bytes) -> None:
    if start.startswith(ZIP) or is_tar(head):
        raise ContainerError("es un archivo de archivos dentro de otro: extráigalo primero")


def _refuse(why: str) -> bytes:
    raise ContainerError(why)


def _unpacked(kind: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The damage of the archive explains that of what it holds."""
    source = Stream(pieces)
    try:
        yield from KINDS[kind](source)
    except DamageError as error:
        raise DamageError(source.broken or str(error)) from None
    if source.broken:
        raise DamageError(source.broken)


def is_tar(head: bytes) -> bool:
    """The check sum of a header's 512 bytes is right: no text is so by chance."""
    try:
        tarfile.TarInfo.frombuf(head, tarfile.ENCODING, "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def with_head(pieces: Iterator[bytes]) -> tuple[Iterator[bytes], bytes]:
    """The same pieces, and what a tar header would be of them; a break is left for their reader."""
    taken: list[bytes] = []
    error: DamageError | None = None
    try:
        while sum(map(len, taken)) < HEADER and (piece := next(pieces, b"")):
            taken.append(piece)
    except DamageError as met:
        error = met
    return _again(taken, error, pieces), b"".join(taken)[:HEADER]


def _again(
    taken: list[bytes], error: DamageError | None, pieces: Iterator[bytes]
) -> Iterator[bytes]:
    yield from taken
    if error:
        raise error
    yield from pieces


def distinct(members: Iterable[Text]) -> Iterator[Text]:
    """An archive may hold a name twice: each log needs one of its own."""
    taken = Counter[str]()
    for text in members:
        name = plain = text.member or ""
        while name in taken:
            taken[plain] += 1
            name = f"{plain} ({taken[plain]})"
        taken[name] = 1
        yield replace(text, member=name)


class Stream:
    """Pieces as a file that is only read forward. It ends where they break off, and `broken` says
    why.

    end: how many bytes there were, once they are over. padding: zeros that follow them,
    for tarfile keeps to itself what it could read of a piece.
    """

    def __init__(self, pieces: Iterator[bytes], padding: int = 0) -> None:
        self.broken: str | None = None
        self.end = sys.maxsize
        self._pieces, self._padding = pieces, padding
        self._rest, self._given = b"", 0

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self._given

    def seek(self, _: int) -> int:
        raise UnsupportedOperation("seek")

    def read(self, size: int) -> bytes:
        if not self._rest:
            self._rest = self._next()
        data, self._rest = self._rest[:size], self._rest[size:]
        self._given += len(data)
        return data

    def _next(self) -> bytes:
        if self.end == sys.maxsize:
            try:
                if piece := next(self._pieces, b""):
                    return piece
            except DamageError as error:
                self.broken = str(error)
            self.end = self._given
            return bytes(self._padding)
        return b""


def _shown(name: str) -> str:
    """A member's name as text for people: never a path, and no character that does something."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
