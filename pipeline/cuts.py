"""Where a large log can be begun besides at its beginning, so that several workers may read it at
once: where a block of a plain one begins (see lines.blocks), and one of a compressed one after a
member of it (a block of bgzip, a frame of zstd).

Found while all of the log goes by; what a reader must know there is noted then: the line's number
and the W3C directive in force.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader

from pipeline.containers import DamageError, placed
from pipeline.lines import MARKS, Block, Start, blocks

CHUNK = 256 << 20
"""Bytes of a file that are read as one task."""

PATIENCE = 64 << 20
"""Bytes of a compressed log in which another member must begin; else the rest is one."""


BEGINNING = Start()


@dataclass(frozen=True, slots=True)
class Cut:
    """A line at which a log can be begun. at: byte of the file where to open it; skip: bytes of
    text from there to the line."""

    start: Start = BEGINNING
    at: int = 0
    skip: int = 0


def of_plain(pieces: Iterator[bytes], size: int) -> Iterator[Cut]:
    """At the first block after every `size` bytes. pieces: the whole log; all are taken."""
    return _due(blocks(pieces), size, lambda offset: (offset, 0))


def of_packed(file: BufferedReader, kind: str, size: int) -> Iterator[Cut]:
    """At the first block after the first member that begins after every `size` bytes of the file.

    None where a mark says that the text's bytes are others than those that are read. Raises
    OSError.
    """
    members = _Members()
    pieces = members.of(file, kind)
    first = next(pieces, b"")
    if first and not first.startswith(MARKS):
        yield from _due(blocks(_after(first, pieces)), size, members.above)


def _due(
    found: Iterator[Block], size: int, above: Callable[[int], tuple[int, int]]
) -> Iterator[Cut]:
    """above: of a byte of the text, where to open the file for it, and what is to be skipped."""
    due, end = size, 0
    for block in found:
        at, skip = above(end)
        if at >= due:
            yield Cut(Start(end, block.first, block.directive), at, skip)
            due = at + size
        end = block.end


def _after(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


class _Members:
    """Where the members of a compressed log begin, in the file and in the text, as it goes by."""

    def __init__(self) -> None:
        self._begun = deque([(0, 0)])

    def of(self, file: BufferedReader, kind: str) -> Iterator[bytes]:
        """The text, as far as members follow one another."""
        offset = 0
        try:
            for at, piece in placed(file, kind):
                if at != self._begun[-1][1]:
                    self._begun.append((offset, at))
                if file.tell() - at > PATIENCE:
                    return
                offset += len(piece)
                yield piece
        except DamageError:
            return

    def above(self, offset: int) -> tuple[int, int]:
        """Offsets must not fall from one call to the next."""
        while len(self._begun) > 1 and self._begun[1][0] <= offset:
            self._begun.popleft()
        text, at = self._begun[0]
        return at, offset - text
