"""Axes, layers and finish of every chart, as the Vega-Lite specification that they end as.

Local wall-clock times are drawn on a UTC scale, so a chart shows the agreement's clock whatever the
zone of the machine or the browser.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reports import fonts
from reports.charts.listed import ChartTable
from reports.model.base import Window
from reports.theme import Theme

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 620
LABEL = 11

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


def framed(
    layers: Iterable[Spec],
    window: Window,
    theme: Theme,
    height: int,
    *,
    y_top: float,
    ticks: int = 5,
) -> Spec:
    """Layers over one time axis in local hours and one axis of counts from zero.

    Both axes belong to an invisible layer that spans them: Vega-Lite takes an explicit domain
    beside intervals (x2, y2) for a conflict.
    """
    first, last = milliseconds(window.start_local), milliseconds(window.end_local)
    step = (6 if window.hours > 36 else 3) * 3_600_000
    days = "utcFormat(datum.value, '%H:%M') == '00:00' ? utcFormat(datum.value, '%-d %b') : ''"
    x_axis = {
        "values": marks_at(range(first, last + 1, step)),
        "labelExpr": f"[utcFormat(datum.value, '%H:%M'), {days}]",
        "labelFlush": False,
    }
    y_axis = {"format": ",d", "tickCount": ticks}
    corners = [{"t": z(window.start_local), "v": 0}, {"t": z(window.end_local), "v": y_top}]
    frame = layer(
        corners,
        "point",
        {"opacity": 0},
        x=time("t", axis=x_axis, scale={"type": "utc", "nice": False}),
        y=amount("v", title=None, axis=y_axis, scale={"nice": False}),
    )
    return finished([frame, *layers], theme, width=WIDTH, height=height)


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
