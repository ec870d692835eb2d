"""Templates, queries and headers: everything is used and complete."""

import re
from pathlib import Path

import pytest

from pipeline import agreement
from pipeline.errors import WarehouseError
from reports import waist
from reports.documents import markdown, view
from reports.figures import methodology

REPORTS = Path(view.__file__).parents[1]


def test_every_template_is_used(memoria):
    sections = {f"sections/{section.id}.html" for section in memoria.agreement.sections}
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
    scripts = {name for name in files if name.startswith("screen/")}  # all of them, by their folder
    assert files == named | sections | scripts


def test_every_agreement_has_a_template_for_each_section():
    for name in agreement.available():
        for section in agreement.load(name).sections:
            assert (view.TEMPLATES / "sections" / f"{section.id}.html").is_file()


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
