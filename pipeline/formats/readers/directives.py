"""Logs whose `#Fields:` line says what their columns are: W3C's extended format and its relatives.

Servers and services share the syntax and differ in names, units and escapes: a Dialect says how
one writes. Dates and times are UTC by specification. Where a piece of a log has lost its
`#Fields:`, the documented layouts of the dialect are tried, and only lines in which every column is
what it must be are taken. Source: W3C, "Extended Log File Format", WD-logfile-960323.

Not read: logs with a time and no date in their lines (IIS 5's default), which are `bad_time`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.columns import possible_counts
from pipeline.formats.readers.dialects import Dialect, Layout, refused
from pipeline.formats.readers.writing import Way

MOST_DIRECTIVES = 100
"""Different ones in a block whose lines are read: each costs as much as a thousand lines. A server
writes one when it starts, and nearly always the same."""
MOST_NAMES = 256
"""In a directive whose lines are read: servers write up to forty, and each is a column."""

_HEAD = re.compile(r"^#\s*Fields\s*:", re.IGNORECASE)
_MARKS = (("\t", "\t", ""), ('" "', " ", '"'), ("", " ", ""), ('"', "\t", '"'))
"""What shows how a line's columns are told apart, their separator, and their quotes."""
_DATED = r'^(?:[^ \t]*[ \t]){0,2}"?\d{4}-\d\d-\d\d"?[ \t]'


@lru_cache(256)
def _layout(directive: str, dialect: Dialect, header: str) -> Layout:
    return Layout(names_of(directive), dialect, header)


def names_of(directive: str) -> tuple[str, ...]:
    """The names after `#Fields:`, in lower case."""
    return tuple(_HEAD.sub("", directive).lower().split())


@dataclass(frozen=True)
class Directives:
    """A LogFormat (see base.py) of one dialect.

    given: a declared `#Fields:` for the lines that stand below none.
    """

    name: str
    title: str
    dialect: Dialect
    given: str = ""
    header: str = ""

    def declared(self, text: str) -> "Directives | None":
        """The format of a `#Fields:` line, where that is certainly of this dialect."""
        if not _HEAD.match(text) or not self.dialect.claims(names_of(text)):
            return None
        return replace(self, name=text, title=f"{self.title}: {text}", given=text)

    @property
    def spec(self) -> str:
        return self.given or f"#Fields: {self.name}"

    @property
    def detail(self) -> int:
        return self.dialect.detail

    @property
    def zoned(self) -> bool:
        return not (self.given and self._layout_of(self.given).local)

    def choosing(self, header: str) -> "Directives":
        """See LogFormat.choosing."""
        return replace(self, header=header)

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return r'^(?:"|(?:[^ "\t]*[ \t]){0,2}\d{4}-)'

    def ways(self, samples: pl.DataFrame) -> tuple[Way, ...]:
        """See LogFormat.ways."""
        own = samples.item(0, "directive") if "directive" in samples.columns else None
        texts = [own or self.given] if own or self.given else self.dialect.defaults
        line = samples.item(0, "line") if samples.height else ""
        marks = sorted(_MARKS, key=lambda mark: mark[0] not in line)
        return tuple(self._layout_of(text).way(*mark[1:]) for mark in marks for text in texts)

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read. Strict: columns and lines that are certainly of this dialect."""
        done = [NOTHING]
        for number, (directive, part) in enumerate(_groups(lines)):
            if number >= MOST_DIRECTIVES:
                done.append(refused(part))
            elif text := directive or self.given:
                done.append(self._below(text, part, zone, strict=strict))
            else:
                done.append(self._headless(part))
        return pl.concat(done)

    def _layout_of(self, directive: str) -> Layout:
        return _layout(directive, self.dialect, self.header)

    def _below(
        self, directive: str, lines: pl.DataFrame, zone: str | None, *, strict: bool
    ) -> pl.DataFrame:
        layout = self._layout_of(directive)
        claims, reads = self.dialect.claims, self.dialect.reads
        if len(layout.names) > MOST_NAMES:
            return refused(lines)
        if not (claims(layout.names) if strict else reads(layout.names)):
            return refused(lines)
        if strict and layout.local:  # nobody could say that a zone is wanted
            return refused(lines)
        return layout.explained(layout.read(lines, zone, sure=strict), lines)

    def _headless(self, lines: pl.DataFrame) -> pl.DataFrame:
        """By the first documented layout that fits; a cut line is one of a layout that fits
        others."""
        dated = lines.get_column("line").str.contains(_DATED)
        done, left, found = [refused(lines.filter(~dated))], lines.filter(dated), None
        possible = possible_counts(left)
        for default in self.dialect.defaults:
            layout = self._layout_of(default)
            if left.is_empty() or len(layout.names) not in possible:
                continue
            records = layout.read(left, None, sure=True)
            fits = records.filter(pl.col("reason").ne_missing("no_match"))
            if fits.height:
                found = found or layout
                done.append(fits)
                left = left.join(fits, on="line_no", how="anti")
        unread = refused(left)
        return pl.concat([*done, found.explained(unread, left) if found else unread])


def _groups(lines: pl.DataFrame) -> Iterator[tuple[str | None, pl.DataFrame]]:
    """Lines by the directive above them."""
    if "directive" not in lines.columns:
        yield None, lines
        return
    single = lines.get_column("directive").n_unique() == 1
    for part in [lines] if single else lines.partition_by("directive"):
        yield part.item(0, "directive"), part
