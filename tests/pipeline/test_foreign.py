"""What is no access log is called by its name; what is one, never."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.foreign import LONGEST, Foreign, _entries, recognise

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "foreign.toml").read_text(encoding="utf-8"))["case"]


def access_lines():
    """Lines that the named formats read, each with its format."""
    for path in sorted((HERE / "formats" / "cases").glob("*.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        for line in case.get("line", ()):
            if "reason" not in line:
                above = [case["directive"]] if "directive" in case else []
                yield pytest.param([*above, line["text"]], id=f"{path.stem}-{line['text'][:20]}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_is_recognised_by_name(case):
    found = recognise(case["lines"])
    assert found is not None
    assert found.name == case["name"]
    assert found.remedy


def test_every_entry_has_a_case():
    assert {entry.foreign.name for entry in _entries()} == {case["name"] for case in CASES}


@pytest.mark.parametrize("lines", list(access_lines()))
def test_no_line_of_an_access_log_is_foreign(lines):
    assert recognise(lines) is None


@pytest.mark.parametrize("lines", list(access_lines()))
def test_nor_with_what_syslog_puts_before_it(lines):
    assert recognise(["Jun  4 18:00:00 www nginx[7]: " + lines[-1]]) is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_few_of_them_in_an_access_log_do_not_make_it_foreign(case):
    """Unless the file begins with them, or says so itself."""
    line = '192.0.2.1 - - [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5 "-" "x"'
    foreign = [line for line in case["lines"] if not line.startswith(("#", '  "general"'))]
    assert recognise([line, *foreign, *[line] * 2 * len(foreign)]) is None


@pytest.mark.parametrize("lines", [[], [""], ["", "   ", "\t"], ["basura"], ["hola mundo"], ["-"]])
def test_nothing_is_said_of_what_nobody_knows(lines):
    assert recognise(lines) is None


def test_blank_lines_do_not_count():
    line = "2023/06/04 18:00:02 [notice] 1#1: signal process started"
    assert recognise(["", line, " ", "", "otra cosa", ""]) == recognise([line])
    assert isinstance(recognise([line]), Foreign)
    assert recognise([line, "otra cosa", "otra más"]) is None


@given(st.lists(st.text(), max_size=5))
def test_any_text_is_looked_at_without_failing(lines):
    found = recognise(lines)
    assert found is None or found.name


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry.foreign.name)
def test_no_pattern_takes_long(entry):
    """The longest line that is looked at, made of what repeats in the entry's own lines."""
    own = [line for case in CASES if case["name"] == entry.foreign.name for line in case["lines"]]
    pieces = {" ", "a", "a ", '"', "1 ", "0/", ":", ": ", "[", "-", ",", *own}
    pieces |= {word for line in own for word in re.split(r"(\W)", line) if word}
    starts = ["", *own]
    for piece in pieces:
        for start in starts:
            line = (start + piece * LONGEST)[:LONGEST]
            began = time.perf_counter()
            entry.pattern.match(line)
            assert time.perf_counter() - began < 0.2, (piece, start)
