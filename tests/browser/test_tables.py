"""Tables: sorted, searched, taken along as CSV; their figures are those of resumen.json."""

import csv
import io
import json
import unicodedata

import pytest

from reports import model, tables
from reports.documents import fonts

HOURS = "tabla-por_hora"
DERIVED = {
    "Del total", "Hits, del total", "De una sola página", "Redes nuevas", "Personas",
    "Pestañas abiertas", "Hits perdidos", "Páginas",
}  # fmt: skip
"""Columns with shares and rounded estimates, which are made of figures of the summary."""


def column(screen, table, number):
    """A column from top to bottom: the texts of the rows that are shown."""
    return screen.run(
        """([id, number]) => [...document.getElementById(id).tBodies[0].rows]
            .filter((row) => row.checkVisibility()).map((row) => row.cells[number].textContent)""",
        [table, number],
    )


def order(screen, table, number):
    """The raw values of a column, all its rows; None where the figure is missing."""
    values = screen.run(
        """([id, number]) => [...document.getElementById(id).tBodies[0].rows]
            .map((row) => row.cells[number].dataset.orden ?? row.cells[number].textContent)""",
        [table, number],
    )
    return [value or None for value in values]


def heading(screen, table, number):
    return screen.page.locator(f"#{table} thead th").nth(number)


def figures(values):
    return [float(value) for value in values if value is not None]


def test_every_table_of_the_model_is_there_whole(screen, written):
    seen = screen.run(
        """() => Object.fromEntries([...document.querySelectorAll("table.datos")].map((table) =>
            [table.id.replace("tabla-", ""), [...table.tBodies[0].rows].map((row) =>
                [...row.cells].map((cell) => cell.firstChild?.data ?? ""))]))"""
    )
    drawn = {f"grafica-{name}" for name in written.drawn}
    expected = tables.every(written.memoria)
    assert drawn < seen.keys()
    assert len(seen) - len(drawn) > 40
    for name in seen.keys() - drawn:
        assert seen[name] == [
            [fonts.readable(cell.text) for cell in row] for row in expected[name].rows
        ], name
    for name, chart in written.drawn.items():
        assert seen[f"grafica-{name}"] == [
            [fonts.readable(text) for text in row] for row in chart.table.rows
        ], name


def test_every_figure_is_one_of_the_summary(screen, written):
    known = set(_numbers(json.loads(model.dump(written.memoria))))
    looked_at = 0
    for table in tables.every(written.memoria).values():
        shown = screen.page.locator(f"#tabla-{table.id}").count()
        for number, one in enumerate(table.columns):
            if not shown or one.kind != "number" or one.label in DERIVED:
                continue
            found = figures(order(screen, f"tabla-{table.id}", number))
            assert {f"{value:.10g}" for value in found} <= known, (table.id, one.label)
            looked_at += len(found)
    assert looked_at > 700


def _numbers(value):
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _numbers(one)
    elif isinstance(value, int | float):
        yield f"{float(value):.10g}"


def test_figures_are_sorted_by_value_and_what_is_missing_comes_last(screen):
    head = heading(screen, HOURS, 5)
    before = order(screen, HOURS, 5)
    assert None in before
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rising = order(screen, HOURS, 5)
    known = figures(before)
    assert figures(rising) == sorted(known)
    assert rising[len(known) :] == [None] * before.count(None)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    falling = order(screen, HOURS, 5)
    assert figures(falling) == sorted(known, reverse=True)
    assert falling[len(known) :] == [None] * before.count(None)


def test_rows_that_are_equal_keep_their_order(screen):
    heading(screen, HOURS, 0).get_by_role("button").click()
    hours = order(screen, HOURS, 0)
    assert hours == sorted(hours)
    heading(screen, HOURS, 8).get_by_role("button").click()  # most hours have all their cuts
    values, hours = order(screen, HOURS, 8), order(screen, HOURS, 0)
    assert len(set(values)) < len(values)
    assert [hour for _, hour in sorted(zip(map(float, values), hours, strict=True))] == hours
    assert screen.page.locator(f"#{HOURS} th[aria-sort]").count() == 1


def test_a_table_is_sorted_with_the_keyboard(screen):
    head = heading(screen, "tabla-dias_ordinarios", 1)
    head.get_by_role("button").focus()
    for key, state in (("Enter", "ascending"), ("Space", "descending")):
        screen.page.keyboard.press(key)
        assert head.get_attribute("aria-sort") == state
    found = figures(order(screen, "tabla-dias_ordinarios", 1))
    assert found == sorted(found, reverse=True)


def test_text_is_sorted_as_in_spanish(screen):
    heading(screen, "tabla-requerimientos", 0).get_by_role("button").click()
    names = [name.split(".")[0] for name in column(screen, "tabla-requerimientos", 0)]
    assert names == sorted(names, key=plain)


def plain(text):
    marks = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in marks if not unicodedata.combining(sign)).lower()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("MIÉRCOLES", 4), ("miercoles", 4), ("  mayo   miercoles ", 4), ("no está", 0)],
)
def test_a_table_is_searched_without_minding_accents_or_capitals(screen, typed, shown):
    days = screen.table("dias_ordinarios")
    box, count = days.get_by_role("searchbox"), days.get_by_role("status")
    box.fill(typed)
    found = column(screen, "tabla-dias_ordinarios", 0)
    assert len(found) == shown
    assert all(text.startswith("miércoles") for text in found)
    assert count.text_content() == f"{shown} de 28 renglones"
    box.fill("")
    assert len(column(screen, "tabla-dias_ordinarios", 0)) == 28
    assert count.text_content() == "28 renglones"


def test_only_tables_of_more_than_a_glance_are_searched(screen, written):
    rows = {one.id: len(one.rows) for one in tables.every(written.memoria).values() if one.rows}
    for name in ("resumen", "dias_ordinarios", "por_hora", "respuestas", "diccionario"):
        boxes = screen.table(name).get_by_role("searchbox").count()
        assert boxes == (rows[name] > 10), name


def taken(screen, name):
    with screen.page.expect_download() as download:
        screen.table(name).get_by_role("button", name="Descargar CSV").click()
    assert download.value.suggested_filename == f"{name}.csv"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_download_is_the_whole_table_with_raw_figures(screen, written):
    table = tables.every(written.memoria)["por_hora"]
    screen.table("por_hora").get_by_role("searchbox").fill("5 jun 03:00")
    head, *rows = taken(screen, "por_hora")
    screen.table("por_hora").get_by_role("searchbox").fill("")
    assert head == [one.label for one in table.columns]
    of_hour = {row[0]: row for row in rows}
    assert len(of_hour) == len(table.rows)
    for cells in table.rows:
        row = of_hour[cells[0].text]
        for number in (1, 2, 3, 4, 7):
            raw = cells[number].sort
            assert row[number] == (str(raw) if raw is not None else "—")
        assert row[6] == cells[6].text  # a range says more than its upper end


def test_a_download_says_why_a_figure_is_missing(screen, written):
    table = tables.every(written.memoria)["comparativo"]
    _, *rows = taken(screen, "comparativo")
    reasons = [cell.reason for row in table.rows for cell in row if cell.reason]
    missing = [cell for row in rows for cell in row if cell.startswith("—")]
    assert len(missing) == len(reasons) > 0
    assert reasons[0].lower() in missing[0].lower()


def test_the_table_of_a_chart_is_downloaded_too(screen, written):
    chart = screen.chart("hourly_hits")
    chart.get_by_text("Ver como tabla").click()
    head, *rows = taken(screen, "grafica-hourly_hits")
    expected = written.drawn["hourly_hits"].table
    assert head == list(expected.columns)
    assert [row[0] for row in rows] == [row[0] for row in expected.rows]
    raw = [str(values[1]) if values[1] is not None else "—" for values in expected.values]
    assert [row[1] for row in rows] == raw
    chart.get_by_text("Ver como tabla").click()
    assert not chart.locator("table").is_visible()


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_spreadsheet_takes_a_text_for_a_formula(screen, text):
    planted = screen.run(
        """(text) => {
            const cell = document.querySelector("#tabla-entrega tbody td");
            const before = cell.textContent;
            cell.textContent = text;
            return before;
        }""",
        text,
    )
    _, first, *_ = taken(screen, "entrega")
    assert first[1] == f"'{text}"
    screen.run(
        '(text) => { document.querySelector("#tabla-entrega tbody td").textContent = text; }',
        planted,
    )
