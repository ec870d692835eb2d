"""Criteria and sentences: each rests on figures that are in comparativo.json; ranks are fair."""

import re
from typing import get_args

import pytest

from reports.compare import tables
from reports.compare.model import Comparison
from reports.compare.sentences import criteria, paragraphs, summary
from reports.compare.tables.events import what
from reports.documents import fonts
from reports.tables.incidents import CANDIDATES
from tests.compare.conftest import SOME


def test_every_criterion_names_figures_that_there_are(twelve):
    for found in criteria.every(twelve):
        assert bool(found.text) != bool(found.reason)
        for name in found.figures:
            group, field = name.split(".")
            if group == "network":
                assert twelve.figure(field), name
            else:
                [kind, _] = get_args(Comparison.model_fields[group].annotation)
                assert field in kind.model_fields, name


@pytest.mark.parametrize("name", SOME)
def test_sentences_hold_whatever_the_data_are(compared, name):
    found = compared(name)
    said = [*paragraphs.every(found).values(), *paragraphs.limitations(found)]
    said += [one.text or one.reason for one in criteria.every(found)]
    said += [one.text for one in summary.answers(found)]
    for text in said:
        assert text
        assert not re.search(r"None|\bnan\b|\b1 (difusores|entregas|fallas|cortes)\b", text), text


def test_the_first_page_says_what_happened(twelve):
    told = {one.question: f"{one.figure}: {one.text}" for one in summary.answers(twelve)}
    assert told["¿Quién entregó?"].startswith("12 de 13 entregas: 11 a tiempo; tarde: Radio Sierra")
    assert "A la mayoría a la vez, 15 minutos" in told["¿Qué falló?"]
    assert "28.42" in told["¿Alcanzó la capacidad?"]
    assert len(summary.criteria(twelve)) == 3


def test_nothing_is_praised_or_blamed_where_all_is_well(compared):
    found = compared("no incidents")
    told = {one.question: one for one in summary.answers(found)}
    assert told["¿Qué falló?"].mark == ""
    reasons = {one.title: one.reason for one in criteria.every(found)}
    assert reasons["Respaldo del origen"]
    assert reasons["Guardia y respaldo"]


def test_only_the_comparable_have_a_place(twelve):
    rows = {row[0].sort: row[1] for row in tables.every(twelve)["alcance"].rows}
    places = [cell.sort for cell in rows.values() if cell.sort is not None]
    assert places == list(range(1, 10))
    assert rows["La Gaceta Imaginaria"].text == "—"
    assert rows["La Gaceta Imaginaria"].reason == "su método no ve todo lo publicado"
    assert "95 %" in rows["Noticias de la Frontera"].reason


def test_visitors_of_several_are_never_added(twelve):
    for table in tables.every(twelve).values():
        for row in table.rows:
            assert not re.search(r"(?i)total|suma de visit", row[0].text), table.id
    found = tables.every(twelve)["visitantes"]
    assert len(found.rows) == 12
    assert "no se suman" in found.note
    assert any("no se suman" in text for text in paragraphs.limitations(twelve))


@pytest.mark.parametrize("name", SOME)
def test_tables_are_whole(compared, name):
    for table in tables.every(compared(name)).values():
        assert all(len(row) == len(table.columns) for row in table.rows), table.id
        for row in table.rows:
            for cell in row:
                assert not cell.reason or cell.text == "—", (table.id, cell)
                assert cell.text not in ("None", "nan")
        assert table.rows or table.empty


def test_a_matrix_of_many_requirements_is_several(twelve):
    more = tuple(
        one.model_copy(update={"requirement": f"{one.requirement}-{copy}"})
        for copy in range(3)
        for one in twelve.requirements
    )
    made = tables.every(twelve.model_copy(update={"requirements": more}))
    parts = [table for name, table in made.items() if name.startswith("cumplimiento")]
    assert [len(table.columns) - 1 for table in parts] == [24, 24, 15]
    assert [row[0].text for row in made["requerimientos"].rows] == [str(n) for n in range(1, 64)]


def test_names_of_the_first_page_have_their_room(compared):
    for answer in summary.answers(compared("long names")):
        assert fonts.width(answer.text) < 110


def test_what_was_seen_is_told_in_words_and_what_was_reported_is_only_told(twelve):
    one = next(found for found in twelve.events if found.source == "seen")
    for kind in CANDIDATES:
        told = what(one.model_copy(update={"kind": kind}))
        assert told[0].isupper()
        assert "{" not in told
    reported = one.model_copy(update={"source": "both", "kind": "{the} {0.x}", "description": ""})
    assert what(reported) == "{the} {0.x}"
