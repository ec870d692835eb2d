"""Folders on shared storage: whole or not there, on a disk and behind a URL; and what the user
hears where it cannot be used."""

import pickle

import fsspec
import pytest

from pipeline import shelf, storage
from pipeline.errors import OutputError, SettingsError
from pipeline.shelf import SEAL
from pipeline.storage import Disk, Objects


@pytest.fixture(params=["disk", "objects"])
def shared(request, tmp_path):
    if request.param == "disk":
        yield Disk(tmp_path / "compartido")
        return
    yield Objects(f"memory://{tmp_path.name}")
    fsspec.filesystem("memory").store.clear()


@pytest.fixture
def scratch(tmp_path):
    folder = tmp_path / "propio"
    folder.mkdir()
    return folder


def put(shared, scratch, name, **files):
    with shared.drafted(name, scratch) as draft:
        for file, text in files.items():
            (draft / file).write_text(text)


def read(shared, scratch, name):
    folder = shared.fetched(name, scratch)
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != SEAL}


def test_a_folder_is_there_once_it_is_whole(shared, scratch):
    with shared.drafted("partes/uno", scratch) as draft:
        (draft / "a").write_text("1")
        assert not shared.has("partes/uno")
        assert shared.names("partes") == set()
    assert shared.has("partes/uno")
    assert shared.names("partes") == {"partes/uno"}
    assert read(shared, scratch, "partes/uno") == {"a": "1"}


def test_a_folder_may_be_empty(shared, scratch):
    put(shared, scratch, "partes/uno")
    assert read(shared, scratch, "partes/uno") == {}


def test_what_breaks_off_leaves_no_folder(shared, scratch):
    def broken():
        with shared.drafted("partes/uno", scratch) as draft:
            (draft / "a").write_text("1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert shared.names("partes") == set()
    put(shared, scratch, "partes/uno", a="2")
    assert read(shared, scratch, "partes/uno") == {"a": "2"}


def test_of_two_who_make_the_same_each_makes_it_whole(shared, scratch):
    with shared.drafted("partes/uno", scratch) as draft:
        (draft / "a").write_text("1")
        put(shared, scratch, "partes/uno", a="1")
    assert read(shared, scratch, "partes/uno") == {"a": "1"}
    assert not list(scratch.glob("*.tmp"))


def test_a_folder_of_pieces_has_the_files_of_all(shared, scratch):
    put(shared, scratch, "partes/x.0", **{"a.parquet": "1", "chunk.json": "{}"})
    put(shared, scratch, "partes/x.9", **{"b.parquet": "2", "chunk.json": "{}"})
    assert shared.read("partes/x.0", "chunk.json") == b"{}"
    with shared.joined("partes/x", ["partes/x.0", "partes/x.9"], scratch) as draft:
        (draft / "c").write_text("3")
    assert read(shared, scratch, "partes/x") == {"a.parquet": "1", "b.parquet": "2", "c": "3"}
    assert shelf.intact(shared.fetched("partes/x", scratch))
    assert "partes/x" in shared.names("partes")


def test_what_is_removed_is_gone(shared, scratch):
    put(shared, scratch, "partes/uno", a="1")
    shared.remove("partes/uno")
    shared.remove("partes/dos")
    assert not shared.has("partes/uno")
    assert shared.names("partes") == set()


def test_a_storage_travels(shared, scratch):
    put(shared, scratch, "partes/uno", a="1")
    assert pickle.loads(pickle.dumps(shared)).has("partes/uno")


def test_a_folder_within_one_is_an_input_of_its_own(scratch):
    shared = Objects("memory://dentro")
    with shared.drafted("porciones/ruta", scratch) as draft:
        (draft / "share=1").mkdir()
        (draft / "share=1" / "hit.parquet").write_text("1")
        (draft / "largo").write_text("2")
    for _ in range(2):
        assert read(shared, scratch, "porciones/ruta/share=1") == {"hit.parquet": "1"}
        assert read(shared, scratch, "porciones/ruta") == {"largo": "2"}
        assert read(shared, scratch, "porciones/ruta/share=9") == {}
    fsspec.filesystem("memory").store.clear()


def test_of_objects_only_what_is_needed_is_copied(scratch):
    shared = Objects("memory://algunos")
    put(shared, scratch, "partes/uno", a="1", b="2")
    some = shared.fetched("partes/uno", scratch, "b".__eq__)
    assert [path.name for path in some.iterdir() if path.name != SEAL] == ["b"]
    assert shared.files("partes/uno") == ["a", "b"]
    assert read(shared, scratch, "partes/uno") == {"a": "1", "b": "2"}
    fsspec.filesystem("memory").store.clear()


def test_objects_are_copied_once(scratch):
    shared = Objects("memory://copias")
    put(shared, scratch, "partes/uno", a="1")
    first = shared.fetched("partes/uno", scratch)
    fsspec.filesystem("memory").store.clear()
    assert shared.fetched("partes/uno", scratch) == first


# ── what the user hears ──────────────────────────────────────────────────────────────────────


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "ocupado").write_text("")
    with pytest.raises(OutputError) as error:
        storage.opened(str(tmp_path / "ocupado"), "x", tmp_path)
    (problem,) = error.value.problems
    assert "no se puede usar (una de sus carpetas es un archivo)" in problem.found
    assert "--storage" in problem.remedy


def test_the_trial_leaves_nothing(tmp_path):
    shared = storage.opened(str(tmp_path / "compartido"), "x", tmp_path)
    assert isinstance(shared, Disk)
    assert [path for path in (tmp_path / "compartido").rglob("*") if path.is_file()] == []
    assert shared.names("partes") == set()


def test_an_unknown_protocol_is_told(tmp_path):
    with pytest.raises(SettingsError, match="no se conoce ese protocolo"):
        storage.opened("nada://x", "x", tmp_path)


def test_without_the_extra_its_order_is_told(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(SettingsError, match="falta lo que lee s3://") as error:
        storage.opened("s3://x", "x", tmp_path)
    assert 'pip install "memoria[cluster]"' in str(error.value)
