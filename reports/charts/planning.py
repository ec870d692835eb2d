"""Charts for planning: the night folded upon one cut, and how long each load lasted."""

from reports import locale
from reports.charts.frame import (
    LABEL,
    WIDTH,
    ZERO,
    Chart,
    Row,
    Spec,
    amount,
    counts,
    finished,
    fixed,
    layer,
    tip,
    until,
    word,
)
from reports.charts.listed import listed
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.sentences import alternatives

HEIGHT = 120
PAIRS = (("accent", "paper", ""), ("accent", "ink", "the mean is dashed"), ("muted", "paper", ""))


def fold(memoria: Memoria, theme: Theme) -> Chart | None:
    """Polls by their moment within the cut: flat where no clock is shared."""
    found = memoria.planning.folds.pointer
    if found is None or found.burst is None:
        return None
    length, mean = found.bin_s, sum(found.bins) / len(found.bins)
    rows = [
        {
            "desde": number * length / 60,
            "hasta": (number + 1) * length / 60,
            "v": count,
            "cuando": f"segundos {number * length} a {(number + 1) * length - 1} del corte",
            "texto": locale.number(count),
        }
        for number, count in enumerate(found.bins)
    ]
    minutes = list(range(len(rows) * length // 60 + 1))
    axis = {"values": minutes, "format": "~g", "labelFlush": False, "domain": False, "grid": False}
    bars = layer(
        rows,
        "bar",
        {"color": theme.colors["accent"], "stroke": theme.colors["paper"], "strokeWidth": 0.5},
        x=amount("desde", title="minuto del corte", axis=axis, scale={"nice": False}),
        x2=until("hasta"),
        y=amount("v", title=None, axis=counts(max(found.bins), theme)),
        y2=ZERO,
        tooltip=tip(("cuando", "Cuándo"), ("texto", "Consultas")),
    )
    said = f"- - Promedio: {locale.number(round(mean))}; ráfaga: {locale.times(found.burst)}"
    return Chart(
        "fold",
        f"Consultas del apuntador según su momento dentro del corte, cada {length} segundos",
        f"Todos los cortes {memoria.agreement.words.operation.of_the}, uno sobre otro. Barras "
        "parejas: cada página consulta a su hora. Una barra que sobresale es un reloj que muchas "
        "comparten.",
        alternatives.fold(memoria),
        finished(
            [bars, *_level(mean, max(found.bins), said, theme)], theme, width=WIDTH, height=HEIGHT
        ),
        listed(rows, ("cuando", "Cuándo", "desde"), ("texto", "Consultas", "v")),
    )


def load(memoria: Memoria, theme: Theme) -> Chart | None:
    """The cuts from the busiest to the quietest: how much of the operation each load lasted."""
    rows = load_rows(memoria)
    if not any(row["v"] for row in rows):
        return None
    x_axis = {"format": "d", "labelExpr": "datum.value + ' %'", "tickCount": 6, "domain": False}
    area = layer(
        rows,
        "bar",
        {"color": theme.colors["accent"]},
        x=amount("desde", title="parte de los cortes con evidencia", axis=x_axis),
        x2=until("hasta"),
        y=amount("v", title=None, axis=counts(rows[0]["v"], theme, whole=False)),
        y2=ZERO,
        tooltip=tip(("cuando", "Cortes"), ("texto", "Solicitudes por segundo, o más")),
    )
    mean = sum(row["v"] for row in rows) / len(rows)
    bound = "≥ " if memoria.planning.peaks[-1].lower_bound else ""
    said = (
        f"- - Promedio: {locale.number(mean, 2)}; máximo: {bound}{locale.number(rows[0]['v'], 2)}"
    )
    return Chart(
        "load",
        "Solicitudes por segundo en cada corte, del más cargado al menos cargado",
        "Curva de duración: lo que se dimensiona para el extremo izquierdo sobra el resto del "
        "tiempo.",
        alternatives.load([row["v"] for row in rows]),
        finished(
            [area, *_level(mean, rows[0]["v"], said, theme)],
            theme,
            width=WIDTH,
            height=HEIGHT,
        ),
        listed(
            rows,
            ("cuando", "Corte, por su carga", "desde"),
            ("texto", "Solicitudes por segundo", "v"),
        ),
    )


def load_rows(memoria: Memoria) -> list[Row]:
    seconds = memoria.agreement.cut_minutes * 60
    known = (cut.hits for cut in memoria.series.cuts if cut.state != "no_evidence")
    rates = sorted(((hits or 0) / seconds for hits in known), reverse=True)
    return [
        {
            "desde": 100 * index / len(rates),
            "hasta": 100 * (index + 1) / len(rates),
            "v": rate,
            "cuando": f"{index + 1} de {len(rates)}",
            "texto": locale.number(rate, 2),
        }
        for index, rate in enumerate(rates)
    ]


def _level(value: float, top: float, said: str, theme: Theme) -> list[Spec]:
    """A dashed line across, and its name in the upper right corner, above what is drawn."""
    color = theme.colors["muted"]
    room = layer([{"v": top * 1.2}], "point", {"opacity": 0}, y=amount("v", scale={"nice": False}))
    under = {"color": theme.colors["paper"], "strokeWidth": 2.5}  # seen also on the bars
    rule = {"color": theme.colors["ink"], "strokeDash": [4, 2], "strokeWidth": 1}
    looks = {
        "align": "right", "baseline": "top", "fontSize": LABEL, "fontWeight": 600, "dy": 2,
        "color": color,
    }  # fmt: skip
    place = {"x": fixed("width"), "y": fixed(0), "text": word("rotulo")}
    return [
        room,
        layer([{"v": value}], "rule", under, y=amount("v")),
        layer([{"v": value}], "rule", rule, y=amount("v")),
        layer([{"rotulo": said}], "text", looks, **place),
    ]
