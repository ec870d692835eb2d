"""What a chart draws → the table that the screen shows in its place."""

from reports.charts import Chart
from reports.charts.listed import ChartTable
from reports.tables.base import Cell, Column, Kind, Table


def listed(chart: Chart) -> Table:
    """id: «grafica-» and the chart's. A column of nothing but raw figures is one of figures."""
    found = chart.table
    kinds = [_kind(found, index) for index in range(len(found.columns))]
    return Table(
        f"grafica-{chart.id}",
        f"{chart.title}: los datos",
        tuple(Column(label, kind) for label, kind in zip(found.columns, kinds, strict=True)),
        tuple(
            tuple(Cell(text, value) for text, value in zip(texts, values, strict=True))
            for texts, values in zip(found.rows, found.values, strict=True)
        ),
        note=found.note,
    )


def _kind(found: ChartTable, column: int) -> Kind:
    values = [row[column] for row in found.values if row[column] is not None]
    if values and not any(isinstance(value, str) for value in values):
        return "number"
    return "text" if column else "time"
