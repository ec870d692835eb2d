"""What is handed over of the logs, by mode, and under which names."""

import gzip
import hashlib
import io
import os
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest

from pipeline import agreement, handover, lines, members, parts, project, steady
from pipeline.crew import Alone
from pipeline.discover import discover
from pipeline.errors import LogError, OutputError, SettingsError
from pipeline.handover import Handed, names_of
from pipeline.workspace import Workspace
from tests.cli import support

LINE = '192.0.2.7 - ana [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5 "-" "x"\n'
OTHER = LINE.replace("/a", "/b")
INSTITUTE = pyrage.x25519.Identity.generate()


@pytest.fixture
def place(tmp_path):
    """A project without a baseline, whose logs are what is put into op/."""
    folder = support.project(tmp_path / "p", days=0)
    (folder / "op/access.log").unlink()
    return folder


def mode(folder, name, key=""):
    """An agreement of its own with that mode of privacy."""
    profile = (agreement.FOLDER / "coahuila-prep-2023.toml").read_text(encoding="utf-8")
    profile = profile.replace('privacy_mode = "seudonimizada"', f'privacy_mode = "{name}"')
    if key:
        profile = profile.replace("[institute]", f'[institute]\nage_recipient = "{key}"')
    (folder / "convenio.toml").write_text(profile, encoding="utf-8")
    support.edit(folder / "memoria.toml", '"coahuila-prep-2023"', '"convenio.toml"')


def read(folder) -> Any:
    loaded = project.load_project(folder / "memoria.toml")
    workspace = Workspace(folder)
    found = discover(loaded)
    assert not found.errors
    return parts.make(found.files, workspace.tokens(), workspace.shelf), loaded, workspace


def written(known: Any, out: Path, **options: Any) -> tuple[Handed, ...]:
    logs, loaded, workspace = known
    return handover.write(logs, loaded, Alone(workspace), out, **options)


def hand_over(folder, out=None, **options) -> dict[str, bytes]:
    """Path in the delivery → bytes."""
    out = out or folder.parent / "out"
    handed = written(read(folder), out, **options)
    for one in handed:
        data = (out / one.path).read_bytes()
        assert (one.sha256, one.size) == (hashlib.sha256(data).hexdigest(), len(data))
    found = {one.path: (out / one.path).read_bytes() for one in handed}
    assert {path for path in support.tree(out) if (out / path).is_file()} == found.keys()
    return found


def test_logs_are_gzip_that_any_tool_reads(place):
    (place / "op/access.log").write_text(LINE * 3 + OTHER)
    ((path, data),) = hand_over(place).items()
    assert path == "bitacoras/op/access.log.gz"
    out = subprocess.run(["zcat"], input=data, capture_output=True, check=True).stdout
    assert re.sub(rb"fd[0-9a-f:]+", b"fd::", out).decode() == (
        'fd:: - - [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5 "-" "x"\n' * 3
        + 'fd:: - - [04/Jun/2023:18:00:00 -0600] "GET /b HTTP/1.1" 200 5 "-" "x"\n'
    )


def test_the_bytes_depend_on_the_logs_and_the_key_only(place, tmp_path):
    (place / "op/access.log").write_text(LINE * 3)
    first = hand_over(place)
    key = (place / ".memoria/llave").read_bytes()
    other = support.project(tmp_path / "otra" / "p", days=0)
    (other / "op/access.log").write_text(LINE * 3)
    os.utime(other / "op/access.log", (0, 0))
    assert hand_over(other) != first
    (other / ".memoria/llave").write_bytes(key)
    (other / ".memoria/llave.crc").unlink()
    assert hand_over(other, tmp_path / "out2") == first


def test_blocks_are_members_one_after_the_other(place, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", 200)
    monkeypatch.setattr(steady, "_STEP", 100)
    (place / "op/access.log").write_text(LINE * 10)
    (data,) = hand_over(place).values()
    assert data.count(b"\x1f\x8b\x08\x00\x00\x00\x00\x00") > 2
    assert gzip.decompress(data).count(b"\n") == 10


def test_a_log_is_rewritten_once(place, monkeypatch, tmp_path):
    (place / "op/access.log").write_text(LINE)
    first = hand_over(place)
    monkeypatch.setattr(members, "rewrite", None)
    done: list[int] = []
    assert hand_over(place, tmp_path / "out2", progress=lambda size, *_: done.append(size)) == first
    assert sum(done) == len(LINE)


def test_every_log_is_there_whatever_it_lay_in(place):
    (place / "op/a.log").write_bytes(b"")
    (place / "op/b.log.gz").write_bytes(gzip.compress(LINE.encode()))
    with zipfile.ZipFile(place / "op/c.zip", "w") as archive:
        archive.writestr("../dentro/access.log", OTHER * 2)
        archive.writestr("dentro/otro.log", LINE.replace("/a", "/c") * 2)
    with tarfile.open(place / "op/d.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("/var/log/nginx/access.log")
        data = (LINE.replace("/a", "/d") * 4).encode()
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    done: list[int] = []
    found = hand_over(place, progress=lambda size, *_: done.append(size))
    assert {path: gzip.decompress(data).count(b"\n") for path, data in found.items()} == {
        "bitacoras/op/a.log.gz": 0,
        "bitacoras/op/b.log.gz": 1,
        "bitacoras/op/c.zip/dentro/access.log.gz": 2,
        "bitacoras/op/c.zip/dentro/otro.log.gz": 2,
        "bitacoras/op/d.tar_gz/var/log/nginx/access.log.gz": 4,
    }


@pytest.mark.parametrize(
    ("log", "path"),
    [
        ("op/access.log", "op/access.log.gz"),
        ("op/access.log.2.gz", "op/access.log.2.gz"),
        ("op/access.log.bz2", "op/access.log.gz"),
        ("../otra/access.log", "otra/access.log.gz"),
        ("/home/juana/access.log", "access.log.gz"),
        ("C:/Users/juana/access.log", "access.log.gz"),
        ("op/bitácora del día.log", "op/bitacora_del_dia.log.gz"),
        ("op/a\u202egol.log", "op/agol.log.gz"),
        ("op/a\\x1b[2J.log", "op/a_x1b_2J.log.gz"),
        ("CON/aux.log", "_CON/_aux.log.gz"),
        ("op/.oculta", "op/oculta.gz"),
        ("op/-rf", "op/rf.gz"),
        ("op/ログ", "op/_.gz"),
        ("op/x.tar.gz › /etc/../passwd", "op/x.tar_gz/etc/passwd.gz"),
        ("op/" + "x" * 300, "op/" + "x" * 100 + ".gz"),
        ("..", "bitacora.gz"),
        (".gz", "gz.gz"),
    ],
)
def test_a_name_is_safe_everywhere(log, path):
    assert names_of([log], ".gz") == [f"bitacoras/{path}"]


def test_every_log_has_a_name_of_its_own():
    names = names_of(["a.log", "A.log", "a.log.gz", "x/a.gz/b", "x/a", "á.log"], ".gz")
    assert len({name.casefold() for name in names}) == len(names)
    folders = {name.rpartition("/")[0] for name in names}
    assert not folders & set(names)


# -- faults


def test_a_log_that_changed_meanwhile_is_told(place):
    (place / "op/access.log").write_text(LINE * 3)
    known = read(place)
    (place / "op/access.log").write_text(LINE)
    with pytest.raises(LogError, match="cambió mientras se leía"):
        written(known, place / "out")
    (place / "op/access.log").write_text("x" * len(LINE) + "\n" + LINE * 2)
    with pytest.raises(LogError, match="cambió mientras se leía"):
        written(known, place / "out")
    assert list(place.glob(".memoria/partes/*/entrega-*")) == []


def test_a_log_that_is_gone_is_told(place):
    (place / "op/access.log").write_text(LINE)
    known = read(place)
    (place / "op/access.log").unlink()
    with pytest.raises(LogError, match="no se puede leer"):
        written(known, place / "out")


def test_a_folder_that_takes_nothing_is_told(place):
    (place / "op/access.log").write_text(LINE)
    (place / "out").write_text("un archivo")
    with pytest.raises(OutputError):
        written(read(place), place / "out")


# -- the other modes


def test_only_the_institute_can_read_what_is_encrypted(place):
    mode(place, "integra-cifrada", str(INSTITUTE.to_public()))
    (place / "op/access.log").write_text(LINE)
    with zipfile.ZipFile(place / "op/b.zip", "w") as archive:
        archive.writestr("1.log", OTHER)
        archive.writestr("2.log", OTHER * 2)
    found = hand_over(place)
    assert sorted(found) == ["bitacoras/op/access.log.age", "bitacoras/op/b.zip.age"]
    for path, data in found.items():
        original = (place / path.removeprefix("bitacoras/").removesuffix(".age")).read_bytes()
        assert LINE.encode() not in data
        assert pyrage.decrypt(data, [INSTITUTE]) == original
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(data, [pyrage.x25519.Identity.generate()])
    assert hand_over(place, place / "out2") != found


def test_an_encrypted_file_says_what_it_holds(place):
    mode(place, "integra-cifrada", str(INSTITUTE.to_public()))
    (place / "op/access.log").write_text(LINE * 3)
    (found,) = written(read(place), place / "out")
    assert (found.source, found.lines) == ("op/access.log", 3)
    assert isinstance(found, Handed)


@pytest.mark.parametrize(("key", "said"), [("", "no hay llave"), ("age1x", "no es una llave")])
def test_without_the_institutes_key_no_work_starts(place, key, said):
    mode(place, "integra-cifrada", key)
    (place / "op/access.log").write_text(LINE)
    for command in ("check", "build"):
        support.assert_clear(support.run(command, place / "memoria.toml"), 2, said, "age1…")
    assert not (place / ".memoria").exists()


def test_a_wrong_key_is_refused_also_where_none_is_needed(place):
    mode(place, "seudonimizada", "age1x")
    with pytest.raises(SettingsError, match="no es una llave"):
        project.load_project(place / "memoria.toml")


def test_measures_only(place):
    mode(place, "agregada")
    (place / "op/access.log").write_text(LINE)
    assert hand_over(place) == {}
