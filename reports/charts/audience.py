"""Charts about who consulted."""

from datetime import datetime, timedelta

from reports import alternatives, locale
from reports.charts.frame import ZERO, Chart, amount, framed, layer, only, time, tip, until, z
from reports.charts.layers import named, names
from reports.charts.listed import listed
from reports.charts.rows import when
from reports.model import Memoria
from reports.theme import Theme


def new_visitors(memoria: Memoria, theme: Theme) -> Chart | None:
    """Persons whose first request of the operation falls in each cut."""
    width = timedelta(minutes=memoria.agreement.cut_minutes)
    rows = [
        {
            "t": z(cut.local),
            "fin": z((datetime.fromisoformat(cut.local) + width).isoformat()),
            "v": cut.new_visitors,
            "cuando": when(cut.local),
            "texto": locale.number(cut.new_visitors),
        }
        for cut in memoria.series.cuts
        if cut.new_visitors is not None
    ]
    top = max((cut.new_visitors or 0 for cut in memoria.series.cuts), default=0)
    if not top:
        return None
    color = theme.colors["accent"]
    bars = layer(
        only(rows, "t", "fin", "v"),
        "bar",
        {"color": color},
        x=time("t"),
        x2=until("fin"),
        y=amount("v"),
        y2=ZERO,
        tooltip=tip(("cuando", "Corte"), ("texto", "Visitantes nuevos")),
    )
    label = names(rows, "v", [named("Visitantes nuevos", rows, "v", color)], theme)
    return Chart(
        "new_visitors",
        f"Visitantes nuevos por corte de {memoria.agreement.cut_minutes} minutos",
        "Personas (dirección y navegador) cuya primera solicitud de la operación cae en el corte; "
        "suman el máximo de visitantes estimados. Los cortes sin evidencia quedan en blanco.",
        alternatives.new_visitors(memoria),
        framed([bars, *label], memoria.windows.operation, theme, 120, y_top=top * 1.25, ticks=3),
        listed(rows, ("cuando", "Corte", "t"), ("texto", "Visitantes nuevos", "v")),
    )
