"""Which periods are measured, and which cuts have counterparts: weeks, months, a changed clock."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import datetime

import pytest

from pipeline import measure, warehouse
from pipeline.project import load_project
from tests.pipeline.cases_of import CASES

ACCEPTED = CASES / "project" / "accepted"


def project_of(tmp_path, period):
    text = (ACCEPTED / "monthly.toml").read_text(encoding="utf-8")
    profile = CASES / "agreement" / "accepted" / "monthly.toml"
    text = text.replace("../../agreement/accepted/monthly.toml", str(profile))
    path = tmp_path / "memoria.toml"
    path.write_text(text.replace("2024-05", period), encoding="utf-8")
    return load_project(path)


@pytest.fixture
def march(tmp_path):
    """On its tenth day the clocks of the border change."""
    return project_of(tmp_path, "2024-03")


def test_months_days_and_hours_of_a_month(march):
    found = {(kind, name): window for name, kind, _, window in measure._periods(march)}
    names = {kind: [name for of, name in found if of == kind] for kind, _ in found}
    assert names["month"] == ["month:2024-01", "month:2024-02", "month:2024-03"]
    assert {kind: len(of) for kind, of in names.items()} == {
        "window": 3, "month": 3, "day": 31 + 29 + 31, "hour": 31 * 24,
    }  # fmt: skip
    assert found["month", "month:2024-03"].start == datetime(2024, 3, 1, 8)
    assert found["month", "month:2024-03"].end == datetime(2024, 4, 1, 7)


def test_labels_are_read_by_people(march):
    labels = {name: label for name, _, label, _ in measure._periods(march)}
    assert labels["month:2024-02"] == "febrero de 2024"


def test_weeks_have_no_whole_month_and_months_no_counterparts(march):
    weekly = load_project(ACCEPTED / "minimal.toml")
    kinds = {kind for _, kind, *_ in measure._periods(weekly)}
    assert kinds == {"window", "day", "hour", "matched"}
    assert warehouse.calendar(weekly)["matches"].null_count() < len(warehouse.calendar(weekly))
    assert warehouse.calendar(march)["matches"].is_null().all()


def test_every_cut_of_three_months_once(march):
    table = warehouse.calendar(march)
    assert table["slot"].is_unique().all()
    assert table["in_operation"].sum() == (31 * 24 - 1) * 4
    assert table["in_baseline"].sum() == (31 + 29) * 24 * 4
    assert (table["in_operation"] ^ table["in_baseline"]).all()
