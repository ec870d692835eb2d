"""Comparison → charts, drawn as those of a memoria are. PAIRS of a module: as in reports.charts."""

from collections.abc import Callable

from reports.charts.frame import Chart
from reports.compare.charts.calendar import calendar, is_wide
from reports.compare.charts.capacity import capacity
from reports.compare.charts.delays import delays
from reports.compare.charts.hours import hours
from reports.compare.charts.night import night
from reports.compare.charts.timeline import timeline
from reports.compare.model import Comparison
from reports.documents.theme import Theme

__all__ = ["ALL", "draw", "is_wide"]

ALL: tuple[Callable[[Comparison, Theme], Chart | None], ...] = (
    night,
    calendar,
    timeline,
    capacity,
    delays,
)


def draw(comparison: Comparison, theme: Theme) -> dict[str, Chart]:
    """Every chart that has data, by id."""
    drawn = [*(chart(comparison, theme) for chart in ALL), *hours(comparison, theme)]
    return {chart.id: chart for chart in drawn if chart is not None}
