"""One log, without a project → what it holds. Nothing is written and nothing is kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from pipeline import workers
from pipeline.containers import ContainerError, DamageError, texts
from pipeline.errors import LogError, Problem
from pipeline.lines import Block, blocks
from pipeline.logfile import LogFile
from pipeline.parse import Counts, Parsed, parse_block
from pipeline.refusals import reason


@dataclass(frozen=True)
class Inspection:
    """The keys of `memoria inspect --json`, in their order.

    bytes: sum of the response sizes logged. clients: distinct addresses. first, last: UTC.
    compression: see containers.Text. formats: hits by the format they were read in. confidence: the
    share of the first lines that the detected format reads; null where it was declared.
    forwarded: hits whose client a trusted proxy named. damage: why reading stopped before the end.
    examples: for the terminal only; a few rejected lines a reason.
    """

    file: str
    format: str
    lines: int
    blank: int
    comments: int
    hits: int
    rejects: int
    reject_reasons: dict[str, int]
    bytes: int
    clients: int
    status: dict[str, int]
    first: datetime | None
    last: datetime | None
    compression: str
    formats: dict[str, int]
    confidence: float | None
    forwarded: int
    damage: str | None
    examples: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Instants as ISO 8601 with Z."""
        shown = {key: getattr(self, key) for key in _KEYS}
        for key in ("first", "last"):
            instant: datetime | None = shown[key]
            shown[key] = instant and instant.isoformat() + "Z"
        return shown


_KEYS = (
    "file", "format", "lines", "blank", "comments", "hits", "rejects", "reject_reasons",
    "bytes", "clients", "status", "first", "last", "compression", "formats", "confidence",
    "forwarded", "damage",
)  # fmt: skip
EXAMPLES = 3

Rejected = Callable[[pl.DataFrame], None]
"""Called with the rejects of each block: line_no, reason, line."""


@dataclass(frozen=True, slots=True)
class _Count:
    """A block's share of an inspection; clients as hashes, so that memory stays bounded."""

    counts: Counts
    reasons: Counter[str]
    status: Counter[str]
    size: int
    clients: pl.Series
    examples: list[tuple[str, int, str]]


def inspect(log: LogFile, rejected: Rejected = lambda _: None) -> Inspection:
    """Raises LogError where the file cannot be read to its end for a reason that is not in it.

    rejected: gets every rejected line, in the order of the log.
    """

    def count(block: Block) -> tuple[_Count, pl.DataFrame]:
        parsed = parse_block(
            block, log.format, log.zone, log.forwarded, mixed=log.detection is not None
        )
        return _count(parsed, block.damage), parsed.rejects

    counts = []
    try:
        for counted, rejects in workers.ordered(count, _blocks(log)):
            counts.append(counted)
            rejected(rejects)
    except (ContainerError, DamageError) as error:
        raise LogError(Problem(log.name, str(error), "", "cópielo de nuevo")) from error
    except OSError as error:
        problem = Problem(log.name, f"no se puede leer ({reason(error)})", "", "revise el disco")
        raise LogError(problem) from error
    total = sum((c.counts for c in counts), Counts())
    clients = pl.concat([pl.Series([], dtype=pl.UInt64), *(c.clients for c in counts)])
    return Inspection(
        file=log.name,
        format=log.format.name,
        lines=total.lines,
        blank=total.blank,
        comments=total.comments,
        hits=total.hits,
        rejects=total.rejects,
        reject_reasons=_sum(c.reasons for c in counts),
        bytes=sum(c.size for c in counts),
        clients=clients.n_unique(),
        status=_sum(c.status for c in counts),
        first=total.first,
        last=total.last,
        compression=log.compression,
        formats=dict(total.formats),
        confidence=round(log.detection.share, 4) if log.detection else None,
        forwarded=total.forwarded,
        damage=total.damage,
        examples=_examples(counts),
    )


def _blocks(log: LogFile) -> Iterator[Block]:
    with log.path.open("rb") as file:
        for text in texts(file):
            if text.member == log.member:
                yield from blocks(text.pieces)
                return


def _count(parsed: Parsed, damage: str | None) -> _Count:
    hits, rejects = parsed.hits, parsed.rejects
    status = (hits.get_column("status") // 100).value_counts()
    reasons = rejects.get_column("reason").value_counts()
    return _Count(
        parsed.counts(damage),
        Counter(dict(reasons.iter_rows())),
        Counter({f"{kind}xx" if kind else "none": count for kind, count in status.iter_rows()}),
        hits.select(pl.col("bytes").sum()).item(),
        hits.get_column("client").hash().unique(),
        list(
            rejects.group_by("reason")
            .head(EXAMPLES)
            .select("reason", "line_no", "line")
            .iter_rows()
        ),
    )


def _sum(counters: Iterable[Counter[str]]) -> dict[str, int]:
    return dict(sorted(sum(counters, Counter[str]()).items()))


def _examples(counts: list[_Count]) -> dict[str, list[tuple[int, str]]]:
    """The first few of each reason, in the order of the file."""
    found: dict[str, list[tuple[int, str]]] = {}
    for cause, line, text in sorted(example for c in counts for example in c.examples):
        if len(found.setdefault(cause, [])) < EXAMPLES:
            found[cause].append((line, text))
    return found
