"""Bytes logged → bytes on the wire, and what may be declared about it."""

import pytest

from pipeline.capacity import Overhead, overhead
from pipeline.project import CapacityEntry


def test_the_estimate_is_that_of_its_sources():
    """(52 + 38) of every 1,448, 22 of every 16,384; 400 + 22 + 90 a response."""
    found = overhead(CapacityEntry())
    assert found == Overhead(share=0.0635, bytes=512.0, declared=False)
    assert found.share == pytest.approx(90 / 1448 + 22 / 16384, abs=5e-5)


def test_a_measured_factor_takes_its_place():
    assert overhead(CapacityEntry(overhead=1.06)) == Overhead(0.06, 0.0, declared=True)
    assert overhead(CapacityEntry(overhead=1.0)) == Overhead(0.0, 0.0, declared=True)
