"""Sentences about who consulted, made from the figures."""

from reports import locale
from reports.model import Memoria

SIGN = 10
"""Agents of persons from which an address counts as shared; see sql/audience/nat.sql."""


def robots(memoria: Memoria) -> str:
    found = memoria.audience.sides
    return (
        f"Los robots hicieron {locale.number(found.robot.hits)} hits "
        f"({locale.percent(found.robot.hits, found.all.hits)} del total); no entran en las páginas "
        "ni en las visitas."
    )


def coverage(memoria: Memoria) -> str:
    """On what the figures of the operation rest."""
    found = memoria.availability
    known = found.cuts - found.no_evidence
    return (
        f"Cobertura: {locale.number(known)} de {locale.number(found.cuts)} cortes "
        f"{memoria.agreement.words.operation.of_the} tienen evidencia "
        f"({locale.percent(known, found.cuts)})."
    )


def visit_length(memoria: Memoria) -> str:
    found = next(iter(memoria.audience.visit_lengths), None)
    if found is None:
        return f"No se informa cuánto duró una visita: {memoria.audience.visit_lengths_reason}."
    single = found.visits - found.timed
    text = (
        f"Hubo {locale.number(found.pages_mean, 2)} páginas por visita. De las "
        f"{locale.number(found.visits)} visitas, {locale.number(single)} "
        f"({locale.percent(single, found.visits)}) fueron de una sola página: cuánto duraron no se "
        "sabe, porque la bitácora no dice cuándo se dejó de leer, y no se cuentan como cero."
    )
    if found.p50 is None or found.mean is None or found.p90 is None:
        return text
    return (
        f"{text} De las otras {locale.number(found.timed)}, la mitad duró {lasting(found.p50)} o "
        f"más de la primera página a la última; el promedio es {lasting(found.mean)}, y una de "
        f"cada diez llegó a {lasting(found.p90)}."
    )


def shared_addresses(memoria: Memoria) -> str:
    found = memoria.audience.shared_addresses
    if found.addresses is None:
        return f"No se sabe cuántas direcciones son compartidas: {found.addresses_reason}."
    why = (
        "Las compañías de telefonía y las oficinas hacen salir a muchas personas por una misma "
        "dirección (NAT); contar direcciones cuenta entonces personas de menos."
    )
    if not found.addresses:
        return (
            f"{why} En esta bitácora ninguna dirección tuvo {SIGN} agentes de usuario de personas "
            "o más."
        )
    hits = memoria.audience.sides.person.hits
    count = locale.plural(found.addresses, "dirección tuvo", "direcciones tuvieron")
    return (
        f"{why} En esta bitácora {count} {SIGN} agentes de usuario de personas o más: "
        f"{locale.number(found.hits)} hits, {locale.percent(found.hits, hits)} de los de personas. "
        f"La que más, {locale.number(found.agents_max)} agentes."
    )


def places(memoria: Memoria) -> str:
    """Empty where no file of places was given: then nothing is said about them."""
    found = memoria.audience.places
    if found is None:
        return ""
    return (
        f"Según el archivo «{found.file}», que dio {memoria.agreement.words.diffuser.the}; la "
        "ubicación de una dirección es la de quien la tiene registrada. Los lugares con menos de "
        "cinco visitantes están en «otros»."
    )


def lasting(seconds: float | None) -> str:
    """«45 s», «2 min 19 s», «1 h 5 min»."""
    if seconds is None:
        return locale.MISSING
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest if not hours else 0, "s")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"
