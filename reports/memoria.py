"""Measures → Memoria: every figure a page shows, decided once, before anything is drawn.

Reads only the waist of the DuckDB file, the project and its agreement; `as_of` is the only clock.
"""

from datetime import date
from pathlib import Path

from pipeline.project import Project
from reports import waist
from reports.clock import Clock
from reports.figures import (
    audience,
    availability,
    baseline,
    comparison,
    definitions,
    delivery,
    incidents,
    logs,
    methodology,
    parties,
    planning,
    records,
    services,
    traffic,
)
from reports.model import Memoria
from reports.model.handover import Handover
from reports.model.traffic import Series


def build(
    warehouse: Path, project: Project, as_of: date, version: str, handover: Handover
) -> Memoria:
    """handover: what is delivered beside it. Raises WarehouseError for an unusable file,
    SettingsError for unreadable comments."""
    read = waist.read(warehouse)
    agreement = project.agreement
    clock = Clock(agreement.zone)
    measures = traffic.measures(read)
    service = availability.availability(read, project, clock)
    reported = incidents.incidents(read, clock)
    remarks = parties.comments(project)
    ingest = logs.ingest(read, clock)
    hours = traffic.hours(read, clock)
    served = services.services(read, project, clock)
    stated = records.records(project, as_of)
    plan = planning.planning(read, project, clock)
    return Memoria(
        version=version,
        as_of=as_of.isoformat(),
        days_to_deadline=(agreement.deadline.date() - as_of).days,
        agreement=parties.agreement_facts(project, as_of),
        diffuser=parties.diffuser_facts(project),
        privacy_mode=agreement.privacy_mode,
        ingest=ingest,
        handover=handover,
        windows=logs.windows(read, project, clock),
        measures=measures,
        factors=baseline.factors(read, "factor"),
        factors_daily=baseline.factors(read, "factor_daily"),
        comparison=comparison.comparison(read, clock),
        availability=service,
        incidents=reported,
        candidates=incidents.candidates(read, project, clock),
        crowds=incidents.crowds(read, clock),
        requirements=parties.requirements(project, read, service, plan),
        delivery=delivery.delivery(
            project,
            delivery.Made(
                ingest=ingest,
                hours=hours,
                daily=measures.baseline_daily,
                incidents=reported,
                comments=remarks,
                services=served,
                records=stated,
            ),
        ),
        audience=audience.audience(read, project, clock),
        planning=plan,
        comments=remarks,
        services=served,
        records=stated,
        series=Series(
            cuts=traffic.cuts(read, clock), hours=hours, baseline_days=baseline.days(read)
        ),
        tools=definitions.definitions(read),
        definitions=methodology.definitions(),
        dictionary=methodology.dictionary(read),
    )
