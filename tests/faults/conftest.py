from pathlib import Path

import pytest

from tests.cli.conftest import leave_documents_out
from tests.cli.support import OPERATION_START, line, run
from tests.faults.support import AS_OF, copied, short_project, state

LATE = line(OPERATION_START, "/esta-es-nueva")


def grown(place: Path) -> Path:
    """With one line more: something to read."""
    with (place / "op" / "access.log").open("a") as file:
        file.write(LATE)
    return place


def build(place: Path, *options: object):
    return run("build", place / "memoria.toml", *AS_OF, *options)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory) -> Path:
    """A short project that was built, has grown and was built again, but for paper and screen."""
    place = short_project(tmp_path_factory.mktemp("undisturbed") / "p")
    with pytest.MonkeyPatch.context() as patch:
        leave_documents_out(patch)
        assert build(place).code == 0
        copied(place, place.with_name("first"))
        assert build(grown(place)).code == 0
    return place


@pytest.fixture
def undrawn(monkeypatch) -> None:
    """Paper and screen are left out."""
    leave_documents_out(monkeypatch)


@pytest.fixture
def short(undisturbed, tmp_path) -> Path:
    """It, as it was when it had grown and was not yet built again."""
    return grown(copied(undisturbed.with_name("first"), tmp_path / "p"))


@pytest.fixture(scope="session")
def right(undisturbed) -> dict[str, str]:
    """What it must be in the end."""
    return state(undisturbed)
