"""One fresh generation for all tests of the folder."""

import gzip
import json
from pathlib import Path

import pytest

from sample_logs import scenario
from sample_logs.generate import sample
from sample_logs.scenario import Scenario

from .reader import HOME


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.fixture(scope="session")
def committed() -> dict[str, bytes]:
    """Every file of the sample project as it lies in the repository, uncompressed."""
    places = (HOME, HOME / "linea-base", HOME / "operacion")
    return {
        path.relative_to(HOME).as_posix(): unpacked(path)
        for place in places
        for path in sorted(place.iterdir())
        if path.is_file() and path.suffix != ".py"
    }


@pytest.fixture(scope="session")
def logs(committed) -> dict[str, bytes]:
    return {name: text for name, text in committed.items() if "/" in name}


@pytest.fixture(scope="session")
def truth(committed):
    return json.loads(committed["truth.json"])


@pytest.fixture(scope="session")
def fresh() -> dict[str, bytes]:
    return dict(sample())


@pytest.fixture(scope="session")
def played() -> Scenario:
    return scenario.play()
