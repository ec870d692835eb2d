"""The published services on one scale: against their own months, day by day, and when they failed.

Each is a row, named at its left or over it; a month of cuts is drawn by its days.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta

from reports import locale
from reports.charts.frame import (
    LABEL,
    WIDTH,
    Chart,
    Plane,
    Row,
    Spec,
    amount,
    finished,
    hours_axis,
    layer,
    time,
    tip,
    until,
    word,
)
from reports.charts.lanes import wide
from reports.charts.layers import bars, written
from reports.charts.listed import listed
from reports.documents import fonts
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.services import Service, ServiceDay
from reports.sentences import services as sentences
from reports.tables.services import SHOWN

NAMES, NAME = 150, 13
"""Pixels at the left for the names, and ems of one."""
BAR, STEP = 9, 19
LANE, HEAD = 34, 16
"""Pixels of the highest bar of a day, and of the words over it."""
SIDE, ROW = 14, 20
"""Pixels of a day in the calendar, and of a service's row."""
SHARE = 62
LEAST = 0.15
"""Of a square: a failure is never too small to be seen."""
PAIRS = (
    ("accent", "paper", ""),
    ("accent", "ink", "a mark, not a bar"),
    ("accent", "unknown", "unknown has a dashed frame"),
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


def _brief(one: Service) -> str:
    return fonts.brief(one.title, NAME)


# ------------------------------------------------------------------------- against their months


def months(memoria: Memoria, theme: Theme) -> Chart | None:
    """A bar for what is reported and a mark for the ordinary month, on one scale."""
    every = [one for one in memoria.services.each if one.use.visits is not None]
    each = sorted(every, key=lambda one: -(one.use.visits or 0))[:SHOWN]
    if not each:
        return None
    rows = [_compared(one) for one in each]
    top = max([row[field] or 0 for row in rows for field in ("v", "ordinario")] + [1])
    scale = (WIDTH - NAMES - 2 * SHARE) / top
    drawn = [_placed(row, index, scale) for index, row in enumerate(rows)]
    colors = theme.colors
    marks = [row for row in drawn if row["marca"] is not None]
    layers = [
        _blank(WIDTH, STEP * len(rows)),
        _spans(drawn, {"color": colors["accent"]}, ("cuando", "Herramienta"), ("texto", "Visitas")),
        _ticks(marks, colors["ink"]),
        _said(drawn, "inicio", "rotulo", colors["ink"], "left"),
        _said(drawn, "tras", "cifra", colors["accent"], "left"),
    ]
    left = len(every) - len(each)
    note = "Barra: visitas del mes; raya: mes ordinario, según los meses anteriores."
    return Chart(
        "meses",
        f"Visitas de cada herramienta en {memoria.agreement.words.operation.the}",
        note + (f" Se muestran las {SHOWN} de más visitas." if left else ""),
        sentences.months(each),
        finished(layers, theme, width=WIDTH, height=STEP * len(rows), fixed=True),
        listed(
            rows,
            ("cuando", "Herramienta"),
            ("texto", "Visitas", "v"),
            ("antes", "Mes ordinario", "ordinario"),
        ),
    )


def _compared(one: Service) -> Row:
    visits = one.changed("visits")
    return {
        "cuando": one.title,
        "rotulo": _brief(one),
        "v": one.use.visits,
        "texto": locale.number(one.use.visits),
        "ordinario": visits.ordinary,
        "antes": locale.number(visits.ordinary, 0),
        "cifra": f"{locale.number(one.use.visits)} ({locale.change(visits.change)})",
    }


def _placed(row: Row, index: int, scale: float) -> Row:
    middle = STEP * index + STEP / 2
    end = NAMES + (row["v"] or 0) * scale
    mark = None if row["ordinario"] is None else round(NAMES + row["ordinario"] * scale, 1)
    return row | {
        "inicio": 0, "x": NAMES, "x2": round(end, 1), "y": middle - BAR / 2, "y2": middle + BAR / 2,
        "medio": middle, "marca": mark, "alto": middle - BAR, "bajo": middle + BAR,
        "tras": round(max(end, mark or 0) + 6, 1),
    }  # fmt: skip


def _blank(width: int, height: int) -> Spec:
    """The plane in pixels, downwards, without axes."""
    corners = [{"x": 0, "y": 0}, {"x": width, "y": height}]
    straight = {"nice": False, "zero": False}
    return layer(
        corners,
        "point",
        {"opacity": 0},
        x=amount("x", title=None, axis=None, scale=straight),
        y=amount("y", title=None, axis=None, scale=straight | {"reverse": True}),
    )


def _spans(rows: list[Row], looks: Spec, *told: tuple[str, str]) -> Spec:
    edges = {"x": amount("x"), "x2": until("x2"), "y": amount("y"), "y2": until("y2")}
    kept = ("x", "x2", "y", "y2", *(field for field, _ in told))
    shown = [{field: row[field] for field in kept} for row in rows]
    return layer(shown, "rect", looks, **edges, tooltip=tip(*told))


def _ticks(rows: list[Row], ink: str) -> Spec:
    ends = {"x": amount("marca"), "y": amount("alto"), "y2": until("bajo")}
    kept = [{field: row[field] for field in ("marca", "alto", "bajo")} for row in rows]
    return layer(kept, "rule", {"color": ink, "strokeWidth": 2}, **ends)


def _said(rows: list[Row], x: str, said: str, ink: str, align: str) -> Spec:
    looks = {"align": align, "baseline": "middle", "fontSize": LABEL, "color": ink}
    place = {"x": amount(x), "y": amount("medio"), "text": word(said)}
    kept = [{field: row[field] for field in (x, "medio", said)} for row in rows]
    return layer(kept, "text", looks, **place)


# ----------------------------------------------------------------------------------- day by day


def daily(memoria: Memoria, theme: Theme) -> Chart | None:
    """A row a service, its bars on the same scale as the others'."""
    each = memoria.services.each
    if not any(day.visits for one in each for day in one.by_day):
        return None
    top = max(day.visits or 0 for one in each for day in one.by_day)
    plane = Plane(memoria.windows.operation, 1, (LANE + HEAD) * len(each))
    colors = theme.colors
    full: list[Row] = []
    holes: list[Row] = []
    for index, one in enumerate(each):
        foot = (LANE + HEAD) * (index + 1) - 3
        full += [_bar(one, day, foot, top, plane) for day in one.by_day if day.visits]
        holes += [_hole(one, day, foot, plane) for day in one.by_day if day.visits is None]
    hollow = {"color": colors["unknown"], "stroke": colors["muted"], "strokeDash": [2, 2]}
    layers = [
        _days_frame(plane),
        _feet(len(each), plane, theme),
        *bars(holes, hollow | {"strokeWidth": 1}),
        *bars(full, {"color": colors["accent"]}),
        written(
            [_over(one, index, plane) for index, one in enumerate(each)], colors["ink"], "left"
        ),
    ]
    rows = [_told(one, day) for one in each for day in one.by_day]
    note = "Todas en la misma escala."
    return Chart(
        "uso_diario",
        "Visitas de cada día, una herramienta por renglón",
        f"{note} En marco punteado, los días sin bitácora." if holes else note,
        sentences.by_day(each),
        finished(layers, theme, width=WIDTH, height=plane.height),
        listed(rows, ("cuando", "Día", "t"), ("nombre", "Herramienta"), ("texto", "Visitas", "v")),
    )


def _told(one: Service, day: ServiceDay) -> Row:
    return {
        "t": f"{day.day}T00:00:00Z",
        "cuando": locale.weekday(date.fromisoformat(day.day)),
        "nombre": one.title,
        "v": day.visits,
        "texto": "sin bitácora" if day.visits is None else locale.number(day.visits),
    }


def _bar(one: Service, day: ServiceDay, foot: float, top: int, plane: Plane) -> Row:
    visits = day.visits or 0
    said = f"{one.title}: {locale.plural(visits, 'visita', 'visitas')}"
    return _span(day, said, foot - max(LANE * visits / top, 1), foot, plane)


def _hole(one: Service, day: ServiceDay, foot: float, plane: Plane) -> Row:
    return _span(day, f"{one.title}: sin bitácora", foot - LANE / 2, foot, plane)


def _span(day: ServiceDay, said: str, high: float, low: float, plane: Plane) -> Row:
    end = date.fromisoformat(day.day) + timedelta(days=1)
    return {
        "t": f"{day.day}T02:00:00Z",
        "fin": f"{end.isoformat()}T00:00:00Z",
        "cuando": locale.weekday(date.fromisoformat(day.day)),
        "nombre": said,
        "arriba": plane.level(high),
        "abajo": plane.level(low),
    }


def _days_frame(plane: Plane) -> Spec:
    corners = [
        {"t": f"{plane.window.start_local}Z", "v": plane.level(plane.height)},
        {"t": f"{plane.window.end_local}Z", "v": plane.level(0)},
    ]
    days = time("t", axis=hours_axis(plane.window), scale={"type": "utc", "nice": False})
    straight = {"nice": False, "zero": False}
    return layer(
        corners,
        "point",
        {"opacity": 0},
        x=days,
        y=amount("v", title=None, axis=None, scale=straight),
    )


def _feet(count: int, plane: Plane, theme: Theme) -> Spec:
    """The zero of each row."""
    rows = [{"v": plane.level((LANE + HEAD) * (index + 1) - 3)} for index in range(count)]
    looks = {"color": theme.colors["grid"], "strokeWidth": 1}
    return layer(rows, "rule", looks, y=amount("v"))


def _over(one: Service, index: int, plane: Plane) -> Row:
    days = [day for day in one.by_day if day.visits]
    name = fonts.brief(one.title, 2 * NAME)
    said = f"{name}: sin visitas"
    if days:
        peak = max(days, key=lambda day: day.visits or 0)
        when = locale.short_day(date.fromisoformat(peak.day))
        said = f"{name}: máximo {locale.number(peak.visits)} ({when})"
    return {
        "t": f"{plane.window.start_local}Z",
        "v": plane.level((LANE + HEAD) * index + HEAD / 2),
        "rotulo": said,
        "breve": fonts.brief(said, 22),
    }


# --------------------------------------------------------------------------------- the calendar


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
    names = max(wide(_brief(one)) for one in each)
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
    corners = [{"x": 0, "y": 0}, {"x": len(days), "y": len(each)}]
    plain = {"ticks": False, "domain": False, "grid": False, "labelFontSize": LABEL}
    numbers = [str(int(day[8:])) for day in days]
    across = plain | {
        "orient": "top",
        "values": [column + 0.5 for column in range(0, len(days), 2)],
        "labelExpr": f"{numbers}[floor(datum.value)]",
        "labelOverlap": False,
    }
    names = json.dumps([fonts.readable(_brief(one)) for one in each])
    down = plain | {
        "values": [row + 0.5 for row in range(len(each))],
        "tickCount": len(each) + 1,
        "labelExpr": f"{names}[floor(datum.value)]",
        "labelOverlap": False,
        "labelLimit": NAMES,
        "labelPadding": 6,
    }
    straight = {"nice": False, "zero": False}
    return layer(
        corners,
        "point",
        {"opacity": 0},
        x=amount("x", title=None, axis=across, scale=straight),
        y=amount("y", title=None, axis=down, scale=straight | {"reverse": True}),
    )


FILLS = {"served": "accent_soft", "silent": "silent", "no_evidence": "unknown"}
SIGNS = {"silent": "–", "no_evidence": "?"}
TOLD = (("nombre", "Herramienta"), ("cuando", "Día"), ("texto", "Cortes con puras fallas"))


def _filled(cells: list[Row], theme: Theme) -> list[Spec]:
    colors = theme.colors
    layers = []
    for state, role in FILLS.items():
        rows = [cell for cell in cells if cell["estado"] == state]
        looks: Spec = {"color": colors[role], "stroke": colors["paper"], "strokeWidth": 1.5}
        if state == "no_evidence":
            looks |= {"stroke": colors["muted"], "strokeWidth": 1, "strokeDash": [2, 2]}
            rows = [_inset(cell) for cell in rows]
        if rows:
            layers.append(_spans(rows, looks, *TOLD))
    return layers


def _inset(cell: Row) -> Row:
    edges = {"x": 0.1, "x2": -0.1, "y": 0.1, "y2": -0.1}
    return cell | {edge: round(cell[edge] + by, 2) for edge, by in edges.items()}


def _failures(cells: list[Row], theme: Theme) -> list[Spec]:
    """From the foot of the square upwards."""
    rows = [
        _inset(cell) | {"y": round(cell["y2"] - 0.1 - 0.8 * cell["parte"], 3)}
        for cell in cells
        if cell["parte"]
    ]
    return [_spans(rows, {"color": theme.colors["warning"]}, *TOLD)] if rows else []


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
