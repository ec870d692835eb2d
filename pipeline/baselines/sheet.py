"""Tables of daily figures: text with separators → rows → spans, whatever the tool's headings.

A source says which headings name which figure, first the one to prefer; the rest is the same for
all: the separator that the heading fits, dates and numbers as people and tools write them, all the
problems of a file at once.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pipeline.baselines.base import GREATEST, MEASURES, Span, day
from pipeline.errors import Problem
from pipeline.handwritten import unaccented
from pipeline.settings import shown

Row = tuple[str, list[Any]]
"""file:line (or sheet's row) and its cells."""
Headings = Mapping[str, Sequence[str]]
"""`day` and the figures → folded headings, the preferred first."""

SEPARATORS = ",;\t|"
DATES = "una fecha como 07/05/2023 (día/mes/año) o 2023-05-07"
TOTALS = ("total", "totales", "total general", "grand total", "suma", "promedio", "media")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene january jan", "febrero feb february", "marzo mar march",
            "abril abr april apr", "mayo may", "junio jun june", "julio jul july",
            "agosto ago august aug", "septiembre sep sept september", "octubre oct october",
            "noviembre nov november", "diciembre dic december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


def fold(text: object) -> str:
    """`Páginas vistas ` → `paginas vistas`."""
    letters = unaccented(str(text).replace("º", "").replace("ª", ""))
    return re.sub(r"[\W_]+", " ", letters.casefold()).strip()


def rows(text: str, name: str, headings: Headings) -> Iterator[Row]:
    """The rows that are not blank, cut at the separator by which most headings are found."""
    separator = max(SEPARATORS, key=lambda one: _known(text, one, headings))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield f"{name}:{start}", list(cells)
            start = reader.line_num + 1
    except csv.Error:  # a cell of more than 128 KiB, as where a quote is never closed
        yield f"{name}:{start}", []


def _known(text: str, separator: str, headings: Headings) -> int:
    """How many headings the best of the first lines has when cut there."""
    names = {heading for known in headings.values() for heading in known}
    heads = text[:8192].splitlines()[:40]
    cut = ({fold(cell.strip('"')) for cell in line.split(separator)} for line in heads)
    return max((len(names & cells) for cells in cut), default=0)


def columns(cells: Iterable[Any], headings: Headings) -> dict[str, int]:
    """`day` and the figures → place in the row; of several headings of a figure the preferred."""
    folded = [fold(cell) for cell in cells]
    places = {}
    for name, known in headings.items():
        found = next((heading for heading in known if heading in folded), None)
        if found is not None:
            places[name] = folded.index(found)
    return places


def is_heading(cells: Iterable[Any], headings: Headings) -> bool:
    """It names the day and at least one figure."""
    places = columns(cells, headings)
    return "day" in places and len(places) > 1


def span(row: Row, places: Mapping[str, int]) -> Span | list[Problem] | None:
    """The row as a day; None where it is a total, or tells nothing of its day."""
    where, cells = row
    told = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    if _is_total(cells, told["day"]):
        return None
    on = as_day(told.pop("day"))
    figures = {name: as_count(cell) for name, cell in told.items()}
    problems = [_no_count(where, name, told[name]) for name, bad in figures.items() if bad == -1]
    if on is None:
        day = cells[places["day"] : places["day"] + 1]
        found = f"la fecha es {shown(str(*day))}" if day else "la fila se corta"
        problems.insert(0, Problem(where, found, DATES))
    if on is None or problems:
        return problems
    known: dict[str, Any] = {name: n for name, n in figures.items() if n is not None}
    return Span(on, on, **known, where=where) if known else None


def _is_total(cells: Sequence[Any], told: Any) -> bool:
    folded = {fold(cell) for cell in cells}
    return not folded.isdisjoint(TOTALS) or (fold(told) == "" and len(folded) > 1 and "" in folded)


def _no_count(where: str, name: str, cell: Any) -> Problem:
    found = f"«{SPANISH[name]}» es {shown(str(cell))}"
    return Problem(where, found, "un número entero, sin signo ni unidades; vacío si no se sabe")


SPANISH = dict(zip(MEASURES, ("hits", "páginas", "visitas", "visitantes", "bytes"), strict=True))


def as_day(cell: Any) -> date | None:
    """A cell of a sheet, or a date as Mexicans, tools and ISO 8601 write it; day before month."""
    if isinstance(cell, datetime):
        return day(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return day(cell.year, cell.month, cell.day)
    text = str(cell).strip().casefold()
    if match := re.fullmatch(
        r"(\d{4})[-/]?(\d\d?)[-/]?(\d\d?)(?:[ t]00:00(?::00)?)?", text, re.ASCII
    ):
        return day(*map(int, match.groups()))
    if match := re.fullmatch(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})", text, re.ASCII):
        return day(int(match[3]), int(match[2]), int(match[1]))
    return _in_words(fold(text))


def _in_words(text: str) -> date | None:
    """`lunes 8 de mayo de 2023`, `mon may 8 2023`."""
    words = text.split()
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 5]
    if len(months) != 1 or len(numbers) != 2 or len(words) > 6:
        return None
    return day(max(numbers), months[0], min(numbers))


def as_count(cell: Any) -> int | None:
    """None for an empty cell; -1 for what is no figure."""
    if isinstance(cell, bool):
        return -1
    if isinstance(cell, int | float):
        whole = 0 <= cell <= GREATEST and cell == round(cell)  # NaN fails the first
        return round(cell) if whole else -1
    text = re.sub(r"[\s'’]", "", str(cell)) if not isinstance(cell, date) else "-"
    if text in ("", "-", "—", "–"):
        return None if not isinstance(cell, date) else -1
    if re.fullmatch(r"\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3})+", text, re.ASCII):
        text = re.sub(r"[.,]", "", text)
    match = re.fullmatch(r"(\d{1,16})(?:[.,]0+)?", text, re.ASCII)
    return int(match[1]) if match and int(match[1]) <= GREATEST else -1
