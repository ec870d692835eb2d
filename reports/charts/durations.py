"""How long the server took, hour by hour."""

from reports import alternatives, locale
from reports.charts.frame import Chart, Row, Spec, amount, framed, layer, time, tip, z
from reports.charts.layers import Name, named, names
from reports.charts.listed import together
from reports.charts.rows import when
from reports.model import Memoria
from reports.model.audience import Durations
from reports.theme import Theme

SECTIONS = {"portal": "Portal", "prep": "PREP", "all": "Todo el sitio"}
ENOUGH = 0.5
"""Of a section's requests, those that must carry a duration for its line to say something."""
LOOKS = (("accent", [1, 0]), ("muted", [4, 2]), ("ink", [1, 2]))


def durations(memoria: Memoria, theme: Theme) -> Chart | None:
    """The 95th percentile of each hour and section; None where too few requests are timed."""
    found = [each for each in memoria.audience.durations if each.hours and each.share >= ENOUGH]
    if not found:
        return None
    layers: list[Spec] = []
    labels: list[Name] = []
    lines = [_rows(each) for each in found]
    for each, rows, (role, dash) in zip(found, lines, LOOKS, strict=False):
        color = theme.colors[role]
        layers.append(_line(rows, color, dash))
        label = f"{SECTIONS[each.section]} (ms)"
        labels.append(named(label, rows, "v", color, dashed=dash != [1, 0]))
    slowest = max(lines, key=_top)
    return Chart(
        "durations",
        "Tiempo de servicio por hora: 95 de cada 100 solicitudes tardaron menos (milisegundos)",
        "Secciones cuya bitácora registra la duración de al menos la mitad de sus solicitudes.",
        alternatives.durations(found),
        framed(
            [*layers, *names(slowest, "v", labels, theme)],
            memoria.windows.operation,
            theme,
            110,
            y_top=_top(slowest) * 1.2,
            ticks=3,
        ),
        together("Hora", {SECTIONS[each.section]: _rows(each) for each in found}),
    )


def _top(rows: list[Row]) -> float:
    top: float = max(row["v"] for row in rows)
    return top


def _rows(found: Durations) -> list[Row]:
    return [
        {
            "t": z(hour.local),
            "v": hour.p95 / 1000,
            "cuando": when(hour.local),
            "texto": locale.milliseconds(hour.p95),
        }
        for hour in found.hours
    ]


def _line(rows: list[Row], color: str, dash: list[int]) -> Spec:
    point = {"color": color, "size": 14, "filled": True}
    looks = {"color": color, "strokeWidth": 1.6, "strokeDash": dash, "point": point}
    shown = tip(("cuando", "Hora"), ("texto", "95 de cada 100 en menos de"))
    return layer(rows, "line", looks, x=time("t"), y=amount("v"), tooltip=shown)
