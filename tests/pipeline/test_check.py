"""How hours without a line are told, and how grave they are."""

# ruff: noqa: DTZ001 (wall clock)

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import check
from pipeline.check import Coverage
from pipeline.project import load_project
from tests.pipeline.cases_of import CASES

DAY = datetime(2024, 5, 9)


def hours(start: datetime, count: int) -> list[datetime]:
    return [start + timedelta(hours=hour) for hour in range(count)]


@pytest.mark.parametrize(
    ("empty", "told"),
    [
        (hours(DAY, 24), ["09/05 (todo el día)"]),
        (hours(DAY, 23), ["09/05 (todo el día)"]),
        (hours(DAY, 2), ["09/05 00 h", "09/05 01 h"]),
        (hours(DAY - timedelta(hours=1), 26), ["08/05 23 h", "09/05 (todo el día)", "10/05 00 h"]),
    ],
)
def test_whole_days_are_told_as_such(empty, told):
    assert list(check._told(empty)) == told


@pytest.mark.parametrize(
    ("name", "empty", "state"),
    [
        ("minimal", hours(DAY, 1), "missing"),
        ("monthly", hours(DAY, 22), "warning"),
        ("monthly", hours(DAY, 24), "missing"),
    ],
)
def test_a_month_may_have_hours_in_which_nobody_asks(monkeypatch, name, empty, state):
    project = load_project(CASES / "project" / "accepted" / f"{name}.toml")
    part: Any = SimpleNamespace(
        log=SimpleNamespace(role="operation"), counts=SimpleNamespace(hits=1)
    )
    monkeypatch.setattr(check, "coverage", lambda *_: Coverage(744, tuple(empty)))
    found = list(check._operation(project, [part]))
    assert [finding.state for finding in found] == ["good", state]
