"""A log in chunks is the log: the same lines, numbers, directives and counts, whatever the size of
a chunk and the packing."""

import gzip
import pickle
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline import chunks, cuts, lines, parts
from pipeline.containers import base, texts
from pipeline.formats import by_name, resolve
from pipeline.lines import LONGEST_LINE, blocks, text_lines
from pipeline.logfile import Declared, LogFile
from pipeline.look import look
from pipeline.places import Places
from pipeline.privacy import Tokens
from tests.examples import examples
from tests.pipeline.projects import log_text

TOKENS = Tokens(b"k" * 32)
SIZES = (1, 7, 4096)
ZONE = "America/Monterrey"
FIELDS = b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
KINDS = ("hit", "reject", "torn", "long_line", "client", "path", "referer", "agent", "attack")


def bgzip(text: bytes, step: int) -> bytes:
    """As samtools' bgzip: blocks that tell their own size, and an empty one at the end."""
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    return b"".join(map(_bgzip_block, [*pieces, b""]))


def _bgzip_block(text: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = packer.compress(text) + packer.flush()
    size = 18 + len(body) + 8
    head = b"\x1f\x8b\x08\x04" + bytes(5) + b"\xff\x06\x00BC\x02\x00" + struct.pack("<H", size - 1)
    return head + body + struct.pack("<II", zlib.crc32(text), len(text))


def members(text: bytes, step: int) -> bytes:
    pieces = (text[at : at + step] for at in range(0, len(text), step))
    return b"".join(gzip.compress(piece, 1, mtime=0) for piece in pieces)


def frames(text: bytes, step: int) -> bytes:
    pieces = (text[at : at + step] for at in range(0, len(text), step))
    return b"".join(zstandard.compress(piece) for piece in pieces)


PACKINGS = {
    "plain": lambda text, _: text,
    "gzip": lambda text, _: gzip.compress(text, 1, mtime=0),
    "bgzip": bgzip,
    "members": members,
    "frames": frames,
}


def log_of(folder: Path, data: bytes, chunk: int, fmt: str = "combined") -> LogFile:
    path = folder / "access.log"
    path.write_bytes(data)
    declared = Declared(format=resolve(fmt), zone=ZONE, must_read=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", min(chunk, lines.BLOCK) or lines.BLOCK)
        (log,) = look(path, path.name, declared, (), chunk).logs
    return log


Line = tuple[int, str, str | None]


def numbered(log: LogFile, size: int | None = None) -> Iterator[Line]:
    """Every line with its number and the directive above its block, read in chunks."""
    for chunk in chunks.of(log):
        with log.path.open("rb") as file:
            found = blocks(chunks._text(chunk, file), file.tell, size, chunk.cut.start)
            directive = chunk.cut.start.directive
            for block in found:
                for number, line in enumerate(text_lines(block.data), block.first):
                    yield number, line, directive
                    directive = line if line.startswith("#Fields:") else directive


def unsplit(log: LogFile) -> Iterator[Line]:
    with log.path.open("rb") as file:
        (text,) = texts(file)
        directive = None
        for block in blocks(text.pieces):
            for number, line in enumerate(text_lines(block.data), block.first):
                yield number, line, directive
                directive = line if line.startswith("#Fields:") else directive


LINES = st.lists(
    st.one_of(
        st.binary(max_size=30).map(lambda data: data + b"\n"),
        st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace") + b"\r\n"),
        st.just(FIELDS),
        st.just(b"#Fields: x\r\n"),
        st.just(b"\n"),
        st.just("ñandú 🦙 \n".encode()),
        st.integers(1, 9).map(lambda n: b"\0" * n * 700 + b"#Fields: tras relleno\n"),
    ),
    max_size=40,
).map(b"".join)


@settings(max_examples=examples(300), deadline=None)
@given(text=LINES, size=st.sampled_from(SIZES), packing=st.sampled_from(sorted(PACKINGS)),
       step=st.integers(1, 90), tail=st.booleans())  # fmt: skip
def test_lines_in_chunks_are_the_lines(  # noqa: PLR0917
    tmp_path_factory, text, size, packing, step, tail
):
    text = text.removesuffix(b"\n") if tail else text
    packed = PACKINGS[packing](text, step)
    log = log_of(tmp_path_factory.mktemp("log"), packed, size)
    assert list(numbered(log)) == list(unsplit(log))


@pytest.mark.parametrize("packing", ["plain", "bgzip", "members", "frames"])
def test_a_log_has_cuts_where_it_can_be_begun(packing, tmp_path):
    text = log_text("abcdefghij" * 30).encode()
    packed = PACKINGS[packing](text, 700)
    log = log_of(tmp_path, packed, 1000)
    assert len(log.cuts) > 2
    assert sum(chunk.size for chunk in chunks.of(log)) == log.size == len(packed)
    for cut in log.cuts:
        assert text[: cut.start.offset].count(b"\n") == cut.start.line - 1
        assert text[cut.start.offset - 1 : cut.start.offset] == b"\n"


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(log_text("ab" * 99).encode(), mtime=0),
        b"\xef\xbb\xbf" + log_text("ab" * 99).encode(),
        log_text("ab" * 99).encode("utf-16"),
        gzip.compress(b"\xef\xbb\xbf" + log_text("ab").encode()) * 9,
    ],
    ids=["one member", "byte-order mark", "UTF-16", "mark in a gzip"],
)
def test_what_can_only_be_read_from_its_beginning_has_no_cut(data, tmp_path):
    log = log_of(tmp_path, data, 7)
    assert log.cuts == ()
    assert chunks.of(log) == (chunks.Chunk(log, size=log.size),)


def test_nobody_waits_for_another_member_for_ever(tmp_path, monkeypatch):
    noise = "".join(log_text([str(n)]) for n in random.Random(1).sample(range(10**9), 20000))
    last = gzip.compress(log_text("ab" * 20).encode())
    packed = gzip.compress(noise.encode(), 1, mtime=0) + last
    assert log_of(tmp_path, packed, 1000).cuts
    monkeypatch.setattr(cuts, "PATIENCE", len(packed) // 2)
    monkeypatch.setattr(base, "READ", 1000)
    assert log_of(tmp_path, packed, 1000).cuts == ()


# ── parts ────────────────────────────────────────────────────────────────────────────────────


def parsed_in_chunks(log: LogFile, folder: Path) -> list[Path]:
    folders = []
    for number, chunk in enumerate(chunks.of(log)):
        folders.append(folder / str(number))
        folders[-1].mkdir()
        chunks.read(chunk, TOKENS, Places(), folders[-1])
    return folders


def rows(folders: list[Path], kind: str) -> pl.DataFrame:
    frames = [pl.read_parquet(path) for one in folders for path in one.glob(f"{kind}-*.parquet")]
    if not frames:
        return pl.DataFrame()
    return pl.concat(frames).unique().sort(pl.all())


def varied(seed: int) -> bytes:
    chance = random.Random(seed)
    good = log_text(["x"])
    kinds = [
        good.encode(), good.replace("/x", "/ñ'🦙").encode(),
        good.replace("/x", "/\xf1").encode("latin-1"),
        good[:60].encode() + b"\n", b"basura\r\n", b"\n", b"# nota\n", b"\0\0\0" + good.encode(),
        good.replace("GET /x", "GET /x?q=../../etc/passwd").encode(),
        good.replace("04/Jun", "31/Jun").encode(),
        good.replace("/x", "/" + "y" * 9000).encode(),
        good.replace("\n", "\r\n").encode(),
    ]  # fmt: skip
    return b"".join(chance.choice(kinds) for _ in range(60)) + chance.choice(
        [b"", b"sin fin", b"\n"]
    )


@pytest.mark.parametrize(
    ("size", "packing"),
    [(4096, "plain"), (40, "bgzip"), *(
        pytest.param(*case, marks=pytest.mark.slow)
        for case in ((1, "plain"), (7, "plain"), (40, "frames"), (1, "members"))
    )],
)  # fmt: skip
def test_parts_of_chunks_hold_what_those_of_the_log_hold(size, packing, tmp_path):
    log = log_of(tmp_path, PACKINGS[packing](varied(size), 333), size)
    assert len(log.cuts) > 3
    (whole,) = parts.make([log], TOKENS, tmp_path / "partes")
    folders = parsed_in_chunks(log, tmp_path)
    for kind in KINDS:
        assert_frame_equal(rows(folders, kind), rows([whole.folder], kind), check_row_order=True)
    assert rows(folders, "reject").height
    assert rows(folders, "torn").height
    assert rows(folders, "long_line").height


@pytest.mark.parametrize("size", [9000, 1 << 20])
def test_a_line_that_is_too_long_is_one_reject(size, tmp_path, monkeypatch):
    text = log_text("ab") + "x" * (LONGEST_LINE + 5000) + "\n" + log_text("cd")
    log = log_of(tmp_path, text.encode(), size)
    (whole,) = parts.make([log], TOKENS, tmp_path / "partes")
    folders = parsed_in_chunks(log, tmp_path)
    for kind in ("hit", "reject"):
        assert_frame_equal(rows(folders, kind), rows([whole.folder], kind))
    assert rows(folders, "long_line").get_column("line").to_list() == [3]


@pytest.mark.parametrize("name", sorted(by_name()))
def test_a_log_travels_with_its_format(name, tmp_path):
    log = log_of(tmp_path, b"", 0, name)
    assert pickle.loads(pickle.dumps(log)) == log
