"""Every line of a block is a hit, a reject, blank or a comment, whatever stands in it."""

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lines as reading
from pipeline.errors import AccountingError
from pipeline.formats import REASONS, RECORD, LogFormat, resolve
from pipeline.lines import LONGEST_LINE, Block, blocks, count_lines
from pipeline.parse import KEPT_OF_A_REJECT, Counts, parse_block
from tests.examples import examples

GOOD = b'10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5 "-" "x"\n'
KINDS = {
    "hit": GOOD,
    "hit of TLS bytes": GOOD.replace(b"GET /a HTTP/1.1", rb"\x16\x03\x01"),
    "hit with a stray byte": GOOD.replace(b"/a", b"/\xf1"),
    "hit after padding": b"\0\0\0" + GOOD,
    "hit from Windows": GOOD[:-1] + b"\r\n",
    "no_match": b"GET /\n",
    "truncated": GOOD[:60] + b"\n",
    "bad_time": GOOD.replace(b"04/Jun", b"31/Jun"),
    "bad_status": GOOD.replace(b" 200 ", b" 1000 "),
    "bad_number": GOOD.replace(b" 5 ", b" 99999999999999999999 "),
    "binary": b"\x01\x02\n",
    "too_long": b"x" * (LONGEST_LINE + 1) + b"\n",
    "blank": b"\n",
    "blank with spaces": b" \t \r\n",
    "comment": b"#Fields: date time\n",
}
COMBINED = resolve("combined")


def counted(parsed):
    return parsed.hits.height, parsed.rejects.height, parsed.blank, parsed.comments


def test_each_kind_alone_is_what_it_is():
    for kind, line in KINDS.items():
        parsed = parse_block(Block(7, line), COMBINED, None)
        if kind.startswith("hit"):
            assert counted(parsed) == (1, 0, 0, 0), kind
            assert parsed.hits["line_no"].to_list() == [7]
        elif kind.startswith("blank"):
            assert counted(parsed) == (0, 0, 1, 0), kind
        elif kind == "comment":
            assert counted(parsed) == (0, 0, 0, 1), kind
        else:
            assert counted(parsed) == (0, 1, 0, 0), kind
            assert parsed.rejects.select("line_no", "reason").row(0) == (7, kind)


def test_every_reason_is_among_them():
    assert set(REASONS) <= set(KINDS)


def test_what_comes_out_has_its_columns():
    parsed = parse_block(Block(1, GOOD + b"GET /\n"), COMBINED, None)
    assert parsed.hits.columns == [name for name in RECORD if name not in ("forwarded", "reason")]
    assert parsed.rejects.columns == ["line_no", "reason", "line"]
    assert parsed.rejects["line"].to_list() == ["GET /"]


def test_an_empty_block():
    parsed = parse_block(Block(1, b""), COMBINED, None)
    assert (parsed.lines, counted(parsed)) == (0, (0, 0, 0, 0))


EARLY, LATE = (datetime.fromisoformat(f"2023-06-{text}") for text in ("04T23:59:59", "05T00:00:00"))


def test_a_block_is_counted():
    nobody, early = GOOD.replace(b"10.0.0.1", b"-"), GOOD.replace(b"18:00:00", b"17:59:59")
    parsed = parse_block(Block(1, GOOD + nobody + early + b"GET /\n\n# x\n"), COMBINED, None)
    assert replace(parsed, forwarded=2).counts("roto") == Counts(
        6, 3, 1, 1, 1, EARLY, LATE, "roto", {"combined": 3}, 2, 1
    )


def test_counts_add_up():
    some = Counts(15, 9, 3, 2, 1, EARLY, EARLY, None, {"combined": 9}, 4, 5)
    more = Counts(60, 20, 18, 12, 10, LATE, LATE, "roto", {"combined": 1, "common": 19}, 6, 7)
    both = Counts(75, 29, 21, 14, 11, EARLY, LATE, "roto", {"combined": 10, "common": 19}, 10, 12)
    assert some + more == more + some == both
    assert Counts() + Counts() == Counts()
    assert Counts() + some == some


def test_unasked_a_line_of_another_format_is_none():
    line = GOOD[: GOOD.index(b' "-"')] + b"\n"
    assert counted(parse_block(Block(1, line), COMBINED, None)) == (0, 1, 0, 0)
    assert counted(parse_block(Block(1, line), COMBINED, None, mixed=True)) == (1, 0, 0, 0)


def test_only_the_beginning_of_a_reject_is_kept():
    parsed = parse_block(Block(1, b"ab" + b"\xf1" * LONGEST_LINE + b"\n"), COMBINED, None)
    (text,) = parsed.rejects["line"]
    assert len(text) == KEPT_OF_A_REJECT
    assert text.startswith("ab\\xf1")


@settings(max_examples=examples(60), deadline=None)
@given(
    kinds=st.lists(st.sampled_from([kind for kind in KINDS if kind != "too_long"]), max_size=25),
    size=st.integers(1, 200),
    ended=st.booleans(),
)
def test_numbers_of_lines_go_on_from_block_to_block(kinds, size, ended):
    data = b"".join(KINDS[kind] for kind in kinds)
    data = data if ended else data.removesuffix(b"\n")
    hits: list[int] = []
    rejects: dict[int, str] = {}
    lines = idle = 0
    for block in blocks(iter([data] if data else []), size=size):
        parsed = parse_block(block, COMBINED, None)
        hits += parsed.hits["line_no"].to_list()
        rejects |= dict(parsed.rejects.select("line_no", "reason").iter_rows())
        lines += parsed.lines
        idle += parsed.blank + parsed.comments
    whole = kinds if ended or not kinds or kinds[-1] != "blank" else kinds[:-1]
    assert lines == len(whole)
    assert sorted(hits) == numbers(whole, lambda kind: kind.startswith("hit"))
    assert rejects == {n: kind for n, kind in enumerate(whole, 1) if kind in REASONS}
    assert idle == len(whole) - len(hits) - len(rejects)


def numbers(kinds, wanted):
    return [number for number, kind in enumerate(kinds, 1) if wanted(kind)]


class Forgetful:
    """A format that loses its last line, or tells it twice."""

    name = "forgetful"

    def __init__(self, twice):
        self.twice = twice

    def read(self, lines, zone):
        records = COMBINED.read(lines, zone)
        return records.vstack(records[-1:]) if self.twice else records[:-1]


@pytest.mark.parametrize("twice", [False, True])
def test_a_format_that_loses_or_repeats_a_line_stops_the_run(twice):
    with pytest.raises(AccountingError, match="block at line 4: 3 lines"):
        parse_block(Block(4, GOOD * 3), cast("LogFormat", Forgetful(twice)), None)


def test_lines_that_come_apart_otherwise_than_they_are_counted_stop_the_run(monkeypatch):
    monkeypatch.setattr(reading, "count_lines", lambda data: count_lines(data) + 1)
    with pytest.raises(AccountingError):
        parse_block(Block(1, GOOD), COMBINED, None)
