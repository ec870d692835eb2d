"""Planning of the sample: what its generator knows of peaks and polling = resumen.json."""

import pytest

JITTER_S = 1.0
"""A page of the sample polls once a minute, give or take a second."""
SPANS = {1: "1s", 10: "10s", 60: "1m", 300: "5m"}


@pytest.fixture(scope="module")
def plan(built):
    return built.summary["planning"]


@pytest.mark.parametrize("seconds", SPANS)
def test_peaks_and_when(plan, truth, seconds):
    found = next(peak for peak in plan["peaks"] if peak["seconds"] == seconds)
    whole, persons = (truth["peaks"][who][SPANS[seconds]] for who in ("all", "person"))
    assert (found["requests"], found["instant"]["utc"]) == (whole["hits"], whole["at"])
    assert (found["persons"], found["persons_instant"]["utc"]) == (persons["hits"], persons["at"])


def test_what_99_of_100_cuts_do_not_exceed(plan, truth):
    found = plan["peaks"][-1]
    assert found["p99"] == pytest.approx(truth["peaks"]["all"]["p99_per_cut"])
    assert found["p99_night"] == pytest.approx(truth["peaks"]["all"]["p99_per_cut_night"])


def test_the_period_of_the_pages(plan, truth):
    found, wrote = plan["polling"], truth["polling"]
    assert found["period_s"] == pytest.approx(wrote["period_s"], abs=JITTER_S)
    assert found["period_q3_s"] - found["period_q1_s"] <= 2 * JITTER_S
    assert found["clients"] == wrote["clients"]


def test_what_a_refresh_asks_for(plan, truth):
    found, wrote = plan["polling"], truth["polling"]
    assert found["requests"] == wrote["pointer_requests"]
    assert found["requests_per_refresh"] == pytest.approx(wrote["requests_per_refresh"])
    assert found["share_304"] == pytest.approx(wrote["share_304"])


def test_the_folded_night(plan, truth):
    wrote = truth["polling"]
    found = plan["folds"]["pointer"]
    assert (found["bin_s"], found["bins"]) == (wrote["bin_s"], wrote["fold"])
    mean = sum(wrote["fold"]) / len(wrote["fold"])
    assert found["burst"] == pytest.approx(max(wrote["fold"]) / mean)


def test_the_law_explains_what_was_asked(plan):
    fit = plan["polling"]["fit"]
    assert fit["p10"] < fit["p50"] < fit["p90"]
    assert fit["p50"] == pytest.approx(1, abs=0.1)


def test_concurrency_in_its_senses(built, truth):
    found, wrote = built.summary["audience"]["concurrency"], truth["concurrency"]
    for name in ("active_clients", "open_visits"):
        assert found[f"{name}_peak"] == wrote[f"{name}_peak"]["value"]
        assert found[f"{name}_instant"]["utc"] == wrote[f"{name}_peak"]["at"]
    assert found["in_service_peak"] == pytest.approx(wrote["in_service_peak"]["value"])
    assert found["in_service_mean"] == pytest.approx(wrote["in_service_mean"])


def test_the_lockout_near_the_peak_makes_it_a_lower_bound(plan, truth):
    outage = truth["faults"]["short_outage"]
    assert plan["censored"]
    assert all(peak["lower_bound"] for peak in plan["peaks"])
    assert outage["start"][:15] <= plan["censoring"]["first"]["utc"] <= outage["end"]


def test_the_declared_capacity(plan):
    headroom = plan["headroom"]
    assert headroom["requests_per_second"] == 120
    assert headroom["used_requests"] == plan["peaks"][0]["requests"] / 120
    assert [scenario["holds"] for scenario in plan["scenarios"]] == ["sí", "sí", "no"]
