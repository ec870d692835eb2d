"""Incidents, what the log shows that nobody reported, and who asked in the busiest spans."""

from collections.abc import Iterator

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.incidents import Candidate, Crowd, Incident, Phase
from reports.model.parties import AgreementFacts, Published
from reports.sentences.accounts import evidence
from reports.tables.base import Cell, Column, Table, between, count, share, text, whole

CANDIDATES = {
    "outage": "Cortes con puros errores",
    "silence": "Cortes en que nadie pidió {the} y el servidor vivía",
    "error_burst": "Ráfaga de errores 5xx con el sitio vivo",
    "no_evidence": "Hueco en la bitácora",
    "stale": "Se mostraba un corte viejo {of_the}",
    "latency": "Escalón de latencia",
    "client": "Un solo cliente con una parte desmedida",
    "network": "Una sola red con una parte desmedida",
    "attack": "Firmas de ataque",
}
VERDICTS = {"crowd": "Afluencia", "attack": "Ataque", "inconclusive": "No concluyente"}
PHASES = {"before": "Hora anterior", "during": "Durante", "after": "Hora posterior"}


def kind(found: Candidate, published: Published) -> str:
    """What sort of thing the log shows."""
    return CANDIDATES[found.kind].format(the=published.the, of_the=published.of_the)


def incident_index(memoria: Memoria) -> Table:
    diffuser = memoria.agreement.words.diffuser.the
    return Table(
        "incidencias",
        "Incidencias reportadas y lo que muestra la bitácora",
        (
            Column("Núm.", "time"),
            Column("Periodo", "time"),
            Column("Tipo"),
            Column("Hits", "number"),
            Column("Errores 5xx", "number"),
            Column(_missed_label(memoria), "number"),
            Column("Hits perdidos", "number"),
            Column("Visitas perdidas", "number"),
        ),
        tuple(_incident_row(incident) for incident in memoria.incidents),
        note="Perdidos: lo esperado menos lo registrado, y cero si lo registrado está dentro de lo "
        "esperado o lo rebasa; es una estimación, con su intervalo en cada incidencia.",
        empty=f"{locale.capital(diffuser)} reporta que no hubo incidencias.",
        size="menuda",
    )


def _incident_row(incident: Incident) -> tuple[Cell, ...]:
    return (
        text(incident.id),
        between(incident.start, incident.end),
        Cell(fonts.brief(incident.kind, 35), incident.kind),
        count(incident.hits, incident.hits_reason),
        count(incident.errors, incident.hits_reason),
        _missed(incident),
        count(whole(incident.requests.lost), incident.requests.lost_reason),
        count(whole(incident.visits.lost), incident.visits.lost_reason),
    )


def _missed_label(memoria: Memoria) -> str:
    return "Cortes con falla" if memoria.services.each else "Cortes no servidos"


def _missed(found: Incident | Phase) -> Cell:
    if not found.cuts:
        return count(None, "fuera del periodo medido")
    return Cell(f"{found.missed_cuts} de {found.cuts}", found.missed_cuts)


def phases(memoria: Memoria) -> Iterator[Table]:
    """One small table an incident: what was logged before, during and after."""
    for incident in memoria.incidents:
        yield Table(
            f"tramos_{incident.id}",
            f"Antes, durante y después de {incident.id}",
            (
                Column("Tramo", "time"),
                Column("Hits", "number"),
                Column("Por minuto", "number"),
                Column(locale.capital(memoria.agreement.published.of_the), "number"),
                Column("Páginas", "number"),
                Column("Visitas", "number"),
                Column("5xx", "number"),
                Column("4xx sin 499", "number"),
                Column("499", "number"),
                Column("Duración p95 (ms)", "number"),
                Column(_missed_label(memoria), "number"),
            ),
            tuple(_phase_row(phase) for phase in incident.phases),
            size="menuda",
        )


def _phase_row(phase: Phase) -> tuple[Cell, ...]:
    counted = (
        phase.hits, phase.hits_per_minute, phase.published_hits, phase.pages, phase.visits,
        phase.errors_5xx, phase.errors_4xx, phase.errors_499,
    )  # fmt: skip
    return (
        text(PHASES[phase.phase]),
        *(count(value, phase.hits_reason) for value in counted),
        count(phase.latency_p95_ms, phase.latency_p95_ms_reason, 0),
        _missed(phase),
    )


def candidates(memoria: Memoria) -> Table:
    return Table(
        "hallazgos",
        "Hallazgos de la bitácora que pueden ser incidencias",
        (
            Column("Núm.", "time"),
            Column("Periodo", "time"),
            Column("Hallazgo"),
            Column("Gravedad"),
            Column("Evidencia"),
            Column("Situación"),
        ),
        tuple(_candidate_row(found, memoria.agreement) for found in memoria.candidates),
        empty="La bitácora no muestra nada más que revisar.",
        size="menuda",
    )


def _candidate_row(found: Candidate, agreed: AgreementFacts) -> tuple[Cell, ...]:
    return (
        text(found.id),
        between(found.start, found.end),
        text(kind(found, agreed.published)),
        text(found.severity.capitalize()),
        text(evidence(found, agreed.published)),
        _situation(found, agreed.words.diffuser.the),
    )


def _situation(found: Candidate, diffuser: str) -> Cell:
    parts = []
    if found.incident:
        clock = ", con el reloj que ahí se sugiere" if found.shifted else ""
        parts.append(f"Reportado como {found.incident}{clock}.")
    if found.answer:
        word = {"confirmada": "Confirmado", "descartada": "Descartado"}[found.answer]
        parts.append(f"{word} por {diffuser}: {found.answered}")
    if parts:
        return text(" ".join(parts))
    return text("No reportado: por confirmar o descartar", mark="aviso")


def crowds(memoria: Memoria) -> Table:
    return Table(
        "afluencia",
        "Afluencia o ataque: quién pidió en los lapsos de más carga",
        (
            Column("Lapso", "time"),
            Column("Periodo", "time"),
            Column("Clientes", "number"),
            Column("Redes nuevas", "number"),
            Column("Por minuto y cliente: mediana", "number"),
            Column("Percentil 99", "number"),
            Column("Máximo", "number"),
            Column("De clientes de 60 o más", "number"),
            Column("Cinco rutas", "number"),
            Column("Entropía (bits)", "number"),
            Column("Compatible con"),
        ),
        tuple(_crowd_row(found) for found in memoria.crowds),
        note="M: los cortes de más solicitudes; C: el hallazgo. Redes nuevas: ninguna bitácora las "
        "tenía antes. «De clientes de 60 o más» y «Cinco rutas» son partes de las solicitudes del "
        "lapso.",
        empty="Sin solicitudes no hay qué distinguir.",
        size="menuda",
    )


def _crowd_row(found: Crowd) -> tuple[Cell, ...]:
    return (
        text(found.span),
        between(found.start, found.end),
        count(found.clients),
        share(found.new_networks, found.networks),
        count(found.rate_median, None, 1),
        count(found.rate_p99, None, 1),
        count(found.rate_max, None, 1),
        share(found.heavy_share, 1),
        share(found.top_share, 1) if found.top_share is not None else Cell(locale.MISSING),
        Cell(_entropy(found), found.entropy),
        text(VERDICTS[found.verdict]),
    )


def _entropy(found: Crowd) -> str:
    return f"{locale.number(found.entropy, 1)} de {locale.number(found.usual_entropy, 1)}"
