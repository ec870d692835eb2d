"""The thirty hours on one page: requests of each cut, what is ordinary, and what happened."""

from dataclasses import replace

from reports import locale
from reports.charts.callouts import Box, places
from reports.charts.frame import Chart, Plane, Row, Spec, framed
from reports.charts.lanes import ROW, Mark, Placed, along, over, placed, rows_of
from reports.charts.layers import (
    BAND,
    band,
    bars,
    called,
    gaps,
    lettered,
    line,
    mark,
    ordinary_callout,
    peak_callout,
    shades,
    top_of,
    traced,
)
from reports.charts.listed import listed
from reports.charts.rows import cut_row, incident_spans, outage_spans, shortened, unknown_spans
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.sentences import alternatives

HEIGHT = 190
"""Pixels without the hours, whatever happened: the summary is one page."""
NAMES, FEET = 3, 2
"""Rows that the names of incidents may take, and those of outages and gaps."""
TOLD = (("cuando", "Corte"), ("texto", "Solicitudes"), ("ordinario", "Tráfico ordinario"))
RAW = (("t",), ("hits",), ("media",))
PAIRS = (
    ("accent", "paper", ""),
    ("accent", "warning_soft", ""),
    ("accent", "band", ""),
    ("accent", "baseline", "line dashed"),
    ("warning", "warning_soft", ""),
    ("warning", "paper", ""),
    ("warning_soft", "unknown", "unknown has a dashed frame"),
    ("warning_soft", "paper", "named at its head"),
    ("muted", "unknown", ""),
)


def night(memoria: Memoria, theme: Theme) -> Chart:
    """The operation cut by cut over its ordinary band; incidents shaded, outages at the foot."""
    agreed, the = memoria.agreement, memoria.agreement.words.operation.the
    rows = [cut_row(cut) for cut in memoria.series.cuts]
    incidents, holes, outages = (
        found(memoria) for found in (incident_spans, unknown_spans, outage_spans)
    )
    plane = Plane(memoria.windows.operation, top_of(rows, "hits", "alto"), HEIGHT)
    names = placed([_incident(plane, span) for span in incidents], NAMES, over)
    feet = [_brief(plane, span) for span in _sorted(outages + holes)]
    below = placed(feet, FEET, along, counted=False)
    plane = _room(plane, rows_of(names), rows_of(below))
    layers = [
        *shades(incidents, names, plane, theme),
        *gaps(holes, plane, theme),
        *band(rows, theme),
        line(rows, "hits", theme.colors["accent"], TOLD),
        *_foot(outages, holes, below, plane, theme),
        *_heads(incidents, names, plane, theme.colors["warning"]),
        *_words(agreed.words.operation.plain, rows, (names, holes), plane, theme),
    ]
    return Chart(
        "night",
        f"Solicitudes por corte de {agreed.cut_minutes} minutos durante {the}",
        _note(memoria, bool(incidents), bool(holes or outages)),
        alternatives.night(memoria),
        framed(layers, plane, theme),
        listed(rows, *(told + raw for told, raw in zip(TOLD, RAW, strict=True))),
    )


def _sorted(spans: list[Row]) -> list[Row]:
    return sorted(spans, key=lambda span: span["t"])


def _brief(plane: Plane, span: Row) -> Mark:
    return mark(plane, span, span["nombre"], span["corto"])


def _room(plane: Plane, rows: int, feet: int) -> Plane:
    """The head takes the incidents' names and the words of the peak."""
    head, below = (rows + 1) * ROW + 2, feet * ROW + 2
    return replace(plane, plot=HEIGHT - head - below, head=head, foot=below)


def _incident(plane: Plane, span: Row) -> Mark:
    name, kind = span["nombre"].split(": ", 1)
    return mark(plane, span, f"{name} {shortened(kind)}", name)


def _heads(spans: list[Row], names: list[Placed], plane: Plane, ink: str) -> list[Spec]:
    middles = (plane.level(place.row * ROW + ROW / 2) for place in names)
    rows = [span | {"v": middle} for span, middle in zip(spans, middles, strict=True)]
    return lettered(rows, names, ink, ink)


def _foot(
    outages: list[Row], holes: list[Row], below: list[Placed], plane: Plane, theme: Theme
) -> list[Spec]:
    """Below zero: what was not served is full, what nothing is known of is hollow."""
    colors = theme.colors
    spans = _sorted(outages + holes)
    names = {span["t"]: place for span, place in zip(spans, below, strict=True)}
    full = {"color": colors["warning"]}
    hollow = {
        "color": colors["unknown"], "stroke": colors["muted"], "strokeDash": [2, 2],
        "strokeWidth": 1,
    }  # fmt: skip
    layers = []
    for found, looks, ink, inside in (
        (outages, full, "warning", "paper"),
        (holes, hollow, "muted", "muted"),
    ):
        rows = [span | _heights(names[span["t"]], plane) for span in found]
        layers += bars(rows, looks)
        layers += lettered(rows, [names[row["t"]] for row in rows], colors[ink], colors[inside])
    return layers


def _heights(place: Placed, plane: Plane) -> Row:
    top = plane.head + plane.plot + 2 + place.row * ROW
    heights = {"arriba": top + 1, "v": top + ROW / 2, "abajo": top + ROW - 1}
    return {name: plane.level(y) for name, y in heights.items()}


def _words(
    label: str,
    rows: list[Row],
    around: tuple[list[Placed], list[Row]],
    plane: Plane,
    theme: Theme,
) -> list[Spec]:
    """label: of the line. around: the names of incidents and the holes that words keep clear of."""
    names, holes = around
    colors = theme.colors
    taken = [Box(place.start, place.row * ROW, place.end, (place.row + 1) * ROW) for place in names]
    callouts = (
        peak_callout(locale.capital(label), rows, "hits", colors["accent"], plane),
        ordinary_callout(rows, colors["muted"], plane),
    )
    lines = [traced(rows, field, plane) for field in ("hits", *BAND)]
    posts = [plane.x(hole[end].removesuffix("Z")) for hole in holes for end in ("t", "fin")]
    return called(places(callouts, lines, plane, taken, posts), plane)


def _note(memoria: Memoria, incidents: bool, foot: bool) -> str:
    said = [f"Horas locales ({memoria.windows.operation.offset})."]
    if any(cut.baseline for cut in memoria.series.cuts):
        said.append("En gris, el tráfico de los mismos días y horas: mediana y cuartiles.")
    if incidents:
        said.append("Franjas: incidencias reportadas.")
    if foot:
        said.append("Al pie: lleno, cortes no servidos; hueco, cortes sin evidencia.")
    return " ".join(said)
