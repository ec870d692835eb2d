"""What is reported of each service, against its own months."""

from reports import locale
from reports.charts.frame import (
    LABEL,
    WIDTH,
    Chart,
    Row,
    Spec,
    amount,
    corners,
    finished,
    layer,
    until,
    word,
)
from reports.charts.listed import listed
from reports.charts.services.rows import NAMES, SHARE, brief, spans
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.services import Service
from reports.sentences import services as sentences
from reports.tables.services import SHOWN

BAR, STEP = 9, 19
"""Pixels: of a bar, and from one row to the next."""
BARE: Spec = {"title": None, "axis": None}
PAIRS = (("accent", "paper", ""), ("accent", "ink", "a mark, not a bar"), ("ink", "paper", ""))


def months(memoria: Memoria, theme: Theme) -> Chart | None:
    """A bar for what is reported and a mark for the ordinary month, on one scale."""
    every = [one for one in memoria.services.each if one.use.visits is not None]
    each = sorted(every, key=lambda one: -(one.use.visits or 0))[:SHOWN]
    if not each:
        return None
    rows = [_compared(one) for one in each]
    top = max([row[field] or 0 for row in rows for field in ("v", "ordinario")] + [1])
    scale = (WIDTH - NAMES - 2 * SHARE) / top
    drawn = [_placed(row, index, scale) for index, row in enumerate(rows)]
    colors = theme.colors
    marks = [row for row in drawn if row["marca"] is not None]
    layers = [
        corners(WIDTH, STEP * len(rows), BARE, BARE),
        spans(drawn, {"color": colors["accent"]}, ("cuando", "Herramienta"), ("texto", "Visitas")),
        _ticks(marks, colors["ink"]),
        _said(drawn, "inicio", "rotulo", colors["ink"], "left"),
        _said(drawn, "tras", "cifra", colors["accent"], "left"),
    ]
    left = len(every) - len(each)
    note = "Barra: visitas del mes; raya: mes ordinario, según los meses anteriores."
    return Chart(
        "meses",
        f"Visitas de cada herramienta en {memoria.agreement.words.operation.the}",
        note + (f" Se muestran las {SHOWN} de más visitas." if left else ""),
        sentences.months(each),
        finished(layers, theme, width=WIDTH, height=STEP * len(rows), fixed=True),
        listed(
            rows,
            ("cuando", "Herramienta"),
            ("texto", "Visitas", "v"),
            ("antes", "Mes ordinario", "ordinario"),
        ),
    )


def _compared(one: Service) -> Row:
    visits = one.changed("visits")
    return {
        "cuando": one.title,
        "rotulo": brief(one),
        "v": one.use.visits,
        "texto": locale.number(one.use.visits),
        "ordinario": visits.ordinary,
        "antes": locale.number(visits.ordinary, 0),
        "cifra": f"{locale.number(one.use.visits)} ({locale.change(visits.change)})",
    }


def _placed(row: Row, index: int, scale: float) -> Row:
    middle = STEP * index + STEP / 2
    end = NAMES + (row["v"] or 0) * scale
    mark = None if row["ordinario"] is None else round(NAMES + row["ordinario"] * scale, 1)
    return row | {
        "inicio": 0, "x": NAMES, "x2": round(end, 1), "y": middle - BAR / 2, "y2": middle + BAR / 2,
        "medio": middle, "marca": mark, "alto": middle - BAR, "bajo": middle + BAR,
        "tras": round(max(end, mark or 0) + 6, 1),
    }  # fmt: skip


def _ticks(rows: list[Row], ink: str) -> Spec:
    ends = {"x": amount("marca"), "y": amount("alto"), "y2": until("bajo")}
    kept = [{field: row[field] for field in ("marca", "alto", "bajo")} for row in rows]
    return layer(kept, "rule", {"color": ink, "strokeWidth": 2}, **ends)


def _said(rows: list[Row], x: str, said: str, ink: str, align: str) -> Spec:
    looks = {"align": align, "baseline": "middle", "fontSize": LABEL, "color": ink}
    place = {"x": amount(x), "y": amount("medio"), "text": word(said)}
    kept = [{field: row[field] for field in (x, "medio", said)} for row in rows]
    return layer(kept, "text", looks, **place)
