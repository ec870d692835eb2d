"""Cuts served, failures of all at once and of each one, and how late the data came."""

from reports import locale
from reports.compare.model import Comparison, Delay, Failure
from reports.compare.naming import names
from reports.compare.tables.arrivals import marked_note
from reports.sentences.arrivals import seconds
from reports.tables.base import Cell, Column, Table, between, count, share, text

SIGNALS = {"errors": "solo errores", "silent": "nadie pidió", "unseen": "sin datos nuevos"}


def availability(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    rows = []
    for found in comparison.calendars:
        one = who[found.delivery]
        served = found.count("served") + found.count("unseen")
        known = sum(run.cuts for run in found.runs if run.state != "no_evidence")
        own = [failure for failure in comparison.own() if failure.delivery == found.delivery]
        rows.append(
            (
                Cell(named[found.delivery], one.name),
                count(known),
                count(served),
                share(served, known),
                count(found.count("errors")),
                count(found.count("silent")),
                count(found.count("unseen")),
                count(found.count("no_evidence")),
                count(sum(failure.minutes for failure in own)),
            )
        )
    return Table(
        "disponibilidad",
        "Cortes de la operación de cada difusor",
        (
            Column("Difusor"),
            Column("Con evidencia", "number"),
            Column("Servidos", "number"),
            Column("% de lo conocido", "number"),
            Column("Solo errores", "number"),
            Column("Nadie pidió", "number"),
            Column("Sin datos nuevos", "number"),
            Column("Sin evidencia", "number"),
            Column("Minutos de falla propia", "number"),
        ),
        tuple(rows),
        note="Sin datos nuevos: servidos, pero con el corte anterior. Quien no sirve lo "
        "publicado cuenta su propia página. La falla propia no incluye las que "
        f"fueron de todos.{marked_note(comparison)}",
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )


def _reach(failure: Failure, comparison: Comparison) -> Cell:
    """By which readings of the agreement it interrupts the diffusion."""
    setting = comparison.setting
    cuts, minutes = f"{setting.outage_cuts} cortes", f"{setting.outage_minutes} min"
    if failure.very_long:
        return Cell(f"≥ {minutes}", failure.minutes, mark="mal")
    return (
        Cell(f"≥ {cuts}", failure.minutes, mark="aviso")
        if failure.long
        else Cell("menos", failure.minutes)
    )


def origin(comparison: Comparison) -> Table:
    named = names(comparison)
    return Table(
        "fallas_origen",
        "Fallas a la vez en la mayoría de los difusores: apuntan al origen de los datos",
        (
            Column("Falla"), Column("Cuándo", "time"), Column("Cortes", "number"),
            Column("Fallaron", "number"), Column("Podían verla", "number"), Column("Señal"),
            Column("Duración"), Column("A salvo"),
        ),
        tuple(
            (
                text(failure.failure),
                between(failure.start, failure.end),
                count(failure.cuts),
                count(failure.deliveries),
                count(failure.observers),
                text(_signals(failure)),
                _reach(failure, comparison),
                text(_spared(failure, comparison, named), "ninguno de los que podían verla"),
            )
            for failure in comparison.origin()
        ),
        note="A la vez: más de la mitad de los difusores que podían ver el corte, y al menos tres. "
        "Es un indicio, no una prueba: también un proveedor común falla a todos a la vez.",
        empty="Ningún corte falló en la mayoría de los difusores a la vez.",
        size="menuda",
    )  # fmt: skip


def _signals(failure: Failure) -> str:
    return locale.listing(list(dict.fromkeys(SIGNALS[one.signal] for one in failure.members)))


def _spared(failure: Failure, comparison: Comparison, named: dict[str, str]) -> str | None:
    """Who could have failed and did not: of method and evidence that see it."""
    hit = {one.delivery for one in failure.members}
    left = [
        named[one.delivery]
        for one in comparison.included
        if one.sees_all and one.delivery not in hit
    ]
    if not left:
        return None
    return locale.listing(left) if len(left) <= 3 else f"{len(left)} difusores"


def own(comparison: Comparison) -> Table:
    """Those that the agreement calls long; of the shorter ones, how many there are."""
    named = names(comparison)
    every = comparison.own()
    shown = [failure for failure in every if failure.long or failure.very_long]
    rest = len(every) - len(shown)
    note = ""
    if rest:
        shorter = locale.plural(rest, "falla propia", "fallas propias")
        note = f"Hubo además {shorter} de menos de {comparison.setting.outage_cuts} cortes, en "
        note += "comparativo.json. "
    return Table(
        "fallas_propias",
        "Fallas de un solo difusor, de la más larga a la más corta",
        (
            Column("Difusor"), Column("Falla"), Column("Cuándo", "time"),
            Column("Cortes", "number"), Column("Minutos", "number"), Column("Señal"),
            Column("Duración"),
        ),
        tuple(
            (
                Cell(named[failure.delivery or ""]),
                text(failure.failure),
                between(failure.start, failure.end),
                count(failure.cuts),
                count(failure.minutes),
                text(_signals(failure)),
                _reach(failure, comparison),
            )
            for failure in sorted(shown, key=lambda one: (-one.minutes, one.start.utc, one.failure))
        ),
        note=f"{note}Fuera de los cortes que fallaron en la mayoría.{marked_note(comparison)}",
        empty="Ningún difusor falló por su cuenta tanto como señala el convenio.",
        size="menuda",
    )  # fmt: skip


def delays(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    rows = sorted(comparison.delays, key=lambda row: (row.p50 is None, row.p50 or 0, row.delivery))
    return Table(
        "retrasos",
        "Retraso con que se vio cada corte, después de su minuto nominal",
        (
            Column("Difusor"), Column("Mediana", "number"), Column("90 de cada 100", "number"),
            Column("Máximo", "number"), Column("Cortes medidos", "number"),
            Column("Se vieron llegar", "number"),
        ),
        tuple(
            (
                Cell(named[row.delivery], who[row.delivery].name),
                *(_told(value, seconds(value), row) for value in (row.p50, row.p90, row.max)),
                count(row.cuts),
                _told(row.seen_share, locale.percent(row.seen_share, 1), row),
            )
            for row in rows
        ),
        note=f"Cortes medidos: aquellos cuyo retraso se conoce al minuto.{marked_note(comparison)}",
        empty="Ninguna entrega se admitió.",
        size="menuda",
    )  # fmt: skip


def _told(value: float | None, said: str, row: Delay) -> Cell:
    return Cell(said, value, "" if value is not None else row.incomparable or "no se sabe")
