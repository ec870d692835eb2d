"""A zip → its members, each with what stands before a break."""

import bz2
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import SEEK_END
from typing import BinaryIO

from isal import igzip_lib

from pipeline.containers.base import (
    BROKEN,
    ContainerError,
    DamageError,
    Source,
    Text,
    plain,
    raise_if_of_disk,
)
from pipeline.containers.compressed import KINDS, Members
from pipeline.containers.members import ZIP, member

_HEADER = struct.Struct("<26x2H")


def members(file: BinaryIO) -> Iterator[Text]:
    if not file.seekable():
        raise ContainerError("un zip no se puede leer por la entrada estándar: pase el archivo")
    try:
        entries = zipfile.ZipFile(file).infolist()
    except (NotImplementedError, OverflowError, *BROKEN) as error:
        raise_if_of_disk(error)
        raise ContainerError("es un zip dañado o cortado: le falta su índice") from None
    for entry in entries:
        if not entry.is_dir():
            yield member(entry.filename, "zip", entry.file_size, _zipped(file, entry))


def _zipped(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's text. Not by zipfile, which keeps to itself what stands before a break."""
    if entry.flag_bits & 1:
        raise ContainerError("está cifrado con contraseña")
    if entry.compress_type not in _METHODS:
        raise ContainerError("está comprimido con un método de zip que no se lee")
    header = b""
    if 0 <= entry.header_offset < file.seek(0, SEEK_END):
        file.seek(entry.header_offset)
        header = file.read(_HEADER.size)
    if not header.startswith(ZIP[0]) or len(header) < _HEADER.size:
        raise ContainerError("su entrada en el zip está dañada")
    start = entry.header_offset + _HEADER.size + sum(_HEADER.unpack(header))
    checksum = 0
    for piece in _METHODS[entry.compress_type](_Part(file, start, entry.compress_size)):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if checksum != entry.CRC:
        raise DamageError("el zip está dañado: la suma de comprobación no es la de su texto")


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


_METHODS: dict[int, Callable[[Source], Iterator[bytes]]] = {
    0: plain,
    8: Members("zip", lambda: igzip_lib.IgzipDecompressor(igzip_lib.DECOMP_DEFLATE)),
    12: Members("zip", bz2.BZ2Decompressor),
    93: KINDS["zstd"],
    95: KINDS["xz"],
}
