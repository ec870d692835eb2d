"""The text of a log → blocks of whole, numbered lines in valid UTF-8, in bounded memory.

Nothing is dropped here: bytes that are not UTF-8 become `\\xHH`, the way Apache itself writes them.
"""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import polars as pl

from pipeline.containers import GZIP, XZ, ZSTD, DamageError

BLOCK = 16 << 20
"""Bytes of text in a block: large enough to amortise a call, small enough that several fit in
memory."""

LONGEST_LINE = 1 << 20
"""Bytes of the longest line that is read; a longer one is one reject, however long."""

MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)
"""Begin texts whose bytes in the file are others than those that are read."""

DIRECTIVE = b"#Fields:"
"""Begins the line that says, in W3C logs, what the lines below it hold."""

_LONGEST_DIRECTIVE = 1 << 14
_PACKED = (GZIP, ZSTD, XZ, b"BZh", b"x")  # what Polars may take for a compressed file


@dataclass(frozen=True, slots=True)
class Start:
    """Where to go on in a log: byte of the text, number of its line, and the directive in force."""

    offset: int = 0
    line: int = 1
    directive: str | None = None


@dataclass(frozen=True)
class Block:
    """Whole lines: `first` is the number (from 1) of the first; `data` ends in a newline, but for a
    last line without one, which is a block of its own.

    read: bytes of the file taken so far, for progress. directive: the W3C directive in force above
    the block. end: byte of the text after the block. damage: on the last block of a container that
    is cut or broken, where and how, in Spanish; every byte before the break has been read.
    """

    first: int
    data: bytes
    read: int = 0
    directive: str | None = None
    end: int = 0
    damage: str | None = None

    @cached_property
    def lines(self) -> int:
        return count_lines(self.data)


def blocks(
    pieces: Iterator[bytes],
    tell: Callable[[], int] = lambda: 0,
    size: int | None = None,
    start: Start = Start(),
) -> Iterator[Block]:
    """The text's lines in blocks: each has those that begin from one multiple of `size` bytes of
    the text to the next, so that wherever reading begins its blocks are those of the whole.

    tell: how much of the file is read. start: where the pieces begin. size: BLOCK where None.
    Raises OSError and ContainerError.
    """
    # Only where a text begins can it have a mark: further down the same bytes are a line's own.
    pieces = pieces if start.offset else _utf8(pieces)
    yield from _whole_lines(pieces, tell, size or BLOCK, start)


def head(pieces: Iterator[bytes], size: int = 1 << 18) -> pl.Series:
    """The first lines, for detection; a cut stream gives what there is."""
    for block in blocks(pieces, size=size):
        return text_lines(block.data)
    return pl.Series("line", dtype=pl.String)


def text_lines(data: bytes) -> pl.Series:
    """Block bytes → one string a line, without line ends (LF or CRLF); NULs made visible as
    `\\x00`."""
    try:
        line = _read_lines(data)
    except pl.exceptions.ComputeError:
        line = _read_lines(data.decode("utf-8", "backslashreplace").encode())
    if b"\0" in data:
        # After a crash a block of padding stands before the next line: the line itself is whole.
        line = line.str.replace(r"^\x00+([^\x00])", "$1").str.replace_all("\0", "\\x00")
    return line


def _read_lines(data: bytes) -> pl.Series:
    """Polars inflates what begins like a compressed file; a block never is one."""
    if data.startswith(_PACKED):
        return pl.read_lines(b"\n" + data).get_column("line").slice(1)
    return pl.read_lines(data).get_column("line")


def count_lines(data: bytes) -> int:
    """Newlines, and one more for a last line without."""
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))


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


def _whole_lines(
    pieces: Iterator[bytes], tell: Callable[[], int], size: int, start: Start
) -> Iterator[Block]:
    """Pieces of any size → blocks that end at line ends; a line over LONGEST_LINE is kept only up
    to there."""
    number, directive, at = start.line, start.directive, start.offset
    held, rest = list[bytes](), b""
    ended, due, damage = at, _due(at, size), list[str]()
    for piece in _until_damage(pieces, damage):
        at, begin = at + len(piece), 0
        while cut := piece.find(b"\n", max(begin, len(piece) - 1 - (at - due))) + 1:
            data = b"".join([*held, rest, memoryview(piece)[begin:cut]])
            ended = at - len(piece) + cut
            block = Block(number, data, tell(), directive, ended)
            yield block
            number += block.lines
            directive = last_directive(block)
            held, rest, begin, due = [], b"", cut, _due(ended, size)
        if cut := piece.rfind(b"\n", begin) + 1:
            held += [rest, piece[begin:cut]]
            rest, ended = piece[cut:], at - len(piece) + cut
        else:
            rest = _kept(rest + piece[begin:])
    how = damage[0] if damage else None
    if held:
        block = Block(number, b"".join(held), tell(), directive, ended, None if rest else how)
        yield block
        number += block.lines
        directive = last_directive(block)
    if rest or (how and not held):
        yield Block(number, rest, tell(), directive, at, how)


def _due(offset: int, size: int) -> int:
    """Where the block that begins there has to end, or with the line that is being read then."""
    return (offset // size + 1) * size


def _until_damage(pieces: Iterator[bytes], damage: list[str]) -> Iterator[bytes]:
    """As far as there are pieces; adds why there are no more."""
    try:
        yield from pieces
    except DamageError as error:
        damage.append(str(error))


def last_directive(block: Block) -> str | None:
    """The one in force below the block."""
    data = block.data
    at = data.rfind(b"#")
    while at >= 0 and not (data.startswith(DIRECTIVE, at) and _begins_a_line(data, at)):
        at = data.rfind(b"#", 0, at)
    if at < 0:
        return block.directive
    line = data[at : at + _LONGEST_DIRECTIVE].partition(b"\n")[0]
    return str(text_lines(line).item())


def _begins_a_line(data: bytes, at: int) -> bool:
    """Also after padding."""
    while at and data[at - 1] == 0:
        at -= 1
    return at == 0 or data[at - 1] == ord("\n")


def _kept(rest: bytes) -> bytes:
    """Of a line without its end yet: all, or what shows that it is too long. Padding before a line
    is no length."""
    if len(rest) > LONGEST_LINE and (line := rest.lstrip(b"\0")) and len(line) < len(rest):
        rest = b"\0" + line
    return rest[: LONGEST_LINE + 1]
