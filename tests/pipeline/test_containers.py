"""What lies in a file: its first bytes say so, its damage is told, and memory stays bounded."""

import bz2
import contextlib
import gzip
import io
import lzma
import random
import re
import struct
import tarfile
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import containers
from pipeline.containers import ContainerError, DamageError, Text, base, compressed, texts
from tests.examples import examples

MIB = 1 << 20
TEXT = b"".join(f"renglon {number} {number**7 % 1000}\n".encode() for number in range(120))


def whole_of(path: Path) -> list[tuple[str | None, str, bytes, str | None]]:
    """Of each log in a file: its member, compression, text and damage."""
    with path.open("rb") as file:
        return [whole(text) for text in texts(file)]


def whole(text: Text) -> tuple[str | None, str, bytes, str | None]:
    data = list[bytes]()
    damage = None
    try:
        for piece in text.pieces:
            assert piece, "an empty piece would be taken for the end"
            data.append(piece)
    except (DamageError, ContainerError) as error:
        damage = str(error)
    return text.member, text.compression, b"".join(data), damage


def damage_of(path: Path) -> tuple[bytes, str | None]:
    """All that could be read of a file that is one log, and what is said of the rest."""
    ((_, _, text, damage),) = whole_of(path)
    return text, damage


def test_a_name_does_not_decide_what_a_file_is(tmp_path):
    (tmp_path / "plain.gz").write_bytes(b"uno\n")
    (tmp_path / "packed.log").write_bytes(gzip.compress(b"uno\n"))
    assert whole_of(tmp_path / "plain.gz") == [(None, "plain", b"uno\n", None)]
    assert whole_of(tmp_path / "packed.log") == [(None, "gzip", b"uno\n", None)]


@pytest.mark.parametrize("padding", [b"", b"\0" * 9000], ids=["bare", "padded"])
def test_members_follow_one_another(padding, log):
    data = padding.join(
        [gzip.compress(b"uno\nd"), gzip.compress(b""), gzip.compress(b"os\ntres\n")]
    )
    assert damage_of(log(data + padding)) == (b"uno\ndos\ntres\n", None)


def test_many_members_across_the_borders_of_reading(log, monkeypatch):
    monkeypatch.setattr(base, "READ", 7)
    data = b"\0\0".join(gzip.compress(TEXT[at : at + 100]) for at in range(0, len(TEXT), 100))
    assert damage_of(log(data + b"\0\0\0")) == (TEXT, None)


def test_a_gzip_cut_at_any_byte_gives_what_it_holds(log):
    """Independent: what Python's own zlib gives for the same beginning."""
    data = gzip.compress(TEXT)
    for cut in range(2, len(data)):
        expected = zlib.decompressobj(31).decompress(data[:cut])
        text, damage = damage_of(log(data[:cut]))
        assert text == expected, cut
        assert damage is not None, cut
        assert "cortado" in damage, cut
        assert f"{cut:,}" in damage, cut


def test_nothing_of_a_gzip_is_lost_before_its_first_wrong_byte(log):
    """Stored blocks say nothing of what follows: all before the break is good."""
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=0) as file:
        for _ in range(40):
            file.write(TEXT)
            file.flush()
    data = bytearray(stream.getvalue())
    middle = data.index(b"renglon 7 ", len(data) // 2)
    broken = data.index(b"\x00\x00\xff\xff", middle) - 1
    data[broken] = 0xFF  # a block of a kind that does not exist
    text, damage = damage_of(log(bytes(data)))
    assert damage is not None
    assert "dañado" in damage
    assert len(text) >= len(TEXT) * 19
    assert (TEXT * 40).startswith(text)


def test_a_wrong_checksum_is_damage_and_loses_no_line(log):
    data = bytearray(gzip.compress(TEXT))
    data[-6] ^= 0xFF
    text, damage = damage_of(log(bytes(data)))
    assert damage is not None
    assert text == TEXT


def test_what_was_read_before_a_break_is_not_told_twice(log, monkeypatch):
    """A member of several readings, whose checksum is wrong."""
    monkeypatch.setattr(compressed, "_STEP", 3000)
    text = random.Random(2).randbytes(2 * MIB).hex().encode() + b"\n"
    data = bytearray(gzip.compress(text, 1))
    data[-6] ^= 0xFF
    found, damage = damage_of(log(bytes(data)))
    assert damage is not None
    assert len(found) == len(text)
    assert found == text


def test_any_flipped_byte_ends_in_lines_and_never_in_an_error(log):
    data = gzip.compress(TEXT, mtime=0)
    for at in range(2, len(data)):
        broken = bytearray(data)
        broken[at] ^= 0x55
        text, damage = damage_of(log(bytes(broken)))
        assert damage is not None or text == TEXT, at


def test_garbage_after_a_gzip_is_told(log):
    text, damage = damage_of(log(gzip.compress(TEXT) + b"not a member"))
    assert text == TEXT
    assert damage is not None


# ── the other compressions ───────────────────────────────────────────────────────────────────


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd,
}
INDEPENDENT: dict[str, Callable[[], Any]] = {
    "gzip": lambda: zlib.decompressobj(31),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "zstd": lambda: zstandard.ZstdDecompressor().decompressobj(),
}
kinds = pytest.mark.parametrize("kind", PACKED)


@kinds
def test_streams_follow_one_another(kind, log):
    pack = PACKED[kind]
    data = pack(b"uno\nd") + pack(b"") + pack(b"os\ntres\n")
    assert whole_of(log(data)) == [(None, kind, b"uno\ndos\ntres\n", None)]


@kinds
def test_a_stream_cut_at_any_byte_gives_what_it_holds(kind, log):
    data = PACKED[kind](TEXT)
    for cut in range(6, len(data), 5):
        expected = INDEPENDENT[kind]().decompress(data[:cut])
        text, damage = damage_of(log(data[:cut]))
        assert text == expected, cut
        assert damage is not None, cut
        assert "cortado" in damage, cut


@kinds
def test_of_two_streams_the_first_is_whole_where_the_second_breaks(kind, log):
    first, second = PACKED[kind](TEXT), bytearray(PACKED[kind](TEXT[::-1]))
    second[len(second) // 2] ^= 0x55
    text, damage = damage_of(log(first + second))
    assert text.startswith(TEXT)
    assert damage is not None


@kinds
def test_a_flipped_byte_is_never_silent_nor_an_error(kind, log):
    data = PACKED[kind](TEXT)
    for at in range(6, len(data), 3):
        broken = bytearray(data)
        broken[at] ^= 0x55
        text, damage = damage_of(log(bytes(broken)))
        assert damage is not None or text == TEXT, at


@kinds
def test_what_follows_the_last_stream(kind, log):
    data = PACKED[kind](TEXT)
    text, damage = damage_of(log(data + b"garbage"))
    assert (text, damage is None) == (TEXT, False)
    assert damage_of(log(data + bytes(600))) == (TEXT, None), "padding of a tape or a disk"


# ── archives ─────────────────────────────────────────────────────────────────────────────────

Members = Sequence[tuple[str, bytes]]
THREE: Members = (("a.log", TEXT), ("b.log", TEXT[:500]), ("c.log", TEXT * 3))


def tar(members: Members, mode: Any = "w", **options: Any) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, **options) as archive:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


ARCHIVES: dict[str, tuple[str, Callable[[Members], bytes]]] = {
    "tar": ("tar", tar),
    "tar.gz": ("tar+gzip", lambda members: tar(members, "w:gz")),
    "tar.bz2": ("tar+bzip2", lambda members: tar(members, "w:bz2")),
    "tar.xz": ("tar+xz", lambda members: tar(members, "w:xz")),
    "tar.zst": ("tar+zstd", lambda members: zstd(tar(members))),
    "zip": ("zip", zipped),
    "stored zip": ("zip", lambda members: zipped(members, zipfile.ZIP_STORED)),
    "bzip2 zip": ("zip", lambda members: zipped(members, zipfile.ZIP_BZIP2)),
    "pax": ("tar", lambda members: tar(members, format=tarfile.PAX_FORMAT)),
    "ustar": ("tar", lambda members: tar(members, format=tarfile.USTAR_FORMAT)),
}
archives = pytest.mark.parametrize("kind", ARCHIVES)


@archives
def test_every_member_of_an_archive_is_a_text(kind, log):
    compression, pack = ARCHIVES[kind]
    long = ("carpeta/" * 9 + "x.log", b"uno\n")
    path = log(pack((*THREE, long, ("vacia.log", b""))))
    expected = [(name, compression, data, None) for name, data in (*THREE, long)]
    assert whole_of(path) == [*expected, ("vacia.log", compression, b"", None)]
    with path.open("rb") as file:
        assert [text.size for text in texts(file)][:3] == [len(data) for _, data in THREE]


@archives
def test_a_member_may_be_left_unread(kind, log):
    with log(ARCHIVES[kind][1](THREE)).open("rb") as file:
        found = [b"".join(text.pieces) for text in texts(file) if text.member == "b.log"]
    assert found == [TEXT[:500]]


@archives
def test_a_name_twice_is_two_texts_under_two_names(kind, log):
    twice = [("a", b"uno\n"), ("a (2)", b"otro\n"), ("a", b"dos\n"), ("a", b"tres\n")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = log(ARCHIVES[kind][1](twice))
    found = whole_of(path)
    assert [text for _, _, text, _ in found] == [b"uno\n", b"otro\n", b"dos\n", b"tres\n"]
    names = [member for member, *_ in found]
    assert len(set(names)) == 4
    assert names[:2] == ["a", "a (2)"]


@archives
def test_members_that_are_compressed_and_others_that_are_refused(kind, log):
    compression, pack = ARCHIVES[kind]
    good = [(f"{name}.log", packed(TEXT)) for name, packed in PACKED.items()]
    bad = [
        ("x.tar", tar(THREE)),
        ("x.tgz", tar(THREE, "w:gz")),
        ("x.zip", zipped(THREE)),
        ("x.7z", b"7z\xbc\xaf\x27\x1c\0\0"),
    ]
    found = whole_of(
        log(pack([*bad, *good, ("twice.gz", gzip.compress(gzip.compress(b"a", mtime=0), mtime=0))]))
    )
    assert found[4:8] == [(f"{name}.log", f"{compression}+{name}", TEXT, None) for name in PACKED]
    assert found[8][2] == gzip.compress(b"a", mtime=0), "as it lies: nothing is unpacked twice"
    assert [text for _, _, text, _ in found[:4]] == [b""] * 4
    for _, _, _, why in found[:3]:
        assert why == "es un archivo de archivos dentro de otro: extráigalo primero"
    assert found[3][3] == "está comprimido con 7z, que no se lee"


def assert_beginnings(found, members: Members) -> int:
    """Of each member a beginning, whole up to the one in which the archive breaks; how much."""
    texts_of = dict(members)
    for member, _, text, damage in found:
        assert texts_of[member].startswith(text)
        assert damage is not None or text == texts_of[member]
    assert [member for member, *_ in found] == [name for name, _ in members][: len(found)]
    return sum(len(text) for _, _, text, _ in found)


def read_until_it_breaks(path: Path):
    """The members, and what is said where the archive breaks off between two of them."""
    found: list[tuple[str | None, str, bytes, str | None]] = []
    try:
        with path.open("rb") as file:
            for text in texts(file):
                found.append(whole(text))  # noqa: PERF401  what came before an error is kept
    except DamageError as error:
        return found, str(error)
    return found, None


def test_a_tar_cut_anywhere_keeps_what_stands_before(log):
    """Independent: where the members lie, which tarfile tells of the whole archive."""
    data = tar(THREE)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        places = [(entry.offset_data, entry.size) for entry in archive]
    end = places[-1][0] + -(-places[-1][1] // 512) * 512
    for cut in [*range(512, end, 97), *range(512, end + 1, 512), end + 511]:
        expected = sum(max(0, min(cut - at, size)) for at, size in places)
        found, told = read_until_it_breaks(log(data[:cut]))
        assert assert_beginnings(found, THREE) == expected, cut
        told = told or found[-1][3]
        assert told is not None, cut
        assert "cortado" in told, cut
    assert read_until_it_breaks(log(data[: end + 512])) == (whole_of(log(data)), None)


@pytest.mark.parametrize("kind", ["tar.gz", "tar.bz2", "tar.xz", "tar.zst"])
def test_a_packed_tar_cut_or_broken_anywhere_keeps_what_stands_before(kind, log):
    """Independent: what the compression's own library gives for the same beginning."""
    data = ARCHIVES[kind][1](THREE)
    own = {"tar.gz": "gzip", "tar.bz2": "bzip2", "tar.xz": "xz", "tar.zst": "zstd"}[kind]
    with tarfile.open(fileobj=io.BytesIO(tar(THREE))) as archive:
        places = [(entry.offset_data, entry.size) for entry in archive]
    for cut in range(len(data) // 3, len(data), 23):
        given = len(INDEPENDENT[own]().decompress(data[:cut]))
        if given < 512:
            continue
        expected = sum(max(0, min(given - at, size)) for at, size in places)
        found, told = read_until_it_breaks(log(data[:cut]))
        assert assert_beginnings(found, THREE) == expected, cut
        assert told or found[-1][3], cut
    broken = bytearray(data)
    broken[-2 if own == "zstd" else -6] ^= 0x55  # of the check sum, behind all that the tar holds
    found, told = read_until_it_breaks(log(bytes(broken)))
    assert [text for _, _, text, _ in found] == [text for _, text in THREE]
    assert told is not None


def test_a_broken_header_in_a_tar_is_not_its_end(log):
    data = bytearray(tar(THREE))
    data[data.index(b"b.log")] ^= 1
    found, told = read_until_it_breaks(log(bytes(data)))
    assert [member for member, *_ in found] == ["a.log"]
    assert told == "el tar está dañado"


def test_a_wrong_checksum_in_a_zip_is_damage_of_its_member_and_loses_no_line(log):
    data = bytearray(zipped(THREE))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        checksum = struct.pack("<L", archive.infolist()[1].CRC)
    broken = data.replace(checksum, struct.pack("<L", 7))
    found = whole_of(log(bytes(broken)))
    assert [text for _, _, text, _ in found] == [text for _, text in THREE]
    assert [damage is None for *_, damage in found] == [True, False, True]


def test_a_break_in_a_zip_costs_only_what_follows_it_in_its_member(log):
    text = random.Random(3).randbytes(1 << 19).hex().encode()
    data = bytearray(zipped([("a", TEXT), ("b", text), ("c", TEXT)]))
    broken = data.index(b"PK\x03\x04", 4) + len(text) // 4  # about half of the member
    data[broken : broken + 40] = b"\xff" * 40
    first, second, third = whole_of(log(bytes(data)))
    assert (first[2], third[2]) == (TEXT, TEXT)
    assert second[3] is not None
    assert second[2].startswith(text[: len(text) // 3])


HOSTILE_NAMES = (
    "../../fuera",
    "/etc/passwd",
    "C:\\x",
    "\x1b[2J\n\r",
    "\u202egnp",
    "año",
    " ",
    "a\x7f",
)


@archives
def test_names_are_only_shown(kind, log, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = whole_of(log(ARCHIVES[kind][1]([(name, b"uno\n") for name in HOSTILE_NAMES])))
    assert [text for _, _, text, _ in found] == [b"uno\n"] * len(HOSTILE_NAMES)
    shown = [member or "" for member, *_ in found]
    assert all(name.isprintable() for name in shown)
    assert (shown[0], shown[5]) == ("../../fuera", "año")
    assert [path.name for path in tmp_path.iterdir()] == ["access.log"]


def test_only_files_of_an_archive_are_texts(log):
    """Links to files that exist: what they point to must not be read."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE,
                     tarfile.CHRTYPE, tarfile.BLKTYPE):  # fmt: skip
            entry = tarfile.TarInfo("x")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        entry = tarfile.TarInfo("a.log")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"uno\n"))
    assert whole_of(log(stream.getvalue())) == [("a.log", "tar", b"uno\n", None)]
    assert whole_of(log(zipped([("carpeta/", b""), ("a.log", b"uno\n")]))) == [
        ("a.log", "zip", b"uno\n", None)
    ]


def test_what_a_zip_may_hold_that_is_not_read(log):
    data = zipped([("a.log", TEXT), ("b.log", TEXT)])
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    encrypted, unknown = bytearray(data), bytearray(data)
    encrypted[local + 6] |= 1
    encrypted[central + 8] |= 1
    unknown[local + 8] = unknown[central + 10] = 9  # Deflate64, Windows' own for large files
    for broken, why in ((encrypted, "cifrado"), (unknown, "método de zip que no se lee")):
        first, second = whole_of(log(bytes(broken)))
        assert first[2] == b""
        assert why in (first[3] or "")
        assert second[2:] == (TEXT, None)
    newer = bytearray(data)
    newer[central + 6] = 99
    with pytest.raises(ContainerError):
        whole_of(log(bytes(newer)))
    with pytest.raises(ContainerError, match="le falta su índice"):
        whole_of(log(data[:-30]))


def test_archives_without_a_file(log):
    assert whole_of(log(zipped([]))) == []
    assert whole_of(log(zipped([("carpeta/", b"")]))) == []
    assert [text for _, _, text, _ in whole_of(log(tar([])))] == [bytes(10240)]  # as any zeros


FOREIGN = {
    "7z": b"7z\xbc\xaf\x27\x1c",
    "rar": b"Rar!\x1a\x07\x01\0",
    "compress (.Z)": b"\x1f\x9d\x90",
    "lz4": b"\x04\x22\x4d\x18",
    "lzip": b"LZIP\x01",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_read_is_named(name, log):
    with pytest.raises(ContainerError, match=f"con {re.escape(name)}, que no se lee"):
        whole_of(log(FOREIGN[name] + b"\0" * 50))


# ── hostile ──────────────────────────────────────────────────────────────────────────────────

MAGIC = (
    containers.GZIP, containers.BZIP2[-1], containers.XZ, containers.ZSTD,
    *containers.ZIP, b"",
)  # fmt: skip


def reader(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", io.BytesIO(data)))


@settings(max_examples=examples(300), deadline=None)
@given(magic=st.sampled_from(MAGIC), rest=st.binary(max_size=600))
def test_any_bytes_after_a_magic_number_end_in_our_errors(magic, rest):
    with contextlib.suppress(ContainerError, OSError):
        for text in texts(reader(magic + rest)):
            whole(text)


SOUND = [pack(THREE) for _, pack in ARCHIVES.values()]


@settings(max_examples=examples(150), deadline=None)
@given(
    data=st.sampled_from(SOUND),
    places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=5),
    cut=st.floats(0.1, 1),
)
def test_any_damage_to_an_archive_ends_in_our_errors(data, places, cut):
    broken = bytearray(data)
    for place, change in places:
        broken[int(place * len(broken))] ^= change
    with contextlib.suppress(ContainerError, DamageError, OSError):
        for text in texts(reader(bytes(broken[: int(cut * len(broken))]))):
            whole(text)


def bombs() -> Iterator[tuple[str, bytes]]:
    """40 MiB of one letter in a few bytes, and a tar whose member's name is as long."""
    plain = b"x" * (40 * MIB)
    yield "bzip2", bz2.compress(plain, 1)
    yield "xz", lzma.compress(plain, preset=0)
    yield "zstd", zstd(plain)
    yield "zip", zipped([("a", plain)])
    yield "bzip2 zip", zipped([("a", plain)], zipfile.ZIP_BZIP2)
    yield "tar.gz", gzip.compress(tar([("a", plain)]), 1)
    yield "tar of bzip2", tar([("a", bz2.compress(plain, 1))])
    name = tarfile.TarInfo("a")
    name.size, name.type = len(plain), tarfile.GNUTYPE_LONGNAME
    yield "name", gzip.compress(name.tobuf() + plain, 1)


def test_bombs_stay_small_in_memory(log):
    for name, bomb in bombs():
        path = log(bomb)
        assert len(bomb) < MIB, name
        tracemalloc.start()
        try:
            with path.open("rb") as file, contextlib.suppress(DamageError):
                size = sum(len(piece) for text in texts(file) for piece in text.pieces)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 36 * MIB, name
        assert name == "name" or size == 40 * MIB, name
