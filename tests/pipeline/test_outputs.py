"""Temporary folders: whose they are, and what becomes of those that a killed run has left."""

import tempfile
from pathlib import Path

import pytest

from pipeline import outputs
from pipeline.workspace import exclusive


@pytest.fixture
def system(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_scratch_folder_goes_when_its_block_ends(system):
    with pytest.raises(ZeroDivisionError), outputs.scratch() as folder:
        (folder / "a").write_text(str(1 / 0))
    assert list(system.iterdir()) == []


def test_what_a_killed_run_left_goes_and_what_is_in_use_stays(system):
    left = system / f"{outputs.STAGE}left"
    left.mkdir()
    (left / "of a killed run").write_text("x")
    (system / "of somebody else").write_text("x")
    with outputs.scratch() as first, outputs.scratch() as second:
        found = {path.name for path in system.iterdir()}
        assert found == {first.name, second.name, "of somebody else"}
    assert [path.name for path in system.iterdir()] == ["of somebody else"]


def test_what_others_find_first_is_not_used(system, monkeypatch):
    """Another run takes the new folder for one left behind, before it has its lock."""
    swept: list[Path] = []

    def late(folder, found):
        if not swept:
            swept.append(folder)
            folder.rmdir()
        return exclusive(folder, found)

    monkeypatch.setattr(outputs, "exclusive", late)
    with outputs.scratch() as folder:
        assert folder.exists()
        assert folder != swept[0]


def test_libraries_make_their_temporary_files_on_the_stage(system):
    out = system / "out"
    with outputs.staging(out) as stage:
        assert tempfile.mkdtemp().startswith(str(stage))
        (stage / "a.txt").write_text("a")
    assert [path.name for path in out.iterdir()] == ["a.txt"]
    assert tempfile.gettempdir() == str(system)
