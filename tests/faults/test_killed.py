"""The power fails at any moment, again and again: the next run makes what an undisturbed one
makes."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.cli.support import ROOT, rubbish, start

LINES = 120_000
PIECES = 4
# Small blocks, so that there is much to kill; no paper and no screen.
PROLOGUE = """
from functools import partial
from pipeline import lines, parts
from reports import model
from reports.documents import letter, render
parts.blocks = partial(lines.blocks, size=1 << 18)
def write(memoria, folder, look):
    for name in ("memoria.pdf", "memoria.html"):
        (folder / name).write_text("")
    (folder / "resumen.json").write_text(model.dump(memoria))
render.write = write
letter.write = lambda memoria, sealed, place, look: place.write_text("")
print("here", flush=True)
"""


def logs_of_many_lines(folder: Path) -> Path:
    """A project with one key for all its copies."""
    generate = [sys.executable, "-m", "sample_logs.generate", "--plain", "--lines", str(LINES)]
    subprocess.run([*generate, "--out", str(folder)], cwd=ROOT, check=True, capture_output=True)
    whole = (folder / "access.log").read_bytes()
    (folder / "access.log").unlink()
    cuts = [whole.rfind(b"\n", 0, len(whole) * at // PIECES) + 1 for at in range(PIECES + 1)]
    for at, (begin, end) in enumerate(zip(cuts, [*cuts[1:-1], len(whole)], strict=False)):
        (folder / f"access.log.{at}").write_bytes(whole[begin:end])
    (folder / ".memoria").mkdir()
    (folder / ".memoria" / "llave").write_bytes(bytes(range(32)))
    (folder / ".memoria" / "llave").chmod(0o600)
    return folder


def built(folder: Path, kill_after: float | None = None) -> float:
    """Seconds of a run, after Python's start; killed after so many."""
    process = start("build", folder / "memoria.toml", "--as-of", "2023-06-16", prologue=PROLOGUE)
    assert process.stdout
    assert process.stdout.readline() == "here\n"
    begun = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        process.kill()
    _, error = process.communicate(timeout=120)
    assert kill_after is not None or process.returncode == 0, error
    return time.monotonic() - begun


def differing(one: Path, other: Path) -> list[str]:
    """The tables that do not hold the same rows."""
    with duckdb.connect() as connection:
        for name, folder in (("a", one), ("b", other)):
            place = folder / "salida" / "memoria.duckdb"
            connection.execute(f"ATTACH '{place}' AS {name} (READ_ONLY)")
        query = "SELECT table_name FROM duckdb_tables() WHERE database_name = '{}' ORDER BY 1"
        tables = connection.execute(query.format("a")).fetchall()
        assert tables == connection.execute(query.format("b")).fetchall()
        assert {("hit",), ("reject",), ("source_file",), ("measure",)} <= set(tables)
        both = "SELECT count(*) FROM (FROM {0}.{2} EXCEPT ALL FROM {1}.{2})"
        return [
            table
            for (table,) in tables
            for pair in (("a", "b"), ("b", "a"))
            if connection.execute(both.format(*pair, table)).fetchone() != (0,)
        ]


@pytest.mark.slow
def test_kills_at_any_moment_leave_nothing_wrong(tmp_path):
    place = logs_of_many_lines(tmp_path / "p")
    growing = place / "access.log.1"
    whole = growing.read_bytes()
    undisturbed = Path(shutil.copytree(place, tmp_path / "q"))
    seconds = built(undisturbed)
    chance = random.Random(7)
    for turn in range(6):
        # In the middle of a line, and more each time: so there is something to go on with.
        growing.write_bytes(whole[: len(whole) * (turn + 3) // 9])
        if turn in (1, 3):
            built(place)
        built(place, seconds * chance.uniform(0.02, 0.9))
    growing.write_bytes(whole)
    built(place)
    assert differing(undisturbed, place) == []
    assert rubbish(place) == []
    with duckdb.connect(place / "salida" / "memoria.duckdb", read_only=True) as connection:
        counts = "SELECT sum(lines), sum(hits + rejects + blank + comments) FROM source_file"
        assert connection.execute(counts).fetchone() == (LINES, LINES)
