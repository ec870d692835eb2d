"""When cuts arrived and how pages polled: the truth's word against a plain reader of the lines."""

from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

import pytest

from sample_logs import publication
from sample_logs.clock import CUT, LOGS_END, OPERATION_START
from sample_logs.counting import quantile, runs

from .reader import instant

POINTER = "/json/main.json"


@pytest.fixture(scope="session")
def asked(operation):
    return sorted((hit for hit in operation if hit.path == POINTER), key=lambda hit: hit.at)


# ── arrivals ─────────────────────────────────────────────────────────────────────────────────


def arrived(truth):
    return [row for row in truth["arrivals"] if row["state"] == "arrived"]


def test_a_row_for_each_cut(truth):
    slots = [instant(row["slot"]) for row in truth["arrivals"]]
    assert slots == list(range(OPERATION_START, LOGS_END, CUT))
    states = Counter(row["state"] for row in truth["arrivals"])
    assert states == {"arrived": 231, "skipped": 14, "closed": 115}
    closed = [instant(row["slot"]) for row in truth["arrivals"] if row["state"] == "closed"]
    assert closed == [slot for slot in slots if slot > instant(truth["last_cut"]["slot"])]


def test_delays_are_mostly_short_and_some_minutes_long(truth):
    delays = [row["delay_s"] for row in arrived(truth)]
    assert all(instant(row["arrived"]) == instant(row["slot"]) + row["delay_s"]
               for row in arrived(truth))  # fmt: skip
    assert min(delays) >= 15
    assert 30 < median(delays) < 70
    assert sum(delay <= 90 for delay in delays) > 0.9 * len(delays)
    assert 5 <= sum(120 <= delay <= 240 for delay in delays) <= 25
    assert max(delays) <= 240


def test_every_answer_is_of_the_cut_in_force(asked, truth):
    rows = arrived(truth)
    since = [instant(row["arrived"]) for row in rows]
    answers = defaultdict(list)
    for hit in asked:
        if hit.status == 200:
            answers[bisect_right(since, hit.at) - 1].append(hit)
    for number, row in enumerate(rows):
        assert {hit.size for hit in answers[number]} <= set(row["sizes"])
        first = min((hit.at for hit in answers[number]), default=None)
        seen = row["first_seen"] and instant(row["first_seen"])
        assert seen == (None if row["same_size"] else first)


def test_who_has_the_cut_in_force_is_told_so_and_who_has_not_gets_it(asked, truth):
    """But for a second tab opened in the same moments, whose requests another tab's cross."""
    since = [instant(row["arrived"]) for row in arrived(truth)]
    held, unexplained, current = {}, 0, 0
    for hit in asked:
        version = bisect_right(since, hit.at)
        if hit.status == 200:
            held[hit.visitor] = version
        elif hit.status == 304:
            current += 1
            unexplained += held.get(hit.visitor) != version
    assert current > 15_000
    assert unexplained < current / 500


def test_both_lengths_change_with_every_cut_but_two(truth):
    rows = arrived(truth)
    for before, row in pairwise(rows):
        changed = [a != b for a, b in zip(before["sizes"], row["sizes"], strict=True)]
        assert changed == [not row["same_size"]] * 2
    assert sum(row["same_size"] for row in rows) == 2
    assert all(
        1_200 <= cut.plain <= 1_800 and cut.gzipped < 800 for cut in publication.LA_GACETA.cuts
    )


def test_plain_and_gzipped_alternate(asked, truth):
    sizes = Counter(hit.size for hit in asked if hit.status == 200)
    plain, gzipped = (sum(sizes[size] for size in {row["sizes"][n] for row in arrived(truth)})
                      for n in (0, 1))  # fmt: skip
    assert 0.03 < plain / gzipped < 0.25


def test_what_is_never_seen_lies_in_an_outage_or_a_gap(truth):
    for row in arrived(truth):
        if not row["first_seen"] and not row["same_size"]:
            assert any(
                instant(fault["start"]) - CUT < instant(row["arrived"]) < instant(fault["end"])
                for fault in truth["events"]
                if fault["kind"] in ("outage", "lockout", "log_gap")
            )


def test_a_stale_cut_is_one_shown_for_more_than_two_periods(truth):
    shown = [instant(row["arrived"]) for row in arrived(truth)]
    expected = [(a + 2 * CUT, b) for a, b in pairwise(shown) if b - a > 2 * CUT]
    assert [tuple(map(instant, span.values())) for span in truth["stale"]] == expected
    assert [round((end - start) / CUT) for start, end in expected] == [4, 3]


def test_single_missing_cuts_and_equal_ones_are_not_taken_for_stale(truth):
    """Also for a reader of lengths, who sees nothing at a cut as long as the one before."""
    visible = [instant(row["arrived"]) for row in arrived(truth) if not row["same_size"]]
    pauses = sorted(b - a for a, b in pairwise(visible))
    assert max(pauses[:-2]) < 2 * CUT - 30 < 2 * CUT + 600 < pauses[-2]


def test_the_server_answered_as_usual_while_it_was_stale(asked, truth):
    for span in truth["stale"]:
        start, end = map(instant, span.values())
        statuses = Counter(hit.status for hit in asked if start <= hit.at < end)
        assert set(statuses) == {200, 304}
        assert statuses[304] > 3 * statuses[200] > 0


def test_after_the_last_cut_nobody_sees_another(asked, truth):
    last = instant(truth["last_cut"]["arrived"])
    sizes = {hit.size for hit in asked if hit.status == 200 and hit.at >= last}
    assert sizes == set(arrived(truth)[-1]["sizes"])


# ── polling ──────────────────────────────────────────────────────────────────────────────────


def test_polling_by_the_written_definitions(persons, truth):
    told = truth["polling"]
    asked = sorted(hit for hit in persons if hit.path == POINTER)
    times = defaultdict(list)
    for hit in asked:
        times[hit.visitor].append(hit.at)
    repeated = [own for own in times.values() if len(own) >= told["min_requests"]]
    statuses = Counter(hit.status for hit in asked)
    folded = Counter(hit.at % CUT // told["bin_s"] for hit in asked)
    data = sum(hit.path.startswith("/json/") for hit in persons)
    assert told["pointer_requests"] == len(asked) == sum(told["fold"])
    assert told["clients"] == len(repeated)
    assert told["fold"] == [folded[n] for n in range(30)]
    assert told["share_304"] == pytest.approx(statuses[304] / (statuses[200] + statuses[304]))
    assert told["requests_per_refresh"] == pytest.approx(data / len(asked))
    assert told["median_interval_s"] == median(b - a for own in repeated for a, b in pairwise(own))


def test_the_period_shows_and_so_does_the_synchrony(truth):
    told = truth["polling"]
    assert told["median_interval_s"] == told["period_s"] == 60
    assert 0.4 < told["synchronised_share"] < 0.6
    full_minutes = sum(told["fold"][::6]) / sum(told["fold"])
    assert told["synchronised_share"] < full_minutes < told["synchronised_share"] + 0.12
    assert 1 < told["caused_per_poll"] < told["requests_per_refresh"] < 3


# ── what it is counted with ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([7], 0.99, 7), ([1, 2], 0.5, 1.5), ([0, 10, 20, 30], 0.99, 29.7), ([3, 1, 2], 1, 3)],
)
def test_quantiles_lie_between_the_values_around(values, share, expected):
    assert quantile(values, share) == pytest.approx(expected)


def test_runs_keep_all_their_instants():
    assert runs([0, 1_799, 3_599, 3_600]) == [[0, 1_799], [3_599, 3_600]]
    assert runs([]) == []
