"""When the services failed: days by services, a square each."""

import json
from collections.abc import Sequence
from datetime import date

from reports import locale
from reports.charts.frame import (
    LABEL,
    Chart,
    Row,
    Spec,
    amount,
    corners,
    finished,
    inset,
    layer,
    word,
)
from reports.charts.lanes import wide
from reports.charts.listed import listed
from reports.charts.services.rows import NAMES, SHARE, brief, spans
from reports.documents import fonts
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.services import Service, ServiceDay
from reports.sentences import services as sentences

SIDE, ROW = 14, 20
"""Pixels of a day in the calendar, and of a service's row."""
INSET, LEAST = 0.1, 0.15
"""Of a square: what frames it; a failure is never too small to be seen."""
FILLS = {"served": "accent_soft", "silent": "silent", "no_evidence": "unknown"}
SIGNS = {"silent": "–", "no_evidence": "?"}
TOLD = (("nombre", "Herramienta"), ("cuando", "Día"), ("texto", "Cortes con puras fallas"))
PAIRS = (
    ("accent_soft", "warning", "filled from below"),
    ("accent_soft", "silent", "dash"),
    ("accent_soft", "unknown", "question mark in a dashed frame"),
    ("warning", "paper", ""),
    ("silent", "unknown", "dash"),
    ("ink", "silent", ""),
    ("ink", "paper", ""),
    ("muted", "unknown", ""),
    ("muted", "paper", ""),
)


def calendar(memoria: Memoria, theme: Theme) -> Chart | None:
    """Days by services: how many of the cuts in which somebody asked had failures only."""
    each = [one for one in memoria.services.each if one.by_day]
    if not each:
        return None
    days = [day.day for day in each[0].by_day]
    cells = [
        _cell(one, day, days.index(day.day), row)
        for row, one in enumerate(each)
        for day in one.by_day
    ]
    width, height = SIDE * len(days), ROW * len(each)
    layers = [
        _calendar_frame(each, days),
        *_filled(cells, theme),
        *_failures(cells, theme),
        *_signs(cells, theme),
        _shares(each, width, theme),
    ]
    names = max(wide(brief(one)) for one in each)
    padding = {"left": round(min(names, NAMES)) + 8, "top": 22, "bottom": 4, "right": SHARE}
    spec = finished(layers, theme, width=width, height=height, fixed=True)
    return Chart(
        "calendario_herramientas",
        "Fallas por día: un cuadro por herramienta y día",
        "Relleno desde abajo: parte de los cortes en que alguien la pidió y sólo hubo fallas; la "
        "franja más baja, hasta 15 %. –: nadie la pidió en todo el día. ?: sin evidencia. A la "
        "derecha, la disponibilidad.",
        sentences.calendar(each),
        spec | {"autosize": "none", "padding": padding},
        listed(
            cells, ("cuando", "Día", "t"), ("nombre", "Herramienta"),
            ("texto", "Cortes con puras fallas", "fallas"),
        ),
    )  # fmt: skip


def _cell(one: Service, day: ServiceDay, column: int, row: int) -> Row:
    cuts = day.cuts
    tried = cuts.served + cuts.errors
    state = "served" if tried else "silent" if cuts.unasked else "no_evidence"
    said = {"silent": "nadie la pidió", "no_evidence": "sin evidencia"}
    share = cuts.errors / tried if tried else 0.0
    return {
        "x": column, "x2": column + 1, "y": row, "y2": row + 1,
        "t": f"{day.day}T00:00:00Z",
        "cuando": locale.weekday(date.fromisoformat(day.day)),
        "nombre": one.title,
        "estado": state,
        "fallas": cuts.errors if tried else None,
        "texto": f"{locale.number(cuts.errors)} de {locale.number(tried)}"
        if tried else said[state],
        "parte": max(share, LEAST) if cuts.errors else 0.0,
    }  # fmt: skip


def _calendar_frame(each: Sequence[Service], days: Sequence[str]) -> Spec:
    plain = {"ticks": False, "domain": False, "grid": False, "labelFontSize": LABEL}
    numbers = [str(int(day[8:])) for day in days]
    across = plain | {
        "orient": "top",
        "values": [column + 0.5 for column in range(0, len(days), 2)],
        "labelExpr": f"{numbers}[floor(datum.value)]",
        "labelOverlap": False,
    }
    names = json.dumps([fonts.readable(brief(one)) for one in each])
    down = plain | {
        "values": [row + 0.5 for row in range(len(each))],
        "tickCount": len(each) + 1,
        "labelExpr": f"{names}[floor(datum.value)]",
        "labelOverlap": False,
        "labelLimit": NAMES,
        "labelPadding": 6,
    }
    x, y = ({"title": None, "axis": axis} for axis in (across, down))
    return corners(len(days), len(each), x, y)


def _filled(cells: list[Row], theme: Theme) -> list[Spec]:
    colors = theme.colors
    layers = []
    for state, role in FILLS.items():
        rows = [cell for cell in cells if cell["estado"] == state]
        looks: Spec = {"color": colors[role], "stroke": colors["paper"], "strokeWidth": 1.5}
        if state == "no_evidence":
            looks |= {"stroke": colors["muted"], "strokeWidth": 1, "strokeDash": [2, 2]}
            rows = [inset(cell, INSET, INSET) for cell in rows]
        if rows:
            layers.append(spans(rows, looks, *TOLD))
    return layers


def _failures(cells: list[Row], theme: Theme) -> list[Spec]:
    """From the foot of the square upwards."""
    rows = [
        inset(cell, INSET, INSET)
        | {"y": round(cell["y2"] - INSET - (1 - 2 * INSET) * cell["parte"], 3)}
        for cell in cells
        if cell["parte"]
    ]
    return [spans(rows, {"color": theme.colors["warning"]}, *TOLD)] if rows else []


def _signs(cells: list[Row], theme: Theme) -> list[Spec]:
    rows = [
        {"x": cell["x"] + 0.5, "y": cell["y"] + 0.5, "signo": SIGNS[cell["estado"]]}
        for cell in cells
        if cell["estado"] in SIGNS
    ]
    looks = {"fontSize": LABEL, "baseline": "middle", "color": theme.colors["ink"]}
    place = {"x": amount("x"), "y": amount("y"), "text": word("signo")}
    return [layer(rows, "text", looks, **place)] if rows else []


def _shares(each: Sequence[Service], width: int, theme: Theme) -> Spec:
    rows = [
        {
            "y": row + 0.5,
            "rotulo": locale.percent(one.cuts.served, one.cuts.served + one.cuts.errors),
        }
        for row, one in enumerate(each)
    ]
    looks = {"align": "left", "baseline": "middle", "fontSize": LABEL}
    place = {"x": {"value": width + 6}, "y": amount("y"), "text": word("rotulo")}
    return layer(rows, "text", looks | {"color": theme.colors["ink"]}, **place)
