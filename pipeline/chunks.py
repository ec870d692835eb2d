"""The parts of logs as tasks: each reads a chunk of a log, from one cut to the next, to parts in a
folder of its own; then all folders of a log are joined to that which `parts.make` would make.

What a chunk holds is known to the byte when its task is made, so a line belongs to one chunk,
whatever its length, and has the number it has in the whole log. A chunk's folder is a log's (see
parts.py), but for source.json:

    <key>.<byte>/chunk.json       counts of its whole lines and of a last one without an end, and
                                  where reading can go on
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from pathlib import Path

from pipeline import cluster as clusters
from pipeline import parquet, parts, shelf, steps, storage, workers
from pipeline import source as sources
from pipeline.cluster import Cluster
from pipeline.containers import text_from, texts
from pipeline.cuts import Cut
from pipeline.lines import Block, blocks
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.parts import Draft, Parts, Progress
from pipeline.places import Places
from pipeline.privacy import Tokens
from pipeline.source import Read
from pipeline.steady import changed, stamp, up_to
from pipeline.workers import Task
from pipeline.workspace import Workspace

FILE = "chunk.json"
SHELF, PLACES = "partes", "lugares"
"""Folders of the storage."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A log's lines from a cut to `end`, a byte of its text; to its own end where that is None.

    size: bytes of the file, about.
    """

    log: LogFile
    cut: Cut = Cut()  # noqa: RUF009
    end: int | None = None
    size: int = 0

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.log.name}, desde el renglón {self.cut.start.line:,}"

    @property
    def span(self) -> str:
        """Names it among those of its log."""
        return f"{self.cut.start.offset:x}-{self.end or 0:x}"


def of(log: LogFile) -> tuple[Chunk, ...]:
    """All of the log, in order."""
    begun = (Cut(), *log.cuts)
    ends = [(cut.start.offset, cut.at) for cut in log.cuts]
    sizes = (
        at - cut.at for cut, at in zip(begun, [*(at for _, at in ends), log.size], strict=True)
    )
    texts_end = [*(offset for offset, _ in ends), None]
    return tuple(map(Chunk, [log] * len(begun), begun, texts_end, sizes))


@contextmanager
def joined(address: str, where: str | None, workspace: Workspace) -> Iterator[Cluster]:
    """The cluster behind that scheduler, with the folders of this project. where: a shared path or
    a URL; the project's own folder, which the workers must then see, where None. Raises
    SettingsError, OutputError."""
    folder = f"memoria-{workspace.tokens().fingerprint}" if where else "."
    with clusters.joined(address, where or str(workspace.folder), folder, workspace.folder) as one:
        yield one


def make(
    logs: Sequence[LogFile],
    tokens: Tokens,
    cluster: Cluster,
    progress: Progress = lambda *_: None,
    places: Path | None = None,
) -> list[Parts]:
    """As parts.make, on a cluster. places: the file, which travels by the storage. Raises LogError,
    OutputError, SettingsError."""
    given, known = _given(places, cluster), Places(places)
    keys = [f"{SHELF}/{sources.key_of(log, sources.way_of(log, tokens, known))}" for log in logs]
    with storage.explained(cluster.storage):
        there = cluster.storage.names(SHELF)
    missing = {key: log for key, log in zip(keys, logs, strict=True) if key not in there}
    chunks = {_name(key, chunk): chunk for key, log in missing.items() for chunk in of(log)}
    tasks = [
        Task(given, name, partial(_read, chunk, tokens), chunk.title)
        for name, chunk in chunks.items()
    ]
    for key, log in zip(keys, logs, strict=True):
        if key in there:
            progress(log.size)
    for _ in cluster.perform(tasks, lambda task: _told(cluster, task, chunks, progress)):
        pass
    ways = {key: sources.way_of(log, tokens, known) for key, log in missing.items()}
    join = partial(_join, cluster, ways)
    for _ in workers.ordered(lambda pair: join(*pair), missing.items()):
        pass
    return [
        _fetched(cluster, key, log, made=key in missing)
        for key, log in zip(keys, logs, strict=True)
    ]


def _given(places: Path | None, cluster: Cluster) -> tuple[str, ...]:
    """The file of places as an input of tasks."""
    if places is None:
        return ()
    name = f"{PLACES}/{Places(places).digest[:32]}"
    with storage.explained(cluster.storage):
        if not cluster.storage.has(name):
            with cluster.storage.drafted(name, cluster.scratch) as draft:
                shutil.copyfile(places, draft / PLACES)
    return (name,)


def _name(key: str, chunk: Chunk) -> str:
    return f"{key}.{chunk.span}"


def _read(chunk: Chunk, tokens: Tokens, inputs: tuple[Path, ...], folder: Path) -> None:
    """The task of a chunk."""
    read(chunk, tokens, Places(*(path / PLACES for path in inputs)), folder)


def _told(cluster: Cluster, task: Task, chunks: Mapping[str, Chunk], progress: Progress) -> None:
    with storage.explained(cluster.storage):
        done = _facts(cluster, task.output)
    progress(chunks[task.output].size, done.counts.lines)


def _facts(cluster: Cluster, name: str) -> Read:
    return Read.load(cluster.storage.read(name, FILE))


def _join(cluster: Cluster, ways: Mapping[str, str], key: str, log: LogFile) -> None:
    """The folder of a log of those of its chunks."""
    names = [_name(key, chunk) for chunk in of(log)]
    with storage.explained(cluster.storage):
        done = [_facts(cluster, name) for name in names]
        whole = sum((one.whole for one in done), Counts())
        last = done[-1]
        assert last.start, "a chunk can always be read on"
        draft = Draft(log, cluster.scratch, whole, last.start, last.tail)
        with cluster.storage.joined(key, names, cluster.scratch) as folder:
            sources.write(folder, draft.source(ways[key]))


def _fetched(cluster: Cluster, key: str, log: LogFile, *, made: bool) -> Parts:
    """With as much as is needed of a log whose hits others count."""
    with storage.explained(cluster.storage):
        folder = cluster.storage.fetched(key, cluster.scratch, _of_few)
        blocks = parts.blocks_of(map(Path, cluster.storage.files(key)))
    source = sources.shelved(folder)
    assert source, "what is there is whole"
    steps.worked("log", "made" if made else "kept", log.name)
    return Parts(log, folder, source.counts, blocks)


def _of_few(file: str) -> bool:
    return file == sources.FILE or file.startswith(f"{parquet.REJECT}-")


def bring(cluster: Cluster, read: Sequence[Parts]) -> list[Parts]:
    """The same, with all their files where this machine reads them. Raises OutputError."""
    with storage.explained(cluster.storage):
        names = [f"{SHELF}/{one.folder.name}" for one in read]
        folders = [cluster.storage.fetched(name, cluster.scratch) for name in names]
    return [replace(one, folder=folder) for one, folder in zip(read, folders, strict=True)]


def sweep(cluster: Cluster, keep: Sequence[Parts]) -> None:
    """Removes from the storage what no log of the project uses any more."""
    wanted = {one.folder.name for one in keep}
    with storage.explained(cluster.storage):
        for name in cluster.storage.names(SHELF):
            if name.rpartition("/")[2].partition(".")[0] not in wanted:
                cluster.storage.remove(name)
    for folder in (cluster.scratch / storage.PARTIAL / SHELF).glob("*"):
        if folder.name not in wanted:
            shelf.remove(folder)


def read(chunk: Chunk, tokens: Tokens, places: Places, folder: Path) -> None:
    """Writes the chunk's parts and chunk.json. Raises LogError and OutputError."""
    draft = Draft(chunk.log, folder, Counts(), chunk.cut.start)
    with parts.explained(chunk.log):
        for item in parts.items(draft, blocks_of(chunk)):
            draft.add(item.block, parts.parse_into(draft, item.block, tokens, places))
        (folder / FILE).write_text(Read(draft.whole, draft.tail, draft.start).dump())


def blocks_of(chunk: Chunk) -> Iterator[Block]:
    """The blocks of the whole log that are in the chunk. Raises LogError, OSError and
    ContainerError."""
    with chunk.log.path.open("rb") as file:
        pieces = _steady(chunk.log, file, _text(chunk, file))
        yield from blocks(pieces, file.tell, start=chunk.cut.start)


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
