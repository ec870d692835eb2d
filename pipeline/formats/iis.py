"""IIS's own log file format: fifteen columns between comma and space, always the same, and a comma
at the end; the time is the server's, without offset.

Source: Microsoft, "IIS Log File Format" and "IIS Log File Formats" (ms525807). The date's order is
that of the server's locale in principle; here it is month, day and year, as Microsoft documents it,
the year with two digits or four. Lines of other services (FTP, SMTP) are not read.
"""

from dataclasses import dataclass

import polars as pl

from pipeline.formats.readers.dialects import refused
from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.splitting import apart
from pipeline.formats.readers.values import METHODS, typed
from pipeline.formats.readers.writing import Way

_COLUMNS = [
    "client", "user", "date", "clock", "service", "server", "server_ip", "duration",
    "bytes_received", "bytes_sent", "status", "windows_status", "method", "target", "query", "more",
]  # fmt: skip
_FIELDS = (Field("time", "%m/%d/%Y %H:%M:%S"), Field("duration", "ms"))
_SHAPES = {
    "date": r"\d{1,2}/\d{1,2}/(?:\d\d|\d{4})",
    "clock": r"\d{1,2}:\d\d:\d\d",
    "service": r"W3SVC\d*",
    "bytes_received": r"\d+|-",
    "windows_status": r"\d+|-",
}
_WRITTEN = (
    Field("client"), Field("user"), Field("time", "%m/%d/%Y"), Field("time", "%H:%M:%S"),
    Field("", "W3SVC1"), Field(""), Field(""), Field("duration", "ms"), Field("bytes_received"),
    Field("bytes_sent"), Field("status"), Field("", "0"), Field("method"), Field("target"),
    Field("query"),
)  # fmt: skip
_TOKENS: tuple[Token, ...] = tuple(token for field in _WRITTEN for token in (field, ", "))
_WAY = Way((*_TOKENS[:-1], ","))
_BEGINNING = (
    rf"^[^ ,]+, [^,]*, {_SHAPES['date']}, {_SHAPES['clock']}(?:, {_SHAPES['service']}(?:, .*)?)?$"
)


@dataclass(frozen=True)
class IisNative:
    """A LogFormat (see base.py)."""

    name: str = "iis_native"
    title: str = "IIS, formato de archivo de registro de IIS (con comas)"
    spec: str = "iis_native"
    detail: int = 28
    zoned: bool = False

    def choosing(self, header: str) -> "IisNative":  # noqa: ARG002 (it logs none)
        """See LogFormat.choosing."""
        return self

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return r"^[0-9A-Fa-f:.]+, "

    def ways(self, samples: pl.DataFrame) -> tuple[Way, ...]:  # noqa: ARG002
        """See LogFormat.ways."""
        return (_WAY,)

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read. Strict: only known methods."""
        line = pl.col("line").str.strip_suffix(",")
        bare = lines.select("line_no", line=line).lazy()
        pieces = bare.select("line_no", apart(pl.col("line"), ", ", _COLUMNS))
        raw = pieces.with_columns(exact=_is_exact(strict=strict)).select(
            "line_no", "exact", "client", "duration", "bytes_sent", "status", "method",
            target=_target(), time=pl.concat_str(_date(), "clock", separator=" "),
        )  # fmt: skip
        records = typed(raw, _FIELDS, zone, simple_requests=False)
        unread = pl.col("reason").eq_missing(pl.lit("no_match"))
        left = lines.join(records.filter(unread), on="line_no", how="semi")
        cut = pl.col("line").str.contains(_BEGINNING) & ~pl.col("line").str.ends_with(",")
        return pl.concat([records.filter(~unread), refused(left, cut)])


def _is_exact(*, strict: bool) -> pl.Expr:
    exact = pl.col("query").is_not_null() & pl.col("more").is_null()
    for column, shape in _SHAPES.items():
        exact &= pl.col(column).str.contains(f"^(?:{shape})$")
    known = pl.col("method").cast(METHODS, strict=False).is_not_null() | (pl.col("method") == "-")
    return (exact & known if strict else exact).fill_null(value=False)


def _date() -> pl.Expr:
    """With the century: IIS is from 1995."""
    date = pl.col("date").str.replace(r"/([0-6]\d)$", "/20$1")
    return date.str.replace(r"/([7-9]\d)$", "/19$1")


def _target() -> pl.Expr:
    target, query = pl.col("target"), pl.col("query")
    bare = query.is_in(["-", ""]) | (target == "-")
    return pl.when(bare).then(target).otherwise(pl.concat_str(target, query, separator="?"))


IIS_NATIVE = IisNative()
FORMATS = (IIS_NATIVE,)
