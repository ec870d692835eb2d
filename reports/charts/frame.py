"""Axes, layers and finish of every chart, as the Vega-Lite specification that they end as.

Local wall-clock times are drawn on a UTC scale, so a chart shows the agreement's clock whatever the
zone of the machine or the browser.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reports.charts.listed import ChartTable
from reports.documents import fonts
from reports.documents.theme import Theme
from reports.model.base import Window

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 600
EXTENT = 42
"""Pixels: of the plot, and of the figures at its left. Printed, 11 pixels are 7.8 points."""
LABEL = 11
TICKS = 4
HOUR, MILLION = 3_600_000, 1_000_000

Spec = dict[str, Any]
Row = dict[str, Any]

ZERO: Spec = {"datum": 0}

CLASSES = {"bar": "rect", "point": "symbol"}
PATHS = ("line", "area")  # one element for all rows


@dataclass(frozen=True, slots=True)
class Chart:
    """alt: what it shows, for who cannot see it; spec: Vega-Lite in the theme's light colours;
    table: the rows of its data marks."""

    id: str
    title: str
    note: str
    alt: str
    spec: Spec
    table: ChartTable

    @property
    def marks(self) -> Counter[str]:
        """Elements of its SVG, by the class that Vega gives their group."""
        drawn: Counter[str] = Counter()
        for one in self.spec["layer"]:
            kind, rows = one["mark"]["type"], self.spec["datasets"][one["data"]["name"]]
            drawn[f"mark-{CLASSES.get(kind, kind)}"] += 1 if kind in PATHS else len(rows)
            if one["mark"].get("point"):
                value = one["encoding"]["y"]["field"]
                drawn["mark-symbol"] += sum(row[value] is not None for row in rows)
        return drawn


@dataclass(frozen=True, slots=True)
class Plane:
    """A chart over time in pixels. `top`: the largest value drawn, at the height of `plot`; above
    it is the head, where labels never meet a line, and below zero the foot. whole: of counts."""

    window: Window
    top: float
    plot: int
    head: int = 0
    foot: int = 0
    whole: bool = True

    @property
    def ticks(self) -> list[float]:
        return tick_values(self.top, TICKS, whole=self.whole)

    @property
    def height(self) -> int:
        return self.head + self.plot + self.foot

    def x(self, local: str) -> float:
        first, last = self._span()
        return WIDTH * (milliseconds(local) - first) / (last - first)

    def y(self, value: float) -> float:
        """Downwards from the chart's upper edge."""
        return self.head + self.plot * (1 - value / self.top)

    def instant(self, x: float) -> str:
        first, last = self._span()
        at = datetime.fromtimestamp(round((first + (last - first) * x / WIDTH) / 1000), UTC)
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def level(self, y: float) -> float:
        """The inverse of y: labels are placed by value, so that they stay when a screen scales."""
        return round(self.top * (self.head + self.plot - y) / self.plot, 6)

    def _span(self) -> tuple[int, int]:
        return milliseconds(self.window.start_local), milliseconds(self.window.end_local)


def framed(layers: Iterable[Spec], plane: Plane, theme: Theme) -> Spec:
    """Layers over one time axis in local hours and one axis of counts from zero.

    Both axes belong to an invisible layer that spans them: Vega-Lite takes an explicit domain
    beside intervals (x2, y2) for a conflict.
    """
    window = plane.window
    corners = [
        {"t": z(window.start_local), "v": plane.level(plane.height)},
        {"t": z(window.end_local), "v": plane.level(0)},
    ]
    frame = layer(
        corners,
        "point",
        {"opacity": 0},
        x=time("t", axis=hours_axis(window), scale={"type": "utc", "nice": False}),
        y=amount(
            "v",
            title=None,
            axis=counts(plane.top, theme, whole=plane.whole),
            scale={"nice": False, "zero": False},
        ),
    )
    return finished([frame, *layers], theme, width=WIDTH, height=plane.height)


DAY = 24
STEPS = ((36.0, 3), (96.0, 6), (10.0 * DAY, DAY), (math.inf, 7 * DAY))
"""Hours of a window at most, and from one mark of its axis to the next."""


def hours_axis(window: Window) -> Spec:
    """Every third hour, or sixth, with the day where it begins and at the left end; of many days,
    the days."""
    first, last = milliseconds(window.start_local), milliseconds(window.end_local)
    step = next(step for most, step in STEPS if window.hours <= most)
    marks = marks_at(range(first, last + 1, step * HOUR))
    plain: Spec = {"values": marks, "labelFlush": False, "domain": False}
    if step >= DAY:
        return plain | {"labelExpr": "utcFormat(datum.value, '%-d %b')", "labelAlign": "left"}
    begins = f"utcFormat(datum.value, '%H:%M') == '00:00' || +datum.value == {first}"
    return plain | {
        "labelExpr": f"[utcFormat(datum.value, '%H:%M'), {begins} ? utcFormat(datum.value, "
        "'%-d %b') : '']",
    }


def counts(top: float, theme: Theme, *, whole: bool = True) -> Spec:
    """An axis whose lines end where the values do, and all as wide, so that charts stand in line.

    From a million on in millions: «2 M», and «1,500 M» as Spanish counts.
    """
    large = top >= MILLION
    return {
        "values": tick_values(top, TICKS, whole=whole),
        "tickCount": TICKS + 1,  # else some of the values would be left out
        "labelExpr": f"format(datum.value / {MILLION}, ',~f') + (datum.value ? ' M' : '')"
        if large
        else "format(datum.value, ',.6~f')",
        "gridColor": {
            "condition": {"test": "datum.value == 0", "value": theme.colors["baseline"]},
            "value": theme.colors["grid"],
        },
        "minExtent": EXTENT,
        "maxExtent": EXTENT,
    }


def tick_values(top: float, most: int, *, whole: bool = True) -> list[float]:
    """0, and steps of 1, 2 or 5 and zeros up to the top: at most so many."""
    power: float = 10.0 ** math.floor(math.log10(top / most))
    step = next(unit * power for unit in (1, 2, 5, 10) if unit * power * most >= top * 0.999)
    step = max(step, 1) if whole else step
    return [round(step * count, 9) for count in range(int(top / step * 1.000001) + 1)]


def finished(
    layers: Sequence[Spec], theme: Theme, *, width: int, height: int, fixed: bool = False
) -> Spec:
    """Rows that several layers draw stand once."""
    colors = theme.colors
    axis = {
        "labelColor": colors["muted"],
        "titleColor": colors["muted"],
        "gridColor": colors["grid"],
        "domainColor": colors["baseline"],
        "tickColor": colors["baseline"],
        "labelFontSize": LABEL,
    }
    rows = [each["data"]["values"] for each in layers]
    datasets = [one for index, one in enumerate(rows) if one not in rows[:index]]
    names = [f"filas-{datasets.index(one)}" for one in rows]
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "layer": [
            each | {"data": {"name": name}} for each, name in zip(layers, names, strict=True)
        ],
        "datasets": dict(zip(names, rows, strict=True)),
        "config": {
            "background": None,
            "font": fonts.FAMILY,
            "view": {"stroke": None},
            "axis": axis,
            "axisX": {"grid": False},
            "axisY": {"domain": False, "ticks": False},
        },
        "usermeta": {"fixed": fixed},
    }


def layer(rows: list[Row], mark: str, looks: Spec, **encoding: Any) -> Spec:
    """Rows drawn as marks; the encoding says which field is which channel."""
    return {"data": {"values": rows}, "mark": {"type": mark, **looks}, "encoding": encoding}


def corners(width: float, height: float, x: Spec, y: Spec) -> Spec:
    """The plane from 0 to its width and, downwards, to its height, as a layer that is not seen. x,
    y: titles and axes."""
    rows: list[Row] = [{"x": 0, "y": 0}, {"x": width, "y": height}]
    straight = {"nice": False, "zero": False}
    return layer(
        rows,
        "point",
        {"opacity": 0},
        x=amount("x", **x, scale=straight),
        y=amount("y", **y, scale=straight | {"reverse": True}),
    )


def edges() -> Spec:
    """Of boxes: x, x2, y and y2."""
    return {"x": amount("x"), "x2": until("x2"), "y": amount("y"), "y2": until("y2")}


def inset(box: Row, x: float, y: float) -> Row:
    """That much smaller on each side, so that its frame is its own."""
    inwards = {"x": x, "x2": -x, "y": y, "y2": -y}
    return box | {edge: round(box[edge] + by, 2) for edge, by in inwards.items()}


def only(rows: list[Row], *fields: str) -> list[Row]:
    """The rows with these fields and those that a reader may be told."""
    kept = (*fields, "cuando", "texto", "cobertura", "nombre")
    return [{field: row[field] for field in kept if field in row} for row in rows]


def time(field: str, **more: Any) -> Spec:
    """A place along the hours; the title of such an axis would say nothing."""
    return {"field": field, "type": "temporal", "scale": {"type": "utc"}, "title": None, **more}


def amount(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def word(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "nominal", **more}


def until(field: str) -> Spec:
    """The other end of a span: x2 and y2 take the type of x and y."""
    return {"field": field}


def fixed(value: Any) -> Spec:
    """The same for every row: a place in pixels, a text."""
    return {"value": value}


def either(test: str, color: str, other: str) -> Spec:
    return {"condition": {"test": test, "value": color}, "value": other}


def tip(*fields: tuple[str, str]) -> list[Spec]:
    return [word(field, title=title) for field, title in fields]


def marks_at(instants: Iterable[int]) -> Spec:
    """Where an axis has its marks; an expression: on screen, plain dates would be dropped."""
    return {"expr": json.dumps(list(instants))}


def z(local: str) -> str:
    """A wall-clock time as the UTC scale reads it."""
    return f"{local}Z"


def milliseconds(local: str) -> int:
    """The same, as a number: a scale's domain takes no text."""
    return round(datetime.fromisoformat(local).replace(tzinfo=UTC).timestamp() * 1000)
