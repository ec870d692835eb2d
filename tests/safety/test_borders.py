"""The catalogue of hostile texts in every field of logs of every kind, and in all that a user
writes: nothing of it is more than letters in a PDF, a page, a workbook, a CSV, a JSON, a file's
name."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from pipeline import unseen
from pipeline.settings import OBEYED
from reports.delivery import cells
from reports.delivery.bag import names
from reports.verification import apart
from tests.browser.support import opened
from tests.browser.test_alone import used
from tests.cli.support import run
from tests.pipeline.delivered import again, hand_over, log_of, measured
from tests.safety import planting

AS_OF = "2023-06-16"
ROUNDS = [planting.catalogue()[at::6] for at in range(6)]
"""What is ranked are the first twenty of a list: each round brings others there."""


@pytest.fixture(scope="module", params=range(len(ROUNDS)))
def built(request, tmp_path_factory) -> Path:
    """A project of those texts, built and compared."""
    folder = tmp_path_factory.mktemp("borde")
    result = run("build", planting.project(folder / "p", ROUNDS[request.param]), "--as-of", AS_OF)
    assert result.code == 0, result.said
    (delivery,) = (folder / "p" / "salida").glob("entrega-*.zip")
    compared = run("compare", delivery, "--out", folder / "c", "--as-of", AS_OF)
    assert compared.code == 0, compared.said
    return folder


def delivered(folder: Path) -> Mapping[str, bytes]:
    (delivery,) = (folder / "p" / "salida").glob("entrega-*.zip")
    with zipfile.ZipFile(delivery) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


@pytest.mark.slow
class TestBuilt:
    """What leaves a build and a comparison."""

    @pytest.mark.parametrize("page", ["p/salida/memoria.html", "c/comparativo.html"])
    def test_a_page_runs_and_asks_nothing(self, built, browser, page):
        with opened(browser, built / page) as screen:
            screen.drawn()
            if page.startswith("p"):
                used(screen)
            screen.run(TOOLTIPS)
            assert screen.said == []
            assert {url for url in screen.asked if not url.startswith(("data:", "blob:"))} == {
                (built / page).as_uri()
            }
            assert screen.run(FOREIGN) == []

    def test_paper_acts_on_nothing(self, built):
        for path in [*built.glob("p/salida/*.pdf"), *built.glob("c/*.pdf")]:
            data = path.read_bytes()
            found = apart.examined(data)
            assert found.active == []
            assert not re.search(unseen.ANY, "".join(found.lines))
            with pikepdf.open(io.BytesIO(data)) as pdf:
                acts = {
                    str(one[key])
                    for one in pdf.objects
                    if isinstance(one, pikepdf.Dictionary)
                    for key in ("/URI", "/F")
                    if key in one and str(one.get("/S", "")) in ("/URI", "/GoToR", "/Launch")
                }
            assert acts == set()

    def test_a_workbook_and_a_csv_hold_no_formula(self, built):
        (book,) = built.glob("c/*.xlsx")
        for sheet in openpyxl.load_workbook(book):
            for cells_of in sheet.iter_rows():
                for cell in cells_of:
                    assert cell.data_type != "f", (sheet.title, cell.coordinate)
                    assert cell.hyperlink is None
                    assert not re.search(unseen.ANY.replace("\n", "\x0b", 1), str(cell.value))
        with zipfile.ZipFile(book) as packed:
            assert not [name for name in packed.namelist() if "external" in name.lower()]
        tables = {name: data for name, data in delivered(built).items() if "/datos/csv/" in name}
        assert len(tables) > 10
        for name, data in tables.items():
            assert not OBEYED.search(data.decode()), name
            for row in csv.reader(io.StringIO(data.decode(), newline="")):
                for text in row:
                    assert inert(text), (name, text)

    def test_a_json_is_read_as_it_was_written(self, built):
        found = {name: data for name, data in delivered(built).items() if name.endswith(".json")}
        found["c"] = (built / "c" / "comparativo.json").read_bytes()
        for name, data in found.items():
            assert json.loads(data), name
            assert not re.search(unseen.ANY.replace("\n", "\x0b", 1), data.decode()), name

    def test_names_of_files_are_safe_everywhere(self, built):
        for name in delivered(built):
            assert not names.wrong(name), name
            assert names.portable(name.rpartition("/")[2]) == name.rpartition("/")[2]
        assert not list(built.rglob("tocado"))

    def test_texts_for_people_hold_nothing_unseen(self, built):
        for name, data in delivered(built).items():
            if name.endswith((".txt", "LEEME.txt", ".sha256")):
                assert not re.search(unseen.ANY.replace("\n", "\x0b", 1), data.decode()), name


def inert(cell: str) -> bool:
    """No spreadsheet runs it: it begins harmlessly, or it is a number."""
    number = re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", cell)
    return bool(number) or cells.harmless(cell) == cell or cell.startswith("'")


TOOLTIPS = """() => {
    for (const mark of document.querySelectorAll(".vega svg path, .vega svg rect")) {
        const { x, y, width, height } = mark.getBoundingClientRect();
        const at = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 };
        mark.dispatchEvent(new MouseEvent("mouseover", at));
        mark.dispatchEvent(new MouseEvent("mousemove", at));
    }
}"""
FOREIGN = """() => {
    const strange = ["img", "iframe", "frame", "object", "embed", "link", "base", "form", "math",
        "foreignObject", "animate", "set", "use", "video", "audio", "meta[http-equiv=refresh i]"];
    const named = ["href", "src", "xlink:href", "action", "data", "srcdoc", "formaction"];
    const inside = /^(#|data:font|data:text\\/csv|blob:)/;
    const foreign = [...document.querySelectorAll(strange.join())]
        .filter((one) => !one.matches("form.vega-bindings"));
    const found = foreign.map((one) => one.outerHTML.slice(0, 99));
    const scripts = document.querySelectorAll("script").length;
    if (scripts > 4) found.push(`${scripts} scripts`);
    if (window.hurt) found.push("hurt");
    for (const one of document.querySelectorAll("*")) {
        for (const name of one.getAttributeNames()) {
            const value = one.getAttribute(name).trim().toLowerCase();
            const link = one.matches("a[rel=noopener]") && /^(https?|mailto):/.test(value);
            const leads = named.includes(name) && !inside.test(value) && !link;
            if (name.startsWith("on") || leads) found.push(`${name}=${value}`);
        }
    }
    return found;
}"""
"""Elements that no page of ours has (Vega has an empty form), handlers, and what leads out of it
but for the links that a diffuser wrote in its comments."""


# -- every day


@pytest.mark.parametrize(
    "name",
    [
        name if name in ("json", "w3c") else pytest.param(name, marks=pytest.mark.slow)
        for name in planting.FORMATS
    ],
)
def test_a_log_of_hostile_texts_is_handed_over_and_measures_alike(name):
    """A line that somebody writes from outside never stops a build."""
    fmt, directive = planting.known_as(name)
    data = planting.log(name, planting.catalogue())
    log = log_of(fmt)
    found = hand_over(log, data, directive)
    assert measured(again(log, found, directive)) == measured(found.parsed)
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", found.data.replace(b"\t", b""))
