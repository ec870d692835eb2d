"""The combined log of the bench in other formats, line by line, to compare the reading of them.

By a pattern of its own, that of the generator's lines: nothing of the program under test.
"""

from collections.abc import Callable
from pathlib import Path

import polars as pl

BLOCK = 1_000_000  # lines

_COMBINED = (
    r'^(?P<client>\S+) - - \[(?P<time>[^\]]+)\] "(?P<request>[^"]*)" (?P<status>\d+) '
    r'(?P<bytes>\S+) "(?P<referer>[^"]*)" "(?P<agent>[^"]*)"$'
)
_INSTANT = "%d/%b/%Y:%H:%M:%S %z"


def _nginx_json(parts: pl.DataFrame) -> pl.DataFrame:
    """As nginx writes with escape=json."""
    return parts.select(
        pl.format(
            '{{"time_local":"{}","remote_addr":"{}","request":"{}","status":"{}",'
            '"body_bytes_sent":"{}","http_referrer":"{}","http_user_agent":"{}"}}',
            "time", "client", "request", "status", _number(), _quiet("referer"), _quiet("agent"),
        )
    )  # fmt: skip


def _w3c(parts: pl.DataFrame) -> pl.DataFrame:
    """As IIS writes its fifteen fields."""
    instant = pl.col("time").str.strptime(pl.Datetime, _INSTANT)
    method, target, _ = (
        pl.col("request").str.splitn(" ", 3).struct.field(f"field_{i}") for i in range(3)
    )
    stem, query = (target.str.splitn("?", 2).struct.field(f"field_{i}") for i in range(2))
    return parts.select(
        pl.format(
            "{} 198.51.100.9 {} {} {} 443 - {} {} {} {} 0 0 15",
            instant.dt.strftime("%Y-%m-%d %H:%M:%S"), method, stem, query.fill_null("-"),
            "client", pl.col("agent").str.replace_all(" ", "+"), "referer", "status",
        )
    )  # fmt: skip


def _number() -> pl.Expr:
    return pl.col("bytes").str.replace("^-$", "0")


def _quiet(name: str) -> pl.Expr:
    """nginx writes nothing where the client sent nothing."""
    return pl.col(name).str.replace("^-$", "")


_FIELDS = (
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
    "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken\n"
)
FORMATS: dict[str, tuple[str, Callable[[pl.DataFrame], pl.DataFrame]]] = {
    "nginx_json": ("", _nginx_json),
    "w3c": (
        _FIELDS,
        _w3c,
    ),
}
"""Name → what stands above the lines, and how a line is written."""


def translate(source: Path, target: Path, name: str) -> None:
    """Writes the log in that format. Raises ValueError where a line is not the generator's."""
    head, written = FORMATS[name]
    with source.open("rb") as file, target.open("wb") as out:
        out.write(head.encode())
        while lines := file.readlines(BLOCK * 270):
            texts = pl.Series([line.rstrip(b"\n").decode() for line in lines])
            parts = texts.str.extract_groups(_COMBINED).struct.unnest()
            if parts.get_column("agent").null_count():
                raise ValueError(f"{source}: a line is not as the generator writes it")
            written(parts).write_csv(out, include_header=False, quote_style="never")
