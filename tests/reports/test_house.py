"""Templates, queries and headers: everything is used and complete."""

import re
from pathlib import Path

import pytest

from pipeline import agreement
from pipeline.errors import SettingsError, WarehouseError
from reports import charts, tables, waist
from reports.compare import documents as comparativo
from reports.documents import firstpage, known, markdown, theme, view, words
from reports.figures import methodology

REPORTS = Path(view.__file__).parents[1]


def test_every_template_is_used():
    profiles = map(agreement.read, agreement.available())
    asked = (section.id for profile in profiles for section in profile.sections)
    sections = {f"sections/{section}.html" for section in asked}
    files = {
        str(path.relative_to(view.TEMPLATES).as_posix())
        for path in view.TEMPLATES.rglob("*") if path.is_file()
    }  # fmt: skip
    sources = [path.read_text(encoding="utf-8") for path in REPORTS.rglob("*.py")]
    sources += [(view.TEMPLATES / name).read_text(encoding="utf-8") for name in files]
    named = {
        name
        for name in files
        if any(f'"{name}"' in text or f"'{name}'" in text for text in sources)
    }
    sections |= {f"compare/{section}.html" for section in comparativo.SECTIONS}
    scripts = {name for name in files if name.startswith("screen/")}  # all of them, by their folder
    assert files == named | sections | scripts


def test_every_agreement_has_a_template_for_each_section():
    for name in agreement.available():
        for section in agreement.read(name).sections:
            assert (view.TEMPLATES / "sections" / f"{section.id}.html").is_file()


NAMED = re.compile(r"(table|chart)\('([\w-]+)'(?! ~)")


def made_for(memoria, section: str) -> dict[str, set[str]]:
    """What is made where the document has that section alone."""
    alone = section_alone(memoria, section)
    drawn = charts.draw(alone, theme.load("institucional"))
    return {"table": set(tables.every(alone)), "chart": set(drawn)}


def section_alone(memoria, section: str):
    found = memoria.agreement.sections[0].model_copy(update={"id": section})
    agreed = memoria.agreement.model_copy(update={"sections": (found,)})
    return memoria.model_copy(update={"agreement": agreed})


@pytest.mark.parametrize("section", known.sections())
def test_a_section_shows_what_is_made_for_it_and_nothing_else_is_made(memoria, section):
    text = (view.TEMPLATES / "sections" / f"{section}.html").read_text(encoding="utf-8")
    shown = {kind: {name for of, name in NAMED.findall(text) if of == kind} for kind in TABLES}
    made = made_for(memoria, section)
    ours = {name for name in made["table"] if not name.startswith("tramos_")}
    assert ours == shown["table"]
    assert made["chart"] <= shown["chart"]


TABLES = {"table": tables.OF_SECTION, "chart": charts.OF_SECTION}


def test_what_is_made_is_made_for_a_section_that_there_is():
    for by_section in (*TABLES.values(), tables.FAMILIES, words.OF_SECTION, firstpage.SHEETS):
        assert set(by_section) <= set(known.sections())


def test_a_section_without_a_template_is_told_with_those_that_have_one():
    with pytest.raises(SettingsError) as told:
        known.require(("portada", "resumenes", "zz"), "un-convenio")
    one, other = told.value.problems
    assert one.where == "un-convenio: [[sections]]"
    assert one.found == "no existe la sección «resumenes»"
    assert one.expected == f"una de: {', '.join(known.sections())}"
    assert one.remedy == "¿quiso decir «resumen»?"
    assert other.remedy == "quite esa sección del convenio"


def test_every_query_is_used():
    source = Path(waist.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r'_query\(connection, "(\w+)"\)', source))
    assert {path.stem for path in waist.SQL_FOLDER.glob("*.sql")} == used


def test_every_query_has_a_header():
    ours = methodology.definitions(waist.SQL_FOLDER)
    theirs = methodology.definitions()
    assert ours
    assert theirs
    assert all(found.title and found.unit and found.definition for found in (*ours, *theirs))


def test_a_header_may_continue_and_must_be_complete():
    sql = "-- title: Uno\n-- unit: hits\n-- definition: Primera parte\n--   y segunda.\nSELECT 1;"
    assert methodology.read_header(sql, "x.sql").definition == "Primera parte y segunda."
    with pytest.raises(ValueError, match=r"x\.sql: the header lacks unit"):
        methodology.read_header("-- title: Uno\n-- definition: dos\n", "x.sql")


def test_a_file_that_is_no_warehouse_is_a_clear_error(tmp_path):
    other = tmp_path / "otro.duckdb"
    other.write_text("no es una base de datos" * 100)
    with pytest.raises(WarehouseError, match="memoria build"):
        waist.read(other)


def test_markdown_is_safe_and_keeps_its_place():
    html = markdown.render(
        "# Uno\n\n### Dos\n\n<b onclick=x>no</b> **sí** [malo](javascript:alert(1)) "
        "[bueno](https://gaceta.example) ![foto](https://gaceta.example/x.png)\n\n| a | b "
        "|\n|---|---|\n| 1 | 2 |"
    )
    assert "<h3>Uno</h3>" in html
    assert "<h4>Dos</h4>" in html
    assert "<strong>sí</strong>" in html
    assert "<table>" in html
    assert "<b" not in html.replace("<blockquote", "")
    assert "javascript:" not in re.findall(r'href="([^"]*)"', html)
    assert "<img" not in html
