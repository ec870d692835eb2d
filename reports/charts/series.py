"""The charts over time: the night cut by cut, the hours, the ordinary days."""

from collections.abc import Callable, Sequence
from datetime import datetime

from reports import alternatives, locale
from reports.charts.frame import (
    LABEL,
    WIDTH,
    ZERO,
    Chart,
    Spec,
    amount,
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
    word,
)
from reports.charts.layers import (
    Name,
    band,
    line,
    named,
    names,
    ordinary,
    outage_bars,
    shades,
)
from reports.charts.listed import listed, together
from reports.charts.rows import cut_row, hour_row, incident_spans, unknown_spans
from reports.model import Memoria
from reports.model.traffic import HourPoint
from reports.ordinary import ordinary_days
from reports.theme import Theme

ORDINARY_BAND = (
    "Gris: la misma hora del mismo día de la semana en el portal; línea discontinua, mediana; "
    "banda, del primer al tercer cuartil."
)


BASELINE_DAYS = {
    True: "Los simulacros se muestran sin sus rutas del PREP, que no entran en el promedio.",
    False: "La herramienta no separa las rutas del PREP: los días de simulacro quedan fuera.",
}


def night(memoria: Memoria, theme: Theme) -> Chart:
    """The operation cut by cut over its ordinary band, incidents shaded."""
    cuts = memoria.series.cuts
    rows = [cut_row(cut) for cut in cuts]
    top = max([cut.hits or 0 for cut in cuts] + [1])
    layers = [
        *shades(unknown_spans(memoria), theme, "unknown", ""),
        *shades(incident_spans(memoria), theme, "warning_soft", "warning"),
        *band(rows, theme),
        line(rows, "hits", theme.colors["accent"]),
        *outage_bars(memoria, theme),
        *names(
            rows,
            "hits",
            [named("Operación", rows, "hits", theme.colors["accent"]), *ordinary(rows, theme)],
            theme,
        ),
    ]
    return Chart(
        "night",
        f"Solicitudes por corte de {memoria.agreement.cut_minutes} minutos durante la operación",
        "Gris: tráfico ordinario del portal en los mismos días y horas (mediana y cuartiles). "
        "Franjas: incidencias reportadas, con su número. Trazo grueso al pie: cortes no "
        "servidos.",
        alternatives.night(memoria),
        framed(layers, memoria.windows.operation, theme, 190, y_top=top * 1.1),
        listed(
            rows,
            ("cuando", "Corte", "t"),
            ("texto", "Solicitudes", "hits"),
            ("ordinario", "Tráfico ordinario", "media"),
        ),
    )


def coverage(memoria: Memoria, theme: Theme) -> Chart:
    """Lines per hour of the days whose logs are handed over, with the holes marked."""
    hours = memoria.series.hours
    rows = [hour_row(hour, "hits") for hour in hours]
    holes = [row for row in rows if row["con"] < row["de"]]
    top = max([hour.hits or 0 for hour in hours] + [1])
    bars = layer(
        rows,
        "bar",
        {},
        x=time("t"),
        x2=until("fin"),
        y=amount("v"),
        y2=ZERO,
        color=either("datum.operacion", theme.colors["accent"], theme.colors["baseline"]),
        tooltip=tip(("cuando", "Hora"), ("texto", "Hits"), ("cobertura", "Cortes con renglones")),
    )
    rect = layer(
        only(holes, "t", "fin", "cobertura"),
        "rect",
        {"color": theme.colors["warning_soft"]},
        x=time("t"),
        x2=until("fin"),
        y=fixed(0),
        y2=fixed(170),
        tooltip=tip(("cuando", "Hora"), ("cobertura", "Cortes con renglones")),
    )
    written = {"angle": 270, "align": "right", "dx": -4, "fontSize": LABEL - 1}
    label = layer(
        holes,
        "text",
        written | {"color": theme.colors["warning"]},
        x=time("medio"),
        y=fixed(0),
        text=word("cobertura"),
    )
    layers = [rect, bars, label] if holes else [bars]
    return Chart(
        "coverage",
        "Renglones con solicitud por hora en los días de las bitácoras",
        "Azul: horas de la operación; gris: horas anteriores. Se marca cada hora en la que "
        "algún corte no dejó ningún renglón, con los cortes que sí lo dejaron.",
        alternatives.coverage(memoria),
        framed(layers, memoria.windows.logs, theme, 170, y_top=top * 1.08),
        listed(
            rows,
            ("cuando", "Hora", "t"),
            ("texto", "Hits", "v"),
            ("cobertura", "Cortes con renglones", "con"),
        ),
    )


def hourly(metric: str, label: str) -> Callable[[Memoria, Theme], Chart]:
    def chart(memoria: Memoria, theme: Theme) -> Chart:
        hours = [hour for hour in memoria.series.hours if hour.in_operation]
        rows = [hour_row(hour, metric) for hour in hours]
        top = max([row["v"] or 0 for row in rows] + [row["alto"] or 0 for row in rows] + [1])
        layers = [
            *band(rows, theme),
            line(rows, "v", theme.colors["accent"], label, points=True),
            *names(
                rows,
                "v",
                [named("Operación", rows, "v", theme.colors["accent"]), *ordinary(rows, theme)],
                theme,
            ),
        ]
        return Chart(
            f"hourly_{metric}",
            f"{label} por hora: operación y tráfico ordinario",
            ORDINARY_BAND if any(row["media"] is not None for row in rows) else "",
            alternatives.hourly(memoria, metric, label),
            framed(layers, memoria.windows.operation, theme, 120, y_top=top * 1.2, ticks=3),
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
    median = line(rows, "media", theme.colors["baseline"], "Operación", dash=[4, 2])
    top = max([row["alto"] for row in rows] + [1])
    return Chart(
        "ordinary_hours",
        "Hits ordinarios por hora, en su propia escala",
        ORDINARY_BAND,
        alternatives.ordinary_hours(memoria),
        framed(
            [*band(rows, theme), median],
            memoria.windows.operation,
            theme,
            90,
            y_top=top * 1.1,
            ticks=3,
        ),
        listed(rows, ("cuando", "Hora", "t"), ("ordinario", "Hits ordinarios", "media")),
    )


def audiences(memoria: Memoria, theme: Theme) -> Chart:
    """Persons against robots, hour by hour."""
    colors = theme.colors
    return _pair(
        memoria,
        theme,
        name="audiences",
        title="Hits por hora: personas y robots",
        lines=(("persons", "Personas", colors["accent"]), ("robots", "Robots", colors["muted"])),
        description=alternatives.audiences(memoria),
    )


def errors(memoria: Memoria, theme: Theme) -> Chart:
    """Error classes hour by hour: when they happened is what a table cannot say."""
    colors = theme.colors
    return _pair(
        memoria,
        theme,
        name="errors",
        title="Respuestas de error por hora: clases 4xx y 5xx",
        lines=(
            ("status_5xx", "5xx (servidor)", colors["warning"]),
            ("status_4xx", "4xx (solicitud)", colors["muted"]),
        ),
        description=alternatives.errors(memoria),
    )


def _pair(
    memoria: Memoria,
    theme: Theme,
    *,
    name: str,
    title: str,
    lines: Sequence[tuple[str, str, str]],
    description: str,
) -> Chart:
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    layers: list[Spec] = []
    labels: list[Name] = []
    top = 1
    dashes: list[int] = []
    drawn = {}
    for metric, label, color in lines:
        rows = drawn[label] = [hour_row(hour, metric) for hour in hours]
        top = max([top] + [row["v"] or 0 for row in rows])
        layers.append(line(rows, "v", color, label, points=True, dash=dashes))
        labels.append(named(label, rows, "v", color, dashed=bool(dashes)))
        dashes = [4, 2]
    first = [hour_row(hour, lines[0][0]) for hour in hours]
    spec = framed(
        [*layers, *names(first, "v", labels, theme)],
        memoria.windows.operation,
        theme,
        130,
        y_top=top * 1.1,
        ticks=3,
    )
    return Chart(name, title, "", description, spec, together("Hora", drawn))


def visitors(memoria: Memoria, theme: Theme) -> Chart | None:
    """Estimated visitors of each hour, as the range they are."""
    hours = [hour for hour in memoria.series.hours if hour.in_operation]
    rows = [
        {
            **hour_row(hour, "visits"),
            "v": hour.visitors_max,
            "piso": hour.visitors_min,
            "texto": _range_text(hour),
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
    top = max(row["v"] for row in rows)
    return Chart(
        "visitors",
        "Visitantes estimados por hora",
        "Cada barra va del número de direcciones distintas al de pares distintos de dirección y "
        "navegador. Los de cada hora no se suman.",
        alternatives.visitors(memoria),
        framed([bars], memoria.windows.operation, theme, 120, y_top=top * 1.1, ticks=3),
        listed(rows, ("cuando", "Hora", "t"), ("texto", "Visitantes estimados", "v")),
    )


def _range_text(hour: HourPoint) -> str:
    return f"{locale.number(hour.visitors_min)} a {locale.number(hour.visitors_max)}"


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
    sundays = [milliseconds(f"{day.day}T00:00:00") for day in days[::7]]
    bars = layer(
        [row for row in rows if not row["falta"]],
        "bar",
        {},
        x=time("t", axis={"format": "%-d %b", "values": marks_at(sundays), "labelAlign": "left"}),
        x2=until("fin"),
        y=amount("v", title=None, axis={"format": ",d", "tickCount": 3}),
        y2=ZERO,
        color=either("datum.simulacro || datum.fuera", colors["muted"], colors["baseline"]),
        tooltip=tip(("cuando", "Día"), ("texto", "Hits")),
    )
    missing = [row for row in rows if row["falta"]]
    drills = [row for row in rows if row["simulacro"] and not row["falta"]]
    left_out = [row for row in rows if row["fuera"] and not row["falta"] and not row["simulacro"]]
    layers = [bars]
    for marked, said, color in (
        (missing, "sin cifra", "warning"),
        (drills, "simulacro", "paper"),
        (left_out, "excluido", "paper"),
    ):
        if not marked:
            continue
        looks = {"angle": 270, "align": "left", "fontSize": LABEL - 1, "dx": 4}
        layers.append(
            layer(
                only(marked, "medio"),
                "text",
                looks | {"color": colors[color]},
                x=time("medio"),
                y=fixed(110),
                text=fixed(said),
            )
        )
    return Chart(
        "baseline_days",
        "Hits diarios del portal en las semanas del tráfico ordinario",
        BASELINE_DAYS[memoria.comparison[0].from_logs],
        alternatives.baseline_days(memoria),
        finished(layers, theme, width=WIDTH, height=110),
        listed(rows, ("cuando", "Día", "t"), ("texto", "Hits", "v")),
    )
