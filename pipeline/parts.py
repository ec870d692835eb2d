"""Log files → Parquet parts, one folder a log, kept until the log or the way of reading it changes.

A folder appears whole, by rename, when every line of its log is in it; so a run that was killed
leaves nothing that the next could mistake for done.

    <key>/source.json           the counts (parse.Counts)
    <key>/hit-000000.parquet    time, client, visitor, path, referer, vhost, agent (as ids), method…
    <key>/reject-000000.parquet
    <key>/path-000000.parquet   id, text: the texts behind the ids; likewise referer, vhost, agent
"""

import errno
import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import polars as pl

from pipeline import workers
from pipeline.discover import LogFile
from pipeline.errors import LogError, OutputError, Problem
from pipeline.lines import Block, blocks
from pipeline.parse import KEPT_OF_A_REJECT, Counts, Parsed, parse_block
from pipeline.privacy import Tokens, hide_addresses
from pipeline.settings import reason, system_error

READERS = ("lines.py", "formats/*.py", "formats/readers/*.py", "parse.py", "privacy.py", "parts.py")
"""What decides how bytes are read: when one of these files changes, parts are made again."""

LONGEST_PATH = 2048
"""Characters of a path that are kept; what follows is an attack, not a resource."""

LONGEST_HOST = 255
"""Characters of a host name, as in RFC 1035."""

TEXTS = ("path", "referer", "vhost", "agent")


@dataclass(frozen=True, slots=True)
class Parts:
    """A log's folder of parts and its counts."""

    log: LogFile
    folder: Path
    counts: Counts


Progress = Callable[[int], None]
"""Called with the bytes of log files done since the last call."""


def make(
    logs: Sequence[LogFile], tokens: Tokens, shelf: Path, progress: Progress = lambda _: None
) -> list[Parts]:
    """The parts of every log, parsed unless they are on the shelf. Raises LogError, OutputError.

    All logs are one stream of blocks, so that many small ones keep every worker as busy as a large
    one.
    """
    run = _Run(tokens, shelf, progress)
    try:
        for item, counts in workers.ordered(run.parse, run.blocks(logs)):
            run.finish(item, counts)
    finally:
        run.discard()
    return [run.done[log.name] for log in logs]


@dataclass(frozen=True, slots=True)
class _Item:
    """One block of one log; the last one of a log completes its folder."""

    log: LogFile
    draft: Path
    number: int
    block: Block
    read: int
    last: bool


class _Run:
    """The drafts of one call of `make`."""

    def __init__(self, tokens: Tokens, shelf: Path, progress: Progress) -> None:
        self.done: dict[str, Parts] = {}
        self._tokens, self._shelf, self._progress = tokens, shelf, progress
        self._counts: dict[str, Counts] = {}
        self._drafts: set[Path] = set()

    def blocks(self, logs: Sequence[LogFile]) -> Iterator[_Item]:
        """Every block of the logs that are not on the shelf."""
        for log in logs:
            folder = self._folder(log)
            if counts := _shelved(folder):
                self.done[log.name] = Parts(log, folder, counts)
                self._progress(log.size)
                continue
            draft = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.tmp")
            self._drafts.add(draft)
            with _explained(log):
                draft.mkdir(parents=True)
                yield from self._items(log, draft)

    @staticmethod
    def _items(log: LogFile, draft: Path) -> Iterator[_Item]:
        """At least one, also for an empty log."""
        waiting, read = Block(1, b""), 0
        for number, block in enumerate(blocks(log.path)):
            if number:
                yield _Item(log, draft, number - 1, waiting, waiting.read - read, last=False)
                read = waiting.read
            waiting = block
        yield _Item(log, draft, 10**6, waiting, log.size - read, last=True)

    def parse(self, item: _Item) -> tuple[_Item, Counts]:
        with _explained(item.log):
            parsed = parse_block(item.block, item.log.format, item.log.zone)
            _write(item.draft, item.number, parsed, self._tokens)
        return item, parsed.counts(item.block.damage)

    def finish(self, item: _Item, counts: Counts) -> None:
        """Adds a block's counts; after the last block of a log its folder gets its name."""
        total = self._counts.get(item.log.name, Counts()) + counts
        self._counts[item.log.name] = total
        self._progress(item.read)
        if item.last:
            folder = self._folder(item.log)
            with _explained(item.log):
                _write_counts(item.draft / "source.json", total)
                if not folder.exists():
                    item.draft.rename(folder)
            self.done[item.log.name] = Parts(item.log, folder, total)

    def discard(self) -> None:
        for draft in self._drafts:
            shutil.rmtree(draft, ignore_errors=True)

    def _folder(self, log: LogFile) -> Path:
        return self._shelf / _key(log, self._tokens)


@contextmanager
def _explained(log: LogFile) -> Iterator[None]:
    """Foreign errors become ours at this border."""
    try:
        yield
    except OSError as error:
        raise _failure(log, error) from error


def sweep(shelf: Path, keep: Sequence[Parts]) -> None:
    """Removes what no log of the project uses any more, half-made parts of killed runs included."""
    wanted = {parts.folder.name for parts in keep}
    for folder in shelf.iterdir():
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)


def _key(log: LogFile, tokens: Tokens) -> str:
    """Everything that decides what the parts hold."""
    facts = (_reader(), pl.__version__, log.sha256, log.format.spec, log.zone, tokens.fingerprint)
    return sha256(json.dumps(facts).encode()).hexdigest()[:32]


@cache
def _reader() -> str:
    """Digest of the program's own reading code: no number that somebody must remember to raise."""
    here = Path(__file__).parent
    files = sorted(file for pattern in READERS for file in here.glob(pattern))
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _write(folder: Path, number: int, parsed: Parsed, tokens: Tokens) -> None:
    if parsed.hits.height:
        texts = _texts(parsed.hits, tokens.seed)
        client = tokens.of(parsed.hits.get_column("client"))
        hits = texts.select(
            "time",
            client.alias("client"),
            (client ^ texts.get_column("agent_id").fill_null(0)).alias("visitor"),
            *(f"{name}_id" for name in TEXTS),
            "method",
            "status",
            "bytes",
            "duration_us",
        )
        store(hits, folder / f"hit-{number:06}.parquet")
        for name in TEXTS:
            distinct = texts.select(id=f"{name}_id", text=name).drop_nulls("id").unique("id")
            if name == "path":  # of agents too many look like addresses: Chrome/113.0.0.0
                distinct = distinct.with_columns(hide_addresses(pl.col("text")))
            store(distinct, folder / f"{name}-{number:06}.parquet")
    if parsed.rejects.height:
        store(
            parsed.rejects.select("line_no", "reason", text=_harmless_line()),
            folder / f"reject-{number:06}.parquet",
        )


def _harmless_line() -> pl.Expr:
    """A rejected line without addresses, nor what the cut may have left of one."""
    line = pl.col("line")
    cut = line.str.len_chars() == KEPT_OF_A_REJECT
    whole = pl.when(cut).then(line.str.replace(r"[0-9A-Fa-f.:]+$", "")).otherwise(line)
    return hide_addresses(whole)


def store(frame: pl.DataFrame, path: Path) -> None:
    """Raises OSError, which Polars has its own words for."""
    try:
        frame.write_parquet(path, compression="lz4", statistics=False)
    except pl.exceptions.ComputeError as error:
        known = system_error(error) or OSError(errno.EIO, "el disco no aceptó los datos")
        raise OSError(known.errno, known.strerror, str(path)) from error


def _texts(hits: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The hits with their long texts cut down to what is analysed, and an id for each."""
    return hits.with_columns(
        path=_path(hits.get_column("target")),
        referer=_host_of(hits.get_column("referer")),
        vhost=pl.col("vhost").str.to_lowercase(),
    ).with_columns(
        pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash(seed)).alias(f"{name}_id")
        for name in TEXTS
    )


def _path(target: pl.Series) -> pl.Series:
    """The path of a request target: without query, fragment, or the scheme and host of an absolute
    URI."""
    path = target
    if not path.str.starts_with("/").all():
        path = path.str.replace(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "")
    path = path.str.split_exact("?", 1).struct.field("field_0")
    if path.str.contains("#", literal=True).any():
        path = path.str.split_exact("#", 1).struct.field("field_0")
    return path.str.head(LONGEST_PATH)


def _host_of(referer: pl.Series) -> pl.Series:
    """A referer's host, in lower case; its path and query may name a person.

    Empty where the referer is no URL with a host; null where there is no referer.
    """
    scheme, nothing, host, _ = referer.str.split_exact("/", 3).struct.unnest()
    is_url = scheme.str.ends_with(":") & (nothing == "")
    host = host.str.replace(r"[?#].*$", "").str.replace(r"^.*@", "").str.to_lowercase()
    return host.str.head(LONGEST_HOST).set(~is_url.fill_null(value=True), "")


def _write_counts(path: Path, counts: Counts) -> None:
    path.write_text(json.dumps(asdict(counts), default=datetime.isoformat))


def _shelved(folder: Path) -> Counts | None:
    """The counts of parts that are complete; what a power cut left half-written is removed."""
    try:
        data = json.loads((folder / "source.json").read_text())
        for name in ("first", "last"):
            data[name] = data[name] and datetime.fromisoformat(data[name])
        return Counts(**data)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        shutil.rmtree(folder)
        return None


def _failure(log: LogFile, error: OSError) -> LogError | OutputError:
    if error.filename is not None and str(log.path) == str(error.filename):
        problem = Problem(log.name, f"no se puede leer ({reason(error)})", "", "revise el disco")
        return LogError(problem)
    problem = Problem(
        where=str(error.filename or "disco"),
        found=f"no se puede escribir ({reason(error)})",
        remedy="libere espacio o revise los permisos, y vuelva a correr: lo ya leído se conserva",
    )
    return OutputError(problem)
