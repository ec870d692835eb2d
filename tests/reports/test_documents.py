"""The PDF and the page: the summary's figures, nothing logged, nothing escapes, same bytes."""

import base64
import hashlib
import io
import json
import logging
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import psutil
import pytest
from pypdf import PdfReader

from pipeline.errors import OutputError
from reports import charts, locale, model, tables
from reports.documents import beside, render, theme
from reports.documents import paper as papers
from reports.documents.paper import AssetFetcher

GOLDEN = Path(__file__).with_name("golden")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u2028&amp;'
UNSEEN = ("script", "style", "title", "noscript", "details")


class Page(HTMLParser):
    """The text a reader sees before opening anything, the tags, and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.skip = 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.skip += tag in UNSEEN

    def handle_endtag(self, tag):
        self.skip -= tag in UNSEEN

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)


def page_of(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(locale.NBSP, " ")).strip()


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.fixture(scope="module")
def paper(documents) -> str:
    return pdf_text(documents.pdf.read_bytes())


@pytest.fixture(scope="module")
def printed(paper) -> str:
    return words(paper)


@pytest.fixture(scope="module")
def page(documents) -> Page:
    return page_of(documents.html.read_text(encoding="utf-8"))


def test_the_text_is_the_expected(paper, page):
    """To renew the golden texts: delete them and run this test twice."""
    lines = [words(line) for line in paper.splitlines()]
    seen = [words(piece) for piece in page.text if piece.strip()]
    for name, found in (("memoria.pdf.txt", lines), ("memoria.html.txt", seen)):
        text = "\n".join(found) + "\n"
        golden = GOLDEN / name
        if not golden.exists():
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(text, encoding="utf-8")
            pytest.fail(f"{name} written: look at it and run again")
        assert _settled(text) == _settled(golden.read_text(encoding="utf-8"))


def _settled(text: str) -> str:
    """Annexes A and B print the pipeline's own files: what moves with them is left out."""
    text = re.sub(r"(?s)Definición de cada consulta.*(?=Anexo C\. Manifiesto de)", "", text)
    text = re.sub(
        r"(?m)^(foja \d|Información reservada ·|Memoria técnica de .*Desierto$).*\n", "", text
    )
    return re.sub(r"(?m)[ .]+\d+$", "", text)


def test_every_figure_of_every_table_is_in_both(memoria, printed, page):
    made = tables.every(memoria)
    shown = [made[name] for name in made.keys() - {"diccionario", "definiciones"}]
    assert unsaid(shown, printed, words(" ".join(page.text))) == []


def unsaid(made: Iterable[tables.Table], *texts: str) -> list[tuple[str, str]]:
    """Figures and instants of the tables that one of the texts lacks."""
    return [
        (table.id, cell.text)
        for table in made
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
        if column.kind in ("time", "number") and not all(words(cell.text) in said for said in texts)
    ]


def test_key_figures_equal_the_summary(documents, printed, page):
    found = json.loads(documents.summary.read_text(encoding="utf-8"))
    operation, availability = found["measures"]["operation"], found["availability"]
    known = availability["cuts"] - availability["no_evidence"]
    expected = [
        f"{operation['visits']:,} visitas",
        f"{operation['pages']:,} páginas y {operation['hits']:,} hits",
        f"Se sirvieron {availability['served']} de {known} cortes con evidencia",
        f"Entre {operation['visitors_min']:,} y {operation['visitors_max']:,} visitantes estimados",
        locale.factor(found["factors"]["hits"]) + " veces",
    ]
    seen = words(" ".join(page.text))
    for figure in expected:
        assert figure in printed
        assert figure in seen


def test_the_sections_are_in_order_and_in_the_bookmarks(memoria, documents):
    reader = PdfReader(documents.pdf)
    titles = [str(item.title) for item in reader.outline if not isinstance(item, list)]
    expected = [section.title for section in memoria.agreement.sections if section.id != "portada"]
    assert [re.sub(r"^\d+ ", "", title) for title in titles] == expected


def test_the_summary_fits_its_page(documents):
    reader = PdfReader(documents.pdf)
    summary, contents = (words(reader.pages[number].extract_text()) for number in (1, 2))
    assert "Contenido de la entrega" in summary
    assert "En formato digital" in summary
    assert "Índice" in contents
    assert f"foja 2 de {len(reader.pages)}" in summary


def test_the_pdf_says_what_it_is(documents):
    reader = PdfReader(documents.pdf)
    root: Any = reader.trailer["/Root"]
    information: Any = reader.metadata
    assert root["/Lang"] == "es-MX"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert information.title.startswith("Memoria técnica")
    assert str(information.creation_date.date()) == "2023-06-16"


def test_every_chart_says_what_it_shows(memoria):
    drawn = charts.draw(memoria, theme.load("institucional"))
    drawings = charts.drawings(drawn)
    for chart in drawn.values():
        assert len(chart.alt) > 40, chart.id
        assert chart.title
        assert "<svg" in drawings[chart.id]


def test_the_page_stands_alone(documents, page):
    html = documents.html.read_text(encoding="utf-8")
    assert len(html.encode()) < 3_000_000
    for tag, attributes in page.tags:
        for name in ("src", "href", "srcset", "action"):
            target = attributes.get(name) or ""
            if tag == "a" and target.startswith("https://gaceta.example"):
                continue
            assert not re.match(r"(?i)\s*(https?:|//|javascript:|file:)", target), (tag, target)
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    assert "{{" not in " ".join(page.text)


def test_the_policy_allows_these_scripts_only(documents):
    html = documents.html.read_text(encoding="utf-8")
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 3
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"&#39;sha256-{digest}&#39;" in policy
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe-eval" not in policy


def test_what_the_logs_say_stays_text(build):
    """Paths, agents, names, incidents and comments are other people's input."""
    found = build(hostile=HOSTILE)
    look = theme.load("institucional")
    drawn = charts.draw(found, look)
    html = render.screen(found, look, drawn)
    clean = page_of(html)
    assert [tag for tag, _ in clean.tags].count("script") == 4
    assert [tag for tag, _ in clean.tags].count("img") == 0
    assert "alert(1)" in " ".join(clean.text)
    assert "49" not in re.findall(r"x\S*?(49)\S*", " ".join(clean.text))
    tags = page_of(papers.html(found, look, drawn)).tags
    assert [tag for tag, _ in tags].count("script") == 0
    pictures = [attributes["src"] or "" for tag, attributes in tags if tag == "img"]
    assert all(picture.startswith("asset:charts/") for picture in pictures)


def test_the_printer_fetches_nothing_but_its_own():
    fetcher = AssetFetcher({"css/common.css": ("p {}".encode, "text/css")})
    assert fetcher.fetch("asset:css/common.css").read() == b"p {}"
    for address in (
        "file:///etc/passwd",
        "https://example.org/x.png",
        "asset:css/otro.css",
        "asset:",
        "asset:css/common.css/../../x",
        "asset:../../../../etc/passwd",
        "data:,x",
        "//malo.example/x",
        "FILE:///etc/passwd",
        "jar:file:///x!/y",
        "x",
    ):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(address)


SCENARIOS = {
    "muchas incidencias, muchos archivos, método 2": {"incidents": 12, "files": 40, "method": 2},
    "cuarenta incidencias": {"incidents": 40, "files": 40, "method": 2},
    "texto hostil, sin duraciones": {"hostile": HOSTILE, "durations": False},
    "sin línea base ni incidencias": {"baseline": False, "incidents": 0},
    "texto de mil signos sin espacios": {"hostile": "aB3-" * 250},
}


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(scenario, id=name, marks=pytest.mark.slow if at else ())
        for at, (name, scenario) in enumerate(SCENARIOS.items())
    ],
)
def test_other_data_lay_out_without_a_warning(build, scenario, caplog):
    caplog.set_level(logging.WARNING)
    found = build(**scenario)
    look = theme.load("institucional")
    reader = PdfReader(io.BytesIO(render.pdf(found, look, charts.draw(found, look))))
    assert [record.getMessage() for record in caplog.records] == []
    assert "En formato digital" in reader.pages[1].extract_text()
    assert "Índice" in reader.pages[2].extract_text()


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(memoria, documents, tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    again = render.write(memoria, tmp_path / "otra")
    assert [record.getMessage() for record in caplog.records] == []
    for one, other in zip(
        (documents.pdf, documents.html, documents.summary),
        (again.pdf, again.html, again.summary),
        strict=True,
    ):
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.slow
def test_without_the_second_process_the_bytes_are_the_same(
    memoria, documents, tmp_path, monkeypatch
):
    monkeypatch.setattr(sys, "executable", "/no/existe")
    again = render.write(memoria, tmp_path)
    assert again.pdf.read_bytes() == documents.pdf.read_bytes()
    assert again.html.read_bytes() == documents.html.read_bytes()
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with beside.started(model.dump(memoria), theme.load("institucional")) as asked:
        assert asked("page") is None


def test_the_second_process_gives_what_this_one_would_make(memoria):
    drawn = charts.draw(memoria, theme.load("institucional"))
    with beside.started(model.dump(memoria), theme.load("institucional")) as asked:
        assert asked("drawings") == charts.drawings(drawn)
        assert asked("page") == render.screen(memoria, theme.load("institucional"), drawn)
        assert asked("another thing") is None


def test_the_second_process_does_not_outlive_its_task(memoria):
    def interrupted() -> None:
        with beside.started(model.dump(memoria), theme.load("institucional")):
            assert len(psutil.Process().children()) == before + 1
            raise KeyboardInterrupt

    before = len(psutil.Process().children())
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(psutil.Process().children()) == before


def test_a_chart_that_cannot_be_drawn_is_not_left_out(memoria, monkeypatch):
    def broken(_: Any) -> dict[str, str]:
        raise ValueError("no such mark")

    look = theme.load("institucional")
    monkeypatch.setattr(charts, "drawings", broken)
    with pytest.raises(ValueError, match="no such mark"):
        render.pdf(memoria, look, charts.draw(memoria, look))


def test_outputs_are_whole_or_not_at_all(memoria, tmp_path, monkeypatch):
    blocked = tmp_path / "archivo"
    blocked.write_text("no es una carpeta")
    monkeypatch.setattr(render, "pdf", lambda *_: b"%PDF")
    monkeypatch.setattr(render, "screen", lambda *_: "<p>")
    monkeypatch.setattr(beside, "started", lambda *_: nullcontext(beside.nobody))
    with pytest.raises(OutputError, match="no se puede escribir"):
        render.write(memoria, blocked)
    written = render.write(memoria, tmp_path / "salida")
    assert sorted(path.name for path in written.pdf.parent.iterdir()) == [
        "memoria.html", "memoria.pdf", "resumen.json",
    ]  # fmt: skip
