"""A block of lines and its format → hits and rejects, every line accounted for."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from pipeline import marks
from pipeline.clients import Forwarded, one_form
from pipeline.errors import AccountingError
from pipeline.formats import LogFormat, directed, is_blank, is_comment, numbered, others
from pipeline.lines import LONGEST_LINE, Block, text_lines
from pipeline.marks import Marked
from pipeline.torn import LONG_LINE, long_lines, torn

SIGNATURE = "?memoria-firma="
"""In a delivered log, after the path: the name of the attack that the request fits."""

KEPT_OF_A_REJECT = 4096
"""Characters of a rejected line that are kept."""

AFTER_COMMENTS = "$"
"""Comes, as a text, after all lines that are blank or comments; these begin with a space or less,
or with #."""

_SIGNATURE = rf"{re.escape(SIGNATURE)}([a-z0-9_-]+)$"
_DATED = r"\d{4}-\d\d-\d\d|\d\d?/(?:[A-Z][a-z]{2}|\d\d?)/\d{2,4}|[A-Z][a-z]{2} [ \d]?\d|\d{10}"
"""Something that may be a time; without one a line is no request in any format."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a log holds. first, last: naive UTC; damage: see lines.Block.

    formats: hits by the format they were read in. forwarded: hits whose client a trusted proxy
    named. nameless: hits without a client.
    """

    lines: int = 0
    hits: int = 0
    rejects: int = 0
    blank: int = 0
    comments: int = 0
    first: datetime | None = None
    last: datetime | None = None
    damage: str | None = None
    formats: Mapping[str, int] = field(default_factory=dict)
    forwarded: int = 0
    nameless: int = 0

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
            dict(Counter(self.formats) + Counter(other.formats)),
            self.forwarded + other.forwarded,
            self.nameless + other.nameless,
        )


@dataclass(frozen=True, slots=True)
class Parsed:
    """One block, read. lines = hits.height + rejects.height + blank + comments.

    hits: formats.RECORD without `reason` and `forwarded`. rejects: line_no, reason, line (capped).
    formats, forwarded: see Counts. torn, long_lines: see torn.py. delivered: the log is one
    that was handed over; hits and torn then have an `attack` too (see marks.py).
    """

    hits: pl.DataFrame
    rejects: pl.DataFrame
    lines: int
    blank: int
    comments: int
    formats: Mapping[str, int]
    forwarded: int
    torn: pl.DataFrame
    long_lines: pl.DataFrame
    delivered: bool = False

    def counts(self, damage: str | None) -> Counts:
        """damage: that of the block."""
        time = pl.col("time")
        first, last = self.hits.select(first=time.min(), last=time.max()).row(0)
        return Counts(
            self.lines,
            self.hits.height,
            self.rejects.height,
            self.blank,
            self.comments,
            first,
            last,
            damage,
            self.formats,
            self.forwarded,
            self.hits.get_column("client").null_count(),
        )


def parse_block(
    block: Block,
    fmt: LogFormat,
    zone: str | None,
    forwarded: Forwarded | None = None,
    *,
    mixed: bool = False,
    pseudonymised: bool = False,
) -> Parsed:
    """Raises AccountingError where a line was lost or counted twice.

    zone: see LogFormat.read. forwarded: whom to believe about the client; by default nobody. mixed:
    whether lines that are none of the format may be of another. pseudonymised: whether the log is
    a delivered one: it has marks (see marks.py), and its hits an `attack` besides their columns.
    """
    every = numbered(text_lines(block.data), block.first)
    odd, longest = every.select(
        odd=(pl.col("line") < AFTER_COMMENTS).any(),
        longest=pl.col("line").str.len_bytes().max().fill_null(0),
    ).row(0)
    blank = comments = 0
    lines = every
    # Most blocks have nothing to take out: a single comparison tells.
    marked = marks.read(every.filter(marks.is_mark())) if pseudonymised else None
    if odd or block.directive:
        blank, comments = every.select(is_blank().sum(), comments=is_comment().sum()).row(0)
        lines = directed(every, block.directive).filter(~is_blank() & ~is_comment())
    too_long = pl.col("line").str.len_bytes() > LONGEST_LINE
    readable = lines.filter(~too_long) if longest > LONGEST_LINE else lines
    header = forwarded.header if forwarded else None
    records = (fmt.choosing(header) if header else fmt).read(readable, zone)
    formats = {fmt.name: records.get_column("reason").null_count()}
    if mixed and formats[fmt.name] < records.height:
        records, more = _read_by_others(readable, records, tuple(others(fmt, zone, header)), zone)
        formats = dict(Counter(formats) + Counter(more))
    good = records.get_column("reason").is_null()
    hits = (records if good.all() else records.filter(good)).drop("reason")
    hits = hits.with_columns(one_form(hits.get_column("client")))
    named = 0
    if forwarded:
        hits, named = forwarded.applied(hits)
    refused = pl.concat(
        [
            records.filter(~good).select("line_no", "reason"),
            lines.filter(too_long).select("line_no", reason=pl.lit("too_long"))
            if longest > LONGEST_LINE
            else records.select("line_no", "reason").clear(),
        ]
    )
    rejects = refused.join(_of(lines, refused).select("line_no", "line"), on="line_no")
    rejects = rejects.with_columns(pl.col("line").str.head(KEPT_OF_A_REJECT)).sort("line_no")
    hits = hits.drop("forwarded")
    if marked:
        formats[fmt.name] = formats.get(fmt.name, 0) + marked.hits.height
        parsed = Parsed(
            *_delivered(hits, rejects, marked), every.height, blank, comments - marked.count,
            formats, 0, torn=marked.torn, long_lines=marked.long_lines,
            delivered=True,
        )  # fmt: skip
        _check(parsed, block)
        return parsed
    odd_ones = rejects.height or longest >= LONG_LINE
    parsed = Parsed(
        hits, rejects, every.height, blank, comments, formats, named,
        torn=torn(readable if odd_ones else lines.clear(), refused, fmt, zone, hits),
        long_lines=long_lines(lines if longest >= LONG_LINE else lines.clear()),
    )  # fmt: skip
    _check(parsed, block)
    return parsed


def _delivered(
    hits: pl.DataFrame, rejects: pl.DataFrame, marked: Marked
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Hits and rejects of a delivered log, with those that its marks tell of."""
    target = pl.col("target")
    hits = hits.with_columns(
        attack=target.str.extract(_SIGNATURE), target=target.str.replace(_SIGNATURE, "")
    )
    rejects = pl.concat([rejects, marked.rejects]).sort("line_no")
    return pl.concat([hits, marked.hits]), rejects


def _read_by_others(
    lines: pl.DataFrame, records: pl.DataFrame, candidates: Sequence[LogFormat], zone: str | None
) -> tuple[pl.DataFrame, dict[str, int]]:
    """The lines that the log's own format does not read, by other formats: a log may go on in
    another after a change of configuration. All records, and hits by format.

    A `combined` line that is cut right after its size is all of a `common` one: the request is
    whole and counts. What a line is must not depend on those around it, or on where the file is
    cut.
    """
    reason, formats = pl.col("reason"), dict[str, int]()
    left = _of(lines, records.filter(reason.is_in(["no_match", "truncated"])))
    left = left.filter(pl.col("line").str.contains(_DATED))
    for other in candidates:
        if left.is_empty():
            break
        found = other.read(left, zone, strict=True).filter(reason.is_null())
        if found.height:
            records = pl.concat([_without(records, found), found])
            left = _without(left, found)
            formats[other.name] = found.height
    return records, formats


def _of(lines: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The lines of the records."""
    if records.is_empty():
        return lines.clear()
    return lines.filter(pl.col("line_no").is_in(records.get_column("line_no").implode()))


def _without(frame: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(~pl.col("line_no").is_in(records.get_column("line_no").implode()))


def _check(parsed: Parsed, block: Block) -> None:
    total = parsed.hits.height + parsed.rejects.height + parsed.blank + parsed.comments
    total_by_format = sum(parsed.formats.values())
    if (
        total != parsed.lines
        or parsed.lines != block.lines
        or total_by_format != parsed.hits.height
    ):
        raise AccountingError(
            f"block at line {block.first}: {parsed.lines} lines, {parsed.hits.height} hits "
            f"({total_by_format} by format), {parsed.rejects.height} rejects, "
            f"{parsed.blank} blank, {parsed.comments} comments"
        )
