"""A block of lines and its format → hits and rejects, every line accounted for."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from pipeline.errors import AccountingError
from pipeline.formats import LogFormat, is_blank, is_comment, numbered
from pipeline.lines import LONGEST_LINE, Block, count_lines, text_lines

KEPT_OF_A_REJECT = 4096
"""Characters of a rejected line that are kept."""


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
class Parsed:
    """One block, read. lines = hits.height + rejects.height + blank + comments.

    hits: formats.RECORD without `reason`. rejects: line_no, reason, line (capped).
    """

    hits: pl.DataFrame
    rejects: pl.DataFrame
    lines: int
    blank: int
    comments: int

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
        )


def parse_block(block: Block, fmt: LogFormat, zone: str | None) -> Parsed:
    """Raises AccountingError where a line was lost or counted twice."""
    every = numbered(text_lines(block.data), block.first)
    blank, comments, longest = every.select(
        blank=is_blank().sum(),
        comments=is_comment().sum(),
        longest=pl.col("line").str.len_bytes().max().fill_null(0),
    ).row(0)
    # Copying a block is dear, and most blocks have nothing to take out.
    lines = every.filter(~is_blank() & ~is_comment()) if blank or comments else every
    too_long = pl.col("line").str.len_bytes() > LONGEST_LINE
    readable = lines.filter(~too_long) if longest > LONGEST_LINE else lines
    records = fmt.read(readable, zone)
    good = records.get_column("reason").is_null()
    hits = (records if good.all() else records.filter(good)).drop("reason")
    refused = pl.concat(
        [
            records.filter(~good).select("line_no", "reason"),
            lines.filter(too_long).select("line_no", reason=pl.lit("too_long"))
            if longest > LONGEST_LINE
            else records.select("line_no", "reason").clear(),
        ]
    )
    rejects = refused.join(
        lines.filter(pl.col("line_no").is_in(refused.get_column("line_no").implode())), on="line_no"
    ).with_columns(pl.col("line").str.head(KEPT_OF_A_REJECT))
    parsed = Parsed(hits, rejects.sort("line_no"), every.height, blank, comments)
    _check(parsed, block)
    return parsed


def _check(parsed: Parsed, block: Block) -> None:
    total = parsed.hits.height + parsed.rejects.height + parsed.blank + parsed.comments
    if total != parsed.lines or parsed.lines != count_lines(block.data):
        raise AccountingError(
            f"block at line {block.first}: {parsed.lines} lines, {parsed.hits.height} hits, "
            f"{parsed.rejects.height} rejects, {parsed.blank} blank, {parsed.comments} comments"
        )
