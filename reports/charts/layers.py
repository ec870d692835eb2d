"""Layers that several charts share: lines, the ordinary band, shades, names.

Lines and areas carry their names in the chart; none needs a legend.
"""

from collections.abc import Sequence
from typing import Any

from reports import locale
from reports.charts.frame import (
    LABEL,
    Row,
    Spec,
    amount,
    fixed,
    layer,
    only,
    time,
    tip,
    until,
    word,
    z,
)
from reports.charts.rows import span_text
from reports.model import Memoria
from reports.theme import Theme


def band(rows: list[Row], theme: Theme) -> list[Spec]:
    known = [row for row in rows if row["media"] is not None]
    if not known:
        return []
    mean = {"color": theme.colors["baseline"], "strokeWidth": 1.2, "strokeDash": [4, 2]}
    return [
        layer(
            only(known, "t", "bajo", "alto"),
            "area",
            {"color": theme.colors["band"]},
            x=time("t"),
            y=amount("bajo"),
            y2=until("alto"),
        ),
        layer(only(known, "t", "media"), "line", mean, x=time("t"), y=amount("media")),
    ]


def line(
    rows: list[Row],
    field: str,
    color: str,
    label: str = "Hits",
    *,
    points: bool = False,
    dash: Sequence[int] = (),
) -> Spec:
    looks = {
        "color": color,
        "strokeWidth": 1.6,
        "strokeDash": list(dash) or [1, 0],
        "point": {"color": color, "size": 14, "filled": True} if points else False,
        "invalid": "break-paths-show-path-domains",
    }
    shown = tip(("cuando", "Cuándo"), ("texto", label), ("ordinario", "Tráfico ordinario"))
    return layer(rows, "line", looks, x=time("t"), y=amount(field), tooltip=shown)


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
    return [("- - Tráfico ordinario: mediana y cuartiles", theme.colors["muted"])]


def names(rows: list[Row], field: str, names: Sequence[Name], theme: Theme) -> list[Spec]:
    """The lines' names in the upper corner that the first line's peak leaves free."""
    known = [index for index, row in enumerate(rows) if row[field] is not None]
    peak = max(known, key=lambda index: rows[index][field]) if known else 0
    left = peak > len(rows) / 2
    layers = []
    for position, (text, color) in enumerate(names):
        looks: dict[str, Any] = {
            "align": "left" if left else "right",
            "baseline": "top",
            "fontSize": LABEL,
            "fontWeight": 600,
            "dy": 18 + position * 15,
            "dx": 6 if left else -2,
        }
        place = {"x": fixed(0 if left else "width"), "y": fixed(0), "text": word("rotulo")}
        paper = theme.colors["paper"]
        halo = looks | {"color": paper, "stroke": paper, "strokeWidth": 4}
        row = [{"rotulo": text}]
        layers += [
            layer(row, "text", halo, **place),
            layer(row, "text", looks | {"color": color}, **place),
        ]
    return layers


def shades(spans: list[Row], theme: Theme, fill: str, ink: str) -> list[Spec]:
    if not spans:
        return []
    rect = layer(
        spans,
        "rect",
        {"color": theme.colors[fill], "opacity": 1},
        x=time("t"),
        x2=until("fin"),
        tooltip=tip(("cuando", "Cuándo"), ("nombre", "Qué")),
    )
    if not ink:
        return [rect]
    looks = {
        "align": "left",
        "baseline": "top",
        "dx": 2,
        "dy": 2,
        "fontSize": LABEL - 1,
        "color": theme.colors[ink],
    }
    return [
        rect,
        layer(
            only(spans, "t", "rotulo"), "text", looks, x=time("t"), y=fixed(0), text=word("rotulo")
        ),
    ]


def outage_bars(memoria: Memoria, theme: Theme) -> list[Spec]:
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
    return [
        layer(
            rows,
            "rule",
            {"color": theme.colors["warning"], "strokeWidth": 6},
            x=time("t"),
            x2=until("fin"),
            y=amount("cero"),
            tooltip=tip(("cuando", "Cuándo"), ("nombre", "Qué")),
        )
    ]
