"""A file as it lies on the disk → the texts of the logs in it: plain, compressed, or in an archive.

What a file is, its first bytes say: names lie. Nothing is unpacked to the disk, never more than a
piece at a time to memory, and the names within an archive are only shown, never used as paths.
"""

import bz2
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, Protocol, cast

import zstandard
from isal import igzip_lib

PIECE = 4 << 20
"""Bytes of text that a decompressor may give at once, however little it was given."""

_READ = 1 << 20
_STEP = 4096
_XZ_MEMORY = 256 << 20  # what `xz -9` needs, four times
_LONGEST_ZSTD_WINDOW = 1 << 27  # what `zstd --long` asks for

GZIP, BZIP2, XZ, ZSTD, ZIP = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_HEADER = 512
"""Bytes of a tar header, the longest that must be seen to know what a file is."""

_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"\x1f\x9d": "compress (.Z)",
    b"\x04\x22\x4d\x18": "lz4",
    b"LZIP": "lzip",
}


_IGZIP_ERROR = cast("type[Exception]", igzip_lib.IsalError)  # the stub does not say it is a class
_BROKEN = (
    EOFError, OSError, ValueError, struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile,
    _IGZIP_ERROR, zstandard.ZstdError,
)  # fmt: skip
"""What the libraries raise over data that are not what they should be."""


class DamageError(Exception):
    """The text cannot be followed further; the message is for the user."""


class ContainerError(Exception):
    """The file or one of its members is packed in a way that is not read; for the user."""


@dataclass(frozen=True, slots=True)
class Text:
    """One log. member: its name within the archive, None where the file is the log itself.

    compression: `plain`, `gzip`, `bzip2`, `xz`, `zstd`; within archives `zip` or `tar`, and a `+`
    and the archive's own or the member's. size: of the member, in bytes as it stands in the archive
    unpacked; 0 where the file is the log itself. pieces: raise DamageError where the text breaks
    off, ContainerError where it cannot be read at all; none is empty.
    """

    member: str | None
    compression: str
    size: int
    pieces: Iterator[bytes]


def texts(file: BufferedReader) -> Iterator[Text]:
    """The logs of a file opened for reading, in their order; each before the next, or not at all.

    Raises ContainerError, DamageError (an archive that breaks off between its members) and OSError.
    """
    start = file.peek(_HEADER)[:_HEADER]
    if start.startswith((ZIP, _EMPTY_ZIP)):
        yield from _zip(file)
        return
    kind, pieces = _opened(file, start)
    pieces, head = _with_head(pieces)
    if _is_tar(head):
        yield from _tar(pieces, "tar" if kind == "plain" else f"tar+{kind}")
    else:
        yield Text(None, kind, 0, pieces)


def compression_of(start: bytes) -> str:
    """`plain` or the kind of compression, from the first bytes. Raises ContainerError."""
    for magic, name in _FOREIGN.items():
        if start.startswith(magic):
            raise ContainerError(f"está comprimido con {name}, que no se lee")
    return next((kind for kind, (magic, _) in _KINDS.items() if start.startswith(magic)), "plain")


def _opened(file: BinaryIO, start: bytes) -> tuple[str, Iterator[bytes]]:
    kind = compression_of(start)
    return kind, _plain(file) if kind == "plain" else _KINDS[kind][1](file)


def _plain(file: BinaryIO, step: int = _READ) -> Iterator[bytes]:
    while piece := file.read(step):
        yield piece


def _with_head(pieces: Iterator[bytes]) -> tuple[Iterator[bytes], bytes]:
    """The same pieces, and what a tar header would be of them; a break is left for their reader."""
    taken: list[bytes] = []
    error: DamageError | None = None
    try:
        while sum(map(len, taken)) < _HEADER and (piece := next(pieces, b"")):
            taken.append(piece)
    except DamageError as met:
        error = met
    return _again(taken, error, pieces), b"".join(taken)[:_HEADER]


def _again(
    taken: list[bytes], error: DamageError | None, pieces: Iterator[bytes]
) -> Iterator[bytes]:
    yield from taken
    if error:
        raise error
    yield from pieces


# -- compressed streams


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
class _Members:
    """A compression whose files are members one after the other, possibly with zeros after one.

    step: bytes that are given at once.
    """

    name: str
    make: Callable[[], _Decompressor]
    step: int = _READ

    def __call__(self, file: BinaryIO) -> Iterator[bytes]:
        start = file.tell() if file.seekable() else None
        given = 0
        try:
            for text in self._inflate(_plain(file, self.step)):
                given += len(text)
                yield text
        except _BROKEN as error:
            raise_if_of_disk(error)
            if start is None:  # within an archive, which cannot be read twice
                raise DamageError(f"el {self.name} está dañado") from None
            yield from self._salvage(file, start, given)
            raise DamageError(
                f"el {self.name} está dañado antes del byte {file.tell():,}"
            ) from None

    def _inflate(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        inflater: _Decompressor | None = None
        taken = 0
        for piece in pieces:
            taken += len(piece)
            rest = piece
            while rest or (inflater and not inflater.needs_input and not inflater.eof):
                if inflater is None or inflater.eof:
                    rest = rest.lstrip(b"\0") if inflater else rest
                    if not rest:
                        break
                    inflater = self.make()
                text = inflater.decompress(rest, PIECE)
                rest = inflater.unused_data if inflater.eof else b""
                if text:
                    yield text
        if inflater is not None and not inflater.eof:
            raise DamageError(
                f"el {self.name} está cortado: termina en el byte {taken:,} sin su cierre"
            )

    def _salvage(self, file: BinaryIO, start: int, given: int) -> Iterator[bytes]:
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

    def _good_steps(self, file: BinaryIO, start: int) -> int:
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
            yield from self._inflate(steps)
        except (*_BROKEN, DamageError):
            return


def _steps_to(file: BinaryIO, whole: int) -> Iterator[bytes]:
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


_KINDS = {
    "gzip": (GZIP, _Members("gzip", lambda: igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_GZIP))),
    "bzip2": (BZIP2, _Members("bzip2", bz2.BZ2Decompressor)),
    "xz": (XZ, _Members("xz", lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY))),
    "zstd": (ZSTD, _Members("zstd", _Zstd, step=1024)),
}


# -- archives


def _is_tar(head: bytes) -> bool:
    """The check sum of a header's 512 bytes is right: no text is so by chance."""
    try:
        tarfile.TarInfo.frombuf(head, tarfile.ENCODING, "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _tar(pieces: Iterator[bytes], kind: str) -> Iterator[Text]:
    """Regular files only: no link is followed, no name is a path."""
    source = _Guarded(lambda _: next(pieces, b""))
    try:
        with tarfile.open(fileobj=BufferedReader(source), mode="r|") as archive:
            for entry in archive:
                if entry.isreg() and (file := archive.extractfile(entry)):
                    yield _member(entry.name, kind, entry.size, cast("_Readable", file))
    except (tarfile.TarError, *_BROKEN) as error:
        raise DamageError(source.broken or "el tar está dañado o cortado") from error
    if source.broken:
        raise DamageError(source.broken)


def _zip(file: BinaryIO) -> Iterator[Text]:
    if not file.seekable():
        raise ContainerError("un zip no se puede leer por la entrada estándar: pase el archivo")
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise_if_of_disk(error)
        raise ContainerError("es un zip dañado o cortado: le falta su índice") from None
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        try:
            yield _member(entry.filename, "zip", entry.file_size, _zipped(archive, entry))
        except ContainerError as error:
            pieces = _refused(str(error))
            yield Text(_shown(entry.filename), "zip", entry.file_size, pieces)


def _zipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> "_Readable":
    try:
        return cast("_Readable", archive.open(entry))
    except NotImplementedError:
        raise ContainerError("está comprimido con un método de zip que no se lee") from None
    except RuntimeError:
        raise ContainerError("está cifrado con contraseña") from None
    except _BROKEN as error:
        raise_if_of_disk(error)
        raise ContainerError("su entrada en el zip está dañada") from None


def _refused(why: str) -> Iterator[bytes]:
    """Pieces of which the first says why there are none."""
    return map(_refuse, [why])


def _refuse(why: str) -> bytes:
    raise ContainerError(why)


def _member(name: str, kind: str, size: int, file: "_Readable") -> Text:
    """A member of an archive, which may itself be compressed, but no archive."""
    source = _Guarded(file.read1)  # gives what there is before a break
    reader = BufferedReader(source, _READ)
    start = reader.peek(_HEADER)[:_HEADER]
    own, pieces = _opened(reader, start)
    pieces, head = _with_head(pieces)
    if _is_tar(head) or start.startswith(ZIP):
        pieces = _refused("es un archivo de archivos dentro de otro: extráigalo primero")
    shown = kind if own == "plain" else f"{kind}+{own}"
    return Text(_shown(name), shown, size, _to_the_break(pieces, source))


def _to_the_break(pieces: Iterator[bytes], source: "_Guarded") -> Iterator[bytes]:
    """The damage of the archive explains that of what it holds."""
    try:
        yield from pieces
    except DamageError as error:
        raise DamageError(source.broken or str(error)) from None
    if source.broken:
        raise DamageError(source.broken)


class _Readable(Protocol):
    def read1(self, size: int) -> bytes: ...


class _Guarded(RawIOBase):
    """A stream that ends where its source breaks, and then says so in `broken`."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        super().__init__()
        self.broken: str | None = None
        self._read, self._rest = read, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = self._more(len(buffer))
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def _more(self, size: int) -> bytes:
        if self.broken:
            return b""
        try:
            return self._read(size)
        except DamageError as error:
            self.broken = str(error)
        except (tarfile.TarError, *_BROKEN) as error:
            raise_if_of_disk(error)
            self.broken = "el archivo que lo contiene está dañado o cortado"
        return b""


def raise_if_of_disk(error: Exception) -> None:
    """bz2 tells of broken data with OSError, as the system does of a broken disk."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error


def _shown(name: str) -> str:
    """A member's name as text for people: never a path, and no character that does something."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
