"""Records → lines in a format: what is handed over is written anew from what was read.

So nothing that is not in a record can be in such a line. A value that is not read stands as the
format's empty one. Whether a line reads back as its record is for its writer to find out: see
pipeline/handover.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from pipeline.formats.readers.fields import EPOCH, MICROSECONDS, Field, Token

PROTOCOL = "HTTP/1.1"
"""No measure asks for the protocol, and a request line without one is not a usual one."""

SITE = {"url": "http://", "site": "", "/site": "/"}
"""Layouts of a target that begins with its site, and what stands before that."""

Texts = Callable[[pl.Series], pl.Series]

_OFFSETS = {"%z": "", "%:z": ":", "%#z": ":"}
_PARTS = ("path", "query")


@dataclass(frozen=True)
class Way:
    """How a record becomes a line: literals and fields in the order of the line.

    blanks: what stands for a missing value, by role, or "" for any other; else a dash. said: what
    the client says of itself as the format escapes it. text: any text as it stands in the line.
    """

    tokens: tuple[Token, ...]
    blanks: Mapping[str, str] = field(default_factory=dict)
    said: Texts | None = None
    text: Texts | None = None

    def lines(self, records: pl.DataFrame) -> pl.Series:
        """The records' lines, in their order. Raises polars' errors at a layout of time that cannot
        be written."""
        columns: dict[str, pl.Series] = {}
        pieces: list[pl.Expr] = []
        for at, token in enumerate(self.tokens):
            if isinstance(token, str):
                pieces.append(pl.lit(token))
            elif token.role in _MADE:
                columns[f"c{at}"] = self._of(token, records)
                pieces.append(pl.col(f"c{at}"))
            else:
                pieces.append(pl.lit(self._unread(token, at)))
        frame = pl.DataFrame(columns) if columns else records.select("line_no")
        return frame.with_columns(line=pl.concat_str(pieces)).get_column("line")  # also of no field

    def _of(self, token: Field, records: pl.DataFrame) -> pl.Series:
        if token.role == "target" and any(_is_query(other) for other in self.tokens):
            records = records.with_columns(target=_part(records, "path"))
        series = _MADE[token.role](token, records)
        if self.said and token.role in ("agent", "referer"):
            series = each_once(series, self.said)
        if self.text and not _is_number(token):
            series = each_once(series, self.text)
        return series.fill_null(self._blank(token.role))

    def _blank(self, role: str) -> str:
        return self.blanks.get(role, self.blanks.get("", "-"))

    def _unread(self, token: Field, at: int) -> str:
        """What stands in the place of a value that nobody reads: what its layout says, else after a
        colon a port, and nothing at the very end of a line whose other words are over."""
        before = self.tokens[at - 1] if at else ""
        if token.role == "" and token.layout:
            return token.layout
        if isinstance(before, str) and before.endswith(":"):
            return "0"
        ended = at + 1 == len(self.tokens) and before not in ("", " ")
        return "" if ended and token.role == "" else self._blank(token.role)


def with_sites(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The same with whole URLs as targets."""
    return tuple(
        Field(token.role, "url")
        if isinstance(token, Field) and token.role in ("target", "request")
        else token
        for token in tokens
    )


def each_once(series: pl.Series, function: Texts) -> pl.Series:
    """The function of the series, asked once for each distinct value."""
    distinct = series.unique()
    if 2 * len(distinct) > len(series):
        return function(series)
    table = pl.DataFrame({"value": distinct, "result": function(distinct)})
    every = series.alias("value").to_frame()
    found = every.join(table, on="value", how="left", maintain_order="left", nulls_equal=True)
    return found.get_column("result")


def _is_query(token: Token) -> bool:
    return isinstance(token, Field) and token.role == "query"


def _is_number(token: Field) -> bool:
    return token.role in _NUMBERS or (token.role == "time" and token.layout in EPOCH)


# -- what stands in a field


def _word(token: Field, records: pl.DataFrame) -> pl.Series:
    return records.get_column(token.role)


def _agent(token: Field, records: pl.DataFrame) -> pl.Series:
    """A dash where the client sent none."""
    return records.get_column(token.role).replace("", "-")


def _target(token: Field, records: pl.DataFrame) -> pl.Series:
    """Perhaps with its site before it."""
    if token.layout not in SITE:
        return records.get_column("target")
    sited = pl.concat_str(pl.lit(SITE[token.layout]), "vhost", "target")
    return records.select(pl.coalesce(sited, "target")).to_series()


def _query(token: Field, records: pl.DataFrame) -> pl.Series:  # noqa: ARG001
    return _part(records, "query")


def _part(records: pl.DataFrame, name: str) -> pl.Series:
    pieces = records.get_column("target").str.split_exact("?", 1)
    return pieces.struct.field(f"field_{_PARTS.index(name)}")


def _request(token: Field, records: pl.DataFrame) -> pl.Series:
    words = pl.concat_str("method", _target(token, records), pl.lit(PROTOCOL), separator=" ")
    return records.select(words).to_series()


def _protocol(token: Field, records: pl.DataFrame) -> pl.Series:  # noqa: ARG001
    return pl.repeat(PROTOCOL, records.height, eager=True)


def _number(token: Field, records: pl.DataFrame) -> pl.Series:
    name = "bytes" if token.role == "bytes_sent" else token.role
    return records.get_column(name).cast(pl.String)


def _duration(token: Field, records: pl.DataFrame) -> pl.Series:
    """In the unit of the layout; that of Go with decimals, or it would be nanoseconds."""
    microseconds = records.get_column("duration_us")
    if token.layout == "ns":
        return (microseconds * 1000).cast(pl.String)
    unit = int(MICROSECONDS.get(token.layout, MICROSECONDS["s"]))
    return _divided(microseconds, unit, decimals=token.layout == "go")


def _divided(numbers: pl.Series, unit: int, *, decimals: bool = False) -> pl.Series:
    """By a power of ten, with decimals where there are any."""
    whole = (numbers // unit).cast(pl.String)
    if unit == 1:
        return whole
    rest = "." + (numbers % unit).cast(pl.String).str.zfill(len(str(unit)) - 1)
    return whole + (rest if decimals else rest.str.strip_chars_end("0").str.strip_chars_end("."))


def _time(token: Field, records: pl.DataFrame) -> pl.Series:
    """Written once for each instant and offset that there is."""
    clock = records.select("time", "clock_offset")
    written = [
        part.with_columns(text=_written(part.get_column("time"), token.layout, offset or 0))
        for part in clock.unique().partition_by("clock_offset")
        for offset in part.get_column("clock_offset").head(1)
    ]
    if not written:
        return pl.Series("text", [], pl.String)
    found = clock.join(
        pl.concat(written), on=["time", "clock_offset"], how="left", maintain_order="left"
    )
    return found.get_column("text")


def _written(times: pl.Series, layout: str, offset: int) -> pl.Series:
    """Naive UTC → as a clock so many minutes ahead of it writes it."""
    if not offset:
        layout = layout.replace("%#z", "Z")
    if layout == "epoch_ns":
        return (times.cast(pl.Int64) * 1000).cast(pl.String)
    if layout in EPOCH:
        return _divided(times.cast(pl.Int64), int(EPOCH[layout]))
    for letters, colon in _OFFSETS.items():
        layout = layout.replace(letters, _offset(offset, colon))
    return times.dt.offset_by(f"{offset}m").dt.strftime(layout)


def _offset(minutes: int, colon: str) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{colon}{rest:02}"


_NUMBERS = {"status": _number, "bytes": _number, "bytes_sent": _number, "duration": _duration}
_MADE: dict[str, Callable[[Field, pl.DataFrame], pl.Series]] = {
    **dict.fromkeys(("client", "method", "vhost", "referer"), _word),
    **_NUMBERS,
    "agent": _agent,
    "target": _target,
    "query": _query,
    "request": _request,
    "protocol": _protocol,
    "time": _time,
}
