"""One synthetic memoria for the whole folder, and its documents, made once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reports import charts
from reports import memoria as memorias
from reports.documents import render, theme
from reports.model import Memoria
from tests.reports import follow_up as follow_ups
from tests.reports import scenarios, synthetic

AS_OF = date(2023, 6, 16)


@pytest.fixture(scope="session")
def memoria(tmp_path_factory) -> Memoria:
    warehouse, project = synthetic.make(tmp_path_factory.mktemp("proyecto"))
    return memorias.build(warehouse, project, AS_OF, "0.1.0", synthetic.handover())


@pytest.fixture(
    scope="session", params=list(scenarios.SCENARIOS.values()), ids=list(scenarios.SCENARIOS)
)
def scenario(request, memoria) -> tuple[Memoria, dict[str, charts.Chart]]:
    """The memoria with other data, and its charts."""
    found = request.param(memoria)
    return found, charts.draw(found, theme.load("institucional"))


@pytest.fixture(scope="session")
def documents(memoria, tmp_path_factory) -> render.Documents:
    return render.write(memoria, tmp_path_factory.mktemp("salida"))


@pytest.fixture
def build(tmp_path):
    """A memoria of another scenario: the arguments of synthetic.make."""

    def made(**scenario: Any) -> Memoria:
        folder = Path(tmp_path) / f"proyecto-{len(list(Path(tmp_path).iterdir()))}"
        warehouse, project = synthetic.make(folder, **scenario)
        return memorias.build(warehouse, project, AS_OF, "0.1.0", synthetic.handover())

    return made


@pytest.fixture(scope="session")
def follow_up(tmp_path_factory) -> Memoria:
    """The report of an invented month of four tools."""
    return follow_ups.make(tmp_path_factory.mktemp("seguimiento"), follow_ups.Scene())
