"""The truth agrees with itself, and with a reader that knows the files and not the labels."""

from collections import Counter
from itertools import pairwise

import pytest

from sample_logs.clock import LOGS_END, LOGS_START, OPERATION_START
from sample_logs.counting import runs

from . import reader
from .reader import instant, lines_of

WINDOWS = {"operation": (OPERATION_START, LOGS_END), "logs": (LOGS_START, LOGS_END)}


# ── against the files ────────────────────────────────────────────────────────────────────────


def test_lines_are_those_a_text_tool_counts(logs, truth):
    for name, text in logs.items():
        counted = truth["files"][name]
        assert text.count(b"\n") + (not counted["newline_at_end"]) == counted["lines"], name
        assert text.endswith(b"\n") == counted["newline_at_end"], name


def test_hits_rejects_and_blanks_of_every_file(logs, readings, truth):
    for name, counted in truth["files"].items():
        found = readings[name]
        assert sum(hit is not None for hit in found) == counted["hits"], name
        assert lines_of(logs[name]).count(b"") == counted["blank"], name
        assert found.count(None) == counted["rejects"] + counted["blank"], name


def test_files_status_bytes_clients_and_instants(readings, truth):
    for name, counted in truth["files"].items():
        found = [hit for hit in readings[name] if hit]
        for status, count in counted["status"].items():
            assert sum(hit.status // 100 == int(status[0]) for hit in found) == count
        assert sum(hit.size or 0 for hit in found) == counted["bytes"]
        assert len({hit.address for hit in found}) == counted["clients"]
        assert instant(counted["first"]) == min(hit.at for hit in found)
        assert instant(counted["last"]) == max(hit.at for hit in found)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("section", ["all", "portal", "published"])
def test_pages_and_visits_by_the_written_definitions(window, section, pages, truth):
    start, end = WINDOWS[window]
    section_pages = [page for page in pages if section in ("all", page.section)]
    expected = truth[window][section]
    assert expected["pages"] == sum(start <= page.at < end for page in section_pages)
    assert expected["visits"] == sum(start <= at < end for at in reader.visit_starts(section_pages))


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("section", ["all", "portal", "published"])
def test_hits_and_visitors_by_the_written_definitions(window, section, hits, robots, truth):
    start, end = WINDOWS[window]
    inside = [hit for hit in hits if section in ("all", hit.section) and start <= hit.at < end]
    persons = {hit.visitor for hit in inside} - robots
    expected = truth[window][section]
    assert expected["hits"] == len(inside)
    assert expected["visitors_min"] == len({address for address, _ in persons})
    assert expected["visitors_max"] == len(persons)
    assert expected["bytes"] == sum(hit.size or 0 for hit in inside)
    assert expected["audience"]["person"] == sum(hit.visitor not in robots for hit in inside)


def test_baseline_by_the_written_definitions(hits, pages, truth):
    start, end = instant("2023-05-07T06:00:00Z"), LOGS_START
    portal = [hit for hit in hits if hit.section == "portal" and start <= hit.at < end]
    portal_pages = [page for page in pages if page.section == "portal"]
    daily = truth["baseline_daily"]
    assert daily["hits"] == {"sum": len(portal), "n": 27}
    assert daily["pages"]["sum"] == sum(start <= page.at < end for page in portal_pages)
    assert daily["visits"]["sum"] == sum(
        start <= at < end for at in reader.visit_starts(portal_pages)
    )


def test_cuts_and_slots_by_the_written_definitions(hits, truth):
    prep = [hit for hit in hits if hit.section == "published"]
    requests = Counter(hit.at // 300 for hit in hits)
    prep_requests = Counter(hit.at // 300 for hit in prep)
    answered = {hit.at // 300 for hit in prep if hit.status in (200, 206, 304)}
    for state, slots in truth["cuts"].items():
        for number in (instant(slot) // 300 for slot in slots):
            assert (number in answered) == (state == "served")
            assert (prep_requests[number] > 0) == (state in ("served", "errors"))
            assert (requests[number] > 0) == (state != "no_evidence")
    first = instant(truth["hits_by_slot"]["start"]) // 300
    assert truth["hits_by_slot"]["published"] == [prep_requests[first + n] for n in range(576)]


# ── within itself ────────────────────────────────────────────────────────────────────────────


def test_every_line_is_a_hit_a_reject_a_blank_or_a_comment(truth):
    for counted in truth["files"].values():
        kinds = ("hits", "rejects", "blank", "comments")
        assert sum(counted[kind] for kind in kinds) == counted["lines"]
        assert sum(counted["status"].values()) == counted["hits"]


def test_sections_add_up_where_they_can(truth):
    for window in WINDOWS:
        whole, portal, prep = (truth[window][name] for name in ("all", "portal", "published"))
        for measure in ("hits", "pages", "bytes"):
            assert whole[measure] == portal[measure] + prep[measure]
        assert whole["visits"] < portal["visits"] + prep["visits"]  # some visits use both hosts
        assert whole["visitors_max"] < portal["visitors_max"] + prep["visitors_max"]
        assert whole["visitors_min"] < whole["visitors_max"]  # carriers' gates


def test_slots_add_up_to_the_window(truth):
    slots = truth["hits_by_slot"]
    for section in ("portal", "published"):
        assert len(slots[section]) == 576
        assert sum(slots[section]) == truth["logs"][section]["hits"]
        assert sum(slots[section][18 * 12 :]) == truth["operation"][section]["hits"]


def test_matched_hours_add_up_to_the_days(truth):
    days = truth["baseline_days"]
    mondays = [row for row in truth["baseline_matched"] if row["weekday"] == "monday"]
    assert [row["hour"] for row in truth["baseline_matched"]] == [*range(18, 24), *range(24)]
    assert {row["n"] for row in truth["baseline_matched"]} == {4}
    for measure in ("hits", "pages", "visits", "bytes"):
        assert sum(row["sum"][measure] for row in mondays) == sum(
            days[day][measure] for day in ("2023-05-08", "2023-05-15", "2023-05-22", "2023-05-29")
        )


def test_cuts_add_up_and_outages_are_their_gaps(truth):
    cuts = truth["cuts"]
    assert sum(len(slots) for slots in cuts.values()) == 360
    assert all(cuts.values()), "every state occurs"
    assert sum(outage["cuts"] for outage in truth["outages"]) == len(cuts["errors"]) + len(
        cuts["silent"]
    )


def test_the_two_outages_are_three_and_six_cuts_long(truth):
    long_ones = [outage for outage in truth["outages"] if outage["cuts"] >= 3]
    assert [outage["minutes"] for outage in long_ones] == [15, 30]
    for outage, fault in zip(long_ones, ("short_outage", "long_outage"), strict=True):
        window = truth["faults"][fault]
        assert window["start"] < outage["start"] < outage["end"] < window["end"]


def test_the_night_is_many_times_an_ordinary_day(truth):
    ordinary = truth["baseline_daily"]["hits"]
    assert truth["logs"]["portal"]["hits"] / 2 > 10 * ordinary["sum"] / ordinary["n"]
    busiest = max(range(576), key=lambda slot: truth["hits_by_slot"]["published"][slot])
    assert 20.5 <= busiest / 12 <= 22.5


# ── its own rules, on cases small enough to see ──────────────────────────────────────────────


@pytest.mark.parametrize(
    ("times", "starts"),
    [
        ([], []),
        ([10], [10]),
        ([0, 1799], [0]),
        ([0, 1800], [0, 1800]),
        ([0, 1801], [0, 1801]),
        ([0, 1799, 3598, 5398], [0, 5398]),
    ],
)
def test_a_visit_ends_with_a_silence_of_half_an_hour(times, starts):
    assert [run[0] for run in runs(times)] == starts


def test_silences_on_the_edge_are_really_in(pages):
    times: dict[tuple[str, str], list[int]] = {}
    for page in sorted(pages):
        times.setdefault(page.visitor, []).append(page.at)
    silences = [b - a for run in times.values() for a, b in pairwise(run)]
    for silence in (1_799, 1_800, 1_801):
        assert silences.count(silence) >= 3
