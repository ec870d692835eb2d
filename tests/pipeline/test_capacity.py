"""Bytes logged → bytes on the wire, and what may be declared about it."""

import re
import tomllib

import pytest

from pipeline import agreement
from pipeline.capacity import Overhead, overhead
from pipeline.project import CapacityEntry
from pipeline.scaffold import memoria_toml


def test_the_estimate_is_that_of_its_sources():
    """(52 + 38) of every 1,448, 22 of every 16,384; 400 + 22 + 90 a response."""
    found = overhead(CapacityEntry())
    assert found == Overhead(share=0.0635, bytes=512.0, declared=False)
    assert found.share == pytest.approx(90 / 1448 + 22 / 16384, abs=5e-5)


def test_a_measured_factor_takes_its_place():
    assert overhead(CapacityEntry(overhead=1.06)) == Overhead(0.06, 0.0, declared=True)
    assert overhead(CapacityEntry(overhead=1.0634567)).share == 0.063457
    assert overhead(CapacityEntry(overhead=1.0)) == Overhead(0.0, 0.0, declared=True)


def test_the_example_that_init_writes_can_be_uncommented():
    text = memoria_toml(agreement.load("coahuila-prep-2023"))
    block = text[text.index("# [capacity]") :].split("\n\n")[0]
    found = tomllib.loads(re.sub(r"(?m)^# ", "", block))["capacity"]
    declared = CapacityEntry.model_validate(found)
    assert None not in (declared.requests_per_second, declared.bandwidth_mbps, declared.overhead)
    assert declared.source
