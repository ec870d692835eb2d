"""One file: its log, or why it cannot be read."""

import pytest

from pipeline import look as looking
from pipeline.errors import FormatError, LogError
from pipeline.formats import resolve
from pipeline.logfile import Declared
from pipeline.look import look
from tests.pipeline.projects import log_text


def looked(folder, declared=None, zone=None):
    """The one log of a folder."""
    fmt = resolve(declared) if declared else None
    (log,) = look(folder / "a.log", "a.log", Declared(format=fmt, zone=zone)).logs
    return log


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "no hay permiso para leerlo"),
        (FileNotFoundError(2, "No such file"), "no existe"),
        (OSError(5, "Input/output error"), "no se puede leer (el disco falló)"),
    ],
)
def test_what_the_system_says_is_said_in_spanish(error, words, tmp_path, monkeypatch):
    (tmp_path / "a.log").write_text(log_text("a"))

    def failing(path):
        raise error

    monkeypatch.setattr(looking, "texts", failing)
    with pytest.raises(LogError) as caught:
        looked(tmp_path)
    assert [problem.found for problem in caught.value.problems] == [words]


def test_a_missing_file(tmp_path):
    with pytest.raises(LogError, match="no existe"):
        looked(tmp_path)


def test_times_without_an_offset_need_a_zone(tmp_path):
    text = "10.0.0.1 2023-06-04 18:00:00 200\n"
    (tmp_path / "a.log").write_text(text)
    string = "%h %{%Y-%m-%d %H:%M:%S}t %s"
    with pytest.raises(FormatError, match="no se declaró una zona"):
        looked(tmp_path, string)
    file = looked(tmp_path, string, "America/Matamoros")
    assert file.zone == "America/Matamoros"
    (tmp_path / "a.log").write_text(log_text("a"))
    offset = looked(tmp_path, "combined", "America/Matamoros")
    assert offset.zone is None
