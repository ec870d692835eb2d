"""Lines of a delivered log that its own format cannot say: what was rejected and why, and requests
that do not read back as they were.

A comment to every other tool, `#memoria ` and a JSON object:

    reject   reason, text: of a line that is no hit (see formats.REASONS)
    hit      a record, with `attack` where it fits a signature
    torn     records, each with `ends`: what other tools take the line for (see torn.py)
    length   bytes of the line as the server wrote it, where that is from torn.LONG_LINE on

They count only in logs that are declared pseudonymised: nobody can forge one in a server's log.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from pipeline import unseen
from pipeline.formats import REASONS, RECORD

MARK = "#memoria "

RECORD_COLUMNS = tuple(name for name in RECORD if name not in ("line_no", "reason", "forwarded"))
HIT = pl.Schema(
    {"line_no": pl.UInt64} | {name: RECORD[name] for name in RECORD_COLUMNS} | {"attack": pl.String}
)
"""A hit of a delivered log."""

TORN = pl.Schema([*HIT.items(), ("ends", pl.String())])
REJECT = pl.Schema({"line_no": pl.UInt64, "reason": pl.String, "line": pl.String})
LONG = pl.Schema({"line_no": pl.UInt64, "length": pl.UInt32})

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (naive UTC)
_LATEST = 253_402_214_400_000_000
"""Microseconds from 1970 to the last day of 9999, as for any hit."""
_NEVER = re.compile("[\0\n\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Marked:
    """What marks say. count: of the lines that are any."""

    hits: pl.DataFrame
    rejects: pl.DataFrame
    torn: pl.DataFrame
    long_lines: pl.DataFrame
    count: int


def written(said: Mapping[str, Any]) -> str:
    """A line of the parts that there are."""
    return MARK + unseen.dumps(said, indent=None, separators=(",", ":")).rstrip("\n")


def record_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of HIT or TORN as a mark has it: without what is missing; `time` in microseconds since
    1970."""
    kept = {name: value for name, value in row.items() if value is not None and name != "line_no"}
    return kept | {"time": (row["time"] - _EPOCH) // timedelta(microseconds=1)}


def is_mark() -> pl.Expr:
    return pl.col("line").str.starts_with(MARK)


def read(lines: pl.DataFrame) -> Marked:
    """lines: `line_no`, `line`. What begins like a mark and is none is a comment."""
    found = [(number, said) for number, line in lines.iter_rows() if (said := _said(line))]
    records = [(n, said["hit"]) for n, said in found if "hit" in said]
    torn = [(n, one) for n, said in found for one in said.get("torn", ())]
    rejects = [(n, *said["reject"]) for n, said in found if "reject" in said]
    lengths = [(n, said["length"]) for n, said in found if "length" in said]
    return Marked(
        hits=_frame(records, HIT),
        rejects=pl.DataFrame(rejects, REJECT, orient="row"),
        torn=_frame(torn, TORN),
        long_lines=pl.DataFrame(lengths, LONG, orient="row"),
        count=len(found),
    )


def _frame(records: Sequence[tuple[int, Mapping[str, Any]]], schema: pl.Schema) -> pl.DataFrame:
    rows = [
        (number, *(_value(record, name) for name in schema.names()[1:]))
        for number, record in records
    ]
    return pl.DataFrame(rows, schema, orient="row")


def _value(record: Mapping[str, Any], name: str) -> Any:
    value = record.get(name)
    return _EPOCH + timedelta(microseconds=record["time"]) if name == "time" else value


def _said(line: str) -> dict[str, Any] | None:
    """None unless every part of it is of its shape: a delivery may have been tampered with."""
    try:
        said = json.loads(line[len(MARK) :])
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or ("hit" in said) == ("reject" in said):
        return None
    torn = said.get("torn", [])
    good = (
        said.keys() <= {"hit", "reject", "torn", "length"}
        and ("hit" not in said or _is_record(said["hit"], HIT))
        and ("reject" not in said or _is_reject(said["reject"]))
        and isinstance(torn, list)
        and all(_is_record(one, TORN) for one in torn)
        and _is_number(said.get("length", 0), 32)
    )
    return said if good else None


def _is_reject(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(map(_is_text, value))
        and value[0] in REASONS
    )


def _is_record(value: Any, schema: pl.Schema) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= set(schema.names())
        and all(_is_of(schema[name], one) for name, one in value.items())
        and 0 <= value.get("time", -1) <= _LATEST
        and -1440 < value.get("clock_offset", 0) < 1440
        and 100 <= value.get("status", 100) <= 999
    )


def _is_text(value: Any) -> bool:
    """With no sign that the text of a line cannot have."""
    return isinstance(value, str) and not _NEVER.search(value)


def _is_of(dtype: pl.DataType, value: Any) -> bool:
    if dtype == pl.String:
        return _is_text(value)
    if dtype in (pl.UInt16, pl.UInt64):
        return _is_number(value, 16 if dtype == pl.UInt16 else 64)
    return type(value) is int


def _is_number(value: Any, bits: int) -> bool:
    return type(value) is int and 0 <= value < 1 << bits
