"""Formats that are written in several layouts: fields that were added over the years, values that
a server writes in more than one way.

Seen from outside there is one format, whose lines are each read by the first layout that reads
them: first by all in their quick way, then by all in their strict one, then by all in the lenient.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.fields import Token
from pipeline.formats.readers.template import WAYS, Template, without
from pipeline.formats.readers.values import conform
from pipeline.formats.readers.writing import Way, with_sites

_GRAVEST = ("bad_time", "bad_status", "bad_number", "binary", "truncated", "no_match")
"""Of the reasons that several layouts give for a line, the one that says most."""

_SITE = r"^[A-Za-z][A-Za-z0-9+.-]*://(\[[^\]/]*\]|[^/?#:@\[]+)(?::\d*)?(?:[/?#]|$)"
"""Without alternatives that would need to be tried: four times faster than with user names."""


def as_read(lines: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001
    """The records as they are."""
    return records


@dataclass(frozen=True)
class Layouts:
    """A LogFormat (see base.py) of several templates.

    certain: a pattern (Rust's regex) that a line must have when it is read strictly, where the
    templates alone would also read lines of other formats. shaped: patterns and what is put in
    their place, once a line, before the templates see it. after: what is still to be done with the
    records of hits; gets the shaped lines too. written: see Way.tokens, where lines are not
    written as one of the templates reads them.
    """

    name: str
    title: str
    layouts: tuple[Template, ...]
    certain: str = ""
    shaped: tuple[tuple[str, str], ...] = ()
    after: Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame] = as_read
    written: tuple[tuple[Token, ...], ...] = ()

    @property
    def spec(self) -> str:
        """See LogFormat.spec."""
        return self.name

    @property
    def detail(self) -> int:
        """See LogFormat.detail; who is certain goes before who is not."""
        return max(layout.detail for layout in self.layouts) + bool(self.certain)

    @property
    def zoned(self) -> bool:
        """See LogFormat.zoned."""
        return all(layout.zoned for layout in self.layouts)

    def choosing(self, header: str) -> "Layouts":
        """See LogFormat.choosing."""
        layouts = tuple(layout.choosing(header) for layout in self.layouts)
        return self if layouts == self.layouts else replace(self, layouts=layouts)

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        if self.shaped or self.certain:
            return "" if self.shaped else self.certain
        return "|".join(layout.hint for layout in self.layouts)

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read."""
        lines = lines.select("line_no", self._shape())
        if not strict:
            return self._read(lines, zone, WAYS)
        sure = lines.filter(pl.col("line").str.contains(self.certain))
        unsure = without(lines, sure).select("line_no", reason=pl.lit("no_match"))
        return pl.concat([self._read(sure, zone, WAYS[:2]), conform(unsure)])

    def ways(self, samples: pl.DataFrame) -> tuple[Way, ...]:
        """See LogFormat.ways."""
        if self.written:
            return tuple(Way(tokens) for tokens in self.written)
        plain = [way for layout in self.layouts for way in layout.ways(samples)]
        sited = [replace(way, tokens=with_sites(way.tokens)) for way in plain]
        return tuple(plain if self.after is as_read else [*plain, *sited])

    def _shape(self) -> pl.Expr:
        line = pl.col("line")
        for pattern, replacement in self.shaped:
            line = line.str.replace(pattern, replacement)
        return line

    def _read(self, lines: pl.DataFrame, zone: str | None, ways: tuple[str, ...]) -> pl.DataFrame:
        hits, faults = [NOTHING], [NOTHING]
        left = lines
        for way, layout in product(ways, self.layouts):
            if left.is_empty():
                break
            read = layout.taken(way, left, zone)
            good = read.get_column("reason").is_null()
            hits.append(read if good.all() else read.filter(good))
            faults.append(read.filter(~good))
            left = without(left, hits[-1])
        done = self.after(lines, pl.concat(hits).drop("reason"))
        return pl.concat([conform(done), self._rejects(left, faults)])

    def _rejects(self, lines: pl.DataFrame, faults: list[pl.DataFrame]) -> pl.DataFrame:
        """One record a line that no layout reads, with the gravest of the reasons it was given."""
        if lines.is_empty():
            return NOTHING
        given = pl.concat([*faults, *(layout.rejects(lines) for layout in self.layouts)])
        left = given.filter(pl.col("line_no").is_in(lines.get_column("line_no").implode()))
        order = pl.Enum(_GRAVEST)
        gravest = left.group_by("line_no").agg(pl.col("reason").cast(order).min())
        return conform(gravest.with_columns(pl.col("reason").cast(pl.String)))


def with_site(lines: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001
    """The site from the target, where that is an absolute URI and the log names no site."""
    site = pl.col("target").str.extract(_SITE)
    return records.with_columns(vhost=pl.col("vhost").fill_null(site))
