"""What the tests of reading share."""

from pathlib import Path

import pytest


@pytest.fixture
def log(tmp_path):
    """A file of these bytes."""

    def written(data: bytes) -> Path:
        path = tmp_path / "access.log"
        path.write_bytes(data)
        return path

    return written
