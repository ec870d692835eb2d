"""Lines that other tools read otherwise: what is made of a cut one, and where it ends."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import datetime
from functools import cache

import polars as pl
import pytest

from pipeline import torn as reading
from pipeline.formats import numbered, resolve
from pipeline.lines import LONGEST_LINE, Block
from pipeline.parse import parse_block
from pipeline.torn import CUT_SHORT, LONG_LINE, long_lines, torn

REQUEST = '::ffff:10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1"'
WHOLE = f'{REQUEST} 200 5 "-" "agent"'
COMBINED = resolve("combined")
WITHOUT_ZONE = resolve(
    '%h %l %u [%{%d/%b/%Y:%H:%M:%S}t] "%r" %>s %b "%{Referer}i" "%{User-agent}i"'
)


@cache
def hits():
    return parse_block(Block(1, f"{WHOLE}\n".encode()), COMBINED, None).hits


def torn_of(*lines, reason="truncated", fmt=COMBINED, zone=None):
    every = numbered(pl.Series("line", lines, pl.String), 7)
    refused = every.select("line_no", reason=pl.lit(reason)).head(len(lines) if reason else 0)
    return torn(every, refused, fmt, zone, hits())


@pytest.mark.parametrize(
    ("cut", "ends"),
    [
        ("", "request"),
        (" ", "status"),
        (" 2", "in status"),
        (" 20", "in status"),
        (" 200", "in status"),
        (" 200 ", "bytes"),
        (" 200 5", "in bytes"),
        (" 200 5 ", "rest"),
        (' 200 5 "', "rest"),
        (' 200 5 "-', "rest"),
        (' 200 5 "-"', "rest"),
        (' 200 5 "-" ', "rest"),
        (' 200 5 "-" "', "rest"),
        (' 200 5 "-" "agen', "rest"),
    ],
)
def test_where_a_line_ends(cut, ends):
    (found,) = torn_of("garbage", REQUEST + cut).to_dicts()
    assert (found["line_no"], found["ends"]) == (8, ends)
    assert (found["client"], found["agent"]) == ("10.0.0.1", "")
    assert (found["status"], found["target"]) == (200, "/a")
    assert found["bytes"] == (5 if "5" in cut else 0)


def test_its_columns_are_those_of_the_hits():
    for found in (torn_of(), torn_of(REQUEST), torn_of("garbage")):
        assert found.schema == pl.Schema(hits().schema | {"ends": pl.String})


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_many_are_tried_some_at_a_time(at_once, monkeypatch):
    monkeypatch.setattr(reading, "_AT_ONCE", at_once)
    lines = [REQUEST, "garbage", REQUEST + " ", REQUEST + " 2"]
    found = torn_of(*lines).select("line_no", "ends").rows()
    assert sorted(found) == [(7, "request"), (9, "status"), (10, "in status")]


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_day_that_the_calendar_does_not_have(day):
    line = WHOLE.replace("04/Jun/2023", f"{day}/Feb/2023")
    (found,) = torn_of(line, reason="bad_time").to_dicts()
    assert (found["ends"], found["agent"]) == ("no such day", "agent")
    assert found["time"] == datetime(2023, 3, 1)
    assert torn_of(WHOLE.replace("04/Jun", "28/Foo"), reason="bad_time").is_empty()


def test_a_line_of_no_day_must_be_sound_otherwise():
    """Our leniency is for hits: whether a tool reads both, nobody has seen."""
    odd = WHOLE.replace("agent", 'an "unescaped" agent')
    assert torn_of(odd.replace("04/Jun", "31/Jun"), reason="bad_time").is_empty()
    assert parse_block(Block(1, f"{odd}\n".encode()), COMBINED, None).hits.height == 1


@pytest.mark.parametrize("reason", ["no_match", None])
def test_lines_that_are_no_request_to_anybody(reason):
    assert torn_of(REQUEST, WHOLE.replace("04", "31"), reason=reason).is_empty()


@pytest.mark.parametrize(("reason", "cut"), [("truncated", len(REQUEST)), ("bad_time", None)])
def test_a_log_without_zone_has_the_one_it_is_told(reason, cut):
    line = WHOLE.replace(" -0600]", "]")[: cut and cut - 6].replace("04/", "04/" if cut else "31/")
    (found,) = torn_of(line, reason=reason, fmt=WITHOUT_ZONE, zone="America/Mexico_City").to_dicts()
    assert found["time"] == datetime(2023, 6, 5 if cut else 29)


def test_what_a_small_buffer_makes_of_a_long_line():
    whole = WHOLE.removesuffix('"').ljust(CUT_SHORT - 1, "x") + '"'
    assert len(whole) == CUT_SHORT
    found = torn_of(f'{whole[:-1]}x"', whole, reason=None).select("line_no", "ends", "agent")
    assert found.rows() == [(7, "rest", "")]


def test_a_cut_line_as_long_as_the_buffer_is_one():
    line = WHOLE.removesuffix('"').ljust(CUT_SHORT, "x")
    assert torn_of(line).get_column("ends").to_list() == ["rest"]


def test_a_long_line_without_zone_has_the_one_it_is_told():
    line = WHOLE.replace(" -0600]", "]").removesuffix('"').ljust(CUT_SHORT + 1, "x")
    (found,) = torn_of(line, reason=None, fmt=WITHOUT_ZONE, zone="America/Mexico_City").to_dicts()
    assert found["time"] == datetime(2023, 6, 5)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (LONG_LINE - 1, []),
        (LONG_LINE, [LONG_LINE]),
        (LONGEST_LINE, [LONGEST_LINE]),
        (LONGEST_LINE + 1, [LONGEST_LINE + 1]),
        (LONGEST_LINE + 2, [LONGEST_LINE + 1]),
    ],
)
def test_which_lines_are_long(size, told):
    found = long_lines(numbered(pl.Series("line", ["ñ" * (size // 2) + "x" * (size % 2), ""]), 3))
    assert found.rows() == [(3, length) for length in told]
