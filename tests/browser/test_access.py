"""For everyone: what axe finds, the keyboard's way, light and dark, paper."""

import subprocess
from pathlib import Path

import pytest

from .conftest import written_in
from .support import WIDTHS, axe

SHORT = """() => document.querySelectorAll("tbody").forEach((body) =>
    [...body.rows].slice(3).forEach((row) => row.remove()))"""
"""Rows are made alike: three of each table are looked at."""

AUDIT = """async (rules) => {
    const options = { resultTypes: ["violations"] };
    if (rules.length) options.runOnly = { type: "rule", values: rules };
    const found = await axe.run(document, options);
    return found.violations.map((one) => [one.id, one.nodes.map((it) => it.html.slice(0, 160))]);
}"""
COLORS = ["color-contrast", "link-in-text-block"]
NARROW = [
    "scrollable-region-focusable",
    "target-size",
    "aria-allowed-attr",
    "button-name",
    "region",
]


def audited(screen, *rules):
    if not screen.run("() => 'axe' in window"):
        screen.run(axe())
    return screen.run(AUDIT, list(rules))


def test_axe_finds_nothing(fresh):
    """Every rule, best practices too; the colours in both schemes; what a telephone moves."""
    with fresh() as screen:
        screen.run(SHORT)
        screen.run(
            "() => document.querySelectorAll('details').forEach((it) => { it.open = true; })"
        )
        assert audited(screen) == []
        screen.page.locator("#tema").select_option("oscuro")
        assert audited(screen, *COLORS) == []
        screen.page.set_viewport_size({"width": 360, "height": 800})
        screen.page.locator(".abre").click()
        assert audited(screen, *NARROW) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_any_row(fresh, width, scheme):
    with fresh(viewport={"width": width, "height": 900}, color_scheme=scheme) as screen:
        screen.drawn()
        assert audited(screen) == []


FOCUSED = """async () => {
    for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
    const it = document.activeElement;
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    const inside = (from, length, room) => Math.min(from + length / 2, room - 5);
    const top = document.elementFromPoint(
        inside(box.left, box.width, innerWidth), inside(box.top, box.height, innerHeight));
    return {
        name: it.closest(".lateral") ? "lateral"
            : it.className || it.parentElement.className || it.tagName,
        kind: it.tagName,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
        shown: box.bottom > 0 && box.top < innerHeight && it.contains(top),
    };
}"""


@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(fresh, width):
    with fresh(viewport={"width": width, "height": 800}, reduced_motion="reduce") as screen:
        screen.drawn()
        way = []
        for _ in range(45):
            screen.page.keyboard.press("Tab")
            way.append(screen.run(FOCUSED))
        assert [step for step in way if not step["outlined"]] == []
        assert [step for step in way if not step["shown"]] == []
        assert way[0]["name"] == "saltar"
        navigation = [step["kind"] for step in way if step["name"] == "lateral"]
        assert navigation == (["A"] * 14 + ["SELECT"] if width > 1000 else ["BUTTON", "SELECT"])
        assert {"number", "herramientas", "acercamiento", "ver-tabla"} <= {
            step["name"].split()[0] for step in way
        }


def test_the_first_stop_leads_to_the_content(screen):
    screen.page.locator(".saltar").focus()
    screen.page.keyboard.press("Enter")
    assert screen.run("() => document.activeElement.id") == "contenido"


def test_the_folded_sections_open_and_close_by_keys(narrow):
    opener = narrow.page.locator(".abre")
    opener.focus()
    narrow.page.keyboard.press("Enter")
    narrow.page.keyboard.press("Tab")
    assert narrow.run("() => document.activeElement.hash") == "#portada"
    narrow.page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    assert narrow.run("() => document.activeElement.className") == "abre"


PAINTED = """() => [getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector("#grafica-calendar .mark-rect path")).fill]"""


def test_light_and_dark_follow_the_system_until_one_is_chosen(fresh):
    with fresh(color_scheme="light") as screen:
        screen.chart("calendar")
        choice = screen.page.locator("#tema")
        light = screen.run(PAINTED)
        screen.page.emulate_media(color_scheme="dark")
        dark = screen.run(PAINTED)
        assert all(one != other for one, other in zip(light, dark, strict=True))
        choice.select_option(label="Clara")
        assert screen.run(PAINTED) == light
        screen.until(lambda: screen.page.reload() and choice.input_value() == "claro")
        screen.chart("calendar")
        assert screen.run(PAINTED) == light
        choice.select_option(label="Sistema")
        assert screen.run(PAINTED) == dark
        screen.page.emulate_media(color_scheme="light")
        choice.select_option(label="Oscura")
        assert screen.run(PAINTED) == dark


def test_a_browser_that_stores_nothing_is_no_trouble(browser, written):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(written.file.as_uri())
    page.locator("#tema").select_option("oscuro")
    assert page.evaluate("() => document.documentElement.dataset.tema") == "oscuro"
    assert said == []
    context.close()


def test_nothing_moves_for_who_asked_for_it(screen, narrow):
    style = "() => getComputedStyle(document.documentElement).scrollBehavior"
    assert screen.run(style) == "smooth"
    assert narrow.run(style) == "auto"


def test_paper_has_every_row_and_every_chart(fresh, tmp_path):
    """Also rows that a search hides, and charts nobody came near; in ink on white."""
    with fresh(color_scheme="dark") as screen:
        screen.table("dias_ordinarios").get_by_role("searchbox").fill("lunes")
        file = tmp_path / "memoria.pdf"
        screen.page.pdf(path=file, prefer_css_page_size=True)
        assert screen.page.locator(".vega:not(:has(svg))").count() == 0
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    for told in ("domingo 7 de mayo", "4 jun 00:00", "5 jun 23:00", "Operación: máximo"):
        assert told in text
    for useless in ("Descargar CSV", "Ver como tabla", "Apariencia", "Buscar"):
        assert useless not in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario",
    [
        {"baseline": False, "incidents": 0},
        {"incidents": 40, "files": 40, "method": 2},
        {"hostile": "aB3-" * 250},
    ],
    ids=[
        "sin línea base ni incidencias",
        "muchas incidencias y archivos",
        "mil signos sin espacios",
    ],
)
def test_other_data_stand_as_well(browser, tmp_path: Path, scenario):
    from .support import opened
    from .test_alone import MOST, used
    from .test_widths import BEYOND

    made = written_in(tmp_path, **scenario)
    assert made.file.stat().st_size < MOST
    for width in (360, 1280):
        with opened(browser, made.file, viewport={"width": width, "height": 900}) as screen:
            screen.drawn()
            assert screen.run("() => document.scrollingElement.scrollWidth") <= width
            assert screen.run(BEYOND) == []
            assert audited(screen) == []
            used(screen)
            assert screen.said == []
