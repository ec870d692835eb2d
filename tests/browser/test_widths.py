"""From a telephone to a wide screen: nothing leaves the page sideways, whatever the data."""

import pytest

from .support import WIDTHS

BEYOND = """() => {
    const scrolled = (it) => {
        for (let box = it.parentElement; box; box = box.parentElement) {
            if (getComputedStyle(box).overflowX !== "visible") return true;
        }
        return false;
    };
    return [...document.querySelectorAll("body *")]
        .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
        .filter((it) => it.checkVisibility() && !it.closest("svg, .oculto") && !scrolled(it))
        .map((it) => it.outerHTML.slice(0, 120));
}"""


UNFITTED = """() => [...document.querySelectorAll(".vega:not(.fija)")]
    .filter((it) => Math.abs((it.querySelector("svg")?.clientWidth ?? 0) - it.clientWidth) > 2)
    .map((it) => it.dataset.chart)"""


def test_no_width_scrolls_sideways(fresh):
    """The charts are drawn anew where the width changes much."""
    with fresh(viewport={"width": WIDTHS[0], "height": 900}) as screen:
        screen.drawn()
        for width in WIDTHS:
            screen.page.set_viewport_size({"width": width, "height": 900})
            screen.until(lambda: screen.run(UNFITTED) == [])
            page = screen.run("() => [document.scrollingElement.scrollWidth, innerWidth]")
            assert page[0] <= page[1] == width
            assert screen.run(BEYOND) == [], width


def test_what_overflows_is_reached_with_the_keyboard(narrow):
    boxes = narrow.page.locator(".desborda")
    assert boxes.count() > 10
    assert boxes.evaluate_all("(all) => all.every((it) => it.tabIndex === 0)")
    box = narrow.table("por_hora").locator(".desliza")
    box.focus()
    narrow.page.keyboard.press("ArrowRight")
    narrow.until(lambda: box.evaluate("(it) => it.scrollLeft") > 0)


def test_sections_fold_on_a_narrow_screen(narrow):
    narrow.run("() => window.scrollTo(0, 0)")
    opener, sections = narrow.page.locator(".abre"), narrow.page.locator("#secciones")
    narrow.until(lambda: "Portada" in (opener.text_content() or ""))
    assert not sections.is_visible()
    opener.click()
    assert opener.get_attribute("aria-expanded") == "true"
    sections.get_by_role("link", name="Disponibilidad por corte").click()
    assert not sections.is_visible()
    narrow.until(lambda: "Disponibilidad" in (opener.text_content() or ""))
    bar = narrow.page.locator(".lateral").bounding_box()
    title = narrow.page.locator("h2#disponibilidad").bounding_box()
    assert bar
    assert title
    assert bar["y"] == 0
    assert bar["height"] <= title["y"] < 300


@pytest.mark.parametrize("size", ["screen", "narrow"])
def test_the_section_that_is_read_is_marked(request, size):
    screen = request.getfixturevalue(size)
    current = screen.page.locator(".lateral a[aria-current]")
    for section in ("incidencias", "resumen", "firmas"):
        screen.run(
            "(id) => document.getElementById(id).scrollIntoView({ behavior: 'instant' })", section
        )
        screen.until(lambda wanted=f"#{section}": current.get_attribute("href") == wanted)
        assert current.count() == 1
