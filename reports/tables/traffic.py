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
    figure,
    interval,
    text,
    whole,
)

METRIC_NAMES = {
    "visits": "Visitas",
    "pages": "Páginas",
    "hits": "Hits (solicitudes)",
    "bytes": "Bytes de respuesta",
    "visitors_min": "Visitantes estimados, mínimo",
    "visitors_max": "Visitantes estimados, máximo",
}


def summary(memoria: Memoria) -> Table:
    """The three measures of the clause on the first page."""
    rows = tuple(_comparison_row(memoria, metric) for metric in ("visits", "pages", "hits"))
    return Table(
        "resumen",
        "Operación frente al tráfico ordinario",
        (
            Column("Medida"),
            Column("Ordinario, promedio diario", "number"),
            Column("Ordinario, mismas horas", "number"),
            Column("Operación", "number"),
            Column("Factor, mismas horas", "number"),
        ),
        rows,
    )


def _comparison_row(memoria: Memoria, metric: str) -> tuple[Cell, ...]:
    daily, matched = memoria.measures.baseline_daily, memoria.measures.baseline_matched
    return (
        text(METRIC_NAMES[metric]),
        figure(daily, metric),
        figure(matched, metric),
        figure(memoria.measures.operation, metric),
        as_factor(getattr(memoria.factors, metric), getattr(memoria.factors, f"{metric}_reason")),
    )


def comparison(memoria: Memoria) -> Table:
    """The whole of the third content of the clause."""
    measures = memoria.measures
    daily = measures.baseline_daily
    groups = (daily, daily.minimum, daily.maximum, measures.baseline_matched, measures.operation)
    return Table(
        "comparativo",
        "Comparativo de visitas, páginas y hits",
        (
            Column("Medida"),
            Column("Promedio diario", "number"),
            Column("Día mínimo", "number"),
            Column("Día máximo", "number"),
            Column("Mismas horas", "number"),
            Column("Operación", "number"),
            Column("Factor, mismas horas", "number"),
            Column("Factor, diario", "number"),
        ),
        tuple(
            (text(name), *(figure(group, metric) for group in groups), *_factors(memoria, metric))
            for metric, name in METRIC_NAMES.items()
        ),
        style="menuda",
    )


def _factors(memoria: Memoria, metric: str) -> tuple[Cell, Cell]:
    if metric not in ("hits", "pages", "visits"):
        unasked = "el convenio pide el factor de visitas, páginas y hits"
        return text(None, unasked), text(None, unasked)
    matched, daily = memoria.factors, memoria.factors_daily
    reason = f"{metric}_reason"
    return (
        as_factor(getattr(matched, metric), getattr(matched, reason)),
        as_factor(getattr(daily, metric), getattr(daily, reason)),
    )


def baseline(memoria: Memoria) -> Table:
    return Table(
        "dias_ordinarios",
        "Días del tráfico ordinario",
        (
            Column("Día", "time"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Horas sin renglones", "number"),
            Column("Nota"),
        ),
        tuple(
            (
                Cell(locale.weekday(datetime.fromisoformat(day.day)), day.day),
                count(day.visits),
                count(day.pages),
                count(day.hits),
                count(day.empty_hours),
                Cell(_day_note(day.present, day.drill, day.excluded_hits)),
            )
            for day in memoria.series.baseline_days
        ),
        empty="No se entregó bitácora de días ordinarios.",
        style="menuda",
    )


def _day_note(present: bool, drill: bool, excluded: int | None) -> str:
    if not present:
        return "sin bitácora: no entra en el promedio"
    notes = ["simulacro"] if drill else []
    if excluded:
        notes.append(f"{locale.number(excluded)} hits del PREP excluidos")
    return "; ".join(notes)


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
