"""comparativo.pdf and .html: the expected text, every figure in both, same bytes."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from reports.compare import documents, figures, model, tables
from tests.compare import synthetic
from tests.compare.conftest import LOOK
from tests.reports import reading
from tests.reports.test_documents import page_of, pdf_text, unsaid, words

GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture(scope="module")
def paper(written) -> str:
    return pdf_text(written.pdf.read_bytes())


@pytest.fixture(scope="module")
def page(written):
    return page_of(written.html.read_text(encoding="utf-8"))


def test_the_text_is_the_expected(paper, page):
    """To renew the golden texts: delete them and run this test twice."""
    lines = [words(line) for line in paper.splitlines()]
    seen = [words(piece) for piece in page.text if piece.strip()]
    for name, found in (("comparativo.pdf.txt", lines), ("comparativo.html.txt", seen)):
        text = settled("\n".join(found) + "\n")
        golden = GOLDEN / name
        if not golden.exists():
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(text, encoding="utf-8")
            pytest.fail(f"{name} written: look at it and run again")
        assert text == golden.read_text(encoding="utf-8")


def settled(text: str) -> str:
    """The methodology prints the queries' own headers: what moves with them is left out."""
    text = re.sub(r"(?s)Cada cifra sale de una consulta.*", "", text)
    return re.sub(r"(?m)(foja \d+ de \d+|[ .]*\. ?\. ?\d+)$", "", text)


def test_every_figure_of_every_table_is_in_both(twelve, paper, page):
    made = tables.every(twelve)
    shown = [made[name] for name in made.keys() - {"definiciones", "cambios"}]
    assert unsaid(shown, words(paper), words(" ".join(page.text))) == []


def test_the_facts_travel_inside_of_the_pdf(twelve, written):
    with pikepdf.open(written.pdf) as pdf:
        assert list(pdf.attachments) == ["comparativo.json"]
        inside = pdf.attachments["comparativo.json"].get_file().read_bytes()
    assert inside == written.facts.read_bytes() == model.dump(twelve).encode()


def test_a_screen_reader_meets_every_chart_in_words(drawn, written):
    with pikepdf.open(io.BytesIO(written.pdf.read_bytes())) as pdf:
        told = [words(node.alt) for node in reading.read(pdf).every("Figure")]
    assert sorted(told) == sorted(words(chart.alt) for chart in drawn.values())


def test_sheets_are_upright_but_for_the_calendar(written):
    reader = PdfReader(written.pdf)
    sideways = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert len(sideways) == 1
    assert "Cada corte de 5 minutos en cada difusor" in sideways[0].extract_text()
    assert reader.metadata
    assert str(reader.metadata.title).startswith("Comparativo de difusores")


def test_texts_of_others_are_only_texts(tmp_path):
    found = figures.build(
        synthetic.make(tmp_path, 5, hostile=synthetic.HOSTILE, names=("=1+1", "@SUM(A1)"))
    )
    html = documents.screen(documents.composed(found, LOOK))
    page = page_of(html)
    assert "<script>alert(1)</script>" not in html
    assert "\u202e" not in html.split('id="datos-graficas"')[0]
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 4
    assert "[U+202E]" in " ".join(page.text)


@pytest.mark.slow
def test_the_same_facts_are_the_same_bytes(compared, tmp_path):
    again = [
        documents.write(documents.composed(compared("three")), tmp_path / name)
        for name in ("a", "b")
    ]
    for one, other in zip(*([made.pdf, made.html, made.facts] for made in again), strict=True):
        assert one.read_bytes() == other.read_bytes()
