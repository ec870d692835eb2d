"""Tables → one .xlsx: a sheet a table, and a first sheet that says what each of them is.

Nothing in it is a formula, a link or a macro, whatever the texts say: cells are written by their
type, never by their looks. The same tables give the same bytes on any machine: the archive is dated
like the documents are, and not compressed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter

from pipeline import outputs
from reports.compare.typed import DATE, seen, typed
from reports.delivery.cells import harmless
from reports.tables.base import Cell, Column, Table

FIRST = "Léame"
RULES = (
    "Cada hoja es una tabla; la primera fila dice qué es cada columna y las notas están debajo.",
    "Una celda vacía es un dato que falta, no un cero: su comentario dice por qué falta.",
    "Las cifras están completas y con su tipo: el formato sólo las redondea a la vista.",
    "Los porcentajes son proporciones (0.25 es 25 %) y los tamaños están en bytes.",
    "Los instantes son la hora local que imprime el documento.",
    "No hay fórmulas, vínculos ni macros. «·» está en lugar de un signo que no se ve.",
)
FORMATS = 150
"""Number formats of our own: Excel takes some 200. Whatever is beyond is told in a comment."""

_LONGEST_NAME = 31  # of a sheet
_WIDEST, _NARROWEST = 60, 8  # columns, in characters
_STAMP = (1980, 1, 1, 0, 0, 0)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}

Definition = tuple[str, str]
"""A term and what it means."""


def write(
    tables: Iterable[Table],
    place: Path,
    *,
    title: str,
    as_of: date,
    definitions: Sequence[Definition] = (),
) -> None:
    """The workbook, over an older one; whole or not. Raises OutputError."""
    made = BytesIO()
    named = _named(tables)
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"title": seen(title, 255), "created": datetime.combine(as_of, time())})
        looks = _Looks(book)
        first = book.add_worksheet(FIRST)
        line = _explained(first, looks, title, as_of)
        contents = [(name, table.title, len(table.rows)) for name, table in named.items()]
        line = _listed(first, looks, line, ("hoja", "qué contiene", "renglones"), contents)
        if definitions:
            _listed(first, looks, line, ("término", "definición"), definitions)
        for name, table in named.items():
            _sheet(book.add_worksheet(name), looks, table)
    with outputs.whole(place) as partial:
        partial.write_bytes(_unpacked(made))


def _unpacked(made: BytesIO) -> bytes:
    """The same archive without compression: what zlib makes of a text differs between versions."""
    again = BytesIO()
    with ZipFile(made) as packed, ZipFile(again, "w", ZIP_STORED) as archive:
        for entry in packed.infolist():
            archive.writestr(ZipInfo(entry.filename, _STAMP), packed.read(entry))
    return again.getvalue()


def _named(tables: Iterable[Table]) -> dict[str, Table]:
    """By the name of its sheet: a number, which makes it unique, and as much of its title as Excel
    admits."""
    found = {}
    for number, table in enumerate(tables, 1):
        kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in seen(table.title))
        name = f"{number} {' '.join(kept.replace('·', ' ').split())}"
        found[name[:_LONGEST_NAME].rstrip()] = table
    return found


# ---------------------------------------------------------------------------------- one sheet


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._numbers: set[str] = set()

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **properties})
        return self._made[key]

    def text(self, text: str, **properties: Any) -> Any:
        """What looks like a formula stays a text also where somebody edits its cell."""
        if harmless(text) != text:
            properties["quote_prefix"] = True
        return self.of(text_wrap=True, **properties)

    def admits(self, number: str) -> bool:
        if len(self._numbers) < FORMATS:
            self._numbers.add(number)
        return number in self._numbers


def _sheet(sheet: Any, looks: _Looks, table: Table) -> None:
    for index, column in enumerate(table.columns):
        _text(sheet, looks, (0, index), column.label, bold=True, bottom=1)
    for number, row in enumerate(table.rows, 1):
        for index, cell in enumerate(row):
            _cell(sheet, looks, (number, index), cell)
    last = len(table.rows)
    if last:
        sheet.autofilter(0, 0, last, max(len(table.columns) - 1, 0))
    for number, note in enumerate(_notes(table), last + 2):
        sheet.write_string(number, 0, seen(note), looks.of(italic=True))
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, _width(column, [row[index] for row in table.rows]))
    _as_paper(sheet)


def _cell(sheet: Any, looks: _Looks, at: tuple[int, int], cell: Cell) -> None:
    found = typed(cell)
    comment = found.comment
    if isinstance(found.value, str):
        _text(sheet, looks, at, found.value)
    elif isinstance(found.value, date):  # an instant is one, too
        sheet.write_datetime(*at, found.value, looks.of(num_format=found.format))
    elif found.value is not None:
        shown = found.format
        if not looks.admits(shown):
            shown, comment = "General", ". ".join(filter(None, (cell.text, cell.reason)))
        sheet.write_number(*at, found.value, looks.of(num_format=shown))
    else:
        sheet.write_blank(*at, None, looks.of(bg_color="#EEEEEE"))
    if comment:
        sheet.write_comment(*at, seen(comment, 1000), {"author": "", "visible": False})


def _text(sheet: Any, looks: _Looks, at: tuple[int, int], text: str, **properties: Any) -> None:
    sheet.write_string(*at, seen(text), looks.text(text, **properties))


def _notes(table: Table) -> list[str]:
    """What stands under the table: that it is empty, its note, and why figures are missing."""
    empty = [] if table.rows else [table.empty]
    cells = (typed(cell) for row in table.rows for cell in row)
    reasons = dict.fromkeys(cell.comment for cell in cells if cell.value is None and cell.comment)
    return [*empty, *filter(None, [table.note]), *(f"Celda vacía: {reason}" for reason in reasons)]


def _width(column: Column, cells: Iterable[Cell]) -> int:
    longest = max((len(line) for cell in cells for line in cell.text.split("\n")), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(column.label) // 2) + 2))


def _as_paper(sheet: Any) -> None:
    """The head stays in sight; printed, a page as wide as the table, with the head on each."""
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(1)  # letter
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


# ------------------------------------------------------------------------------ the first sheet


def _explained(sheet: Any, looks: _Looks, title: str, as_of: date) -> int:
    """Title, date and how to read the sheets; the line below."""
    for index, width in enumerate((34, 60, 12)):
        sheet.set_column(index, index, width)
    sheet.write_string(0, 0, seen(title), looks.of(bold=True, font_size=14))
    sheet.write_string(1, 0, "Fecha", looks.of())
    sheet.write_datetime(1, 1, as_of, looks.of(num_format=DATE, align="left"))
    for line, rule in enumerate(RULES, 3):
        sheet.write_string(line, 0, rule, looks.of())
    return 4 + len(RULES)


def _listed(
    sheet: Any,
    looks: _Looks,
    line: int,
    head: Sequence[str],
    rows: Iterable[Sequence[str | int]],
) -> int:
    """Two lines below it, where the next begins."""
    for index, label in enumerate(head):
        _text(sheet, looks, (line, index), label, bold=True, bottom=1)
    for row in rows:
        line += 1
        for index, value in enumerate(row):
            if isinstance(value, str):
                _text(sheet, looks, (line, index), value)
            else:
                sheet.write_number(line, index, value, looks.of())
    return line + 2
