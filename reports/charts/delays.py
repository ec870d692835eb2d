"""How late each cut came: one point a cut over the night, old data shaded."""

from reports import locale
from reports.charts.callouts import Box, Callout, places
from reports.charts.frame import (
    WIDTH,
    Chart,
    Plane,
    Row,
    Spec,
    amount,
    framed,
    layer,
    only,
    time,
    tip,
    z,
)
from reports.charts.lanes import ROW, Placed, over, placed, rows_of
from reports.charts.layers import called, gaps, lettered, mark, shades, top_of, traced
from reports.charts.listed import listed
from reports.charts.rows import brief, span_text, unknown_spans, when
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.availability import Adherence, Arrival
from reports.sentences import alternatives, arrivals

PLOT = 110
PAIRS = (
    ("accent", "muted", "bounds are hollow"),
    ("accent", "warning", "cuts without new data are crosses at the foot"),
    ("warning_soft", "unknown", "unknown has a dashed frame"),
    ("accent", "warning_soft", ""),
    ("accent", "ink", "the median is a dashed line"),
    ("accent", "unknown", ""),
    ("muted", "paper", ""),
    ("warning", "warning_soft", ""),
)


def delays(memoria: Memoria, theme: Theme) -> Chart | None:
    """None where no cut was seen to arrive. Delays that are only bounds are hollow."""
    found = memoria.availability.adherence
    if found is None:
        return None
    colors = theme.colors
    rows = [_row(arrival) for arrival in found.arrivals if arrival.delay_s is not None]
    known = [row for row in rows if row["conocido"]]
    bounds = [row for row in rows if not row["conocido"]]
    unseen = [_row(arrival) for arrival in found.arrivals if arrival.state == "unseen"]
    stale = _stale_spans(found)
    plane = Plane(memoria.windows.operation, top_of(rows, "v"), PLOT)
    names = placed([mark(plane, row, row["nombre"], row["corto"]) for row in stale], 2, over)
    head = (rows_of(names) + 1) * ROW
    plane = Plane(plane.window, plane.top, PLOT, head, ROW * bool(unseen))
    named = [
        row | {"v": plane.level(place.row * ROW + ROW / 2)}
        for row, place in zip(stale, names, strict=True)
    ]
    hollow = {"filled": False, "color": colors["muted"], "strokeWidth": 1}
    layers = [
        *gaps(unknown_spans(memoria), plane, theme),
        *shades(stale, names, plane, theme),
        *_points(known, {"filled": True, "color": colors["accent"]}),
        *_points(bounds, hollow),
        *_crosses(unseen, plane, colors["warning"]),
        *_median(found, colors["ink"]),
        *lettered(named, names, colors["warning"], colors["warning"]),
        *_said(found, [*known, *bounds], names, plane, theme),
    ]
    return Chart(
        "delays",
        "Segundos entre el minuto nominal de cada corte y la primera respuesta con sus datos",
        "Punto lleno: retraso conocido al minuto. Punto hueco: se vio tras un silencio del "
        "apuntador y llegó a más tardar entonces. Cruz al pie: corte sin datos nuevos. Franja: se "
        "mostraba un corte de más de dos periodos.",
        alternatives.delays(found),
        framed(layers, plane, theme),
        listed(
            sorted([*rows, *unseen], key=lambda row: row["t"]),
            ("cuando", "Corte", "t"),
            ("texto", "Retraso", "v"),
            ("cobertura", "Pudo ser"),
        ),
    )


def _said(
    found: Adherence, rows: list[Row], names: list[Placed], plane: Plane, theme: Theme
) -> list[Spec]:
    """The median and the latest by their names."""
    colors = theme.colors
    latest = max(rows, key=lambda row: row["v"], default=None)
    callouts = []
    if latest:
        at = plane.x(latest["t"].removesuffix("Z")), plane.y(latest["v"])
        said = f"Máximo {latest['texto']} ({brief(latest['t'])})"
        ink = colors["accent"] if latest["conocido"] else colors["muted"]
        callouts.append(Callout(said, f"Máximo {latest['texto']}", ink, (at,)))
    if found.delay_p50 is not None:
        level = plane.y(found.delay_p50)
        said = f"mediana {arrivals.seconds(found.delay_p50)}"
        ends = tuple((WIDTH * part / 8, level) for part in range(8, -1, -1))
        callouts.append(Callout(said, "", colors["ink"], ends))
    taken = [Box(place.start, place.row * ROW, place.end, (place.row + 1) * ROW) for place in names]
    dots = [(x - 4, y) for x, y in traced(rows, "v", plane)]
    lines = [[(x, y - 3), (x + 8, y + 3)] for x, y in dots]
    if found.delay_p50 is not None:
        lines.append([(0, plane.y(found.delay_p50)), (WIDTH, plane.y(found.delay_p50))])
    return called(places(callouts, lines, plane, taken), plane, dots=False)


def _row(arrival: Arrival) -> Row:
    return {
        "t": z(arrival.cut.local),
        "v": arrival.delay_s,
        "conocido": arrival.timed,
        "cuando": when(arrival.cut.local),
        "texto": arrivals.seconds(arrival.delay_s),
        "cobertura": f"hasta {arrivals.seconds(arrival.doubt_s)} menos",
    }


def _points(rows: list[Row], looks: Spec) -> list[Spec]:
    if not rows:
        return []
    shown = tip(("cuando", "Corte"), ("texto", "Retraso"), ("cobertura", "Pudo ser"))
    point = {"shape": "circle", "size": 14, "opacity": 1} | looks
    return [layer(only(rows, "t", "v"), "point", point, x=time("t"), y=amount("v"), tooltip=shown)]


def _crosses(rows: list[Row], plane: Plane, color: str) -> list[Spec]:
    if not rows:
        return []
    foot = plane.level(plane.height - ROW / 2)
    sign = {"shape": "cross", "angle": 45, "size": 26, "filled": True, "color": color, "opacity": 1}
    shown = tip(("cuando", "Corte sin datos nuevos"))
    marked = only(rows, "t")
    return [layer(marked, "point", sign, x=time("t"), y={"datum": foot}, tooltip=shown)]


def _median(found: Adherence, ink: str) -> list[Spec]:
    if found.delay_p50 is None:
        return []
    looks = {"color": ink, "strokeDash": [4, 2], "strokeWidth": 1}
    return [layer([{"v": found.delay_p50}], "rule", looks, y=amount("v"))]


def _stale_spans(found: Adherence) -> list[Row]:
    return [
        {
            "t": z(span.start.local),
            "fin": z(span.end.local),
            "corto": f"{locale.number(round(span.minutes))} min",
            "nombre": f"corte viejo {locale.number(round(span.minutes))} min",
            "cuando": span_text(span.start.local, span.end.local),
        }
        for span in found.stale
    ]
