"""A disk fills up in any stage of a build, the project's or the outputs': it is told, nothing
is half-written, what there was stays, and the next run that has room does the work."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reports.journal import Journal
from tests.cli.support import assert_clear, rubbish, run, tree
from tests.faults.conftest import build
from tests.faults.support import copied, differing, state

needs_mount = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
FILLING = "relleno"


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "memoria-test", str(folder)]
    if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:
        pytest.skip("cannot mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int) -> None:
    """Writes until so many bytes are free."""
    free = shutil.disk_usage(folder).free - leave
    with (folder / FILLING).open("wb") as file:
        while free > 0:
            free -= file.write(bytes(min(free, 1 << 20)))


def filled_in(monkeypatch: pytest.MonkeyPatch, stage: str, folder: Path, leave: int) -> None:
    """The disk fills up when that stage begins."""
    real = Journal.stage

    @contextmanager
    def filling(self, name, title):
        if name == stage:
            fill(folder, leave)
        with real(self, name, title):
            yield

    monkeypatch.setattr(Journal, "stage", filling)


CASES = [
    # stage, what lies on the small disk, bytes left
    ("parse", "project", 0),
    pytest.param(("parse", "project", 8 << 10), marks=pytest.mark.slow),
    pytest.param(("handover", "project", 0), marks=pytest.mark.slow),
    pytest.param(("load", "out", 0), marks=pytest.mark.slow),
    pytest.param(("load", "out", 400 << 10), marks=pytest.mark.slow),
    pytest.param(("measures", "out", 0), marks=pytest.mark.slow),
    pytest.param(("handover", "out", 0), marks=pytest.mark.slow),
    pytest.param(("data", "out", 0), marks=pytest.mark.slow),
    pytest.param(("documents", "out", 0), marks=pytest.mark.slow),
    pytest.param(("seal", "out", 0), marks=pytest.mark.slow),
    pytest.param(("seal", "out", 1 << 20), marks=pytest.mark.slow),
]


@needs_mount
@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("case", CASES)
def test_the_disk_fills_up(case, tmp_path, short, right, monkeypatch):
    stage, what, leave = case
    with disk(tmp_path / "disk", 60) as mounted:
        place = copied(short, mounted / "p") if what == "project" else short
        out = copied(short / "salida", mounted / "salida") if what == "out" else tmp_path / "out"
        before = tree(out) if out.exists() else {}
        inputs = tree(place)
        with monkeypatch.context() as patch:
            filled_in(patch, stage, mounted, leave)
            result = build(place, "--out", out)
        assert_clear(result, 2, "no se puede escribir", "el disco está lleno", "libere espacio")
        assert str(mounted) in result.err
        assert ".memoria-" not in result.err
        assert (tree(out) if out.exists() else {}) == before
        assert rubbish(place, out) == []
        (mounted / FILLING).unlink()
        assert tree(place) == inputs
        again = build(place, "--out", out)
        assert_clear(again, 0)
        assert again.err == ""
        shutil.rmtree(place / "salida", ignore_errors=True)
        shutil.copytree(out, place / "salida")
        assert differing(state(place), right) == []


@needs_mount
def test_a_full_disk_takes_no_scaffold_in_part(tmp_path):
    with disk(tmp_path / "disk", 1) as mounted:
        fill(mounted, leave=4 << 10)
        assert_clear(run("init", mounted), 2, "el disco está lleno")
        assert [path.name for path in mounted.iterdir()] == [FILLING]


@needs_mount
@pytest.mark.slow
def test_an_output_on_a_disk_that_takes_nothing(tmp_path, short, undrawn):
    with disk(tmp_path / "disk", 60) as mounted:
        out = copied(short / "salida", mounted / "salida")
        before = tree(out)
        subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
        result = build(short, "--out", out)
        assert_clear(result, 2, str(out), "no se puede escribir", "solo lectura")
        assert tree(out) == before
        subprocess.run(["mount", "-o", "remount,rw", str(mounted)], check=True)
        assert_clear(build(short, "--out", out), 0)
        assert rubbish(short, out) == []
