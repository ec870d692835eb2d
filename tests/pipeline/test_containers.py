"""What lies in a file: its first bytes say so, its damage is told, and memory stays bounded."""

import gzip
import io
import random
import zlib
from pathlib import Path

import pytest

from pipeline import containers
from pipeline.containers import DamageError, texts

MIB = 1 << 20
TEXT = b"".join(f"renglon {number} {number**7 % 1000}\n".encode() for number in range(120))


@pytest.fixture
def log(tmp_path):
    """A file of these bytes."""

    def written(data: bytes) -> Path:
        path = tmp_path / "access.log"
        path.write_bytes(data)
        return path

    return written


def whole_of(path: Path) -> list[tuple[str | None, str, bytes, str | None]]:
    """Of each log in a file: its member, compression, text and damage."""
    found = []
    with path.open("rb") as file:
        for text in texts(file):
            data, damage = [], None
            try:
                data += text.pieces
            except DamageError as error:
                damage = str(error)
            found.append((text.member, text.compression, b"".join(data), damage))
    return found


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
    monkeypatch.setattr(containers, "_READ", 7)
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
    monkeypatch.setattr(containers, "_STEP", 3000)
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
