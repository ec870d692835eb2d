"""Zips and folders that are made to harm whoever opens them. What test_bag.py shows of names, sizes
and lists is not repeated here."""

import io
import os
import socket
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import DeliveryError
from reports.delivery import bag
from reports.delivery.bag import manifests, names
from reports.verification.delivery import opened
from tests.hostile.factory import NAME, Entry, added, refused, untouched, wrong, zipped

BOMB = b"\0" * 4096


# -- additions to the headers of a zip


@pytest.mark.parametrize(
    ("kind", "content", "why"),
    [
        (0x7075, b"\1" + struct.pack("<L", 0) + b"otro.txt", "another name"),
        (0x000D, b"\0" * 12 + b"/etc/passwd", "the target of a hard link"),
        (0x756E, b"\0" * 14 + b"/etc/passwd", "the target of a symbolic link"),
        (0x9901, b"\2\0AE\3\0\0", "a password"),
        (0x0017, b"\0" * 8, "a password"),
    ],
)
@pytest.mark.parametrize("where", ["local", "central"])
def test_additions_that_some_programs_obey_are_refused(tmp_path, kind, content, why, where):
    local, central = [added(kind, content) * (where == one) for one in ("local", "central")]
    entry = Entry(f"{NAME}/x", local=local, central=central)
    assert "agregados" in refused(zipped(tmp_path / "x.zip", entry)), why


def test_additions_that_say_dates_and_owners_are_harmless(tmp_path):
    entry = Entry(f"{NAME}/x", local=added(0x5455, b"\1abcd"), central=added(0x7875, b"\1\4abcd"))
    with bag.read(zipped(tmp_path / "x.zip", entry)) as view:
        assert view.pieces["x"].content() == b"x"


@pytest.mark.parametrize(
    "extra", [b"abc", added(1, b"")[:3], added(0x5455, b"a") * 2, b"UT\xff\xff"]
)
def test_additions_that_are_no_list_are_refused(tmp_path, extra):
    refused(zipped(tmp_path / "x.zip", Entry(f"{NAME}/x", local=extra)))


def test_two_sizes_of_one_file_are_refused(tmp_path):
    """The short ones leave it to the long ones, which differ."""
    lists = [added(1, struct.pack("<2Q", 4096, 4096)), added(1, struct.pack("<2Q", 1, 1))]
    for local, central in (lists, lists[::-1]):
        entry = Entry(f"{NAME}/x", BOMB, local, central, version=45, size=0xFFFFFFFF)
        refused(zipped(tmp_path / "x.zip", entry))


# -- bombs


def test_many_files(tmp_path):
    place = tmp_path / "x.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for number in range(25_001):
            archive.writestr(zipfile.ZipInfo(f"{NAME}/{number}"), b"")
    assert "dice tener 25,001 archivos" in refused(place)


def test_ratio(tmp_path):
    place = tmp_path / "x.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{NAME}/bagit.txt", BOMB * 1000)
    said = refused(place)
    assert "a lo más 200 veces más" in said
    assert "declara 4,096,000 bytes en un zip de" in said


def test_a_zip_of_zips_is_not_unpacked(altered):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomba", BOMB * 1000)
    place = altered({"datos/csv/bomba.zip": inner.getvalue(), "otro/bomba.zip": inner.getvalue()})
    assert "datos/csv/bomba.zip: no es de ningún recurso" in wrong(place, "datos")


@pytest.mark.parametrize(
    ("path", "most"),
    [("resumen.json", "67,108,864"), ("perfiles/recalculo.toml", "16,777,216"),
     ("memoria.pdf", "67,108,864"), ("cualquiera", "67,108,864")],
)  # fmt: skip
def test_a_file_that_would_fill_the_disk_is_not_unpacked(tmp_path, path, most):
    """It is only declared: nothing of it is read. What stands beside it keeps the ratio."""
    place = tmp_path / "x.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{NAME}/bagit.txt", "x")
        archive.writestr(f"{NAME}/data/bitacoras/a", os.urandom(1 << 20))
        archive.writestr(f"{NAME}/data/{path}", b"\0" * ((64 << 20) + 1))
    assert f"{path}: mide 67,108,865 bytes\n  se esperaba: a lo más {most}" in refused(place)


# -- folders


@pytest.fixture
def folder(tmp_path) -> Path:
    (top := tmp_path / NAME).mkdir()
    (top / "bagit.txt").write_text(manifests.DECLARED)
    (top / "data").mkdir()
    return top


@pytest.fixture
def without_end(folder, monkeypatch):
    """Deeper than Python may call; what tidies up after the tests could not remove it."""
    monkeypatch.chdir(folder)
    for _ in range(1500):
        Path("a").mkdir()
        os.chdir("a")
    yield folder
    for _ in range(1500):
        os.chdir("..")
        Path("a").rmdir()


def test_folders_without_end(without_end):
    assert "anidadas" in refused(without_end)


def test_folders_without_number(folder):
    for number in range(30):
        (folder / f"{number}").mkdir()
    with pytest.raises(DeliveryError, match="más de 20 carpetas"):
        bag.read(folder, bag.Limits(folders=20)).__enter__()


def test_a_path_of_a_zip_is_not_deep(tmp_path):
    deep = f"{NAME}/{'a/' * names.DEEPEST}x"
    assert "más de 32 carpetas" in refused(zipped(tmp_path / "x.zip", Entry(deep)))


@pytest.mark.parametrize("name", ["data/tubo", "bagit.txt"])
def test_a_pipe_is_not_waited_for(folder, name):
    (folder / "bagit.txt").unlink()
    os.mkfifo(folder / name)
    assert "es un archivo especial" in refused(folder)


def test_a_socket_is_no_file(folder, monkeypatch):
    monkeypatch.chdir(folder)  # whose path may be too long for it
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("enchufe")
        assert "enchufe: es un archivo especial" in refused(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only root makes devices")
def test_a_device_is_no_file(folder):
    os.mknod(folder / "data" / "cero", 0o20666, os.makedev(1, 5))
    assert "data/cero: es un archivo especial" in refused(folder)


@pytest.mark.parametrize("place", ["tubo.zip", "cero.zip"])
def test_a_pipe_or_device_is_no_delivery(tmp_path, place):
    os.mkfifo(tmp_path / "tubo.zip")
    (tmp_path / "cero.zip").symlink_to("/dev/zero")
    assert "no es un archivo común" in refused(tmp_path / place)


def test_links_lead_nowhere(folder, tmp_path):
    (outside := tmp_path / "fuera").mkdir()
    (outside / "secreto").write_text("secreto")
    (folder / "data" / "carpeta").symlink_to(outside)
    (folder / "data" / "archivo").symlink_to(outside / "secreto")
    (folder / "data" / "vuelta").symlink_to(folder)
    with untouched(outside, folder):
        said = refused(folder)
    for name in ("carpeta", "archivo", "vuelta"):
        assert f"data/{name}: es un enlace" in said


def test_what_takes_a_files_place_is_not_opened(altered, tmp_path):
    summary = altered({}) / "data" / "resumen.json"
    with bag.read(tmp_path / NAME) as view:
        summary.unlink()
        os.mkfifo(summary)
        with pytest.raises(DeliveryError, match="ya no es un archivo común"):
            view.pieces["data/resumen.json"].content()


def test_a_name_that_begins_another_is_unpacked_once(altered):
    """`x` and `x.bak`: the first is no folder of the second."""
    with opened(altered({"memoria.pdf.bak": b"x"})) as delivery:
        assert delivery.file("memoria.pdf.bak") == b"x"


# -- names

UNSEEN = ["data/\u202egpj.exe", "data/a\u200b", "data/a\x1b[2J", "data/a\u2066b", "data/a\x85b"]


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_not_seen_in_a_name_is_refused_and_shown(tmp_path, name):
    said = refused(zipped(tmp_path / "x.zip", Entry(f"{NAME}/{name}")))
    assert "signos que no se ven" in said
    assert "·" in said


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [("x", "x", "repetido"), ("x", "X", "mayúsculas"), ("ñ", "n\u0303", "mayúsculas"),
     ("ß", "SS", "mayúsculas"), ("x", "x/y", "también carpeta")],
)  # fmt: skip
def test_names_that_are_one_on_some_disk(tmp_path, one, other, word):
    entries = [Entry(f"{NAME}/data/{name}") for name in (one, other)]
    assert word in refused(zipped(tmp_path / "x.zip", *entries))
