"""Table → how it stands on paper: the size of its letters and the width of each column.

Both follow from the texts in it, measured in the font itself, so that whatever the data are nothing
leaves the margin, and no word or figure is broken while there is a way not to. The layout is given
the widths and need not seek them: for a path of thousands of signs that takes minutes.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reports import locale
from reports.documents import fonts
from reports.tables.base import Cell, Column, Table

CM = 72 / 2.54
PAGE = 16.59 * CM
HALF = 7.85 * CM
"""Points between the margins of a US Letter sheet, and of one of two tables side by side."""
BESIDE, BETWEEN = 0.22 * CM, 0.35 * CM
"""Padding of print.css: left of figures or right of texts; left of a text that follows figures."""
SIZES = {"normal": 9.5, "menuda": 8.5, "minima": 7.6, "infima": 6.8, "partida": 6.2}
"""Points of each class of print.css, from large to small. In the last, figures may be broken."""
LEADING = 1.28
WORD, PATH, MODEST, TEXT = 11.0, 7.0, 12.0, 60.0
"""Ems: the longest word that a text keeps whole; the least of a path; up to where a wish is modest;
the most that a text wishes for."""
KEPT_WHOLE = 5.5 * CM
"""A table of less than this height is not cut in two."""
TALL, ENDLESS = 3, 25
"""Lines of rows that may stand alone on a page, lower ones go by threes; and of one that may be
cut itself."""
DIGEST = 0.9
REASON = 0.6
"""Ems of the letter that stands for a reason."""
SLACK = 1.02
"""Letters are not always as wide as the font says."""

Cut = Literal["corta", "pareada", "alta", "larga"]


@dataclass(frozen=True, slots=True)
class Room:
    """What a column needs and would like, in ems, and its padding in points."""

    least: float
    wish: float
    padding: float

    def points(self, size: float) -> tuple[float, float]:
        return self.least * size + self.padding, self.wish * size + self.padding


@dataclass(frozen=True, slots=True)
class Laid:
    """size: the class of its letters. widths: of the columns, in percent. cut: the class that says
    where a page may end in it."""

    size: str
    widths: tuple[str, ...]
    cut: Cut


def laid(table: Table) -> Laid:
    page = HALF if table.half else PAGE
    rooms = list(_rooms(table))
    size = _size(table, rooms, page)
    widths = _shared(rooms, SIZES[size], page)
    percents = tuple(f"{100 * width / page:.2f}%" for width in widths)
    return Laid(size, percents, _cut(table, widths, SIZES[size]))


def _size(table: Table, rooms: Sequence[Room], page: float) -> str:
    """The first class, from the table's own on, in which everything has what it needs."""
    names = list(SIZES)[list(SIZES).index(table.size) :]
    fits = (name for name in names if sum(r.points(SIZES[name])[0] for r in rooms) <= page)
    return next(fits, names[-1])


def _shared(rooms: Sequence[Room], size: float, page: float) -> list[float]:
    """What each needs; then what the modest wish for, and of the rest as much as each wishes for;
    what is left over goes to all."""
    widths = [room.points(size)[0] for room in rooms]
    for limit in (MODEST, TEXT):
        wish = [
            room.points(size)[1] if room.wish <= limit else width
            for room, width in zip(rooms, widths, strict=True)
        ]
        widths = _towards(wish, widths, page)
    return [page * width / sum(widths) for width in widths]


def _towards(wish: Sequence[float], widths: Sequence[float], page: float) -> list[float]:
    asked, left = sum(wish) - sum(widths), page - sum(widths)
    part = max(0.0, min(1.0, left / asked)) if asked else 0.0
    return [low + part * (high - low) for low, high in zip(widths, wish, strict=True)]


def _cut(table: Table, widths: Sequence[float], size: float) -> Cut:
    lines = [
        max(
            math.ceil(fonts.width(cell.text[:9000]) * size / width)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in table.rows
    ]
    if (sum(lines) + 3) * size * LEADING + len(lines) * 0.14 * CM < KEPT_WHOLE:
        return "corta"
    if max(lines) > ENDLESS:
        return "larga"
    return "alta" if sum(lines) >= TALL * len(lines) else "pareada"


# ------------------------------------------------------------------------------------- columns


def _rooms(table: Table) -> Iterator[Room]:
    before = ""
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.rows]
        least, wish = _needs(column, cells)
        after_figures = before == "number" and column.kind != "number"
        yield Room(least, wish, BESIDE + BETWEEN * after_figures)
        before = column.kind


def _needs(column: Column, cells: Sequence[Cell]) -> tuple[float, float]:
    """Ems: least and wish. A heading is only kept from having its words broken."""
    label = max(map(_bold, column.label.split(" ")))
    wholes = [_whole(cell) for cell in cells if cell.text not in ("", locale.MISSING)] or [0.0]
    whole = max(wholes)
    if column.kind in ("text", "path"):
        usual = whole if whole <= MODEST else math.sqrt(whole * sum(wholes) / len(wholes))
        return max(label, _unbroken(column, cells, whole)), max(label, min(usual, TEXT))
    whole *= DIGEST if column.kind == "digest" else 1
    return max(label, whole), max(label, whole, _bold(column.label) / 2)


def _unbroken(column: Column, cells: Sequence[Cell], whole: float) -> float:
    if column.kind == "path":
        return min(PATH, whole)
    words = (
        _bold(word) if cell.mark else fonts.width(word)
        for cell in cells
        for word in set(cell.text[:2000].split(" "))
    )
    return min(max(words, default=0) * SLACK, WORD)


def _whole(cell: Cell) -> float:
    text = cell.text[:200]
    return (_bold(text) if cell.mark else fonts.width(text) * SLACK) + REASON * bool(cell.reason)


@cache
def _bold(text: str) -> float:
    return fonts.width(text, bold=True) * SLACK
