"""Axes, base and finish of every chart.

Local wall-clock times are drawn on a UTC scale, so a chart shows the agreement's clock whatever the
zone of the machine or the browser.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import altair as alt

from reports import fonts
from reports.model import Window
from reports.theme import Theme

WIDTH = 620


LABEL = 11


ZERO = alt.datum(0)


Spec = dict[str, Any]


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """alt: what it shows, for who cannot see it; spec: Vega-Lite in the theme's light colours."""

    id: str
    title: str
    note: str
    alt: str
    spec: Spec


def framed(
    layers: Iterable[Any],
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
    x_axis = alt.Axis(
        values=marks_at(range(first, last + 1, step)),
        labelExpr=f"[utcFormat(datum.value, '%H:%M'), {days}]",
        labelFlush=False,
    )
    y_axis = alt.Axis(format=",d", tickCount=ticks)
    corners = [{"t": z(window.start_local), "v": 0}, {"t": z(window.end_local), "v": y_top}]
    frame = (
        base(corners)
        .mark_point(opacity=0)
        .encode(
            x=alt.X("t:T", title=None, axis=x_axis, scale=alt.Scale(type="utc", nice=False)),
            y=alt.Y("v:Q", title=None, axis=y_axis, scale=alt.Scale(nice=False)),
        )
    )
    return finished(alt.layer(frame, *layers).properties(width=WIDTH, height=height), theme)


def marks_at(instants: Iterable[int]) -> alt.ExprRef:
    """Where an axis has its marks; an expression: on screen, plain dates would be dropped."""
    return alt.ExprRef(expr=json.dumps(list(instants)))


def finished(chart: Any, theme: Theme, *, fixed: bool = False) -> Spec:
    colors = theme.colors
    axis = {
        "labelColor": colors["muted"],
        "titleColor": colors["muted"],
        "gridColor": colors["grid"],
        "domainColor": colors["baseline"],
        "tickColor": colors["baseline"],
        "labelFontSize": LABEL,
    }
    spec: Spec = chart.to_dict()
    spec["config"] = {
        "background": None,
        "font": fonts.FAMILY,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"domain": False, "ticks": False},
    }
    spec["usermeta"] = {"fixed": fixed}
    return spec


def base(rows: list[Row], fields: Sequence[str] | None = None) -> alt.Chart:
    kept = (
        rows
        if fields is None
        else [
            {
                key: row.get(key)
                for key in (*fields, "cuando", "texto", "cobertura", "nombre")
                if key in row
            }
            for row in rows
        ]
    )
    data: Any = alt.InlineData(values=kept)
    return alt.Chart(data)


def x(field: str) -> alt.X:
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc"), title=None)


def tip(*fields: tuple[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields]


def z(local: str) -> str:
    """A wall-clock time as the UTC scale reads it."""
    return f"{local}Z"


def milliseconds(local: str) -> int:
    """The same, as a number: a scale's domain takes no text."""
    return round(datetime.fromisoformat(local).replace(tzinfo=UTC).timestamp() * 1000)
