"""Log files → Parquet parts, one folder a log, kept until the log or the way of reading it changes.

A folder appears whole, by rename, when every line of its log is in it; so a run that was killed
leaves nothing that the next could mistake for done. A log that has only grown is read from where
the earlier run stopped.

    <key>/source.json             what was read (see Source)
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

import errno
import json
import secrets
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from pipeline import own_code, steps, workers
from pipeline import shelf as shelves
from pipeline.containers import ContainerError, DamageError, texts
from pipeline.errors import LogError, OutputError, Problem
from pipeline.lines import Block, Start, blocks, last_directive
from pipeline.logfile import LogFile, Seen
from pipeline.parse import Counts, Parsed, parse_block
from pipeline.places import Places
from pipeline.privacy import Tokens, networks_of
from pipeline.pseudonyms import networks_of_pseudonyms
from pipeline.refusals import reason, system_error
from pipeline.remote import Place
from pipeline.steady import changed, steady, up_to
from pipeline.storage import link
from pipeline.texts import TEXTS, harmless_line, kept

SOURCE, REJECT = "source.json", "reject"

READERS = (
    "containers/*.py", "lines.py", "cuts.py", "chunks.py", "formats/*.py", "formats/readers/*.py",
    "parse.py", "clients.py",
    "privacy.py", "attacks.py", "attacks.toml", "places.py", "parts.py", "texts.py", "torn.py",
    "marks.py", "pseudonyms.py",
)  # fmt: skip
"""What decides how bytes are read: when one of these files changes, parts are made again."""


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


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the parts in a folder; its source.json.

    name, size, sha256: of the log. way: all else that decides what the parts hold (see `_way`).
    whole: counts of the lines that ended; tail: of a last line that had no end yet. start: where
    reading can go on should the log grow; None where it cannot.
    """

    name: str
    size: int
    sha256: str
    way: str
    whole: Counts
    tail: Counts
    start: Start | None

    @property
    def counts(self) -> Counts:
        return self.whole + self.tail


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
        source = shelved(folder)
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
            for folder, source in _sources(self._shelf)
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
        source = source_of(draft, self._way(log))
        with explained(log):
            write_source(draft.folder, source)
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
        return self._shelf / key_of(log, self._way(log))

    def _way(self, log: LogFile) -> str:
        return way_of(log, self._tokens, self._places)


def key_of(log: LogFile, way: str) -> str:
    """The name of the log's folder: everything that decides what the parts hold."""
    return sha256(f"{log.sha256} {way}".encode()).hexdigest()[:32]


def way_of(log: LogFile, tokens: Tokens, places: Places) -> str:
    """How a log is read: all but its bytes."""
    believed = log.forwarded.spec if log.forwarded else None
    facts = (
        own_code.digest(READERS),
        pl.__version__,
        log.format.spec,
        log.detection is not None,
        log.zone,
        believed,
        tokens.fingerprint,
        places.digest,
        log.pseudonymised and log.name,  # two of a delivery may have equal bytes
    )
    return sha256(json.dumps(facts).encode()).hexdigest()[:32]


def parse_into(draft: Draft, block: Block, tokens: Tokens, places: Places) -> Counts:
    """Writes the parts of a block. Raises LogError, OutputError."""
    with explained(draft.log):
        parsed = parsed_of(draft.log, block)
        _write(draft.folder, block.first, parsed, tokens, places)
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
    for _, source in _sources(shelf):
        found[source.name].append(Seen(source.size, source.sha256))
    return found


def _sources(shelf: Path) -> Iterator[tuple[Path, Source]]:
    for folder in sorted(shelf.glob("*")):
        if folder.suffix != ".tmp" and (source := shelved(folder)):
            yield folder, source


def _write(folder: Path, first: int, parsed: Parsed, tokens: Tokens, places: Places) -> None:
    # Torn lines are no hits; other tools take some of them for such, and their texts are needed.
    torn = parsed.torn
    records = pl.concat([parsed.hits, torn.drop("ends")]) if torn.height else parsed.hits
    if records.height:
        texts = kept(records, tokens.seed)
        client = tokens.of(records.get_column("client"))
        hits = texts.select(
            "time",
            client.alias("client"),
            (client ^ texts.get_column("agent_id").fill_null(0)).alias("visitor"),
            *(f"{name}_id" for name in TEXTS),
            "method",
            "status",
            "bytes",
            "duration_us",
            line="line_no",
            clock_offset="clock_offset",
        )
        store(hits.head(parsed.hits.height), folder / f"hit-{first:012}.parquet")
        if torn.height:
            ended = hits.tail(torn.height).with_columns(torn.get_column("ends"))
            store(ended, folder / f"torn-{first:012}.parquet")
        networks = networks_of_pseudonyms if parsed.delivered else networks_of
        clients = _clients(records.get_column("client"), client, tokens, places, networks)
        store(clients, folder / f"client-{first:012}.parquet")
        attacks = texts.select("attack", line="line_no").select("line", "attack")
        if attacks.get_column("attack").null_count() < attacks.height:
            store(attacks.drop_nulls(), folder / f"attack-{first:012}.parquet")
        for name in TEXTS:
            distinct = texts.select(id=f"{name}_id", text=name).drop_nulls("id").unique("id")
            store(distinct, folder / f"{name}-{first:012}.parquet")
    if parsed.long_lines.height:
        long_lines = parsed.long_lines.rename({"line_no": "line"})
        store(long_lines, folder / f"long_line-{first:012}.parquet")
    if parsed.rejects.height:
        text = pl.col("line") if parsed.delivered else harmless_line()
        store(
            parsed.rejects.select("line_no", "reason", text=text),
            folder / f"{REJECT}-{first:012}.parquet",
        )


def _clients(
    addresses: pl.Series,
    client: pl.Series,
    tokens: Tokens,
    places: Places,
    networks: Callable[[pl.Series], pl.Series],
) -> pl.DataFrame:
    """client, network: tokens of the distinct addresses and of their networks; and where they
    are."""
    distinct = pl.DataFrame({"client": client, "address": addresses.fill_null("")}).unique("client")
    address = distinct.get_column("address")
    found = distinct.select("client", network=tokens.of(networks(address)))
    return found.hstack(places.of(address))


def store(frame: pl.DataFrame, path: Path) -> None:
    """Raises OSError, which Polars has its own words for."""
    try:
        frame.write_parquet(path, compression="lz4", statistics=False)
    except pl.exceptions.ComputeError as error:
        known = system_error(error) or OSError(errno.EIO, "el disco no aceptó los datos")
        raise OSError(known.errno, known.strerror, str(path)) from error


def source_of(draft: Draft, way: str) -> Source:
    log = draft.log
    start = draft.start if log.appendable else None
    return Source(log.name, log.size, log.sha256, way, draft.whole, draft.tail, start)


def write_source(folder: Path, source: Source) -> None:
    text = json.dumps(asdict(source), default=datetime.isoformat)
    (folder / SOURCE).write_text(text)


def shelved(folder: Path) -> Source | None:
    """What a folder says that it holds, if it says so at all."""
    try:
        (folder / shelves.SEAL).stat()
        data = json.loads((folder / SOURCE).read_text())
        start = data.pop("start")
        whole, tail = counts_of(data.pop("whole")), counts_of(data.pop("tail"))
        return Source(**data, whole=whole, tail=tail, start=Start(**start) if start else None)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def counts_of(data: dict[str, Any]) -> Counts:
    for name in ("first", "last"):
        data[name] = data[name] and datetime.fromisoformat(data[name])
    return Counts(**data)


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
