"""Every line of a block is a hit, a reject, blank or a comment, whatever stands in it."""

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lines as reading
from pipeline import marks
from pipeline.clients import Forwarded, networks
from pipeline.errors import AccountingError
from pipeline.formats import REASONS, RECORD, LogFormat, resolve
from pipeline.lines import LONGEST_LINE, Block, blocks, count_lines
from pipeline.marks import written
from pipeline.parse import KEPT_OF_A_REJECT, Counts, parse_block
from pipeline.torn import LONG_LINE
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


def test_rejects_are_in_the_order_of_their_lines():
    lengths = (LONGEST_LINE, LONGEST_LINE + 1, LONGEST_LINE, 3)
    data = b"".join(b"x" * length + b"\n" for length in lengths)
    parsed = parse_block(Block(4, data), COMBINED, None)
    told = parsed.rejects.select("line_no", "reason").rows()
    assert told == [(4, "no_match"), (5, "too_long"), (6, "no_match"), (7, "no_match")]
    assert [len(text) for text in parsed.rejects["line"]] == [*[KEPT_OF_A_REJECT] * 3, 3]


def test_a_client_has_one_form():
    mapped = GOOD.replace(b"10.0.0.1", b"::ffff:10.0.0.1")
    assert parse_block(Block(1, GOOD + mapped), COMBINED, None).hits["client"].n_unique() == 1


DIRECTIVE = "#Fields: date time cs-uri-stem sc-status c-ip"


@pytest.mark.parametrize("before", [b"", b"\n"])
def test_the_directive_above_a_block_is_in_force(before):
    line = before + b"2023-06-05 00:00:00 /b 404 192.0.2.7\n"
    parsed = parse_block(Block(1, line, directive=DIRECTIVE), resolve("w3c"), None)
    assert parsed.hits.select("target", "status", "client").rows() == [("/b", 404, "192.0.2.7")]
    assert (parsed.lines, parsed.blank) == (1 + len(before), len(before))


UNZONED = resolve('%h %l %u [%{%d/%b/%Y:%H:%M:%S}t] "%r" %>s %b "%{Referer}i" "%{User-agent}i"')
IIS_NATIVE = (
    b"192.0.2.7, -, 6/4/2023, 18:00:00, W3SVC1, S1, 192.0.2.1, 10, 9, 8, 200, 0, GET, /a, -,\n"
)


def test_a_log_without_zone_has_the_one_it_is_told():
    whole = GOOD.replace(b" -0600", b"")
    parsed = parse_block(Block(1, whole + whole[:60] + b"\n"), UNZONED, "America/Mexico_City")
    midnight = datetime.fromisoformat("2023-06-05")
    assert parsed.hits["time"].to_list() == parsed.torn["time"].to_list() == [midnight]
    parsed = parse_block(Block(1, IIS_NATIVE), COMBINED, "America/Mexico_City", mixed=True)
    assert parsed.hits["time"].to_list() == [midnight]
    assert parse_block(Block(1, IIS_NATIVE), COMBINED, None, mixed=True).hits.is_empty()


PROXIED = (
    b'{"remote_addr":"10.0.0.1","time_iso8601":"2023-06-04T18:00:00-06:00","request":"GET /c HTTP/1'
    b'.1","status":"200","http_x_forwarded_for":"192.0.2.1","http_x_real_ip":"192.0.2.2"}\n'
)


@pytest.mark.parametrize(
    ("header", "client"), [("x-real-ip", "192.0.2.2"), ("x-forwarded-for", "192.0.2.1")]
)
def test_the_client_is_the_one_that_a_trusted_proxy_names(header, client):
    """Also in a line of another format than its log's."""
    believed = Forwarded(header, networks(["10.0.0.0/8"]))
    direct = PROXIED.replace(b"10.0.0.1", b"192.0.2.9")
    for fmt, mixed in (("nginx_json", False), ("combined", True)):
        parsed = parse_block(Block(1, PROXIED + direct), resolve(fmt), None, believed, mixed=mixed)
        assert sorted(parsed.hits["client"]) == sorted([client, "192.0.2.9"])
        assert (parsed.forwarded, parsed.formats) == (1, {"nginx_json": 2})
    parsed = parse_block(Block(1, PROXIED), resolve("nginx_json"), None)
    assert (parsed.hits["client"][0], parsed.forwarded) == ("10.0.0.1", 0)


def test_what_other_tools_read_otherwise_is_told_apart():
    long = GOOD.replace(b"/a", b"/".ljust(LONG_LINE - len(GOOD) + 3, b"a"))
    parsed = parse_block(Block(1, GOOD + long), COMBINED, None)
    assert parsed.long_lines.rows() == [(2, LONG_LINE)]
    assert parsed.torn.is_empty()
    longer = GOOD.replace(b'"x"', b'"'.ljust(LONG_LINE, b"x") + b'"')
    parsed = parse_block(Block(1, longer), COMBINED, None)
    assert (parsed.hits.height, parsed.rejects.height) == (1, 0)
    assert parsed.torn["ends"].to_list() == ["rest"]
    parsed = parse_block(Block(1, GOOD[: GOOD.index(b" 200")] + b"\n"), COMBINED, None)
    assert (parsed.torn["ends"].to_list(), parsed.long_lines.height) == (["request"], 0)


# ── a log that was handed over ───────────────────────────────────────────────────────────────

SIGNED = GOOD.replace(b"/a", b"/a?memoria-firma=sqli")
TORN = {"time": 0, "clock_offset": 0, "ends": "rest"}
MARKS = (
    {"hit": {"time": 0, "clock_offset": 0, "target": "/b", "attack": "xss"}, "length": 5000},
    {"reject": ["binary", "\\x16"], "torn": [TORN]},
)
HANDED_OVER = b"".join(
    [SIGNED, b"x\n", *(written(said).encode() + b"\n" for said in MARKS), b"# c\n", b"\n"]
)


def test_a_delivered_log_has_what_its_marks_say():
    parsed = parse_block(Block(3, b"y\n" + HANDED_OVER), COMBINED, None, pseudonymised=True)
    assert parsed.delivered
    hits = parsed.hits.select("line_no", "target", "attack").rows()
    assert hits == [(4, "/a", "sqli"), (6, "/b", "xss")]
    rejects = [(3, "no_match", "y"), (5, "no_match", "x"), (7, "binary", "\\x16")]
    assert parsed.rejects.rows() == rejects
    assert parsed.torn.select("line_no", "ends").rows() == [(7, "rest")]
    assert parsed.long_lines.rows() == [(6, 5000)]
    assert (parsed.lines, counted(parsed)) == (7, (2, 3, 1, 1))
    assert (parsed.formats, parsed.forwarded) == ({"combined": 2}, 0)


def test_rejects_of_marks_stand_where_their_lines_do():
    _, reject = (written(said).encode() + b"\n" for said in MARKS)
    parsed = parse_block(Block(1, reject + b"x\n"), COMBINED, None, pseudonymised=True)
    assert parsed.rejects["line_no"].to_list() == [1, 2]


def test_what_looks_like_a_mark_is_none_in_any_other_log():
    parsed = parse_block(Block(1, HANDED_OVER), COMBINED, None)
    assert not parsed.delivered
    assert counted(parsed) == (1, 1, 1, 3)
    assert parsed.hits["target"].to_list() == ["/a?memoria-firma=sqli"]


def test_marks_count_as_the_own_format_of_their_log():
    data = PROXIED + HANDED_OVER.replace(SIGNED, b"")
    parsed = parse_block(Block(1, data), COMBINED, None, mixed=True, pseudonymised=True)
    assert parsed.formats == {"nginx_json": 1, "combined": 1}


def test_marks_that_lose_a_line_stop_the_run(monkeypatch):
    read = marks.read
    monkeypatch.setattr(marks, "read", lambda lines: replace(read(lines), count=1))
    with pytest.raises(AccountingError):
        parse_block(Block(1, HANDED_OVER), COMBINED, None, pseudonymised=True)


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
