"""comparativo.html in a browser: no violation, no width scrolls, nothing asked for."""

import pytest

from reports.compare import documents
from tests.browser.support import WIDTHS, opened
from tests.browser.test_access import COLORS, SHORT, audited
from tests.browser.test_widths import BEYOND


def test_the_page_is_for_everyone(browser, written):
    with opened(browser, written.html) as screen:
        screen.drawn()
        for width in (1280, 360):
            screen.page.set_viewport_size({"width": width, "height": 900})
            assert screen.run("() => document.scrollingElement.scrollWidth") <= width
            assert screen.run(BEYOND) == []
        screen.run(SHORT)
        assert audited(screen) == []
        screen.page.locator("#tema").select_option("oscuro")
        assert audited(screen, *COLORS) == []
        assert screen.said == []
        assert screen.asked == [written.html.as_uri()]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["forty", "hostile", "long names", "all refused"])
def test_other_data_stand_as_well(browser, compared, tmp_path, name):
    file = documents.write(documents.composed(compared(name)), tmp_path).html
    for width in (WIDTHS[0], WIDTHS[-1]):
        with opened(browser, file, viewport={"width": width, "height": 900}) as screen:
            screen.drawn()
            assert screen.run("() => document.scrollingElement.scrollWidth") <= width
            assert screen.run(BEYOND) == []
            screen.run(SHORT)
            assert audited(screen) == []
            assert screen.said == []
