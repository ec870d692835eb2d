"""Log files → Parquet parts, one folder a log, kept until the log or the way of reading it changes.

A folder appears whole, by rename, when every line of its log is in it; so a run that was killed leaves nothing
that the next could mistake for done.

    <key>/source.json           the counts (Counts)
    <key>/hit-000000.parquet    time, client, visitor, path, referer, vhost, agent (tokens and ids), method, …
    <key>/reject-000000.parquet
    <key>/path-000000.parquet   id, text: the texts behind the ids; likewise referer, vhost, agent
"""

import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import polars as pl

from pipeline import workers
from pipeline.discover import LogFile
from pipeline.errors import LogError, OutputError, Problem
from pipeline.lines import Block, blocks
from pipeline.parse import Parsed, parse_block
from pipeline.privacy import Tokens, hide_addresses

READER = 1
"""Raise it when the same bytes are to be read differently: parts made before are then made again."""

LONGEST_PATH = 2048
"""Characters of a path that are kept; what follows is an attack, not a resource."""

TEXTS = ("path", "referer", "vhost", "agent")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a log holds. first, last: naive UTC; damage: see lines.Block."""

    lines: int = 0
    hits: int = 0
    rejects: int = 0
    blank: int = 0
    comments: int = 0
    first: datetime | None = None
    last: datetime | None = None
    damage: str | None = None

    def __add__(self, other: "Counts") -> "Counts":
        firsts = [c.first for c in (self, other) if c.first]
        lasts = [c.last for c in (self, other) if c.last]
        return Counts(
            self.lines + other.lines,
            self.hits + other.hits,
            self.rejects + other.rejects,
            self.blank + other.blank,
            self.comments + other.comments,
            min(firsts, default=None),
            max(lasts, default=None),
            self.damage or other.damage,
        )


@dataclass(frozen=True, slots=True)
class Parts:
    """A log's folder of parts and its counts."""

    log: LogFile
    folder: Path
    counts: Counts


def make(
    log: LogFile, tokens: Tokens, shelf: Path, progress: Callable[[int], None] = lambda lines: None
) -> Parts:
    """The log's parts, parsed unless they are on the shelf. Raises LogError, OutputError.

    progress: called with the number of lines of each block done.
    """
    folder = shelf / _key(log, tokens)
    if (folder / "source.json").exists():
        parts = Parts(log, folder, _read_counts(folder / "source.json"))
        progress(parts.counts.lines)
        return parts
    draft = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.mkdir(parents=True)
        counts = _parse(log, tokens, draft, progress)
        _write_counts(draft / "source.json", counts)
        draft.rename(folder)
    except OSError as error:
        raise _failure(log, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Parts(log, folder, counts)


def sweep(shelf: Path, keep: list[Parts]) -> None:
    """Removes what no log of the project uses any more, half-made parts of killed runs included."""
    wanted = {parts.folder.name for parts in keep}
    for folder in shelf.iterdir():
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)


def _key(log: LogFile, tokens: Tokens) -> str:
    """Everything that decides what the parts hold."""
    facts = (READER, pl.__version__, log.sha256, log.format.spec, log.zone, tokens.fingerprint)
    return sha256(json.dumps(facts).encode()).hexdigest()[:32]


def _parse(
    log: LogFile, tokens: Tokens, folder: Path, progress: Callable[[int], None]
) -> Counts:
    total = Counts()
    numbered = enumerate(blocks(log.path))
    for counts in workers.ordered(partial(_parse_one, log, tokens, folder), numbered):
        total += counts
        progress(counts.lines)
    return total


def _parse_one(log: LogFile, tokens: Tokens, folder: Path, item: tuple[int, Block]) -> Counts:
    number, block = item
    parsed = parse_block(block, log.format, log.zone)
    _write(folder, number, parsed, tokens)
    first, last = parsed.hits.select(
        first=pl.col("time").min(), last=pl.col("time").max()
    ).row(0)
    return Counts(
        parsed.lines,
        parsed.hits.height,
        parsed.rejects.height,
        parsed.blank,
        parsed.comments,
        first,
        last,
        block.damage,
    )


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
        _store(hits, folder / f"hit-{number:06}.parquet")
        for name in TEXTS:
            distinct = texts.select(id=f"{name}_id", text=name).drop_nulls("id").unique("id")
            _store(distinct, folder / f"{name}-{number:06}.parquet")
    if parsed.rejects.height:
        _store(
            parsed.rejects.select("line_no", "reason", text=hide_addresses(pl.col("line"))),
            folder / f"reject-{number:06}.parquet",
        )


def _store(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="lz4", statistics=False)


def _texts(hits: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The hits with their long texts cut down to what is analysed, and an id for each."""
    cut = (
        hits.lazy()
        .with_columns(
            path=_path(hits.get_column("target")),
            referer=_host_of(pl.col("referer")),
            vhost=pl.col("vhost").str.to_lowercase(),
        )
        .with_columns(
            [
                pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash(seed)).alias(f"{name}_id")
                for name in TEXTS
            ]
        )
    )
    return cut.collect()


def _path(target: pl.Series) -> pl.Series:
    """The path of a request target: without query, fragment, or the scheme and host of an absolute URI."""
    path = target
    if not path.str.starts_with("/").all():
        path = path.str.replace(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "")
    path = path.str.split_exact("?", 1).struct.field("field_0")
    if path.str.contains("#", literal=True).any():
        path = path.str.split_exact("#", 1).struct.field("field_0")
    return path.str.head(LONGEST_PATH)


def _host_of(referer: pl.Expr) -> pl.Expr:
    """A referer's host, in lower case; its path and query may name a person. Empty where it has none."""
    after = referer.str.split_exact("/", 3)
    host = after.struct.field("field_2").str.to_lowercase().str.head(255)
    is_url = after.struct.field("field_0").str.ends_with(":") & (after.struct.field("field_1") == "")
    return pl.when(referer.is_not_null()).then(pl.when(is_url).then(host).otherwise(pl.lit("")))


def _write_counts(path: Path, counts: Counts) -> None:
    path.write_text(json.dumps(asdict(counts), default=datetime.isoformat))


def _read_counts(path: Path) -> Counts:
    data = json.loads(path.read_text())
    for name in ("first", "last"):
        data[name] = data[name] and datetime.fromisoformat(data[name])
    return Counts(**data)


def _failure(log: LogFile, error: OSError) -> LogError | OutputError:
    if error.filename is not None and str(log.path) == str(error.filename):
        problem = Problem(log.name, f"no se puede leer ({error.strerror})", "", "revise el disco")
        return LogError(problem)
    problem = Problem(
        where=str(error.filename or "disco"),
        found=f"no se puede escribir ({error.strerror})",
        remedy="libere espacio o revise los permisos, y vuelva a correr: lo ya leído se conserva",
    )
    return OutputError(problem)
