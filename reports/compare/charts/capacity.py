"""The cut in which all had most requests: the share of each, and its load beside what it bears."""

from reports import locale
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
from reports.compare.model import Capacity, Comparison
from reports.compare.sentences import alternatives
from reports.compare.tables.capacity import BOUNDS, order
from reports.documents.theme import Theme

ROW, FIGURE = 17, 52
SHARE, LOAD = 130, 205
"""Pixels of the longest bar of each side."""
MOST = 2.0
"""Times what is borne: loads beyond are cut there, and their figure says how much."""
PAIRS = (
    ("accent", "paper", ""),
    ("accent", "accent_soft", "without the largest: a frame around the bar"),
    ("accent", "ink", ""),
    ("accent_soft", "ink", ""),
    ("accent_soft", "warning", ""),
    ("warning", "paper", ""),
    ("muted", "paper", ""),
)
TOLD = (("nombre", "Difusor"), ("texto", "Solicitudes en el pico"), ("cuando", "Sin el mayor"))


def capacity(comparison: Comparison, theme: Theme) -> Chart | None:
    """None where none can be added up."""
    found = [row for row in order(comparison) if row.total_peak_share is not None]
    if not found:
        return None
    names, colors = named(comparison), theme.colors
    top, bottom = 2 * LINE + 2, 2 * LINE + 2 + ROW * len(found)
    load = NAMES + SHARE + FIGURE + 24
    widest = max(row.total_peak_share or 0 for row in found) or 1
    rows = [_row(row, names[row.delivery]) for row in found]
    shares, now, moved, said, held = [], [], [], [], []
    for at, (one, row) in enumerate(zip(found, rows, strict=True)):
        y, y2 = top + at * ROW + 3, top + (at + 1) * ROW - 3
        part = SHARE * (one.total_peak_share or 0) / widest
        shares.append(box(NAMES, NAMES + part, y, y2, **row))
        said.append(label(NAMES + part + 5, (y + y2) / 2, locale.percent(one.total_peak_share, 1)))
        if not one.bound:
            held.append(label(load + LOAD + 6, (y + y2) / 2, "no se sabe"))
            continue
        if one.if_largest_fails is not None:
            moved.append(box(load, load + _long(one.if_largest_fails / one.bound), y, y2, **row))
        now.append(
            box(load, load + _long((one.at_total_peak or 0) / one.bound), y + 2.5, y2 - 2.5, **row)
        )
        held.append(label(load + LOAD + 6, (y + y2) / 2, row["holgura"]))
    whole = load + LOAD / MOST
    layers = [
        row_names(names, [one.delivery for one in found], top, ROW, theme),
        boxes(shares, TOLD, color=colors["accent"]),
        texts(said, colors["muted"]),
        boxes(moved, TOLD, color=colors["accent_soft"]),
        boxes(now, TOLD, color=colors["accent"]),
        lines([box(whole, whole, top, bottom)], colors["ink"], 1.2),
        texts(held, colors["muted"]),
        texts(
            [label(NAMES, LINE / 2, "Parte del pico"),
             label(load, LINE / 2, "Carga, de lo que se sabe que soporta")],
            colors["ink"], bold=True,
        ),
        texts([label(whole, 1.5 * LINE, f"100{locale.NBSP}%")], colors["ink"], "center"),
        texts([label(load + LOAD + 6, 1.5 * LINE, "holgura")], colors["muted"]),
    ]  # fmt: skip
    return Chart(
        "capacidad",
        "El corte más cargado de todos juntos: quién lo atendió y con cuánta carga",
        "Barra oscura: lo que atendió. Barra clara: lo que le tocaría si fallara el mayor, y a la "
        f"derecha su holgura. Lo que pasa de {locale.number(100 * MOST, 0)} % se corta.",
        alternatives.capacity(comparison),
        canvas(layers, theme, UPRIGHT, bottom + 4),
        listed(
            rows,
            ("nombre", "Difusor"),
            ("texto", "Solicitudes en el pico", "v"),
            ("parte", "Parte", "p"),
            ("soporta", "Se sabe que soporta", "b"),
            ("cuando", "Sin el mayor", "f"),
            ("holgura", "Holgura", "h"),
        ),
    )


def _long(part: float) -> float:
    return round(LOAD * min(part, MOST) / MOST, 2)


def _row(one: Capacity, name: str) -> Row:
    bound = locale.MISSING
    if one.bound is not None:
        bound = f"{locale.number(round(one.bound))}, {BOUNDS[one.bound_source or 'declared']}"
    moved = one.if_largest_fails
    return {
        "nombre": name,
        "texto": locale.number(one.at_total_peak),
        "v": one.at_total_peak,
        "parte": locale.percent(one.total_peak_share, 1),
        "p": one.total_peak_share,
        "soporta": bound,
        "b": one.bound,
        "cuando": locale.number(None if moved is None else round(moved)),
        "f": moved,
        "holgura": "es el mayor" if moved is None else locale.times(one.headroom),
        "h": one.headroom,
    }
