"""Layers that several charts share: lines, the ordinary band, shades, the words beside them.

Lines and areas carry their names in the chart; none needs a legend.
"""

from collections.abc import Iterable, Sequence

from reports import locale
from reports.charts.callouts import Callout, Place, Point
from reports.charts.frame import (
    LABEL,
    WIDTH,
    Plane,
    Row,
    Spec,
    amount,
    layer,
    only,
    time,
    tip,
    until,
    word,
)
from reports.charts.lanes import GAP, ROW, Mark, Placed
from reports.charts.rows import brief
from reports.documents.theme import Theme

BAND = ("bajo", "media", "alto")
HAPPENED = (("cuando", "Cuándo"), ("nombre", "Qué"))


def band(rows: list[Row], theme: Theme) -> list[Spec]:
    """Quartiles and median of the same hours; the rows are those of the line above it."""
    if not ordinary(rows):
        return []
    median = {"color": theme.colors["baseline"], "strokeWidth": 1.2, "strokeDash": [4, 2]}
    quartiles = {"y": amount("bajo"), "y2": until("alto")}
    looks = {"color": theme.colors["band"], "invalid": "break-paths-show-path-domains"}
    return [
        layer(rows, "area", looks, x=time("t"), **quartiles),
        layer(rows, "line", median | BROKEN, x=time("t"), y=amount("media")),
    ]


BROKEN = {"invalid": "break-paths-show-path-domains"}
"""A missing value is a gap in the line, never a zero nor a bridge."""


def ordinary(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["media"] is not None]


def line(
    rows: list[Row],
    field: str,
    color: str,
    told: Iterable[tuple[str, str]],
    *,
    points: bool = False,
    dash: Sequence[int] = (),
) -> Spec:
    looks = {
        "color": color,
        "strokeWidth": 1.6,
        "strokeDash": list(dash) or [1, 0],
        "point": {"color": color, "size": 14, "filled": True} if points else False,
    }
    return layer(rows, "line", looks | BROKEN, x=time("t"), y=amount(field), tooltip=tip(*told))


def top_of(rows: Iterable[Row], *fields: str) -> float:
    """The largest value drawn; at least 1, so that an axis has somewhere to go."""
    return max([row[field] or 0 for row in rows for field in fields] + [1])


def traced(rows: Iterable[Row], field: str, plane: Plane) -> list[Point]:
    """The line in pixels, for the words that must not stand on it."""
    return [_point(row, field, plane) for row in rows if row[field] is not None]


def filled(rows: Iterable[Row], field: str, plane: Plane) -> list[Point]:
    """The same of bars, from their foot to their top."""
    foot, corners = plane.y(0), list[Point]()
    for row in rows:
        if row[field] is not None:
            (x, y), end = _point(row, field, plane), plane.x(row["fin"].removesuffix("Z"))
            corners += [(x, foot), (x, y), (end, y), (end, foot)]
    return corners


def _point(row: Row, field: str, plane: Plane) -> Point:
    return plane.x(row["t"].removesuffix("Z")), plane.y(row[field])


def peak_callout(
    label: str, rows: Sequence[Row], field: str, color: str, plane: Plane, *, unit: str = ""
) -> Callout:
    """The name of a line with its largest value and its time, at that point."""
    known = [row for row in rows if row[field] is not None]
    if not known:
        place = ((0.0, plane.y(0)),)
        return Callout(f"{label}: sin evidencia", label, color, place, dot=False)
    peak = max(known, key=lambda row: row[field])
    if not peak[field]:
        place = ((WIDTH / 2, plane.y(0)),)
        return Callout(f"{label}: 0 en todo momento", f"{label}: 0", color, place, dot=False)
    said = f"{label}: máximo {locale.number(peak[field])}{unit} ({brief(peak['t'])})"
    brief_said = f"{label}: {locale.number(peak[field])}"
    return Callout(said, brief_said, color, (_point(peak, field, plane),))


def ordinary_callout(rows: Sequence[Row], color: str, plane: Plane) -> Callout:
    """The name of the band with its range, wherever it has room."""
    known = ordinary(rows)
    if not known:
        place = ((WIDTH / 2, plane.y(0)),)
        return Callout("Sin tráfico ordinario con qué comparar", "", color, place, dot=False)
    low, high = (choose(row["media"] for row in known) for choose in (min, max))
    low, high = (locale.number(value, 0 if value == round(value) else 1) for value in (low, high))
    said = f"Tráfico ordinario: mediana de {low} a {high}"
    every = known[:: max(len(known) // 8, 1)]
    return Callout(
        said, "Ordinario", color, tuple(_point(row, "alto", plane) for row in every), dot=False
    )


def called(found: Sequence[Place], plane: Plane, *, dots: bool = True) -> list[Spec]:
    """The words, a dot at what they name and a thread to it where they stand away."""
    layers: list[Spec] = []
    for place in found:
        anchor = {"t": plane.instant(place.anchor[0]), "v": plane.level(place.anchor[1])}
        words = {"t": plane.instant(place.x), "v": plane.level(place.y)}
        color = place.callout.color
        if place.thread:
            x, y = place.thread
            ends = anchor | {"t2": plane.instant(x), "v2": plane.level(y)}
            layers.append(_thread(ends, {"color": color, "strokeWidth": 0.7}))
        if dots and place.callout.dot:
            dot = {"filled": True, "size": 26, "color": color, "opacity": 1}
            layers.append(layer([anchor], "point", dot, x=time("t"), y=amount("v")))
        layers.append(
            written(
                [words | {"rotulo": place.callout.words, "breve": place.callout.brief}],
                color,
                place.align,
            )
        )
    return layers


def _thread(row: Row, looks: Spec) -> Spec:
    ends = {"x2": until("t2"), "y2": until("v2")}
    return layer([row], "rule", looks, x=time("t"), y=amount("v"), **ends)


def written(rows: list[Row], color: str, align: str, dx: float = 0) -> Spec:
    looks = {
        "align": align, "dx": dx, "baseline": "middle", "fontSize": LABEL, "fontWeight": 600,
        "color": color,
    }  # fmt: skip
    return layer(rows, "text", looks, x=time("t"), y=amount("v"), text=word("rotulo"))


SIDES = {
    "over": ("t", "left", 0),
    "over_end": ("fin", "right", 0),
    "after": ("fin", "left", GAP - 2),
    "before": ("t", "right", 2 - GAP),
    "inside": ("t", "left", GAP - 2),
}
"""Of a name beside a span: the end that it stands at, how it is set, and how far away."""


def lettered(spans: Sequence[Row], places: Sequence[Placed], ink: str, paper: str) -> list[Spec]:
    """The names of spans at the height `v`; paper: what is written with inside a span."""
    layers = []
    for side, (end, align, dx) in SIDES.items():
        rows = [
            {"t": span[end], "v": span["v"], "rotulo": place.name, "breve": place.brief}
            for span, place in zip(spans, places, strict=True)
            if place.side == side and place.name
        ]
        if rows:
            layers.append(written(rows, paper if side == "inside" else ink, align, dx))
    return layers


def mark(plane: Plane, span: Row, *names: str) -> Mark:
    start, end = (plane.x(span[side].removesuffix("Z")) for side in ("t", "fin"))
    return Mark(start, end, names)


def shades(spans: list[Row], names: Sequence[Placed], plane: Plane, theme: Theme) -> list[Spec]:
    """Reported or found spans, from the row of their names down."""
    rows = [
        span | {"arriba": plane.level(place.row * ROW), "abajo": 0}
        for span, place in zip(spans, names, strict=True)
    ]
    return bars(rows, {"color": theme.colors["warning_soft"], "opacity": 1})


def gaps(spans: list[Row], plane: Plane, theme: Theme) -> list[Spec]:
    """Spans that nothing is known of: an empty frame, not to be taken for a shade."""
    looks = {
        "color": theme.colors["unknown"], "opacity": 1, "stroke": theme.colors["muted"],
        "strokeWidth": 1, "strokeDash": [2, 2],
    }  # fmt: skip
    top = plane.level(plane.head)
    return bars([span | {"arriba": top, "abajo": 0} for span in spans], looks)


def bars(rows: list[Row], looks: Spec) -> list[Spec]:
    """Spans as bars of their own height: `arriba` and `abajo`."""
    if not rows:
        return []
    kept = only(rows, "t", "fin", "arriba", "abajo")
    heights = {"y": amount("arriba"), "y2": until("abajo")}
    shown = tip(*HAPPENED)
    return [layer(kept, "rect", looks, x=time("t"), x2=until("fin"), **heights, tooltip=shown)]
