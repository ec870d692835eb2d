"""The operation with its incidents and candidates as bars over the requests of each cut."""

from reports.charts.callouts import Box, places
from reports.charts.frame import WIDTH, Chart, Plane, Row, Spec, framed
from reports.charts.lanes import ROW, Placed, along, placed, rows_of
from reports.charts.layers import bars, called, lettered, line, mark, peak_callout, top_of, traced
from reports.charts.listed import listed
from reports.charts.rows import cut_row, shortened, span
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.base import Moment
from reports.model.traffic import CutPoint
from reports.sentences import alternatives
from reports.tables.incidents import kind

PLOT, MOST = 100, 5
"""Pixels of the requests' height, and rows of bars of each sort above them."""
BRIEFLY = {
    "outage": "con error",
    "silence": "silencio",
    "error_burst": "ráfaga de 5xx",
    "no_evidence": "sin evidencia",
    "stale": "corte viejo",
    "latency": "lentitud",
    "client": "un cliente",
    "network": "una red",
    "attack": "ataque",
}
PAIRS = (
    ("warning", "paper", ""),
    ("warning", "ink", "candidates are hollow"),
    ("accent", "paper", ""),
)


Span = tuple[str, Moment, Moment, str, str]  # id, start, end, what it is, and the same briefly


def timeline(memoria: Memoria, theme: Theme) -> Chart | None:
    """None where nothing happened. Bars whose names would touch stand in rows of their own."""
    reported = _spans(memoria, _reported(memoria))
    found = _spans(memoria, _found(memoria))
    if not reported and not found:
        return None
    colors = theme.colors
    rows = [_cut(cut) for cut in memoria.series.cuts]
    plane = Plane(memoria.windows.operation, top_of(rows, "hits"), PLOT)
    above, below = (
        placed([mark(plane, row, *row["nombres"]) for row in spans], MOST, along)
        for spans in (reported, found)
    )
    named = rows_of(above) + rows_of(below)
    plane = Plane(plane.window, plane.top, PLOT, (named + 1) * ROW + 4)
    words = [peak_callout("Solicitudes", rows, "hits", colors["accent"], plane)]
    taken = [Box(0, 0, WIDTH, named * ROW)]
    full, hollow = {"color": colors["warning"]}, {"color": colors["paper"], "stroke": colors["ink"]}
    layers = [
        line(rows, "hits", colors["accent"], (("cuando", "Corte"), ("texto", "Solicitudes"))),
        *_bars(reported, above, 0, plane, looks=full, inks=(colors["warning"], colors["paper"])),
        *_bars(
            found, below, rows_of(above), plane, looks=hollow, inks=(colors["ink"], colors["ink"])
        ),
        *called(places(words, [traced(rows, "hits", plane)], plane, taken), plane),
    ]
    return Chart(
        "timeline",
        f"Solicitudes por corte de {memoria.agreement.cut_minutes} minutos, con lo que se reportó "
        "y lo que muestra la bitácora",
        "Barras llenas (I): incidencias reportadas, a la hora en que se reportaron. Barras huecas "
        "(C): hallazgos de la bitácora.",
        alternatives.timeline(memoria),
        framed(layers, plane, theme),
        listed([*reported, *found], ("cuando", "Cuándo", "t"), ("nombre", "Qué")),
    )


def _cut(cut: CutPoint) -> Row:
    row = cut_row(cut)
    return {name: row[name] for name in ("t", "hits", "cuando", "texto")}


def _reported(memoria: Memoria) -> list[Span]:
    return [(item.id, item.start, item.end, item.kind, item.kind) for item in memoria.incidents]


def _found(memoria: Memoria) -> list[Span]:
    published = memoria.agreement.published
    return [
        (item.id, item.start, item.end, kind(item, published), BRIEFLY[item.kind])
        for item in memoria.candidates
    ]


def _spans(memoria: Memoria, found: list[Span]) -> list[Row]:
    """Those within the operation, in the order of their starts."""
    rows = [
        span(memoria, name, kind, start, end) | {"nombres": (f"{name} {shortened(brief)}", name)}
        for name, start, end, kind, brief in found
    ]
    return sorted((row for row in rows if "t" in row), key=lambda row: (row["t"], row["id"]))


def _bars(
    spans: list[Row],
    places: list[Placed],
    above: int,
    plane: Plane,
    *,
    looks: Spec,
    inks: tuple[str, str],
) -> list[Spec]:
    """Where more happened at once than there are rows, a name counts those that are not drawn."""
    rows = []
    for one, place in zip(spans, places, strict=True):
        if not place.name:
            continue
        top = (above + place.row) * ROW
        heights = {"arriba": top + 2, "v": top + ROW / 2, "abajo": top + ROW - 2}
        rows.append(one | {name: plane.level(y) for name, y in heights.items()})
    return [
        *bars(rows, looks | {"strokeWidth": 1}),
        *lettered(rows, [place for place in places if place.name], *inks),
    ]
