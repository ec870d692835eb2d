"""Log files → Parquet parts, one folder a log, kept until the log or the way of reading it changes.

A folder appears whole, by rename, when every line of its log is in it; so a run that was killed
leaves nothing that the next could mistake for done. A log that has only grown is read from where
the earlier run stopped.

    <key>/source.json             what was read (see source.py)
    <key>/sello.json              what lies here (see shelf.py)
    <key>/hit-<line>.parquet      time, client, path, referer, vhost, agent (as ids), method…
    <key>/reject-<line>.parquet
    <key>/torn-<line>.parquet     as hit, ends (see torn.py)
    <key>/long_line-<line>.parquet line, length
    <key>/client-<line>.parquet   client, network (as tokens), country, region
    <key>/path-<line>.parquet     id, text: the texts behind the ids; likewise referer, vhost, agent
    <key>/attack-<line>.parquet   line, attack: the requests that fit a signature, if any

<line> is the number of the first line of the block.
"""

import secrets
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader
from itertools import groupby
from pathlib import Path
from typing import Protocol

from pipeline import parquet, steps, workers
from pipeline import shelf as shelves
from pipeline import source as sources
from pipeline.containers import ContainerError, DamageError, texts
from pipeline.errors import LogError, OutputError, Problem
from pipeline.lines import Block, Start, blocks, last_directive
from pipeline.logfile import LogFile, Seen
from pipeline.parse import Counts, Parsed, parse_block
from pipeline.places import Places
from pipeline.privacy import Tokens
from pipeline.refusals import reason
from pipeline.remote import Place
from pipeline.source import Source
from pipeline.steady import changed, steady, up_to
from pipeline.storage import link


@dataclass(frozen=True, slots=True)
class Parts:
    """A log's folder of parts and its counts. blocks: their first lines, as in the names of files.
    again: read anew, for what was kept of it was damaged."""

    log: LogFile
    folder: Path
    counts: Counts
    blocks: Sequence[str]
    again: bool = False


class Progress(Protocol):
    """Called with the bytes of log files, and the lines in them, done since the last call; without
    lines where these had been done before."""

    def __call__(self, done: int, lines: int = ..., /) -> object: ...


def make(
    logs: Sequence[LogFile],
    tokens: Tokens,
    shelf: Path,
    progress: Progress = lambda *_: None,
    places: Places | None = None,
) -> list[Parts]:
    """The parts of every log, parsed unless they are on the shelf. Raises LogError, OutputError.

    All logs are one stream of blocks, so that many small ones keep every worker as busy as a large
    one.
    """
    run = _Run(tokens, places or Places(), shelf, progress)
    try:
        for item, counts in workers.ordered(run.parse, run.blocks(logs)):
            run.finish(item, counts)
    finally:
        run.discard()
    return [run.done[log.name] for log in logs]


@dataclass(slots=True)
class Draft:
    """A folder in the making."""

    log: LogFile
    folder: Path
    whole: Counts
    start: Start
    tail: Counts = field(default_factory=Counts)
    grown: bool = False

    def add(self, block: Block, counts: Counts) -> None:
        if block.data and not block.data.endswith(b"\n"):
            self.tail = counts
        else:
            self.whole += counts
            self.start = Start(block.end, block.first + counts.lines, last_directive(block))

    def source(self, way: str) -> Source:
        log = self.log
        start = self.start if log.appendable else None
        return Source(self.whole, self.tail, start, log.name, log.size, log.sha256, way)


@dataclass(frozen=True, slots=True)
class Item:
    """One block of one log; the last one of a log completes its folder."""

    draft: Draft
    block: Block
    read: int
    last: bool


class _Run:
    """The drafts of one call of `make`."""

    def __init__(self, tokens: Tokens, places: Places, shelf: Path, progress: Progress) -> None:
        self.done: dict[str, Parts] = {}
        self._tokens, self._places = tokens, places
        self._shelf, self._progress = shelf, progress
        self._drafts: set[Path] = set()
        self._damaged: set[Path] = set()

    def blocks(self, logs: Sequence[LogFile]) -> Iterator[Item]:
        """Every block of the logs that are not on the shelf; an archive is read once for all of
        its."""
        for path, group in groupby(logs, key=lambda log: log.path):
            missing = {log.member: log for log in group if not self._is_shelved(log)}
            if missing:
                yield from self._of_file(path, missing)

    def _is_shelved(self, log: LogFile) -> bool:
        folder = self._folder(log)
        source = sources.shelved(folder)
        if folder.exists() and not (source and shelves.intact(folder)):
            shelves.remove(folder)
            self._damaged.add(folder)
            source = None
        if source:
            self.done[log.name] = Parts(log, folder, source.counts, blocks_of(folder.iterdir()))
            steps.worked("log", "kept", log.name)
            self._progress(log.size)
        return source is not None

    def _of_file(self, path: Place, missing: dict[str | None, LogFile]) -> Iterator[Item]:
        first = next(iter(missing.values()))
        with explained(first), path.open("rb") as file:
            if None in missing:
                yield from self._of_log(file, first)
                return
            with suppress(DamageError):  # between its members, as discover has told
                for text in texts(file):
                    if log := missing.pop(text.member, None):
                        pieces = steady(log, file, text.pieces)
                        yield from items(self._draft(log, None), blocks(pieces))
            if missing:
                raise changed(first)

    def _of_log(self, file: BufferedReader, log: LogFile) -> Iterator[Item]:
        draft = self._draft(log, self._earlier(log))
        if log.appendable:
            # Only what had its digest taken: the server may be writing more at this moment.
            file.seek(draft.start.offset)
            pieces = up_to(log, file)
        else:
            pieces = next(texts(file)).pieces
        self._progress(draft.start.offset)
        pieces = steady(log, file, pieces)
        yield from items(draft, blocks(pieces, file.tell, start=draft.start))

    def _draft(self, log: LogFile, earlier: tuple[Path, Source] | None) -> Draft:
        """A new folder, with what is still right of the parts of the log's beginning."""
        folder = self._folder(log)
        draft = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.tmp")
        self._drafts.add(draft)
        draft.mkdir(parents=True)
        if earlier is None:
            return Draft(log, draft, Counts(), Start())
        old, source = earlier
        assert source.start is not None
        for part in old.glob("*.parquet"):
            if _first_line(part) < source.start.line:
                link(part, draft / part.name)
        return Draft(log, draft, source.whole, source.start, grown=True)

    def _earlier(self, log: LogFile) -> tuple[Path, Source] | None:
        """The parts of the longest beginning of the log."""
        if not log.appendable or not log.heads:
            return None
        found = [
            (folder, source)
            for folder, source in sources.every(self._shelf)
            if source.start
            and source.way == self._way(log)
            and log.heads.get(source.size) == source.sha256
            and shelves.intact(folder)
        ]
        return max(found, key=lambda pair: pair[1].size, default=None)

    def parse(self, item: Item) -> tuple[Item, Counts]:
        return item, parse_into(item.draft, item.block, self._tokens, self._places)

    def finish(self, item: Item, counts: Counts) -> None:
        """Adds a block's counts; after the last block of a log its folder gets its name."""
        draft = item.draft
        draft.add(item.block, counts)
        self._progress(item.read, counts.lines)
        if item.last:
            self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        log, folder = draft.log, self._folder(draft.log)
        source = draft.source(self._way(log))
        with explained(log):
            sources.write(draft.folder, source)
            shelves.seal(draft.folder)
            if not folder.exists():
                draft.folder.rename(folder)
        self.done[log.name] = Parts(
            log, folder, source.counts, blocks_of(folder.iterdir()), again=folder in self._damaged
        )
        steps.worked("log", "grown" if draft.grown else "made", log.name)

    def discard(self) -> None:
        for draft in self._drafts:
            shutil.rmtree(draft, ignore_errors=True)

    def _folder(self, log: LogFile) -> Path:
        return self._shelf / sources.key_of(log, self._way(log))

    def _way(self, log: LogFile) -> str:
        return sources.way_of(log, self._tokens, self._places)


def parse_into(draft: Draft, block: Block, tokens: Tokens, places: Places) -> Counts:
    """Writes the parts of a block. Raises LogError, OutputError."""
    with explained(draft.log):
        parsed = parsed_of(draft.log, block)
        parquet.write(draft.folder, block.first, parsed, tokens, places)
    return parsed.counts(block.damage)


def parsed_of(log: LogFile, block: Block) -> Parsed:
    """A block of the log, read as the log is."""
    return parse_block(
        block,
        log.format,
        log.zone,
        log.forwarded,
        mixed=log.detection is not None or log.pseudonymised,
        pseudonymised=log.pseudonymised,
    )


def items(draft: Draft, found: Iterator[Block]) -> Iterator[Item]:
    """At least one, also for an empty log."""
    waiting, read = None, draft.start.offset
    empty = Block(draft.start.line, b"", 0, draft.start.directive, draft.start.offset)
    for block in found:
        if waiting:
            yield Item(draft, waiting, waiting.read - read, last=False)
            read = waiting.read
        waiting = block
    yield Item(draft, waiting or empty, max(0, draft.log.size - read), last=True)


def blocks_of(files: Iterable[Path]) -> list[str]:
    """Of a log, by the names of its files."""
    return sorted({_first(path) for path in files if path.suffix == ".parquet"})


def _first_line(part: Path) -> int:
    return int(_first(part))


def _first(part: Path) -> str:
    return part.stem.rpartition("-")[2]


@contextmanager
def explained(log: LogFile, writing: Path | None = None) -> Iterator[None]:
    """Foreign errors become ours at this border. writing: what an error that names nothing is
    about."""
    try:
        yield
    except OSError as error:
        raise _failure(log, error, writing) from error
    except ContainerError as error:
        raise LogError(Problem(log.name, str(error), "", "cópielo de nuevo")) from error


def sweep(shelf: Path, keep: Sequence[Parts]) -> None:
    """Removes what no log of the project uses any more, half-made parts of killed runs included."""
    wanted = {parts.folder.name for parts in keep}
    for folder in shelf.iterdir():
        if folder.name not in wanted:
            shelves.remove(folder)


def seen(shelf: Path) -> dict[str, list[Seen]]:
    """What earlier runs read, by the name of the log."""
    found = defaultdict(list)
    for _, source in sources.every(shelf):
        found[source.name].append(Seen(source.size, source.sha256))
    return found


def _failure(log: LogFile, error: OSError, writing: Path | None) -> LogError | OutputError:
    if error.filename is not None and str(log.path) == str(error.filename):
        problem = Problem(log.name, f"no se puede leer ({reason(error)})", "", "revise el disco")
        return LogError(problem)
    problem = Problem(
        where=str(error.filename2 or error.filename or writing or "disco"),  # 2: of a copy
        found=f"no se puede escribir ({reason(error)})",
        remedy="libere espacio o revise los permisos, y vuelva a correr: lo ya leído se conserva",
    )
    return OutputError(problem)
