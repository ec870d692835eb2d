"""A file as it lies on the disk → the texts of the logs in it: plain, compressed, or in an archive.

What a file is, its first bytes say: names lie. Nothing is unpacked to the disk, never more than a
piece at a time to memory, and the names within an archive are only shown, never used as paths.
"""

import bz2
import lzma
import struct
import sys
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import SEEK_END, BufferedReader, UnsupportedOperation
from typing import BinaryIO, Protocol, Self, cast

import zstandard
from isal import igzip_lib

PIECE = 4 << 20
"""Bytes of text that a decompressor may give at once, however little it was given."""

MOST_TIMES, ALWAYS = 1000, 1 << 30
"""How many times its size a file may give, and how many bytes it always may: no log is so much
alike, and what is made to fill a disk or a night gives more."""

_READ = 1 << 20
_STEP = 4096
_XZ_MEMORY = 256 << 20  # what `xz -9` needs, four times
_LONGEST_ZSTD_WINDOW = 1 << 27  # what `zstd --long` asks for

GZIP, XZ, ZSTD, ZIP = b"\x1f\x8b", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
BZIP2 = tuple(b"BZh%d" % level for level in range(1, 10))
_EMPTY_ZIP = b"PK\x05\x06"
_HELD = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
_MOST_HELD = 1 << 20  # bytes of what a tar says of a member, which is read at once
_HEADER = 512
"""Bytes of a tar header, the longest that must be seen to know what a file is."""

_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"\x1f\x9d": "compress (.Z)",
    b"\x04\x22\x4d\x18": "lz4",
    b"LZIP\x01": "lzip",
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
        for at, piece in _KINDS[kind][1].placed(file):
            left -= len(piece)
            if left < 0:
                return
            yield at, piece
    except _BROKEN as error:
        raise_if_of_disk(error)
        raise DamageError(kind) from None


def text_from(file: BufferedReader, kind: str, at: int, offset: int) -> Iterator[bytes]:
    """The text of a file that is one log, from byte `at` of the file on, where a member begins.

    offset: bytes of text above. Raises DamageError and OSError.
    """
    room = _room(file)
    room.left -= offset
    file.seek(at)
    return room.of(_plain(file) if kind == "plain" else _KINDS[kind][1](file))


def _texts(file: BufferedReader) -> Iterator[Text]:
    start = file.peek(_HEADER)[:_HEADER]
    if start.startswith((ZIP, _EMPTY_ZIP)):
        yield from _distinct(_zip(file))
        return
    kind, pieces = _opened(file, start)
    pieces, head = _with_head(pieces)
    if _is_tar(head):
        yield from _distinct(_tar(pieces, "tar" if kind == "plain" else f"tar+{kind}"))
    else:
        yield Text(None, kind, 0, pieces)


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


def compression_of(start: bytes) -> str:
    """`plain` or the kind of compression, from the first bytes. Raises ContainerError."""
    for magic, name in _FOREIGN.items():
        if start.startswith(magic):
            raise ContainerError(f"está comprimido con {name}, que no se lee")
    kinds = (kind for kind, (magics, _) in _KINDS.items() if start.startswith(magics))
    return next(kinds, "plain")


def _opened(file: BinaryIO, start: bytes) -> tuple[str, Iterator[bytes]]:
    kind = compression_of(start)
    return kind, _plain(file) if kind == "plain" else _KINDS[kind][1](file)


def _plain(file: "_Source", step: int = _READ) -> Iterator[bytes]:
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

    def __call__(self, file: "_Source") -> Iterator[bytes]:
        start = file.tell() if file.seekable() else None
        # What is read once only gives nothing of the step that breaks: the less, the better.
        step = self.step if start is not None else min(self.step, _STEP)
        given = 0
        try:
            for _, text in self.placed(file, step):
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

    def placed(self, file: "_Source", step: int | None = None) -> Iterator[tuple[int, bytes]]:
        """The text's pieces from where the file stands, each with the byte of the file at which its
        member begins: there too one may begin. Raises what is in _BROKEN, and DamageError."""
        start = file.tell() if file.seekable() else 0
        yield from self._inflate(_plain(file, step or self.step), start)

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

    def _salvage(self, file: "_Source", start: int, given: int) -> Iterator[bytes]:
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

    def _good_steps(self, file: "_Source", start: int) -> int:
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
        except (*_BROKEN, DamageError):
            return


def _steps_to(file: "_Source", whole: int) -> Iterator[bytes]:
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


_KINDS: dict[str, tuple[tuple[bytes, ...], _Members]] = {
    "gzip": ((GZIP,), _Members("gzip", lambda: igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_GZIP))),
    "bzip2": (BZIP2, _Members("bzip2", bz2.BZ2Decompressor)),
    "xz": ((XZ,), _Members("xz", lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY))),
    "zstd": ((ZSTD,), _Members("zstd", _Zstd, step=256)),
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
    source = _Stream(pieces, padding=2 * _READ)
    try:
        with tarfile.open(fileobj=cast("BinaryIO", source), mode="r|", tarinfo=_Header) as archive:
            while entry := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # or all would stay in memory
                if entry.isreg() and (file := archive.extractfile(entry)):
                    body = _of_tar(cast("_Readable", file), entry, source)
                    yield _member(entry.name, kind, entry.size, body)
                    if source.end < entry.offset_data + entry.size:
                        return  # its reader has been told
    except (tarfile.TarError, *_BROKEN) as error:
        raise_if_of_disk(error)
        raise DamageError(source.broken or _of_a_tar(source)) from error
    if source.end < archive.offset + tarfile.BLOCKSIZE:
        raise DamageError(source.broken or _of_a_tar(source))
    for _ in pieces:  # what compresses it may be damaged where the tar has nothing more
        pass


def _of_a_tar(source: "_Stream") -> str:
    cut = source.end < sys.maxsize
    return "el tar está cortado: le falta su final" if cut else "el tar está dañado"


class _Header(tarfile.TarInfo):
    """tarfile would take a broken header for the end, and hold a name of any length in memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        header = super().frombuf(buf, encoding, errors)
        if header.type in _HELD and header.size > _MOST_HELD:
            raise tarfile.ReadError("too long")
        return header

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(str(error)) from None


def _of_tar(file: "_Readable", entry: tarfile.TarInfo, source: "_Stream") -> Iterator[bytes]:
    """A member's text, to where the archive ends or breaks off."""
    at = entry.offset_data
    while piece := file.read1(_READ):
        kept = max(0, source.end - at)
        yield from filter(None, [piece[:kept]])
        if kept < len(piece):
            raise DamageError(source.broken or "el archivo que lo contiene está cortado")
        at += len(piece)


def _zip(file: BinaryIO) -> Iterator[Text]:
    if not file.seekable():
        raise ContainerError("un zip no se puede leer por la entrada estándar: pase el archivo")
    try:
        entries = zipfile.ZipFile(file).infolist()
    except (NotImplementedError, OverflowError, *_BROKEN) as error:
        raise_if_of_disk(error)
        raise ContainerError("es un zip dañado o cortado: le falta su índice") from None
    for entry in entries:
        if not entry.is_dir():
            yield _member(entry.filename, "zip", entry.file_size, _zipped(file, entry))


def _zipped(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's text. Not by zipfile, which keeps to itself what stands before a break."""
    if entry.flag_bits & 1:
        raise ContainerError("está cifrado con contraseña")
    if entry.compress_type not in _ZIP_METHODS:
        raise ContainerError("está comprimido con un método de zip que no se lee")
    header = b""
    if 0 <= entry.header_offset < file.seek(0, SEEK_END):
        file.seek(entry.header_offset)
        header = file.read(_ZIP_HEADER.size)
    if not header.startswith(ZIP) or len(header) < _ZIP_HEADER.size:
        raise ContainerError("su entrada en el zip está dañada")
    start = entry.header_offset + _ZIP_HEADER.size + sum(_ZIP_HEADER.unpack(header))
    checksum = 0
    for piece in _ZIP_METHODS[entry.compress_type](_Part(file, start, entry.compress_size)):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if checksum != entry.CRC:
        raise DamageError("el zip está dañado: la suma de comprobación no es la de su texto")


def _member(name: str, kind: str, size: int, pieces: Iterator[bytes]) -> Text:
    """A member of an archive, which may itself be compressed, but no archive."""
    own = "plain"
    try:
        pieces, start = _with_head(pieces)
        own, head = compression_of(start), start
        if own != "plain":
            pieces, head = _with_head(_unpacked(own, pieces))
        _require_one_log(start, head)
    except ContainerError as error:
        pieces = map(_refuse, [str(error)])
    return Text(_shown(name), kind if own == "plain" else f"{kind}+{own}", size, pieces)


def _require_one_log(start: bytes, head: bytes) -> None:
    if start.startswith((ZIP, _EMPTY_ZIP)) or _is_tar(head):
        raise ContainerError("es un archivo de archivos dentro de otro: extráigalo primero")


def _refuse(why: str) -> bytes:
    raise ContainerError(why)


def _unpacked(kind: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The damage of the archive explains that of what it holds."""
    source = _Stream(pieces)
    try:
        yield from _KINDS[kind][1](source)
    except DamageError as error:
        raise DamageError(source.broken or str(error)) from None
    if source.broken:
        raise DamageError(source.broken)


def _distinct(members: Iterable[Text]) -> Iterator[Text]:
    """An archive may hold a name twice: each log needs one of its own."""
    taken = Counter[str]()
    for text in members:
        name = plain = text.member or ""
        while name in taken:
            taken[plain] += 1
            name = f"{plain} ({taken[plain]})"
        taken[name] = 1
        yield replace(text, member=name)


class _Readable(Protocol):
    def read1(self, size: int) -> bytes: ...


class _Source(Protocol):
    """What is read of a file that something compressed lies in."""

    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, /) -> int: ...
    def tell(self) -> int: ...
    def seekable(self) -> bool: ...


class _Stream:
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


class _Part:
    """Some bytes of a file as a file of their own."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size, 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int) -> int:
        self._at = offset
        return offset

    def read(self, size: int) -> bytes:
        self._file.seek(self._start + self._at)
        data = self._file.read(min(size, self._size - self._at))
        self._at += len(data)
        return data


_ZIP_METHODS: dict[int, Callable[[_Source], Iterator[bytes]]] = {
    0: _plain,
    8: _Members("zip", lambda: igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_DEFLATE)),
    12: _Members("zip", bz2.BZ2Decompressor),
    93: _KINDS["zstd"][1],
    95: _KINDS["xz"][1],
}
_ZIP_HEADER = struct.Struct("<26x2H")


def raise_if_of_disk(error: Exception) -> None:
    """bz2 tells of broken data with OSError, as the system does of a broken disk."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error


def _shown(name: str) -> str:
    """A member's name as text for people: never a path, and no character that does something."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
