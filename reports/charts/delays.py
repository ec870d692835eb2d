"""How late each cut came: one point a cut over the night, old data shaded."""

from reports import alternatives, arrivals, locale
from reports.charts.frame import (
    LABEL,
    Chart,
    Row,
    Spec,
    amount,
    fixed,
    framed,
    layer,
    only,
    time,
    tip,
    word,
    z,
)
from reports.charts.layers import shades
from reports.charts.listed import listed
from reports.charts.rows import span_text, unknown_spans, when
from reports.model import Memoria
from reports.model.availability import Adherence, Arrival
from reports.theme import Theme

HEIGHT = 130


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
    top = max(row["v"] for row in rows) * 1.15
    hollow = {"filled": False, "color": colors["muted"], "strokeWidth": 1}
    layers = [
        *shades(unknown_spans(memoria), theme, "unknown", ""),
        *shades(_stale_spans(found), theme, "warning_soft", "warning"),
        *_points(known, {"filled": True, "color": colors["accent"]}),
        *_points(bounds, hollow),
        *_crosses(unseen, colors["warning"]),
        *_median(found, colors["ink"], colors["paper"]),
    ]
    return Chart(
        "delays",
        "Segundos entre el minuto nominal de cada corte y la primera respuesta con sus datos",
        "Punto lleno: retraso conocido al minuto. Punto hueco: se vio tras un silencio del "
        "apuntador y llegó a más tardar entonces. Cruz al pie: corte sin datos nuevos. Franja: se "
        "mostraba un corte de más de dos periodos.",
        alternatives.delays(found),
        framed(layers, memoria.windows.operation, theme, HEIGHT, y_top=top, ticks=4),
        listed(
            [*rows, *unseen],
            ("cuando", "Corte", "t"),
            ("texto", "Retraso", "v"),
            ("cobertura", "Pudo ser"),
        ),
    )


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


def _crosses(rows: list[Row], color: str) -> list[Spec]:
    if not rows:
        return []
    sign = {"fontSize": LABEL, "fontWeight": 600, "baseline": "bottom", "color": color}
    return [
        layer(
            only(rows, "t"),
            "text",
            sign,
            x=time("t"),
            y=fixed(HEIGHT),
            text=fixed("×"),
            tooltip=tip(("cuando", "Corte sin datos nuevos")),
        )
    ]


def _median(found: Adherence, ink: str, paper: str) -> list[Spec]:
    if found.delay_p50 is None:
        return []
    row: list[Row] = [
        {"v": found.delay_p50, "rotulo": f"mediana {arrivals.seconds(found.delay_p50)}"}
    ]
    looks = {"align": "right", "baseline": "bottom", "fontSize": LABEL, "fontWeight": 600, "dy": -2}
    halo = looks | {"color": paper, "stroke": paper, "strokeWidth": 4}
    place = {"x": fixed("width"), "y": amount("v"), "text": word("rotulo")}
    return [
        layer(row, "rule", {"color": ink, "strokeDash": [4, 2], "strokeWidth": 1}, y=amount("v")),
        layer(row, "text", halo, **place),
        layer(row, "text", looks | {"color": ink}, **place),
    ]


def _stale_spans(found: Adherence) -> list[Row]:
    return [
        {
            "t": z(span.start.local),
            "fin": z(span.end.local),
            "rotulo": f"{locale.number(round(span.minutes))} min",
            "nombre": "Corte de más de dos periodos",
            "cuando": span_text(span.start.local, span.end.local),
        }
        for span in found.stale
    ]
