"""Charts about who consulted."""

from datetime import datetime, timedelta

from reports import locale
from reports.charts.callouts import places
from reports.charts.frame import (
    ZERO,
    Chart,
    Plane,
    amount,
    framed,
    layer,
    only,
    time,
    tip,
    until,
    z,
)
from reports.charts.lanes import ROW
from reports.charts.layers import called, filled, peak_callout, top_of
from reports.charts.listed import listed
from reports.charts.rows import when
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.sentences import alternatives

PAIRS = (("accent", "paper", ""),)


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
    if not any(row["v"] for row in rows):
        return None
    color = theme.colors["accent"]
    of_the = memoria.agreement.words.operation.of_the
    plane = Plane(memoria.windows.operation, top_of(rows, "v"), 96, ROW + 2)
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
    words = [peak_callout("Visitantes nuevos", rows, "v", color, plane)]
    placed = places(words, [filled(rows, "v", plane)], plane)
    return Chart(
        "new_visitors",
        f"Visitantes nuevos por corte de {memoria.agreement.cut_minutes} minutos",
        f"Personas (dirección y navegador) cuya primera solicitud {of_the} cae en el corte; "
        "suman el máximo de visitantes estimados. Los cortes sin evidencia quedan en blanco.",
        alternatives.new_visitors(memoria),
        framed([bars, *called(placed, plane, dots=False)], plane, theme),
        listed(rows, ("cuando", "Corte", "t"), ("texto", "Visitantes nuevos", "v")),
    )
