"""One browser for all tests of a process: a second would find the first one's loop running."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.support import FLAGS, executable


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = executable()
    if not found:
        pytest.skip(
            "no browser (chromium, chromium-browser, google-chrome): `make test` installs it; or "
            "apt-get install chromium, dnf install chromium, brew install google-chrome"
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()
