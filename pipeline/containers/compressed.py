"""A compressed file → its text: gzip, bzip2, xz and zstd, of one member or many.

What breaks off is read again in small steps, so that nothing before the break is lost.
"""

import bz2
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import zstandard
from isal import igzip_lib

from pipeline.containers import base
from pipeline.containers.base import (
    BROKEN,
    ContainerError,
    DamageError,
    Source,
    plain,
    raise_if_of_disk,
)

PIECE = 4 << 20
"""Bytes of text that a decompressor may give at once, however little it was given."""

GZIP, XZ, ZSTD = b"\x1f\x8b", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"
BZIP2 = tuple(b"BZh%d" % level for level in range(1, 10))

_STEP = 4096
_XZ_MEMORY = 256 << 20  # what `xz -9` needs, four times
_LONGEST_ZSTD_WINDOW = 1 << 27  # what `zstd --long` asks for
_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"\x1f\x9d": "compress (.Z)",
    b"\x04\x22\x4d\x18": "lz4",
    b"LZIP\x01": "lzip",
}


def compression_of(start: bytes) -> str:
    """`plain` or the kind of compression, from the first bytes. Raises ContainerError."""
    for magic, name in _FOREIGN.items():
        if start.startswith(magic):
            raise ContainerError(f"está comprimido con {name}, que no se lee")
    return next((name for name, kind in KINDS.items() if start.startswith(kind.magics)), "plain")


class _Decompressor(Protocol):
    """As in bz2, lzma and isal.igzip_lib."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


@dataclass(frozen=True)
class Members:
    """A compression whose files are members one after the other, possibly with zeros after one.

    magics: how such a file begins. step: bytes of it that are inflated at once; base.READ where
    None.
    """

    name: str
    make: Callable[[], _Decompressor]
    magics: tuple[bytes, ...] = ()
    step: int | None = None

    def __call__(self, file: Source) -> Iterator[bytes]:
        start = file.tell() if file.seekable() else None
        # What is read once only gives nothing of the step that breaks: the less, the better.
        step = self.step if start is not None else min(self.step or base.READ, _STEP)
        given = 0
        try:
            for _, text in self.placed(file, step):
                given += len(text)
                yield text
        except BROKEN as error:
            raise_if_of_disk(error)
            if start is None:  # within an archive, which cannot be read twice
                raise DamageError(f"el {self.name} está dañado") from None
            yield from self._salvage(file, start, given)
            raise DamageError(
                f"el {self.name} está dañado antes del byte {file.tell():,}"
            ) from None

    def placed(self, file: Source, step: int | None = None) -> Iterator[tuple[int, bytes]]:
        """The text's pieces from where the file stands, each with the byte of the file at which its
        member begins: there too one may begin. Raises what is in BROKEN, and DamageError."""
        start = file.tell() if file.seekable() else 0
        yield from self._inflate(plain(file, step or self.step), start)

    def _inflate(self, pieces: Iterator[bytes], taken: int = 0) -> Iterator[tuple[int, bytes]]:
        """taken: bytes of the file that stand before the pieces."""
        inflater: _Decompressor | None = None
        member = taken
        for piece in pieces:
            taken += len(piece)
            rest = piece
            while rest or (inflater and not inflater.needs_input and not inflater.eof):
                if inflater is None or inflater.eof:
                    rest = rest.lstrip(b"\0") if inflater else rest
                    if not rest:
                        break
                    inflater, member = self.make(), taken - len(rest)
                text = inflater.decompress(rest, PIECE)
                rest = inflater.unused_data if inflater.eof else b""
                if text:
                    yield member, text
        if inflater is not None and not inflater.eof:
            raise DamageError(
                f"el {self.name} está cortado: termina en el byte {taken:,} sin su cierre"
            )

    def _salvage(self, file: Source, start: int, given: int) -> Iterator[bytes]:
        """What the file holds up to its break, without the `given` bytes of text already told.

        The call that meets the break gives nothing of what it inflated before it: so again, in
        small steps, and the last of them in single bytes.
        """
        whole = self._good_steps(file, start)
        file.seek(start)
        for text in self._until_break(_steps_to(file, whole)):
            if text[given:]:
                yield text[given:]
            given = max(0, given - len(text))

    def _good_steps(self, file: Source, start: int) -> int:
        """How many steps from `start` inflate without an error."""
        file.seek(start)
        taken = 0

        def steps() -> Iterator[bytes]:
            nonlocal taken
            while step := file.read(_STEP):
                yield step
                taken += 1

        for _ in self._until_break(steps()):
            pass
        return taken

    def _until_break(self, steps: Iterator[bytes]) -> Iterator[bytes]:
        try:
            for _, text in self._inflate(steps):
                yield text
        except (*BROKEN, DamageError):
            return


def _steps_to(file: Source, whole: int) -> Iterator[bytes]:
    """So many steps, and the next in single bytes."""
    for _ in range(whole):
        yield file.read(_STEP)
    for byte in file.read(_STEP):
        yield bytes([byte])


class _Zstd:
    """zstandard's frame by frame reader, in the shape of the others.

    It has no bound on what it gives, so it is fed little: a block of 5 bytes may hold 128 KiB.
    """

    needs_input = True  # there is no bound on what it gives: nothing is ever held back

    def __init__(self) -> None:
        tool = zstandard.ZstdDecompressor(max_window_size=_LONGEST_ZSTD_WINDOW)
        self._stream = tool.decompressobj()

    @property
    def eof(self) -> bool:
        return bool(self._stream.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._stream.unused_data)

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:  # noqa: ARG002  see above
        return bytes(self._stream.decompress(data))


KINDS = {
    kind.name: kind
    for kind in (
        Members("gzip", lambda: igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_GZIP), (GZIP,)),
        Members("bzip2", bz2.BZ2Decompressor, BZIP2),
        Members("xz", lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY), (XZ,)),
        Members("zstd", _Zstd, (ZSTD,), step=256),
    )
}
