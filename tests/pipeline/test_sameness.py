"""The same log twice, in whatever shape and order: every request is counted once."""

import gzip
import io
import itertools
import tarfile
import zipfile
from pathlib import Path

import pytest

from pipeline import containers, sameness
from pipeline.discover import discover
from pipeline.errors import LogError, Problem
from pipeline.sameness import NOTHING
from tests.pipeline.projects import MINIMAL, log_text, project

TEXT = log_text("abcdefghijklmnopqrstuvwxyz" * 20).encode()
OTHER = log_text("zyx" * 60).encode()
MIDDLE = TEXT.index(b"\n", len(TEXT) // 2) + 1


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def kept(folder: Path, *files: bytes) -> tuple[list[str], dict[str, str]]:
    """The logs that stay, by their names, and of what the others are said to be a part."""
    for number, data in enumerate(files):
        (folder / f"{number}.log").write_bytes(data)
    found = discover(project(folder, "*.log"))
    assert found.errors == ()
    told = {problem.where: problem.found for problem in found.warnings}
    return [log.name for log in found.files], told


COPIES = {
    "exact": TEXT,
    "gzip": gzip.compress(TEXT),
    "beginning": TEXT[:MIDDLE],
    "cut in a line": TEXT[: MIDDLE + 30],
    "beginning in gzip": gzip.compress(TEXT[:MIDDLE]),
    "gzip cut": gzip.compress(TEXT)[:-40],
    "in a zip": zipped(a=TEXT),
    "beginning in a zip": zipped(a=TEXT[:MIDDLE]),
    "gzip in a tar": tarred(a=gzip.compress(TEXT)),
}


@pytest.mark.parametrize("kind", COPIES)
@pytest.mark.parametrize("first", [False, True], ids=["after", "before"])
def test_a_copy_is_left_out_and_told(kind, first, tmp_path):
    files = [COPIES[kind], TEXT] if first else [TEXT, COPIES[kind]]
    names, told = kept(tmp_path, *files, OTHER)
    copy = "0.log" if first else "1.log"
    own = "1.log" if first else "0.log"
    if kind in ("exact", "gzip", "in a zip", "gzip in a tar") and first:
        copy, own = own, names[0]  # of equal ones the first named stays
    assert names == [name for name in names if name in (own, "2.log")]
    assert len(names) == 2
    ((where, found),) = told.items()
    assert where.startswith(copy)
    exact = kind in ("exact", "in a zip", "gzip in a tar")  # the digest of a member is its text's
    assert found == (
        f"es una copia exacta de {own}" if exact else f"todo lo que contiene está también en {own}"
    )


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_of_a_chain_of_beginnings_the_longest_stays_in_any_order(order, tmp_path):
    chain = [TEXT[:900], gzip.compress(TEXT[:MIDDLE]), TEXT]
    names, told = kept(tmp_path, *(chain[at] for at in order))
    longest = f"{order.index(2)}.log"
    assert names == [longest]
    assert set(told.values()) == {f"todo lo que contiene está también en {longest}"}


def test_after_several_beginnings_a_copy_of_the_whole_is_known(tmp_path):
    names, told = kept(tmp_path, TEXT[:900], TEXT[:MIDDLE], TEXT, gzip.compress(TEXT))
    assert names == ["2.log"]
    assert set(told.values()) == {"todo lo que contiene está también en 2.log"}


def test_what_is_told_of_copies(tmp_path):
    for number, data in enumerate([TEXT, TEXT, TEXT[:MIDDLE]]):
        (tmp_path / f"{number}.log").write_bytes(data)
    assert list(discover(project(tmp_path, "*.log")).warnings) == [
        Problem("1.log", "es una copia exacta de 0.log", "", NOTHING),
        Problem("2.log", "todo lo que contiene está también en 0.log", "", NOTHING),
    ]


def test_two_members_of_one_archive(tmp_path):
    names, told = kept(tmp_path, zipped(a=TEXT, b=TEXT[:MIDDLE], c=OTHER))
    assert names == ["0.log › a", "0.log › c"]
    assert list(told) == ["0.log › b"]


def test_logs_that_only_begin_alike_are_both_kept(tmp_path):
    """As those of two servers behind one balancer, which asks both whether they are well."""
    changed = TEXT[: MIDDLE - 5] + b"X" + TEXT[MIDDLE - 4 :]
    longer = TEXT[:MIDDLE] + OTHER
    names, told = kept(tmp_path, TEXT, changed, longer, gzip.compress(changed[:MIDDLE]))
    assert names == ["0.log", "1.log", "2.log"]
    assert list(told) == ["3.log"]


def test_logs_without_requests_are_no_copies(tmp_path):
    names, told = kept(tmp_path, b"# a\n", b"# a\n", b"", b"\n\n", b"# a\n\n", TEXT)
    assert names == [f"{number}.log" for number in range(6)]
    assert set(told.values()) == {"está vacío"}


def test_a_copy_in_the_other_role_is_no_copy(tmp_path):
    (tmp_path / "a.log").write_bytes(TEXT)
    (tmp_path / "b.log").write_bytes(TEXT)
    also = '\n[[logs]]\nrole = "baseline"\nfiles = "b.log"\n'
    assert "baseline" not in MINIMAL.read_text(encoding="utf-8")
    found = discover(project(tmp_path, "a.log", also=also))
    assert [(log.name, log.role) for log in found.files] == [
        ("a.log", "operation"),
        ("b.log", "baseline"),
    ]
    assert found.warnings == ()


def test_a_log_that_goes_away_while_it_is_compared_is_told(tmp_path, monkeypatch):
    real = containers.texts

    def gone(file):
        (tmp_path / "1.log").unlink(missing_ok=True)
        return real(file)

    monkeypatch.setattr(sameness, "texts", gone)
    with pytest.raises(LogError) as caught:
        kept(tmp_path, TEXT, TEXT)
    found = "no se puede leer (no existe)"
    assert list(caught.value.problems) == [Problem("1.log", found, "", "revise el disco")]


@pytest.mark.parametrize("meanwhile", [TEXT[:200], zipped(a=TEXT)[:-30]], ids=["text", "zip"])
def test_a_log_that_is_cut_while_it_is_compared_is_kept(meanwhile, tmp_path, monkeypatch):
    real, calls = containers.texts, []

    def cut(file):
        calls.append(file)
        if len(calls) == 3:  # each is read twice
            (tmp_path / "1.log").write_bytes(meanwhile)
        return real(file)

    monkeypatch.setattr(sameness, "texts", cut)
    names, _ = kept(tmp_path, TEXT, TEXT)
    assert names == ["0.log", "1.log"]
