"""Formats whose lines are fields between a character that only the user agent may hold too."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.fields import READ, Field, Token, has_offset, time_layout
from pipeline.formats.readers.layouts import as_read
from pipeline.formats.readers.splitting import apart
from pipeline.formats.readers.template import Template, without
from pipeline.formats.readers.values import conform, typed
from pipeline.formats.readers.writing import Way, with_sites


@dataclass(frozen=True)
class Separated:
    """A LogFormat (see base.py) that logs no forwarded client. certain, after: see Layouts."""

    name: str
    title: str
    separator: str
    fields: tuple[Field, ...]
    certain: str
    after: Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame] = as_read

    @property
    def spec(self) -> str:
        """See LogFormat.spec."""
        return self.name

    @property
    def detail(self) -> int:
        """See LogFormat.detail."""
        return 2 * len(self.fields)

    @property
    def zoned(self) -> bool:
        """See LogFormat.zoned."""
        return has_offset(time_layout(self.fields))

    def choosing(self, header: str) -> "Separated":  # noqa: ARG002
        """See LogFormat.choosing."""
        return self

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return self.certain

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read. First what has as many pieces as fields, then what has more."""
        left = lines.filter(pl.col("line").str.contains(self.certain)) if strict else lines
        done = [NOTHING]
        for pieces in (self._split, self._matched):
            if left.is_empty():
                break
            read = typed(pieces(left.lazy()), self.fields, zone, simple_requests=False)
            done.append(read.filter(pl.col("reason").fill_null("") != "no_match"))
            left = without(left, done[-1])
        records = pl.concat(done)
        hit = pl.col("reason").is_null()
        hits = conform(self.after(lines, records.filter(hit).drop("reason")))
        rejects = self._template.rejects(without(lines, records))
        return pl.concat([hits, records.filter(~hit), rejects])

    def ways(self, samples: pl.DataFrame) -> tuple[Way, ...]:  # noqa: ARG002
        """See LogFormat.ways."""
        plain = Way(self._template.tokens)
        sited = Way(with_sites(plain.tokens))
        return (plain,) if self.after is as_read else (plain, sited)

    def _split(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        pieces = apart(pl.col("line"), self.separator, [*self._names, "more"])
        exact = pl.col(self._names[-1]).is_not_null() & pl.col("more").is_null()
        return self._by_role(lines.select("line_no", pieces), exact)

    def _matched(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """The agent takes what is too much."""
        separator = re.escape(self.separator)
        groups = [
            f"(?P<{name}>{'.*' if field.role == 'agent' else f'[^{separator}]*'})"
            for name, field in zip(self._names, self.fields, strict=True)
        ]
        pieces = pl.col("line").str.extract_groups(f"^{separator.join(groups)}$")
        exact = pl.col(self._names[0]).is_not_null()
        return self._by_role(lines.select("line_no", pieces.struct.unnest()), exact)

    def _by_role(self, pieces: pl.LazyFrame, exact: pl.Expr) -> pl.LazyFrame:
        roles = {
            field.role: pl.col(name)
            for name, field in zip(self._names, self.fields, strict=True)
            if field.role in READ
        }
        return pieces.select("line_no", **roles, exact=exact)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(f"c{number}" for number in range(len(self.fields)))

    @cached_property
    def _template(self) -> Template:
        """What tells why a line is not read."""
        tokens = [token for field in self.fields for token in (self.separator, field)]
        return Template(self.name, self.title, tuple[Token, ...](tokens[1:]), self.name)
