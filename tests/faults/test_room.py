"""Too little room for the other commands: it is told, in which folder; nothing is lost or half, and
no delivery is said to be wrong because the disk of whoever examines it is full."""

import contextlib
import gc
import subprocess
import tempfile
from pathlib import Path

import pytest

import memoria
from tests.cli.support import assert_clear, run, tree
from tests.faults.support import AS_OF
from tests.faults.test_full_disk import FILLING, disk, fill, needs_mount

ROOM = "archivos temporales"


@pytest.fixture(scope="session")
def delivery(undisturbed) -> Path:
    (found,) = (undisturbed / "salida").glob("entrega-*.zip")
    return found


@pytest.fixture(scope="session")
def words_of(undisturbed, delivery) -> dict[str, tuple[object, ...]]:
    log = undisturbed / "op" / "access.log"
    return {
        "verify": ("verify", delivery, *AS_OF),
        "recompute": ("verify", delivery, "--recompute", *AS_OF),
        "inspect": ("inspect", log, "--definition", "all"),
    }


@pytest.mark.slow
@needs_mount
@pytest.mark.parametrize(
    ("command", "free"),
    [
        *(("inspect", free) for free in (8, 300)),
        *(("verify", free) for free in (8, 3000, 16_000)),
        ("recompute", 25_000),
    ],
)
def test_the_disk_of_temporary_files_fills_up(command, free, words_of, tmp_path, monkeypatch):
    """free: KB."""
    words = words_of[command]
    with disk(tmp_path / "disk", 100) as mounted:
        monkeypatch.setattr(tempfile, "tempdir", str(mounted))
        right = run(*words)
        assert right.code in (0, 1), right.err
        fill(mounted, free << 10)
        result = run(*words)
        if result.code == 2:
            assert_clear(result, 2, ROOM, str(mounted), "el disco está lleno", "TMPDIR")
            assert ".memoria-" not in result.err
            assert right.out.startswith(result.out)  # no more is wrong than was
        else:
            assert (result.code, result.out) == (right.code, right.out)
        assert result.code == 2 or free > 3000
        gc.collect()  # WeasyPrint's folder goes with its object, which an error's frames may hold
        assert [path.name for path in mounted.iterdir()] == [FILLING]
        (mounted / FILLING).unlink()
        again = run(*words)
        assert (again.code, again.out) == (right.code, right.out)


@pytest.mark.slow
@needs_mount
@pytest.mark.parametrize("free", [8, 2500, 4000, 12_000])
def test_the_disk_of_a_comparison_fills_up(free, delivery, tmp_path):
    """free: KB."""
    with disk(tmp_path / "disk", 100) as mounted:
        out = mounted / "comparativo"
        out.mkdir()
        (out / "comparativo.pdf").write_bytes(b"of an earlier one")
        before = tree(out)
        fill(mounted, free << 10)
        result = run("compare", delivery, "--out", out, *AS_OF)
        assert_clear(result, 2, str(mounted), "el disco está lleno", "libere espacio")
        assert ".memoria-" not in result.err
        assert "queda fuera" not in result.out
        assert tree(out) == before
        assert [path.name for path in out.iterdir()] == ["comparativo.pdf"]


@pytest.mark.slow
@needs_mount
def test_an_error_in_a_process_of_its_own_is_told_as_any(tmp_path, delivery):
    """Of four deliveries each is examined in another process."""
    given = [tmp_path / f"{number}.zip" for number in range(4)]
    for place in given:
        place.symlink_to(delivery)
    with disk(tmp_path / "disk", 20) as mounted:
        fill(mounted, 1 << 20)
        result = run("compare", *given, "--out", mounted / "c", *AS_OF)
        assert_clear(result, 2, str(mounted), "el disco está lleno")


@needs_mount
@pytest.mark.parametrize("command", ["check", "inspect", "compare"])
def test_a_disk_that_takes_nothing(command, short, delivery, tmp_path):
    with disk(tmp_path / "disk", 60) as mounted:
        place = Path(tmp_path / "disk" / "p")
        subprocess.run(["cp", "-a", str(short), str(place)], check=True)
        before = tree(place)
        subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
        words = {
            "check": ("check", place / "memoria.toml", *AS_OF),
            "compare": ("compare", delivery, "--out", place / "comparativo", *AS_OF),
            "inspect": ("inspect", place / "op" / "access.log", "--rejects", place / "r.csv"),
        }[command]
        assert_clear(run(*words), 2, str(place), "no se puede", "solo lectura")
        assert tree(place) == before
        subprocess.run(["mount", "-o", "remount,rw", str(mounted)], check=True)


@needs_mount
@pytest.mark.slow
@pytest.mark.parametrize("free", [0, 8])
def test_the_disk_of_a_project_that_is_checked_fills_up(free, short, tmp_path):
    with disk(tmp_path / "disk", 60) as mounted:
        place = mounted / "p"
        subprocess.run(["cp", "-a", str(short), str(place)], check=True)
        fill(mounted, free << 10)
        assert_clear(run("check", place / "memoria.toml", *AS_OF), 2, "el disco está lleno")
        (mounted / FILLING).unlink()
        assert run("check", place / "memoria.toml", *AS_OF).code in (0, 1)


@needs_mount
@pytest.mark.parametrize("free", [0, 4])
def test_the_disk_of_the_rejects_fills_up(free, tmp_path):
    log = tmp_path / "access.log"
    log.write_text("no es un renglón\n" * 4000)
    with disk(tmp_path / "disk", 1) as mounted:
        (mounted / "r.csv").write_text("earlier")
        fill(mounted, free << 10)
        result = run("inspect", log, "--format", "combined", "--rejects", mounted / "r.csv")
        assert_clear(result, 2, str(mounted / "r.csv"), "el disco está lleno")
        assert (mounted / "r.csv").read_text() == "earlier"
        assert sorted(path.name for path in mounted.iterdir()) == ["r.csv", FILLING]


def test_what_is_printed_goes_to_a_full_disk(short, capsys):
    words = ["inspect", str(short / "op" / "access.log")]
    for more in ([], ["--json"]):
        with Path("/dev/full").open("w") as full, contextlib.redirect_stdout(full):
            assert memoria.main([*words, *more]) == 2
        assert "el disco está lleno" in capsys.readouterr().err


def test_no_folder_at_all_for_temporary_files(short, monkeypatch):
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    result = run("inspect", short / "op" / "access.log", "--definition", "all")
    assert_clear(result, 2, "TMPDIR")
