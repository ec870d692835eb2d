"""A log that goes, is cut or is written anew while it is read; parts that a disk has damaged."""

import gzip
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import handover, parts, shelf
from pipeline.crew import Alone
from pipeline.errors import LogError
from pipeline.logfile import Declared
from pipeline.look import look
from pipeline.privacy import Tokens
from pipeline.project import load_project
from pipeline.workspace import Workspace
from tests.cli.support import OPERATION_START, line, project

TOKENS = Tokens(b"s" * 32)
TEXT = "".join(line(OPERATION_START, f"/{n}", f"192.0.2.{n % 50}") for n in range(400))
OTHER = TEXT.replace("/nota", "/otra").replace("GET /1", "GET /2")
BROKEN = "una línea que nadie entiende\n"


def zipped(text: str, place: Path) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("otro.log", line(OPERATION_START, "/otro"))
        archive.writestr("access.log", text)


KINDS = {
    "access.log": lambda text, place: place.write_text(text),
    "access.log.gz": lambda text, place: place.write_bytes(gzip.compress(text.encode(), mtime=0)),
    "access.zip": zipped,
}


def replaced(place: Path, make) -> None:
    """By rename: another file has its name."""
    make(place.with_name("new"))
    place.with_name("new").rename(place)


CHANGES = {
    "gone": lambda place, write: place.unlink(),
    "cut": lambda place, write: os.truncate(place, place.stat().st_size // 2),
    "emptied": lambda place, write: os.truncate(place, 0),
    "written anew, with the same size": lambda place, write: write(OTHER, place),
    "replaced, with the same size": lambda place, write: replaced(place, lambda p: write(OTHER, p)),
}


def same_times(place: Path, change) -> None:
    """Whoever changes it hides that: size and date are those of before."""
    before = place.stat()
    change()
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_log_that_changes_after_its_digest_was_taken(kind, change, tmp_path):
    place = tmp_path / kind
    KINDS[kind](TEXT, place)
    logs = look(place, place.name, Declared()).logs
    CHANGES[change](place, KINDS[kind])
    with pytest.raises(LogError, match=r"cambió mientras se leía|no se puede leer|dañado"):
        parts.make(logs, TOKENS, tmp_path / "shelf")
    assert not list((tmp_path / "shelf").glob("*"))


def test_a_change_that_hides_itself(tmp_path):
    place = tmp_path / "access.log"
    place.write_text(TEXT)
    logs = look(place, place.name, Declared()).logs
    same_times(place, lambda: place.write_text(OTHER))
    with pytest.raises(LogError, match="cambió mientras se leía"):
        parts.make(logs, TOKENS, tmp_path / "shelf")


@pytest.mark.parametrize("kind", KINDS)
def test_a_log_that_is_only_touched_is_the_same(kind, tmp_path):
    place = tmp_path / kind
    KINDS[kind](TEXT, place)
    logs = look(place, place.name, Declared()).logs
    os.utime(place, (0, 0))
    shutil.copy(place, tmp_path / "copy")
    (tmp_path / "copy").rename(place)
    assert parts.make(logs, TOKENS, tmp_path / "shelf")[-1].counts.hits == 400


def test_a_log_that_only_grows_meanwhile_is_read_as_it_was(tmp_path):
    place = tmp_path / "access.log"
    place.write_text(TEXT)
    logs = look(place, place.name, Declared()).logs
    with place.open("a") as file:
        file.write(TEXT)
    assert parts.make(logs, TOKENS, tmp_path / "shelf")[0].counts.hits == 400


@pytest.mark.parametrize("mode", ["seudonimizada", "integra-cifrada"])
def test_a_log_that_changes_before_it_is_handed_over(mode, tmp_path):
    place = project(tmp_path / "p", days=0)
    own = load_project(place / "memoria.toml")
    agreement = own.agreement.model_copy(update={"privacy_mode": mode})
    if mode == "integra-cifrada":
        key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
        institute = agreement.institute.model_copy(update={"age_recipient": key})
        agreement = agreement.model_copy(update={"institute": institute})
    own = replace(own, agreement=agreement)
    workspace = Workspace(place)
    log = place / "op" / "access.log"
    logs = look(log, "op/access.log", Declared()).logs
    read = parts.make(logs, workspace.tokens(), workspace.shelf)
    log.write_text(log.read_text().replace("/nota/1", "/nota/9"))
    with pytest.raises(LogError, match="cambió mientras se leía"):
        handover.write(read, own, Alone(workspace), tmp_path / "out")
    assert not list(workspace.shelf.glob("*/entrega-*"))


# -- what is kept from run to run


def flipped(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 16
    place.write_bytes(data)


def a_folder(place: Path) -> None:
    place.unlink()
    (place / "within").mkdir(parents=True)


DAMAGES = {
    "a bit": flipped,
    "cut": lambda place: os.truncate(place, place.stat().st_size * 2 // 3),
    "length 0": lambda place: os.truncate(place, 0),
    "gone": lambda place: place.unlink(),
    "a folder": a_folder,
}
SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("client", "path", "agent")]
FILES = ["hit", "reject", "source", "sello", *SLOW]


@pytest.fixture(scope="module")
def shelved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelved")
    (folder / "access.log").write_text(TEXT + BROKEN)
    logs = look(folder / "access.log", "access.log", Declared()).logs
    return logs, parts.make(logs, TOKENS, folder / "shelf")[0]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_parts_are_made_again_and_it_is_told(shelved, file, damage, tmp_path):
    logs, first = shelved
    place = tmp_path / "shelf"
    shutil.copytree(first.folder.parent, place)
    (damaged,) = place.glob(f"*/{file}*")
    DAMAGES[damage](damaged)
    (again,) = parts.make(logs, TOKENS, place)
    assert (again.again, again.counts) == (True, first.counts)
    assert [path.name for path in place.iterdir()] == [first.folder.name]
    assert shelf.intact(again.folder)
    (third,) = parts.make(logs, TOKENS, place)
    assert not third.again


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_parts_are_not_what_a_log_that_grew_is_read_on_from(shelved, damage, tmp_path):
    _, first = shelved
    place = tmp_path / "shelf"
    shutil.copytree(first.folder.parent, place)
    (damaged,) = place.glob("*/hit*")
    DAMAGES[damage](damaged)
    log = tmp_path / "access.log"
    log.write_text(TEXT + BROKEN + TEXT)
    sizes = [one.size for one in parts.seen(place)["access.log"]]
    grown = look(log, "access.log", Declared(), sizes).logs
    (read,) = parts.make(grown, TOKENS, place)
    assert read.counts.hits == 800
    assert shelf.intact(read.folder)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_lines_to_be_handed_over_are_made_again(damage, tmp_path):
    place = project(tmp_path / "p", days=0)
    own, workspace = load_project(place / "memoria.toml"), Workspace(place)
    logs = look(place / "op" / "access.log", "op/access.log", Declared()).logs
    read = parts.make(logs, workspace.tokens(), workspace.shelf)
    first = handover.write(read, own, Alone(workspace), tmp_path / "first")
    (kept,) = workspace.shelf.glob("*/entrega-*")
    shutil.rmtree(tmp_path / "first")
    DAMAGES[damage](kept)
    assert handover.write(read, own, Alone(workspace), tmp_path / "again") == first
    assert len(list(workspace.shelf.glob("*/entrega-*"))) == 1
