"""The page in a real browser: what it says, what it asks for, what stands on it."""

import importlib.resources
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Locator, Page

from setup.prepare import BROWSERS

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = (360, 768, 1280, 1600)
PATIENCE = 15
"""Seconds for whatever the page does by itself."""


def executable() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@dataclass
class Screen:
    """A loaded page. said: console messages, errors and dialogs. asked: the requests it made."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def interrupted(self, dialog: Dialog) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def run(self, script: str, value: Any = None) -> Any:
        """A function in the page: its policy forbids what has to be compiled there."""
        return self.page.evaluate(script, value)

    def until(self, holds: Callable[[], Any]) -> Any:
        deadline = time.monotonic() + PATIENCE
        while not (value := holds()):
            assert time.monotonic() < deadline, "the page did not get there"
            self.page.wait_for_timeout(20)
        return value

    def drawn(self) -> None:
        """Brings every chart near, so that all are drawn."""
        self.run(
            """async () => {
                for (const holder of document.querySelectorAll(".vega")) {
                    holder.scrollIntoView({ behavior: "instant" });
                    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                }
                window.scrollTo({ top: 0, behavior: "instant" });
            }"""
        )
        self.until(lambda: self.page.locator(".vega:not(:has(svg))").count() == 0)

    def chart(self, name: str) -> Locator:
        figure = self.page.locator(f"#grafica-{name}")
        figure.locator(".vega").scroll_into_view_if_needed()
        self.until(lambda: figure.locator(".vega svg").count())
        return figure

    def table(self, name: str) -> Locator:
        return self.page.locator(".tabla", has=self.page.locator(f"#tabla-{name}"))


@contextmanager
def opened(browser: Browser, file: Path, **settings: Any) -> Iterator[Screen]:
    """The file as by double click. settings: those of a browser context."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
    screen = Screen(context.new_page())
    page = screen.page
    page.set_default_timeout(PATIENCE * 1000)
    page.on("console", lambda message: screen.said.append(message.text))
    page.on("pageerror", lambda error: screen.said.append(str(error)))
    page.on("dialog", screen.interrupted)
    page.on("request", lambda request: screen.asked.append(request.url))
    page.goto(file.as_uri())
    yield screen
    context.close()


def axe() -> str:
    """The accessibility checker's own script."""
    package = importlib.resources.files("axe_playwright_python")
    return (package / "axe.min.js").read_text(encoding="utf-8")
