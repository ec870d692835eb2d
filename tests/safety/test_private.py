"""Files of a run are its owner's only, whatever the umask; what is handed over is for everybody;
keys and passwords are in nothing that a run leaves or shows."""

import os
import stat
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import outputs
from tests.cli.conftest import leave_annexes_out, leave_documents_out
from tests.cli.support import project, run

OTHERS = 0o077
AS_OF = "2023-06-16"
HANDED_OVER = {
    "memoria.pdf", "memoria.html", "resumen.json", "oficio-de-entrega.pdf",
}  # fmt: skip
"""And the sealed delivery: 0644 on purpose."""


@contextmanager
def umask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


def modes(*folders: Path) -> dict[str, int]:
    """Of every file and folder below these, as far as they are still there."""
    found = {}
    for folder in folders:
        for place, inner, files in os.walk(folder):
            for name in (*inner, *files):
                path = Path(place, name)
                try:
                    found[str(path)] = stat.S_IMODE(path.lstat().st_mode)
                except FileNotFoundError:
                    continue
    return found


@contextmanager
def watched(*folders: Path) -> Iterator[dict[str, set[int]]]:
    """Every mode in which anything new lay there while the block ran."""
    before, seen, done = set(modes(*folders)), defaultdict(set), threading.Event()

    def look() -> None:
        while True:
            for path, mode in modes(*folders).items():
                if path not in before:
                    seen[path].add(mode)
            if done.wait(0.002):
                return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def open_to_others(seen: dict[str, set[int]], out: Path) -> set[str]:
    """What others could reach and read but for what was handed over, and the folder that holds it.
    A file is opened within its closed folder, just before it leaves it."""
    closed = {
        Path(path) for path, found in seen.items() if all(mode & OTHERS == 0 for mode in found)
    }
    return {
        path
        for path, found in seen.items()
        if any(mode & OTHERS for mode in found)
        and out not in (Path(path), Path(path).parent)
        and closed.isdisjoint(Path(path).parents)
    }


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "temporales"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("value", [0o000, pytest.param(0o077, marks=pytest.mark.slow)])
def test_a_build_shows_nothing_to_others_but_what_it_hands_over(
    tmp_path, temporary, monkeypatch, value
):
    leave_documents_out(monkeypatch)
    leave_annexes_out(monkeypatch)
    place = project(tmp_path / "p", days=0)
    with umask(value), watched(place, temporary) as seen:
        assert run("build", place / "memoria.toml", "--as-of", AS_OF).code == 0
        assert os.umask(value) == value  # as the caller had it
    out = place / "salida"
    assert any(f"{outputs.STAGE}" in path for path in seen), "nothing was seen at work"
    assert open_to_others(seen, out) == set()
    found = {Path(path).name: mode for path, mode in modes(out).items()}
    zips = {name for name in found if name.endswith(".zip")}
    assert found == {
        "memoria.duckdb": 0o600, **dict.fromkeys(HANDED_OVER | zips, 0o644),
    }  # fmt: skip
    assert len(zips) == 1
    assert stat.S_IMODE(out.stat().st_mode) == 0o755
    assert set(modes(place / ".memoria").values()) <= {0o600, 0o700}


def test_a_folder_left_open_is_closed(tmp_path):
    place = project(tmp_path / "p", days=0)
    (place / ".memoria").mkdir(mode=0o755)
    (place / ".memoria" / "llave").write_bytes(b"k" * 32)
    (place / ".memoria" / "llave").chmod(0o644)
    assert run("check", place / "memoria.toml", "--as-of", AS_OF).code in (0, 1)
    assert stat.S_IMODE((place / ".memoria").stat().st_mode) == 0o700
    assert stat.S_IMODE((place / ".memoria" / "llave").stat().st_mode) == 0o600


def test_what_init_writes_is_shared_as_the_user_shares(tmp_path):
    with umask(0o002):
        assert run("init", tmp_path / "nuevo", "--agreement", "coahuila-prep-2023").code == 0
    assert set(modes(tmp_path / "nuevo").values()) <= {0o664, 0o775}


def test_rejected_lines_are_their_owners(tmp_path, temporary):
    log = tmp_path / "a.log"
    log.write_text(
        "x\n" * 3 + '192.0.2.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 1\n'
    )
    with umask(0), watched(tmp_path, temporary) as seen:
        run("inspect", log, "--rejects", tmp_path / "rechazos.csv")
    assert stat.S_IMODE((tmp_path / "rechazos.csv").stat().st_mode) == 0o600
    assert open_to_others(seen, tmp_path / "x") == set()


def test_a_device_is_never_replaced(tmp_path):
    """A rename over it would take it from the whole machine."""
    log = tmp_path / "a.log"
    log.write_text('192.0.2.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 1\n')
    os.mkfifo(tmp_path / "tubo")
    result = run("inspect", log, "--rejects", tmp_path / "tubo")
    assert result.code == 2
    assert (tmp_path / "tubo").is_fifo()
