"""Layers that several charts share: lines, the ordinary band, shades, names.

Lines and areas carry their names in the chart; none needs a legend.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt

from reports import locale
from reports.charts.frame import LABEL, Row, base, tip, x, z
from reports.charts.rows import span_text
from reports.model import Memoria
from reports.theme import Theme


def band(rows: list[Row], theme: Theme) -> list[Any]:
    known = [row for row in rows if row["media"] is not None]
    if not known:
        return []
    area = (
        base(known, ["t", "bajo", "alto"])
        .mark_area(color=theme.colors["band"])
        .encode(x=x("t"), y="bajo:Q", y2="alto:Q")
    )
    mean = base(known, ["t", "media"]).mark_line(
        color=theme.colors["baseline"], strokeWidth=1.2, strokeDash=[4, 2]
    )
    return [area, mean.encode(x=x("t"), y="media:Q")]


def line(
    rows: list[Row],
    field: str,
    color: str,
    label: str = "Hits",
    *,
    points: bool = False,
    dash: Sequence[int] = (),
) -> Any:
    shown = tip(("cuando", "Cuándo"), ("texto", label), ("ordinario", "Tráfico ordinario"))
    mark = {"color": color, "size": 14, "filled": True} if points else False
    return (
        base(rows)
        .mark_line(
            color=color,
            strokeWidth=1.6,
            strokeDash=list(dash) or [1, 0],
            point=mark,
            invalid="break-paths-show-path-domains",
        )
        .encode(x=x("t"), y=f"{field}:Q", tooltip=shown)
    )


Name = tuple[str, str]  # the text beside a line, and the line's colour


def named(label: str, rows: list[Row], field: str, color: str, *, dashed: bool = False) -> Name:
    sign = "- -" if dashed else "—"
    known = [row for row in rows if row[field] is not None]
    if not known:
        return f"{sign} {label}: sin evidencia", color
    peak = max(known, key=lambda row: (row[field], row["t"]))
    return f"{sign} {label}: máximo {locale.number(peak[field])} ({peak['cuando']})", color


def ordinary(rows: list[Row], theme: Theme) -> list[Name]:
    known = [row["media"] for row in rows if row["media"] is not None]
    if not known:
        return [("Sin tráfico ordinario con qué comparar", theme.colors["muted"])]
    mean = locale.number(sum(known) / len(known), 1)
    return [(f"- - Tráfico ordinario: {mean} en promedio, con su rango", theme.colors["muted"])]


def names(rows: list[Row], field: str, names: Sequence[Name], theme: Theme) -> list[Any]:
    """The lines' names in the upper corner that the first line's peak leaves free."""
    known = [index for index, row in enumerate(rows) if row[field] is not None]
    peak = max(known, key=lambda index: rows[index][field]) if known else 0
    left = peak > len(rows) / 2
    layers = []
    for position, (text, color) in enumerate(names):
        shared: dict[str, Any] = {
            "align": "left" if left else "right",
            "baseline": "top",
            "fontSize": LABEL,
            "fontWeight": 600,
            "dy": 18 + position * 15,
            "dx": 6 if left else -2,
        }
        rotulo = base([{"rotulo": text}]).encode(
            x=alt.value(0) if left else alt.value("width"), y=alt.value(0), text="rotulo:N"
        )
        halo = rotulo.mark_text(
            color=theme.colors["paper"], stroke=theme.colors["paper"], strokeWidth=4, **shared
        )
        layers += [halo, rotulo.mark_text(color=color, **shared)]
    return layers


def shades(spans: list[Row], theme: Theme, fill: str, ink: str) -> list[Any]:
    if not spans:
        return []
    rect = (
        base(spans)
        .mark_rect(color=theme.colors[fill], opacity=1)
        .encode(x=x("t"), x2="fin:T", tooltip=tip(("cuando", "Cuándo"), ("nombre", "Qué")))
    )
    if not ink:
        return [rect]
    text = base(spans, ["t", "rotulo"]).mark_text(
        align="left", baseline="top", dx=2, dy=2, fontSize=LABEL - 1, color=theme.colors[ink]
    )
    return [rect, text.encode(x=x("t"), y=alt.value(0), text="rotulo:N")]


def outage_bars(memoria: Memoria, theme: Theme) -> list[Any]:
    rows = [
        {
            "t": z(outage.start.local),
            "fin": z(outage.end.local),
            "cero": 0,
            "cuando": span_text(outage.start.local, outage.end.local),
            "nombre": f"Sin servicio: {locale.duration(outage.minutes)}",
        }
        for outage in memoria.availability.outages
    ]
    if not rows:
        return []
    rule = base(rows).mark_rule(color=theme.colors["warning"], strokeWidth=6)
    shown = tip(("cuando", "Cuándo"), ("nombre", "Qué"))
    return [rule.encode(x=x("t"), x2="fin:T", y="cero:Q", tooltip=shown)]
