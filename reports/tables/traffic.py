"""The operation hour by hour."""

from datetime import datetime

from reports import locale
from reports.model import Memoria
from reports.tables.base import Cell, Column, Table, count, interval


def hourly(memoria: Memoria) -> Table:
    hours = memoria.series.hours
    words = memoria.agreement
    return Table(
        "por_hora",
        "Hora por hora de los días de las bitácoras",
        (
            Column("Hora", "time"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column(f"Hits {words.published.of_the}", "number"),
            Column("Ordinario, hits", "number"),
            Column("Visitantes estimados", "number"),
            Column("5xx", "number"),
            Column("Cortes con renglones", "number"),
        ),
        tuple(
            (
                Cell(locale.hour(datetime.fromisoformat(hour.local)), hour.utc),
                count(hour.visits),
                count(hour.pages),
                count(hour.hits),
                count(hour.published_hits),
                count(hour.baseline_hits.mean if hour.baseline_hits else None),
                interval(hour.visitors_min, hour.visitors_max),
                count(hour.status_5xx),
                Cell(f"{hour.cuts_with_lines} de {hour.cuts}", hour.cuts_with_lines),
            )
            for hour in hours
        ),
        note="La raya señala lo que no se sabe: horas sin ningún renglón, u horas anteriores a "
        f"{words.words.operation.the}, que no tienen con qué compararse.",
        size="menuda",
    )
