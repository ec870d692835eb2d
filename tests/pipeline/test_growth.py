"""A log that grew is gone on with, and holds then what reading it from its beginning would give."""

import codecs
import gzip
import io
import random
import shutil
import tarfile
from functools import partial
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from pipeline import lines, parts, steady
from pipeline.discover import Discovery, discover
from pipeline.errors import LogError
from pipeline.parse import parse_block
from pipeline.parts import make, seen, sweep
from pipeline.privacy import Tokens
from tests.pipeline.projects import LINE, project
from tests.pipeline.test_parts import hits_of, rejects_of

TOKENS = Tokens(b"k" * 32)
W3C = (
    "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n"
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes\n"
)
OTHER_FIELDS = "#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip sc-bytes sc-status\n"


def combined(count: int, seed: int = 1, end: str = "\n") -> bytes:
    """Of every kind of line."""
    chance = random.Random(seed)
    kinds = [*[LINE] * 20, "\n", "# x\n", "basura {} {} {}\n", "\0\0" + LINE]
    some = (
        chance.choice(kinds).format(f"10.0.0.{chance.randrange(9)}", number % 10, f"a/{number}")
        for number in range(count)
    )
    first = LINE.format("10.0.0.1", 0, "primera")
    return (f"{first}basura\n" + "".join(some)).replace("\n", end).encode()


def w3c(count: int) -> bytes:
    """The fields change their order half-way."""
    one = "2023-06-04 18:00:{0:02} 10.0.0.{1} GET /a/{0} - 200 {0}\n"
    other = "2023-06-04 18:01:{0:02} GET /b/{0} - 10.0.0.{1} {0} 200\n"
    half = count // 2
    return (
        f"{W3C}basura\n"
        + "".join(one.format(n % 60, n % 9) for n in range(half))
        + OTHER_FIELDS
        + "".join(other.format(n % 60, n % 9) for n in range(count - half))
    ).encode()


class Runs:
    """Runs of one project, as `build` makes them: what is parsed in each is noted."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, also: str = "") -> None:
        self.folder, self.also = folder, also
        self.shelf = folder / "partes"
        self.shelf.mkdir()
        self.parsed: list[tuple[int, bytes]] = []
        monkeypatch.setattr(parts, "parse_block", self._noted)
        self.found = Discovery((), (), ())

    def _noted(self, block, *rest, **how):
        self.parsed.append((block.first, block.data))
        return parse_block(block, *rest, **how)

    def __call__(self, content: bytes | None = None) -> list[parts.Parts]:
        if content is not None:
            (self.folder / "a.log").write_bytes(content)
        self.parsed.clear()
        own = project(self.folder, "a.log*", also=self.also)
        self.found = discover(own, seen(self.shelf))
        assert self.found.errors == ()
        made = make(self.found.files, TOKENS, self.shelf)
        sweep(self.shelf, made)
        return made

    @property
    def bytes_parsed(self) -> bytes:
        return b"".join(data for _, data in self.parsed)

    @property
    def rewritten(self) -> list[str]:
        told = "ya no empieza como en la corrida anterior: se rotó, se truncó o se reescribió"
        return [problem.where for problem in self.found.warnings if problem.found == told]

    def assert_as_from_scratch(self, made: list[parts.Parts]) -> None:
        elsewhere = self.folder / "de-cero"
        elsewhere.mkdir()
        scratch = make(self.found.files, TOKENS, elsewhere)
        assert [part.counts for part in made] == [part.counts for part in scratch]
        assert_frame_equal(hits_of(made), hits_of(scratch))
        assert rejects_of(made) == rejects_of(scratch)
        shutil.rmtree(elsewhere)


@pytest.fixture
def runs(tmp_path, monkeypatch):
    return partial(Runs, tmp_path, monkeypatch)


def line_of(data: bytes, at: int) -> int:
    return data[:at].count(b"\n") + 1


REST = b"otra basura\n"
LOGS = {
    "combined": combined(110) + REST,
    "CRLF": combined(110, end="\r\n") + REST,
    "W3C": w3c(100) + REST,
}


@pytest.mark.parametrize(
    "small",
    [pytest.param(False, id="one block", marks=pytest.mark.slow), pytest.param(True, id="many")],
)
@pytest.mark.parametrize("kind", LOGS)
def test_only_the_tail_is_parsed_wherever_the_log_was_cut(kind, small, runs, monkeypatch):
    if small:
        monkeypatch.setattr(steady, "_STEP", 500)
        monkeypatch.setattr(parts, "blocks", partial(lines.blocks, size=1000))
    data, read = LOGS[kind], runs()
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    cuts = [ends[50] - 1, ends[70] - 2, ends[90] + 9, len(data) - 3, len(data)]
    read(data[: ends[20]])
    before = ends[20]
    for cut in cuts:
        made = read(data[:cut])
        resumed = data.rfind(b"\n", 0, before) + 1
        assert read.bytes_parsed == data[resumed:cut], cut
        assert read.parsed[0][0] == line_of(data, resumed)
        assert read.rewritten == []
        if cut != cuts[0]:
            read.assert_as_from_scratch(made)
        before = cut
    again = read(data)
    assert [part.counts for part in again] == [part.counts for part in made]
    assert read.parsed == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (combined(60), combined(60)[:-900] + REST),
        (combined(60), combined(20) + REST),
        (
            combined(60) + REST,
            combined(60).replace(b"a/59", b"a/5x").replace(b"a/7 ", b"b/7 ") + REST,
        ),
        (combined(60), combined(90, seed=2) + REST),
        (combined(60), b"\n" + combined(60) + REST),
    ],
    ids=["shorter, same beginning", "truncated", "same length", "another text", "pushed down"],
)
def test_a_log_that_was_rewritten_is_read_from_its_beginning_and_told(before, after, runs):
    read = runs()
    read(before)
    made = read(after)
    assert read.bytes_parsed == after
    read.assert_as_from_scratch(made)
    assert read.rewritten == ["a.log"]
    read(after)
    assert read.rewritten == []


def test_a_rotated_log_is_not_read_again(runs):
    read, data = runs(), combined(60) + REST
    read(data)
    (read.folder / "a.log").rename(read.folder / "a.log.1")
    new = combined(40, seed=5)
    made = read(new)
    assert read.bytes_parsed == new
    assert read.rewritten == []
    assert [part.log.name for part in made] == ["a.log", "a.log.1"]
    read.assert_as_from_scratch(made)


def test_a_log_that_grew_and_was_rotated_then_is_read_right(runs):
    read, data = runs(), combined(60) + REST
    read(data[:2000])
    (read.folder / "a.log").unlink()
    (read.folder / "a.log.1").write_bytes(data)
    read.assert_as_from_scratch(read(combined(40, seed=5)))


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_text_that_is_not_its_bytes_is_read_whole_again(mark, runs):
    encoding = "utf-8" if mark == codecs.BOM_UTF8 else "utf-16-le"
    text = (combined(60) + REST).decode()
    read = runs()
    read(mark + text[:3000].encode(encoding))
    made = read(mark + text.encode(encoding))
    assert read.bytes_parsed == text.encode()
    read.assert_as_from_scratch(made)


def test_a_packed_log_that_grew_by_a_member_is_read_whole_again(runs):
    read, data = runs(), combined(60) + REST
    first, second = gzip.compress(data[:2000]), gzip.compress(data[2000:])
    read(first)
    made = read(first + second)
    assert read.bytes_parsed == data
    read.assert_as_from_scratch(made)


FORWARDED = 'client_header = "X-Forwarded-For"\ntrusted_proxies = ["private"]\n'


@pytest.mark.parametrize("also", ['format = "combined"\n', FORWARDED, 'format = "common"\n'])
def test_what_was_read_in_another_way_is_not_gone_on_with(also, runs):
    read, data = runs(), combined(60) + REST
    if "common" in also:
        data = data.replace(b' "-" "Mozilla/5.0"', b"")
    read(data[:2000])
    read.also = also
    made = read(data)
    assert read.bytes_parsed == data
    read.assert_as_from_scratch(made)


def test_another_zone_is_not_gone_on_with(runs):
    read = runs()
    read.also = 'format = "%h %{%Y-%m-%d %H:%M:%S}t %s"\n'
    text = "".join(f"10.0.0.{n} 2023-06-04 18:00:0{n} 200\n" for n in range(9)).encode() + REST
    read(text[:-30])
    read.also += 'time_zone = "UTC"\n'
    made = read(text)
    assert read.bytes_parsed == text
    read.assert_as_from_scratch(made)


def test_what_is_written_while_it_is_read_waits_for_the_next_run(runs, monkeypatch):
    read, data = runs(), combined(200) + REST
    real = lines.blocks

    def written_meanwhile(*arguments, **options):
        with (read.folder / "a.log").open("ab") as file:
            file.write(data[5000:])
        monkeypatch.setattr(parts, "blocks", real)
        return real(*arguments, **options)

    monkeypatch.setattr(parts, "blocks", written_meanwhile)
    (made,) = read(data[:5000])
    assert read.bytes_parsed == data[:5000]
    assert made.counts.lines == data[:5000].count(b"\n") + 1
    whole = read()
    assert read.bytes_parsed == data[data.rfind(b"\n", 0, 5000) + 1 :]
    read.assert_as_from_scratch(whole)


def test_a_log_that_shrinks_while_it_is_read_leaves_no_parts_of_half_of_it(runs):
    """copytruncate: a copy is made under another name, and the log begins again."""
    read, data = runs(), combined(60) + REST
    (read.folder / "a.log").write_bytes(data)
    found = discover(project(read.folder, "a.log*"))
    (read.folder / "a.log").write_bytes(data[:3000])
    with pytest.raises(LogError, match="cambió mientras se leía"):
        make(found.files, TOKENS, read.shelf)
    assert list(read.shelf.iterdir()) == []
    (read.folder / "a.log.1").write_bytes(data)
    read.assert_as_from_scratch(read(b""))


def test_an_archive_that_changes_while_it_is_read_is_told(runs):
    read = runs()

    def packed(*names: str) -> bytes:
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w") as archive:
            for name in names:
                entry = tarfile.TarInfo(name)
                data = combined(5, seed=len(name))
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
        return stream.getvalue()

    (read.folder / "a.log").write_bytes(packed("b", "cc"))
    found = discover(project(read.folder, "a.log"))
    (read.folder / "a.log").write_bytes(packed("b"))
    with pytest.raises(LogError, match="cambió mientras se leía"):
        make(found.files, TOKENS, read.shelf)


def test_a_sweep_that_is_killed_leaves_nothing_that_looks_whole(runs, monkeypatch):
    read = runs()
    read(combined(60))
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    read(combined(20, seed=3))
    assert [len(found) for found in seen(read.shelf).values()] == [1]
