"""The calendar of cuts: one small square for each, one row for each hour."""

from collections.abc import Sequence

from reports import alternatives, locale
from reports.charts.frame import LABEL, Chart, Row, either, finished, fixed, layer, tip, word
from reports.charts.listed import listed
from reports.charts.rows import when
from reports.model import Memoria
from reports.model.availability import Arrival
from reports.model.traffic import CutPoint
from reports.theme import Theme

TOLD = (
    ("cuando", "Corte"),
    ("nombre", "Estado"),
    ("texto", "Respuestas correctas"),
    ("fallas", "Con error"),
    ("llegada", "Datos nuevos"),
)


def calendar(memoria: Memoria, theme: Theme) -> Chart:
    """One small square for every cut; each row is an hour and says what it lacked."""
    marks = _adherence_marks(memoria)
    rows, hours = _calendar_rows(memoria, marks)
    colors = theme.colors
    order = [hour["fila"] for hour in hours]
    per_hour = 60 // memoria.agreement.cut_minutes
    side = 13
    y_axis = {
        "ticks": False,
        "domain": False,
        "labelPadding": 6,
        "labelFontSize": LABEL,
        "labelExpr": _row_label(order),
    }
    x_axis = {
        "orient": "top",
        "ticks": False,
        "domain": False,
        "labelAngle": 0,
        "labelFontSize": LABEL - 1,
        "titleFontSize": LABEL - 1,
        "titleFontWeight": "normal",
    }
    y = word("fila", sort=order, title=None, axis=y_axis)
    x = {"field": "minuto", "type": "ordinal", "title": "minuto de la hora", "axis": x_axis}
    states = {
        "domain": ["served", "errors", "silent", "no_evidence"],
        "range": [colors["accent_soft"], colors["warning"], colors["silent"], colors["unknown"]],
    }
    squares = layer(
        rows,
        "rect",
        {"stroke": colors["paper"], "strokeWidth": 1.5},
        x=x,
        y=y,
        color=word("estado", legend=None, scale=states),
        tooltip=tip(*TOLD),
    )
    signs = layer(
        [row for row in rows if row["signo"]],
        "text",
        {"fontSize": LABEL, "fontWeight": "bold", "baseline": "middle"},
        x=x,
        y=y,
        text=word("signo"),
        color=either("datum.estado == 'errors'", colors["paper"], colors["ink"]),
    )
    notes = layer(
        hours,
        "text",
        {"align": "left", "fontSize": LABEL, "dx": 10},
        x=fixed(per_hour * (side + 1)),
        y=y,
        text=word("nota"),
        color=either("datum.completa", colors["muted"], colors["warning"]),
    )
    return Chart(
        "calendar",
        f"Calendario de cortes de {memoria.agreement.cut_minutes} minutos: un cuadro por corte",
        "",
        alternatives.calendar(memoria),
        finished(
            [squares, signs, notes],
            theme,
            width=per_hour * (side + 1),
            height=len(order) * side,
            fixed=True,
        ),
        listed(rows, ("cuando", "Corte", "fila"), *((field, name) for field, name in TOLD[1:])),
    )


Marks = dict[str, tuple[str, str]]  # the local time of a cut → its sign and what it says


def _adherence_marks(memoria: Memoria) -> Marks:
    """Only what is not as it should be has a sign."""
    found = memoria.availability.adherence
    return {
        arrival.cut.local: _adherence_mark(arrival) for arrival in (found.arrivals if found else ())
    }


def _adherence_mark(arrival: Arrival) -> tuple[str, str]:
    if arrival.state == "seen":
        after = f"{locale.number(round(arrival.delay_s or 0))} s después"
        return ("T" if arrival.late else "", after)
    return {"unseen": ("N", "no se vieron"), "unknown": ("", "no se sabe"), "outside": ("", "")}[
        arrival.state
    ]


def _calendar_rows(memoria: Memoria, marks: Marks) -> tuple[list[Row], list[Row]]:
    by_hour: dict[str, list[CutPoint]] = {}
    for cut in memoria.series.cuts:
        by_hour.setdefault(cut.local[:13], []).append(cut)
    squares: list[Row] = []
    hours: list[Row] = []
    for hour, cuts in by_hour.items():
        complete = all(cut.state == "served" for cut in cuts)
        signs = [marks.get(cut.local, ("", ""))[0] for cut in cuts if cut.state == "served"]
        note = _hour_note(cuts) + _adherence_note(signs)
        hours.append({"fila": hour, "nota": note, "completa": complete})
        squares += [_square(cut, hour, marks.get(cut.local, ("", ""))) for cut in cuts]
    return squares, hours


def _row_label(hours: Sequence[str]) -> str:
    """The hour, and the day on its first row."""
    firsts = {hour[:10]: hour for hour in reversed(hours)}
    tests = "".join(
        f"datum.value == '{hour}' ? '{int(day[8:])} {locale.MONTHS[int(day[5:7]) - 1][:3]}   "
        f"{hour[11:]} h' : "
        for day, hour in firsts.items()
    )
    return f"{tests}slice(datum.value, 11) + ' h'"


def _square(cut: CutPoint, row: str, mark: tuple[str, str]) -> Row:
    return {
        "fila": row,
        "minuto": cut.local[14:16],
        "estado": cut.state,
        "nombre": alternatives.STATES[cut.state],
        "signo": {"served": mark[0], "errors": "×", "silent": "–", "no_evidence": "?"}[cut.state],
        "cuando": when(cut.local),
        "texto": locale.number((cut.prep_hits or 0) - (cut.failed or 0))
        if cut.prep_hits is not None
        else "—",
        "fallas": locale.number(cut.failed),
        "llegada": mark[1],
    }


def _hour_note(cuts: Sequence[CutPoint]) -> str:
    counts = {state: sum(cut.state == state for cut in cuts) for state in alternatives.STATES}
    note = f"{counts['served']} de {len(cuts)}"
    for state, said in (
        ("errors", "con error"),
        ("silent", "sin solicitudes"),
        ("no_evidence", "sin evidencia"),
    ):
        if counts[state]:
            note += f" · {counts[state]} {said}"
    return note


def _adherence_note(signs: Sequence[str]) -> str:
    told = ((signs.count("N"), "sin datos nuevos"), (signs.count("T"), "tarde"))
    return "".join(f" · {count} {said}" for count, said in told if count)
