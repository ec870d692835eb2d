"""How long the server took, hour by hour."""

from reports import locale
from reports.charts.callouts import places
from reports.charts.frame import Chart, Plane, Row, Spec, framed, z
from reports.charts.lanes import ROW
from reports.charts.layers import called, line, peak_callout, traced
from reports.charts.listed import together
from reports.charts.rows import when
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.audience import Durations
from reports.sentences import alternatives

ENOUGH = 0.5
"""Of a section's requests, those that must carry a duration for its line to say something."""
TOLD = "95 de cada 100 en menos de"
PAIRS = (
    ("accent", "muted", "dashed"),
    ("accent", "ink", "dotted"),
    ("muted", "ink", "dashed, dotted"),
)
LOOKS = (("accent", [1, 0]), ("muted", [4, 2]), ("ink", [1, 2]))


def durations(memoria: Memoria, theme: Theme) -> Chart | None:
    """The 95th percentile of each hour and section; None where too few requests are timed."""
    found = [each for each in memoria.audience.durations if each.hours and each.share >= ENOUGH]
    if not found:
        return None
    names = alternatives.sections(memoria)
    drawn = {names[each.section]: _rows(each) for each in found}
    top = max(row["v"] for rows in drawn.values() for row in rows) or 1
    plane = Plane(memoria.windows.operation, top, 80, len(drawn) * ROW, whole=False)
    layers: list[Spec] = []
    callouts = []
    for (section, rows), (role, dash) in zip(drawn.items(), LOOKS, strict=False):
        color = theme.colors[role]
        layers.append(
            line(rows, "v", color, (("cuando", "Hora"), ("texto", TOLD)), points=True, dash=dash)
        )
        callouts.append(peak_callout(section, rows, "v", color, plane, unit=" ms"))
    traces = [traced(rows, "v", plane) for rows in drawn.values()]
    return Chart(
        "durations",
        "Tiempo de servicio por hora: 95 de cada 100 solicitudes tardaron menos (milisegundos)",
        "Secciones cuya bitácora registra la duración de al menos la mitad de sus solicitudes.",
        alternatives.durations(found, names),
        framed(
            [*layers, *called(places(callouts, traces, plane), plane)],
            plane,
            theme,
        ),
        together("Hora", drawn),
    )


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
