"""The charts over time: the hours, the days of the logs, the ordinary days."""

from collections.abc import Callable
from datetime import datetime
from itertools import groupby

from reports import locale
from reports.charts.callouts import Callout, places
from reports.charts.frame import (
    LABEL,
    WIDTH,
    ZERO,
    Chart,
    Plane,
    Row,
    Spec,
    amount,
    counts,
    either,
    finished,
    fixed,
    framed,
    layer,
    marks_at,
    milliseconds,
    only,
    time,
    tip,
    until,
)
from reports.charts.lanes import ROW, over, placed, rows_of
from reports.charts.layers import (
    BAND,
    band,
    called,
    filled,
    gaps,
    lettered,
    line,
    mark,
    ordinary_callout,
    peak_callout,
    top_of,
    traced,
)
from reports.charts.listed import listed, together
from reports.charts.rows import brief, hour_row
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.sentences import alternatives
from reports.sentences.ordinary import ordinary_days

PAIRS = (
    ("accent", "unknown", ""),
    ("muted", "unknown", ""),
    ("accent", "baseline", "median and earlier hours are named"),
    ("accent", "muted", "one of two lines is dashed"),
    ("warning", "muted", "one of two lines is dashed"),
    ("accent", "band", ""),
    ("baseline", "band", "median dashed"),
    ("muted", "baseline", "days named"),
    ("muted", "paper", ""),
    ("baseline", "paper", ""),
    ("accent", "paper", ""),
    ("warning", "paper", ""),
)
ORDINARY_BAND = (
    "Gris: la misma hora del mismo día de la semana en el portal; línea discontinua, mediana; "
    "banda, del primer al tercer cuartil."
)


BASELINE_DAYS = {
    True: "Los simulacros se muestran sin sus rutas {of_the}, que no entran en el promedio.",
    False: "La herramienta no separa las rutas {of_the}: los días de simulacro quedan fuera.",
}


def coverage(memoria: Memoria, theme: Theme) -> Chart:
    """Lines per hour of the days whose logs are handed over, with the holes marked."""
    colors = theme.colors
    rows = [hour_row(hour, "hits") for hour in memoria.series.hours]
    holes = [_hole(list(run)) for whole, run in groupby(rows, _whole) if not whole]
    plane = Plane(memoria.windows.logs, top_of(rows, "v"), 120)
    names = placed([mark(plane, row, row["nombre"]) for row in holes], 3, over)
    head = (rows_of(names) + 1) * ROW
    plane = Plane(plane.window, plane.top, 120, head)
    told = (("cuando", "Hora"), ("texto", "Hits"), ("cobertura", "Cortes con renglones"))
    bars = layer(
        [row for row in rows if row["v"] is not None],
        "bar",
        {},
        x=time("t"),
        x2=until("fin"),
        y=amount("v"),
        y2=ZERO,
        color=either("datum.operacion", colors["accent"], colors["baseline"]),
        tooltip=tip(*told),
    )
    heights = [plane.level(place.row * ROW + ROW / 2) for place in names]
    marked = [row | {"v": height} for row, height in zip(holes, heights, strict=True)]
    before = [row for row in rows if not row["operacion"]]
    during = [row for row in rows if row["operacion"]]
    callouts = [peak_callout(_operation(memoria), during, "v", colors["accent"], plane)]
    if before:
        callouts.append(peak_callout("Antes", before, "v", colors["muted"], plane))
    return Chart(
        "coverage",
        "Renglones con solicitud por hora en los días de las bitácoras",
        "En marco punteado, las horas en que algún corte no dejó ningún renglón, con los "
        "cortes que sí lo dejaron."
        if holes
        else "",
        alternatives.coverage(memoria),
        framed(
            [
                *gaps(holes, plane, theme),
                bars,
                *lettered(marked, names, colors["muted"], colors["muted"]),
                *called(places(callouts, [filled(rows, "v", plane)], plane), plane, dots=False),
            ],
            plane,
            theme,
        ),
        listed(
            rows,
            ("cuando", "Hora", "t"),
            ("texto", "Hits", "v"),
            ("cobertura", "Cortes con renglones", "con"),
        ),
    )


def _operation(memoria: Memoria) -> str:
    return locale.capital(memoria.agreement.words.operation.plain)


def _whole(row: Row) -> bool:
    return bool(row["con"] == row["de"])


def _hole(run: list[Row]) -> Row:
    """Hours one after the other in which some cut left no line."""
    lined, every = (sum(row[name] for row in run) for name in ("con", "de"))
    said = f"{locale.number(lined)} de {locale.number(every)} cortes"
    start, end = run[0]["t"], run[-1]["fin"]
    return {"t": start, "fin": end, "cuando": brief(start), "nombre": said}


def hourly(metric: str, label: str) -> Callable[[Memoria, Theme], Chart]:
    def chart(memoria: Memoria, theme: Theme) -> Chart:
        colors = theme.colors
        rows = [hour_row(hour, metric) for hour in memoria.series.hours if hour.in_operation]
        plane = Plane(memoria.windows.operation, top_of(rows, "v", "alto"), 96, ROW + 2)
        callouts = (
            peak_callout(_operation(memoria), rows, "v", colors["accent"], plane),
            ordinary_callout(rows, colors["muted"], plane),
        )
        lines = [traced(rows, field, plane) for field in ("v", *BAND)]
        told = (("cuando", "Hora"), ("texto", label), ("ordinario", "Tráfico ordinario"))
        layers = [
            *band(rows, theme),
            line(rows, "v", colors["accent"], told, points=True),
            *called(places(callouts, lines, plane), plane),
        ]
        return Chart(
            f"hourly_{metric}",
            f"{label} por hora: {memoria.agreement.words.operation.plain} y tráfico ordinario",
            ORDINARY_BAND if any(row["media"] is not None for row in rows) else "",
            alternatives.hourly(memoria, metric, label),
            framed(layers, plane, theme),
            listed(
                rows,
                ("cuando", "Hora", "t"),
                ("texto", label, "v"),
                ("ordinario", "Tráfico ordinario", "media"),
            ),
        )

    return chart


def ordinary_hours(memoria: Memoria, theme: Theme) -> Chart | None:
    """The ordinary band at its own scale: beside the operation it is a line at the foot."""
    hours = [hour for hour in memoria.series.hours if hour.in_operation and hour.baseline_hits]
    rows = [hour_row(hour, "hits") for hour in hours]
    if not rows:
        return None
    plane = Plane(memoria.windows.operation, top_of(rows, "alto"), 76, ROW + 2)
    color = theme.colors["muted"]
    lines = [traced(rows, field, plane) for field in BAND]
    words = [peak_callout("Mediana", rows, "media", color, plane)]
    told = (("cuando", "Hora"), ("ordinario", "Hits ordinarios"))
    area, _ = band(rows, theme)
    layers = [
        area,
        line(rows, "media", theme.colors["baseline"], told, dash=[4, 2]),
        *called(places(words, lines, plane), plane),
    ]
    return Chart(
        "ordinary_hours",
        "Hits ordinarios por hora, en su propia escala",
        ORDINARY_BAND,
        alternatives.ordinary_hours(memoria),
        framed(layers, plane, theme),
        listed(rows, ("cuando", "Hora", "t"), ("ordinario", "Hits ordinarios", "media")),
    )


def audiences(memoria: Memoria, theme: Theme) -> Chart:
    """Persons against robots, hour by hour."""
    return _pair(
        memoria,
        theme,
        name="audiences",
        title="Hits por hora: personas y robots",
        lines={"persons": ("Personas", "accent"), "robots": ("Robots", "muted")},
        description=alternatives.audiences(memoria),
    )


def errors(memoria: Memoria, theme: Theme) -> Chart:
    """Error classes hour by hour: when they happened is what a table cannot say."""
    return _pair(
        memoria,
        theme,
        name="errors",
        title="Respuestas de error por hora: clases 4xx y 5xx",
        lines={
            "status_5xx": ("5xx (servidor)", "warning"),
            "status_4xx": ("4xx (solicitud)", "muted"),
        },
        description=alternatives.errors(memoria),
    )


def _pair(
    memoria: Memoria,
    theme: Theme,
    *,
    name: str,
    title: str,
    lines: dict[str, tuple[str, str]],
    description: str,
) -> Chart:
    """The second line is dashed: two lines are told apart without their colours."""
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    drawn = {
        label: (role, [hour_row(hour, metric) for hour in hours])
        for metric, (label, role) in lines.items()
    }
    top = max(top_of(rows, "v") for _, rows in drawn.values())
    plane = Plane(memoria.windows.operation, top, 96, 2 * ROW)
    layers = [
        line(
            rows,
            "v",
            theme.colors[role],
            (("cuando", "Hora"), ("texto", label)),
            points=True,
            dash=dash,
        )
        for (label, (role, rows)), dash in zip(drawn.items(), ([1, 0], [4, 2]), strict=True)
    ]
    callouts = [
        peak_callout(label, rows, "v", theme.colors[role], plane)
        for label, (role, rows) in drawn.items()
    ]
    traces = [traced(rows, "v", plane) for _, rows in drawn.values()]
    layers += called(places(callouts, traces, plane), plane)
    table = together("Hora", {label: rows for label, (_, rows) in drawn.items()})
    return Chart(name, title, "", description, framed(layers, plane, theme), table)


def visitors(memoria: Memoria, theme: Theme) -> Chart | None:
    """Estimated visitors of each hour, as the range they are."""
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    rows = [
        hour_row(hour, "visitors_max")
        | {
            "piso": hour.visitors_min,
            "texto": f"{locale.number(hour.visitors_min)} a {locale.number(hour.visitors_max)}",
        }
        for hour in hours
        if hour.visitors_min is not None and hour.visitors_max is not None
    ]
    if not rows:
        return None
    color = theme.colors["accent"]
    bars = layer(
        only(rows, "t", "fin", "v", "piso"),
        "bar",
        {"color": color, "stroke": color, "strokeWidth": 1.5},  # seen also where both ends meet
        x=time("t"),
        x2=until("fin"),
        y=amount("piso"),
        y2=until("v"),
        tooltip=tip(("cuando", "Hora"), ("texto", "Visitantes estimados")),
    )
    plane = Plane(memoria.windows.operation, top_of(rows, "v"), 96, ROW + 2)
    peak = max(rows, key=lambda row: row["v"])
    said = f"Máximo: de {peak['texto']} ({brief(peak['t'])})"
    anchor = (plane.x(peak["t"].removesuffix("Z")) + WIDTH / 60, plane.y(peak["v"]))
    words = places(
        [Callout(said, said.partition(" (")[0], color, (anchor,))],
        [filled(rows, "v", plane)],
        plane,
    )
    return Chart(
        "visitors",
        "Visitantes estimados por hora",
        "Cada barra va del número de direcciones distintas al de pares distintos de dirección y "
        "navegador. Los de cada hora no se suman.",
        alternatives.visitors(memoria),
        framed([bars, *called(words, plane, dots=False)], plane, theme),
        listed(
            rows,
            ("cuando", "Hora", "t"),
            ("texto", "Visitantes estimados", "v"),
        ),
    )


def baseline_days(memoria: Memoria, theme: Theme) -> Chart | None:
    """Which days hold up the ordinary average: of our logs, or of the tool that is chosen."""
    days = ordinary_days(memoria)
    if not any(day.hits for day in days):
        return None
    rows = [
        {
            "t": f"{day.day}T00:00:00Z",
            "fin": f"{day.day}T23:00:00Z",
            "v": day.hits,
            "medio": f"{day.day}T12:00:00Z",
            "simulacro": day.drill,
            "falta": day.hits is None,
            "fuera": day.excluded,
            "cuando": locale.weekday(datetime.fromisoformat(day.day)),
            "texto": locale.number(day.hits) if day.hits is not None else "sin cifra",
        }
        for day in days
    ]
    colors = theme.colors
    weeks = [milliseconds(f"{day.day}T00:00:00") for day in days[::7]]
    axis = {"format": "%-d %b", "values": marks_at(weeks), "labelAlign": "left", "domain": False}
    bars = layer(
        [row for row in rows if not row["falta"]],
        "bar",
        {},
        x=time("t", axis=axis),
        x2=until("fin"),
        y=amount("v", title=None, axis=counts(top_of(rows, "v"), theme), scale={"nice": False}),
        y2=ZERO,
        color=either("datum.simulacro || datum.fuera", colors["muted"], colors["baseline"]),
        tooltip=tip(("cuando", "Día"), ("texto", "Hits")),
    )
    missing = [row for row in rows if row["falta"]]
    drills = [row for row in rows if row["simulacro"] and not row["falta"]]
    left_out = [row for row in rows if row["fuera"] and not row["falta"] and not row["simulacro"]]
    signed = (
        (missing, "sin cifra", "warning"),
        (drills, "simulacro", "paper"),
        (left_out, "excluido", "paper"),
    )
    signs = [_upright(marked, said, colors[ink]) for marked, said, ink in signed if marked]
    return Chart(
        "baseline_days",
        "Hits diarios del portal en las semanas del tráfico ordinario",
        _drills_note(memoria),
        alternatives.baseline_days(memoria),
        finished([bars, *signs], theme, width=WIDTH, height=110),
        listed(rows, ("cuando", "Día", "t"), ("texto", "Hits", "v")),
    )


def _drills_note(memoria: Memoria) -> str:
    """Nothing where the agreement had no drills."""
    said = BASELINE_DAYS[memoria.comparison[0].from_logs]
    of_the = memoria.agreement.published.of_the
    return said.format(of_the=of_the) if memoria.agreement.drills else ""


def _upright(rows: list[Row], said: str, color: str) -> Spec:
    looks = {"angle": 270, "align": "left", "fontSize": LABEL, "dx": 4, "color": color}
    place = {"x": time("medio"), "y": fixed("height"), "text": fixed(said)}
    return layer(only(rows, "medio"), "text", looks, **place)
