"""Small multiples: the requests of every hour of the operation, a panel a diffuser, one scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from reports import locale
from reports.charts.frame import LABEL, Chart, Row, tick_values
from reports.charts.listed import listed
from reports.charts.rows import brief, when
from reports.compare.charts.canvas import (
    LINE,
    UPRIGHT,
    Span,
    box,
    boxes,
    canvas,
    label,
    lines,
    texts,
)
from reports.compare.model import Comparison, Hour, Hours
from reports.compare.naming import brief as brief_names
from reports.compare.sentences import alternatives
from reports.documents.theme import Theme

COLUMNS, APART = 3, 25
PLOT, HIGH = 44, 110
"""Pixels of a panel's height; of the only ones on a row."""
ROWS = 7
"""Of panels, that a sheet holds."""
BETWEEN = 12
PAIRS = (
    ("accent", "paper", ""),
    ("accent_soft", "accent", "partial hours have a frame of the accent"),
    ("accent_soft", "unknown", "unknown is as high as the panel, in a dashed frame"),
    ("accent", "muted", "words above the bars, the frame of an hour without evidence"),
    ("accent", "unknown", ""),
    ("muted", "paper", ""),
    ("ink", "paper", ""),
)
TOLD = (("nombre", "Difusor"), ("cuando", "Hora"), ("texto", "Solicitudes"))


def hours(comparison: Comparison, theme: Theme) -> Iterator[Chart]:
    """As many as sheets are needed, from who had most requests to who had fewest."""
    found = sorted(comparison.hours, key=lambda one: (-sum(_hits(one)), one.delivery))
    sheets = ceil(len(found) / (COLUMNS * ROWS))
    top = max((hit for one in found for hit in _hits(one)), default=0) or 1
    each = ceil(len(found) / sheets / COLUMNS) * COLUMNS if sheets else 0
    for sheet in range(sheets):
        part = found[sheet * each : (sheet + 1) * each]
        some = f" ({sheet + 1} de {sheets})" if sheets > 1 else ""
        yield _chart(comparison, part, top, (f"horas-{sheet + 1}", some), theme)


def _hits(one: Hours) -> list[int]:
    return [hour.hits for hour in one.hours if hour.hits is not None]


def _chart(
    comparison: Comparison, part: list[Hours], top: int, name: tuple[str, str], theme: Theme
) -> Chart:
    columns = min(COLUMNS, len(part))
    plot = PLOT if len(part) > COLUMNS else HIGH
    width = (UPRIGHT - APART * (columns - 1)) / columns
    high = 2 * LINE + plot + LINE + BETWEEN
    line = tick_values(top, 2)[-1]
    names = brief_names(comparison, (width - 4) / LABEL / 1.06)
    panels = [
        _Panel(
            one, names[one.delivery], top, plot, (at // columns) * high,
            Span(comparison.operation, (at % columns) * (width + APART), width),
            sees_all=comparison.by_delivery[one.delivery].sees_all is not False,
        )
        for at, one in enumerate(part)
    ]  # fmt: skip
    rows = [row for panel in panels for row in panel.rows()]
    colors = theme.colors
    layers = [
        lines([panel.level(line) for panel in panels], colors["grid"]),
        boxes([row for row in rows if row["estado"] == "sin"], TOLD, color=colors["unknown"],
              stroke=colors["muted"], strokeWidth=0.8, strokeDash=[2, 2]),
        boxes([row for row in rows if row["estado"] == "parte"], TOLD,
              color=colors["accent_soft"], stroke=colors["accent"], strokeWidth=0.8),
        boxes([row for row in rows if row["estado"] == "toda"], TOLD, color=colors["accent"]),
        lines([panel.level(0) for panel in panels], colors["baseline"]),
        texts([panel.title() for panel in panels], colors["ink"], bold=True),
        texts([panel.peak() for panel in panels], colors["muted"]),
        *(texts([panel.clock(at) for panel in panels], colors["muted"], align)
          for at, align in ((0, "left"), (1, "center"), (2, "right"))),
    ]  # fmt: skip
    height = ceil(len(part) / columns) * high - BETWEEN
    return Chart(
        name[0],
        f"Solicitudes por hora de cada difusor, todos a la misma escala{name[1]}",
        f"La línea fina son {locale.number(line, 0)} solicitudes. Barra clara: hora con evidencia "
        "solo en parte. Marco punteado: sin evidencia.",
        alternatives.hours(comparison, part),
        canvas(layers, theme, UPRIGHT, height),
        listed(
            rows,
            ("nombre", "Difusor"),
            ("cuando", "Hora", "t"),
            ("texto", "Solicitudes", "v"),
        ),
    )


@dataclass(frozen=True)
class _Panel:
    """One diffuser's: its name, its largest hour, and a bar an hour. y: of its upper edge."""

    one: Hours
    name: str
    top: int
    plot: int
    y: float
    span: Span
    sees_all: bool

    @property
    def x(self) -> float:
        return self.span.left

    @property
    def foot(self) -> float:
        return self.y + 2 * LINE + self.plot

    def rows(self) -> Iterator[Row]:
        step = self.span.width / max(len(self.one.hours), 1)
        for hour in self.one.hours:
            x = self.span.x(hour.hour.local)
            state = _state(hour)
            value = self.top if state == "sin" else hour.hits or 0
            yield box(
                round(x + 0.5, 2), round(x + step - 0.5, 2),
                round(self.foot - self.plot * value / self.top, 2), self.foot,
                estado=state, nombre=self.name, t=hour.hour.local, v=hour.hits,
                cuando=when(hour.hour.local),
                texto="sin evidencia" if hour.hits is None else _told(hour),
            )  # fmt: skip

    def level(self, value: float) -> Row:
        y = round(self.foot - self.plot * value / self.top, 2)
        return box(self.x, self.x + self.span.width, y, y)

    def title(self) -> Row:
        return label(self.x, self.y + LINE / 2, self.name)

    def peak(self) -> Row:
        known = [hour for hour in self.one.hours if hour.hits is not None]
        said = "sin evidencia"
        if known:
            largest = max(known, key=lambda hour: hour.hits or 0)
            said = f"máximo {locale.number(largest.hits)} ({brief(largest.hour.local)})"
        if not self.sees_all:
            said = f"solo su página: {said}"
        return label(self.x, self.y + 1.5 * LINE, said)

    def clock(self, at: int) -> Row:
        """Where the operation begins, its midnight or middle, and where it ends."""
        starts = [hour.hour.local for hour in self.one.hours]
        midnight = next(
            (one for one in starts[1:] if one[11:16] == "00:00"), starts[len(starts) // 2]
        )
        local = (starts[0], midnight, self.span.window.end_local)[at]
        ending = "24:00" if at == 2 and local[11:16] == "00:00" else local[11:16]
        return label(self.span.x(local), self.foot + LINE / 2 + 1, ending)


def _state(hour: Hour) -> str:
    if hour.hits is None:
        return "sin"
    return "toda" if hour.cuts_evidence == hour.cuts else "parte"


def _told(hour: Hour) -> str:
    part = f" en {hour.cuts_evidence} de {hour.cuts} cortes"
    return locale.number(hour.hits) + (part if hour.cuts_evidence < hour.cuts else "")
