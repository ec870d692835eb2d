"""One small delivery for the whole folder, with placeholders for its documents."""

import pytest

from tests.cli.support import project
from tests.hostile import factory


@pytest.fixture(scope="session")
def valid(tmp_path_factory) -> dict[str, bytes]:
    """Its files, by their path in data/."""
    return factory.delivered(project(tmp_path_factory.mktemp("valid") / "p"))


@pytest.fixture
def altered(valid, tmp_path):
    """The delivery with other files, unpacked; None takes one out. Of its digests only those of
    datos/ agree, unless they are not to be `described`."""

    def made(changed, **how):
        files = {
            path: content for path, content in (valid | changed).items() if content is not None
        }
        return factory.unpacked(files, tmp_path / factory.NAME, **how)

    return made
