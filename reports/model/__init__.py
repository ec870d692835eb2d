"""Every figure the documents show, as raw numbers. `resumen.json` is its dump.

A missing value is null and says why in a sibling: `pages: null, pages_reason: "…"`. A value that is
present carries no reason. Instants are UTC, ISO 8601 with Z; beside each stands the wall clock of
the agreement's zone. The committed JSON Schema is made from these models.
"""

import json
from typing import Any

from pydantic import Field

from pipeline import unseen
from reports.model.audience import Audience
from reports.model.availability import Availability
from reports.model.base import Facts
from reports.model.baseline import Factors
from reports.model.comparison import Ordinary
from reports.model.definitions import Counted
from reports.model.handover import Handover
from reports.model.incidents import Candidate, Crowd, Incident
from reports.model.logs import Ingest, Windows
from reports.model.methodology import Definition, Table
from reports.model.parties import AgreementFacts, Comments, Delivered, DiffuserFacts, Requirement
from reports.model.planning import Planning
from reports.model.records import Records
from reports.model.services import Services
from reports.model.traffic import Measures, Series

SCHEMA_VERSION = 1


class Memoria(Facts):
    """The whole of a document."""

    schema_version: int = Field(default=SCHEMA_VERSION)
    version: str
    as_of: str
    days_to_deadline: int
    agreement: AgreementFacts
    diffuser: DiffuserFacts
    privacy_mode: str
    ingest: Ingest
    handover: Handover
    windows: Windows
    measures: Measures
    factors: Factors
    factors_daily: Factors
    comparison: tuple[Ordinary, ...]
    availability: Availability
    incidents: tuple[Incident, ...]
    candidates: tuple[Candidate, ...]
    crowds: tuple[Crowd, ...]
    requirements: tuple[Requirement, ...]
    delivery: tuple[Delivered, ...]
    audience: Audience
    planning: Planning
    comments: Comments
    services: Services
    records: Records
    series: Series
    tools: tuple[Counted, ...]
    definitions: tuple[Definition, ...]
    dictionary: tuple[Table, ...]


def dump(memoria: Memoria) -> str:
    """`resumen.json`: keys in order, two spaces, UTF-8, a newline at the end."""
    values: dict[str, Any] = memoria.model_dump(mode="json")
    return unseen.dumps(values, sort_keys=True)


def schema() -> str:
    """The JSON Schema that `resumen.json` follows, as committed in `resumen.schema.json`."""
    described = Memoria.model_json_schema(mode="serialization")
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
