"""Bytes of a log → numbered lines: the same whatever the block, the packing and the encoding."""

import codecs
import gzip
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_series_equal

from pipeline import lines
from pipeline.containers import DamageError, base, texts
from pipeline.lines import (
    LONGEST_LINE,
    Block,
    Start,
    blocks,
    count_lines,
    head,
    last_directive,
    text_lines,
)
from tests.examples import examples

MIB = 1 << 20


def blocks_of(path: Path, size: int = lines.BLOCK) -> Iterator[Block]:
    """Of a file that is one log."""
    with path.open("rb") as file:
        (text,) = texts(file)
        yield from blocks(text.pieces, file.tell, size)


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        (text,) = texts(file)
        yield from text.pieces


def read(path: Path, size: int = lines.BLOCK) -> list[str]:
    """Every line of the file; the numbers of the blocks are checked on the way."""
    found: list[str] = []
    for block in blocks_of(path, size):
        assert block.first == len(found) + 1
        text = text_lines(block.data).to_list()
        assert len(text) == count_lines(block.data)
        found += text
    return found


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
    "like zstd": (b"a\n\x28\xb5\x2f\xfdb\n", ["a", "(\\xb5/\\xfdb"]),
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
    monkeypatch.setattr(base, "READ", size)
    assert read(path, size) == expected


def test_blocks_are_about_as_large_as_asked(log):
    path = log(b"0123456789\n" * 300_000)
    sizes = [len(block.data) for block in blocks_of(path, MIB)]
    assert len(sizes) > 2
    assert max(sizes) <= 2 * MIB


def test_a_block_ends_with_the_piece_that_fills_it():
    pieces = iter([b"a\n", b"b\n", b"c\n", b"d\n"])
    assert [block.data for block in blocks(pieces, size=5)] == [b"a\nb\nc\n", b"d\n"]


def test_progress_ends_at_the_size_of_the_file(log):
    path = log(gzip.compress(random.Random(1).randbytes(3 * MIB).hex().encode() + b"\n"))
    read_so_far = [block.read for block in blocks_of(path, MIB)]
    assert read_so_far == sorted(read_so_far)
    assert read_so_far[-1] == path.stat().st_size


def test_the_head_is_the_beginning(log):
    path = log(b"uno\ndos\n" * 500_000)
    found = head(pieces_of(path))
    assert found.head(3).to_list() == ["uno", "dos", "uno"]
    assert found.len() < 500_000
    assert_series_equal(head(pieces_of(log(b""))), found.clear())


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


@settings(max_examples=examples(300), deadline=None)
@given(data=HOSTILE, size=st.integers(1, 40))
@example(data=b"a\r", size=1)
def test_any_bytes_in_blocks_of_any_size(data, size):
    found: list[str] = []
    for block in blocks(iter([data] if data else []), size=size):
        assert block.first == len(found) + 1
        found += text_lines(block.data).to_list()
    assert found == independent(data)


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
    path = log(b"a\n" + b"\0" * (3 * MIB - 32) + b"X" * 60 + b"\nc\n")
    for size in (MIB // 2, MIB, 2 * MIB, lines.BLOCK):
        assert read(path, size) == ["a", "X" * 60, "c"]


@pytest.mark.parametrize("byte", [b"\0", b"x"], ids=["zeros", "letters"])
def test_a_bomb_stays_small_in_memory(byte, log):
    squeezed = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = b"".join(squeezed.compress(byte * MIB) for _ in range(200)) + squeezed.flush()
    path = log(bomb)
    tracemalloc.start()
    try:
        found = [count_lines(block.data) for block in blocks_of(path)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(found) == 1
    assert peak < 80 * MIB


# ── damage ───────────────────────────────────────────────────────────────────────────────────

TEXT = b"".join(f"renglon {number} {number**7 % 1000}\n".encode() for number in range(120))


def test_damage_leaves_the_numbers_of_the_lines(log):
    data = gzip.compress(TEXT)
    path = log(data[: len(data) - 40])
    assert read(path, 64) == read(path)
    assert read(path) == TEXT.decode()[: len("\n".join(read(path)))].split("\n")


def until(text: bytes) -> Iterator[bytes]:
    """Byte by byte to where the file is broken."""
    yield from in_steps(text, 1)
    raise DamageError("roto")


BROKEN = {
    b"": [Block(1, b"", 7, None, 0, "roto")],
    b"a": [Block(1, b"a", 7, None, 1, "roto")],
    b"a\nb\n": [Block(1, b"a\nb\n", 7, None, 4, "roto")],
    b"a\nb\nc": [Block(1, b"a\nb\n", 7, None, 4), Block(3, b"c", 7, None, 5, "roto")],
    b"a\nlarga\n": [Block(1, b"a\nlarga\n", 7, None, 8), Block(3, b"", 7, None, 8, "roto")],
    b"a\nlarga\n#Fields: d": [
        Block(1, b"a\nlarga\n", 7, None, 8),
        Block(3, b"#Fields: d", 7, None, 18, "roto"),
    ],
    b"#Fields: d\nb\nc": [
        Block(1, b"#Fields: d\n", 7, None, 11),
        Block(2, b"b\n", 7, "#Fields: d", 13),
        Block(3, b"c", 7, "#Fields: d", 14, "roto"),
    ],
}


@pytest.mark.parametrize("text", BROKEN)
def test_the_last_block_says_where_a_file_is_broken(text):
    """After every byte before the break."""
    assert list(blocks(until(text), lambda: 7, size=6)) == BROKEN[text]
    whole = [replace(block, damage=None) for block in BROKEN[text] if block.data]
    assert list(blocks(in_steps(text, 1), lambda: 7, size=6)) == whole


def test_blocks_are_the_lines_of_the_file():
    assert Block(1, b"a\n").damage is None
    assert [count_lines(data) for data in (b"", b"a", b"a\n", b"a\nb", b"\n\n")] == [0, 1, 1, 2, 2]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(blocks_of(tmp_path / "no"))


# ── where a log can be gone on with ──────────────────────────────────────────────────────────

DIRECTED = st.lists(
    st.sampled_from(
        [
            b"#Fields: a b\n",
            b"#Fields: c\r\n",
            b"\0\0#Fields: d\n",
            b"#Fields:\xf1\n",
            b"#Date: x\n",
            b"x #Fields: no\n",
            b" #Fields: no\n",
            b"#fields: no\n",
            b"x\n",
            b"\r\n",
            b"\0\0\n",
            b"largo" * 9 + b"\n",
            b"\xff\xfea\n",
            b"\xef\xbb\xbfb\n",
            b"#Fields: sin fin",
        ]
    ),
    max_size=20,
).map(lambda some: b"".join(some[:-1]).replace(b"fin", b"fin\n") + b"".join(some[-1:]))


BELOW = {
    b"": None,
    b"x\n": None,
    b"#Date: x\n": None,
    b"x#Fields: a\n": None,
    b" #Fields: a\n": None,
    b"x\0#Fields: a\n": None,
    b"#Fields: a": "#Fields: a",
    b"#Fields: a\r\nx\n": "#Fields: a",
    b"#Fields: a\n# b\nx # y\n": "#Fields: a",
    b"#Fields: a # b\n": "#Fields: a # b",
    b"#Fields: a\n#Fields: b\nx\n": "#Fields: b",
    b"\0#Fields: a": "#Fields: a",
    b"x\n\0\0\0#Fields: a\ny": "#Fields: a",
    b"#Fields: " + b"a" * 30_000: "#Fields: " + "a" * ((1 << 14) - 9),
}


@pytest.mark.parametrize("data", BELOW, ids=lambda data: data[:30])
def test_the_directive_below_a_block(data):
    above = "#Fields: above"
    assert last_directive(Block(1, data, directive=above)) == (BELOW[data] or above)


def pieces(data: bytes) -> Iterator[bytes]:
    return in_steps(data, 7)


def offsets(data: bytes) -> list[int]:
    """Where each line ends."""
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    return ends if data.endswith(b"\n") or not data else [*ends, len(data)]


@settings(max_examples=examples(300), deadline=None)
@given(data=DIRECTED, size=st.integers(1, 90), longest=st.sampled_from([12, 1 << 20]))
@example(data=b"a\n\0\0#Fields: d\nb\n", size=1, longest=1 << 20)
def test_a_block_knows_its_directive_and_where_it_ends(data, size, longest):
    """Also with lines that are too long, of which only a part is kept."""
    data = b"-\n" + data  # no mark: that is another test
    every = independent(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "LONGEST_LINE", longest)
        found = list(blocks(pieces(data), size=size))
    ends = offsets(data)
    for at, block in enumerate(found):
        last = block.first + count_lines(block.data) - 1
        assert block.end == ends[last - 1]
        above = [text for text in every[: block.first - 1] if text.startswith("#Fields:")]
        if longest > len(data):
            assert block.directive == (above[-1] if above else None)
            below = found[at + 1].directive if at + 1 < len(found) else last_directive(block)
            assert below == last_directive(block)
        if not block.data.endswith(b"\n"):
            assert (at, count_lines(block.data)) == (len(found) - 1, 1), "a block of its own"
    assert found[-1].end == len(data)


@settings(max_examples=examples(200), deadline=None)
@given(data=DIRECTED, size=st.integers(1, 90))
@example(data=b"\xff\xfea\n\xef\xbb\xbfb\n", size=1)
def test_reading_goes_on_at_the_end_of_any_block(data, size):
    data = b"-\n" + data
    expected = list(zip(*of(blocks(iter([data]))), strict=True))
    for block in blocks(pieces(data), size=size):
        if block.data.endswith(b"\n"):
            number = block.first + count_lines(block.data)
            start = Start(block.end, number, last_directive(block))
            rest = of(blocks(pieces(data[block.end :]), size=size, start=start))
            assert list(zip(*rest, strict=True)) == expected[number - 1 :]


@settings(max_examples=examples(200), deadline=None)
@given(data=DIRECTED, size=st.integers(1, 90), step=st.integers(1, 200))
@example(data=b"a" * 50 + b"\nb\n", size=20, step=7)
def test_blocks_are_those_of_the_whole_wherever_reading_begins(data, size, step):
    """However the text comes; a line belongs to the block in which it begins."""
    data = b"-\n" + data
    whole = [plainly(block) for block in blocks(pieces(data), size=size)]
    assert [plainly(block) for block in blocks(in_steps(data, step), size=size)] == whole
    for place, (first, text, directive, end) in enumerate(whole, 1):
        if text.endswith(b"\n"):
            begun = [at for at in [0, *offsets(data)[:-1]] if end - len(text) <= at < end]
            assert len({at // size for at in begun}) == 1
            number = first + count_lines(text)
            above = last_directive(Block(first, text, directive=directive))
            rest = blocks(in_steps(data[end:], step), size=size, start=Start(end, number, above))
            assert [plainly(block) for block in rest] == whole[place:]


def plainly(block: Block) -> tuple[int, bytes, str | None, int]:
    return block.first, block.data, block.directive, block.end


def in_steps(data: bytes, step: int) -> Iterator[bytes]:
    return (data[at : at + step] for at in range(0, len(data), step))


def of(found) -> tuple[list[int], list[str]]:
    """The numbers and texts of the lines."""
    numbers, texts_of = list[int](), list[str]()
    for block in found:
        texts_of += text_lines(block.data).to_list()
        numbers += range(block.first, block.first + count_lines(block.data))
    return numbers, texts_of
