"""The same inputs give the same bytes: in another folder, under another clock, language and umask,
with other times and orders of the files, more or fewer workers, in a home that does not exist.

Pseudonyms depend on the project's key: here both builds have the same. Encrypted logs never are the
same twice, which is what makes the encryption good.
"""

import hashlib
import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline import workers
from reports.doctor import machine

from .conftest import AS_OF
from .support import operation_lines, project, run, run_apart

OTHER = {
    "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "tr_TR.ISO-8859-9", "PYTHONHASHSEED": "77",
    "HOME": "/no-existe", "USER": "otra", "LOGNAME": "otra", "TMPDIR": "", "COLUMNS": "40",
    "POLARS_MAX_THREADS": "1",
}  # fmt: skip
ONE_CORE = """
import os
from reports.doctor import machine
machine.workers = lambda: 1
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
"""
OUTPUTS = ("memoria.pdf", "memoria.html", "resumen.json", "oficio-de-entrega.pdf")
MADE = (".memoria", "salida", "told.json")
KEY = bytes(range(32))


def with_key(place: Path, key: bytes) -> Path:
    (place / ".memoria").mkdir(mode=0o700)
    (place / ".memoria" / "llave").write_bytes(key)
    (place / ".memoria" / "llave").chmod(0o600)
    return place


def copied_elsewhere(source: Path, place: Path) -> Path:
    """The same files, made in another order, at other times, with other permissions."""
    inputs = (path for path in source.rglob("*") if path.relative_to(source).parts[0] not in MADE)
    files = [path for path in inputs if path.is_file()]
    random.Random(5).shuffle(files)
    for number, path in enumerate(files):
        copy = place / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        copy.chmod(0o400 if number % 2 else 0o644)
        os.utime(copy, (number * 86_400, number * 86_400))
    return with_key(place, (source / ".memoria" / "llave").read_bytes())


def digests(out: Path) -> dict[str, str]:
    """Of what is handed over; and, to say where a difference is, of each file in the delivery."""
    (sealed,) = out.glob("entrega-*.zip")
    found = {name: (out / name).read_bytes() for name in OUTPUTS}
    with zipfile.ZipFile(sealed) as archive:
        found |= {name: archive.read(name) for name in archive.namelist()}
    found[sealed.name] = sealed.read_bytes()
    return {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}


@pytest.mark.slow
def test_the_sample_is_the_same_on_another_machine(built, tmp_path):
    other = copied_elsewhere(built.folder, tmp_path / "otra máquina" / "carpeta con ñ")
    (tmp_path / "tmp").mkdir()
    out = tmp_path / "fuera" / "aún no hay"
    arguments = ("build", other / "memoria.toml", "--as-of", AS_OF, "--out", out)
    env = OTHER | {"TMPDIR": str(tmp_path / "tmp")}
    result = run_apart(*arguments, env=env, cwd=tmp_path, prologue=ONE_CORE, umask=0o077)
    assert (result.code, result.err) == (0, "")
    one, another = digests(built.out), digests(out)
    assert [name for name in one if one[name] != another.get(name)] == []
    assert one == another
    assert not (other / "salida").exists()


def test_any_number_of_workers_gives_the_same(tmp_path, without_documents, monkeypatch):
    found = []
    for number in (1, 2, 7):
        monkeypatch.setattr(machine, "workers", lambda number=number: number)
        place = with_key(project(tmp_path / str(number)), KEY)
        for more, text in enumerate(operation_lines()):
            with (place / "op" / f"{more % 9}.log").open("a") as log:
                log.write(text)
        words = ("--as-of", AS_OF, "--shares", 5)
        assert run("build", place / "memoria.toml", *words).code == 0
        assert number == workers.WORKERS
        found.append(digests(place / "salida"))
    assert found[0] == found[1] == found[2]


def test_another_key_changes_pseudonyms_and_what_is_a_digest_of_them(tmp_path, without_documents):
    found = []
    for name, key in (("a", KEY), ("b", KEY[::-1])):
        place = with_key(project(tmp_path / name), key)
        assert run("build", place / "memoria.toml", "--as-of", AS_OF).code == 0
        found.append(digests(place / "salida"))
    changed = {name for name in found[0] if found[0][name] != found[1][name]}
    inside = {name.partition("/data/")[2].partition("/")[0] for name in changed}
    assert inside - {""} == {
        "bitacoras", "anexos.sha256", "LEEME.txt", "resumen.json", "procedencia.json",
    }  # fmt: skip
