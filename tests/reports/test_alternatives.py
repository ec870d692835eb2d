"""The alternative texts: what a chart shows, with its figures, on whatever data."""

import re
from collections.abc import Callable

import pytest

from reports import locale
from reports.model import Memoria
from reports.model.planning import Fold
from reports.model.traffic import HourPoint
from reports.sentences.alternatives import MOST


@pytest.fixture(scope="module")
def told(scenario) -> tuple[Memoria, dict[str, str]]:
    memoria, drawn = scenario
    return memoria, {name: chart.alt for name, chart in drawn.items()}


def hourly(metric: str) -> Callable[[Memoria], int | None]:
    def peak(memoria: Memoria) -> int | None:
        return top(getattr(hour, metric) for hour in operation(memoria))

    return peak


def operation(memoria: Memoria) -> list[HourPoint]:
    return [hour for hour in memoria.series.hours if hour.in_operation]


def top(values) -> int | None:
    return max((value for value in values if value is not None), default=None)


def fullest(fold: Fold | None) -> int | None:
    return max(fold.bins) if fold else None


def longest(memoria: Memoria) -> int | None:
    return top(outage.minutes // 60 or outage.minutes for outage in memoria.availability.outages)


def adherence(memoria: Memoria) -> int:
    found = memoria.availability.adherence
    assert found
    return found.unseen


FIGURES: dict[str, Callable[[Memoria], float | None]] = {
    "night": lambda memoria: top(cut.hits for cut in memoria.series.cuts),
    "timeline": lambda memoria: top(cut.hits for cut in memoria.series.cuts),
    "coverage": lambda memoria: top(hour.hits for hour in memoria.series.hours),
    "visitors": hourly("visitors_max"),
    "new_visitors": lambda memoria: top(cut.new_visitors for cut in memoria.series.cuts),
    "audiences": hourly("robots"),
    "errors": hourly("status_4xx"),
    "calendar": lambda memoria: memoria.availability.no_evidence,
    "delays": adherence,
    "hourly_hits": hourly("hits"),
    "hourly_pages": hourly("pages"),
    "hourly_visits": hourly("visits"),
    "ordinary_hours": lambda memoria: max(
        hour.baseline_hits.median for hour in operation(memoria) if hour.baseline_hits
    ),
    "baseline_days": lambda memoria: top(day.hits for day in memoria.series.baseline_days),
    "fold": lambda memoria: fullest(memoria.planning.folds.pointer),
    "load": lambda memoria: (top(cut.hits for cut in memoria.series.cuts) or 0) / 300,
    "durations": lambda memoria: max(
        hour.p95 for found in memoria.audience.durations for hour in found.hours
    ) / 1000,
}  # fmt: skip


def test_a_text_says_the_figure_that_the_chart_is_about(told):
    memoria, texts = told
    for name, text in texts.items():
        value = FIGURES[name](memoria)
        if value is None:
            assert "sin datos" in text or "sin evidencia" in text, (name, text)
            continue
        assert locale.number(value, 2 if name == "load" else None) in text, (name, text)


def test_every_chart_has_its_figure(told):
    assert set(told[1]) <= set(FIGURES)


def test_outages_are_told_where_cuts_are(told):
    memoria, texts = told
    count = len(memoria.availability.outages)
    said = locale.plural(count, "interrupción", "interrupciones") if count else "Ninguna interrup"
    assert said in texts["night"]
    assert said in texts["calendar"]


def test_texts_are_whole_sentences_of_a_bounded_length(told):
    for name, text in told[1].items():
        assert 40 < len(text) <= MOST, (name, len(text))
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
        assert not re.search(r"nan|None|  |\.\.|\(\)|Gráfica", text), (name, text)
        assert not re.search(r"\b1 (cortes|horas|incidencias|interrupciones|días)\b", text), text
