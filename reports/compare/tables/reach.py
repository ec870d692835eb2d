"""How much each was consulted: side by side with its coverage, its method and its definition."""

from reports import locale
from reports.compare.model import Comparison, Metric, Reach
from reports.compare.naming import names
from reports.compare.tables.arrivals import UNREAD, marked_note
from reports.sentences import privacy
from reports.tables.base import (
    Cell,
    Column,
    Table,
    as_factor,
    as_size,
    count,
    interval,
    share,
    text,
)

COUNTED: tuple[Metric, ...] = ("visits", "pages", "hits")
SAID = {"visits": "Visitas", "pages": "Páginas", "hits": "Hits"}
NO_LOG = "no hay bitácora de la operación"
NO_ORDINARY = "no hay promedio ordinario"


def found(comparison: Comparison) -> dict[tuple[str, str], Reach]:
    return {(one.delivery, one.metric): one for one in comparison.reach}


def order(comparison: Comparison) -> list[str]:
    """Ranked first, in the order of their visits; then the others, from more requests to fewer."""
    rows = found(comparison)

    def key(delivery: str) -> tuple[float, float, str]:
        visits, hits = rows.get((delivery, "visits")), rows.get((delivery, "hits"))
        place = visits.position if visits and visits.position else float("inf")
        return place, -((hits.operation if hits else None) or 0), delivery

    return sorted((one.delivery for one in comparison.included), key=key)


def reach(comparison: Comparison) -> Table:
    named, rows, who = names(comparison), found(comparison), comparison.by_delivery
    return Table(
        "alcance",
        "Alcance en la operación, con su método y su cobertura",
        (
            Column("Difusor"),
            Column("Lugar", "number"),
            Column("Método"),
            Column("Cobertura", "number"),
            *(Column(SAID[metric], "number") for metric in COUNTED),
            Column("Factor de visitas", "number"),
        ),
        tuple(
            (
                Cell(named[delivery], who[delivery].name),
                _place(rows.get((delivery, "visits"))),
                _method(comparison, delivery),
                share(who[delivery].cuts_evidence, who[delivery].cuts),
                *(_total(rows.get((delivery, metric))) for metric in COUNTED),
                _factor(rows.get((delivery, "visits"))),
            )
            for delivery in order(comparison)
        ),
        note="Lugar: por visitas, solo entre quienes son comparables; los demás dicen por qué no. "
        "Cobertura: parte de los cortes de la operación con algún renglón en la bitácora. "
        f"Factor: la operación entre lo ordinario de las mismas horas.{marked_note(comparison)}",
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )


def _place(row: Reach | None) -> Cell:
    if row is None or row.position is None:
        return Cell(locale.MISSING, None, (row.incomparable if row else None) or UNREAD)
    return Cell(f"{row.position}", row.position)


def _method(comparison: Comparison, delivery: str) -> Cell:
    one = comparison.by_delivery[delivery]
    return text(f"{one.method}. {one.method_title}" if one.method_title else None, UNREAD)


def _total(row: Reach | None) -> Cell:
    return count(row.operation if row else None, NO_LOG)


def _factor(row: Reach | None) -> Cell:
    return as_factor(row.factor if row else None, row.factor_reason if row else NO_LOG)


def ordinary(comparison: Comparison) -> Table:
    """What the factor divides by, by whose definition."""
    named, rows, who = names(comparison), found(comparison), comparison.by_delivery
    return Table(
        "ordinario",
        "Promedio ordinario de las mismas horas y factor de la operación",
        (
            Column("Difusor"),
            Column("Contado por"),
            *(
                Column(f"{SAID[metric]}, {said}", "number")
                for metric in COUNTED
                for said in ("ordinario", "factor")
            ),
        ),
        tuple(
            (
                Cell(named[delivery], who[delivery].name),
                text(who[delivery].definition, NO_ORDINARY),
                *(
                    cell
                    for metric in COUNTED
                    for cell in _against(rows.get((delivery, metric)))
                ),
            )
            for delivery in order(comparison)
        ),
        note="Contado por: la definición con que se hizo el promedio; la operación se cuenta con "
        f"la misma.{marked_note(comparison)}",
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )  # fmt: skip


def _against(row: Reach | None) -> tuple[Cell, Cell]:
    value = row.ordinary_hours if row else None
    whole = round(value) if value is not None and value >= 100 else value
    return Cell(
        locale.number(whole), value, "" if row and value is not None else NO_ORDINARY
    ), _factor(row)


def _mode(name: str | None) -> str | None:
    """How logs were handed over; one that is not ours as it is named."""
    said = privacy.SAID.get(name or "")
    return said.short if said else name


def visitors(comparison: Comparison) -> Table:
    named, rows, who = names(comparison), found(comparison), comparison.by_delivery
    return Table(
        "visitantes",
        "Visitantes estimados y volumen enviado, de cada difusor por separado",
        (
            Column("Difusor"),
            Column("Visitantes estimados", "number"),
            Column("Enviado", "number"),
            Column("Bitácoras entregadas"),
        ),
        tuple(
            (
                Cell(named[delivery], who[delivery].name),
                interval(*(_known(rows.get((delivery, metric)))
                           for metric in ("visitors_min", "visitors_max"))),
                as_size(_known(rows.get((delivery, "bytes"))), NO_LOG),
                text(_mode(who[delivery].privacy_mode)),
            )
            for delivery in order(comparison)
        ),
        note="Los visitantes no se suman entre difusores: cada uno los protege con su propia llave "
        "y una persona que consultó a varios cuenta en cada uno. De un difusor, el rango va de "
        f"direcciones distintas a direcciones con programa distintas.{marked_note(comparison)}",
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )  # fmt: skip


def _known(row: Reach | None) -> int | None:
    return row.operation if row else None


def robots(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    rows = sorted(comparison.robots, key=lambda row: (-(row.share or 0), row.delivery))
    return Table(
        "robots",
        "Solicitudes de robots, de mayor a menor parte",
        (
            Column("Difusor"),
            Column("Solicitudes", "number"),
            Column("De robots", "number"),
            Column("Parte", "number"),
        ),
        tuple(
            (
                Cell(named[row.delivery], who[row.delivery].name),
                count(row.hits, NO_LOG),
                count(row.robot_hits, NO_LOG),
                share(row.robot_hits, row.hits),
            )
            for row in rows
        ),
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )
