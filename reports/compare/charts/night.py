"""All of them together: the requests of each cut, with what failed for most of them shaded."""

from reports import locale
from reports.charts.callouts import Box, places
from reports.charts.frame import Chart, Plane, Row, framed, z
from reports.charts.lanes import ROW, over, placed, rows_of
from reports.charts.layers import (
    called,
    lettered,
    line,
    mark,
    peak_callout,
    shades,
    top_of,
    traced,
)
from reports.charts.listed import listed
from reports.charts.rows import lasting, span_text, when
from reports.compare.model import Comparison, CutTotal, Failure
from reports.compare.sentences import alternatives
from reports.documents.theme import Theme

PLOT = 80
PAIRS = (("accent", "paper", ""), ("accent", "warning_soft", ""), ("warning", "warning_soft", ""))


def night(comparison: Comparison, theme: Theme) -> Chart | None:
    """None where no log says anything of any cut."""
    rows = [_row(one) for one in comparison.totals]
    if not any(row["hits"] is not None for row in rows):
        return None
    plane = Plane(comparison.operation, top_of(rows, "hits"), PLOT)
    spans = [_span(one) for one in comparison.origin()]
    names = placed([mark(plane, row, row["nombre"], row["corto"]) for row in spans], 2, over)
    head = (rows_of(names) + 1) * ROW
    plane = Plane(plane.window, plane.top, PLOT, head)
    named = [
        row | {"v": plane.level(place.row * ROW + ROW / 2)}
        for row, place in zip(spans, names, strict=True)
    ]
    taken = [Box(one.start, one.row * ROW, one.end, (one.row + 1) * ROW) for one in names]
    words = [peak_callout("Todos", rows, "hits", theme.colors["accent"], plane)]
    told = (("cuando", "Corte"), ("texto", "Solicitudes"), ("de", "De"))
    layers = [
        *shades(spans, names, plane, theme),
        line(rows, "hits", theme.colors["accent"], told),
        *lettered(named, names, theme.colors["warning"], theme.colors["warning"]),
        *called(places(words, [traced(rows, "hits", plane)], plane, taken), plane),
    ]
    return Chart(
        "noche",
        "Solicitudes de los difusores que se suman, por corte de "
        f"{comparison.setting.cut_minutes} minutos (hora local, {comparison.operation.offset})",
        "Franja: falló la mayoría a la vez.",
        alternatives.night(comparison),
        framed(layers, plane, theme),
        listed(rows, ("cuando", "Corte", "t"), ("texto", "Solicitudes", "hits"), ("de", "De")),
    )


def _row(one: CutTotal) -> Row:
    return {
        "t": z(one.slot.local),
        "hits": one.hits,
        "cuando": when(one.slot.local),
        "texto": locale.number(one.hits) if one.hits is not None else "sin evidencia",
        "de": locale.plural(one.deliveries, "difusor", "difusores"),
    }


def _span(one: Failure) -> Row:
    return {
        "t": z(one.start.local),
        "fin": z(one.end.local),
        "nombre": f"{one.failure}: {lasting(one.minutes)} en {one.deliveries} a la vez",
        "corto": one.failure,
        "cuando": span_text(one.start.local, one.end.local),
    }
