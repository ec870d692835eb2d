"""The calendar of cuts: a row an hour, a square a cut, and beside it in words what went wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reports import locale
from reports.charts.frame import (
    LABEL,
    Chart,
    Row,
    Spec,
    amount,
    corners,
    edges,
    either,
    finished,
    fixed,
    inset,
    layer,
    tip,
    until,
    word,
)
from reports.charts.listed import listed
from reports.charts.rows import lasting, span_text, when
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.availability import Arrival, Outage
from reports.model.base import Moment
from reports.model.traffic import CutPoint
from reports.sentences import alternatives

SIDE, GUTTER = 14, 20
"""Pixels: of a square, and from the last one to the words beside it."""
WORDS = 410
"""Pixels that the words beside a row may take."""
PADDING = {"left": 66, "top": 34, "bottom": 4, "right": GUTTER + WORDS}
TOLD = (
    ("cuando", "Corte", "t"),
    ("nombre", "Estado"),
    ("texto", "Respuestas correctas", "correctas"),
    ("fallas", "Con error", "errores"),
    ("llegada", "Datos nuevos"),
)
FILLS = {"served": "accent_soft", "errors": "warning", "silent": "silent", "no_evidence": "unknown"}
SIGNS = {"errors": "×", "silent": "–", "no_evidence": "?"}
KEY = {
    "served": "Servido: {} con al menos una respuesta correcta",
    "errors": "×: {} con error y ninguna respuesta correcta",
    "silent": "–: {} en que nadie pidió {published} y el servidor tenía actividad",
    "no_evidence": "?: {} sin evidencia, ni un renglón; no se sabe si hubo servicio",
    "N": "N: {} en que no se vieron datos nuevos",
    "T": "T: {} con datos nuevos más de {late} s después",
}
"""What each sign means: said beside the first square that bears it."""
PAIRS = (
    ("accent_soft", "warning", "cross"),
    ("accent_soft", "silent", "dash"),
    ("accent_soft", "unknown", "question mark in a dashed frame"),
    ("warning", "silent", "cross and dash"),
    ("warning", "unknown", "cross"),
    ("silent", "unknown", "dash"),
    ("ink", "accent_soft", ""),
    ("ink", "silent", ""),
    ("muted", "paper", ""),
)
MOST = 12
"""Outages that are told in words, one a row: the longest. The table has every one."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words that belong to a row: of an outage, or of a sign that it shows for the first time."""

    row: int
    text: str
    ink: str


def calendar(memoria: Memoria, theme: Theme) -> Chart:
    """A square for every cut; outages are outlined and told where they are, signs where first."""
    colors = theme.colors
    squares, hours = _squares(memoria)
    unknown = [square for square in squares if square["estado"] == "no_evidence"]
    known = [square for square in squares if square["estado"] != "no_evidence"]
    wide_as = 60 // memoria.agreement.cut_minutes * SIDE
    layers = [
        _frame(hours),
        *_filled(known, theme, {"stroke": colors["paper"], "strokeWidth": 1.5}),
        *_filled(
            [inset(square, 0.5, 0.1) for square in unknown],
            theme,
            {"stroke": colors["muted"], "strokeWidth": 1, "strokeDash": [2, 2]},
        ),
        *_signs(squares, theme),
        *_outlines(memoria, hours, colors["ink"]),
        *_words(_placed(_notes(memoria, squares, hours), len(hours)), wide_as, theme),
    ]
    spec = finished(layers, theme, width=wide_as, height=len(hours) * SIDE, fixed=True)
    return Chart(
        "calendar",
        f"Calendario de cortes de {memoria.agreement.cut_minutes} minutos: un cuadro por corte",
        "",
        alternatives.calendar(memoria),
        spec | {"autosize": "none", "padding": PADDING},
        listed(squares, *TOLD),
    )


def _squares(memoria: Memoria) -> tuple[list[Row], list[str]]:
    """The squares in order, and the local hours that are their rows."""
    signs = _adherence_signs(memoria)
    hours = list(dict.fromkeys(cut.local[:13] for cut in memoria.series.cuts))
    length = memoria.agreement.cut_minutes
    return [
        _square(cut, hours.index(cut.local[:13]), length, signs.get(cut.local, ("", "")))
        for cut in memoria.series.cuts
    ], hours


def _square(cut: CutPoint, row: int, length: int, arrival: tuple[str, str]) -> Row:
    minute = int(cut.local[14:16])
    served = None if cut.published_hits is None else cut.published_hits - (cut.failed or 0)
    return {
        "x": minute,
        "x2": minute + length,
        "y": row,
        "y2": row + 1,
        "t": cut.local,
        "estado": cut.state,
        "signo": SIGNS.get(cut.state, arrival[0]),
        "cuando": when(cut.local),
        "nombre": alternatives.STATES[cut.state],
        "texto": locale.number(served),
        "correctas": served,
        "fallas": locale.number(cut.failed),
        "errores": cut.failed,
        "llegada": arrival[1],
    }


def _adherence_signs(memoria: Memoria) -> dict[str, tuple[str, str]]:
    """The local time of a cut → its sign and what a reader is told of its arrival."""
    found = memoria.availability.adherence
    return {
        arrival.cut.local: _adherence_sign(arrival) for arrival in (found.arrivals if found else ())
    }


def _adherence_sign(arrival: Arrival) -> tuple[str, str]:
    """Only what is not as it should be has a sign."""
    if arrival.state == "seen":
        after = f"{locale.number(round(arrival.delay_s or 0))} s después"
        return ("T" if arrival.late else "", after)
    return {"unseen": ("N", "no se vieron"), "unknown": ("", "no se sabe"), "outside": ("", "")}[
        arrival.state
    ]


# ---------------------------------------------------------------------------------------- marks


def _frame(hours: Sequence[str]) -> Spec:
    """The axes, as an invisible layer that spans them."""
    plain = {"ticks": False, "domain": False, "grid": False, "labelFontSize": LABEL}
    minutes = plain | {
        "orient": "top", "values": list(range(0, 60, 15)), "labelAlign": "left",
        "titleFontSize": LABEL, "titleFontWeight": "normal",
        "labelExpr": "format(datum.value, '02d')",
    }  # fmt: skip
    rows = plain | {
        "values": [row + 0.5 for row in range(len(hours))],
        "tickCount": len(hours) + 1,
        "labelExpr": f"{_row_labels(hours)}[floor(datum.value)]",
        "labelOverlap": False,
        "labelPadding": 6,
    }
    across = {"title": "minuto de la hora", "axis": minutes}
    return corners(60, len(hours), across, {"title": None, "axis": rows})


def _row_labels(hours: Sequence[str]) -> list[str]:
    """The hour, and the day on its first row."""
    days = [hour[:10] for hour in hours]
    return [
        (locale.hour(datetime.fromisoformat(hour))[:-3] if day not in days[:row] else hour[11:])
        + " h"
        for row, (hour, day) in enumerate(zip(hours, days, strict=True))
    ]


def _filled(squares: list[Row], theme: Theme, looks: Spec) -> list[Spec]:
    if not squares:
        return []
    fills = {"domain": list(FILLS), "range": [theme.colors[role] for role in FILLS.values()]}
    return [
        layer(
            squares,
            "rect",
            looks,
            **edges(),
            color=word("estado", legend=None, scale=fills),
            tooltip=tip(*(told[:2] for told in TOLD)),
        )
    ]


def _signs(squares: list[Row], theme: Theme) -> list[Spec]:
    rows = [
        {
            "x": (square["x"] + square["x2"]) / 2,
            "y": square["y"] + 0.5,
            "signo": square["signo"],
            "estado": square["estado"],
        }
        for square in squares
        if square["signo"]
    ]
    looks = {"fontSize": LABEL, "fontWeight": 600, "baseline": "middle"}
    ink = either("datum.estado == 'errors'", theme.colors["paper"], theme.colors["ink"])
    place = {"x": amount("x"), "y": amount("y"), "text": word("signo")}
    return [layer(rows, "text", looks, **place, color=ink)] if rows else []


def _outlines(memoria: Memoria, hours: Sequence[str], ink: str) -> list[Spec]:
    rows = [edges for outage in memoria.availability.outages for edges in _by_hours(outage, hours)]
    looks = {"filled": False, "stroke": ink, "strokeWidth": 1.5}
    return [layer(rows, "rect", looks, **edges())] if rows else []


def _by_hours(outage: Outage, hours: Sequence[str]) -> Iterator[Row]:
    """What it takes of each row."""
    start, end = (datetime.fromisoformat(at.local) for at in (outage.start, outage.end))
    for row, hour in enumerate(hours):
        first = datetime.fromisoformat(f"{hour}:00:00")
        low, high = max(start, first), min(end, first + timedelta(hours=1))
        if low < high:
            minutes = ((at - first) / timedelta(minutes=1) for at in (low, high))
            yield dict(zip(("x", "x2"), minutes, strict=True)) | {"y": row, "y2": row + 1}


# ---------------------------------------------------------------------------------------- words


def _notes(memoria: Memoria, squares: Sequence[Row], hours: Sequence[str]) -> list[Note]:
    found = memoria.availability.adherence
    keys = list(_keys(squares, found.late_after_s if found else 0, memoria.agreement.published.the))
    most = max(min(MOST, len(hours) - len(keys) - 1), 0)
    outages = memoria.availability.outages
    longest = sorted(outages, key=lambda outage: (-outage.minutes, outage.start.utc))
    first = {_row(outage, hours): outage for outage in reversed(longest)}
    told = [outage for outage in longest if first[_row(outage, hours)] is outage][:most]
    left = [outage for outage in outages if outage not in told]
    notes = [Note(_row(outage, hours), _outage(memoria, outage), "warning") for outage in told]
    if left:
        said = f"y {locale.plural(len(left), 'interrupción', 'interrupciones')} más, en la tabla"
        notes.append(Note(_row(left[0], hours), said, "warning"))
    return sorted(notes + keys, key=lambda note: note.row)


def _row(outage: Outage, hours: Sequence[str]) -> int:
    return hours.index(outage.start.local[:13])


def _outage(memoria: Memoria, outage: Outage) -> str:
    failed = locale.plural(outage.failed, "solicitud fallida", "solicitudes fallidas")
    said = f"{span_text(outage.start.local, outage.end.local)}: {lasting(outage.minutes)} sin "
    said += "servicio, " + (failed if outage.failed else "ninguna solicitud")
    reported = [item.id for item in memoria.incidents if _touch(item.start, item.end, outage)]
    return f"{said} · {reported[0]}" if reported else said


def _touch(start: Moment, end: Moment, outage: Outage) -> bool:
    return start.utc < outage.end.utc and outage.start.utc < end.utc


def _keys(squares: Sequence[Row], late: int, published: str) -> Iterator[Note]:
    """Each state and sign once, with how many there are."""
    for name, said in KEY.items():
        bearing = [square for square in squares if name in (square["estado"], square["signo"])]
        if bearing:
            cuts = locale.plural(len(bearing), "corte", "cortes")
            yield Note(bearing[0]["y"], said.format(cuts, late=late, published=published), "muted")


def _placed(notes: Sequence[Note], rows: int) -> list[tuple[int, Note]]:
    """One a row, each on its own or on the next free one; from the last row upwards if need be."""
    free, places = 0, []
    for note in notes:
        places.append(max(free, note.row))
        free = places[-1] + 1
    last = rows - len(notes)
    return [
        (min(place, last + index), note)
        for index, (place, note) in enumerate(zip(places, notes, strict=True))
    ]


def _words(placed: Sequence[tuple[int, Note]], edge: int, theme: Theme) -> list[Spec]:
    rows = [
        {"y": note.row + 0.5, "y2": place + 0.5, "rotulo": note.text, "tinta": note.ink}
        for place, note in placed
    ]
    ink = either("datum.tinta == 'warning'", theme.colors["warning"], theme.colors["muted"])
    thread = {"strokeWidth": 0.7}
    looks = {"align": "left", "baseline": "middle", "fontSize": LABEL}
    ends = {
        "x": fixed(edge + 3),
        "x2": fixed(edge + GUTTER - 4),
        "y": amount("y"),
        "y2": until("y2"),
    }
    return [
        layer(rows, "rule", thread, **ends, color=ink),
        layer(
            rows,
            "text",
            looks,
            x=fixed(edge + GUTTER),
            y=amount("y2"),
            text=word("rotulo"),
            color=ink,
        ),
    ]
