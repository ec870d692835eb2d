"""Arbitrary bytes, and good lines with bytes put in, cut out or cut off: every format accounts for
every line and never fails."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import REASONS, by_name
from pipeline.lines import Block
from pipeline.parse import parse_block
from tests.examples import examples

CASES = Path(__file__).with_name("cases")
BYTES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b'"', b"\\", b"\t", b" ", b"\0", b"\xff", b"\xa4\xb8", b"{", b"}", b",", b"-"]
    ),
    st.sampled_from([b"9" * 25, b"-1", b"1e999", b"\\u0000", b"\\x", b"#Fields: ", b"\r", b"::"]),
)


def good_lines(name: str) -> list[bytes]:
    case = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    above = [case["directive"]] if "directive" in case else []
    return [text.encode() for text in [*above, *(line["text"] for line in case["line"])]]


@st.composite
def block_of(draw: st.DrawFn, lines: list[bytes]) -> bytes:
    text = draw(st.lists(st.one_of(st.sampled_from(lines), BYTES), min_size=1, max_size=6))
    data = b"\n".join(text)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(BYTES) + data[at + draw(st.integers(0, 9)) :]
    return data + draw(st.sampled_from([b"", b"\n", b"\r\n", b"\n\n"]))


@pytest.mark.parametrize("name", by_name())
def test_every_line_of_any_bytes_is_accounted_for(name):
    fmt = by_name()[name]

    @settings(max_examples=examples(25), deadline=None)
    @given(block_of(good_lines(name)))
    def accounted(data):
        parsed = parse_block(Block(1, data), fmt, None if fmt.zoned else "America/Monterrey")
        told = [*parsed.hits["line_no"], *parsed.rejects["line_no"]]
        assert len(set(told)) == len(told) == parsed.lines - parsed.blank - parsed.comments
        assert set(parsed.rejects["reason"]) <= set(REASONS)

    accounted()
