"""Where the words about a line stand: as near as can be to what they name, on nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.charts.frame import LABEL, WIDTH, Plane
from reports.charts.lanes import wide

COLUMN, STEP = 4, 5
"""Pixels: the columns in which lines are kept, and between two places that are tried."""
LINE, MARGIN, FAR, GRID = LABEL + 2, 4, 22, 12
"""Of a line of words its height, the room around it, from where on a thread leads to it, and how
far it would rather go than stand on a line of the grid."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Callout:
    """Words about one of these points, whichever lets them stand nearest; brief: where a narrow
    screen has no room for all of them."""

    words: str
    brief: str
    color: str
    anchors: tuple[Point, ...]
    dot: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """x, y: the middle of the words' left or right end. thread: where one to the anchor begins, if
    they stand away from it."""

    callout: Callout
    anchor: Point
    x: float
    y: float
    align: str
    thread: Point | None


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def places(
    callouts: Iterable[Callout],
    lines: Sequence[Sequence[Point]],
    plane: Plane,
    taken: Iterable[Box] = (),
    posts: Sequence[float] = (),
) -> list[Place]:
    """In their order; lines are in pixels. Whoever finds no room at all is left out. posts: of
    upright lines, that words rather stand beside."""
    columns = _columns(lines)
    boxes = list(taken)
    found = []
    for callout in callouts:
        width = wide(callout.words) + 2 * MARGIN
        for _, top, left, anchor in sorted(_tried(callout, width, plane, posts)):
            box = Box(left, top, left + width, top + LINE)
            if not _crossed(box, columns) and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                found.append(_place(callout, anchor, box))
                break
    return found


Tried = tuple[float, int, int, Point]  # the cost, the box's upper left corner, and the anchor


def _tried(callout: Callout, width: float, plane: Plane, posts: Sequence[float]) -> Iterator[Tried]:
    grid = [plane.y(tick) for tick in plane.ticks]
    lefts = [
        (left, 2 * GRID * any(left < post < left + width for post in posts))
        for left in range(0, int(WIDTH - width) + 1, 2 * STEP)
    ]
    tops = [
        (top, GRID * any(top < line < top + LINE for line in grid))
        for top in range(0, int(plane.head + plane.plot - LINE - 2), STEP)
    ]
    for anchor in callout.anchors:
        across = [(left, _away(anchor[0], left, left + width), cost) for left, cost in lefts]
        for top, ruled in tops:
            down = _away(anchor[1], top, top + LINE)
            for left, away, post in across:
                if max(away, down) >= MARGIN:
                    yield away + down * 1.2 + ruled + post, top, left, anchor


def _away(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0)


def _near(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _place(callout: Callout, anchor: Point, box: Box) -> Place:
    """Read towards the middle of the chart, so that a narrow screen cuts nothing."""
    align = "left" if box.left + box.right < WIDTH else "right"
    x = box.left + MARGIN if align == "left" else box.right - MARGIN
    nearest = (
        _near(anchor[0], box.left + MARGIN, box.right - MARGIN),
        _near(anchor[1], box.top, box.bottom),
    )
    far = abs(nearest[0] - anchor[0]) + abs(nearest[1] - anchor[1]) > FAR
    return Place(callout, anchor, x, (box.top + box.bottom) / 2, align, nearest if far else None)


def _columns(lines: Sequence[Sequence[Point]]) -> dict[int, list[Point]]:
    """column → what lines cover of it, from above to below."""
    covered: dict[int, list[Point]] = {}
    for points in lines:
        for (x, y), (next_x, next_y) in pairwise(points):
            for column in range(int(x // COLUMN), int(next_x // COLUMN) + 1):
                covered.setdefault(column, []).append((min(y, next_y), max(y, next_y)))
    return covered


def _crossed(box: Box, columns: dict[int, list[Point]]) -> bool:
    span = range(int(box.left // COLUMN), int(box.right // COLUMN) + 1)
    return any(
        upper < box.bottom + 1 and lower > box.top - 1
        for column in span
        for upper, lower in columns.get(column, ())
    )
