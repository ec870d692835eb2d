"""Logs → their lines written anew, as gzip files beside their parts.

A member a block, by libdeflate, whose output is that of its version on every machine; and blocks
are those of the whole log wherever its reading begins (see lines.blocks). So the bytes depend on
nothing but the log and the key: neither on chunks nor on who does the work. Files are kept until
the log, or the way of writing it, changes.

    partes/<key>/entrega-<writer>-<crc>.gz
    entregas/<key>.<writer>.<byte>/   of a chunk: renglones.gz, cuentas.json; gone once joined
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from importlib.metadata import version
from io import BufferedReader
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import deflate

from pipeline import chunks, own_code, shelf, storage, workers
from pipeline.chunks import Chunk
from pipeline.cluster import Cluster
from pipeline.containers import DamageError, texts
from pipeline.errors import AccountingError, OutputError, Problem
from pipeline.lines import Block, blocks
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.parts import Parts, Progress, explained
from pipeline.privacy import Tokens
from pipeline.pseudonyms import Pseudonyms
from pipeline.rewriting import rewrite
from pipeline.source import counts_of
from pipeline.steady import changed, steady, up_to
from pipeline.workers import Task

SHELF = "entregas"
"""Folder of the storage."""

_LEVEL = 6
_KEPT, _DRAFT = "entrega-", ".tmp"
_MEMBERS, _FACTS = "renglones.gz", "cuentas.json"
_WRITERS = ("members.py", "rewriting.py")
_AT_ONCE = 1 << 20


def shelved(read: Sequence[Parts]) -> dict[str, Path]:
    """What is there already, by the logs' names: under a name that tells whether a disk has lost
    something of it."""
    return {
        parts.log.name: path
        for parts in read
        for path in parts.folder.glob(f"{_KEPT}{_writer()}-*.gz")
        if _is_whole(path)
    }


def are_there(parts: Parts) -> bool:
    """Very likely: what a disk may have lost is not looked for."""
    return any(parts.folder.glob(f"{_KEPT}{_writer()}-*.gz"))


def _is_whole(path: Path) -> bool:
    try:
        return path.stem.endswith(f"-{shelf.crc32(path):08x}")
    except OSError:
        return False


def _writer() -> str:
    """What decides on the bytes, beside the parts' own key."""
    return f"{own_code.digest(_WRITERS)[:16]}-{version('deflate')}"


def _member(log: LogFile, block: Block, pseudonyms: Pseudonyms, seed: int) -> tuple[bytes, Counts]:
    """Raises AccountingError where the lines would not measure as the block does."""
    found = rewrite(log, block, pseudonyms, seed)
    return _packed(found.data), found.parsed.counts(None)


def _packed(data: bytes) -> bytes:
    return bytes(deflate.gzip_compress(data, _LEVEL))


# -- a log's file


@dataclass(slots=True)
class _Output:
    """A log's file in the making."""

    parts: Parts
    path: Path
    file: BinaryIO
    counts: Counts = field(default_factory=Counts)
    crc: int = 0

    @classmethod
    def of(cls, parts: Parts) -> "_Output":
        path = parts.folder / f"{_KEPT}{_writer()}{_DRAFT}"
        return cls(parts, path, path.open("wb"))

    def write(self, data: bytes) -> None:
        self.file.write(data)
        self.crc = zlib.crc32(data, self.crc)

    def kept(self) -> Path:
        """Under its name, once every line of the log that was measured is in it; earlier ones
        go."""
        parts = self.parts
        if not self.counts.lines:
            self.write(_packed(b""))
        self.file.close()
        if _accounted(self.counts) != _accounted(parts.counts):
            raise AccountingError(
                f"{parts.log.name}: {_accounted(parts.counts)} were measured, "
                f"{_accounted(self.counts)} are handed over"
            )
        place = self.path.with_name(f"{self.path.stem}-{self.crc:08x}.gz")
        if place.is_dir():
            shelf.remove(place)
        self.path.replace(place)
        for earlier in set(parts.folder.glob(f"{_KEPT}*")) - {place}:
            shelf.remove(earlier)
        return place

    def discard(self) -> None:
        self.file.close()
        self.path.unlink(missing_ok=True)


def _accounted(counts: Counts) -> tuple[int, ...]:
    return counts.lines, counts.hits, counts.rejects, counts.blank, counts.comments


# -- on this machine


@dataclass(frozen=True, slots=True)
class _Item:
    """A block of a log; None where the log has none left, the last of every log. read: bytes."""

    parts: Parts
    block: Block | None
    read: int = 0


def make(read: Sequence[Parts], tokens: Tokens, progress: Progress) -> dict[str, Path]:
    """The files of these logs, by the logs' names: one stream of blocks, as in parts.make. Raises
    LogError, OutputError."""
    pseudonyms = Pseudonyms(tokens)

    def packed(item: _Item) -> tuple[_Item, bytes, Counts]:
        if item.block is None:
            return item, b"", Counts()
        with explained(item.parts.log):
            return item, *_member(item.parts.log, item.block, pseudonyms, tokens.seed)

    output: _Output | None = None
    kept = {}
    try:
        for item, data, counts in workers.ordered(packed, _items(read)):
            with explained(item.parts.log, item.parts.folder):
                output = output or _Output.of(item.parts)
                output.write(data)
                output.counts += counts
                progress(item.read, counts.lines)
                if item.block is None:
                    kept[item.parts.log.name] = output.kept()
                    output = None
    finally:
        if output:
            output.discard()
    return kept


def _items(read: Sequence[Parts]) -> Iterator[_Item]:
    """Every block of the logs; an archive is read once for all of its own."""
    for path, group in groupby(read, key=lambda parts: parts.log.path):
        wanted = {parts.log.member: parts for parts in group}
        first = next(iter(wanted.values()))
        with explained(first.log), path.open("rb") as file:
            if None in wanted:
                yield from _of_file(file, first)
                continue
            with suppress(DamageError):  # between its members, as discover has told
                for text in texts(file):
                    if parts := wanted.pop(text.member, None):
                        pieces = steady(parts.log, file, text.pieces)
                        yield from _of_text(parts, blocks(pieces))
            if wanted:
                raise changed(first.log)


def _of_file(file: BufferedReader, parts: Parts) -> Iterator[_Item]:
    log = parts.log
    pieces = up_to(log, file) if log.appendable else next(texts(file)).pieces
    yield from _of_text(parts, blocks(steady(log, file, pieces), file.tell))


def _of_text(parts: Parts, found: Iterator[Block]) -> Iterator[_Item]:
    at = 0
    for block in found:
        yield _Item(parts, block, block.read - at)
        at = block.read
    yield _Item(parts, None, max(0, parts.log.size - at))


# -- on a cluster


def make_on(
    cluster: Cluster, read: Sequence[Parts], tokens: Tokens, progress: Progress
) -> dict[str, Path]:
    """The same as tasks, each a chunk of a log; here they are only joined."""
    named = {parts.log.name: _names(parts) for parts in read}
    by_name = {name: chunk for names in named.values() for name, chunk in names.items()}
    tasks = [
        Task((), name, partial(_write, chunk, tokens), chunk.title)
        for name, chunk in by_name.items()
    ]

    def told(task: Task) -> None:
        with storage.explained(cluster.storage):
            _, counts = _facts(cluster, task.output)
        progress(by_name[task.output].size, counts.lines)

    for _ in cluster.perform(tasks, told):
        pass
    kept = dict(workers.ordered(lambda one: _joined(cluster, one, [*named[one.log.name]]), read))
    with storage.explained(cluster.storage):
        for name in cluster.storage.names(SHELF):
            cluster.storage.remove(name)
    return kept


def _names(parts: Parts) -> dict[str, Chunk]:
    """Of the outputs, with what each is of, in order."""
    return {
        f"{SHELF}/{parts.folder.name}.{_writer()}.{chunk.span}": chunk
        for chunk in chunks.of(parts.log)
    }


def _write(chunk: Chunk, tokens: Tokens, inputs: tuple[Path, ...], folder: Path) -> None:  # noqa: ARG001
    """The task of a chunk."""
    total, crc, pseudonyms = Counts(), 0, Pseudonyms(tokens)
    with explained(chunk.log, folder), (folder / _MEMBERS).open("wb") as file:
        for block in chunks.blocks_of(chunk):
            data, counts = _member(chunk.log, block, pseudonyms, tokens.seed)
            file.write(data)
            total, crc = total + counts, zlib.crc32(data, crc)
    facts = {"crc": crc, "counts": asdict(total)}
    with explained(chunk.log, folder):
        (folder / _FACTS).write_text(json.dumps(facts, default=datetime.isoformat))


def _facts(cluster: Cluster, name: str) -> tuple[int, Counts]:
    facts = json.loads(cluster.storage.read(name, _FACTS))
    return facts["crc"], counts_of(facts["counts"])


def _joined(cluster: Cluster, parts: Parts, names: Sequence[str]) -> tuple[str, Path]:
    with explained(parts.log, parts.folder), storage.explained(cluster.storage):
        output = _Output.of(parts)
        try:
            for name in names:
                _add(cluster, name, output)
            return parts.log.name, output.kept()
        finally:
            output.discard()


def _add(cluster: Cluster, name: str, output: _Output) -> None:
    """The lines of a chunk. Raises OutputError where a disk has lost something of them."""
    wanted, counts = _facts(cluster, name)
    crc = 0
    with cluster.storage.file(name, _MEMBERS) as file:
        while data := file.read(_AT_ONCE):
            output.write(data)
            crc = zlib.crc32(data, crc)
    if crc != wanted:
        cluster.storage.remove(name)
        found, remedy = "lo que dejó una tarea se dañó", "vuelva a correr: se hace otra vez"
        raise OutputError(Problem(f"{cluster.storage}/{name}", found, "", remedy))
    output.counts += counts
