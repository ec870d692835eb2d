"""The comparison of twelve, and its documents, made once; and of any other case, when asked for."""

from functools import cache
from typing import Any

import pytest

from reports.compare import charts, documents, figures
from reports.compare.model import Comparison
from reports.documents import theme
from tests.compare import synthetic

LOOK = theme.load("institucional")
CASES: dict[str, dict[str, Any]] = {
    "one": {"count": 1},
    "three": {"count": 3},
    "twelve": {"count": 12},
    "forty": {"count": 40},
    "long names": {"count": 13, "names": (synthetic.LONG, "A" * 150)},
    "hostile": {"count": 9, "hostile": synthetic.HOSTILE, "earlier": True},
    "all refused but one": {"count": 1, "refused": 12},
    "all refused": {"count": 0, "refused": 3},
    "no incidents": {"count": 4, "incidents": False},
    "none comparable": {"count": 5, "comparable": False},
    "an earlier election": {"count": 12, "earlier": True},
}
FEW = ("one", "twelve", "hostile", "none comparable", "all refused")
SOME = [name if name in FEW else pytest.param(name, marks=pytest.mark.slow) for name in CASES]
"""The cases, of which only a few are for every day."""


@pytest.fixture(scope="session")
def compared(tmp_path_factory):
    """The comparison of a case."""

    @cache
    def made(name: str) -> Comparison:
        folder = tmp_path_factory.mktemp("comparacion")
        return figures.build(synthetic.make(folder, **CASES[name]))

    return made


@pytest.fixture(scope="session")
def twelve(compared) -> Comparison:
    return compared("twelve")


@pytest.fixture(scope="session")
def drawn(twelve):
    return charts.draw(twelve, LOOK)


@pytest.fixture(scope="session")
def written(twelve, tmp_path_factory) -> documents.Documents:
    return documents.write(documents.composed(twelve), tmp_path_factory.mktemp("comparativo"))
