"""Where the names of spans stand: in rows, so that none touches another. Pixels throughout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest
from typing import Literal

from reports.charts.frame import LABEL, WIDTH
from reports.documents import fonts

ROW = 14
"""The height of a row of names."""
GAP = 6
NARROW = 0.4
"""Of the chart's width, what a telephone leaves of it."""

Side = Literal["over", "over_end", "after", "before", "inside"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span, and its names from the longest to the shortest that will do."""

    start: float
    end: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """row: from 0. name: empty where another's says «+1» for it. start, end: of name and bar.
    brief: the name for a narrow screen, empty where it has no room."""

    row: int
    name: str
    side: Side
    start: float
    end: float
    brief: str = ""


def wide(text: str) -> float:
    return LABEL * fonts.width(text, bold=True)


def over(mark: Mark, name: str) -> tuple[float, float, Side]:
    """A name above its span: from its start, or up to its end where the chart ends."""
    end = mark.start + wide(name)
    if end <= WIDTH:
        return mark.start, end, "over"
    return min(mark.end, WIDTH) - wide(name), min(mark.end, WIDTH), "over_end"


def along(mark: Mark, name: str) -> tuple[float, float, Side]:
    """A name in a bar that holds it, after one that does not, before one at the edge."""
    taken = wide(name) + GAP
    if mark.end - mark.start > taken:
        return mark.start, mark.end, "inside"
    if mark.end + taken <= WIDTH:
        return mark.start, mark.end + taken, "after"
    return mark.start - taken, mark.end, "before"


Extent = Callable[[Mark, str], tuple[float, float, Side]]


def placed(
    marks: Sequence[Mark], rows: int, extent: Extent, *, counted: bool = True
) -> list[Placed]:
    """A place for each mark, in the order of their starts: all with the longest names that fit in
    so many rows. Where not even the shortest do, a name counts the neighbours left without; not
    counted: nobody has a name, in one row."""
    for length in range(max((len(mark.names) for mark in marks), default=0)):
        names = [mark.names[min(length, len(mark.names) - 1)] for mark in marks]
        found = _rows(marks, names, rows, extent)
        if None not in found:
            return _with_briefs(marks, [place for place in found if place])
    if not counted:
        return [Placed(0, "", "over", mark.start, mark.end) for mark in marks]
    some = _rows(marks, [f"{mark.names[-1]} +99" for mark in marks], rows, extent)
    return _with_briefs(marks, _with_counts(marks, some, rows))


def _rows(
    marks: Sequence[Mark], names: Sequence[str], rows: int, extent: Extent
) -> list[Placed | None]:
    free = [-float(WIDTH)] * rows
    found: list[Placed | None] = []
    for mark, name in zip(marks, names, strict=True):
        start, end, side = extent(mark, name)
        row = next((index for index, at in enumerate(free) if at + GAP <= start), None)
        found.append(None if row is None else Placed(row, name, side, start, end))
        if row is not None:
            free[row] = end
    return found


def _with_counts(marks: Sequence[Mark], found: Sequence[Placed | None], rows: int) -> list[Placed]:
    """«I-04 +2»: it, and the two after it that have no room."""
    places: list[Placed] = []
    for index, place in enumerate(found):
        if place is None:
            mark = marks[index]
            places.append(Placed(rows - 1, "", "over", mark.start, mark.end))
            continue
        after = takewhile(lambda other: other is None, found[index + 1 :])
        more = len(list(after))
        name = marks[index].names[-1] + (f" +{more}" if more else "")
        places.append(replace(place, name=name))
    return places


def _with_briefs(marks: Sequence[Mark], places: Sequence[Placed]) -> list[Placed]:
    """In each row from left to right, the longest of a mark's names that the next one leaves."""
    made = list(places)
    for row in range(rows_of(places)):
        named = [at for at, place in enumerate(places) if place.row == row and place.name]
        edge = 0.0
        for at, following in zip_longest(named, named[1:]):
            limit = NARROW * (WIDTH if following is None else marks[following].start)
            for name in (places[at].name, *marks[at].names, ""):
                start = _narrow_start(places[at].side, marks[at], name)
                if edge <= start and start + wide(name) <= limit:
                    made[at] = replace(places[at], brief=name)
                    edge = start + wide(name) + GAP
                    break
    return made


def _narrow_start(side: Side, mark: Mark, name: str) -> float:
    return {
        "over": NARROW * mark.start,
        "inside": NARROW * mark.start + GAP,
        "after": NARROW * mark.end + GAP,
        "over_end": NARROW * mark.end - wide(name),
        "before": NARROW * mark.start - GAP - wide(name),
    }[side]


def rows_of(places: Sequence[Placed]) -> int:
    return max((place.row for place in places), default=-1) + 1
