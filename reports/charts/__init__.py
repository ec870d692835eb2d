"""Series → charts: one Vega-Lite specification each, SVG in print and interactive on screen.

PAIRS of a module: roles that stand side by side in its charts, and what tells them apart beside
colour, empty where lightness alone does. Every theme's palettes are tested on them.
"""

from collections.abc import Callable, Mapping

import vl_convert

from reports import sections
from reports.charts import audience, planning, series, services
from reports.charts.calendar import calendar
from reports.charts.delays import delays
from reports.charts.durations import durations
from reports.charts.frame import Chart
from reports.charts.night import night
from reports.charts.timeline import timeline
from reports.documents import fonts
from reports.documents.theme import Theme
from reports.model import Memoria

__all__ = ["Chart", "draw", "drawings"]

Make = Callable[[Memoria, Theme], Chart | None]

OF_SECTION: Mapping[str, tuple[Make, ...]] = {
    "resumen": (night,),
    "bitacoras": (series.coverage,),
    "usuarios": (
        series.visitors,
        audience.new_visitors,
        series.audiences,
        durations,
        series.errors,
    ),
    "disponibilidad": (calendar, delays),
    "incidencias": (timeline,),
    "comparativo": (
        series.hourly("visits", "Visitas"),
        series.hourly("pages", "Páginas"),
        series.hourly("hits", "Hits"),
        series.ordinary_hours,
        series.baseline_days,
    ),
    "planeacion": (planning.fold, planning.load),
    "resumen-seguimiento": (services.months,),
    "herramientas-uso": (services.daily,),
    "herramientas-servicio": (services.calendar,),
}
ALL = sections.every(OF_SECTION)


def draw(memoria: Memoria, theme: Theme) -> dict[str, Chart]:
    """The charts of its sections that have data, by id, in the document's order."""
    drawn = (chart(memoria, theme) for chart in sections.asked(memoria, OF_SECTION))
    return {chart.id: chart for chart in drawn if chart is not None}


def drawings(drawn: Mapping[str, Chart]) -> dict[str, str]:
    """The charts as they are printed: id → SVG."""
    vl_convert.register_font_directory(str(fonts.FOLDER))
    return {
        name: vl_convert.vegalite_to_svg(
            chart.spec, format_locale="es-MX", time_format_locale="es-MX", allowed_base_urls=[]
        )
        for name, chart in drawn.items()
    }
