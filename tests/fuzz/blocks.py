"""Hostile lines through everything that reads a log's text: what must hold of each block."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from pipeline.clients import Forwarded, networks
from pipeline.formats import (
    REASONS,
    RECORD,
    LogFormat,
    by_name,
    detect,
    directed,
    is_blank,
    is_comment,
    mapped,
    numbered,
    resolve,
)
from pipeline.lines import (
    LONGEST_LINE,
    Block,
    blocks,
    count_lines,
    last_directive,
    text_lines,
)
from pipeline.parse import KEPT_OF_A_REJECT, Parsed, parse_block
from pipeline.texts import LONGEST_AGENT, LONGEST_PATH, kept
from tests.fuzz import corpus
from tests.fuzz.watch import OfLines, Target
from tests.pipeline.delivered import TOKENS, again, hand_over, log_of, measured

ZONE = "America/Monterrey"
FIRST, LAST = datetime(1970, 1, 1), datetime(9999, 12, 31)  # noqa: DTZ001
BLANK = b" \t\r\n\v\f"
LARGEST_OFFSET = 24 * 60 - 1
LOOKED_AT = 1_500
"""Lines by which a format is found, about: see lines.head."""


def read_of(fmt: LogFormat, data: bytes, first: int = 1, above: str | None = None, **how) -> Parsed:
    zone = None if fmt.zoned else ZONE
    return parse_block(Block(first, data, directive=above), fmt, zone, **how)


def assert_whole(parsed: Parsed, data: bytes, first: int = 1) -> None:
    """Every line is one thing, once, and its values are what they say they are."""
    told = pl.concat([parsed.hits["line_no"], parsed.rejects["line_no"]])
    assert told.n_unique() == told.len()
    assert told.len() + parsed.blank + parsed.comments == parsed.lines == count_lines(data)
    assert told.is_between(first, first + parsed.lines - 1).all()
    assert parsed.hits.select(pl.col("time").is_between(FIRST, LAST).all()).item()
    assert parsed.hits.select(pl.col("status").drop_nulls().is_between(100, 999).all()).item()
    assert parsed.hits.select((pl.col("clock_offset").abs() <= LARGEST_OFFSET).all()).item()
    assert parsed.hits["time"].null_count() == parsed.hits["clock_offset"].null_count() == 0
    assert set(parsed.rejects["reason"]) <= set(REASONS)
    assert (parsed.rejects["line"].str.len_chars() <= KEPT_OF_A_REJECT).all()
    if b"\0" not in data:
        assert parsed.blank == sum(not line.strip(BLANK) for line in lines_of(data))
        assert parsed.comments == sum(line.startswith(b"#") for line in lines_of(data))


def lines_of(data: bytes) -> list[bytes]:
    """By line feeds alone."""
    return data.split(b"\n")[: count_lines(data)]


def assert_alike(one: Parsed, other: Parsed) -> None:
    assert one.hits.sort("line_no").equals(other.hits.sort("line_no"))
    assert one.rejects.equals(other.rejects)
    assert (one.blank, one.comments) == (other.blank, other.comments)
    order = ["line_no", "ends"]
    assert one.torn.sort(order).equals(other.torn.sort(order))
    assert one.long_lines.sort("line_no").equals(other.long_lines.sort("line_no"))


def assert_cut_anywhere(fmt: LogFormat, data: bytes, whole: Parsed, at: int, **how) -> None:
    """What a line is depends neither on those around it nor on where the file is cut."""
    cut = data.find(b"\n", at) + 1
    if not cut or cut == len(data):
        return
    above = Block(1, data[:cut])
    parts = [
        read_of(fmt, data[:cut], **how),
        read_of(fmt, data[cut:], 1 + above.lines, last_directive(above), **how),
    ]
    for name in ("hits", "rejects", "torn", "long_lines"):
        joined = pl.concat([getattr(part, name) for part in parts])
        order = [column for column in ("line_no", "ends") if column in joined.columns]
        wrong = joined.sort(order).equals(getattr(whole, name).sort(order))
        assert wrong, f"{name} differ where the text is cut after line {above.lines}"


def assert_strict_is_stricter(fmt: LogFormat, data: bytes) -> None:
    """What is read strictly is read alike without."""
    every = directed(numbered(text_lines(data)), None)
    lines = every.filter(
        ~is_blank() & ~is_comment() & (pl.col("line").str.len_bytes() <= LONGEST_LINE)
    )
    zone = None if fmt.zoned else ZONE
    strict = fmt.read(lines, zone, strict=True)
    assert strict.schema == RECORD
    assert sorted(strict["line_no"]) == sorted(lines["line_no"])
    hits = strict.filter(pl.col("reason").is_null()).sort("line_no")
    lenient = fmt.read(lines, zone).filter(pl.col("reason").is_null())
    same = lenient.join(hits, on="line_no", how="semi").sort("line_no")
    assert same.equals(hits)


@dataclass(frozen=True)
class OfFormat(OfLines):
    """One format's lines, its own and a few of others."""

    fmt: LogFormat
    lines: Sequence[bytes]

    def __call__(self, data: bytes, rng: random.Random) -> None:
        parsed = read_of(self.fmt, data)
        assert_whole(parsed, data)
        match rng.randrange(4):
            case 0:
                assert_alike(parsed, read_of(self.fmt, data))
            case 1:
                assert_cut_anywhere(self.fmt, data, parsed, rng.randrange(len(data) + 1))
            case 2:
                assert_strict_is_stricter(self.fmt, data)


@dataclass(frozen=True)
class Mixed(OfLines):
    """Lines of every format in one log, as after changes of configuration."""

    fmt: LogFormat
    lines: Sequence[bytes]

    def __call__(self, data: bytes, rng: random.Random) -> None:
        parsed = read_of(self.fmt, data, mixed=True)
        assert_whole(parsed, data)
        if rng.random() < 0.2:
            assert_cut_anywhere(self.fmt, data, parsed, rng.randrange(len(data) + 1), mixed=True)


@dataclass(frozen=True)
class Detected(OfLines):
    """Whatever the first lines are, a format is found or none, and the same each time."""

    lines: Sequence[bytes]

    def __call__(self, data: bytes, rng: random.Random) -> None:
        for part in parts_of(data, LOOKED_AT):
            sample = text_lines(part)
            found = detect(sample)
            if rng.random() < 0.1:
                assert detect(sample) == found
            if found:
                assert 0 < found.share <= 1
                read_of(found.format, part)


@dataclass(frozen=True)
class Kept(OfLines):
    """Clients behind proxies, texts that are kept, attacks, addresses that are hidden."""

    fmt: LogFormat
    lines: Sequence[bytes]
    forwarded = Forwarded("x-forwarded-for", networks(["private"]))

    def __call__(self, data: bytes, rng: random.Random) -> None:
        parsed = read_of(self.fmt, data, forwarded=self.forwarded)
        assert_whole(parsed, data)
        found = kept(parsed.hits, TOKENS.seed)
        assert found.height == parsed.hits.height
        assert found.get_column("line_no").equals(parsed.hits.get_column("line_no"))
        assert (found["path"].str.len_chars() <= LONGEST_PATH + 20).all()
        assert (found["agent"].str.len_chars() <= LONGEST_AGENT + 20).all()
        assert not found["path"].str.contains(r"\?").any()
        assert not found["path"].str.contains(r"\d{1,3}(?:\.\d{1,3}){3}").any()
        assert found.equals(kept(parsed.hits, TOKENS.seed))


@dataclass(frozen=True)
class Rewritten(OfLines):
    """What is handed over measures as what was read."""

    fmt: LogFormat
    lines: Sequence[bytes]

    def __call__(self, data: bytes, rng: random.Random) -> None:
        log = log_of(self.fmt, mixed=rng.random() < 0.1)
        found = hand_over(log, data)
        assert measured(again(log, found)) == measured(found.parsed)


@dataclass(frozen=True)
class Pseudonymised(OfLines):
    """A delivered log whose marks somebody has touched."""

    fmt: LogFormat
    lines: Sequence[bytes]

    def __call__(self, data: bytes, rng: random.Random) -> None:
        parsed = read_of(self.fmt, data, pseudonymised=True)
        assert count_lines(data) == parsed.lines
        told = pl.concat([parsed.hits["line_no"], parsed.rejects["line_no"]])
        assert told.n_unique() == told.len()
        assert told.len() + parsed.blank + parsed.comments == parsed.lines


@dataclass(frozen=True)
class Cut(OfLines):
    """Pieces of any size → the same blocks' lines, in order, none lost."""

    lines: Sequence[bytes]

    def __call__(self, data: bytes, rng: random.Random) -> None:
        data = b"." + data  # a byte-order mark has tests of its own
        size = rng.choice([7, 64, 999, 4096, 1 << 16])
        steps = [rng.choice([1, size // 2 + 1, size, 3 * size]) for _ in range(50)]
        found = list(blocks(pieces_of(data, steps), size=size))
        assert _kept(b"".join(block.data for block in found)) == _kept(data)
        assert sum(block.lines for block in found) == count_lines(data)
        numbers = [block.first for block in found]
        assert numbers == sorted(set(numbers))
        texts = pl.concat([text_lines(block.data) for block in found])
        assert len(texts) == count_lines(data)


def _kept(data: bytes) -> list[bytes]:
    """Of lines as much as is kept of any: the beginning, without the padding of a crash."""
    return [line.lstrip(b"\0")[:LONGEST_LINE] for line in data.split(b"\n")]


def pieces_of(data: bytes, steps: Sequence[int]):
    at = number = 0
    while at < len(data):
        step = steps[number % len(steps)]
        yield data[at : at + step]
        at, number = at + step, number + 1


def parts_of(data: bytes, lines: int):
    """The text in parts of so many lines."""
    every = data.splitlines(keepends=True)
    for at in range(0, len(every), lines):
        yield b"".join(every[at : at + lines])


DECLARED = {
    "json": {"time": "ts", "client": "req.ip", "target": "req.url", "status": "code"},
    "ltsv": {"time": "t", "client": "h", "target": "u", "status": "s"},
}
DECLARED_LINES = {
    "json": (
        b'{"ts":"2023-06-04T18:00:00-06:00","req":{"ip":"10.0.0.1","url":"/a"},"code":200}',
        b'{"code":"404","req.ip":"::1","req":{"url":"/\\u00f1"},"ts":1685923200.5}',
    ),
    "ltsv": (
        b"t:04/Jun/2023:18:00:00 -0600\th:10.0.0.1\tu:/a\ts:200",
        b"h:::1\tu:/a:b\ts:-\tt:2023-06-04T18:00:00Z",
    ),
}
RARE = 400
"""Lines for one directive: so many as no server writes them, yet fewer than there may be."""
W3C = (
    *corpus.of_format("w3c"),
    b"#Fields: date time c-ip cs-method cs-uri-stem sc-status",
    b"2023-06-04 18:00:00 10.0.0.1 GET /a 200",
    b"#Fields: time c-ip sc-status cs-uri-stem sc-bytes time-taken cs(User-Agent)",
    b"18:00:00 10.0.0.1 200 /a 5 1.5 Mozilla/5.0+(X11)",
    b"#Fields:",
    b"#Date: 2023-06-04 18:00:00",
    b"#Fields: c-ip c-ip c-ip",
)


def targets() -> dict[str, Target]:
    """Name → what reads a text. Formats first."""
    found: dict[str, Target] = {
        f"formato {name}": OfFormat(fmt, seldom(corpus.of_format(name)))
        for name, fmt in by_name().items()
    }
    found |= {
        f"cadena {number}": OfFormat(resolve(text), corpus.of_format(text))
        for number, text in enumerate(corpus.format_strings(), 1)
    }
    found |= {
        f"campos declarados, {name}": OfFormat(mapped(name, fields), DECLARED_LINES[name])
        for name, fields in DECLARED.items()
    }
    every = corpus.every_line()
    combined = resolve("combined")
    forwarded = resolve(
        '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" "%{X-Forwarded-For}i"'
    )
    proxied = tuple(
        line + tail
        for line in corpus.of_format("combined")
        for tail in (b' "10.0.0.1, 203.0.113.9"', b' "-"', b' "[::1]:80, unknown, ::ffff:1.2.3.4"')
    )
    return found | {
        "W3C con #Fields que cambian": OfFormat(resolve("w3c"), seldom(W3C)),
        "formatos mezclados": Mixed(combined, every),
        "detección": Detected(every),
        "corte en bloques": Cut(every),
        "proxies, privacidad y textos": Kept(forwarded, proxied),
        "entrega: marcas alteradas": Pseudonymised(combined, marks()),
        **{
            f"entrega: renglones reescritos ({shown})": Rewritten(
                resolve(name), corpus.of_format(name)
            )
            for name, shown in (("combined", "combined"), ("nginx_json", "JSON"), ("w3c", "W3C"))
        },
    }


def seldom(lines: Sequence[bytes]) -> tuple[bytes, ...]:
    """The same with few directives among the others."""
    directives = [line for line in lines if line.startswith(b"#Fields")]
    others = [line for line in lines if not line.startswith(b"#Fields")]
    return (*others, *directives) if not directives else (*others * RARE, *directives * 8)


FORGED = (
    b'#memoria {"hit":{"time":1685923200000000,"clock_offset":"-360","status":200}}',
    b'#memoria {"hit":{"time":253402300800000000,"client":"fd00::1"}}',
    b'#memoria {"hit":{"time":0,"agent":"\\ud800","target":"/a\\nb","status":65535}}',
    b'#memoria {"hit":{"time":1685923200000000,"torn":1},"torn":{},"length":-1}',
    b'#memoria {"reject":[["no_match"],null]}',
    b'#memoria {"reject":["no_match","\\u0000"],"torn":[{"time":1,"ends":"rest"}],"length":4095}',
    b'#memoria {"hit":{"time":1e9},"reject":["x","y"]}',
    b"#memoria " + b"[" * 100_000,
)
"""Marks that no program of ours writes."""


def marks() -> tuple[bytes, ...]:
    """Lines of a delivered log, with its marks."""
    lines = corpus.of_format("combined") + corpus.every_line()[::40]
    found = hand_over(log_of(resolve("combined")), b"\n".join(lines) + b"\n")
    return tuple(dict.fromkeys(found.data.splitlines())) + FORGED
