"""The comparison of the fictional state finds exactly what the generator put in."""

import pytest

from .finding import QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_it_finds_what_was_put_in(state, question):
    found, put_in = question(state)
    assert found == put_in


BORDER = "frontera-al-dia"


def test_the_ordinary_day_is_the_mean_of_days(state):
    assert ordinary(state, lambda name: name != BORDER) == told(state, lambda name: name != BORDER)


def ordinary(state, wanted):
    rows = state.rows("""SELECT delivery, metric, ordinary_daily, ordinary_hours FROM reach
        WHERE metric NOT LIKE 'visitors%' AND ordinary_daily IS NOT NULL""")
    return {(name, metric): (day, hours) for name, metric, day, hours in rows if wanted(name)}


def told(state, wanted):
    return {
        (name, metric): (
            pytest.approx(one["ordinary"]["daily"][metric]),
            pytest.approx(one["ordinary"]["hours"][metric]) if one["ordinary"]["hours"] else None,
        )
        for name, one in state.standing.items()
        if one["ordinary"] and wanted(name)
        for metric in ("hits", "pages", "visits", "bytes")
    }


@pytest.mark.xfail(reason="the baseline's first day begins at the centre's midnight")
def test_a_day_on_the_border_begins_by_its_own_clock(state):
    assert ordinary(state, BORDER.__eq__) == told(state, BORDER.__eq__)
