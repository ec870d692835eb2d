"""What happened, peaks and concurrency: the truth's word against a plain reader of the lines."""

from collections import Counter, defaultdict
from itertools import groupby
from statistics import mean, median, quantiles

import pytest

from sample_logs.clock import CUT, LOGS_END, OPERATION_START

from . import reader
from .reader import instant


def happened(truth, kind):
    return [event for event in truth["events"] if event["kind"] == kind]


def within(hits, event):
    start, end = instant(event["start"]), instant(event["end"])
    return [hit for hit in hits if start <= hit.at < end]


def prep(hits):
    return [hit for hit in hits if hit.section == "published"]


def counted(event, hits):
    return (event["hits"], event["clients"]) == (len(hits), len({hit.address for hit in hits}))


# ── events ───────────────────────────────────────────────────────────────────────────────────


def test_every_kind_happens(truth):
    kinds = Counter(event["kind"] for event in truth["events"])
    assert kinds == {
        "outage": 2, "lockout": 1, "error_burst": 1, "log_gap": 1, "latency_step": 1,
        "single_client": 1, "attack": 1, "stale": 2,
    }  # fmt: skip


def test_outages_are_errors_and_all_was_reported(operation, truth):
    for event in happened(truth, "outage") + happened(truth, "lockout"):
        inside = prep(within(operation, event))
        assert counted(event, inside)
        assert event["errors"] == sum(hit.status == 503 for hit in inside) > 40
        shift = instant(event["reported"]["start"]) - instant(event["start"])
        assert event["shift_minutes"] == round(shift / 60)
    assert [event["shift_minutes"] for event in happened(truth, "outage")] == [0, 12]


def test_the_lockout_is_a_burst_of_503_and_then_silence_amid_life(operation, truth):
    (event,) = happened(truth, "lockout")
    inside = within(operation, event)
    times = [hit.at for hit in prep(inside)]
    assert max(times) - instant(event["start"]) < 180
    assert instant(event["end"]) - max(times) > 400
    assert sum(hit.section == "portal" and hit.at > max(times) for hit in inside) > 20
    assert instant(event["reported"]["start"]) > instant(event["end"])


def test_a_burst_of_errors_and_a_gap_nobody_reported(operation, truth):
    (burst,), (gap,) = happened(truth, "error_burst"), happened(truth, "log_gap")
    assert counted(burst, [hit for hit in prep(within(operation, burst)) if hit.status >= 500])
    assert within(operation, gap) == []
    assert "reported" not in burst | gap


def test_the_portal_takes_eight_times_as_long_for_ten_minutes(hits, truth):
    (event,) = happened(truth, "latency_step")
    timed = [hit for hit in hits if hit.micros is not None]
    start, end = instant(event["start"]), instant(event["end"])
    slow = [hit for hit in timed if start <= hit.at < end]
    before = [hit for hit in timed if start - 1_800 <= hit.at < start]
    after = [hit for hit in timed if end <= hit.at < end + 1_800]
    assert end - start == 600
    assert counted(event, slow)
    assert event["median_us"] == median(hit.micros for hit in slow)
    assert event["median_us_before"] == median(hit.micros for hit in before)
    for usual in (before, after):
        assert 5 < event["median_us"] / median(hit.micros for hit in usual) < 12


def test_one_client_asks_twenty_times_a_second(operation, truth):
    (event,) = happened(truth, "single_client")
    inside = within(operation, event)
    busiest, count = Counter(hit.address for hit in inside).most_common(1)[0]
    own = [hit for hit in operation if hit.address == busiest]
    assert counted(event, own)
    assert count == len(own)
    assert set(Counter(hit.at for hit in own).values()) == {20}
    assert all(hit.path.startswith("/json/") for hit in own)
    assert event["share"] == pytest.approx(len(own) / len(inside))


def test_an_attack_of_two_machines_of_one_network(operation, truth):
    (event,) = happened(truth, "attack")
    own = [hit for hit in operation if hit.address.startswith("100.127.50.")]
    assert counted(event, own)
    assert (min(hit.at for hit in own), max(hit.at for hit in own) + 1) == (
        instant(event["start"]),
        instant(event["end"]),
    )
    assert {hit.status for hit in own} == {403, 404}
    assert sum(event["signatures"].values()) == len(own) == 200
    assert event["signatures"]["wp_probe"] == sum(hit.status == 404 for hit in own)
    assert min(event["in_path"].values()) > 0
    shown = sum("/" in hit.path and hit.path not in ("/buscar", "/hemeroteca.php") for hit in own)
    assert sum(event["in_path"].values()) == shown


def test_stale_events_are_the_stale_spans(operation, truth):
    events = happened(truth, "stale")
    assert [{k: event[k] for k in ("start", "end")} for event in events] == truth["stale"]
    assert all(counted(event, prep(within(operation, event))) for event in events)


# ── peaks and concurrency ────────────────────────────────────────────────────────────────────


def peak(values):
    """The greatest value and the first instant that has it."""
    greatest = max(values.values())
    return greatest, min(at for at, value in values.items() if value == greatest)


@pytest.mark.parametrize("audience", ["all", "person"])
def test_peaks(audience, operation, persons, truth):
    told, of = truth["peaks"][audience], {"all": operation, "person": persons}[audience]
    for name, length in (("1s", 1), ("10s", 10), ("1m", 60), ("5m", 300)):
        found = peak(Counter(hit.at // length * length for hit in of))
        assert (told[name]["hits"], instant(told[name]["at"])) == found
    cuts = Counter(hit.at // CUT * CUT for hit in of)
    night = [hits for slot, hits in cuts.items() if slot < OPERATION_START + 8 * 3_600]
    for name, hits in (("p99_per_cut", list(cuts.values())), ("p99_per_cut_night", night)):
        assert told[name] == pytest.approx(quantiles(hits, n=100, method="inclusive")[98])


def test_active_clients(operation, persons, truth):
    for name, of in (("active_clients_peak", operation), ("active_persons_peak", persons)):
        slots = defaultdict(set)
        for hit in of:
            slots[hit.at // CUT * CUT].add(hit.visitor)
        told = truth["concurrency"][name]
        found = peak({slot: len(own) for slot, own in slots.items()})
        assert (told["value"], instant(told["at"])) == found


def test_open_visits(pages, truth):
    changes = Counter[int]()
    for visit in reader.visits(pages):
        changes[visit[0]] += 1
        changes[visit[-1] + 1] -= 1
    number, found = 0, {}
    for at in sorted(changes):
        number += changes[at]
        if OPERATION_START <= at < LOGS_END:
            found[at] = number
    told = truth["concurrency"]["open_visits_peak"]
    assert (told["value"], instant(told["at"])) == peak(found)


def test_requests_in_service(operation, truth):
    timed = sorted((hit.at // CUT * CUT, hit.micros) for hit in operation if hit.micros is not None)
    service = {
        slot: sum(micros for _, micros in own) / 3e8
        for slot, own in groupby(timed, key=lambda row: row[0])
    }
    told = truth["concurrency"]["in_service_peak"]
    value, at = peak(service)
    assert (told["value"], instant(told["at"])) == (pytest.approx(value), at)
    assert truth["concurrency"]["in_service_mean"] == pytest.approx(mean(service.values()))
