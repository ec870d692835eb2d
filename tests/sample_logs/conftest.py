"""One fresh generation for all tests of the folder."""

import gzip
import json
from pathlib import Path

import pytest

from sample_logs import scenario
from sample_logs.clock import LOGS_END, OPERATION_START
from sample_logs.generate import sample
from sample_logs.scenario import Scenario

from . import reader
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
def fresh(played) -> dict[str, bytes]:
    return dict(sample(played))


@pytest.fixture(scope="session")
def played() -> Scenario:
    return scenario.play()


# ── the lines, read by a reader that knows no labels ─────────────────────────────────────────


@pytest.fixture(scope="session")
def readings(logs):
    return {name: reader.read(reader.lines_of(text)) for name, text in logs.items()}


@pytest.fixture(scope="session")
def hits(readings):
    return [hit for hits in readings.values() for hit in hits if hit]


@pytest.fixture(scope="session")
def roles(hits):
    return reader.roles(hits)


@pytest.fixture(scope="session")
def robots(roles):
    return set(roles)


@pytest.fixture(scope="session")
def pages(hits, robots):
    return [hit for hit in hits if reader.is_page(hit) and hit.visitor not in robots]


@pytest.fixture(scope="session")
def operation(hits):
    return [hit for hit in hits if OPERATION_START <= hit.at < LOGS_END]


@pytest.fixture(scope="session")
def persons(operation, robots):
    return [hit for hit in operation if hit.visitor not in robots]
