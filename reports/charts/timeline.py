"""The operation with its incidents and candidates as bars over the requests of each cut."""

from datetime import datetime, timedelta

from reports import alternatives
from reports.charts.frame import (
    LABEL,
    Chart,
    Row,
    Spec,
    amount,
    framed,
    layer,
    only,
    time,
    tip,
    until,
    word,
    z,
)
from reports.charts.layers import line
from reports.charts.listed import listed
from reports.charts.rows import NAME_WIDTH, cut_row, span_text
from reports.model import Memoria
from reports.model.base import Moment
from reports.tables.incidents import CANDIDATES
from reports.theme import Theme

PLOT, LANE = 120, 15
"""Heights in pixels: of the requests, and of each row of bars above them."""


def timeline(memoria: Memoria, theme: Theme) -> Chart | None:
    """None where nothing happened. Bars whose names would touch stand in rows of their own."""
    reported = _placed(
        memoria, [(item.id, item.start, item.end, item.kind) for item in memoria.incidents]
    )
    found = _placed(
        memoria,
        [(item.id, item.start, item.end, CANDIDATES[item.kind]) for item in memoria.candidates],
    )
    if not reported and not found:
        return None
    below = _lanes(reported)
    height = PLOT + LANE * (below + _lanes(found))
    top = max([cut.hits or 0 for cut in memoria.series.cuts] + [1]) * 1.05 * height / PLOT
    colors = theme.colors
    _stack(reported, 0, top / height, top)
    _stack(found, below, top / height, top)
    layers = [line([cut_row(cut) for cut in memoria.series.cuts], "hits", colors["accent"])]
    layers += _bars(reported, {"color": colors["warning"]}, colors["warning"])
    light = {"color": colors["paper"], "stroke": colors["ink"], "strokeWidth": 1}
    layers += _bars(found, light, colors["ink"])
    return Chart(
        "timeline",
        "La operación con lo que se reportó y lo que muestra la bitácora",
        f"Línea: solicitudes por corte de {memoria.agreement.cut_minutes} minutos. Barras llenas "
        "(I): incidencias reportadas, a la hora en que se reportaron. Barras huecas (C): "
        "hallazgos de la bitácora.",
        alternatives.timeline(memoria),
        framed(layers, memoria.windows.operation, theme, height, y_top=top),
        listed([*reported, *found], ("cuando", "Cuándo", "t"), ("nombre", "Qué")),
    )


def _placed(memoria: Memoria, spans: list[tuple[str, Moment, Moment, str]]) -> list[Row]:
    """Rows of those within the operation, each in the first lane in which its name has room."""
    window = memoria.windows.operation
    edge = datetime.fromisoformat(window.end_local) - NAME_WIDTH
    free: list[datetime] = []
    rows = []
    for name, start, end, kind in sorted(spans, key=lambda span: (span[1].utc, span[0])):
        first = max(start.local, window.start_local)
        last = min(end.local, window.end_local)
        if first > last:
            continue
        begins, ends = datetime.fromisoformat(first), datetime.fromisoformat(last)
        late = ends > edge  # its name stands before it: after it there is no room
        begins, ends = (begins - NAME_WIDTH, ends) if late else (begins, ends + NAME_WIDTH)
        lane = next((index for index, at in enumerate(free) if at <= begins), len(free))
        free[lane : lane + 1] = [ends]
        rows.append(_bar(name, kind, first, last, lane) | {"antes": late})
    return rows


def _bar(name: str, kind: str, start: str, end: str, lane: int) -> Row:
    """At least a minute wide: many a report has no duration."""
    shortest = datetime.fromisoformat(start) + timedelta(minutes=1)
    seen = max(end, shortest.isoformat())
    return {
        "t": z(start),
        "fin": z(seen),
        "rotulo": name,
        "nombre": f"{name}: {kind}",
        "cuando": span_text(start, end),
        "fila": lane,
    }


def _lanes(rows: list[Row]) -> int:
    return max((row["fila"] for row in rows), default=-1) + 1


def _stack(rows: list[Row], above: int, pixel: float, top: float) -> None:
    """Gives each bar its heights on the axis of requests."""
    for row in rows:
        upper = top - (above + row.pop("fila")) * LANE * pixel
        row |= {
            "arriba": upper - 3 * pixel,
            "abajo": upper - (LANE - 3) * pixel,
            "centro": upper - LANE / 2 * pixel,
        }


def _bars(rows: list[Row], looks: Spec, ink: str) -> list[Spec]:
    if not rows:
        return []
    return [
        layer(
            only(rows, "t", "fin", "arriba", "abajo"),
            "rect",
            looks,
            x=time("t"),
            x2=until("fin"),
            y=amount("arriba"),
            y2=until("abajo"),
            tooltip=tip(("cuando", "Cuándo"), ("nombre", "Qué")),
        ),
        *(_names(rows, late, ink) for late in (False, True) if _named(rows, late)),
    ]


def _named(rows: list[Row], late: bool) -> list[Row]:
    return [row for row in rows if row["antes"] is late]


def _names(rows: list[Row], late: bool, ink: str) -> Spec:
    """After their bars, or before them."""
    end = "t" if late else "fin"
    looks = {
        "align": "right" if late else "left",
        "baseline": "middle",
        "dx": -4 if late else 4,
        "fontSize": LABEL - 1,
        "color": ink,
    }
    return layer(
        only(_named(rows, late), end, "centro", "rotulo"),
        "text",
        looks,
        x=time(end),
        y=amount("centro"),
        text=word("rotulo"),
    )
