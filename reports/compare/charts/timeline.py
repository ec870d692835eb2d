"""Incidents of all on one clock: what each reported above what its log shows, a row a diffuser."""

from reports.charts.frame import Chart, Row
from reports.charts.listed import listed
from reports.charts.rows import span_text
from reports.compare.charts.canvas import (
    GAP,
    HAPPENED,
    HEAD,
    LINE,
    NAMES,
    UPRIGHT,
    Span,
    box,
    boxes,
    canvas,
    hours,
    lines,
    named,
    origin_names,
    row_names,
)
from reports.compare.model import Comparison, Event
from reports.compare.sentences import alternatives
from reports.compare.tables.events import SOURCES, what
from reports.documents.theme import Theme

ROW, SHORTEST = 16, 3
PAIRS = (
    ("warning", "warning_soft", ""),
    ("warning", "ink", "what was seen is hollow"),
    ("ink", "warning_soft", ""),
    ("warning", "paper", ""),
    ("ink", "paper", ""),
    ("muted", "paper", ""),
)


def timeline(comparison: Comparison, theme: Theme) -> Chart | None:
    """None where nobody reported anything and nothing was seen."""
    if not comparison.events:
        return None
    found = [one.delivery for one in comparison.included]
    names, colors = named(comparison), theme.colors
    span = Span(comparison.operation, NAMES, UPRIGHT - NAMES - GAP)
    bottom = HEAD + ROW * len(found)
    rows = [
        _bar(event, names[event.delivery], HEAD + found.index(event.delivery) * ROW, span)
        for event in comparison.events
        if event.delivery in found and _touches(event, comparison)
    ]
    reported = [_half(row, 0) for row in rows if row["fuente"] != "seen"]
    seen = [_half(row, 1) for row in rows if row["fuente"] != "reported"]
    shades = [
        box(span.x(one.start.local), span.x(one.end.local), HEAD, bottom)
        for one in comparison.origin()
    ]
    ruled = [
        box(NAMES, NAMES + span.width, HEAD + at * ROW, HEAD + at * ROW)
        for at in range(len(found) + 1)
    ]
    layers = [
        boxes(shades, color=colors["warning_soft"]),
        *hours(span, HEAD, bottom, theme),
        lines(ruled, colors["grid"]),
        row_names(names, found, HEAD, ROW, theme),
        boxes(reported, HAPPENED, color=colors["warning"]),
        boxes(seen, HAPPENED, color=colors["paper"], stroke=colors["ink"], strokeWidth=1),
        *origin_names(comparison.origin(), span, bottom + LINE / 2 + 1, theme),
    ]
    return Chart(
        "linea_del_tiempo",
        "Incidencias de todos: lo reportado y lo que muestran las bitácoras",
        "Barra llena: reportada, a la hora en que se reportó. Barra hueca: vista en la bitácora. "
        "Franja (F): falla de la mayoría a la vez.",
        alternatives.timeline(comparison),
        canvas(layers, theme, UPRIGHT, bottom + LINE + 4),
        listed(
            rows,
            ("nombre", "Difusor"),
            ("cuando", "Cuándo", "t"),
            ("texto", "Qué"),
            ("sabido", "De dónde se sabe"),
        ),
    )


def _touches(event: Event, comparison: Comparison) -> bool:
    window = comparison.operation
    return event.end.local >= window.start_local and event.start.local <= window.end_local


def _bar(event: Event, name: str, y: float, span: Span) -> Row:
    start, end = span.x(event.start.local), span.x(event.end.local)
    start = min(start, span.left + span.width - SHORTEST)
    return box(
        start, max(end, start + SHORTEST), y, y + ROW,
        fuente=event.source, nombre=name, t=event.start.local,
        cuando=span_text(event.start.local, event.end.local),
        texto=f"{event.event} {what(event)}"[:200], sabido=SOURCES[event.source][0],
    )  # fmt: skip


def _half(row: Row, half: int) -> Row:
    top = row["y"] + half * ROW / 2
    return row | {"y": top + 1.5, "y2": top + ROW / 2 - 0.5}
