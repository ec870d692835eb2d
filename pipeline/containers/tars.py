"""A tar, of whatever compression → its members, in one pass."""

import sys
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Protocol, Self, cast

from pipeline.containers import base
from pipeline.containers.base import BROKEN, DamageError, Text, raise_if_of_disk
from pipeline.containers.members import Stream, member

_HELD = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
_MOST_HELD = 1 << 20  # bytes of what a tar says of a member, which is read at once


def members(pieces: Iterator[bytes], kind: str) -> Iterator[Text]:
    """Regular files only: no link is followed, no name is a path."""
    source = Stream(pieces, padding=2 * base.READ)
    try:
        with tarfile.open(fileobj=cast("BinaryIO", source), mode="r|", tarinfo=_Header) as archive:
            while entry := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # or all would stay in memory
                if entry.isreg() and (file := archive.extractfile(entry)):
                    body = _of_tar(cast("_Readable", file), entry, source)
                    yield member(entry.name, kind, entry.size, body)
                    if source.end < entry.offset_data + entry.size:
                        return  # its reader has been told
    except (tarfile.TarError, *BROKEN) as error:
        raise_if_of_disk(error)
        raise DamageError(source.broken or _of_a_tar(source)) from error
    if source.end < archive.offset + tarfile.BLOCKSIZE:
        raise DamageError(source.broken or _of_a_tar(source))
    for _ in pieces:  # what compresses it may be damaged where the tar has nothing more
        pass


def _of_a_tar(source: "Stream") -> str:
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


def _of_tar(file: "_Readable", entry: tarfile.TarInfo, source: "Stream") -> Iterator[bytes]:
    """A member's text, to where the archive ends or breaks off."""
    at = entry.offset_data
    while piece := file.read1(base.READ):
        kept = max(0, source.end - at)
        yield from filter(None, [piece[:kept]])
        if kept < len(piece):
            raise DamageError(source.broken or "el archivo que lo contiene está cortado")
        at += len(piece)


class _Readable(Protocol):
    def read1(self, size: int) -> bytes: ...
