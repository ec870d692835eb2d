"""The operation beside the ordinary traffic, and what a next time would need."""

from datetime import datetime

from reports import locale
from reports.model import Memoria
from reports.tables.base import (
    Cell,
    Column,
    Table,
    as_factor,
    as_size,
    at,
    count,
    interval,
    text,
    whole,
)


def hourly(memoria: Memoria) -> Table:
    hours = memoria.series.hours
    return Table(
        "por_hora",
        "Hora por hora de los días de las bitácoras",
        (
            Column("Hora", "time"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Hits del PREP", "number"),
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
                count(hour.prep_hits),
                count(hour.baseline_hits.mean if hour.baseline_hits else None),
                interval(hour.visitors_min, hour.visitors_max),
                count(hour.status_5xx),
                Cell(f"{hour.cuts_with_lines} de {hour.cuts}", hour.cuts_with_lines),
            )
            for hour in hours
        ),
        note="La raya señala lo que no se sabe: horas sin ningún renglón, u horas "
        "anteriores a la operación, "
        "que no tienen con qué compararse.",
        style="menuda",
    )


def peaks(memoria: Memoria) -> Table:
    names = {1: "1 segundo", 10: "10 segundos", 60: "1 minuto", 300: "5 minutos"}
    return Table(
        "maximos",
        "Solicitudes en el lapso más cargado de la operación",
        (
            Column("Lapso"),
            Column("Máximo", "number"),
            Column("Promedio", "number"),
            Column("Máximo entre promedio", "number"),
            Column("Cuándo", "time"),
        ),
        tuple(
            (
                text(names.get(peak.seconds, f"{peak.seconds} segundos")),
                count(whole(peak.requests), peak.requests_reason),
                count(peak.mean, peak.mean_reason, 2),
                as_factor(peak.peak_to_mean, peak.peak_to_mean_reason),
                at(peak.instant, peak.instant_reason),
            )
            for peak in memoria.planning.peaks
        ),
        note="El promedio cuenta solo los cortes con evidencia.",
    )


def scenarios(memoria: Memoria) -> Table:
    return Table(
        "escenarios",
        "Lo que haría falta según el tráfico",
        (
            Column("Escenario"),
            Column("Solicitudes en un segundo", "number"),
            Column("Ancho de banda", "number"),
            Column("Datos servidos en la operación", "number"),
        ),
        tuple(
            (
                text("Igual (×1)" if item.multiple == 1 else f"×{item.multiple}"),
                count(whole(item.requests_per_second), item.requests_per_second_reason),
                Cell(
                    locale.bit_rate(item.bits_per_second),
                    item.bits_per_second,
                    item.bits_per_second_reason or "",
                ),
                as_size(item.operation_bytes, item.operation_bytes_reason),
            )
            for item in memoria.planning.scenarios
        ),
        note="Ancho de banda: cuerpos de respuesta del corte más cargado, sin encabezados "
        "ni cifrado; "
        "considérese además su sobrecarga. 1 MB = 1,000,000 bytes; 1 Mbit/s = 1,000,000 "
        "bits por segundo.",
    )
