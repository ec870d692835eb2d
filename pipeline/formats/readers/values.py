"""The texts of a line → values of their types, or the reason why the line is no hit."""

import re
from collections.abc import Sequence
from datetime import datetime

import polars as pl

from pipeline.formats.base import RECORD
from pipeline.formats.readers.fields import EPOCH, MICROSECONDS, Field, has_offset, time_layout
from pipeline.formats.readers.splitting import apart

PROTOCOLS = pl.Enum(("HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "HTTP/3"))
"""Those the fast way takes; the general one takes any version."""

METHODS = pl.Enum(
    [
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND",
        "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH", "PURGE", "PRI",
        "CHECKOUT", "MERGE", "MKACTIVITY", "RPC_IN_DATA", "RPC_OUT_DATA",  # AWStats counts these
    ]
)  # fmt: skip
OTHER_METHOD = "OTHER"

_TIMES = (datetime(1970, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001 (naive UTC)
_OFFSET_AT_END = r"(?:[+-]\d\d(?::?\d\d)?|Z)\]?$"
_EPOCH_NUMBER = r"^\d{1,19}(?:\.\d{1,9})?$"
_DECIMAL = r"^(?:\d+(?:\.\d+)?|-1?)$"
_UNKNOWN = ("-", "-1")
_VALUE = "value_"
_REQUEST_WORDS = ["method_word", "target_word", "protocol_word"]


def typed(
    raw: pl.LazyFrame, fields: Sequence[Field], zone: str | None, *, simple_requests: bool
) -> pl.DataFrame:
    """Columns of text by role → RECORD, with the reason where a value is not of its type.

    raw: may have a column `exact`; where it is false the line is refused.

    simple_requests: only `METHOD target HTTP/x` is taken; any other request line gets a reason, for
    the general pattern to decide. Otherwise a request line that is none gives a null method and
    target.
    """
    has = set(raw.collect_schema().names())
    layouts = {field.role: field.layout for field in reversed(fields)}
    layouts["time"] = time_layout(fields)
    if simple_requests and "request" in has:
        raw = raw.with_columns(apart(pl.col("request"), " ", _REQUEST_WORDS))
    values = _values(has, layouts, zone, simple_requests=simple_requests)
    # In two steps, or Polars would read each time and number once more to judge it.
    typed = raw.with_columns(value.alias(f"{_VALUE}{name}") for name, value in values.items())
    faults = _faults(has, layouts, simple_requests=simple_requests)
    reason = pl.coalesce(
        *[pl.when(fault).then(pl.lit(name)) for name, fault in faults], pl.lit(None, pl.String)
    )
    columns = {name: pl.col(f"{_VALUE}{name}") for name in values}
    written = pl.col("time") if "time" in has else pl.lit(None, pl.String)
    found = typed.select("line_no", **columns, reason=reason, written=written).collect()
    offset = _clock_offset(found.get_column("written"), found, layouts["time"], zone)
    return found.with_columns(clock_offset=offset).pipe(conform)


def _values(
    has: set[str], layouts: dict[str, str], zone: str | None, *, simple_requests: bool
) -> dict[str, pl.Expr]:
    """Columns of RECORD by name, each null where the text is not of its type."""
    values: dict[str, pl.Expr] = {
        "time": _time(layouts["time"], zone) if "time" in has else pl.lit(None, pl.Datetime("us"))
    }
    if "status" in has:
        values["status"] = pl.col("status").cast(pl.UInt16, strict=False)
    if size := _size_of(has):
        values["bytes"] = pl.col(size).cast(pl.UInt64, strict=False)
    if "duration" in has:
        values["duration_us"] = _duration(layouts["duration"])
    if "request" in has:
        values |= _simple_request() if simple_requests else _any_request()
    else:
        values |= _request_parts(has)
    for role in ("client", "vhost", "referer", "agent", "forwarded"):
        if role in has:
            values[role] = _dash_is_null(role)
    if "agent" in has:
        values["agent"] = values["agent"].fill_null("")
    return values


def _faults(
    has: set[str], layouts: dict[str, str], *, simple_requests: bool
) -> list[tuple[str, pl.Expr]]:
    """Reason and where it holds, the first that does counts; over raw texts and typed values."""
    faults = [("no_match", ~pl.col("exact"))] if "exact" in has else []
    faults.append(("bad_time", pl.col(f"{_VALUE}time").is_null()))
    if "status" in has:
        text, value = pl.col("status"), pl.col(f"{_VALUE}status")
        good = value.is_between(100, 999) | text.is_in(["-", "-1", "000", "0"])
        faults.append(("bad_status", ~good.fill_null(value=False) | text.str.starts_with("+")))
    faults += [
        ("bad_number", _no_number(pl.col(role), pl.col(f"{_VALUE}{value}")))
        for role, value in ((_size_of(has), "bytes"), ("duration", "duration_us"))
        if role in has
    ]
    if layouts.get("duration", "us") != "us":
        faults.append(("bad_number", ~pl.col("duration").str.contains(_DECIMAL)))
    if simple_requests and "request" in has:
        faults.append(("no_match", ~_is_simple_request().fill_null(value=False)))
    return faults


def _size_of(has: set[str]) -> str | None:
    """The body's size where it is logged, else the response's with its headers."""
    return next((role for role in ("bytes", "bytes_sent") if role in has), None)


def conform(records: pl.DataFrame) -> pl.DataFrame:
    """Exactly the columns of RECORD: missing ones null, statuses below 100 unknown."""
    has = records.columns
    values = {
        name: (pl.col(name) if name in has else pl.lit(None)).cast(dtype)
        for name, dtype in RECORD.items()
    }
    status = values["status"]
    return records.select(**values | {"status": pl.when(status >= 100).then(status)})


def _dash_is_null(role: str) -> pl.Expr:
    return pl.when(pl.col(role) != "-").then(pl.col(role))


def _no_number(text: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Neither a number without sign that fits, nor unknown."""
    signed = text.str.starts_with("+") | text.str.starts_with("-")
    return (value.is_null() | signed) & ~text.is_in(_UNKNOWN)


def _time(layout: str, zone: str | None) -> pl.Expr:
    """Logged text → naive UTC, null where it is no time, or none that a log of the web can have."""
    time = _instant(layout, zone)
    return pl.when(time.is_between(*_TIMES)).then(time)


def _instant(layout: str, zone: str | None) -> pl.Expr:
    text = pl.col("time")
    if layout in EPOCH:
        text = pl.when(text.str.contains(_EPOCH_NUMBER)).then(text)
        units = text.cast(pl.Decimal(38, 6), strict=False)
        whole = units // 1000 if layout == "epoch_ns" else units * EPOCH[layout]
        return whole.cast(pl.Int64, strict=False).cast(pl.Datetime("us"))
    parsed = text.str.strptime(pl.Datetime("us"), layout, strict=False)
    if not has_offset(layout):
        parsed = parsed.dt.replace_time_zone(
            zone or "UTC", ambiguous="earliest", non_existent="null"
        )
    return parsed.dt.convert_time_zone("UTC").dt.replace_time_zone(None)


def _clock_offset(
    written: pl.Series, found: pl.DataFrame, layout: str, zone: str | None
) -> pl.Series | pl.Expr:
    """Minutes that the wall clock in the text is ahead of UTC (Int16). Zero for those that count
    from 1970, or whose layout has its offset elsewhere than at the end."""
    if layout in EPOCH:
        return pl.lit(0, pl.Int16)
    if not has_offset(layout):
        utc = found.get_column("time")
        local = utc.dt.replace_time_zone("UTC").dt.convert_time_zone(zone or "UTC")
        return (local.dt.replace_time_zone(None) - utc).dt.total_minutes().cast(pl.Int16)
    first = next(iter(written.drop_nulls().head(1).str.extract(_OFFSET_AT_END, 0)), None)
    if first and written.str.ends_with(first).all():  # as in nearly every block
        return pl.lit(_minutes(first), pl.Int16)
    ends = written.str.extract(_OFFSET_AT_END, 0)
    known = {text: _minutes(text) for text in ends.drop_nulls().unique()}
    return ends.replace_strict(known, default=0, return_dtype=pl.Int16)


def _minutes(offset: str) -> int:
    """-0600, -06:00, -06 or Z, perhaps with a bracket → minutes."""
    digits = re.sub(r"\D", "", offset).ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:4])
    return -minutes if offset.startswith("-") else minutes


def _duration(unit: str) -> pl.Expr:
    """Logged text → microseconds; units above a microsecond may have a fraction."""
    if unit == "us":
        return pl.col("duration").cast(pl.UInt64, strict=False)
    value = pl.col("duration").cast(pl.Float64, strict=False) * MICROSECONDS[unit]
    return value.round().cast(pl.UInt64, strict=False)


def _method(text: pl.Expr) -> pl.Expr:
    """A known method or OTHER: the name is the client's to choose, and an attacker's."""
    known = text.cast(METHODS, strict=False).cast(pl.String)
    return pl.when(text.is_not_null()).then(known.fill_null(OTHER_METHOD))


def _simple_request() -> dict[str, pl.Expr]:
    """`GET /x HTTP/1.1` by its spaces."""
    method, target, _ = (pl.col(name) for name in _REQUEST_WORDS)
    return {"method": method.cast(METHODS, strict=False), "target": target}


def _is_simple_request() -> pl.Expr:
    """Whether the request line is three words like that; the general pattern reads the others."""
    _, target, protocol = (pl.col(name) for name in _REQUEST_WORDS)
    known = pl.col(f"{_VALUE}method").is_not_null()
    known &= protocol.cast(PROTOCOLS, strict=False).is_not_null()
    return known & (target != "")


def _any_request() -> dict[str, pl.Expr]:
    """Any request line: targets with spaces, HTTP/0.9 without a protocol, or none at all (`-`, TLS
    bytes)."""
    parts = pl.col("request").str.extract_groups(
        r"^([A-Za-z][A-Za-z0-9_-]{0,31}) ([^ ].*?)(?: ((?i:HTTP)/[0-9.]+))?$"
    )
    return {
        "method": _method(parts.struct.field("1")),
        "target": parts.struct.field("2"),
    }


def _request_parts(has: set[str]) -> dict[str, pl.Expr]:
    """Formats that log the request in pieces: method, target (path, or path and query apart)."""
    values = {}
    if "method" in has:
        values["method"] = _method(_dash_is_null("method"))
    if "target" in has:
        values["target"] = _dash_is_null("target")
    return values
