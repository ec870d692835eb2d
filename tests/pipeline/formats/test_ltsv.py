"""LTSV: lines in one order of labels against lines one by one, and declared labels."""

import tomllib
from pathlib import Path
from typing import cast

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import FormatError
from pipeline.formats import REASONS, RECORD, by_name, ltsv, numbered
from tests.examples import examples

SAMPLES = [
    line["text"]
    for line in tomllib.loads(
        Path(__file__).with_name("cases").joinpath("ltsv.toml").read_text(encoding="utf-8")
    )["line"]
]
PIECES = st.one_of(
    st.sampled_from(
        ["\t", ":", "\ttime:", "\tua:", "status:", "\tstatus:500", "\t\t", "[", "-", ""]
    ),
    st.sampled_from(["\\x22", '"', "\x00", "\x0b", "\u2028", "ñ:", "\tñ:a", "1e3", "+5", "."]),
    st.text(max_size=4),
)


def read(lines, few, *, strict=False):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ltsv, "_FEW", few)
        every = numbered(pl.Series("line", lines, pl.String))
        return by_name()["ltsv"].read(every, None, strict=strict).sort("line_no")


@st.composite
def lines(draw):
    found = []
    for _ in range(draw(st.integers(1, 6))):
        line = draw(st.sampled_from(SAMPLES))
        for _ in range(draw(st.integers(0, 2))):
            at = draw(st.integers(0, len(line)))
            until = draw(st.sampled_from([at, at, at + 1, at + 5, len(line)]))
            line = line[:at] + draw(PIECES) + line[until:]
        found.append(line.replace("\n", ""))
    return found


@settings(max_examples=examples(400), deadline=None)
@given(
    lines() | st.lists(st.text(max_size=40).map(lambda text: text.replace("\n", "")), min_size=1)
)
def test_every_line_is_read_as_it_is_read_alone(texts):
    together = read(texts, 1)
    for number, (line, found) in enumerate(zip(texts, together.to_dicts(), strict=True), 1):
        (alone,) = read([line], 1 << 40).to_dicts()
        assert found == alone | {"line_no": number}, line
    assert together.schema == RECORD
    assert set(together["reason"].drop_nulls()) <= set(REASONS)


def test_one_line_of_a_pattern_is_enough_to_read_the_others():
    fmt = cast("ltsv.Ltsv", by_name()["ltsv"])
    *quick, rest = fmt._in_order(numbered(pl.Series([SAMPLES[0]] * ltsv._FEW)))
    assert len(quick) == 1
    assert rest.is_empty()


def test_only_what_has_time_status_and_request_is_sure():
    lacking = ["time:971211336\tstatus:200", "time:971211336\thost:a", "status:200\thost:a"]
    assert read(lacking, 1, strict=True)["reason"].null_count() == 0
    assert read(["time:971211336\tstatus:200\thost:a"], 1, strict=True)["reason"].null_count() == 1


def test_declared_labels():
    fmt = ltsv.from_map({"time": "t epoch_ms", "target": "u", "duration": "d ms", "client": "ip"})
    line = "t:971211336123\tip:[2001:db8::7]:443\tu:http://www.example.mx/a\td:2.5"
    assert fmt
    (found,) = fmt.read(numbered(pl.Series([line])), None).to_dicts()
    assert str(found["time"]) == "2000-10-10 20:55:36.123000"
    assert (found["client"], found["target"]) == ("2001:db8::7", "http://www.example.mx/a")
    assert (found["vhost"], found["duration_us"], found["agent"]) == ("www.example.mx", 2500, None)
    with pytest.raises(FormatError):
        ltsv.from_map({"status": "s"})
