"""Bags: the same bytes each time, as RFC 8493 has them; and of anybody's zip, only what is safe."""

import hashlib
import os
import random
import stat
import struct
import subprocess
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DeliveryError, OutputError
from reports.delivery import bag
from reports.delivery.bag import manifests, names, writing
from reports.delivery.bag.pieces import Piece, of_bytes, unseen
from tests.examples import examples

AS_OF = date(2023, 6, 16)
INFO = {"Source-Organization": "Editora El Ñandú", "External-Description": "palabra " * 40}
FILES = {
    "memoria.pdf": b"%PDF-1.7",
    "LEEME.txt": "Léame".encode(),
    "bitacoras/operacion/access.log.gz": random.Random(1).randbytes(2_300_000),
    "bitacoras/año.log": b"",
    "anexos.sha256": b"x\n",
}


def payload(folder: Path, files=FILES) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def sealed(tmp_path) -> bag.Sealed:
    place = tmp_path / "entrega-x.zip"
    return bag.write(payload(tmp_path / "payload"), "entrega-x", INFO, AS_OF, place)


@pytest.fixture
def unpacked(sealed, tmp_path) -> Path:
    with zipfile.ZipFile(sealed.path) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked" / "entrega-x"


def refused(place, *words) -> list[str]:
    """The problems, all of which say where."""
    with pytest.raises(DeliveryError) as found, bag.read(place):
        pass
    texts = [str(problem) for problem in found.value.problems]
    assert all(problem.where for problem in found.value.problems)
    for word in words:
        assert any(word in text for text in texts), (word, texts)
    return texts


# -- writing


def test_the_result_is_told(sealed):
    content = sealed.path.read_bytes()
    assert (sealed.sha256, sealed.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert sealed.files == len(FILES)
    with bag.read(sealed.path) as view:
        listed = view.pieces["tagmanifest-sha256.txt"].digest()
    assert sealed.manifest_sha256 == listed


def test_other_tools_find_it_valid(unpacked):
    assert bagit.Bag(str(unpacked)).validate()
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        order = ["sha256sum", "--check", "--strict", "--quiet", name]
        subprocess.run(order, cwd=unpacked, check=True)


def test_the_tag_files(unpacked):
    assert (unpacked / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    text = (unpacked / "bag-info.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 79
    labels = manifests.info_labels(text)
    assert labels["External-Description"] == INFO["External-Description"].strip()
    assert labels["Bagging-Date"] == "2023-06-16"
    assert labels["Payload-Oxum"] == f"{sum(map(len, FILES.values()))}.{len(FILES)}"


def test_an_entry_tells_nothing_of_when_where_and_by_whom(sealed):
    with zipfile.ZipFile(sealed.path) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert [entry.filename for entry in entries] == sorted(
        (entry.filename for entry in entries), key=str.encode
    )
    told = {(e.date_time, e.external_attr, e.create_system, e.compress_type) for e in entries}
    assert told == {((2023, 6, 16, 0, 0, 0), (stat.S_IFREG | 0o644) << 16, 3, zipfile.ZIP_STORED)}
    assert {(entry.extra, entry.comment) for entry in entries} == {(b"", b"")}


def test_the_same_bytes_from_another_folder_later_in_another_order(sealed, tmp_path):
    old = os.umask(0o077)
    try:
        other = payload(tmp_path / "otra", dict(reversed(FILES.items())))
        for path in other.rglob("*"):
            os.utime(path, (1, 1))
        again = bag.write(other, "entrega-x", INFO, AS_OF, tmp_path / "y.zip")
    finally:
        os.umask(old)
    assert again.path.read_bytes() == sealed.path.read_bytes()
    assert stat.S_IMODE(again.path.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(1970, 1, 1), (1980, 1, 1, 0, 0, 0)), (date(2150, 5, 6), (2107, 12, 31, 0, 0, 0))],
)
def test_dates_that_a_zip_cannot_tell(tmp_path, day, told):
    made = bag.write(payload(tmp_path / "p"), "b", {}, day, tmp_path / "b.zip")
    with zipfile.ZipFile(made.path) as archive:
        assert archive.infolist()[0].date_time == told


def test_more_than_four_gigabytes_have_their_sizes(tmp_path, monkeypatch):
    """With the limit where it costs nothing: the same code writes and reads the long records."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    made = bag.write(payload(tmp_path / "p"), "b", {}, AS_OF, tmp_path / "b.zip")
    assert b"PK\6\6" in made.path.read_bytes()
    with bag.read(made.path) as view:
        assert bag.check(view) == []


@pytest.mark.parametrize(
    "files", [{"a\nb": b""}, {"a\\b": b""}, {"CON.txt": b""}, {"a": b"", "A": b""}, {"a.": b""}]
)
def test_no_bag_of_ours_has_names_that_ours_would_refuse(tmp_path, files):
    with pytest.raises(OutputError):
        bag.write(payload(tmp_path / "p", files), "b", {}, AS_OF, tmp_path / "b.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p"]


def test_no_bag_of_ours_has_more_files_than_ours_would_open(tmp_path):
    """With the list of digests and its like they would be too many."""
    most = bag.Limits().files - writing.TAGS
    pieces = [of_bytes(str(number), b"") for number in range(most + 1)]
    labels = {"Bagging-Date": AS_OF.isoformat()}
    with pytest.raises(OutputError, match=r"tiene 25,001 archivos\n  se esperaba: a lo más 25,000"):
        writing._pack(pieces, "b", labels, tmp_path / "b.zip", unseen)
    assert list(tmp_path.iterdir()) == []
    made = writing._pack(pieces[1:], "b", labels, tmp_path / "b.zip", unseen)
    with bag.read(made.path) as view:
        assert len(view.pieces) == bag.Limits().files
        assert bag.check(view) == []


def test_a_link_in_the_payload_is_not_followed(tmp_path):
    place = payload(tmp_path / "p")
    (place / "roto").symlink_to("no-existe")
    with pytest.raises(OutputError):
        bag.write(place, "b", {}, AS_OF, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_what_changes_while_it_is_packed_leaves_nothing(tmp_path, monkeypatch):
    place = payload(tmp_path / "p")
    real = Piece.blocks

    def short(piece):
        yield from list(real(piece))[:-1]
        if piece.path.endswith(".gz"):
            (place / piece.path).write_bytes(b"")
            yield from real(piece)

    monkeypatch.setattr(Piece, "blocks", short)
    with pytest.raises(DeliveryError, match=r"access\.log\.gz"):
        bag.write(place, "b", {}, AS_OF, tmp_path / "b.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p"]


def test_progress_counts_payload_and_zip(tmp_path):
    done: list[int] = []
    made = bag.write(payload(tmp_path / "p"), "b", {}, AS_OF, tmp_path / "b.zip",
                     progress=done.append)  # fmt: skip
    assert sum(done) == made.size + sum(map(len, FILES.values()))


# -- resealing


def test_a_signed_document_takes_the_place_of_the_other(sealed):
    before = sealed.path.read_bytes()
    again = bag.reseal(sealed.path, {"memoria.pdf": b"%PDF-1.7 firmada"}, sealed.path)
    assert again.sha256 == hashlib.sha256(sealed.path.read_bytes()).hexdigest() != sealed.sha256
    with bag.read(sealed.path) as view:
        assert bag.check(view) == []
        assert view.pieces["data/memoria.pdf"].content() == b"%PDF-1.7 firmada"
        assert view.pieces["data/LEEME.txt"].content() == FILES["LEEME.txt"]
    bag.reseal(sealed.path, {"memoria.pdf": FILES["memoria.pdf"]}, sealed.path)
    assert sealed.path.read_bytes() == before


def test_resealing_hides_no_tampering_and_adds_nothing(sealed):
    content = sealed.path.read_bytes()
    with pytest.raises(DeliveryError, match=r"otro\.pdf"):
        bag.reseal(sealed.path, {"otro.pdf": b""}, sealed.path)
    changed = repacked(sealed.path, {"entrega-x/data/LEEME.txt": b"otra cosa"})
    with pytest.raises(DeliveryError, match=r"data/LEEME\.txt: su huella"):
        bag.reseal(changed, {"memoria.pdf": b""}, changed)
    assert sealed.path.read_bytes() == content
    assert not list(sealed.path.parent.glob(".*"))


# -- what is not as the lists say


def repacked(place: Path, replaced, dropped=()) -> Path:
    """Another zip of the same files but for some, as any program would write it."""
    other = place.with_name("otra.zip")
    with zipfile.ZipFile(place) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        contents = {name: old.read(name) for name in old.namelist() if name not in dropped}
        for name, content in (contents | replaced).items():
            new.writestr(name, content)
    return other


def found_in(place) -> list[str]:
    with bag.read(place) as view:
        return [str(problem) for problem in bag.check(view)]


def test_packed_by_another_program_or_unpacked_it_is_as_good(sealed, unpacked):
    assert found_in(sealed.path) == []
    again = repacked(sealed.path, {})
    assert found_in(again) == []
    with bag.read(sealed.path) as ours, bag.read(again) as other:
        assert (ours.repacked, other.repacked) == (False, True)
    assert found_in(unpacked) == []
    assert found_in(unpacked.parent) == []


@pytest.mark.parametrize(
    ("replaced", "dropped", "words"),
    [
        ({"data/LEEME.txt": b"L"}, (), ["data/LEEME.txt: su huella", "Payload-Oxum"]),
        ({"data/otro": b""}, (), ["data/otro: sobra", "Payload-Oxum"]),
        ({"otro.txt": b""}, (), ["otro.txt: sobra"]),
        ({"fetch.txt": b"https://example.org 3 data/otro\n"}, (), ["fetch.txt: sobra"]),
        ({}, ["data/memoria.pdf"], ["data/memoria.pdf: falta"]),
        ({}, ["bagit.txt"], ["bagit.txt: falta"]),
        ({}, ["bag-info.txt"], ["bag-info.txt: falta"]),
        ({}, ["manifest-sha256.txt"], ["manifest-sha256.txt: falta"]),
        ({}, ["tagmanifest-sha256.txt"], ["tagmanifest-sha256.txt: falta"]),
        ({"bagit.txt": b"BagIt-Version: 0.93\n"}, (), ["«1.0»", "«UTF-8»"]),
        ({"manifest-sha256.txt": b"zz  data/x\n\xff"}, (), ["no es texto en UTF-8"]),
        ({"manifest-sha256.txt": b"zz  data/x\n"}, (), ["manifest-sha256.txt:1: el rengl"]),
        ({"manifest-sha256.txt": b"%064d  ../x\n" % 0}, (), ["«..» sube de carpeta"]),
        ({"manifest-sha256.txt": b"%064d  data/x\n" % 0 * 2}, (), ["«data/x» está dos veces"]),
    ],
)
def test_whatever_differs_is_found(sealed, replaced, dropped, words):
    inside = {f"entrega-x/{name}": content for name, content in replaced.items()}
    out = [f"entrega-x/{name}" for name in dropped]
    texts = found_in(repacked(sealed.path, inside, out))
    for word in words:
        assert any(word in text for text in texts), (word, texts)


def test_a_changed_byte_anywhere_in_a_file_is_found(sealed):
    whole = sealed.path.read_bytes()
    with zipfile.ZipFile(sealed.path) as archive:
        starts = [entry.header_offset + 30 + len(entry.filename.encode())
                  for entry in archive.infolist() if entry.file_size]  # fmt: skip
    for start in starts:
        changed = bytearray(whole)
        changed[start] ^= 1
        sealed.path.write_bytes(changed)
        assert found_in(sealed.path), start


def test_a_changed_bit_anywhere_in_the_zip_is_found(tmp_path):
    """Also where no content is: dates, versions, permissions, lengths, places."""
    files = {"a.txt": b"x", "b": b""}
    made = bag.write(payload(tmp_path / "p", files), "b", {}, AS_OF, tmp_path / "b.zip")
    whole = made.path.read_bytes()
    unseen = []
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1 << at % 8
        made.path.write_bytes(changed)
        with suppress(DeliveryError), bag.read(made.path) as view:
            unseen += [] if view.repacked or bag.check(view) else [at]
    assert unseen == []


# -- hostile zips

LINK, FIFO, DEVICE = stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK


def zipped(place: Path, *entries, kind: int = 0, method: int = zipfile.ZIP_STORED) -> Path:
    """A zip of these names, whatever they are; `\\0` and the like are put in afterwards."""
    with zipfile.ZipFile(place, "w", method) as archive:
        for name in ("b/bagit.txt", *entries):
            entry = zipfile.ZipInfo("x" * len(name.encode()) if "\0" in name else name)
            entry.compress_type = method
            entry.external_attr = ((kind or stat.S_IFREG) | 0o644) << 16
            archive.writestr(entry, b"hola" * 100 if not name.endswith("/") else b"")
    for name in entries:
        if "\0" in name:
            content = place.read_bytes().replace(b"x" * len(name.encode()), name.encode())
            place.write_bytes(content)
    return place


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("/etc/passwd", "una ruta absoluta"),
        ("b/../../x", "«..» sube de carpeta"),
        ("b/x\\y", "una diagonal invertida"),
        ("C:/x", "una letra de unidad"),
        ("b/C:x", "Windows no admite"),
        ("b//x", "una carpeta sin nombre"),
        ("b/./x", "una carpeta sin nombre"),
        ("b/x\x1b[2J", "signos que no se ven"),
        ("b/x\0y", "signos que no se ven"),
        ("b/\u202egpj.exe", "signos que no se ven"),
        ("b/a\u200bb", "signos que no se ven"),
        ("b/aux.txt", "un dispositivo de Windows"),
        ("b/x.", "un punto o espacio al final"),
        ("b/" + "x" * 300, "un nombre muy largo"),
        ("b/" + "x/" * 600 + "x", "una ruta demasiado larga"),
        ("otra/x", "fuera de su carpeta: «b», «otra»"),
        ("x", "fuera de su carpeta"),
        ("b/BAGIT.txt", "distinto solo en mayúsculas"),
        ("b/bagit.txt/x", "es archivo y también carpeta"),
        ("../", "«..» sube de carpeta"),
    ],
)
def test_a_name_that_is_not_safe_is_refused_and_shown_harmless(tmp_path, name, word):
    texts = refused(zipped(tmp_path / "x.zip", name), word)
    assert all(text.replace("\n", "").isprintable() for text in texts)


def test_all_problems_are_told_at_once(tmp_path):
    texts = refused(zipped(tmp_path / "x.zip", "/x", "b/../y", "otra/z", "b/Bagit.txt"))
    assert len(texts) >= 4


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name(tmp_path):
    refused(zipped(tmp_path / "x.zip", "b/x", "b/x"), "nombre repetido")


@pytest.mark.parametrize(
    ("kind", "word"),
    [(LINK, "un enlace simbólico"), (FIFO, "archivo especial"), (DEVICE, "archivo especial")],
)
def test_links_and_special_files(tmp_path, kind, word):
    refused(zipped(tmp_path / "x.zip", "b/x", kind=kind), word)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_every_program_unpacks(tmp_path, method):
    refused(zipped(tmp_path / "x.zip", "b/x", method=method), "de un modo poco usual")


def test_what_a_password_protects(tmp_path):
    place = zipped(tmp_path / "x.zip", "b/x")
    content = bytearray(place.read_bytes())
    for magic, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.rfind(magic) + at] |= 1
    place.write_bytes(content)
    refused(place, "cifrado con contraseña")


def test_declared_too_much(tmp_path):
    place = tmp_path / "x.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/bagit.txt", b"\0" * 10_000_000)
    refused(place, "a lo más 200 veces más")
    with pytest.raises(DeliveryError, match="declara 10,000,000"):
        bag.read(place, bag.Limits(size=9_999_999)).__enter__()
    with pytest.raises(DeliveryError, match="a lo más 1"):
        bag.read(zipped(tmp_path / "y.zip", "b/x"), bag.Limits(files=1)).__enter__()


def patched(place: Path, local: bytes | None, central: bytes | None, size: int) -> Path:
    """Another uncompressed size in the last header of either list."""
    content = bytearray(place.read_bytes())
    if local:
        struct.pack_into("<L", content, content.rfind(local) + 22, size)
    if central:
        struct.pack_into("<L", content, content.rfind(central) + 24, size)
    place.write_bytes(content)
    return place


@pytest.mark.parametrize(
    ("local", "central", "word"),
    [
        (b"PK\3\4", None, "sus dos encabezados no dicen lo mismo (tamaño"),
        (None, b"PK\1\2", "sus dos encabezados no dicen lo mismo (tamaño"),
        (b"PK\3\4", b"PK\1\2", "tamaño guardado"),
    ],
)
@pytest.mark.parametrize("size", [0, 3, 100_000])
def test_sizes_that_lie(tmp_path, local, central, word, size):
    refused(patched(zipped(tmp_path / "x.zip", "b/x"), local, central, size), word)


@pytest.mark.parametrize("size", [3, 30_000])
def test_a_packed_file_that_is_not_of_its_size_gives_no_more_than_that(tmp_path, size):
    place = zipped(tmp_path / "x.zip", "b/x", method=zipfile.ZIP_DEFLATED)
    patched(place, b"PK\3\4", b"PK\1\2", size)
    with bag.read(place) as view, pytest.raises(DeliveryError, match=r"^(b/)?x: "):
        assert sum(map(len, view.pieces["x"].blocks())) <= size


def test_bytes_that_belong_to_no_file(tmp_path):
    place = zipped(tmp_path / "x.zip", "b/x")
    content = place.read_bytes()
    for hidden, word in (
        (b"#!/bin/sh\n" + content, "antes o después"),
        (content + b"\n", "no es un zip entero"),
        (content[:-2] + b"\3\0abc", "no es un zip entero"),
        (content[:-1], "no es un zip entero"),
        (content[:100], "no es un zip entero"),
        (b"", "no es un zip entero"),
        (os.urandom(1000), "no es un zip entero"),
    ):
        place.write_bytes(hidden)
        refused(place, word)


def test_bytes_between_the_last_file_and_the_list(tmp_path):
    place = zipped(tmp_path / "x.zip", "b/x")
    content = bytearray(place.read_bytes())
    (start,) = struct.unpack_from("<L", content, len(content) - 6)
    struct.pack_into("<L", content, len(content) - 6, start + 6)
    place.write_bytes(content[:start] + b"oculto" + content[start:])
    refused(place, "hay bytes que no son de ningún archivo")


def test_files_that_share_their_bytes(tmp_path):
    """A small zip that unpacks to much: every file begins in the same place."""
    place = zipped(tmp_path / "x.zip", "b/xxxxx.txt")
    content = bytearray(place.read_bytes())
    first, second = content.find(b"PK\1\2"), content.rfind(b"PK\1\2")
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    place.write_bytes(content)
    refused(place, "bytes ocultos o compartidos")


def test_a_list_that_says_it_is_huge_is_not_read(tmp_path):
    place = zipped(tmp_path / "x.zip", "b/x")
    content = bytearray(place.read_bytes())
    struct.pack_into("<2H", content, len(content) - 14, 65_000, 65_000)
    place.write_bytes(content)
    refused(place, "dice tener 65,000 archivos")


@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_a_damaged_zip_is_refused_or_gives_what_was_in_it(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("damaged")
    place = zipped(folder / "x.zip", "b/x", "b/y", method=zipfile.ZIP_DEFLATED)
    content = bytearray(place.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    place.write_bytes(content)
    with suppress(DeliveryError), bag.read(place) as view:
        for piece in view.pieces.values():
            assert sum(map(len, piece.blocks())) == piece.size


# -- hostile folders


def test_links_and_special_files_of_a_folder(unpacked, tmp_path):
    (unpacked / "data" / "enlace").symlink_to("/etc/passwd")
    (unpacked / "data" / "carpeta").symlink_to(tmp_path)
    os.mkfifo(unpacked / "data" / "tubo")
    texts = refused(unpacked, "data/enlace: es un enlace", "data/carpeta: es un enlace",
                    "data/tubo: es un archivo especial")  # fmt: skip
    assert len(texts) == 3


def test_a_folder_that_is_none(tmp_path):
    refused(tmp_path / "no-existe.zip", "no existe")
    refused(tmp_path, "está vacía")


def test_unpacking_writes_only_what_is_asked_for(sealed, tmp_path):
    with bag.read(sealed.path) as view:
        bag.extract(view, tmp_path / "x", "data/bitacoras/")
        with pytest.raises(OutputError, match="ya hay un archivo"):
            bag.extract(view, tmp_path / "x", "data/bitacoras/")
    found = {path.relative_to(tmp_path / "x").as_posix(): path.read_bytes()
             for path in (tmp_path / "x").rglob("*") if path.is_file()}  # fmt: skip
    assert found == {f"data/{name}": content for name, content in FILES.items()
                     if name.startswith("bitacoras/")}  # fmt: skip


def test_what_was_unpacked_is_not_read_again_for_its_digest(sealed, tmp_path, monkeypatch):
    read = []
    real = Piece.blocks

    def noted(piece):
        read.append(piece.path)
        return real(piece)

    monkeypatch.setattr(Piece, "blocks", noted)
    with bag.read(sealed.path) as view:
        bag.extract(view, tmp_path / "x", "data/", without="data/bitacoras/")
        assert bag.check(view) == []
    assert sorted(path for path in read if path.startswith("data/")) == sorted(
        f"data/{name}" for name in FILES
    )


# -- names

ANY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@given(ANY)
def test_a_path_in_a_manifest_is_read_as_it_was_written(path):
    text = names.encoded(path)
    assert not set("\r\n") & set(text)
    assert names.decoded(text) == path


@given(ANY)
def test_a_portable_name_is_safe_and_stays_what_it_is(name):
    portable = names.portable(name)
    assert names.wrong(portable) == ""
    assert "/" not in portable
    assert names.encoded(portable) == portable
    assert names.portable(portable) == portable


@pytest.mark.parametrize("name", ["incidencias.csv", "Año 2023, julio.ods", "comentarios.md"])
def test_a_usual_name_is_kept(name):
    assert names.portable(name) == name


SAFE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).map(names.portable)


@given(st.dictionaries(SAFE, st.binary(max_size=30), max_size=6))
@settings(max_examples=examples(25), deadline=None)
def test_any_payload_comes_back(tmp_path_factory, files):
    if list(names.problems(files)):
        return
    folder = tmp_path_factory.mktemp("any")
    (folder / "p").mkdir()
    made = bag.write(payload(folder / "p", files), "b", {}, AS_OF, folder / "b.zip")
    with bag.read(made.path) as view:
        assert bag.check(view) == []
        assert {piece.path: piece.content() for piece in view.payload()} == files


def test_no_stream_gives_more_than_was_declared():
    lying = Piece("x", 3, of_bytes("x", b"abcdef").open)
    with pytest.raises(DeliveryError, match="no mide los 3 bytes"):
        lying.content()
    with pytest.raises(DeliveryError, match="a lo más 2"):
        of_bytes("x", b"abc").content(most=2)
