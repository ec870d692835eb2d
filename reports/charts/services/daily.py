"""Day by day: a row a service, its bars on the same scale as the others'."""

from datetime import date, timedelta

from reports import locale
from reports.charts.frame import (
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
)
from reports.charts.layers import bars, written
from reports.charts.listed import listed
from reports.charts.services.rows import NAME, brief
from reports.documents import fonts
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.services import Service, ServiceDay
from reports.sentences import services as sentences

LANE, HEAD = 34, 16
"""Pixels of the highest bar of a day, and of the words over it."""
PAIRS = (
    ("accent", "paper", ""),
    ("accent", "unknown", "unknown has a dashed frame"),
    ("ink", "paper", ""),
    ("muted", "unknown", ""),
    ("muted", "paper", ""),
)


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
    name = brief(one, 2 * NAME)
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
