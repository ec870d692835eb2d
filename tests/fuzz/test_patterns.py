"""No regular expression takes more than a text's length: each is known, and measured.

Python's engine goes back; Polars' (Rust) and DuckDB's (RE2) do not, whatever the pattern.
"""

import re
import time
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipeline import foreign
from pipeline.formats.readers.labelled import _LAYOUTS
from tests.fuzz import patterns

TABLE = Path(__file__).with_name("patterns.toml")


@cache
def listed() -> dict[str, dict[str, Any]]:
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["file"]
    assert all(row["reads"] for row in rows)
    return {row["path"]: row for row in rows}


def test_each_pattern_is_listed_with_what_it_reads():
    known = {(path, text) for path, row in listed().items() for text in row["patterns"]}
    assert {call.key for call in patterns.calls()} == known, (
        f"put it into {TABLE.name}, with what it reads"
    )


def assert_quick(pattern: re.Pattern[Any], how: str, most: int = patterns.LONGEST) -> None:
    spent, text = patterns.slowest(pattern, how, most)
    assert spent < patterns.SECONDS, f"{pattern.pattern!r} took {spent:.2f} s for {text!r}…"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(listed()))
def test_each_is_linear_or_of_short_texts(path):
    row = listed()[path]
    for call in () if row.get("ours") else patterns.calls():
        if call.file == path and (pattern := call.pattern()):
            for how in patterns.ways(call):
                assert_quick(pattern, how, row.get("bounded", {}).get(call.text, patterns.LONGEST))


@pytest.mark.slow
@pytest.mark.parametrize("entry", foreign._entries(), ids=lambda entry: entry.foreign.name)
def test_what_knows_foreign_files(entry):
    assert_quick(entry.pattern, "match", foreign.LONGEST)


@pytest.mark.slow
def test_what_knows_times():
    for pattern, _ in _LAYOUTS:
        assert_quick(re.compile(pattern), "match")


@pytest.mark.slow
def test_a_pattern_that_is_not_linear_is_found():
    """The measure can fail."""
    for pattern, how in ((r"(?:a+)+$", "match"), (r"\s+$", "search")):
        assert patterns.slowest(re.compile(pattern), how)[0] > patterns.SECONDS


EVIL = r"^(?:a+)+$|(\w+\s?)*\$|\s+$|(.*)(.*)="


def test_polars_and_duckdb_take_a_text_s_length():
    text = "a" * 400_000 + "!"
    begun = time.process_time()
    assert not pl.Series([text]).str.contains(EVIL).item()
    found = duckdb.execute("SELECT regexp_matches($text, $evil)", {"text": text, "evil": EVIL})
    assert found.fetchone() == (False,)
    assert time.process_time() - begun < 5


def test_a_first_line_that_once_took_for_ever():
    assert foreign.recognise(["a, " * 600 + "!"]) is None
