"""One page of the synthetic memoria, loaded once: what can be planted in a log, a name or a comment
is planted, so every test meets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reports import charts
from reports import memoria as memorias
from reports.charts import Chart
from reports.documents import page, theme
from reports.model import Memoria
from tests.reports import synthetic
from tests.reports.conftest import AS_OF

from .support import Screen, opened

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u2028&amp;#1d4f7c'


@dataclass(frozen=True)
class Written:
    memoria: Memoria
    drawn: dict[str, Chart]
    file: Path


@pytest.fixture(scope="session")
def written(tmp_path_factory) -> Written:
    return written_in(tmp_path_factory.mktemp("pagina"), hostile=HOSTILE)


def written_in(folder: Path, **scenario: Any) -> Written:
    """The page of a scenario: the arguments of synthetic.make."""
    warehouse, project = synthetic.make(folder, **scenario)
    memoria = memorias.build(warehouse, project, AS_OF, "0.1.0", synthetic.handover())
    look = theme.load("institucional")
    drawn = charts.draw(memoria, look)
    file = folder / "memoria.html"
    file.write_text(page.html(memoria, look, drawn), encoding="utf-8")
    return Written(memoria, drawn, file)


@pytest.fixture(scope="session")
def screen(browser, written) -> Iterator[Screen]:
    """The page that tests share; each leaves no filter behind."""
    with opened(browser, written.file) as made:
        yield made
        assert made.said == []


@pytest.fixture(scope="session")
def narrow(browser, written) -> Iterator[Screen]:
    """The same on a telephone, for who asked for no motion."""
    size = {"width": 360, "height": 800}
    with opened(browser, written.file, viewport=size, reduced_motion="reduce") as made:
        yield made
        assert made.said == []


@pytest.fixture
def fresh(browser, written):
    """The same page in a window of its own."""

    def made(**settings):
        return opened(browser, written.file, **settings)

    return made
