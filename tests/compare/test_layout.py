"""Printed pages of the comparison: whatever the data are, nothing leaves its place."""

import logging

import pytest
from weasyprint import HTML, Document

from reports.compare import charts, documents
from reports.documents import paper
from tests.compare.conftest import CASES, LOOK
from tests.reports import sheets

FAST = ["three"]


def laid_out(comparison) -> Document:
    made = documents.composed(comparison, LOOK)
    drawings = {name: blank(one) for name, one in made.charts.items()}
    stock = paper.stock(LOOK, made.charts, lambda: drawings, documents._css("print"))
    html = documents.html(made)
    return HTML(string=html, base_url=paper.SCHEME, url_fetcher=paper.AssetFetcher(stock)).render()


def blank(chart) -> str:
    wide, high = chart.spec["width"], chart.spec["height"]
    if not chart.spec["usermeta"]["fixed"]:
        wide, high = 665, high + 45
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"/>'


@pytest.mark.parametrize(
    "name",
    [name if name in FAST else pytest.param(name, marks=pytest.mark.slow) for name in CASES],
)
def test_every_page_holds(compared, name, caplog):
    caplog.set_level(logging.WARNING)
    found = compared(name)
    document = laid_out(found)
    assert [record.getMessage() for record in caplog.records] == []
    assert sheets.misplaced(document) == []
    assert sheets.overlapping(document) == []
    assert sheets.feet(document) == []
    assert sheets.titles(document)[:2] == [("Resumen", 2), ("Índice", 3)]
    sideways = [page for page in document.pages if page.width > page.height]
    assert len(sideways) == charts.is_wide(found)
