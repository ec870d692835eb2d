"""Lines of a fixed number of columns between tabs or single spaces, some of them in quotes.

W3C's own strings stand between quotes, double those inside and may hold spaces; IIS quotes nothing
and leaves a quote of the client's where it is. Each way of taking a line apart is tried on what the
ones before it left over, and counts only where it gives exactly the columns there must be.
"""

from collections.abc import Callable
from functools import partial

import polars as pl

from pipeline.formats.readers.splitting import apart

_LINE = pl.col("line")
_WORD = r'"(?:[^"]|"")*"|[^ ]+'
"""A string between quotes, or what there is up to the next space."""


def in_columns(lines: pl.DataFrame, count: int) -> pl.DataFrame:
    """`line_no`, the texts c0, c1… without their quotes, and `exact`: whether the line is so many
    columns; any order."""
    lines, done = lines.select("line_no", "line"), list[pl.DataFrame]()
    for holds, take in _ways(count):
        here = lines.select(holds).to_series()
        mine = lines if here.all() else lines.filter(here)
        if mine.is_empty():
            continue
        taken = take(mine)
        good = taken.get_column("exact")
        if good.all() and mine.height == lines.height:
            done.append(taken)
            return pl.concat(done)
        done.append(taken.filter(good))
        lines = pl.concat([lines.filter(~here), mine.filter(~good)])
    return pl.concat([*done, _split(lines, " ", count).with_columns(exact=pl.lit(value=False))])


_Take = Callable[[pl.DataFrame], pl.DataFrame]


def _ways(count: int) -> tuple[tuple[pl.Expr, _Take], ...]:
    """Where each may be tried, and what it does; the quick ones first."""
    tabs, quotes = _LINE.str.contains("\t", literal=True), _LINE.str.contains('"', literal=True)
    every = _LINE.str.count_matches('"', literal=True) == 2 * count
    return (
        (tabs & ~quotes, partial(_split, separator="\t", count=count)),
        (tabs, partial(_split_unquoted, separator="\t", count=count)),
        (~quotes, partial(_split, separator=" ", count=count)),
        (every, partial(_all_quoted, count=count)),
        (quotes, partial(_words, count=count)),
        (quotes, partial(_all_quoted, count=count)),
        (quotes, partial(_split_unquoted, separator=" ", count=count)),
    )


def possible_counts(lines: pl.DataFrame) -> set[int]:
    """Every number of columns that some of the lines may have."""
    line = lines.get_column("line")
    tabs = line.str.count_matches("\t", literal=True)
    strings = line.filter((tabs == 0) & line.str.contains('"', literal=True))
    found = [tabs + 1, line.str.count_matches(" ", literal=True) + 1]
    found.append(strings.str.count_matches(_WORD))
    return {count for counts in found for count in counts.unique()}


def how_many() -> pl.Expr:
    """Columns of `line`, if strings hold their separators."""
    words = _LINE.str.count_matches(_WORD)
    tabs = _LINE.str.count_matches("\t", literal=True)
    return pl.when(tabs > 0).then(tabs + 1).otherwise(words)


def names(count: int) -> list[str]:
    return [f"c{at}" for at in range(count)]


def _split(lines: pl.DataFrame, separator: str, count: int) -> pl.DataFrame:
    pieces = apart(_LINE, separator, [*names(count), "more"])
    return _exactly(lines.lazy().select("line_no", pieces), count).collect()


def _split_unquoted(lines: pl.DataFrame, separator: str, count: int) -> pl.DataFrame:
    return _split(lines, separator, count).with_columns(_unquoted(names(count)))


def _all_quoted(lines: pl.DataFrame, count: int) -> pl.DataFrame:
    """Every column between quotes; those inside are left as they are."""
    whole = lines.select(_LINE.str.starts_with('"') & _LINE.str.ends_with('"')).to_series()
    # In two steps, or Polars would take the quotes off again for every column.
    inside = lines.with_columns(_LINE.str.slice(1).str.strip_suffix('"'))
    return _split(inside, '" "', count).with_columns(pl.col("exact") & whole)


def _words(lines: pl.DataFrame, count: int) -> pl.DataFrame:
    """Strings that may hold spaces, five times slower."""
    words = _LINE.str.extract_all(_WORD)
    so = lines.lazy().select("line_no", "line", words=words)
    fields = pl.col("words").list.to_struct(fields=[*names(count), "more"]).struct.unnest()
    spaced = pl.col("words").list.join(" ") == _LINE
    taken = _exactly(so.select("line_no", fields, spaced=spaced), count)
    exact = pl.col("exact") & pl.col("spaced")
    return taken.with_columns(exact, *_unquoted(names(count))).drop("spaced").collect()


def _exactly(pieces: pl.LazyFrame, count: int) -> pl.LazyFrame:
    exact = pl.col("more").is_null() & pl.col(f"c{count - 1}").is_not_null()
    return pieces.with_columns(exact=exact).drop("more")


def _unquoted(columns: list[str]) -> list[pl.Expr]:
    """What stands between quotes without them, and with its own no longer doubled."""
    return [_without_quotes(pl.col(name)).alias(name) for name in columns]


def _without_quotes(text: pl.Expr) -> pl.Expr:
    quoted = text.str.contains('(?s)^".*"$')
    inside = text.str.strip_prefix('"').str.strip_suffix('"')
    return pl.when(quoted).then(inside.str.replace_all('""', '"', literal=True)).otherwise(text)
