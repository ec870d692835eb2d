"""Series → charts: one Altair specification for both media, SVG in print and interactive on screen.

Local wall-clock times are drawn on a UTC scale, so a chart shows the agreement's clock whatever the zone of
the machine or the browser. Lines and areas carry their names beside them; no chart needs its legend.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import altair as alt
import font_source_sans_pro
import vl_convert

from reports import alternatives, locale
from reports.model import BaselineBand, CutPoint, HourPoint, Memoria, Window
from reports.theme import Theme

FONT = "Source Sans Pro"
FONT_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
WIDTH = 620
LABEL = 11
ZERO = alt.datum(0)

Spec = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """alt: what the chart shows, for who cannot see it; spec: Vega-Lite with the theme's light colours."""

    id: str
    title: str
    note: str
    alt: str
    spec: Spec


def draw(memoria: Memoria, theme: Theme) -> dict[str, Chart]:
    """Every chart that has data, by id, in the documents' order."""
    drawn = (chart(memoria, theme) for chart in ALL)
    return {chart.id: chart for chart in drawn if chart is not None}


def svg(chart: Chart) -> str:
    """The chart as it is printed."""
    vl_convert.register_font_directory(str(FONT_FOLDER))
    return str(
        vl_convert.vegalite_to_svg(
            chart.spec, format_locale="es-MX", time_format_locale="es-MX", allowed_base_urls=[]
        )
    )


# ------------------------------------------------------------------------------------- charts


def night(memoria: Memoria, theme: Theme) -> Chart:
    """The operation cut by cut over its ordinary band, incidents shaded."""
    cuts = memoria.series.cuts
    rows = [_cut_row(cut) for cut in cuts]
    top = max([cut.hits or 0 for cut in cuts] + [1])
    layers = [
        *_shades(_unknown_spans(memoria), theme, "unknown", top, ""),
        *_shades(_incident_spans(memoria), theme, "warning_soft", top, "warning"),
        *_band(rows, theme),
        _line(rows, "hits", theme.colors["accent"]),
        *_outage_bars(memoria, theme),
        *_names(rows, "hits", [_named("Operación", rows, "hits", theme.colors["accent"]), *_ordinary(rows, theme)], theme),
    ]
    return Chart(
        "night",
        f"Solicitudes por corte de {memoria.agreement.cut_minutes} minutos durante la operación",
        "Gris: tráfico ordinario del portal en los mismos días y horas (promedio y rango). Franjas: "
        "incidencias reportadas, con su número. Trazo grueso al pie: cortes no servidos.",
        alternatives.night(memoria),
        _framed(layers, memoria.windows.operation, theme, 190, y_top=top * 1.1),
    )


def coverage(memoria: Memoria, theme: Theme) -> Chart:
    """Lines per hour of the days whose logs are handed over, with the holes marked."""
    hours = memoria.series.hours
    rows = [_hour_row(hour, "hits") for hour in hours]
    holes = [row for row in rows if row["con"] < row["de"]]
    top = max([hour.hits or 0 for hour in hours] + [1])
    bars = _base(rows).mark_bar().encode(
        x=_x("t"), x2="fin:T", y=alt.Y("v:Q"), y2=ZERO,
        color=alt.condition(
            "datum.operacion", alt.value(theme.colors["accent"]), alt.value(theme.colors["baseline"])
        ),
        tooltip=_tip(("cuando", "Hora"), ("texto", "Hits"), ("cobertura", "Cortes con renglones")),
    )  # fmt: skip
    marks = _base(holes, ["t", "fin", "cobertura"]).mark_rect(color=theme.colors["warning_soft"])
    rect = marks.encode(x=_x("t"), x2="fin:T", y=alt.value(0), y2=alt.value(170),
                        tooltip=_tip(("cuando", "Hora"), ("cobertura", "Cortes con renglones")))  # fmt: skip
    label = _base(holes).mark_text(
        angle=270, align="right", dx=-4, fontSize=LABEL - 1, color=theme.colors["warning"]
    ).encode(x=_x("medio"), y=alt.value(0), text="cobertura:N")  # fmt: skip
    layers = [rect, bars, label] if holes else [bars]
    return Chart(
        "coverage",
        "Renglones con solicitud por hora en los días de las bitácoras",
        "Azul: horas de la operación; gris: horas anteriores. Se marca cada hora en la que algún corte "
        "no dejó ningún renglón, con los cortes que sí lo dejaron.",
        alternatives.coverage(memoria),
        _framed(layers, memoria.windows.logs, theme, 170, y_top=top * 1.08),
    )


def _hourly(metric: str, label: str) -> Callable[[Memoria, Theme], Chart]:
    def chart(memoria: Memoria, theme: Theme) -> Chart:
        hours = [hour for hour in memoria.series.hours if hour.in_operation]
        rows = [_hour_row(hour, metric) for hour in hours]
        top = max([row["v"] or 0 for row in rows] + [row["alto"] or 0 for row in rows] + [1])
        layers = [*_band(rows, theme), _line(rows, "v", theme.colors["accent"], label, points=True),
                  *_names(rows, "v", [_named("Operación", rows, "v", theme.colors["accent"]), *_ordinary(rows, theme)], theme)]  # fmt: skip
        return Chart(
            f"hourly_{metric}",
            f"{label} por hora: operación y tráfico ordinario",
            "",
            alternatives.hourly(memoria, metric, label),
            _framed(layers, memoria.windows.operation, theme, 120, y_top=top * 1.2, ticks=3),
        )

    return chart


def audiences(memoria: Memoria, theme: Theme) -> Chart:
    """Persons against robots, hour by hour."""
    colors = theme.colors
    return _pair(
        memoria, theme, "audiences", "Hits por hora: personas y robots", "",
        (("persons", "Personas", colors["accent"]), ("robots", "Robots", colors["muted"])),
        alternatives.audiences(memoria),
    )  # fmt: skip


def errors(memoria: Memoria, theme: Theme) -> Chart:
    """Error classes hour by hour: when they happened is what a table cannot say."""
    colors = theme.colors
    return _pair(
        memoria, theme, "errors", "Respuestas de error por hora: clases 4xx y 5xx", "",
        (("status_5xx", "5xx (servidor)", colors["warning"]),
         ("status_4xx", "4xx (solicitud)", colors["muted"])),
        alternatives.errors(memoria),
    )  # fmt: skip


def visitors(memoria: Memoria, theme: Theme) -> Chart | None:
    """Estimated visitors of each hour, as the range they are."""
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    rows = [
        {**_hour_row(hour, "visits"), "v": hour.visitors_max, "piso": hour.visitors_min,
         "texto": _range_text(hour)}
        for hour in hours if hour.visitors_min is not None and hour.visitors_max is not None
    ]  # fmt: skip
    if not rows:
        return None
    tip = _tip(("cuando", "Hora"), ("texto", "Visitantes estimados"))
    bars = _base(rows, ["t", "fin", "v", "piso"]).mark_bar(color=theme.colors["accent"]).encode(
        x=_x("t"), x2="fin:T", y="piso:Q", y2="v:Q", tooltip=tip
    )
    top = max(row["v"] for row in rows)
    return Chart(
        "visitors",
        "Visitantes estimados por hora",
        "Cada barra va del número de direcciones distintas al de direcciones y navegadores distintos: "
        "el número verdadero queda entre ambos extremos o cerca de ellos.",
        alternatives.visitors(memoria),
        _framed([bars], memoria.windows.operation, theme, 120, y_top=top * 1.1, ticks=3),
    )


def baseline_days(memoria: Memoria, theme: Theme) -> Chart | None:
    """Which days hold up the ordinary average."""
    days = memoria.series.baseline_days
    if not days:
        return None
    rows = [
        {"t": f"{day.day}T00:00:00Z", "fin": f"{day.day}T23:00:00Z", "v": day.hits,
         "medio": f"{day.day}T12:00:00Z", "simulacro": day.drill, "falta": not day.present,
         "cuando": locale.weekday(datetime.fromisoformat(day.day)),
         "texto": locale.number(day.hits) if day.present else "sin bitácora"}
        for day in days
    ]  # fmt: skip
    colors = theme.colors
    sundays = [_milliseconds(f"{day.day}T00:00:00") for day in days[::7]]
    x = alt.X("t:T", scale=alt.Scale(type="utc"), title=None,
              axis=alt.Axis(format="%-d %b", values=sundays, labelAlign="left"))  # fmt: skip
    shared = {"x": x, "x2": "fin:T", "tooltip": _tip(("cuando", "Día"), ("texto", "Hits"))}
    bars = _base(rows).mark_bar().encode(
        y=alt.Y("v:Q", title=None, axis=alt.Axis(format=",d", tickCount=3)), y2=ZERO,
        color=alt.condition("datum.simulacro", alt.value(colors["muted"]), alt.value(colors["baseline"])),
        **shared,
    )  # fmt: skip
    missing = [row for row in rows if row["falta"]]
    drills = [row for row in rows if row["simulacro"] and not row["falta"]]
    layers: list[Any] = [bars]
    for marked, word, color in ((missing, "sin bitácora", "warning"), (drills, "simulacro", "paper")):
        if not marked:
            continue
        text = _base(marked, ["medio"]).mark_text(angle=270, align="left", fontSize=LABEL - 1,
                                        dx=4, color=colors[color])  # fmt: skip
        layers.append(text.encode(x=_x("medio"), y=alt.value(110), text=alt.value(word)))
    return Chart(
        "baseline_days",
        "Hits diarios del portal en las semanas del tráfico ordinario",
        "Los simulacros se muestran sin sus rutas del PREP, que no entran en el promedio.",
        alternatives.baseline_days(memoria),
        _finished(alt.layer(*layers).properties(width=WIDTH, height=110), theme),
    )


def calendar(memoria: Memoria, theme: Theme) -> Chart:
    """One small square for every cut; each row is an hour and says what it lacked."""
    rows, hours = _calendar_rows(memoria)
    colors = theme.colors
    order = [hour["fila"] for hour in hours]
    per_hour = 60 // memoria.agreement.cut_minutes
    side = 13
    y = alt.Y("fila:N", sort=order, title=None,
              axis=alt.Axis(ticks=False, domain=False, labelPadding=6, labelFontSize=LABEL,
                            labelExpr=_row_label(order)))  # fmt: skip
    x = alt.X("minuto:O", title="minuto de la hora",
              axis=alt.Axis(orient="top", ticks=False, domain=False, labelAngle=0, labelFontSize=LABEL - 1,
                            titleFontSize=LABEL - 1, titleFontWeight="normal"))  # fmt: skip
    fill = alt.Color("estado:N", legend=None, scale=alt.Scale(
        domain=["served", "errors", "silent", "no_evidence"],
        range=[colors["accent_soft"], colors["warning"], colors["silent"], colors["unknown"]]))  # fmt: skip
    tip = _tip(("cuando", "Corte"), ("nombre", "Estado"), ("texto", "Respuestas correctas"), ("fallas", "Con error"))
    squares = _base(rows).mark_rect(stroke=colors["paper"], strokeWidth=1.5).encode(
        x=x, y=y, color=fill, tooltip=tip)  # fmt: skip
    signs = _base(rows).mark_text(fontSize=LABEL, fontWeight="bold", baseline="middle").encode(
        x=x, y=y, text="signo:N",
        color=alt.condition("datum.estado == 'errors'", alt.value(colors["paper"]), alt.value(colors["ink"])))  # fmt: skip
    notes = _base(hours).mark_text(align="left", fontSize=LABEL, dx=10).encode(
        y=y, x=alt.value(per_hour * (side + 1)), text="nota:N",
        color=alt.condition("datum.completa", alt.value(colors["muted"]), alt.value(colors["warning"])))  # fmt: skip
    chart = alt.layer(squares, signs, notes).properties(
        width=per_hour * (side + 1), height=len(order) * side
    )
    return Chart(
        "calendar",
        f"Calendario de cortes de {memoria.agreement.cut_minutes} minutos: un cuadro por corte",
        "",
        alternatives.calendar(memoria),
        _finished(chart, theme, fixed=True),
    )


ALL: tuple[Callable[[Memoria, Theme], Chart | None], ...] = (
    night, coverage, visitors, audiences, errors, calendar,
    _hourly("visits", "Visitas"), _hourly("pages", "Páginas"), _hourly("hits", "Hits"), baseline_days,
)  # fmt: skip


# ------------------------------------------------------------------------------------- layers


def _pair(
    memoria: Memoria, theme: Theme, name: str, title: str, note: str,
    lines: Sequence[tuple[str, str, str]], description: str,
) -> Chart:  # fmt: skip
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    layers: list[Any] = []
    names: list[Name] = []
    top = 1
    dashes: list[int] = []
    for metric, label, color in lines:
        rows = [_hour_row(hour, metric) for hour in hours]
        top = max([top] + [row["v"] or 0 for row in rows])
        layers.append(_line(rows, "v", color, label, points=True, dash=dashes))
        names.append(_named(label, rows, "v", color, dashed=bool(dashes)))
        dashes = [4, 2]
    first = [_hour_row(hour, lines[0][0]) for hour in hours]
    spec = _framed([*layers, *_names(first, "v", names, theme)], memoria.windows.operation, theme, 130,
                   y_top=top * 1.1, ticks=3)  # fmt: skip
    return Chart(name, title, note, description, spec)


def _band(rows: list[Row], theme: Theme) -> list[Any]:
    known = [row for row in rows if row["media"] is not None]
    if not known:
        return []
    area = _base(known, ["t", "bajo", "alto"]).mark_area(color=theme.colors["band"]).encode(
        x=_x("t"), y="bajo:Q", y2="alto:Q"
    )
    mean = _base(known, ["t", "media"]).mark_line(
        color=theme.colors["baseline"], strokeWidth=1.2, strokeDash=[4, 2]
    )
    return [area, mean.encode(x=_x("t"), y="media:Q")]


def _line(rows: list[Row], field: str, color: str, label: str = "Hits", *, points: bool = False,
          dash: Sequence[int] = ()) -> Any:  # fmt: skip
    tip = _tip(("cuando", "Cuándo"), ("texto", label), ("ordinario", "Tráfico ordinario"))
    mark = {"color": color, "size": 14, "filled": True} if points else False
    return _base(rows).mark_line(
        color=color, strokeWidth=1.6, strokeDash=list(dash) or [1, 0], point=mark,
        invalid="break-paths-show-path-domains",
    ).encode(x=_x("t"), y=f"{field}:Q", tooltip=tip)  # fmt: skip


Name = tuple[str, str]  # the text beside a line, and the line's colour


def _named(label: str, rows: list[Row], field: str, color: str, *, dashed: bool = False) -> Name:
    sign = "- -" if dashed else "—"
    known = [row for row in rows if row[field] is not None]
    if not known:
        return f"{sign} {label}: sin evidencia", color
    peak = max(known, key=lambda row: (row[field], row["t"]))
    return f"{sign} {label}: máximo {locale.number(peak[field])} ({peak['cuando']})", color


def _ordinary(rows: list[Row], theme: Theme) -> list[Name]:
    known = [row["media"] for row in rows if row["media"] is not None]
    if not known:
        return [("Sin tráfico ordinario con qué comparar", theme.colors["muted"])]
    mean = locale.number(sum(known) / len(known), 1)
    return [(f"- - Tráfico ordinario: {mean} en promedio, con su rango", theme.colors["muted"])]


def _names(rows: list[Row], field: str, names: Sequence[Name], theme: Theme) -> list[Any]:
    """The lines' names in the upper corner that the first line's peak leaves free."""
    known = [index for index, row in enumerate(rows) if row[field] is not None]
    peak = max(known, key=lambda index: rows[index][field]) if known else 0
    left = peak > len(rows) / 2
    layers = []
    for position, (text, color) in enumerate(names):
        shared = {
            "align": "left" if left else "right", "baseline": "top", "fontSize": LABEL, "fontWeight": 600,
            "dy": 18 + position * 15, "dx": 6 if left else -2,
        }  # fmt: skip
        rotulo = _base([{"rotulo": text}]).encode(
            x=alt.value(0) if left else alt.value("width"), y=alt.value(0), text="rotulo:N"
        )
        halo = rotulo.mark_text(color=theme.colors["paper"], stroke=theme.colors["paper"],
                                strokeWidth=4, **shared)  # fmt: skip
        layers += [halo, rotulo.mark_text(color=color, **shared)]
    return layers


def _shades(spans: list[Row], theme: Theme, fill: str, top: float, ink: str) -> list[Any]:
    if not spans:
        return []
    rect = _base(spans).mark_rect(color=theme.colors[fill], opacity=1).encode(
        x=_x("t"), x2="fin:T", tooltip=_tip(("cuando", "Cuándo"), ("nombre", "Qué"))
    )  # fmt: skip
    if not ink:
        return [rect]
    text = _base(spans, ["t", "rotulo"]).mark_text(
        align="left", baseline="top", dx=2, dy=2, fontSize=LABEL - 1, color=theme.colors[ink]
    )
    return [rect, text.encode(x=_x("t"), y=alt.value(0), text="rotulo:N")]


def _outage_bars(memoria: Memoria, theme: Theme) -> list[Any]:
    rows = [
        {"t": _z(outage.start.local), "fin": _z(outage.end.local), "cero": 0,
         "cuando": _span_text(outage.start.local, outage.end.local),
         "nombre": f"Sin servicio: {locale.duration(outage.minutes)}"}
        for outage in memoria.availability.outages
    ]  # fmt: skip
    if not rows:
        return []
    rule = _base(rows).mark_rule(color=theme.colors["warning"], strokeWidth=6)
    tip = _tip(("cuando", "Cuándo"), ("nombre", "Qué"))
    return [rule.encode(x=_x("t"), x2="fin:T", y="cero:Q", tooltip=tip)]


# --------------------------------------------------------------------------------------- rows


def _cut_row(cut: CutPoint) -> Row:
    return {
        "t": _z(cut.local),
        "hits": cut.hits,
        "cuando": _when(cut.local),
        "texto": locale.number(cut.hits) if cut.hits is not None else "sin evidencia",
        **_baseline(cut.baseline),
    }


def _hour_row(hour: HourPoint, metric: str) -> Row:
    value = getattr(hour, metric)
    start = datetime.fromisoformat(hour.local)
    band = getattr(hour, f"baseline_{metric}", None)
    return {
        "t": _z(hour.local),
        "medio": f"{start:%Y-%m-%dT%H}:30:00Z",
        "fin": f"{start:%Y-%m-%dT%H}:59:59Z",
        "v": value,
        "operacion": hour.in_operation,
        "con": hour.cuts_with_lines,
        "de": hour.cuts,
        "cobertura": f"{hour.cuts_with_lines} de {hour.cuts}",
        "cuando": _when(hour.local),
        "texto": locale.number(value) if value is not None else "sin evidencia",
        **_baseline(band),
    }


def _baseline(band: BaselineBand | None) -> Row:
    if band is None:
        return {"media": None, "bajo": None, "alto": None, "ordinario": locale.MISSING}
    text = f"{locale.number(band.mean, 1)} ({locale.number(band.low)} a {locale.number(band.high)})"
    return {"media": band.mean, "bajo": band.low, "alto": band.high, "ordinario": text}


def _incident_spans(memoria: Memoria) -> list[Row]:
    window = memoria.windows.operation
    spans = []
    for incident in memoria.incidents:
        start = max(incident.start.local, window.start_local)
        end = min(incident.end.local, window.end_local)
        if start < end:
            spans.append(
                {"t": _z(start), "fin": _z(end), "rotulo": incident.id, "nombre": incident.kind,
                 "cuando": _span_text(start, end)}
            )  # fmt: skip
    return spans


def _unknown_spans(memoria: Memoria) -> list[Row]:
    return [
        {"t": _z(found.start.local), "fin": _z(found.end.local), "rotulo": "", "nombre": "Sin evidencia",
         "cuando": _span_text(found.start.local, found.end.local)}
        for found in memoria.candidates if found.kind == "no_evidence"
    ]  # fmt: skip


def _calendar_rows(memoria: Memoria) -> tuple[list[Row], list[Row]]:
    by_hour: dict[str, list[CutPoint]] = {}
    for cut in memoria.series.cuts:
        by_hour.setdefault(cut.local[:13], []).append(cut)
    squares: list[Row] = []
    hours: list[Row] = []
    for hour, cuts in by_hour.items():
        complete = all(cut.state == "served" for cut in cuts)
        hours.append({"fila": hour, "nota": _hour_note(cuts), "completa": complete})
        squares += [_square(cut, hour) for cut in cuts]
    return squares, hours


def _row_label(hours: Sequence[str]) -> str:
    """The hour, and the day on its first row."""
    firsts = {hour[:10]: hour for hour in reversed(hours)}
    tests = "".join(
        f"datum.value == '{hour}' ? '{int(day[8:])} {locale.MONTHS[int(day[5:7]) - 1][:3]}   {hour[11:]} h' : "
        for day, hour in firsts.items()
    )
    return f"{tests}slice(datum.value, 11) + ' h'"


def _square(cut: CutPoint, row: str) -> Row:
    return {
        "fila": row,
        "minuto": cut.local[14:16],
        "estado": cut.state,
        "nombre": alternatives.STATES[cut.state],
        "signo": {"served": "", "errors": "×", "silent": "–", "no_evidence": "?"}[cut.state],
        "cuando": _when(cut.local),
        "texto": locale.number((cut.prep_hits or 0) - (cut.failed or 0)) if cut.prep_hits is not None else "—",
        "fallas": locale.number(cut.failed),
    }  # fmt: skip


def _hour_note(cuts: Sequence[CutPoint]) -> str:
    counts = {state: sum(cut.state == state for cut in cuts) for state in alternatives.STATES}
    note = f"{counts['served']} de {len(cuts)}"
    for state, word in (("errors", "con error"), ("silent", "sin solicitudes"), ("no_evidence", "sin evidencia")):
        if counts[state]:
            note += f" · {counts[state]} {word}"
    return note


# ------------------------------------------------------------------------------------- frames


def _framed(
    layers: Iterable[Any], window: Window, theme: Theme, height: int, *, y_top: float, ticks: int = 5
) -> Spec:
    """Layers over one time axis in local hours and one axis of counts from zero.

    Both axes belong to an invisible layer that spans them: Vega-Lite takes an explicit domain beside
    intervals (x2, y2) for a conflict.
    """
    first, last = _milliseconds(window.start_local), _milliseconds(window.end_local)
    step = (6 if window.hours > 36 else 3) * 3_600_000
    days = "utcFormat(datum.value, '%H:%M') == '00:00' ? utcFormat(datum.value, '%-d %b') : ''"
    x_axis = alt.Axis(
        values=list(range(first, last + 1, step)),
        labelExpr=f"[utcFormat(datum.value, '%H:%M'), {days}]",
        labelFlush=False,
    )
    y_axis = alt.Axis(format=",d", tickCount=ticks)
    corners = [{"t": _z(window.start_local), "v": 0}, {"t": _z(window.end_local), "v": y_top}]
    frame = _base(corners).mark_point(opacity=0).encode(
        x=alt.X("t:T", title=None, axis=x_axis, scale=alt.Scale(type="utc", nice=False)),
        y=alt.Y("v:Q", title=None, axis=y_axis, scale=alt.Scale(nice=False)),
    )  # fmt: skip
    return _finished(alt.layer(frame, *layers).properties(width=WIDTH, height=height), theme)


def _finished(chart: Any, theme: Theme, *, fixed: bool = False) -> Spec:
    colors = theme.colors
    axis = {
        "labelColor": colors["muted"], "titleColor": colors["muted"], "gridColor": colors["grid"],
        "domainColor": colors["baseline"], "tickColor": colors["baseline"], "labelFontSize": LABEL,
    }  # fmt: skip
    spec: Spec = chart.to_dict()
    spec["config"] = {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"domain": False, "ticks": False},
    }
    spec["usermeta"] = {"fixed": fixed}
    return spec


def _base(rows: list[Row], fields: Sequence[str] | None = None) -> alt.Chart:
    kept = rows if fields is None else [
        {key: row.get(key) for key in (*fields, "cuando", "texto", "cobertura", "nombre") if key in row}
        for row in rows
    ]  # fmt: skip
    return alt.Chart(alt.Data(values=kept))


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc"), title=None)


def _tip(*fields: tuple[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields]


def _z(local: str) -> str:
    """A wall-clock time as the UTC scale reads it."""
    return f"{local}Z"


def _milliseconds(local: str) -> int:
    """The same, as a number: a scale's domain takes no text."""
    return round(datetime.fromisoformat(local).replace(tzinfo=UTC).timestamp() * 1000)


def _when(local: str) -> str:
    moment = datetime.fromisoformat(local)
    return f"{locale.short_day(moment)}, {locale.clock(moment)}"


def _span_text(start: str, end: str) -> str:
    return locale.brief_span(datetime.fromisoformat(start), datetime.fromisoformat(end))


def _range_text(hour: HourPoint) -> str:
    return f"{locale.number(hour.visitors_min)} a {locale.number(hour.visitors_max)}"
