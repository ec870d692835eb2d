"""A small project whose documents are as short as they may be; runs of it that are cut off; and
what must be the same afterwards."""

import hashlib
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

import pipeline
from pipeline.shelf import SEAL, intact
from tests.cli.support import BASELINE_LOGS, HEAD, OPERATION_LOGS, project, start

PATIENCE = 3600
"""Seconds: a busy machine is no fault."""
AS_OF = ("--as-of", "2023-06-16")
KEY = bytes(range(32))

NAMES = ("os.rename", "os.mkdir", "os.rmdir", "os.link", "os.remove", "os.chmod", "shutil.rmtree")
WITHOUT_DOCUMENTS = """
from reports import model
from reports.documents import letter, render
def write(memoria, folder, look):
    for name in ("memoria.pdf", "memoria.html"):
        (folder / name).write_text("")
    (folder / "resumen.json").write_text(model.dump(memoria), encoding="utf-8")
render.write = write
letter.write = lambda memoria, sealed, place, look: place.write_text("")
"""

# Steps: whatever makes, names or removes something under a folder; in what removes a whole folder,
# by names relative to it, the beginning and the end.
STEPS = """
import atexit, os, signal
class steps:
    at, taken = {at}, 0
    def heard(event, arguments):
        if event == "open":
            writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            counts = writes and isinstance(arguments[0], (str, bytes, os.PathLike))
        else:
            counts = event in {names}
        if counts and {under!r} in os.fsdecode(arguments[0]):
            steps.taken += 1
            if steps.taken == steps.at:
                {fault}
sys.addaudithook(steps.heard)
"""


def short_agreement() -> str:
    """One of those that come with the program, without whatever a document can do without."""
    here = Path(pipeline.__file__).parent / "agreements"
    text = (here / "coahuila-prep-2023.toml").read_text(encoding="utf-8")
    wanted = {
        "sections": {"portada", "firmas"}, "requirements": {"operating_system"},
        "deliverables": {"printed"}, "purposes": set(), "contradictions": set(),
    }  # fmt: skip
    kept = []
    for table in re.split(r"(?m)^(?=\[)", text):
        name, own = re.match(r"\[+(\w+)", table), re.search(r'(?m)^id = "([^"]+)"', table)
        if not (name and name[1] in wanted) or (own and own[1] in wanted[name[1]]):
            kept.append(table)
    return "".join(kept)


def short_project(folder: Path) -> Path:
    """With a key of its own, so that all copies give the same pseudonyms."""
    head = HEAD.replace('"coahuila-prep-2023"', '"convenio.toml"')
    project(folder, toml=head + OPERATION_LOGS + BASELINE_LOGS)
    (folder / "convenio.toml").write_text(short_agreement(), encoding="utf-8")
    hidden = folder / ".memoria"
    hidden.mkdir(mode=0o700)
    (hidden / "llave").write_bytes(KEY)
    (hidden / "llave").chmod(0o600)
    return folder


@dataclass(frozen=True)
class Ended:
    """A run: its exit status, what it said, and the seconds since everything was imported."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True)
class Machine:
    """Where runs keep what they do not keep in the project: home and temporary files."""

    folder: Path

    @property
    def env(self) -> Mapping[str, str]:
        for name in ("home", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        return {"HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "tmp")}

    def begin(self, *words: object, prologue: str = "") -> "subprocess.Popen[str]":
        """A command that has said that Python has begun: everything is imported."""
        process = start(*words, prologue=prologue + "\nprint('here', flush=True)\n", env=self.env)
        assert process.stdout
        assert process.stdout.readline() == "here\n", process.communicate()
        return process

    def run(self, *words: object, prologue: str = "", kill_after: float | None = None) -> Ended:
        """To its end, or killed after so many seconds."""
        process = self.begin(*words, prologue=prologue)
        begun = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        out, err = process.communicate(timeout=PATIENCE)
        return Ended(process.returncode, out, err, time.monotonic() - begun)

    def left(self) -> list[str]:
        """What runs have left outside of the project."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.glob("*/*"))


# -- what must be the same


def state(folder: Path) -> dict[str, str]:
    """Every file of a project with its digest; of a database each table's rows in any order, of
    what is kept for the next run whether it is whole: its rows have no order. But for the record,
    which holds the clock."""
    found: dict[str, str] = {}
    hidden = folder / ".memoria"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.name == "memoria.duckdb":
            found |= {f"{name}: {table}": rows for table, rows in rows_of(path)}
        elif path.is_dir():
            found[name] = "whole" if intact(path) else "folder"
        elif not path.name.startswith("registro-"):
            kept = hidden in path.parents and path.name != "llave"
            found[name] = "kept" if kept else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def rows_of(database: Path) -> Iterator[tuple[str, str]]:
    """Each table: how it was made, and a digest of its rows."""
    with duckdb.connect(database, read_only=True) as connection:
        made = connection.execute("SELECT table_name, sql FROM duckdb_tables() ORDER BY 1")
        for table, sql in made.fetchall():
            question = f'SELECT count(*), sum(hash(t)::HUGEINT) FROM "{table}" AS t'
            yield table, f"{sql} {connection.execute(question).fetchone()}"


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def finished(folder: Path) -> dict[str, tuple[int, int]]:
    """What a run has kept for the next, whole: its place on the disk and when it was made."""
    sealed = (path.parent for path in (folder / ".memoria").rglob(SEAL))
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, (path / SEAL).stat().st_mtime_ns)
        for path in sealed
        if path.suffix != ".tmp"
    }


def copied(source: Path, place: Path) -> Path:
    """Instead of whatever is there."""
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(source, place))
