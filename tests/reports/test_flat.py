import json
import re
import typing
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import model
from reports.delivery import cells, flat
from reports.model import Memoria
from reports.model.base import Facts
from reports.model.baseline import Factors
from reports.sentences import criteria
from tests.examples import examples

TEXTS = st.text(st.characters(codec="utf-8"))


@pytest.fixture(scope="module")
def figures(memoria):
    return flat.rows(memoria)


def leaves(value, key: str = "") -> Iterator[tuple[str, object]]:
    """Of resumen.json, each under the name by which jq finds it."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{key}.{name}")
    elif isinstance(value, list) and value:
        for place, item in enumerate(value):
            yield from leaves(item, f"{key}[{place}]")
    else:
        yield key.removeprefix("."), () if value == [] else value


def test_every_leaf_of_the_summary_can_be_made_again_from_the_file(memoria):
    expected = dict(leaves(json.loads(model.dump(memoria))))
    reasons = {key: why for key, why in expected.items() if key.endswith("_reason")}
    read = {figure.key: figure for figure in flat.read(flat.csv(memoria))}
    assert {key: (figure.value, type(figure.value)) for key, figure in read.items()} == {
        key: (value, type(value)) for key, value in expected.items() if key not in reasons
    }
    assert {f"{key}_reason": figure.reason for key, figure in read.items() if figure.reason} == {
        key: why for key, why in reasons.items() if why is not None
    }


def test_a_missing_figure_says_why(memoria):
    factors = Factors(hits=None, hits_reason="=falta", pages=1.5, visits=2.0)
    content = flat.csv(memoria.model_copy(update={"factors": factors}))
    found = {figure.key: figure for figure in flat.read(content)}
    missing, present = found["factors.hits"], found["factors.pages"]
    assert (missing.value, missing.unit, missing.reason) == (None, "veces", "=falta")
    assert (present.value, present.unit, present.reason) == (1.5, "veces", "")


def test_a_figure_is_named_as_the_criteria_name_theirs(memoria, figures):
    keys = {figure.key for figure in figures}
    for name in (name for rule in criteria.RULES for name in rule.figures):
        assert name in keys or any(re.match(rf"{re.escape(name)}[.\[]", key) for key in keys), name
    assert all(criteria.figure(memoria, one.key)[0] == one.value for one in figures)


def test_what_the_figures_are(figures):
    said = {figure.key: (figure.unit, figure.description) for figure in figures}
    assert said["measures.operation.audiences.robot.hits"] == (
        "solicitudes",
        "Medidas · Operación · Por audiencia · Robots · Solicitudes registradas",
    )
    assert said["incidents[0].start.local"] == ("", "Incidencia · Inicio, hora local")
    metric = "comparison[0].metrics[0]"
    named = next(figure.value for figure in figures if figure.key == f"{metric}.metric")
    unit = flat._fields().units[str(named)]
    assert said[f"{metric}.daily"][0] == said[f"{metric}.dispersion.median"][0] == unit


def fields(kind: type[Facts], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], set]]:
    """Every leaf that a memoria can have, by the model alone: its path and the types it may be."""
    for name, field in kind.model_fields.items():
        types = set(atoms(field.annotation))
        groups = {one for one in types if isinstance(one, type) and issubclass(one, Facts)}
        for group in groups:
            yield from fields(group, (*path, name))
        if not name.endswith("_reason"):
            yield (*path, name), types - groups - {Ellipsis}


def atoms(annotation) -> Iterator[object]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from map(type, typing.get_args(annotation))
    elif typing.get_args(annotation):
        for part in typing.get_args(annotation):
            yield from atoms(part)
    else:
        yield annotation


EVERY = list(fields(Memoria))
UNITLESS = {"schema_version", "number"}
"""Numbers of no unit."""


def test_every_field_has_a_description_and_every_number_its_unit():
    groups = {path[:end] for path, _ in EVERY for end in range(1, len(path))}
    moments = {path[:-1] for path, _ in EVERY if flat._found(flat._fields().moments, path[:-1])}
    assert [
        one for one in groups - moments if flat._found(flat._fields().groups, one) is None
    ] == []
    for path, types in EVERY:
        if types:
            unit, said = flat._said(path)
            assert said, path
            assert bool(unit) == bool(types & {int, float}) or path[-1] in UNITLESS, path


def test_nothing_is_described_that_is_not_there():
    paths = {path for path, _ in EVERY}
    ends = {".".join(path[start:]) for path in paths for start in range(len(path))}
    known = flat._fields()
    for table in (known.groups, known.moments, known.figures):
        assert set(table) <= ends
    instants = {path[-2] for path in paths if path[-1] == "utc" and len(path) > 1}
    assert set(known.moments) <= instants


def test_the_mark_lets_a_spreadsheet_take_accents_right(memoria):
    content = flat.csv(memoria)
    assert content.startswith("\ufeffclave,valor,tipo,unidad,motivo,descripcion\r\n".encode())
    assert content == flat.csv(memoria)


@pytest.mark.parametrize(
    "content",
    [b"", b"clave,valor\r\n", b"\xff", "{head}a,1,texto,,\r\n", "{head}a,1,n\xfamero,,,\r\n",
     "{head}a,x,entero,,,\r\n", "{head}a,1.5,entero,,,\r\n", '{head}a,"x"y,texto,,,\r\n'],
)  # fmt: skip
def test_another_file_is_refused(content):
    if isinstance(content, str):
        content = content.format(head=",".join(flat.HEAD) + "\r\n").encode()
    with pytest.raises(ValueError):
        flat.read(content)


@settings(max_examples=examples(100), deadline=None)
@given(TEXTS)
def test_a_text_comes_back_from_its_cell(text):
    assert cells.exact(cells.harmless(text)) == text


@settings(max_examples=examples(100), deadline=None)
@given(st.text("'=+-@|%\t\r\n ＝x"))
def test_a_dangerous_text_comes_back_too_and_no_cell_begins_as_a_formula(text):
    cell = cells.harmless(text)
    assert cells.exact(cell) == text
    assert not re.match(r"[\t\r\n]|\s*[=+\-@|%＝]", cell)


@pytest.mark.parametrize("text", ["=1", "  =1", "\u200b\ufeff+1", "\x00\x1f@x", "\t", "\nx", "'-1"])
def test_what_might_be_a_formula_gets_an_apostrophe(text):
    assert cells.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "x=1", "'", "'x", "1-2", "– guion", "12:30"])
def test_what_is_none_stays(text):
    assert cells.harmless(text) == text


def test_a_hostile_text_is_harmless_in_the_file_and_exact_when_read(memoria):
    hostile = '=HYPERLINK("http://malo.example","x")'
    memoria = memoria.model_copy(update={"privacy_mode": hostile})
    content = flat.csv(memoria)
    assert b"\r\nprivacy_mode,\"'=HYPERLINK" in content
    assert {one.key: one.value for one in flat.read(content)}["privacy_mode"] == hostile


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.text("'=+-@|%\t\r\n\x00\x1f ＝\u200b\ufeffxé"), max_size=20))
def test_polars_finds_the_same_texts_dangerous(texts):
    found = pl.Series(texts, dtype=pl.String).str.contains(cells.DANGEROUS)
    assert found.to_list() == [cells.harmless(text) != text for text in texts]
