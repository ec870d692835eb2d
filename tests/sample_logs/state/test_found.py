"""The comparison of the fictional state finds exactly what the generator put in."""

import pytest

from .finding import QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_it_finds_what_was_put_in(state, question):
    found, put_in = question(state)
    assert found == put_in


def test_the_ordinary_day_is_the_mean_of_days_of_its_own_clock(state):
    assert ordinary(state) == told(state)


def ordinary(state):
    rows = state.rows("""SELECT delivery, metric, ordinary_daily, ordinary_hours FROM reach
        WHERE metric NOT LIKE 'visitors%' AND ordinary_daily IS NOT NULL""")
    return {(name, metric): (day, hours) for name, metric, day, hours in rows}


def told(state):
    return {
        (name, metric): (
            pytest.approx(one["ordinary"]["daily"][metric]),
            pytest.approx(one["ordinary"]["hours"][metric]) if one["ordinary"]["hours"] else None,
        )
        for name, one in state.standing.items()
        if one["ordinary"]
        for metric in ("hits", "pages", "visits", "bytes")
    }
