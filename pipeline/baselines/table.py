"""A table of daily figures that somebody declares: CSV or XLSX.

One row a day; the headings, in Spanish or English, say what each column is: fecha, hits, páginas,
visitas, visitantes, bytes. What stands above the heading, and columns of other names, are passed
over. Of a workbook the first sheet that has such a heading is read, row by row, as far as ROWS and
COLUMNS: values as they were saved, no formula is computed and nothing is run.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from pipeline.baselines import sheet
from pipeline.baselines.base import Given, Reading, Source, Span, refuse
from pipeline.errors import Problem, SettingsError

HEADINGS = {
    "day": ("fecha", "dia", "date", "day"),
    "hits": ("hits", "solicitudes", "peticiones", "requests", "accesos"),
    "pages": ("paginas", "paginas vistas", "vistas de pagina", "pages", "page views", "pageviews"),
    "visits": ("visitas", "sesiones", "visits", "sessions"),
    "visitors": (
        "visitantes", "visitantes unicos", "usuarios", "visitors", "unique visitors", "users",
    ),
    "bytes": ("bytes",),
}  # fmt: skip
EXPECTED = (
    "una fila de encabezado con «fecha» y al menos una de: hits, páginas, visitas, visitantes"
)
ABOVE, ROWS, COLUMNS, SHEETS = 50, 20_000, 60, 20
"""Rows that may stand above the heading; what is looked at of a workbook."""
UNPACKED = 256 * 2**20
"""Bytes of a workbook when unpacked: a small file can hold a great many."""
ZIP = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE = "ábralo y guárdelo de nuevo como .xlsx o como CSV"


def recognises(file: Given) -> bool:
    if file.data.startswith((ZIP, OLD)):
        return True
    lines = [(file.name, line) for line in file.head.splitlines()[:ABOVE]]
    found = (sheet.rows(line, name, HEADINGS) for name, line in lines)
    return any(sheet.is_heading(cells, HEADINGS) for rows in found for _, cells in rows)


def read(file: Given) -> Reading:
    """Raises SettingsError."""
    rows = _workbook(file) if file.data.startswith((ZIP, OLD)) else _text(file)
    return Reading(tuple(_spans(rows, file.name)))


def _text(file: Given) -> Iterator[sheet.Row]:
    return sheet.rows(file.text(), file.name, HEADINGS)


def _workbook(file: Given) -> list[sheet.Row]:
    """Raises SettingsError. The library tells damage in dozens of ways: all end here."""
    import openpyxl  # noqa: PLC0415 (slow, and few projects have one)

    refuse(_packed(file), file.name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.data), read_only=True, data_only=True)
        return list(_rows(book.worksheets[:SHEETS], file.name))
    except Exception as error:  # noqa: BLE001
        why = f"no se puede leer la hoja de cálculo ({type(error).__name__})"
        raise SettingsError(Problem(file.name, why, "un libro de Excel (.xlsx)", SAVE)) from None


def _rows(sheets: Sequence[Any], name: str) -> Iterator[sheet.Row]:
    """Those that are not blank, of the first sheet with a heading."""
    with_heading = (
        one
        for one in sheets
        if any(sheet.is_heading(cells, HEADINGS) for cells in _cells(one, ABOVE))
    )
    for one in islice(with_heading, 1):
        for number, cells in enumerate(_cells(one, ROWS), 1):
            if any(cell != "" for cell in cells):
                yield f"{name} (hoja «{one.title}», fila {number})", cells


def _cells(one: Any, rows: int) -> Iterator[list[Any]]:
    one.reset_dimensions()  # the size a file declares of itself may be any
    for cells in one.iter_rows(max_row=rows, max_col=COLUMNS, values_only=True):
        yield ["" if cell is None else cell for cell in cells]


def _packed(file: Given) -> Iterator[Problem]:
    """What keeps a workbook from being unpacked: an old form, damage, or a bomb."""
    if file.data.startswith(OLD):
        yield Problem(file.name, "es un libro de Excel antiguo (.xls)", EXPECTED, SAVE)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as book:
            size = sum(member.file_size for member in book.infolist())
            is_excel = "xl/workbook.xml" in book.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield Problem(file.name, "la hoja de cálculo está dañada", "un .xlsx", "cópiela otra vez")
        return
    if not is_excel:
        yield Problem(file.name, "no es un libro de Excel (.xlsx)", EXPECTED, SAVE)
    if size > UNPACKED:
        yield Problem(file.name, "la hoja de cálculo es demasiado grande", EXPECTED)


def _spans(rows: Iterable[sheet.Row], name: str) -> list[Span]:
    places: dict[str, int] = {}
    spans: list[Span] = []
    problems: list[Problem] = []
    for row in rows:
        if not places:
            places = sheet.columns(row[1], HEADINGS) if sheet.is_heading(row[1], HEADINGS) else {}
            continue
        found = sheet.span(row, places)
        if isinstance(found, Span):
            spans.append(found)
        else:
            problems += found or []
    if not places:
        remedy = "ponga en la primera fila: fecha,hits,paginas,visitas,visitantes"
        problems = [Problem(name, "no tiene una fila de encabezado", EXPECTED, remedy)]
    refuse(problems, name)
    return spans


SOURCE = Source(
    name="table",
    title="tabla declarada",
    definition="",
    remark="La tabla es una declaración de quien entrega: el programa no puede repetir su cuenta.",
    recognises=recognises,
    read=read,
    generic=True,
)
