"""What was made of texts: once, null for null, and no more of it kept than there is room for."""

import polars as pl
import pytest

from pipeline import remembered
from pipeline.remembered import Remembered

SEED = 7


class Made:
    """Lengths of texts, and of which they were asked."""

    def __init__(self):
        self.asked = list[list[str]]()
        self.lengths = Remembered(self._make, pl.UInt64, SEED)

    def _make(self, texts: pl.Series) -> pl.Series:
        self.asked.append(sorted(texts))
        return texts.str.len_bytes().cast(pl.UInt64)

    def of(self, *texts: str | None) -> list[int | None]:
        return self.lengths.of(pl.Series(texts, dtype=pl.String)).to_list()


@pytest.fixture
def made():
    return Made()


def test_each_text_is_asked_for_once(made):
    assert made.of("a", "bb", "a", "") == [1, 2, 1, 0]
    assert made.of("bb", "ccc", "a", "bb") == [2, 3, 1, 2]
    assert made.of("ccc", "") == [3, 0]
    assert made.asked == [["", "a", "bb"], ["ccc"]]


def test_of_no_text_there_is_nothing(made):
    assert made.of(None, "a", None) == [None, 1, None]
    assert made.of(None) == [None]
    assert made.of() == []
    assert made.asked == [["a"]]


def test_the_column_keeps_its_name_and_its_order(made):
    texts = pl.Series("client", [str(number) * (number % 5) for number in range(1000)])
    found = made.lengths.of(texts)
    assert found.name == "client"
    assert found.dtype == pl.UInt64
    assert found.to_list() == texts.str.len_bytes().to_list()


def test_a_few_are_not_looked_for_among_many(made, monkeypatch):
    monkeypatch.setattr(remembered, "WORTH", 2)
    made.of("a", "bb", "ccc")
    assert made.of("a", "dddd") == [1, 4]
    assert made.of("a") == [1]
    assert made.of("a", "dddd") == [1, 4]
    assert made.asked == [["a", "bb", "ccc"], ["dddd"], ["a"]]


def test_no_more_is_kept_than_there_is_room_for(made, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 3)
    made.of("a", "bb")
    made.of("ccc")
    assert made.of("a", "bb", "ccc") == [1, 2, 3]
    assert made.of("dddd", "a") == [4, 1]
    assert made.of("dddd", "a") == [4, 1]
    assert made.asked == [["a", "bb"], ["ccc"], ["dddd"], ["a"]]
