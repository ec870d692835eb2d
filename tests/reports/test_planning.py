"""What planning says of the figures: lower bounds, what a capacity holds, criteria to quote."""

import json
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from reports import tables
from reports.charts import planning as charts
from reports.figures import planning as figures
from reports.sentences import criteria, phrases
from reports.tables.base import Cell
from reports.tables.planning import at_least

PEAK = datetime.fromisoformat("2023-06-05T03:00:00")


def test_every_figure_of_a_criterion_stands_in_resumen_json_under_that_name(memoria):
    resumen = json.loads(memoria.model_dump_json())
    for rule in criteria.RULES:
        for name in rule.figures:
            value, reason = criteria.figure(memoria, name)
            found = _found(resumen, name)
            assert (value is None) == (found is None)
            assert (value is None) == bool(reason), name
            if isinstance(value, int | float):
                assert found == value


def _found(resumen, name):
    """As jq does: what stands in a group that is null is null."""
    for part in name.replace("]", "").replace("[", ".").split("."):
        resumen = resumen and resumen[int(part) if part.isdecimal() else part]
    return resumen


def test_a_criterion_has_its_text_or_the_reason_why_not(memoria):
    made = criteria.every(memoria)
    assert len(made) == len(criteria.RULES)
    assert all(bool(found.text) != bool(found.reason) for found in made)
    titles = [found.title for found in made]
    assert len(set(titles)) == len(titles)


def test_no_figure_no_criterion(memoria):
    missing = memoria.planning.model_copy(
        update={
            "polling": memoria.planning.polling.model_copy(
                update={"open_tabs_peak": None, "open_tabs_peak_reason": "no se sabe"}
            )
        }
    )
    made = {
        found.title: found
        for found in criteria.every(memoria.model_copy(update={"planning": missing}))
    }
    assert made["Prueba de carga"].text == ""
    assert made["Prueba de carga"].reason == "no se sabe"


@pytest.mark.parametrize(
    ("sentence", "values", "said"),
    [
        (criteria._sustained, (1484.0, False), "al menos 50 solicitudes por segundo"),
        (criteria._sustained, (1484.0, True), "(1,484 solicitudes, cota inferior"),
        (criteria._momentary, (49.0, False), "98 solicitudes en un mismo segundo"),
        (criteria._link, (4_781_196.0, False), "al menos 9.56\u00a0Mbit/s"),
        (criteria._load_test, (75.94, 60.0, 1.846), "152 pestañas abiertas"),
        (criteria._load_test, (75.94, 60.0, 1.846), "(4.7 por segundo)"),
    ],
)
def test_a_sentence_asks_for_twice_what_was_seen(sentence, values, said):
    assert said in sentence(*values)


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        ((0.5, 0.1), ["sí", "sí", "no"]),
        ((0.1, 0.2), ["sí", "sí", "sí"]),
        ((1.01, 0.1), ["no", "no", "no"]),
        ((1.0, None), [None, "no", "no"]),
        ((None, 0.3), [None, None, "no"]),
        ((None, None), [None, None, None]),
    ],
)
def test_both_capacities_hold_or_nothing_is_known(used, expected):
    headroom: Any = SimpleNamespace(used_requests=used[0], used_bits=used[1])
    found = [figures._holds(multiple, headroom) for multiple in figures.MULTIPLES]
    assert [holds for holds, _ in found] == expected
    assert all((holds is None) == bool(reason) for holds, reason in found)


@pytest.mark.parametrize(
    ("minutes", "bound"), [(0, True), (-60, True), (60, True), (61, False), (-65, False)]
)
def test_a_saturated_cut_within_an_hour_makes_a_lower_bound(minutes, bound):
    cut = SimpleNamespace(slot=PEAK + timedelta(minutes=minutes), hits=10, failures=5)
    assert figures._is_bound(SimpleNamespace(instant=PEAK), [cut]) is bound


def test_a_lower_bound_is_marked_and_a_missing_figure_is_not():
    assert at_least(Cell("49", 49), is_bound=True).text == "≥ 49"
    assert at_least(Cell("49", 49), is_bound=False).text == "49"
    assert at_least(Cell("—", None, "no se sabe"), is_bound=True).text == "—"


def test_a_burst_is_the_largest_bin_over_the_mean_one():
    assert figures._burst([6, 2, 1, 3]) == 2
    assert figures._burst([5, 5]) == 1
    assert figures._burst([0, 0]) is None


def test_wherever_the_peak_is_printed_it_is_a_lower_bound(memoria):
    bound, free = (
        peak.model_copy(update={"lower_bound": known})
        for peak, known in zip(memoria.planning.peaks, (True, False), strict=False)
    )
    censored = memoria.planning.model_copy(
        update={
            "censored": True,
            "peaks": (bound, free, *memoria.planning.peaks[2:]),
            "censoring": memoria.planning.censoring.model_copy(
                update={"cuts": 3, "failures": 2, "requests": 8, "first": bound.instant}
            ),
        }
    )
    changed = memoria.model_copy(update={"planning": censored})
    made = tables.every(changed)
    assert made["maximos"].rows[0][1].text.startswith("≥ ")
    assert not made["maximos"].rows[1][1].text.startswith("≥ ")
    assert all(row[1].text.startswith("≥ ") for row in made["escenarios"].rows)
    assert "cota inferior" in made["maximos"].note
    assert "25.00\u00a0%" in phrases.censoring(changed)


def test_the_duration_curve_goes_down_and_covers_all_cuts_with_evidence(memoria):
    rows = charts.load_rows(memoria)
    rates = [row["v"] for row in rows]
    assert rates == sorted(rates, reverse=True)
    assert (rows[0]["desde"], rows[-1]["hasta"]) == (0, 100)
    known = sum(cut.state != "no_evidence" for cut in memoria.series.cuts)
    assert len(rows) == known
