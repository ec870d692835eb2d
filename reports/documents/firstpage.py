"""The cover and the summary are one sheet each, whatever the data say.

The card of the cover stands at its foot while the names leave it room. The texts of the summary are
bounded where they are written, and its chart, the one part that may be of any height, takes what
they leave. `tests/reports/test_layout.py` holds every text at its bound at once.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts import Chart
from reports.documents import fonts
from reports.model import Memoria
from reports.sentences import phrases, services
from reports.sentences.phrases import Answer
from reports.tables import comparison, delivery
from reports.tables import services as services_tables
from reports.tables.base import Table
from reports.tables.paper import CM, HALF, PAGE, SIZES, laid

SHEET = 22.94 * CM
"""Points between the upper and the lower margin of a US Letter sheet."""
SPARE = 0.5 * CM
LEAST = 2.0 * CM
"""What the chart has even then: the bounds of the texts see to it."""
COVER = 640.0
"""Ems of ten points that the cover holds without its title meeting its card."""
MOST_BASIS = 150.0
"""Ems of the note on the averages; the section of the comparison has it whole."""

LINE = {"clause": 12.5, "figure": 19.6, "answer": 11.7, "note": 11.1, "row": 10.3}
SIZE = {"clause": 9.0, "figure": 17.0, "answer": 9.0, "note": 8.5, "row": 8.5}
"""Points of a line of print.css (.resumen), and of its letters."""
TITLE, QUESTION, BETWEEN, CAPTION, ROW, CHART = 28.0, 19.0, 15.6, 22.0, 2.8, 33.0
"""Points beside the lines: of the heading, of each answer, of the answers, of a table, of a row, of
the chart."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a summary shows: its four answers, its tables, the note under them, its one chart."""

    answers: Callable[[Memoria], Sequence[Answer]]
    tables: tuple[Callable[[Memoria], Table], ...]
    basis: Callable[[Memoria], str]
    chart: str


SHEETS = {
    "resumen": Sheet(
        phrases.answers,
        (comparison.summary, delivery.delivery),
        lambda memoria: phrases.summary_basis(memoria, MOST_BASIS),
        "night",
    ),
    "resumen-seguimiento": Sheet(
        services.answers, (services_tables.summary, delivery.delivery), services.basis, "meses"
    ),
}
"""By the section that it is."""


def names(memoria: Memoria, drawn: Mapping[str, Chart]) -> dict[str, Any]:
    """What their templates use: whether the cover is full; of the summary its answers, the basis of
    its figures, and the height of its chart."""
    found: dict[str, Any] = {"cover_is_full": _cover(memoria) > COVER}
    for section in memoria.agreement.sections:
        if section.id in SHEETS:
            found |= _summary(memoria, drawn, SHEETS[section.id], section.clause)
    return found


def _summary(
    memoria: Memoria, drawn: Mapping[str, Chart], sheet: Sheet, clause: str
) -> dict[str, Any]:
    answers, basis = sheet.answers(memoria), sheet.basis(memoria)
    shown = [table(memoria) for table in sheet.tables]
    note = drawn[sheet.chart].note if sheet.chart in drawn else ""
    height = chart_height(answers, shown, (basis, note), clause)
    return {"answers": answers, "summary_basis": basis, "chart_height": height}


def _cover(memoria: Memoria) -> float:
    """Ems of what a diffuser and an agreement write on it, the large ones counted as they are."""
    who, asked = memoria.diffuser, memoria.agreement
    large = fonts.width(asked.document_title) * 3 + fonts.width(who.name) * 2
    named = (who.legal_name, who.website, who.city, asked.institute, asked.addressee, *asked.copies)
    return large + sum(map(fonts.width, named))


def chart_height(
    answers: Sequence[Answer],
    shown: Iterable[Table],
    notes: Iterable[str],
    clause: str = "",
    more: float = 0,
) -> str:
    """What is left for the picture, as CSS. shown: the tables of the sheet; notes: its paragraphs
    in small letters; more: points that anything else takes."""
    used = (
        TITLE
        + _lines(clause, "clause", PAGE)
        + sum(map(_answers, answers[::2], answers[1::2]))
        + BETWEEN
        + sum(map(_table, shown))
        + sum(_lines(note, "note", PAGE) for note in notes)
        + CHART
        + more
    )
    return f"{max(LEAST, SHEET - SPARE - used) / CM:.2f}cm"


def _lines(text: str, part: str, width: float, *, bold: bool = False) -> float:
    """Points of a paragraph; the tail of each line is lost to a word that does not fit."""
    if not text:
        return 0.0
    needed = fonts.width(text, bold=bold) * SIZE[part] / (width - 2 * SIZE[part])
    return max(1, math.ceil(needed)) * LINE[part]


def _answers(one: Answer, other: Answer) -> float:
    """Two side by side."""
    return QUESTION + max(
        _lines(answer.figure, "figure", HALF, bold=True) + _lines(answer.text, "answer", HALF)
        for answer in (one, other)
    )


def _table(table: Table) -> float:
    found = laid(table)
    widths = [PAGE * float(width.removesuffix("%")) / 100 - 10 for width in found.widths]
    letters = SIZES[found.size]
    heads = _row([column.label for column in table.columns], widths, letters, bold=True)
    rows = sum(_row([cell.text for cell in row], widths, letters) for row in table.rows)
    reasons = {cell.reason: None for row in table.rows for cell in row if cell.reason}
    return CAPTION + heads + rows + _lines(" ".join([table.note, *reasons]), "note", PAGE)


def _row(
    texts: Iterable[str], widths: Iterable[float], letters: float, *, bold: bool = False
) -> float:
    lines = (
        math.ceil(fonts.width(text, bold=bold) * letters / width)
        for text, width in zip(texts, widths, strict=True)
    )
    return max(1, *lines) * LINE["row"] + ROW
