"""The workbook of a comparison, read back by a library that did not write it."""

import re
from datetime import date, datetime
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest

from reports import locale
from reports.compare import workbook
from reports.compare.typed import typed
from reports.tables.base import Cell, Column, Table, as_factor, as_size, count, share, text

AS_OF = date(2023, 7, 1)
at = datetime.fromisoformat
HOSTILE = [
    '=HYPERLINK("http://malo.example","x")', "=1+1", "+1", "-1", "@SUM(A1)", "http://malo.example",
    "mailto:a@malo.example", "123", "1e5", "TRUE", "\x1b[2Jrojo", "al\u202erevés", "a\u200bb", "",
    "x" * 40_000, "<b>&amp;</b>", "{=A1}", "internal:Hoja!A1", "\ud800", "_x0041_", "a\x00b",
]  # fmt: skip


def one(cell: Cell) -> Table:
    return Table("t", "Tabla", (Column("difusor"), Column("cifra")), ((Cell("d"), cell),))


def read(tmp_path, tables, **more):
    place = tmp_path / "x.xlsx"
    workbook.write(tables, place, title="Comparación", as_of=AS_OF, **more)
    return openpyxl.load_workbook(place)


# -- values and their types


@pytest.mark.parametrize(
    ("cell", "value", "shown"),
    [
        (count(1234), 1234, "#,##0"),
        (count(1302075.5), 1302075.5, "#,##0.0"),
        (count(-3), -3, "#,##0"),
        (Cell("≥ 1,234", 1234), 1234, '"≥ "#,##0'),
        (Cell("1,234 *", 1234), 1234, '#,##0" *"'),
        (share(1, 3), 1 / 3, '0.00"\xa0"%'),
        (share(1, 10**6), 1e-6, "0.00%"),
        (as_factor(4.372), 4.372, '#,##0.00"\xa0veces"'),
        (as_size(12_345_678), 12_345_678, '#,##0" bytes"'),
        (Cell(locale.bit_rate(12_345_678), 12_345_678), 12_345_678, '#,##0" bit/s"'),
        (Cell(locale.duration(35), 35), 35, '#,##0" minutos"'),
        (Cell(locale.duration(65), 65), 65, '#,##0" min"'),
        (Cell("2 min 19 s", 139), 139, '#,##0" s"'),
        (Cell(locale.milliseconds(2500), 2500), 2500, '#,##0" µs"'),
        (Cell("5 de 20", 5), 5, "General"),
        (text("123"), "123", "General"),
        (text("TRUE"), "TRUE", "General"),
        (Cell("04/06/2023 18:05", "2023-06-05T00:05:00Z"), at("2023-06-04T18:05"), None),
        (Cell("05/06/2023 02:05:09", "2023-06-05T08:05:09Z"), at("2023-06-05T02:05:09"), None),
        (Cell("4 jun 18:00", "2023-06-05T00:00:00Z"), at("2023-06-04T18:00"), None),
        (Cell("4 jun 18:00 – 18:15", "2023-06-05T00:00:00Z"), "4 jun 18:00 – 18:15", None),
        (Cell("domingo 4 de junio de 2023", "2023-06-04"), at("2023-06-04"), None),
        (Cell("otra cosa", "2023-06-04"), "otra cosa", None),
        (Cell("2023-99-99", "2023-99-99"), "2023-99-99", None),
        (Cell("25:00", "2023-06-05T00:00:00Z"), "25:00", None),
        (Cell("∞", float("inf")), "∞", None),
        (Cell("nan", float("nan")), "nan", None),
        (Cell('8 "x"; y', 8), 8, "General"),
    ],
)
def test_a_cell_has_the_type_of_its_value(tmp_path, cell, value, shown):
    found = read(tmp_path, [one(cell)])["1 Tabla"]["B2"]
    assert found.value == value
    assert type(found.value) is type(value)
    if shown:
        assert found.number_format == shown


def test_what_is_missing_is_empty_and_says_why(tmp_path):
    sheet = read(tmp_path, [one(count(None, "no hay bitácoras"))])["1 Tabla"]
    assert sheet["B2"].value is None
    assert sheet["B2"].comment.text == "no hay bitácoras"
    assert "Celda vacía: no hay bitácoras" in [row[0].value for row in sheet.iter_rows()]


def test_what_the_value_leaves_out_is_a_comment():
    assert typed(Cell("5 de 20", 5)).comment == "5 de 20"
    assert typed(Cell("9 (menos de 14)", 9, "pocos días")).comment == "9 (menos de 14). pocos días"


def test_many_formats_are_no_more_than_excel_takes(tmp_path):
    rows = tuple((Cell("d"), Cell(f"{'a' * (n % 20)}{chr(0x4E00 + n)} 1", 1)) for n in range(300))
    table = Table("t", "T", (Column("a"), Column("b")), rows)
    sheet = read(tmp_path, [table])["1 T"]
    shown = {row[1].number_format for row in sheet.iter_rows(min_row=2, max_row=301)}
    assert len(shown) == workbook.FORMATS + 1
    assert sheet["B301"].value == 1
    assert sheet["B301"].comment.text == rows[-1][1].text


# -- hostile texts


def everywhere(bad: str) -> Table:
    return Table(
        bad or "id", bad, (Column(bad), Column(bad)), ((Cell(bad, bad, bad), count(None, bad)),),
        note=bad, empty=bad,
    )  # fmt: skip


def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path):
    tables = [everywhere(bad) for bad in HOSTILE]
    book = read(tmp_path, tables, definitions=[(bad, bad) for bad in HOSTILE])
    for sheet in book:
        assert sheet.data_validations.count == 0
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", cell.value
            assert cell.hyperlink is None
            if isinstance(cell.value, str):
                assert len(cell.value) <= 32_767
                assert not re.search(r"[\x00-\x09\x0b-\x1f\u200b\u202e\ud800]", cell.value)
    assert book["4 -1"]["A2"].value == "-1"
    assert book["4 -1"]["A2"].quotePrefix
    with ZipFile(tmp_path / "x.xlsx") as archive:
        told = {name: archive.read(name) for name in archive.namelist()}
    assert not any(word in name for name in told for word in ("vba", "external", "connections"))
    sheets = [content for name, content in told.items() if "/worksheets/sheet" in name]
    assert not any(b"<f>" in content or b"<hyperlink" in content for content in sheets)


def test_names_of_sheets_are_short_single_and_harmless(tmp_path):
    titles = ["Alcance", "alcance", "[a]:b*c?d/e\\f'", "x" * 99, "x" * 98, "", "History", "Léame"]
    book = read(tmp_path, [everywhere(title) for title in titles])
    assert book.sheetnames[0] == "Léame"
    assert len({name.casefold() for name in book.sheetnames}) == len(titles) + 1
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in book.sheetnames)


# -- how it is laid out


def test_the_head_stays_and_filters(tmp_path):
    table = Table("t", "T", (Column("a"), Column("b")), ((Cell("x"), count(1)),), note="Una nota.")
    sheet = read(tmp_path, [table])["1 T"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert [row[0].value for row in sheet.iter_rows()] == ["a", "x", None, "Una nota."]


def test_an_empty_table_says_so(tmp_path):
    sheet = read(tmp_path, [Table("t", "T", (Column("a"),), (), empty="Nadie falló.")])["1 T"]
    assert sheet["A3"].value == "Nadie falló."
    assert sheet.auto_filter.ref is None


def test_the_first_sheet_tells_what_the_others_are(tmp_path):
    book = read(tmp_path, [one(count(1))], definitions=[("corte", "cinco minutos")])
    rows = [[cell.value for cell in row] for row in book["Léame"].iter_rows()]
    assert rows[0][0] == "Comparación"
    assert rows[1][:2] == ["Fecha", at("2023-07-01")]
    assert ["1 Tabla", "Tabla", 1] in rows
    assert ["corte", "cinco minutos", None] in rows
    assert all([rule, None, None] in rows for rule in workbook.RULES)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    tables = [everywhere(bad) for bad in HOSTILE]
    made = []
    for name in ("a", "b"):
        workbook.write(iter(tables), tmp_path / f"{name}.xlsx", title="x", as_of=AS_OF)
        made.append((tmp_path / f"{name}.xlsx").read_bytes())
    assert made[0] == made[1]
    with ZipFile(tmp_path / "a.xlsx") as archive:
        entries = archive.infolist()
        assert b"2023-07-01T00:00:00Z" in archive.read("docProps/core.xml")
    assert {(one.compress_type, one.date_time[0]) for one in entries} == {(ZIP_STORED, 1980)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
