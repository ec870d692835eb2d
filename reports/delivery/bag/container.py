"""The bookkeeping of a zip, read before any library does: how much there is, and that every byte of
it belongs to an entry that both of its lists describe alike.

Programs differ in which of the two lists of a zip they believe, the one at its end or the headers
before each file: a zip whose lists differ would be another delivery to another program.
"""

import stat
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from zipfile import ZipInfo

from pipeline.errors import Problem
from reports.delivery.bag.names import shown

UNIX = 3
MODE = (stat.S_IFREG | 0o644) << 16
"""What our zips say of each file: by which system, of which kind, and that all may read it."""

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_HEADER = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_UNKNOWN = 0xFFFFFFFF  # the true number stands elsewhere
_DESCRIBED_AFTER = 0x08  # size and digest follow the content
_DESCRIPTION = (0, 12, 16, 20, 24)  # bytes that may follow it then
_VERSIONS = (10, 20, 45)  # of the format, as far as stored and deflated files need it
_DIRECTORY_OF_ONE = 400  # bytes of a list for each file, more than any of ours takes
_LARGE = 0x0001  # sizes that do not fit in 32 bits
_HARMLESS = (_LARGE, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875)
"""What may be added to a header: sizes, dates and owners. Some programs take another name, the
target of a link or a key from other additions, and some do not know them."""


@dataclass(frozen=True, slots=True)
class Container:
    """directory: where the list at the end begins, which is where the last file must end. manners:
    what the list says of each file that is no business of its content: by which program and for
    which version, its date, its kind and permissions, how long its comment is."""

    directory: int
    manners: frozenset[tuple[int, ...]]

    @property
    def repacked(self) -> bool:
        """Another program made it, or somebody has changed what is no content."""
        ours = {(UNIX << 8 | version, version, 0, MODE, 0) for version in _VERSIONS[1:]}
        found = {(*row[:2], *row[4:]) for row in self.manners}
        return not found <= ours or len({row[2:4] for row in self.manners}) > 1

    def problems(self, entries: Sequence[ZipInfo], file: IO[bytes]) -> Iterator[Problem]:
        """Headers that contradict the list, and bytes that belong to no file or to several."""
        end = 0
        spare: tuple[int, ...] = (0,)
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset - end not in spare:
                found = "empieza donde no termina el anterior: hay bytes ocultos o compartidos"
                yield Problem(shown(entry.orig_filename), found)
            length, differs = _header(entry, file)
            if differs:
                found = f"sus dos encabezados no dicen lo mismo ({differs})"
                yield Problem(shown(entry.orig_filename), found)
            end = entry.header_offset + length + entry.compress_size
            spare = _DESCRIPTION if entry.flag_bits & _DESCRIBED_AFTER else (0,)
        if self.directory - end not in spare:
            yield Problem("entrega", "hay bytes que no son de ningún archivo")


def container(file: IO[bytes], size: int, files: int) -> Container | Problem:
    """Of a file of that size, with at most so many files in it."""
    end = _end_of(file, size)
    if end is None:
        return Problem("", "no es un zip entero", "un zip que termina en su lista de archivos")
    count, length, start, listed_until = end
    if count > files or length > files * _DIRECTORY_OF_ONE:
        return Problem("", f"dice tener {count:,} archivos", f"a lo más {files:,}")
    if start + length != listed_until:
        return Problem("", "hay bytes antes o después de lo que es zip", "solo el zip")
    file.seek(start)
    manners = _manners(file.read(length))
    if manners is None or len(manners) != count:
        return Problem("", "su lista de archivos está dañada", f"{count:,} archivos")
    return Container(start, frozenset(manners))


def _manners(directory: bytes) -> list[tuple[int, ...]] | None:
    """A row a file; None where the list is no list, or says that files are elsewhere."""
    found: list[tuple[int, ...]] = []
    at = 0
    while at < len(directory):
        if at + _LISTED.size > len(directory):
            return None
        magic, made, needed, _, _, time, day, _, _, _, *rest = _LISTED.unpack_from(directory, at)
        name, extra, comment, disk, internal, external, _ = rest
        if magic != b"PK\1\2" or disk:
            return None
        found.append((made, needed, time, day, internal, external, comment))
        at += _LISTED.size + name + extra + comment
    return found if at == len(directory) else None


def _end_of(file: IO[bytes], size: int) -> tuple[int, int, int, int] | None:
    """(files, bytes of the list, its beginning, its end); None where it is not as we write it:
    nothing may follow, no comment either."""
    if size < _END.size:
        return None
    file.seek(size - _END.size)
    magic, *disks, here, count, length, start, comment = _END.unpack(file.read(_END.size))
    if magic != b"PK\5\6" or comment or any(disks) or here != count:
        return None
    end = size - _END.size
    return _end64(file, end - _LOCATOR.size) or (count, length, start, end)


def _end64(file: IO[bytes], locator: int) -> tuple[int, int, int, int] | None:
    """The same of a zip that is too big for the short record, which it precedes; None where there
    is none. Libraries believe it wherever it stands, whatever the short one says."""
    if locator < _END64.size:
        return None
    file.seek(locator)
    magic, *located = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if magic != b"PK\6\7":
        return None
    end = locator - _END64.size
    file.seek(end)
    magic, size, _, _, *disks, here, count, length, start = _END64.unpack(file.read(_END64.size))
    good = (magic, size, disks, located, here) == (b"PK\6\6", 44, [0, 0], [0, end, 1], count)
    return (count, length, start, end) if good else (0, 0, 0, 0)


def _header(entry: ZipInfo, file: IO[bytes]) -> tuple[int, str]:
    """(its length, what it says otherwise than the list at the end)."""
    file.seek(entry.header_offset)
    block = file.read(_HEADER.size)
    if len(block) < _HEADER.size:
        return 0, "falta"
    magic, needed, flags, method, *stamp, crc, packed, size, name, extra = _HEADER.unpack(block)
    after = bool(flags & _DESCRIBED_AFTER)
    own, added = file.read(name), _added(file.read(extra))
    encoding = "utf-8" if flags & 0x800 else "cp437"
    checks = {
        "firma": magic == b"PK\3\4",
        "nombre": own.decode(encoding, "replace") == entry.orig_filename,
        "versión": needed in _VERSIONS,
        "fecha": tuple(stamp) == _stamp(entry),
        "modo": (flags, method) == (entry.flag_bits, entry.compress_type),
        "suma": crc == entry.CRC or (after and not crc),
        "tamaño": size in (entry.file_size, _UNKNOWN) or (after and not size),
        "tamaño empacado": packed in (entry.compress_size, _UNKNOWN) or (after and not packed),
        "tamaños grandes": _large(entry, size, packed, added) or after,
        "agregados": added.keys() | _added(entry.extra).keys() <= set(_HARMLESS),
        "tamaño guardado": bool(entry.compress_type) or entry.compress_size == entry.file_size,
    }
    return _HEADER.size + name + extra, ", ".join(what for what, good in checks.items() if not good)


def _added(extra: bytes) -> dict[int, bytes]:
    """What stands behind a name, by its kind; of kind -1 what is no such list."""
    found: dict[int, bytes] = {}
    while extra:
        kind, length = struct.unpack_from("<2H", extra) if len(extra) >= 4 else (-1, 0)
        if kind in found or 4 + length > len(extra):
            return {-1: extra}
        found[kind] = extra[4 : 4 + length]
        extra = extra[4 + length :]
    return found


def _large(entry: ZipInfo, size: int, packed: int, added: Mapping[int, bytes]) -> bool:
    """Sizes that a header leaves to what is added to it are those of the list."""
    pairs = ((size, entry.file_size), (packed, entry.compress_size))
    expected = b"".join(struct.pack("<Q", true) for told, true in pairs if told == _UNKNOWN)
    return added.get(_LARGE, b"").startswith(expected)


def _stamp(entry: ZipInfo) -> tuple[int, int]:
    """Time and date as a zip packs them."""
    year, month, day, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second >> 1, (year - 1980) << 9 | month << 5 | day
