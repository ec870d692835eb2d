"""Every cut of every diffuser, a row each on one clock; below, how many failed at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from reports import locale
from reports.charts.frame import Chart, Row, Spec
from reports.charts.lanes import wide
from reports.charts.listed import listed
from reports.charts.rows import lasting, span_text
from reports.compare.charts.canvas import (
    GAP,
    HAPPENED,
    HEAD,
    LANDSCAPE,
    LINE,
    NAMES,
    UPRIGHT,
    Span,
    box,
    boxes,
    canvas,
    hours,
    label,
    lines,
    named,
    origin_names,
    row_names,
    texts,
)
from reports.compare.model import Comparison, Run
from reports.compare.sentences import alternatives
from reports.compare.sentences.criteria import who
from reports.documents.theme import Theme

UPRIGHT_ROWS = 8
"""Up to so many stand on a sheet upright; more want one on its side."""
TALLEST, LOWEST, ROOM = 24, 10.0, 400
"""Pixels of a row, and of all of them on such a sheet."""
STRIP, KEY = 36, 22
FOOT, MIDDLE = 0.4, (0.36, 0.64)
"""Of a row's height: the mark of old data at its foot, and of silence along its middle."""
STATES = {
    "served": "servido",
    "unseen": "servido, sin datos nuevos",
    "errors": "solo errores",
    "silent": "nadie pidió",
    "no_evidence": "sin evidencia",
}
PAIRS = (
    ("accent_soft", "warning", ""),
    ("accent_soft", "accent", ""),
    ("accent_soft", "unknown", "unknown has a dashed frame"),
    ("accent_soft", "muted", "silence is a line along the middle"),
    ("warning", "accent", "old data are a mark at the foot of a served cut"),
    ("warning", "muted", "errors are as high as the row"),
    ("warning", "unknown", ""),
    ("muted", "unknown", ""),
    ("muted", "paper", ""),
    ("ink", "paper", ""),
)


def is_wide(comparison: Comparison) -> bool:
    return len(comparison.calendars) > UPRIGHT_ROWS


def calendar(comparison: Comparison, theme: Theme) -> Chart | None:
    """None where no delivery was let in."""
    found = comparison.calendars
    if not found:
        return None
    width = LANDSCAPE if is_wide(comparison) else UPRIGHT
    row = min(TALLEST, max(LOWEST, ROOM / len(found)))
    span = Span(comparison.operation, NAMES, width - NAMES - GAP)
    bottom = HEAD + row * len(found)
    names = named(comparison)
    runs = [
        _run(run, names[one.delivery], _sides(at, row), span, comparison.setting.cut_minutes)
        for at, one in enumerate(found)
        for run in one.runs
    ]
    strip = bottom + 8
    layers = [
        *hours(span, HEAD, bottom, theme),
        row_names(names, [one.delivery for one in found], HEAD, row, theme),
        *_filled(runs, row, theme),
        *_strip(comparison, span, strip, theme),
        *_key(strip + STRIP + LINE + 12, row, theme),
    ]
    height = round(strip + STRIP + LINE + KEY)
    return Chart(
        "calendario",
        f"Cada corte de {comparison.setting.cut_minutes} minutos en cada difusor, y cuántos fallan "
        "a la vez",
        _blind(comparison),
        alternatives.calendar(comparison),
        canvas(layers, theme, width, height),
        listed(
            [run for run in runs if run["estado"] != "served"] or runs,
            ("nombre", "Difusor"),
            ("cuando", "Cuándo", "t"),
            ("texto", "Estado"),
        ),
    )


def _blind(comparison: Comparison) -> str:
    found = [one.delivery for one in comparison.included if one.sees_all is False]
    if not found:
        return ""
    return (
        f"De {who(comparison, found)} se ve solo su propia página y no lo publicado: no entra en "
        "la cuenta de abajo."
    )


def _sides(at: int, row: float) -> tuple[float, float]:
    """Of a row, with a gap to its neighbours."""
    return round(HEAD + at * row + 1, 2), round(HEAD + (at + 1) * row - 1, 2)


def _run(run: Run, name: str, sides: tuple[float, float], span: Span, cut_minutes: int) -> Row:
    start = datetime.fromisoformat(run.start.local)
    minutes = run.cuts * cut_minutes
    end = (start + timedelta(minutes=minutes)).isoformat()
    return box(
        span.x(run.start.local), span.x(end), *sides,
        estado=run.state, nombre=name, t=run.start.local,
        cuando=span_text(run.start.local, end), texto=f"{STATES[run.state]}, {lasting(minutes)}",
    )  # fmt: skip


def _part(run: Row, row: float, start: float, end: float) -> Row:
    """From one share of the row's height to another."""
    top = run["y"] - 1
    return run | {"y": round(top + row * start, 2), "y2": round(top + row * end, 2)}


def _filled(runs: list[Row], row: float, theme: Theme) -> Iterator[Spec]:
    colors = theme.colors
    of = {state: [run for run in runs if run["estado"] == state] for state in STATES}
    yield boxes([*of["served"], *of["unseen"]], HAPPENED, color=colors["accent_soft"])
    foot = [_part(run, row, 1 - FOOT, 1) | {"y2": run["y2"]} for run in of["unseen"]]
    yield boxes(foot, HAPPENED, color=colors["accent"])
    yield boxes(of["errors"], HAPPENED, color=colors["warning"])
    yield boxes([_part(run, row, *MIDDLE) for run in of["silent"]], HAPPENED, color=colors["muted"])
    yield boxes(
        [
            run | {"x": run["x"] + 0.5, "x2": max(run["x2"] - 0.5, run["x"] + 1)}
            for run in of["no_evidence"]
        ],
        HAPPENED,
        color=colors["unknown"],
        stroke=colors["muted"],
        strokeWidth=0.8,
        strokeDash=[2, 2],
    )  # fmt: skip


def _strip(comparison: Comparison, span: Span, top: float, theme: Theme) -> Iterator[Spec]:
    """How many fail of those who could: as high as all of them is everyone."""
    colors = theme.colors
    foot = top + STRIP
    bars = []
    for slot in comparison.together:
        start = datetime.fromisoformat(slot.slot.local)
        end = (start + timedelta(minutes=comparison.setting.cut_minutes)).isoformat()
        share = slot.failing / slot.observers if slot.observers else 0
        bars.append(
            box(span.x(slot.slot.local), span.x(end), round(foot - STRIP * share, 2), foot,
                origen=slot.origin, nombre="todos", cuando=span_text(slot.slot.local, end),
                texto=f"fallan {slot.failing} de {slot.observers}")
        )  # fmt: skip
    right = span.left + span.width
    yield lines(
        [box(span.left, right, foot - STRIP / 2, foot - STRIP / 2)], colors["grid"], 1, [2, 2]
    )
    yield boxes([bar for bar in bars if bar["origen"]], HAPPENED, color=colors["warning"])
    yield boxes([bar for bar in bars if not bar["origen"]], HAPPENED, color=colors["muted"])
    yield lines([box(span.left, right, foot, foot)], colors["baseline"])
    yield texts(
        [
            label(NAMES - GAP, top + 4, "fallan todos"),
            label(NAMES - GAP, foot - STRIP / 2, "la mitad"),
            label(NAMES - GAP, foot - 4, "ninguno"),
        ],
        colors["muted"],
        "right",
    )
    yield from origin_names(comparison.origin(), span, foot + LINE / 2 + 1, theme)


def _key(y: float, row: float, theme: Theme) -> Iterator[Spec]:
    """What each looks like, in words beside it."""
    side = min(row, 14.0)
    swatches, words = [], []
    x = 4.0
    for state, said in STATES.items():
        swatches.append(box(x, x + 18, y - side / 2 + 1, y + side / 2 - 1, estado=state,
                            nombre="clave", cuando=locale.MISSING, texto=said))  # fmt: skip
        words.append(label(x + 23, y, said))
        x += 23 + wide(said) + 18
    yield from _filled(swatches, side, theme)
    yield texts(words, theme.colors["muted"])
