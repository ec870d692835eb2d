"""Temporary folders: whose they are, and what becomes of those that a killed run has left."""

import tempfile
from contextlib import suppress
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


# -- outputs of a run that is killed while they appear


class Killed(BaseException):
    pass


def put(out: Path, text: str) -> None:
    with outputs.staging(out, {"datos": "descrito"}) as stage:
        (stage / "datos").mkdir()
        for name in ("a.txt", "b.txt", "datos/descrito"):
            (stage / name).write_text(text)


def found(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in out.rglob("*")
        if path.is_file() and not path.relative_to(out).parts[0].startswith(outputs.STAGE)
    }


EARLIER, LATER = (dict.fromkeys(("a.txt", "b.txt", "datos/descrito"), text) for text in "12")


@pytest.mark.parametrize("at", range(9))
def test_all_outputs_appear_or_none_whenever_it_is_killed(system, monkeypatch, at):
    out, renames = system / "out", iter(range(99))
    put(out, "1")
    real = Path.rename

    def rename(self, target):
        if next(renames) == at:
            raise Killed
        return real(self, target)

    with monkeypatch.context() as patch, suppress(Killed):
        patch.setattr(Path, "rename", rename)
        put(out, "2")
    decided = at > 3  # three names among what is ready, and that all of them are
    between = found(out)
    assert all(between[name] in "12" for name in between)
    assert outputs.finished(out) == (decided and at < 8)
    assert found(out) == (LATER if decided else EARLIER)
    assert [path.name for path in out.glob(f"{outputs.STAGE}*")] == []
    put(out, "3")
    assert set(found(out).values()) == {"3"}


def test_the_next_run_goes_on_with_what_was_ready(system):
    (ready := system / "out" / outputs.READY).mkdir(parents=True)
    (ready / "a.txt").write_text("2")
    with outputs.staging(system / "out"):
        assert (system / "out" / "a.txt").read_text() == "2"
        assert not ready.exists()


def test_what_a_killed_run_was_writing_goes_with_the_next(system):
    place = system / "a[1].csv"
    (system / ".a[1].csv.left.tmp").write_text("1")
    (system / ".a1.csv.other.tmp").write_text("1")
    with outputs.whole(place) as first, outputs.whole(place) as second:
        second.write_text("2")
        first.write_text("1")
    assert sorted(path.name for path in system.iterdir()) == [".a1.csv.other.tmp", "a[1].csv"]
