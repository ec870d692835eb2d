"""Outages, incidents and what the log shows that nobody reported."""

from reports.model import Memoria
from reports.model.availability import Outage
from reports.model.incidents import Candidate, Incident
from reports.tables.base import Cell, Column, Table, between, count, text, whole

CANDIDATES = {
    "outage": "Cortes con puros errores",
    "silence": "Cortes en que nadie pidió el PREP y el servidor vivía",
    "error_burst": "Ráfaga de errores 5xx con el sitio vivo",
    "no_evidence": "Hueco en la bitácora",
}


def outages(memoria: Memoria) -> Table:
    found = memoria.availability
    return Table(
        "interrupciones",
        "Cortes seguidos no servidos",
        (
            Column("Periodo", "time"),
            Column("Cortes", "number"),
            Column("Minutos", "number"),
            Column("Respuestas con error", "number"),
            Column(f"{found.threshold_cuts} cortes o más"),
            Column(f"{found.threshold_minutes} minutos o más"),
        ),
        tuple(_outage_row(outage) for outage in found.outages),
        empty="Ningún corte con evidencia dejó de servirse.",
    )


def _outage_row(outage: Outage) -> tuple[Cell, ...]:
    return (
        between(outage.start, outage.end),
        count(outage.cuts),
        count(outage.minutes),
        count(outage.failed),
        _yes(outage.reaches_cuts),
        _yes(outage.reaches_minutes),
    )


def _yes(value: bool) -> Cell:
    return Cell("Sí", "1", mark="mal") if value else Cell("No", "0")


def incident_index(memoria: Memoria) -> Table:
    return Table(
        "incidencias",
        "Incidencias reportadas y lo que muestra la bitácora",
        (
            Column("Núm.", "time"),
            Column("Periodo", "time"),
            Column("Tipo"),
            Column("Hits", "number"),
            Column("Errores", "number"),
            Column("Cortes no servidos", "number"),
            Column("Esperadas", "number"),
            Column("Perdidas", "number"),
        ),
        tuple(_incident_row(incident) for incident in memoria.incidents),
        note="Esperadas: tráfico ordinario de los mismos cortes por el factor de las horas "
        "vecinas. "
        "Perdidas: esperadas menos registradas, y cero si lo registrado está dentro de lo "
        "esperado; es una estimación.",
        empty="El difusor reporta que no hubo incidencias.",
        style="menuda",
    )


def _incident_row(incident: Incident) -> tuple[Cell, ...]:
    missed = count(incident.missed_cuts, incident.hits_reason)
    if incident.missed_cuts is not None and incident.cuts is not None:
        missed = Cell(f"{incident.missed_cuts} de {incident.cuts}", incident.missed_cuts)
    return (
        text(incident.id),
        between(incident.start, incident.end),
        text(incident.kind),
        count(incident.hits, incident.hits_reason),
        count(incident.errors, incident.hits_reason),
        missed,
        count(whole(incident.expected), incident.expected_reason),
        count(whole(incident.lost), incident.lost_reason),
    )


def candidates(memoria: Memoria) -> Table:
    return Table(
        "hallazgos",
        "Hallazgos de la bitácora que pueden ser incidencias",
        (
            Column("Núm.", "time"),
            Column("Periodo", "time"),
            Column("Hallazgo"),
            Column("Cortes", "number"),
            Column("Hits", "number"),
            Column("Errores", "number"),
            Column("Situación"),
        ),
        tuple(_candidate_row(found) for found in memoria.candidates),
        empty="La bitácora no muestra nada más que revisar.",
        style="menuda",
    )


def _candidate_row(found: Candidate) -> tuple[Cell, ...]:
    if found.incident:
        situation = text(f"Reportado como {found.incident}")
    elif found.dismissed:
        situation = text(f"Descartado: {found.dismissed}")
    else:
        situation = text("No reportado: por confirmar o descartar", mark="aviso")
    return (
        text(found.id),
        between(found.start, found.end),
        text(CANDIDATES[found.kind]),
        count(found.cuts),
        count(found.hits),
        count(found.errors),
        situation,
    )
