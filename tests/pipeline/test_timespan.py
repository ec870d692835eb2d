"""Zones and windows. Expected instants are worked out by hand from the laws, not from the code."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import timespan
from pipeline.timespan import UnknownZoneError, Window, floor, to_local, to_utc

MONTERREY = timespan.zone("America/Monterrey")
MATAMOROS = timespan.zone("America/Matamoros")
OPENING = datetime(2023, 6, 4, 18)

wall_clocks = st.datetimes(datetime(2022, 11, 7), datetime(2040, 1, 1))


def test_the_centre_has_no_summer_time_since_2022():
    assert to_utc(OPENING, MONTERREY) == datetime(2023, 6, 5, 0)
    assert to_utc(datetime(2022, 6, 4, 18), MONTERREY) == datetime(2022, 6, 4, 23)


def test_the_border_follows_the_united_states():
    assert to_utc(OPENING, MATAMOROS) == datetime(2023, 6, 4, 23)
    assert to_utc(datetime(2023, 12, 4, 18), MATAMOROS) == datetime(2023, 12, 5, 0)


def test_a_repeated_hour_is_its_first_occurrence():
    assert to_utc(datetime(2023, 11, 5, 1, 30), MATAMOROS) == datetime(2023, 11, 5, 6, 30)


@given(wall_clocks)
def test_local_time_comes_back(wall_clock):
    assert to_local(to_utc(wall_clock, MONTERREY), MONTERREY) == wall_clock


def test_a_zone_knows_its_name():
    zone = timespan.zone("America/Argentina/Buenos_Aires")
    assert zone.key == "America/Argentina/Buenos_Aires"
    assert to_utc(OPENING, zone) == datetime(2023, 6, 4, 21)


@pytest.mark.parametrize("name", ["America/Saltillo", "", "../zones", "america/monterrey", "UTC-6"])
def test_a_zone_that_does_not_exist(name):
    with pytest.raises(UnknownZoneError) as caught:
        timespan.zone(name)
    assert caught.value.args == (name,)


def test_the_zone_data_is_recent():
    assert timespan.tzdata_is_recent()


@pytest.mark.parametrize(
    ("release", "recent"),
    [("2022.5", False), ("2022.6", True), ("2022.6.post0", True), ("2023.3", True)],
)
def test_which_zone_data_is_too_old(monkeypatch, release, recent):
    monkeypatch.setattr("tzdata.__version__", release)
    assert timespan.tzdata_is_recent() is recent


def test_a_window_holds_its_start_and_not_its_end():
    window = Window.local(OPENING, datetime(2023, 6, 6), MONTERREY)
    assert window == Window(datetime(2023, 6, 5, 0), datetime(2023, 6, 6, 6))
    assert window.length == timedelta(hours=30)
    assert window.start in window
    assert window.end not in window
    assert "2023-06-05" not in window


def test_slots_of_the_election_night():
    slots = list(Window.local(OPENING, datetime(2023, 6, 6), MONTERREY).slots(5))
    assert len(slots) == 360
    assert slots[0] == datetime(2023, 6, 5, 0)
    assert slots[-1] == datetime(2023, 6, 6, 5, 55)


def test_days_begin_at_local_midnight_whatever_their_length():
    changes = Window.local(datetime(2023, 11, 4), datetime(2023, 11, 6), MATAMOROS)
    assert changes.length == timedelta(hours=49)
    days = changes.local_steps(MATAMOROS, timedelta(days=1))
    assert [next(days), next(days)] == [datetime(2023, 11, 4), datetime(2023, 11, 5)]
    assert next(days, None) is None


def test_a_window_that_starts_within_a_slot_has_that_slot():
    slots = list(Window(datetime(2023, 6, 5, 0, 7), datetime(2023, 6, 5, 0, 11)).slots(5))
    assert slots == [datetime(2023, 6, 5, 0, 5), datetime(2023, 6, 5, 0, 10)]


@given(wall_clocks, st.sampled_from([1, 5, 15, 20, 60, 1440]))
def test_a_slot_begins_at_most_its_length_before(instant, minutes):
    start = floor(instant, minutes)
    assert start <= instant < start + timedelta(minutes=minutes)
    assert (start.replace(tzinfo=UTC).timestamp() / 60) % minutes == 0
