"""A log file's bytes → blocks of whole, numbered lines in valid UTF-8, in bounded memory.

Nothing is dropped here: bytes that are not UTF-8 become `\\xHH`, the way Apache itself writes them.
"""

import codecs
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import polars as pl
from isal import isal_zlib

BLOCK = 16 << 20
"""Bytes of text in a block: large enough to amortise a call, small enough that several fit in
memory."""

LONGEST_LINE = 1 << 20
"""Bytes of the longest line that is read; a longer one is one reject, however long."""

GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_STEP = 4096
_PACKED = (GZIP, b"x", b"\x28\xb5\x2f\xfd")


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines: `first` is the number (from 1) of the first; `data` ends in a newline unless the
    file does not.

    read: bytes of the file taken so far, for progress.
    damage: on the last block of a compressed file that is cut or broken, where and how, in Spanish;
    every byte before the break has been read.
    """

    first: int
    data: bytes
    read: int = 0
    damage: str | None = None


class _DamageError(Exception):
    """The compressed stream cannot be followed further; the text is for the user."""


def compression(path: Path) -> str:
    """`gzip` or `plain`, from the first bytes: names lie."""
    with path.open("rb") as file:
        return "gzip" if file.read(2) == GZIP else "plain"


def blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """The file's lines in blocks of about `size` bytes. Raises OSError."""
    with path.open("rb") as file:
        pieces = _inflate(file) if file.read(2) == GZIP else _plain(file)
        file.seek(0)
        yield from _whole_lines(file, _utf8(pieces), size)


def head(path: Path, size: int = 1 << 18) -> pl.Series:
    """The first lines, for detection; a cut stream gives what there is."""
    for block in blocks(path, size):
        return text_lines(block.data)
    return pl.Series("line", [], pl.String)


def text_lines(data: bytes) -> pl.Series:
    """Block bytes → one string a line, without line ends (LF or CRLF); NULs made visible as
    `\\x00`."""
    try:
        line = _read_lines(data)
    except pl.exceptions.ComputeError:
        line = _read_lines(data.decode("utf-8", "backslashreplace").encode())
    if b"\0" in data:
        # After a crash a block of padding stands before the next line: the line itself is whole.
        line = line.str.replace(r"^\x00+([^\x00])", "$1").str.replace_all(
            "\0", "\\x00", literal=True
        )
    return line


def _read_lines(data: bytes) -> pl.Series:
    """Polars inflates what begins like a compressed file; a block never is one."""
    if data.startswith(_PACKED):
        return pl.read_lines(b"\n" + data).get_column("line").slice(1)
    return pl.read_lines(data).get_column("line")


def count_lines(data: bytes) -> int:
    """Newlines, and one more for a last line without."""
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(1 << 20):
        yield piece


def _inflate(file: BinaryIO) -> Iterator[bytes]:
    """Every member of a gzip file, never more than a block at a time; zero bytes after one are
    padding."""
    inflater, start, given = None, 0, 0
    for piece in _plain(file):
        rest = piece
        while rest or (inflater and not inflater.eof):
            if inflater is None or inflater.eof:
                rest = rest.lstrip(b"\0") if inflater else rest
                if not rest:
                    break
                inflater = isal_zlib.decompressobj(_GZIP_WINDOW)
                start, given = file.tell() - len(rest), 0
            try:
                text = inflater.decompress(rest, BLOCK)
            except isal_zlib.error:  # type: ignore[misc]  # the stub does not say it is a class
                end = file.tell()
                yield from _salvage(file, start, given)
                raise _DamageError(f"el gzip está dañado antes del byte {end:,}") from None
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            given += len(text)
            if text:
                yield text
            elif not rest:
                break
    if inflater is not None and not inflater.eof:
        raise _DamageError(
            f"el gzip está cortado: termina en el byte {file.tell():,} sin su cierre"
        )


def _salvage(file: BinaryIO, start: int, given: int) -> Iterator[bytes]:
    """What a broken member holds up to its break, without the `given` bytes of text already told.

    The call that meets the break gives nothing of what it inflated before it: so again, in small
    steps.
    """
    file.seek(start)
    for text in _inflate_to_the_break(file):
        if text[given:]:
            yield text[given:]
        given = max(0, given - len(text))


def _inflate_to_the_break(file: BinaryIO) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_GZIP_WINDOW)
    while piece := file.read(_STEP):
        before = inflater.copy()
        try:
            yield inflater.decompress(piece)
        except zlib.error:
            for byte in piece:
                try:
                    yield before.decompress(bytes([byte]))
                except zlib.error:
                    return


def _utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Without a byte-order mark; UTF-16 that has one becomes UTF-8. Other bytes pass unchanged.

    No piece is empty: to the reader that would be the end.
    """
    first = next(pieces, b"")
    pieces = chain([first], pieces)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        pieces = _from_utf16(pieces)
    pieces = filter(None, pieces)
    yield from filter(None, [next(pieces, b"").removeprefix(codecs.BOM_UTF8)])
    yield from pieces


def _from_utf16(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("backslashreplace")
    for piece in pieces:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def _whole_lines(file: BinaryIO, pieces: Iterator[bytes], size: int) -> Iterator[Block]:
    """Pieces of any size → blocks that end at line ends; a line over LONGEST_LINE is kept only up
    to there."""
    number, parts, held = 1, list[bytes](), 0
    piece, damage = b"-", None
    while piece:
        try:
            piece = next(pieces, b"")
        except _DamageError as error:
            piece, damage = b"", str(error)
        parts.append(piece)
        held += len(piece)
        if piece and held < size:
            continue
        data = b"".join(parts)
        cut = data.rfind(b"\n") + 1 if piece else len(data)
        if cut or damage:
            yield Block(number, data[:cut], file.tell(), damage)
            number += count_lines(data[:cut])
        rest = _kept(data[cut:])
        parts, held = [rest], len(rest)


def _kept(rest: bytes) -> bytes:
    """Of a line without its end yet: all, or what shows that it is too long. Padding is no
    length."""
    if len(rest) > LONGEST_LINE and rest.startswith(b"\0"):
        rest = b"\0" + rest.lstrip(b"\0")
    return rest[: LONGEST_LINE + 1]
