"""Finds the log formats of this folder, and the one a log is written in.

A module here is a format when it has FORMATS; it may also have `from_text`, which reads a format
string of its server. There is no list to keep.
"""

import difflib
import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache

import polars as pl

from pipeline.errors import FormatError, Problem
from pipeline.formats.base import REASONS, RECORD, LogFormat

__all__ = ["REASONS", "RECORD", "Detection", "LogFormat", "by_name", "detect", "resolve"]

ENOUGH = 0.5
"""The share of the sample a format must read to be taken as the log's."""

FEW, MANY = 40, 500
"""Lines that are looked at: few where they agree, else many."""

ABOUT = 0.05
"""Shares this near to each other are equal: a log has broken lines under any format."""


@cache
def _modules() -> tuple[object, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


@cache
def by_name() -> dict[str, LogFormat]:
    """Every named format, in the order in which detection prefers them."""
    formats = [fmt for module in _modules() for fmt in getattr(module, "FORMATS", ())]
    return {fmt.name: fmt for fmt in formats}


@cache
def resolve(text: str) -> LogFormat:
    """A format's name or a server's format string. Raises FormatError with the nearest name."""
    if text in by_name():
        return by_name()[text]
    for module in _modules():
        from_text = getattr(module, "from_text", None)
        if from_text and (fmt := from_text(text)):
            return fmt  # type: ignore[no-any-return]
    near = difflib.get_close_matches(text, by_name(), n=1)
    raise FormatError(
        Problem(
            where=f"format = «{text}»",
            found="no es el nombre de un formato ni una cadena LogFormat o log_format",
            expected=", ".join(by_name()),
            remedy=f"¿quiso decir «{near[0]}»?"
            if near
            else "copie la cadena de la configuración del servidor",
        )
    )


@dataclass(frozen=True, slots=True)
class Detection:
    """The format found and the share (0–1) of the sample's lines that it reads."""

    format: LogFormat
    share: float


def detect(sample: pl.Series) -> Detection | None:
    """The format that reads the lines; of those that read about as many, the one that reads most of
    each.

    sample: the log's first lines, as text. None where no format reads ENOUGH of them.
    """
    lines = numbered(sample.head(MANY))
    lines = lines.filter(~is_blank() & ~is_comment())
    if lines.is_empty():
        return None
    # A format that reads every one of the first lines is the log's: the rest need no look.
    sure = _best(lines.head(FEW))
    best = sure if sure.share == 1 else _best(lines)
    return best if best.share >= ENOUGH else None


def _best(lines: pl.DataFrame) -> Detection:
    found = []
    for fmt in sorted(by_name().values(), key=lambda fmt: -fmt.detail):
        records = fmt.read(lines, None, strict=True)
        found.append(Detection(fmt, records["reason"].null_count() / lines.height))
        if found[-1].share == 1:
            break  # no other could read more of it
    most = max(detection.share for detection in found)
    # A user name may hold spaces, so `combined` can read what `vhost_combined` reads better.
    near = [detection for detection in found if detection.share >= most - ABOUT]
    return max(near, key=lambda detection: detection.format.detail)


def numbered(lines: pl.Series, first: int = 1) -> pl.DataFrame:
    """Columns `line_no` (from `first`) and `line`."""
    return (
        lines.alias("line").to_frame().with_row_index("line_no", first).cast({"line_no": pl.UInt64})
    )


def is_blank() -> pl.Expr:
    """Nothing but white space."""
    return pl.col("line").str.strip_chars_start() == ""


def is_comment() -> pl.Expr:
    """A directive or remark of the log itself (W3C `#Fields:` and the like)."""
    return pl.col("line").str.starts_with("#")
