"""What they carry together, and what each would have to bear without the largest."""

from reports import locale
from reports.compare.model import Capacity, Comparison, NetworkFigure
from reports.compare.naming import names
from reports.compare.tables.arrivals import marked_note
from reports.tables.base import Cell, Column, Table, as_factor, at, count, text, whole

BOUNDS = {"declared": "declarado", "demonstrated": "demostrado"}
UNKNOWN = "ni declara capacidad ni la demostró sin fallas"
NO_EVIDENCE = "no tiene evidencia de ese corte"
LARGEST = "es el mayor, el que fallaría"


def order(comparison: Comparison) -> list[Capacity]:
    """From the largest share of the peak to the smallest; then those who are not counted."""
    return sorted(
        comparison.capacity,
        key=lambda row: (row.total_peak_share is None, -(row.total_peak_share or 0), row.delivery),
    )


def capacity(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    return Table(
        "capacidad",
        f"Solicitudes por corte de {comparison.setting.cut_minutes} minutos, y capacidad",
        (
            Column("Difusor"),
            Column("Su máximo", "number"),
            Column("Cuándo", "time"),
            Column("En el pico de todos", "number"),
            Column("Parte", "number"),
            Column("Se sabe que soporta", "number"),
            Column("Porque está"),
            Column("Si falla el mayor", "number"),
            Column("Holgura", "number"),
        ),
        tuple(
            (
                Cell(named[row.delivery], who[row.delivery].name),
                _peak(row),
                at(row.peak_instant, NO_EVIDENCE),
                count(row.at_total_peak, NO_EVIDENCE),
                Cell(
                    locale.percent(row.total_peak_share, 1),
                    row.total_peak_share,
                    "" if row.total_peak_share is not None else row.incomparable or NO_EVIDENCE,
                ),
                count(whole(row.bound), UNKNOWN),
                text(BOUNDS.get(row.bound_source or ""), UNKNOWN),
                count(whole(row.if_largest_fails), _why(row, comparison)),
                _headroom(row, comparison),
            )
            for row in order(comparison)
        ),
        note="Soporta: lo que declara o, si no declara, su minuto más cargado sin una sola falla "
        "(un mínimo: puede soportar más). Si falla el mayor: sus solicitudes pasan a los demás en "
        "proporción. Holgura: lo que soporta entre eso; menos de 1 no alcanza."
        f"{_bounded(comparison)}{marked_note(comparison)}",
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )


def _peak(row: Capacity) -> Cell:
    if row.peak_5m is None:
        return count(None, NO_EVIDENCE)
    return Cell(("≥ " if row.peak_lower_bound else "") + locale.number(row.peak_5m), row.peak_5m)


def _bounded(comparison: Comparison) -> str:
    some = any(row.peak_lower_bound for row in comparison.capacity)
    return " ≥: su servidor fallaba cerca de ese corte y pudo pedirse más." if some else ""


def _why(row: Capacity, comparison: Comparison) -> str:
    largest = comparison.figure("largest_share")
    if largest and largest.delivery == row.delivery:
        return LARGEST
    return row.incomparable or NO_EVIDENCE


def _headroom(row: Capacity, comparison: Comparison) -> Cell:
    if row.headroom is None:
        return as_factor(None, _why(row, comparison) if row.if_largest_fails is None else UNKNOWN)
    return Cell(locale.times(row.headroom), row.headroom, mark="mal" if row.headroom < 1 else "")


METRICS = {
    "deliveries": "Entregas que se comparan",
    "mirrors": "De ellas, con todo lo publicado en sus servidores",
    "counted": "Las que se suman",
    "hits": "Solicitudes de las que se suman",
    "bytes": "Volumen enviado por ellas",
    "peak_5m": "Su corte más cargado, todas juntas",
    "largest_share": "Parte del mayor en ese corte",
    "origin_failures": "Fallas a la vez en la mayoría",
    "origin_minutes": "Minutos que duraron",
}


def network(comparison: Comparison) -> Table:
    named = names(comparison)
    return Table(
        "red",
        "La red de difusores en conjunto",
        (Column("Cifra"), Column("Valor", "number"), Column("Cuándo", "time"), Column("De quién")),
        tuple(
            (
                text(said),
                _value(row),
                Cell("") if row.instant is None else at(row.instant),
                Cell(named[row.delivery]) if row.delivery else Cell(""),
            )
            for metric, said in METRICS.items()
            if (row := comparison.figure(metric))
        ),
        note="Se suman solicitudes y volumen de quienes son comparables; visitas y visitantes no, "
        "porque una persona puede consultar a varios.",
        size="menuda",
    )


def _value(row: NetworkFigure) -> Cell:
    reason = "" if row.value is not None else "ninguna entrega se puede sumar"
    if row.metric == "largest_share":
        return Cell(locale.percent(row.value, 1), row.value, reason)
    if row.metric == "bytes":
        return Cell(locale.size(row.value), row.value, reason)
    return count(whole(row.value), reason)
