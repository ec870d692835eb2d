"""Finds the log formats of this folder, and the one a log is written in.

A module here is a format when it has FORMATS; it may also have `from_text`, which reads a format
string of its server, and ALIASES, the names that other tools give its formats. There is no list to
keep.
"""

import difflib
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from pipeline.errors import FormatError, Problem
from pipeline.formats.base import REASONS, RECORD, LogFormat
from pipeline.formats.readers.prefixed import Prefixed, has_prefix, without_prefix

__all__ = [
    "REASONS", "RECORD", "SURE", "Detection", "LogFormat", "by_name", "content", "detect",
    "directed", "fitted", "is_blank", "is_comment", "known", "mapped", "numbered",
    "others", "resolve",
]  # fmt: skip

ENOUGH = 0.5
"""The share of the sample a format must read to be taken as the log's."""

SURE = 0.9
"""Below this share the user is told that there is a doubt."""

FEW, MANY = 40, 500
"""Lines that are looked at: few where they agree, else many."""

ABOUT = 0.05
"""Shares this near to each other are equal: a log has broken lines under any format."""

DIRECTIVE = "#Fields:"


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
def aliases() -> dict[str, str]:
    """What other tools call our formats, in lower case → our name."""
    return {
        alias.lower(): name
        for module in _modules()
        for alias, name in getattr(module, "ALIASES", {}).items()
    }


@cache
def resolve(text: str) -> LogFormat:
    """A format's name or a server's format string. Raises FormatError with the nearest name."""
    name = aliases().get(text.lower(), text)
    if name in by_name():
        return by_name()[name]
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


def mapped(name: str, fields: Mapping[str, str]) -> LogFormat:
    """A format of lines that name their values (`json`, `ltsv`), of which the user says what each
    is. Raises FormatError."""
    for module in _modules():
        from_map = getattr(module, "from_map", None)
        if from_map and (fmt := from_map(fields, name)):
            return fmt  # type: ignore[no-any-return]
    raise FormatError(
        Problem(f"format = «{name}»", "no admite «fields»", "json o ltsv", "borre «fields»")
    )


def known(fmt: LogFormat) -> LogFormat:
    """The same format, and the very one of this process where it is a named one."""
    if isinstance(fmt, Prefixed):
        return Prefixed(known(fmt.inner))
    own = by_name().get(fmt.name)
    return own if own and own.spec == fmt.spec else fmt


@dataclass(frozen=True, slots=True)
class Detection:
    """The format found, the share (0–1) that it reads of so many looked-at lines, and another that
    reads them as well but otherwise, where there is one."""

    format: LogFormat
    share: float
    lines: int
    rival: LogFormat | None = None


def detect(sample: pl.Series) -> Detection | None:
    """The format that reads the lines; of those that read about as many, the one that reads most of
    each.

    sample: the log's first lines, as text. None where no format reads ENOUGH of them.
    """
    lines = content(sample)
    if lines.is_empty():
        return None
    prefixed = _are_prefixed(lines)
    if prefixed:
        lines = without_prefix(lines)
    # A format that reads every one of the first lines is the log's: the rest need no look.
    best = _best(lines.head(FEW))
    if best.share < 1 and lines.height > FEW:
        best = _best(lines)
    if best.share < ENOUGH:
        return None
    return replace(best, format=Prefixed(best.format)) if prefixed else best


def fitted(fmt: LogFormat, sample: pl.Series) -> LogFormat:
    """A declared format, for lines that a syslog or a container's log has put something before.

    Not where it reads more of them as they are: `$remote_addr | $status` looks like one's.
    """
    lines = content(sample)
    if lines.is_empty() or not _are_prefixed(lines):
        return fmt
    bare, without = (one.read(lines, "UTC")["reason"].null_count() for one in (fmt, Prefixed(fmt)))
    return fmt if bare > without else Prefixed(fmt)


def others(fmt: LogFormat, zone: str | None, header: str | None) -> Iterator[LogFormat]:
    """The named formats that the lines may be in which the log's own does not read.

    header: see LogFormat.choosing.
    """
    inner = fmt.inner if isinstance(fmt, Prefixed) else fmt
    if inner is fmt:
        yield Prefixed(fmt.choosing(header) if header else fmt)  # it may go on through syslog
    for other in sorted(by_name().values(), key=lambda other: -other.detail):
        if other != inner and (other.zoned or zone):
            chosen = other.choosing(header) if header else other
            yield Prefixed(chosen) if isinstance(fmt, Prefixed) else chosen


def content(sample: pl.Series) -> pl.DataFrame:
    """The first lines that hold something, numbered, with their directives."""
    lines = directed(numbered(sample.head(MANY)), None)
    return lines.filter(~is_blank() & ~is_comment())


def _are_prefixed(lines: pl.DataFrame) -> bool:
    return bool(lines.select(has_prefix().mean()).item() >= ENOUGH)


def _best(lines: pl.DataFrame) -> Detection:
    found: list[tuple[Detection, pl.DataFrame]] = []
    for fmt in sorted(by_name().values(), key=lambda fmt: -fmt.detail):
        if found and found[-1][0].share == 1 and fmt.detail < found[-1][0].format.detail:
            break  # no other could read more of it
        if not _may_be(lines, fmt):
            continue
        records = fmt.read(lines, "UTC", strict=True)
        share = records.get_column("reason").null_count() / lines.height
        found.append((Detection(fmt, share, lines.height), records))
    if not found:
        return Detection(resolve("combined"), 0, lines.height)
    most = max(detection.share for detection, _ in found)
    # A user name may hold spaces, so `combined` can read what `vhost_combined` reads better.
    near = [pair for pair in found if pair[0].share >= most - ABOUT]
    best, records = max(near, key=lambda pair: (pair[0].format.detail, pair[0].share))
    rivals = (d.format for d, other in near if _is_rival(best, records, d, other))
    return replace(best, rival=next(rivals, None))


def _may_be(lines: pl.DataFrame, fmt: LogFormat) -> bool:
    return "directive" in lines.columns or bool(
        lines.get_column("line").str.contains(fmt.hint).any()
    )


def _is_rival(
    best: Detection, records: pl.DataFrame, other: Detection, its_records: pl.DataFrame
) -> bool:
    """As much of as many lines, but not the same."""
    return (
        other.share == best.share
        and other.format.detail == best.format.detail
        and not records.sort("line_no").equals(its_records.sort("line_no"))
    )


def numbered(lines: pl.Series, first: int = 1) -> pl.DataFrame:
    """Columns `line_no` (from `first`) and `line`."""
    return (
        lines.alias("line").to_frame().with_row_index("line_no", first).cast({"line_no": pl.UInt64})
    )


def directed(lines: pl.DataFrame, above: str | None) -> pl.DataFrame:
    """With the column `directive` where the lines have any, or had one above the first."""
    is_directive = pl.col("line").str.starts_with(DIRECTIVE)
    if above is None and not lines.select(is_directive.any()).item():
        return lines
    own = pl.when(is_directive).then(pl.col("line")).forward_fill()
    return lines.with_columns(directive=own.fill_null(pl.lit(above, pl.String)))


def is_blank() -> pl.Expr:
    """Nothing but white space, that of ASCII."""
    return pl.col("line").str.strip_chars_start(" \t\r\n\v\f") == ""


def is_comment() -> pl.Expr:
    """A directive or remark of the log itself (W3C `#Fields:` and the like)."""
    return pl.col("line").str.starts_with("#")
