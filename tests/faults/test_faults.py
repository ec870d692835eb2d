"""The disk fills up, the user loses patience, the power fails: nothing half-written, nothing lost,
and the next run does the work."""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager

import pytest

from tests.cli.support import OPERATION_START as START
from tests.cli.support import assert_clear, line, project, rubbish, run, start, tree

AS_OF = ("--as-of", "2023-06-16")
NEW = "/esta-es-nueva"

QUICK = """
from reports import model
from reports.documents import letter, render
def write(memoria, folder, look):
    for name in ("memoria.pdf", "memoria.html"):
        (folder / name).write_text("")
    (folder / "resumen.json").write_text(model.dump(memoria), encoding="utf-8")
render.write = write
letter.write = lambda memoria, sealed, place, look: place.write_text("")
def hold(*_):
    import time
    print("here", flush=True)
    time.sleep(SECONDS)
"""
STAGES = {
    "parse": "import pipeline.parts as p\np._write = hold",
    "load": "import pipeline.warehouse as w\nw._load_parts = hold",
    "measures": "import pipeline.measure as m\nm.measure = hold",
    "query": (
        "import pipeline.measure as m, pipeline.warehouse as w\n"
        "def long(connection, *_):\n"
        "    print('here', flush=True)\n"
        "    with w.interrupts.postponed():\n"
        "        connection.execute('SELECT sum(a.range * b.range % 7) FROM range(30000) a, "
        "range(20000) b')\n"
        "m.measure = long"
    ),
    "documents": (
        "render.write = lambda memoria, folder, look: ((folder / 'x').write_text('x'), hold())"
    ),
}


def interrupted(place, stage, sent, seconds):
    """A build that gets a signal in the middle of a stage: exit status and standard error."""
    prologue = QUICK.replace("SECONDS", str(seconds)) + STAGES[stage]
    process = start("build", place / "memoria.toml", *AS_OF, prologue=prologue)
    assert process.stdout
    assert process.stdout.readline() == "here\n"
    process.send_signal(sent)
    said, error = process.communicate(timeout=60)
    assert said == "", "DuckDB's progress bar, or the like"
    return process.returncode, error


def grown(place):
    """The project with one more line: something to parse."""
    with (place / "op" / "access.log").open("a") as file:
        file.write(line(START, NEW))
    return place


def assert_the_next_run_works(place, tmp_path, without_documents=None):
    """It leaves no rubbish, and what a project without accidents gets."""
    assert_clear(run("build", place / "memoria.toml", *AS_OF), 0)
    assert rubbish(place) == []
    same = grown(project(tmp_path / "same"))
    (same / ".memoria").mkdir()  # pseudonyms are of the key
    shutil.copy(place / ".memoria" / "llave", same / ".memoria" / "llave")
    assert_clear(run("build", same / "memoria.toml", *AS_OF), 0)
    summaries = [(folder / "salida" / "resumen.json").read_bytes() for folder in (place, same)]
    assert summaries[0] == summaries[1]


@pytest.mark.parametrize(
    "stage",
    [
        "documents",
        pytest.param("parse", marks=pytest.mark.slow),
        pytest.param("query", marks=pytest.mark.slow),
        pytest.param("load", marks=pytest.mark.slow),
        pytest.param("measures", marks=pytest.mark.slow),
    ],
)
def test_interrupting_keeps_the_outputs_and_cleans_up(with_outputs, stage):
    before = tree(grown(with_outputs))
    code, error = interrupted(with_outputs, stage, signal.SIGINT, seconds=3)
    assert code == 130, error
    assert "interrumpido" in error
    assert "Traceback" not in error
    assert tree(with_outputs) == before
    assert rubbish(with_outputs) == []


@pytest.mark.parametrize("stage", ["documents", pytest.param("parse", marks=pytest.mark.slow)])
def test_after_a_kill_the_outputs_stand_and_the_next_run_works(
    with_outputs, stage, tmp_path, without_documents
):
    before = tree(grown(with_outputs))
    code, _ = interrupted(with_outputs, stage, signal.SIGKILL, seconds=60)
    assert code == -signal.SIGKILL
    after = tree(with_outputs)
    assert {name: after[name] for name in before} == before
    assert rubbish(with_outputs), "the kill came too late"
    assert_the_next_run_works(with_outputs, tmp_path)


# -- a full disk

needs_mount = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")


@contextmanager
def disk(folder, megabytes):
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "memoria-test", str(folder)]
    if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:
        pytest.skip("cannot mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder, leave):
    """Writes until so many bytes are free."""
    free = shutil.disk_usage(folder).free - leave
    (folder / "relleno").write_bytes(b"\0" * free)


def assert_full(place, out, before):
    result = run("build", place / "memoria.toml", "--out", out, *AS_OF)
    assert_clear(result, 2, "no se puede escribir", "libere espacio")
    assert ".memoria-" not in result.err
    assert tree(out) == before
    assert rubbish(place, out) == []
    return result


@needs_mount
def test_the_disk_fills_up_while_reading(tmp_path, finished, without_documents):
    with disk(tmp_path / "disk", 40) as mounted:
        place = mounted / "p"
        ignored = shutil.ignore_patterns(".memoria")
        shutil.copytree(finished, place, ignore=ignored)
        before = tree(grown(place) / "salida")
        (place / ".memoria" / "partes").mkdir(parents=True)
        (place / ".memoria" / "llave").write_bytes(b"k" * 32)
        fill(mounted, leave=8 << 10)
        assert "(el disco " in assert_full(place, place / "salida", before).err
        (mounted / "relleno").unlink()
        shutil.move(place, tmp_path / "p")
    assert_the_next_run_works(tmp_path / "p", tmp_path)


@needs_mount
@pytest.mark.parametrize("kilobytes", [4, 64, 400, 1500])
def test_the_disk_fills_up_while_loading(tmp_path, with_outputs, without_documents, kilobytes):
    with disk(tmp_path / "disk", 40) as mounted:
        out = mounted / "salida"
        shutil.copytree(with_outputs / "salida", out)
        fill(mounted, leave=kilobytes << 10)
        assert_full(grown(with_outputs), out, tree(out))


@needs_mount
def test_the_disk_fills_up_while_writing_the_documents(tmp_path, with_outputs, monkeypatch):
    from reports import charts
    from reports.documents import render

    monkeypatch.setattr(render, "pdf", lambda *_: b"%PDF" * (10 << 20))
    monkeypatch.setattr(render, "screen", lambda *_: "")
    monkeypatch.setattr(charts, "draw", lambda *_: {})
    with disk(tmp_path / "disk", 48) as mounted:
        out = mounted / "salida"
        shutil.copytree(with_outputs / "salida", out)
        fill(mounted, leave=30 << 20)
        assert "memoria.pdf" in assert_full(grown(with_outputs), out, tree(out)).err


@needs_mount
def test_a_full_disk_takes_no_scaffold_in_part(tmp_path):
    with disk(tmp_path / "disk", 1) as mounted:
        fill(mounted, leave=4 << 10)
        assert_clear(run("init", mounted), 2, "el disco está lleno")
        assert [path.name for path in mounted.iterdir()] == ["relleno"]
