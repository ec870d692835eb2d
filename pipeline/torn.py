"""Lines that other tools read otherwise than we do: only their definitions see them.

They take for requests some lines that are rejects here (cut after the request, dated on a day that
the calendar does not have), and their buffers are too small for long ones.
"""

from collections.abc import Iterable, Iterator

import polars as pl

from pipeline.clients import one_form
from pipeline.formats import LogFormat
from pipeline.lines import LONGEST_LINE

LONG_LINE = 4094
"""Bytes of a line from which on some buffer is too small."""

CUT_SHORT = 4095
"""Bytes that GoAccess reads of a longer line."""

ENDINGS = (
    ('"', "rest"), ('"-"', "rest"), ('" "-"', "rest"), (' "-"', "rest"), ('"-" "-"', "rest"),
    (' "-" "-"', "in bytes"), ('0 "-" "-"', "bytes"),
    ('200 0 "-" "-"', "status"), (' 200 0 "-" "-"', "request"),
    (' 0 "-" "-"', "in status"), ('0 0 "-" "-"', "in status"), ('00 0 "-" "-"', "in status"),
)  # fmt: skip
"""What a line of the combined format may lack that was cut after its request, and where it ends:
after the request's quote or the space behind it, within its status and so on."""

NO_SUCH_DAY = (("", "no such day"),)
_AT_ONCE = 1_000
"""Lines that are tried with every ending, which makes them as many times as long."""
_LAST_DAYS, _EVERY_MONTHS = r"\[(?:29|30|31)/", "[28/"


def torn(
    lines: pl.DataFrame,
    refused: pl.DataFrame,
    fmt: LogFormat,
    zone: str | None,
    like: pl.DataFrame,
) -> pl.DataFrame:
    """Records with the columns of `like` and `ends` (see ENDINGS and NO_SUCH_DAY).

    refused: line_no and reason of the lines that are rejects.
    """
    none = like.clear().with_columns(ends=pl.lit(""))
    found = [record.select(none.columns) for record in _records(lines, refused, fmt, zone)]
    return pl.concat([none, *found])


def long_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """line_no and length, in bytes, of those from LONG_LINE on; of one that is too long, that it
    is: how much of it is kept depends on how it was read."""
    length = pl.col("line").str.len_bytes().clip(upper_bound=LONGEST_LINE + 1)
    found = lines.select("line_no", length=length)
    return found.filter(pl.col("length") >= LONG_LINE)


def _records(
    lines: pl.DataFrame, refused: pl.DataFrame, fmt: LogFormat, zone: str | None
) -> Iterator[pl.DataFrame]:
    """Of the lines that are cut, and of the beginnings of the long ones, nobody knows the agent."""
    line = pl.col("line")
    yield from _ended(_for(lines, refused, "truncated"), ENDINGS, fmt, zone)
    too_long = lines.filter(line.str.len_bytes() > CUT_SHORT)
    yield from _ended(too_long.with_columns(line.str.head(CUT_SHORT)), ENDINGS, fmt, zone)
    of_no_day = _for(lines, refused, "bad_time")
    on_a_day = of_no_day.with_columns(line.str.replace(_LAST_DAYS, _EVERY_MONTHS))
    yield from _ended(on_a_day, NO_SUCH_DAY, fmt, zone)


def _for(lines: pl.DataFrame, refused: pl.DataFrame, reason: str) -> pl.DataFrame:
    numbers = refused.filter(pl.col("reason") == reason).get_column("line_no")
    return lines.filter(pl.col("line_no").is_in(numbers.implode()))


def _ended(
    lines: pl.DataFrame, endings: Iterable[tuple[str, str]], fmt: LogFormat, zone: str | None
) -> Iterator[pl.DataFrame]:
    """The records of lines that are whole but for one of these endings; of several, the first."""
    order = pl.DataFrame([*endings], ["ending", "ends"], orient="row").with_row_index("order")
    for some in lines.iter_slices(_AT_ONCE):
        tried = some.rename({"line_no": "number"}).join(order, how="cross")
        tried = tried.with_columns(
            pl.col("line") + pl.col("ending"), line_no=pl.int_range(pl.len())
        )
        records = fmt.read(tried, zone, strict=True).filter(pl.col("reason").is_null())
        found = records.join(tried.drop("line"), on="line_no").sort("order")
        first = found.unique("number", keep="first", maintain_order=True)
        agent = pl.when(pl.col("ending") == "").then("agent").otherwise(pl.lit(""))
        client = one_form(first.get_column("client"))
        yield first.with_columns(client, line_no="number", agent=agent)
