"""The page stands alone: nothing leaves, nothing is said, nothing in the data runs."""

import json
import re

from .conftest import HOSTILE
from .support import opened

MOST = 3_000_000


def used(screen):
    """What a reader may do, all of it."""
    screen.drawn()
    page = screen.page
    screen.run('() => document.querySelectorAll("details").forEach((it) => { it.open = true; })')
    screen.run('() => document.querySelectorAll("thead button").forEach((it) => it.click())')
    screen.run(
        '() => document.querySelectorAll(".acercamiento button").forEach((it) => it.click())'
    )
    screen.run(
        """() => document.querySelectorAll("input").forEach((box) => {
            box.value = "<b>";
            box.dispatchEvent(new Event("input"));
        })"""
    )
    page.locator("#tema").select_option("oscuro")
    for name in ("calendar", "night"):
        screen.chart(name).locator("svg").hover()
    with page.expect_download():
        page.get_by_role("button", name="Descargar CSV").first.click()


def test_nothing_leaves_and_nothing_is_said(fresh, written):
    """Neither the page nor what is planted in its data."""
    with fresh() as screen:
        used(screen)
        assert screen.said == []
        assert [url for url in screen.asked if not url.startswith(("data:", "blob:"))] == [
            written.file.as_uri()
        ]
        assert screen.page.locator("script").count() == 4
        assert screen.page.locator("img, iframe, object, embed, link, base").count() == 0
        handlers = screen.run(
            """() => [...document.querySelectorAll("*")].flatMap((it) => it.getAttributeNames())
                .filter((name) => name.startsWith("on"))"""
        )
        assert handlers == []
        assert HOSTILE.split("\u2028")[0] in screen.run("() => document.body.textContent")


def test_a_foreign_script_would_not_run(screen):
    """The policy is in force: not only absent scripts."""
    before = len(screen.said)
    ran = screen.run(
        """async () => {
            const planted = document.createElement("script");
            planted.textContent = "window.ran = true";
            document.body.append(planted);
            planted.remove();
            const left = await fetch("data:text/plain,x").then(() => true, () => false);
            return [window.ran === true, left];
        }"""
    )
    assert ran == [False, False]
    refused = screen.said[before:]
    del screen.said[before:]
    assert refused
    assert all("Content Security Policy" in text for text in refused if "CSP" not in text)


def test_without_scripts_everything_can_be_read(browser, written):
    with opened(browser, written.file, java_script_enabled=False) as screen:
        page = screen.page
        assert page.locator("#tabla-por_hora tbody tr").last.is_visible()
        for name, chart in written.drawn.items():
            told = page.locator(f"#grafica-{name} noscript p")
            assert told.is_visible()
            assert re.sub(r"\s+", " ", told.text_content() or "") == re.sub(r"\s+", " ", chart.alt)
        night = page.locator("#grafica-night")
        night.get_by_text("Ver como tabla").click()
        assert night.locator("tbody tr").first.is_visible()
        assert page.get_by_role("link", name="Análisis de usuarios").first.is_visible()
        for useless in ("#tema", ".abre"):
            assert not page.locator(useless).is_visible()


def test_the_page_weighs_less_than_three_megabytes(written):
    text = written.file.read_text(encoding="utf-8")
    weights = {
        "styles and fonts": _inside(text, "style"),
        "charts' data": _inside(
            text, 'script type="application/json" id="datos-graficas"', "script"
        ),
        "scripts": _inside(text, "script"),
    }
    assert all(weights.values())
    whole = len(text.encode())
    assert whole < MOST, json.dumps(weights | {"markup": whole - sum(weights.values())})


def _inside(text, opening, tag=None):
    found = re.findall(rf"<{opening}>(.*?)</{tag or opening}>", text, re.DOTALL)
    return sum(len(one.encode()) for one in found)
