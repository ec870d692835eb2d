import shutil

import pytest

from pipeline import shelf


@pytest.fixture
def kept(tmp_path):
    folder = tmp_path / "kept"
    (folder / "below").mkdir(parents=True)
    (folder / "a").write_bytes(bytes(range(256)) * 9000)
    (folder / "below" / "b").write_bytes(b"")
    shelf.seal(folder)
    return folder


def flipped(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 8
    path.write_bytes(data)


def replaced(path):
    path.unlink()
    path.mkdir()


FAULTS = {
    "a bit": flipped,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "nothing left": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "gone": lambda path: path.unlink(),
    "a folder": replaced,
}


@pytest.mark.parametrize("name", ["a", shelf.SEAL])
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_lost_is_noticed(kept, fault, name):
    assert shelf.intact(kept)
    FAULTS[fault](kept / name)
    assert not shelf.intact(kept)


def test_what_came_later_does_not_matter(kept):
    (kept / "c").write_text("more")
    assert shelf.intact(kept)


def test_no_folder_is_whole_without_its_seal(kept):
    assert not shelf.intact(kept.parent / "none")
    (kept.parent / "file").write_text("x")
    assert not shelf.intact(kept.parent / "file")


def test_removing_takes_whatever_has_the_name(kept):
    for place in (kept, kept.parent / "file", kept.parent / "link"):
        if place.name == "file":
            place.write_text("x")
        if place.name == "link":
            place.symlink_to(kept.parent)
        shelf.remove(place)
        assert place.name not in [path.name for path in kept.parent.iterdir()]
    shelf.remove(kept.parent / "none")


def test_a_removal_that_is_killed_leaves_nothing_that_looks_whole(kept, monkeypatch):
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    shelf.remove(kept)
    assert not shelf.intact(kept)
