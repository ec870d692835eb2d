"""Printed pages whatever the data are: nothing leaves its place, the summary is a sheet."""

import logging
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import tables
from reports.documents import firstpage, fonts, theme
from reports.model import Memoria
from reports.sentences import phrases, placenames
from reports.tables import base, paper
from reports.tables.base import Cell, Column, Table
from tests.examples import examples
from tests.reports import awkward, sheets

LOOK = theme.load("institucional")


# ---------------------------------------------------------------------------------- the sweep


@pytest.mark.slow
@pytest.mark.parametrize("name", awkward.CASES)
def test_awkward_data_lie_well_on_every_page(name, tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    found = awkward.build(awkward.CASES[name], tmp_path / "proyecto")
    document = sheets.laid_out(found, LOOK, sheets.drawn(found, LOOK))
    assert [record.getMessage() for record in caplog.records] == []
    assert sheets.misplaced(document) == []
    assert sheets.overlapping(document) == []
    assert sheets.feet(document) == []
    assert sheets.titles(document)[:2] == [("Resumen", 2), ("Índice", 3)]
    assert all(full > 0.4 for full in sheets.fullness(document)[:-1])


# --------------------------------------------------------------------- the cover, the summary

SIGNS = "Ñandú_compuesto-por/palabras largas, y más. "


def told(memoria: Memoria, **parts: Any) -> Memoria:
    """With every text of the first pages as long as it is given, and counts that large."""
    text, count = parts["text"], parts["count"]
    operation = memoria.measures.operation.model_copy(
        update=dict.fromkeys(("visits", "pages", "hits", "visitors_min", "visitors_max"), count)
    )
    source = memoria.comparison[0]
    rows = tuple(
        row.model_copy(
            update={"daily": count * 1.5, "matched": count * 1.5, "operation": count}
            if parts["known"]
            else {"daily": None, "daily_reason": text[:200]}
        )
        for row in source.metrics
    )
    item = memoria.delivery[0].model_copy(
        update={"title": text or "x", "clause": text, "detail": text, "status": "falta"}
    )
    sections = tuple(
        found.model_copy(update={"clause": text[:120]}) if found.id == "resumen" else found
        for found in memoria.agreement.sections
        if found.id in ("portada", "resumen", "indice")
    )
    return memoria.model_copy(
        update={
            "agreement": memoria.agreement.model_copy(update={"sections": sections}),
            "measures": memoria.measures.model_copy(update={"operation": operation}),
            "comparison": (
                source.model_copy(
                    update={
                        "metrics": rows, "remark": text, "from_logs": False,
                        "title": "Google Analytics 4",
                    }
                ),
            ),
            "delivery": (item,) * parts["contents"],
            "incidents": memoria.incidents * parts["incidents"],
            "days_to_deadline": -parts["incidents"],
        }
    )  # fmt: skip


def pages_of(memoria: Memoria) -> list[tuple[str, int]]:
    document = sheets.laid_out(memoria, LOOK, sheets.drawn(memoria, LOOK, "night"))
    assert sheets.misplaced(document) == []
    assert sheets.overlapping(document) == []
    return sheets.titles(document)


EXTREMES = {
    "everything at its bound": {"text": SIGNS * 40, "count": 10**15 - 1, "known": True,
                                "contents": 30, "incidents": 500},
    "one word without an end": {"text": "aB3" * 400, "count": 10**12, "known": False,
                                "contents": 9, "incidents": 1},
    "nothing": {"text": "", "count": 0, "known": True, "contents": 0, "incidents": 0},
}  # fmt: skip


@pytest.mark.parametrize("parts", EXTREMES.values(), ids=EXTREMES)
def test_the_summary_is_one_sheet(memoria, parts):
    assert pages_of(told(memoria, **parts)) == [("Resumen", 2), ("Índice", 3)]


@pytest.mark.slow
@settings(max_examples=examples(30), deadline=None)
@given(
    parts=st.fixed_dictionaries(
        {
            "text": st.text(st.sampled_from("abcdefghijklmnñoWM ,.-/_ÁÉ"), max_size=900),
            "count": st.integers(0, 10**15),
            "known": st.booleans(),
            "contents": st.integers(0, 40),
            "incidents": st.integers(0, 90),
        }
    )
)
def test_the_summary_is_one_sheet_whatever_the_data_say(memoria, parts):
    assert pages_of(told(memoria, **parts)) == [("Resumen", 2), ("Índice", 3)]


def test_the_chart_of_the_summary_has_what_the_texts_leave(memoria):
    usual = firstpage.names(memoria, {})["chart_height"]
    full = firstpage.names(told(memoria, **EXTREMES["everything at its bound"]), {})["chart_height"]
    assert float(usual.removesuffix("cm")) > 5
    assert 1.9 < float(full.removesuffix("cm")) < float(usual.removesuffix("cm"))


def test_what_the_summary_leaves_out_is_said(memoria):
    crowded = told(memoria, **EXTREMES["everything at its bound"])
    answer = phrases.answers(crowded)[3].text
    assert "y 28 contenidos más" in answer
    note = tables.every(crowded)["entrega"].note
    assert note == "6 de 30, primero los que faltan; todos están en resumen.json."


# ------------------------------------------------------------------------------------- tables


def table(kinds: list[str], rows: list[list[str]], **looks: Any) -> Table:
    columns = tuple(Column(f"Columna {n}", kind) for n, kind in enumerate(kinds))  # type: ignore[arg-type]
    return Table("x", "x", columns, tuple(tuple(map(Cell, row)) for row in rows), **looks)


@settings(max_examples=examples(60), deadline=None)
@given(
    data=st.data(),
    kinds=st.lists(st.sampled_from(["text", "path", "time", "number"]), min_size=1, max_size=11),
    half=st.booleans(),
)
def test_the_columns_fill_the_page_and_hold_their_figures(data, kinds, half):
    texts = st.text(st.sampled_from("0123456789,abcW ñ/"), max_size=40)
    rows = data.draw(st.lists(st.lists(texts, min_size=len(kinds), max_size=len(kinds))))
    found = paper.laid(table(kinds, rows, half=half))
    widths = [float(width.removesuffix("%")) for width in found.widths]
    assert sum(widths) == pytest.approx(100, abs=0.2)
    if found.size == "partida":
        return
    page = paper.HALF if half else paper.PAGE
    for index, kind in enumerate(kinds):
        room = widths[index] * page / 100 - paper.BESIDE
        for row in rows:
            if kind in ("time", "number"):
                needed = fonts.width(row[index]) * paper.SIZES[found.size]
                assert needed <= room + 0.1


SIZES = {
    "a few figures": (["text", "number"], [["a", "1"]], "normal"),
    "eight of twelve digits": (["text"] + ["number"] * 8, [["a"] + ["999,999,999,999"] * 8],
                               "infima"),
    "eleven of fifteen": (["text"] + ["number"] * 11, [["a"] + ["999,999,999,999,999"] * 11],
                          "partida"),
    "an endless path": (["path", "number"], [["/a" * 4000, "1"]], "normal"),
}  # fmt: skip


@pytest.mark.parametrize(("kinds", "rows", "size"), SIZES.values(), ids=SIZES)
def test_letters_are_as_small_as_they_must_be(kinds, rows, size):
    assert paper.laid(table(kinds, rows)).size == size


CUTS = {
    "low and few": ([["a", "b"]] * 3, "corta"),
    "low and many": ([["a", "b"]] * 30, "pareada"),
    "tall": ([["texto " * 60, "texto " * 60]] * 9, "alta"),
    "one taller than a page": ([["texto " * 1500, "b"]] * 9, "larga"),
    "none": ([], "corta"),
}


@pytest.mark.parametrize(("rows", "cut"), CUTS.values(), ids=CUTS)
def test_where_a_page_may_end_in_a_table(rows, cut):
    assert paper.laid(table(["text", "text"], rows)).cut == cut


def test_a_short_text_is_kept_on_one_line_before_long_ones_get_room():
    found = paper.laid(table(["text", "text", "text"], [["Sin evidencia", *["texto " * 60] * 2]]))
    room = float(found.widths[0].removesuffix("%")) * paper.PAGE / 100 - paper.BESIDE
    assert fonts.width("Sin evidencia") * paper.SIZES[found.size] <= room


def test_all_kinds_of_columns_have_their_looks():
    css = LOOK.common_css + LOOK.print_css
    for kind in base.Kind.__args__:  # type: ignore[attr-defined]
        assert kind == "text" or f".{kind}" in css
    for size in paper.SIZES:
        assert f".{size} {{ font-size: {paper.SIZES[size]}pt; }}" in css


# -------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("corto", 3, "corto"),
        ("una frase que no cabe", 7, "una frase que…"),
        ("una frase, que no", 6, "una frase…"),
        ("sinespacios", 3, "sine…"),
        ("WWWW", 3, "WW…"),
        ("", 3, ""),
    ],
)
def test_brief_texts_end_at_a_word(text, ems, expected):
    assert fonts.brief(text, ems) == expected
    assert fonts.width(expected) <= ems


PLACES = {
    "US": "Estados Unidos", "MX": "México", "otros": "otros", "ZZ9": "ZZ9",
}  # fmt: skip
STATES = {
    "COA": "Coahuila de Zaragoza", "coahuila": "Coahuila de Zaragoza",
    "Mexico City": "Ciudad de México", "Michoacan": "Michoacán de Ocampo",
    "Nuevo León": "Nuevo León", "otros": "otros",
}  # fmt: skip


def test_places_are_named_in_spanish():
    assert {code: placenames.country(code) for code in PLACES} == PLACES
    assert {name: placenames.state(name) for name in STATES} == STATES
    assert len(set(placenames._states().values())) == 32


def test_the_diffusers_clock_is_told_where_it_is_another(memoria):
    assert phrases.clocks(memoria).startswith("Todas las horas son del")
    assert "difusor" not in phrases.clocks(memoria)
    border = memoria.diffuser.model_copy(
        update={"time_zone": "America/Matamoros", "offset": "UTC−5"}
    )
    text = phrases.clocks(memoria.model_copy(update={"diffuser": border}))
    assert "(America/Matamoros, UTC−5)" in text
