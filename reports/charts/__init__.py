"""Series → charts: one Vega-Lite specification each, SVG in print and interactive on screen."""

from collections.abc import Callable

import vl_convert

from reports import fonts
from reports.charts import series
from reports.charts.calendar import calendar
from reports.charts.frame import Chart
from reports.model import Memoria
from reports.theme import Theme

__all__ = ["Chart", "draw", "svg"]

ALL: tuple[Callable[[Memoria, Theme], Chart | None], ...] = (
    series.night,
    series.coverage,
    series.visitors,
    series.audiences,
    series.errors,
    calendar,
    series.hourly("visits", "Visitas"),
    series.hourly("pages", "Páginas"),
    series.hourly("hits", "Hits"),
    series.baseline_days,
)


def draw(memoria: Memoria, theme: Theme) -> dict[str, Chart]:
    """Every chart that has data, by id, in the documents' order."""
    drawn = (chart(memoria, theme) for chart in ALL)
    return {chart.id: chart for chart in drawn if chart is not None}


def svg(chart: Chart) -> str:
    """The chart as it is printed."""
    vl_convert.register_font_directory(str(fonts.FOLDER))
    return str(
        vl_convert.vegalite_to_svg(
            chart.spec, format_locale="es-MX", time_format_locale="es-MX", allowed_base_urls=[]
        )
    )
