"""Files behind a URL: read like those of a disk, and their failures told like its."""

import fsspec
import pytest

from pipeline import remote
from pipeline.remote import Remote


def test_a_remote_file_is_read_from_anywhere():
    fsspec.filesystem("memory").pipe_file("/bitacoras/a.log", bytes(range(200)) * 100)
    log = Remote("memory://bitacoras/a.log")
    with log.open() as file:
        assert file.peek(3)[:3] == b"\x00\x01\x02"
        assert file.seek(0, 2) == 20_000
        file.seek(19_999)
        assert (file.read(), file.read()) == (b"\xc7", b"")
    assert (log.name, str(log)) == ("a.log", "memory://bitacoras/a.log")
    assert remote.matches("memory://bitacoras/*.log") == [Remote("memory:///bitacoras/a.log")]
    fsspec.filesystem("memory").store.clear()


def test_a_remote_file_that_is_not_there_is_an_error_of_the_system():
    with pytest.raises(FileNotFoundError) as error:
        Remote("memory://nada/a.log").open()
    assert error.value.filename == "memory://nada/a.log"
