"""What a table is: columns and cells whose text is final, with the raw value each was written from.

A missing figure is a dash; its reason is printed in the table's note.
"""

from collections.abc import Sized
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reports import locale
from reports.model.base import Moment

Kind = Literal["text", "path", "time", "number", "digest"]
"""path: may be broken anywhere. time, number, digest: never broken over two lines."""
Size = Literal["normal", "menuda", "minima"]

MOST_FILES = 200
"""Files of logs that documents list one by one. A thousand take a hundred pages, which nobody reads
on paper; the delivery has all of them as data."""


@dataclass(frozen=True, slots=True)
class Cell:
    """reason: why the figure is missing. mark: a class for its looks (cumple, aviso…)."""

    text: str
    sort: str | float | None = None
    reason: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """id is also the name of its CSV on screen; the first cell of each row is its header.

    size: of the letters on paper, at most. half: it stands beside another. style: a class more.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = "No hay renglones que mostrar."
    size: Size = "normal"
    half: bool = False
    style: str = ""


def few(files: Sized) -> bool:
    """Whether each has a row of its own."""
    return len(files) <= MOST_FILES


def text(value: str | None, reason: str | None = None, mark: str = "") -> Cell:
    if value is None or value == "":
        return Cell(locale.MISSING, "", reason or "")
    return Cell(value, value, mark=mark)


def count(value: float | None, reason: str | None = None, decimals: int | None = None) -> Cell:
    return Cell(locale.number(value, decimals), value, "" if value is not None else reason or "")


def whole(value: float | None) -> int | None:
    """Estimates and counts that arrive as floats: a tenth of a request says nothing."""
    return None if value is None else round(value)


def as_size(value: float | None, reason: str | None = None) -> Cell:
    return Cell(locale.size(value), value, "" if value is not None else reason or "")


def as_factor(value: float | None, reason: str | None = None) -> Cell:
    return Cell(locale.times(value), value, "" if value is not None else reason or "")


def share(part: float | None, whole: float | None) -> Cell:
    ratio = None if part is None or not whole else part / whole
    return Cell(locale.percent(part, whole), ratio)


def at(moment: Moment | None, reason: str | None = None) -> Cell:
    if moment is None:
        return Cell(locale.MISSING, "", reason or "")
    return Cell(locale.brief_instant(local(moment)), moment.utc)


def between(start: Moment, end: Moment) -> Cell:
    return Cell(locale.brief_span(local(start), local(end)), start.utc)


def interval(low: int | None, high: int | None) -> Cell:
    if low is None or high is None:
        return Cell(locale.MISSING, None)
    shown = (locale.number(value) for value in dict.fromkeys((low, high)))
    return Cell(" a ".join(shown), high)


def local(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment.local)
