"""Drawings of fixed size: a row or a panel a diffuser. Everything stands at its pixel, names and
hours are texts, and the width is chosen for the sheet it is printed on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reports.charts.frame import (
    HOUR,
    LABEL,
    Row,
    Spec,
    amount,
    corners,
    finished,
    layer,
    milliseconds,
    tip,
    until,
    word,
)
from reports.charts.lanes import wide
from reports.charts.rows import brief
from reports.compare.model import Comparison, Failure
from reports.compare.naming import brief as brief_names
from reports.documents.theme import Theme
from reports.model.base import Window

UPRIGHT, LANDSCAPE = 665, 905
"""Pixels: the widths of a sheet upright and of one on its side, at which letters are 8 points."""
NAMES = 150
"""Of it, the room of the names; a gap is left before what they name."""
GAP = 8
HEAD = 30
"""Height of two lines of hours and days."""
LINE = 14
HAPPENED = (("nombre", "Difusor"), ("cuando", "Cuándo"), ("texto", "Qué"))


@dataclass(frozen=True, slots=True)
class Span:
    """Local time along pixels."""

    window: Window
    left: float
    width: float

    def x(self, local: str) -> float:
        first, last = milliseconds(self.window.start_local), milliseconds(self.window.end_local)
        part = (milliseconds(local.removesuffix("Z")) - first) / (last - first)
        return round(self.left + self.width * min(max(part, 0), 1), 2)


def named(comparison: Comparison) -> dict[str, str]:
    return brief_names(comparison, (NAMES - GAP) / LABEL - 0.3)


def canvas(layers: Iterable[Spec], theme: Theme, width: int, height: int) -> Spec:
    frame = corners(width, height, {"axis": None}, {"axis": None})
    drawn = [one for one in layers if one["data"]["values"]]
    spec = finished([frame, *drawn], theme, width=width, height=height, fixed=True)
    return spec | {"autosize": "none", "padding": 0}


def boxes(rows: list[Row], told: Sequence[tuple[str, str]] = (), **looks: object) -> Spec:
    """x, x2, y, y2."""
    shown = {"tooltip": tip(*told)} if told else {}
    return layer(
        rows,
        "rect",
        {"opacity": 1} | looks,
        x=amount("x", axis=None),
        x2=until("x2"),
        y=amount("y", axis=None),
        y2=until("y2"),
        **shown,
    )


def lines(rows: list[Row], color: str, width: float = 1, dash: Sequence[int] = ()) -> Spec:
    """x, x2, y, y2."""
    looks = {"color": color, "strokeWidth": width, "strokeDash": list(dash) or [1, 0]}
    ends = {"x2": until("x2"), "y2": until("y2")}
    return layer(rows, "rule", looks, x=amount("x", axis=None), y=amount("y", axis=None), **ends)


def texts(rows: list[Row], color: str, align: str = "left", *, bold: bool = False) -> Spec:
    """rotulo at x, y: the middle of the line."""
    looks = {
        "align": align, "baseline": "middle", "fontSize": LABEL, "color": color,
        "fontWeight": 600 if bold else 400,
    }  # fmt: skip
    place = {"x": amount("x", axis=None), "y": amount("y", axis=None)}
    return layer(rows, "text", looks, **place, text=word("rotulo"))


def box(x: float, x2: float, y: float, y2: float, **more: object) -> Row:
    return {"x": x, "x2": x2, "y": y, "y2": y2, **more}


def label(x: float, y: float, rotulo: str) -> Row:
    return {"x": x, "y": y, "rotulo": rotulo}


def row_names(
    names: dict[str, str], deliveries: Sequence[str], top: float, row: float, theme: Theme
) -> Spec:
    """Up to the gap before their rows."""
    return texts(
        [
            label(NAMES - GAP, top + (at + 0.5) * row, names[one])
            for at, one in enumerate(deliveries)
        ],
        theme.colors["ink"],
        "right",
    )


def hours(span: Span, top: float, bottom: float, theme: Theme) -> list[Spec]:
    """Every third hour above the rows, the day where it begins and at the left end; fine lines
    down."""
    window = span.window
    first, last = milliseconds(window.start_local), milliseconds(window.end_local)
    marks, days, posts = [], [], []
    for at in range(first, last, _step(first, last)):
        local = _local(at)
        x = span.x(local)
        posts.append(box(x, x, top, bottom))
        marks.append(label(x, top - LINE / 2, local[11:16]))
        if at == first or local[11:16] == "00:00":
            days.append(label(x, top - 1.5 * LINE, brief(local).rpartition(" ")[0]))
    muted = theme.colors["muted"]
    return [
        lines(posts, theme.colors["grid"]),
        texts(days, muted),
        texts(marks, muted),
    ]


def _step(first: int, last: int) -> int:
    """At most a dozen marks."""
    whole = (last - first) / HOUR
    return next(step for step in (3, 6, 12, 24, 48, 10**6) if whole / step <= 12) * HOUR


def _local(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def origin_names(failures: Iterable[Failure], span: Span, y: float, theme: Theme) -> list[Spec]:
    """F1, F2 under their spans: those that do not touch the one before."""
    rows, edge = [], 0.0
    for failure in failures:
        middle = (span.x(failure.start.local) + span.x(failure.end.local)) / 2
        half = wide(failure.failure) / 2
        middle = min(middle, span.left + span.width - half)
        if middle - half > edge:
            rows.append(label(middle, y, failure.failure))
            edge = middle + half + 4
    return [texts(rows, theme.colors["warning"], "center", bold=True)]
