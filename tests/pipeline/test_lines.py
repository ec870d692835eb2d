"""Bytes of a log → numbered lines: the same whatever the block, the packing and the encoding."""

import codecs
import gzip
import io
import random
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import lines
from pipeline.lines import LONGEST_LINE, Block, blocks, compression, count_lines, head, text_lines

MIB = 1 << 20


def read(path: Path, size: int = lines.BLOCK) -> list[str]:
    """Every line of the file; the numbers of the blocks are checked on the way."""
    found: list[str] = []
    for block in blocks(path, size):
        assert block.first == len(found) + 1
        text = text_lines(block.data).to_list()
        assert len(text) == count_lines(block.data)
        found += text
    return found


@pytest.fixture
def log(tmp_path):
    """A file of these bytes."""

    def written(data: bytes) -> Path:
        path = tmp_path / "access.log"
        path.write_bytes(data)
        return path

    return written


# ── what a line is ───────────────────────────────────────────────────────────────────────────

ENDINGS = {
    "line feeds": (b"uno\ndos\n", ["uno", "dos"]),
    "last line without its end": (b"uno\ndos", ["uno", "dos"]),
    "carriage returns": (b"uno\r\ndos\r\n", ["uno", "dos"]),
    "mixed": (b"uno\r\ndos\ntres", ["uno", "dos", "tres"]),
    "a carriage return within": (b"u\rno\ndos\n", ["u\rno", "dos"]),
    "empty lines": (b"\n\nuno\n\n", ["", "", "uno", ""]),
    "one empty line": (b"\n", [""]),
    "nothing": (b"", []),
    "mark of UTF-8": (codecs.BOM_UTF8 + b"uno\ndos\n", ["uno", "dos"]),
    "only a mark": (codecs.BOM_UTF8, []),
    "UTF-8": ("año\nñ\n".encode(), ["año", "ñ"]),
    "other separators": ("a\u2028b\x0b\x0c\x85c\n".encode(), ["a\u2028b\x0b\x0c\x85c"]),
    "stray bytes": (b"a\xf1o \xff\xfe\nb\xc3\n", ["a\\xf1o \\xff\\xfe", "b\\xc3"]),
    "a NUL within": (b"a\0b\nc\n", ["a\\x00b", "c"]),
    "padding before a line": (b"a\n\0\0\0b\nc\n", ["a", "b", "c"]),
    "like gzip, after a line": (b"\n\x1f\x8b\x08\n", ["", "\x1f\\x8b\x08"]),
    "like zlib": (b"x^y\nx\x01\nx\x9c\n", ["x^y", "x\x01", "x\\x9c"]),
    "like zstd": (b"\x28\xb5\x2f\xfdb\n", ["(\\xb5/\\xfdb"]),
    "nothing but padding": (b"a\n\0\0\0", ["a", "\\x00\\x00\\x00"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_lines_of(name, packed, log):
    data, expected = ENDINGS[name]
    path = log(gzip.compress(data) if packed else data)
    assert read(path) == expected
    assert read(path, 1) == expected


def test_a_log_packed_twice_is_lines_of_garbage_and_not_read_in_secret(log):
    packed = gzip.compress(b"uno\ndos\n")
    found = read(log(gzip.compress(packed)))
    assert len(found) == count_lines(packed)
    assert found[0].startswith("\x1f\\x8b")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_utf_16_with_its_mark(encoding, packed, log):
    data = "\ufeffaño 1\r\n😀 2\n3".encode(encoding)
    assert read(log(gzip.compress(data) if packed else data)) == ["año 1", "😀 2", "3"]


def test_utf_16_with_a_broken_character_loses_only_that(log):
    data = b"\xff\xfe" + "a\n".encode("utf-16-le") + b"\x00\xd8" + "b\nc\n".encode("utf-16-le")
    first, second, third = read(log(data))
    assert (first, third) == ("a", "c")
    assert second.endswith("b")
    assert "\\x" in second


def test_half_a_character_at_the_end_of_utf_16_is_shown(log):
    assert read(log("\ufeffa\n".encode("utf-16-le") + b"b")) == ["a", "\\x62"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000, 4096, MIB])
def test_any_block_size_gives_the_same_lines(size, log, monkeypatch):
    chance = random.Random(size)
    data = b"\n".join(
        bytes(chance.choices(b"abc \xc3\xb1\xff\r\0", k=chance.randrange(90))) for _ in range(400)
    )
    path = log(data)
    expected = read(path)
    monkeypatch.setattr(lines, "_plain", lambda file: iter(lambda: file.read(size), b""))
    assert read(path, size) == expected


def test_blocks_are_about_as_large_as_asked(log):
    path = log(b"0123456789\n" * 300_000)
    sizes = [len(block.data) for block in blocks(path, MIB)]
    assert len(sizes) > 2
    assert max(sizes) <= 2 * MIB


def test_progress_ends_at_the_size_of_the_file(log):
    path = log(gzip.compress(random.Random(1).randbytes(3 * MIB).hex().encode() + b"\n"))
    read_so_far = [block.read for block in blocks(path, MIB)]
    assert read_so_far == sorted(read_so_far)
    assert read_so_far[-1] == path.stat().st_size


def test_the_head_is_the_beginning(log):
    path = log(b"uno\ndos\n" * 500_000)
    found = head(path)
    assert found.head(3).to_list() == ["uno", "dos", "uno"]
    assert found.len() < 500_000
    assert head(log(b"")).to_list() == []


def independent(data: bytes) -> list[str]:
    """What the lines of a plain file are, said another way than the program says it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "backslashreplace").encode()
    texts = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if texts[-1] == b"":
        texts.pop()
    whole = [text.removesuffix(b"\r") for text in texts]
    shown = [text.lstrip(b"\0") or text for text in whole]
    return [text.replace(b"\0", b"\\x00").decode("utf-8", "backslashreplace") for text in shown]


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from([b"\n", b"\n\x1f\x8b", b"\nx^", b"\r\n", b"\r", b"\0"]),
        st.sampled_from([b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\\"]),
        st.binary(max_size=6),
    ),
    max_size=30,
).map(b"".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(data=HOSTILE, size=st.integers(1, 40))
@example(data=b"a\r", size=1)
def test_any_bytes_in_blocks_of_any_size(data, size, tmp_path_factory):
    if data.startswith(lines.GZIP):
        return
    path = tmp_path_factory.mktemp("any") / "log"
    path.write_bytes(data)
    assert read(path, size) == independent(data)


# ── long lines ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("length", [LONGEST_LINE - 1, LONGEST_LINE])
def test_the_longest_line_that_is_read(length, log):
    for size in (MIB // 2, lines.BLOCK):
        found = read(log(b"a\n" + b"x" * length + b"\nb\n"), size)
        assert [len(text) for text in found] == [1, length, 1]


@pytest.mark.parametrize("length", [LONGEST_LINE + 1, 40 * MIB])
@pytest.mark.parametrize("ended", [True, False], ids=["ended", "last"])
def test_a_longer_line_is_one_line_and_stays_too_long(length, ended, log):
    after = b"\nb\n" if ended else b""
    found = read(log(b"a\n" + b"x" * length + after))
    assert [found[0], *found[2:]] == (["a", "b"] if ended else ["a"])
    assert len(found[1]) > LONGEST_LINE
    assert set(found[1]) == {"x"}


def test_what_is_kept_of_a_longer_line_shows_that_it_is_too_long(log):
    """Its end may come right after what was kept."""
    for length in (2 * MIB, 2 * MIB + 1, 2 * MIB + 2):
        (line,) = read(log(b"x" * length), MIB)
        assert len(line) > LONGEST_LINE


def test_the_line_after_much_padding_is_whole(log):
    """A journal's padding may be longer than the longest line, and a block may end within it."""
    path = log(b"a\n" + b"\0" * (3 * MIB - 32) + b"b" * 60 + b"\nc\n")
    for size in (MIB // 2, MIB, 2 * MIB, lines.BLOCK):
        assert read(path, size) == ["a", "b" * 60, "c"]


@pytest.mark.parametrize("byte", [b"\0", b"x"], ids=["zeros", "letters"])
def test_a_bomb_stays_small_in_memory(byte, log):
    squeezed = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = b"".join(squeezed.compress(byte * MIB) for _ in range(200)) + squeezed.flush()
    path = log(bomb)
    tracemalloc.start()
    try:
        found = [count_lines(block.data) for block in blocks(path)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(found) == 1
    assert peak < 80 * MIB


# ── gzip ─────────────────────────────────────────────────────────────────────────────────────

TEXT = b"".join(f"renglon {number} {number**7 % 1000}\n".encode() for number in range(120))


def damage_of(path: Path, size: int = lines.BLOCK) -> tuple[bytes, str | None]:
    """All that could be read, and what is said of the rest."""
    found = list(blocks(path, size))
    assert all(block.damage is None for block in found[:-1])
    return b"".join(block.data for block in found), found[-1].damage if found else None


def test_a_name_does_not_decide_what_a_file_is(tmp_path):
    (tmp_path / "plain.gz").write_bytes(b"uno\n")
    (tmp_path / "packed.log").write_bytes(gzip.compress(b"uno\n"))
    assert compression(tmp_path / "plain.gz") == "plain"
    assert compression(tmp_path / "packed.log") == "gzip"
    assert read(tmp_path / "plain.gz") == read(tmp_path / "packed.log") == ["uno"]


@pytest.mark.parametrize("padding", [b"", b"\0" * 9000], ids=["bare", "padded"])
def test_members_follow_one_another(padding, log):
    data = padding.join(
        [gzip.compress(b"uno\nd"), gzip.compress(b""), gzip.compress(b"os\ntres\n")]
    )
    assert damage_of(log(data + padding)) == (b"uno\ndos\ntres\n", None)


def test_many_members_across_the_borders_of_reading(log, monkeypatch):
    monkeypatch.setattr(lines, "_plain", lambda file: iter(lambda: file.read(7), b""))
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
    monkeypatch.setattr(lines, "_STEP", 3000)
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
        assert sum(1 for _ in read(log(bytes(broken)))) == count_lines(text), at


def test_garbage_after_a_gzip_is_told(log):
    text, damage = damage_of(log(gzip.compress(TEXT) + b"not a member"))
    assert text == TEXT
    assert damage is not None


def test_damage_leaves_the_numbers_of_the_lines(log):
    data = gzip.compress(TEXT)
    path = log(data[: len(data) - 40])
    assert read(path, 64) == read(path)
    assert read(path) == TEXT.decode()[: len("\n".join(read(path)))].split("\n")


def test_blocks_are_the_lines_of_the_file():
    assert Block(1, b"a\n").damage is None
    assert [count_lines(data) for data in (b"", b"a", b"a\n", b"a\nb", b"\n\n")] == [0, 1, 1, 2, 2]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(blocks(tmp_path / "no"))
