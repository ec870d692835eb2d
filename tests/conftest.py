"""What all tests of a process share."""

import gc
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.support import FLAGS, executable


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Thousands of tests are made, and none is rubbish: looking for some among them takes a third
    of the time, and later they would be looked through again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure():
    """What is frozen at the end would be told as leaked, after pytest's closing line."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all: a second would find the first one's loop running."""
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
