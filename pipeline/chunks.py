"""The parts of logs as tasks: each reads a chunk of a log, from one cut to the next, to parts in a
folder of its own; then all folders of a log are joined to that which `parts.make` would make.

What a chunk holds is known to the byte when its task is made, so a line belongs to one chunk,
whatever its length, and has the number it has in the whole log. A chunk's folder is a log's (see
parts.py), but for source.json:

    <key>.<byte>/chunk.json       counts of its whole lines and of a last one without an end, and
                                  where reading can go on
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path

from pipeline import parts
from pipeline.containers import text_from, texts
from pipeline.cuts import Cut
from pipeline.lines import BLOCK, Start, blocks
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.parts import Draft
from pipeline.places import Places
from pipeline.privacy import Tokens
from pipeline.steady import changed, stamp, up_to

FILE = "chunk.json"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A log's lines from a cut to `end`, a byte of its text; to its own end where that is None.

    size: bytes of the file, about.
    """

    log: LogFile
    cut: Cut = Cut()  # noqa: RUF009
    end: int | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What chunk.json says."""

    whole: Counts
    tail: Counts
    start: Start


def of(log: LogFile) -> tuple[Chunk, ...]:
    """All of the log, in order."""
    begun = (Cut(), *log.cuts)
    ends = [(cut.start.offset, cut.at) for cut in log.cuts]
    sizes = (
        at - cut.at for cut, at in zip(begun, [*(at for _, at in ends), log.size], strict=True)
    )
    texts_end = [*(offset for offset, _ in ends), None]
    return tuple(map(Chunk, [log] * len(begun), begun, texts_end, sizes))


def read(chunk: Chunk, tokens: Tokens, places: Places, folder: Path, block: int = BLOCK) -> None:
    """Writes the chunk's parts and chunk.json. block: bytes at once. Raises LogError and
    OutputError."""
    draft = Draft(chunk.log, folder, Counts(), chunk.cut.start)
    with parts.explained(chunk.log), chunk.log.path.open("rb") as file:
        pieces = _steady(chunk.log, file, _text(chunk, file))
        found = blocks(pieces, file.tell, block, chunk.cut.start)
        for item in parts.items(draft, found):
            draft.add(item.block, parts.parse_into(draft, item.block, tokens, places))
        done = _Read(draft.whole, draft.tail, draft.start)
        text = json.dumps(asdict(done), default=datetime.isoformat)
        (folder / FILE).write_text(text)


def _text(chunk: Chunk, file: BufferedReader) -> Iterator[bytes]:
    log, cut = chunk.log, chunk.cut
    if log.member is not None:
        return next(text.pieces for text in texts(file) if text.member == log.member)
    if log.appendable:
        file.seek(cut.at)
        return _up_to(up_to(log, file), chunk)
    pieces = text_from(file, log.compression, cut.at, cut.start.offset - cut.skip)
    return _up_to(_without(pieces, cut.skip), chunk)


def _steady(log: LogFile, file: BufferedReader, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces. Raises LogError where the log is not what had its digest taken: by size and
    date, which all machines see alike; to take the digest again would be to read all of it."""
    if log.stamp and log.stamp[1:3] != stamp(file)[1:3]:
        raise changed(log)
    yield from pieces
    if log.stamp and log.stamp[1:3] != stamp(file)[1:3]:
        raise changed(log)


def _up_to(pieces: Iterator[bytes], chunk: Chunk) -> Iterator[bytes]:
    """No further than the chunk; the rest is not even looked at."""
    if chunk.end is None:
        yield from pieces
        return
    left = chunk.end - chunk.cut.start.offset
    while left and (piece := next(pieces, b"")):
        yield piece[:left]
        left -= min(left, len(piece))
    if left:
        raise changed(chunk.log)


def _without(pieces: Iterator[bytes], skip: int) -> Iterator[bytes]:
    for piece in pieces:
        if skip < len(piece):
            yield piece[skip:]
        skip = max(0, skip - len(piece))
