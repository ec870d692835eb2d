"""How late each diffuser showed the cuts: median, nine in ten, and the worst, on one scale."""

import math

from reports.charts.frame import Chart, Row
from reports.charts.listed import listed
from reports.compare.charts.canvas import (
    LINE,
    NAMES,
    UPRIGHT,
    box,
    boxes,
    canvas,
    label,
    lines,
    named,
    row_names,
    texts,
)
from reports.compare.model import Comparison, Delay
from reports.compare.sentences import alternatives
from reports.documents.theme import Theme
from reports.sentences.arrivals import seconds

ROW, PLOT = 16, 340
TICKS = (
    (1, "1 s"),
    (10, "10 s"),
    (60, "1 min"),
    (300, "5 min"),
    (1800, "30 min"),
    (10800, "3 h"),
    (86400, "24 h"),
)
PAIRS = (
    ("accent", "paper", ""),
    ("accent", "muted", "the worst is a thin line"),
    ("ink", "accent", "the median is a post"),
    ("muted", "paper", ""),
    ("ink", "paper", ""),
)
TOLD = (
    ("nombre", "Difusor"),
    ("texto", "Mediana"),
    ("noventa", "90 de cada 100"),
    ("peor", "Máximo"),
)


def delays(comparison: Comparison, theme: Theme) -> Chart | None:
    """None where no delay is known."""
    found = sorted(
        (one for one in comparison.delays if one.p50 is not None),
        key=lambda one: (one.p50 or 0, one.delivery),
    )
    if not found:
        return None
    names, colors = named(comparison), theme.colors
    top, bottom = LINE + 4, LINE + 4 + ROW * len(found)
    most = max(one.max or 1 for one in found)
    last = next((tick for tick, _ in TICKS if tick >= most), most)

    def x(value: float | None) -> float:
        return round(NAMES + PLOT * math.log10(max(value or 1, 1)) / math.log10(max(last, 10)), 2)

    rows = [_row(one, names[one.delivery]) for one in found]
    ticks = [(tick, said) for tick, said in TICKS if tick <= last]
    usual, worst, middle, said = [], [], [], []
    for at, (one, row) in enumerate(zip(found, rows, strict=True)):
        y, y2 = top + at * ROW + 3, top + (at + 1) * ROW - 3
        usual.append(box(x(one.p50), max(x(one.p90), x(one.p50) + 1), y, y2, **row))
        worst.append(box(x(one.p90), x(one.max), (y + y2) / 2, (y + y2) / 2))
        worst.append(box(x(one.max), x(one.max), y, y2))
        middle.append(box(x(one.p50), x(one.p50), y - 1.5, y2 + 1.5))
        said.append(label(NAMES + PLOT + 10, (y + y2) / 2,
                          f"{row['texto']} · {row['noventa']} · {row['peor']}"))  # fmt: skip
    layers = [
        lines([box(x(tick), x(tick), top, bottom) for tick, _ in ticks], colors["grid"]),
        texts([label(x(tick), LINE / 2, name) for tick, name in ticks], colors["muted"], "center"),
        row_names(names, [one.delivery for one in found], top, ROW, theme),
        lines(worst, colors["muted"], 1.2),
        boxes(usual, TOLD, color=colors["accent"]),
        lines(middle, colors["ink"], 2),
        texts(said, colors["muted"]),
    ]
    return Chart(
        "retrasos",
        "Retraso de los cortes: mediana, 90 de cada 100 y máximo (escala logarítmica)",
        "Poste: la mediana. Barra: hasta donde llegan 90 de cada 100 cortes. Línea fina: hasta el "
        "peor. A la derecha, los tres.",
        alternatives.delays(comparison),
        canvas(layers, theme, UPRIGHT, bottom + 4),
        listed(
            rows,
            ("nombre", "Difusor"),
            ("texto", "Mediana", "p50"),
            ("noventa", "90 de cada 100", "p90"),
            ("peor", "Máximo", "max"),
        ),
    )


def _row(one: Delay, name: str) -> Row:
    return {
        "nombre": name,
        "texto": seconds(one.p50), "p50": one.p50,
        "noventa": seconds(one.p90), "p90": one.p90,
        "peor": seconds(one.max), "max": one.max,
    }  # fmt: skip
