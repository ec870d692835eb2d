"""Fields between bars: the quick way against the pattern, and lines of any text."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import REASONS, RECORD, numbered, resolve
from pipeline.formats.readers.separated import Separated
from pipeline.formats.readers.values import typed
from tests.examples import examples

USUAL = ["HIT", "200", "1685923200123", "412", "390", "192.0.2.9", "-", "https://a.example/b", "WA",
         "Mozilla/5.0 (X11)", "322b", "MX"]  # fmt: skip
STRANGE = st.one_of(
    st.sampled_from(["", "|", "-1", "+5", '"', "\\", " ", "\u2028", "ñ"]), st.text()
)


@st.composite
def line(draw):
    pieces = list(USUAL)
    for _ in range(draw(st.integers(0, 2))):
        pieces[draw(st.integers(0, len(pieces) - 1))] = draw(STRANGE)
    return "|".join(pieces).replace("\n", "")


def bunny() -> Separated:
    fmt = resolve("bunny")
    assert isinstance(fmt, Separated)
    return fmt


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(line(), min_size=1, max_size=8))
def test_what_has_as_many_pieces_the_pattern_reads_alike(lines):
    fmt, frame = bunny(), numbered(pl.Series("line", lines)).lazy()
    quick, general = (
        typed(pieces(frame), fmt.fields, None, simple_requests=False).sort("line_no").to_dicts()
        for pieces in (fmt._split, fmt._matched)
    )
    for one, other in zip(quick, general, strict=True):
        assert one == other or one["reason"] == "no_match"


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.one_of(line(), st.text().map(lambda text: text.replace("\n", ""))), max_size=8))
def test_any_text_is_a_hit_or_a_reject(lines):
    frame = numbered(pl.Series("line", lines, dtype=pl.String))
    for strict in (False, True):
        records = bunny().read(frame, None, strict=strict)
        assert records.schema == RECORD
        assert sorted(records["line_no"]) == list(range(1, len(lines) + 1))
        assert set(records["reason"]) <= {None, *REASONS}
