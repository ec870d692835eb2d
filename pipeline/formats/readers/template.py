"""Formats whose lines follow a template of fields and literal text: Apache's LogFormat, nginx's
log_format.

A template reads a line in three ways, each tried on what the one before left over:
  split    at the quotes, then at the spaces (splitting.py), and taken only where every value is of
           its type;
  strict   the general pattern, in which a quoted field ends at the first quote without a backslash;
  lenient  the same with quotes allowed inside quoted fields, for servers that do not escape them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.fields import (
    CLF_TIME,
    NUMBERS,
    READ,
    Field,
    Token,
    has_offset,
    instant,
    time_layout,
)
from pipeline.formats.readers.patterns import ANY, pattern_of
from pipeline.formats.readers.splitting import Splits
from pipeline.formats.readers.values import conform, typed
from pipeline.formats.readers.writing import Way

_QUOTED_STRICT = r"(?:[^\"\\]|\\.)*?"
_GROUP = "g"
WAYS = ("split", "strict", "lenient")
_BLANKS = {"query": ""}


@dataclass(frozen=True)
class Template:
    """A LogFormat (see base.py) made of tokens: literal text and fields, in the order of the
    line."""

    name: str
    title: str
    tokens: tuple[Token, ...]
    spec: str

    @property
    def detail(self) -> int:
        """See LogFormat.detail; a format that ends in anything at all yields to one that knows."""
        spaces = sum(token.count(" ") for token in self.tokens if isinstance(token, str))
        return 2 * spaces - (self.tokens[-1] == Field(""))

    @property
    def zoned(self) -> bool:
        times = any(field.role == "time" for field in self._fields)
        return not times or has_offset(time_layout(self._fields))

    def choosing(self, header: str) -> "Template":
        """See LogFormat.choosing."""
        tokens = tuple(
            Field("") if isinstance(token, Field) and _is_of_other(token, header) else token
            for token in self.tokens
        )
        return self if tokens == self.tokens else replace(self, tokens=tokens)

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return re.sub(r"\?P<\w+>", "?:", self.pattern(strict=True))

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read. Strict: what the strict pattern does not match is not looked into."""
        if strict:
            fits = lines.get_column("line").str.contains(self.pattern(strict=True))
            unread = lines.filter(~fits).select("line_no", reason=pl.lit("no_match"))
            done = [conform(unread)] if unread.height else []
            return pl.concat([*done, self.read(lines.filter(fits), zone)])
        return self._read(lines, zone, WAYS)

    def _read(self, lines: pl.DataFrame, zone: str | None, ways: tuple[str, ...]) -> pl.DataFrame:
        done = [NOTHING]
        for way in ways:
            if lines.is_empty():
                break
            read = self.taken(way, lines, zone)
            done.append(read)
            lines = without(lines, read)
        return pl.concat([*done, self.rejects(lines)])

    def ways(self, samples: pl.DataFrame) -> tuple[Way, ...]:  # noqa: ARG002
        """See LogFormat.ways."""
        return (Way(self.tokens, blanks=_BLANKS),)

    def taken(self, way: str, lines: pl.DataFrame, zone: str | None) -> pl.DataFrame:
        """Records of the lines that follow the template in that way; those with a wrong value have
        a reason."""
        if way != "split":
            return self._match(lines, zone, strict=way == "strict")
        if self._splits is None:
            return NOTHING
        split = self._splits.apply(lines.lazy())
        read = typed(split, self._fields, zone, simple_requests=True)
        good = read.get_column("reason").is_null()
        # A refused line may still be one to the general pattern; a taken one is taken for good.
        return read if good.all() else read.filter(good)

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        return tuple(token for token in self.tokens if isinstance(token, Field))

    # -- the fast way

    @cached_property
    def _splits(self) -> "Splits | None":
        return Splits.of(self.tokens)

    # -- the general way

    def _match(self, lines: pl.DataFrame, zone: str | None, *, strict: bool) -> pl.DataFrame:
        """Those that the general pattern matches."""
        groups = lines.select(
            "line_no",
            pl.col("line").str.extract_groups(self.pattern(strict=strict)).struct.unnest(),
        )
        fits = groups.select(pl.any_horizontal(pl.col(f"^{_GROUP}.*$").is_not_null())).to_series()
        if not fits.any():
            return NOTHING
        raw = _by_role(groups.filter(fits), self._fields)
        return typed(raw.lazy(), self._fields, zone, simple_requests=False)

    def pattern(self, *, strict: bool) -> str:
        """The whole line as a regular expression; the groups g0, g1… are the fields that are
        read."""
        return "^" + "".join(self._pieces(strict)) + "$"

    def _pieces(self, strict: bool) -> list[str]:
        pieces = []
        for at, token in enumerate(self.tokens):
            if isinstance(token, str):
                pieces.append(re.escape(token))
                continue
            body = pattern_of(token)
            if _is_quoted(self.tokens, at):
                body = body.replace("[^ ]", '[^ "]')
                body = _QUOTED_STRICT if strict and body == ANY else body
            number = sum(isinstance(earlier, Field) for earlier in self.tokens[:at])
            pieces.append(f"(?P<{_GROUP}{number}>{body})")
        return pieces

    def rejects(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Of lines that follow it in no way, why: only control bytes, the beginning of a good line,
        or something else."""
        line = pl.col("line")
        reason = (
            pl.when(line.str.contains(r"^(?:\\x[01][0-9a-f]|[[:cntrl:]]|\s)*$"))
            .then(pl.lit("binary"))
            .when(line.str.contains(self._beginning))
            .then(pl.lit("truncated"))
            .otherwise(pl.lit("no_match"))
        )
        return lines.select("line_no", reason=reason).pipe(conform)

    @cached_property
    def _beginning(self) -> str:
        """A line cut anywhere from its time on: the pattern's pieces, each the last one there may
        be."""
        pieces = self._pieces(strict=True)
        times = [i for i, t in enumerate(self.tokens) if isinstance(t, Field) and t.role == "time"]
        must = max(times[0], 1) if times else 1
        rest = "$"
        for token, piece in reversed(list(zip(self.tokens[must:], pieces[must:], strict=True))):
            cut = _prefix_pattern(token) if isinstance(token, str) else _cut_pattern(token)
            rest = f"(?:{cut}$|{piece}{rest})"
        return re.sub(r"\(\?P<\w+>", "(?:", "^" + "".join(pieces[:must]) + rest)


def without(lines: pl.DataFrame, read: pl.DataFrame) -> pl.DataFrame:
    """The lines that have no record yet."""
    if read.is_empty():
        return lines
    if read.height == lines.height:
        return lines.clear()
    return lines.filter(~pl.col("line_no").is_in(read.get_column("line_no").implode()))


def _is_of_other(field: Field, header: str) -> bool:
    return field.role == "forwarded" and field.layout != header


def _prefix_pattern(text: str) -> str:
    """Any proper beginning of the text, the empty one too."""
    pattern = ""
    for character in reversed(text[:-1]):
        pattern = f"(?:{re.escape(character)}{pattern})?"
    return pattern


def _cut_pattern(field: Field) -> str:
    """Any beginning of a field that says it is that field."""
    if field.layout == CLF_TIME:
        return r"\[[^\]\"]*"
    return r"(?:-|[\d.]*)" if field.role in NUMBERS else r"[^\"]*"


def _is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """The field stands alone between two quotes."""
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    return (
        isinstance(before, str)
        and isinstance(after, str)
        and before.endswith('"')
        and after.startswith('"')
    )


def _by_role(groups: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Group columns → one column a role; of two fields with one role the first that is read
    counts, but of times all that make the instant."""
    times = instant(fields)
    chosen: dict[str, list[str]] = {}
    for number, field in enumerate(fields):
        if field.role in READ and (field.role != "time" or field in times):
            chosen.setdefault(field.role, []).append(f"{_GROUP}{number}")
    texts = {
        role: pl.concat_str(columns[: len(times)], separator=" ")
        if role == "time"
        else pl.col(columns[0])
        for role, columns in chosen.items()
    }
    return groups.select("line_no", **texts)
