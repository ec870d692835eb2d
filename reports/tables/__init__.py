"""Memoria → tables: one set for paper and screen, each in the file of its subject."""

from collections.abc import Callable, Iterable, Mapping

from reports import sections
from reports.model import Memoria
from reports.tables import (
    annexes,
    availability,
    comparison,
    definitions,
    delivery,
    handover,
    incidents,
    logs,
    ordinary,
    planning,
    records,
    services,
    traffic,
    users,
)
from reports.tables.base import Cell, Column, Table

__all__ = ["Cell", "Column", "Table", "every"]

Make = Callable[[Memoria], Table]

OF_SECTION: Mapping[str, tuple[Make, ...]] = {
    "resumen": (comparison.summary, delivery.delivery),
    "antecedentes": (delivery.contradictions,),
    "infraestructura": (delivery.requirements,),
    "bitacoras": (logs.files, logs.rejects),
    "usuarios": (
        users.parts,
        users.sides,
        users.robots,
        users.visit_lengths,
        *users.PLACES,
        users.concurrency,
        users.durations,
        users.status,
        *users.SHARES,
        *users.RANKINGS,
        traffic.hourly,
    ),
    "disponibilidad": (availability.outages, availability.late_cuts, availability.stale),
    "incidencias": (incidents.incident_index, incidents.candidates, incidents.crowds),
    "comparativo": (
        comparison.comparison,
        comparison.dispersion,
        ordinary.sources,
        comparison.others,
        ordinary.excluded,
        ordinary.days,
        ordinary.figures,
    ),
    "planeacion": (
        planning.peaks,
        planning.bandwidth,
        planning.polling,
        planning.headroom,
        planning.scenarios,
    ),
    "resumen-seguimiento": (services.summary, delivery.delivery),
    "cumplimiento": (delivery.requirements, records.deliverables),
    "herramientas-uso": (services.use, services.changes, services.peaks),
    "herramientas-servicio": (services.availability, services.outages, services.error_paths),
    "inventario": (records.tools,),
    "respaldos": (records.backups,),
    "acuerdos": (records.accords,),
    "minutas": (records.minutes,),
    "enlaces": (records.liaisons,),
    "anexos": (
        handover.handed,
        logs.digests,
        definitions.measures,
        definitions.costs,
        annexes.definitions,
        annexes.dictionary,
    ),
}

FAMILIES: Mapping[str, tuple[Callable[[Memoria], Iterable[Table]], ...]] = {
    "incidencias": (incidents.phases,),
}
"""Tables of which there is one for each of something."""


def every(memoria: Memoria) -> dict[str, Table]:
    """The tables of its sections, by id."""
    made = [make(memoria) for make in sections.asked(memoria, OF_SECTION)]
    for family in sections.asked(memoria, FAMILIES):
        made += family(memoria)
    return {table.id: table for table in made}
