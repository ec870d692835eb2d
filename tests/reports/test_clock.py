"""Instants of the figures: UTC and the agreement's wall clock."""

from datetime import datetime

from pipeline import timespan
from reports.clock import Clock

CLOCK = Clock(timespan.zone("America/Matamoros"))
SUMMER, WINTER = datetime.fromisoformat("2023-06-05T00:00"), datetime.fromisoformat("2023-01-05")


def test_an_instant_in_both_forms():
    moment = CLOCK.moment(SUMMER)
    assert (moment.utc, moment.local) == ("2023-06-05T00:00:00Z", "2023-06-04T19:00:00")
    assert CLOCK.maybe(SUMMER) == moment
    assert CLOCK.maybe(None) is None


def test_a_window_has_the_offset_of_its_start():
    window = CLOCK.window(timespan.Window(SUMMER, SUMMER.replace(hour=1, minute=30)))
    assert (window.start, window.end) == ("2023-06-05T00:00:00Z", "2023-06-05T01:30:00Z")
    assert window.start_local == "2023-06-04T19:00:00"
    assert window.end_local == "2023-06-04T20:30:00"
    assert (window.zone, window.offset, window.hours) == ("America/Matamoros", "UTC−5", 1.5)
    assert CLOCK.window(timespan.Window(WINTER, SUMMER)).offset == "UTC−6"


def test_the_offset_changes_at_the_instant_of_the_law():
    change = datetime.fromisoformat("2023-03-12T08:00")
    before = change.replace(hour=7, minute=59)
    assert CLOCK.window(timespan.Window(change, SUMMER)).offset == "UTC−5"
    assert CLOCK.window(timespan.Window(before, SUMMER)).offset == "UTC−6"
