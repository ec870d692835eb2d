"""Lines as real servers write them, with their values beside them: cases/*.toml.

A case names its format and, where that carries no offset, its zone; `directive` is the W3C one in
force. Each [[line]] has the values
of its record; what it does not state is unknown. [defaults] are values of every entry below.
A [[request]] or [[headers]] is only that part of a line of `combined`; agent "EMPTY" is an empty
text.
"""

import tomllib
from pathlib import Path

import polars as pl
import pytest

from pipeline.formats import REASONS, RECORD, directed, numbered, resolve

CASES = Path(__file__).with_name("cases")
EMPTY = "EMPTY"

AROUND = {
    "line": "{}",
    "request": '10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "{}" 200 5 "-" "x"',
    "headers": '10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 5 {}',
}


def lines():
    for path in sorted(CASES.rglob("*.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, around in AROUND.items():
            for number, entry in enumerate(case.get(kind, ()), 1):
                text = entry.get("text") or around.format(entry["logged"])
                yield pytest.param(
                    case["format"],
                    case.get("directive"),
                    case.get("zone"),
                    text,
                    expected(case, kind, entry),
                    id=f"{path.relative_to(CASES).with_suffix('')}-{kind}-{number}",
                )


def expected(case, kind, entry):
    """The whole record; `clock_offset` only where the case says it."""
    stated = {key: value for key, value in entry.items() if key not in ("text", "logged")}
    unknown = dict.fromkeys(RECORD, None) | {"line_no": 1}
    del unknown["clock_offset"]
    if "reason" in stated:
        assert stated["reason"] in REASONS
        return unknown | stated
    request = {"method": "GET", "target": "/"} if kind == "headers" else {}
    found = unknown | case.get("defaults", {}) | request | stated
    assert found.keys() <= set(RECORD), found.keys() - RECORD.keys()
    return found | ({"agent": ""} if found["agent"] == EMPTY else {})


@pytest.mark.parametrize(("format_text", "directive", "zone", "text", "record"), list(lines()))
def test_a_line(format_text, directive, zone, text, record):
    fmt = resolve(format_text)
    assert fmt.zoned == (zone is None)
    read = fmt.read(directed(numbered(pl.Series([text])), directive), zone)
    assert read.schema == RECORD
    (found,) = read.to_dicts()
    if record["reason"]:
        assert found["reason"] == record["reason"]
    else:
        assert found == {"clock_offset": found["clock_offset"]} | record


def test_every_reason_of_a_template_has_a_line():
    wanted = set(REASONS) - {"too_long"}  # tests/pipeline/test_parse.py
    assert {case.values[4]["reason"] for case in lines()} - {None} == wanted
