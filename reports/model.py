"""Every figure the documents show, as raw numbers. `resumen.json` is its dump.

A missing value is null and says why in a sibling: `pages: null, pages_reason: "…"`. A value that is
present carries no reason. Instants are UTC, ISO 8601 with Z; beside each stands the wall clock of
the agreement's zone. The committed JSON Schema is made from these models.
"""

import json
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = 1

CutState = Literal["served", "errors", "silent", "no_evidence"]
Answer = Literal["cumple", "no cumple", "sin evidencia"]


class Facts(BaseModel):
    """A frozen group of facts in which null and reason always agree."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="after")
    def _missing_says_why(self) -> Self:
        for name in type(self).model_fields:
            if not name.endswith("_reason"):
                continue
            value = getattr(self, name.removesuffix("_reason"))
            if (value is None or value == ()) != (getattr(self, name) is not None):
                raise ValueError(f"{name}: a missing value says why, a present one does not")
        return self


class Moment(Facts):
    utc: str
    local: str


class Window(Facts):
    """A half-open span of instants."""

    start: str
    end: str
    start_local: str
    end_local: str
    zone: str
    offset: str
    hours: float


class Clause(Facts):
    """A section of the memoria and the clause it answers."""

    id: str
    title: str
    clause: str


class Contradiction(Facts):
    """Where the agreement says two things, and how this memoria reads it."""

    clause: str
    title: str
    text: str
    treatment: str


class Signatory(Facts):
    """A line to sign on; name is null where whoever receives writes it by hand."""

    party: Literal["diffuser", "institute"]
    act: str
    role: str
    name: str | None
    name_reason: str | None = None


class Purpose(Facts):
    text: str
    clause: str
    section: str


class Method(Facts):
    number: int
    title: str
    clause: str
    text: str
    comparable: bool
    note: str


class Texts(Facts):
    """The agreement's own paragraphs, Markdown, with every placeholder filled."""

    introduction: str
    background: str
    infrastructure: str
    availability: str
    comparison: str
    limitations: str
    signatures: str
    receipt: str


class AgreementFacts(Facts):
    id: str
    title: str
    short_title: str
    document_title: str
    object_text: str
    clause_of_memoria: str
    signed: str
    institute: str
    institute_short: str
    institute_term: str
    institute_address: str
    institute_city: str
    addressee: str
    copies: tuple[str, ...]
    classification: str
    theme: str
    time_label: str
    diffuser_term: str
    cut_minutes: int
    visit_gap_minutes: int
    baseline_weeks: int
    baseline_min_days: int
    deadline: str
    drills: tuple[str, ...]
    pointer: str
    sections: tuple[Clause, ...]
    purposes: tuple[Purpose, ...]
    contradictions: tuple[Contradiction, ...]
    signatories: tuple[Signatory, ...]
    texts: Texts


class DiffuserFacts(Facts):
    name: str
    legal_name: str
    website: str
    city: str
    method: Method
    representative: str | None
    representative_reason: str | None = None
    representative_position: str | None
    representative_position_reason: str | None = None
    contact: str | None
    contact_reason: str | None = None


class RejectReason(Facts):
    reason: str
    lines: int


class SourceFile(Facts):
    path: str
    role: Literal["operation", "baseline"]
    sha256: str
    size: int
    compression: str
    format: str
    zone: str | None
    lines: int
    hits: int
    rejects: int
    blank: int
    comments: int
    reject_reasons: tuple[RejectReason, ...]
    first: Moment | None
    first_reason: str | None = None
    last: Moment | None
    last_reason: str | None = None
    outside: int
    forwarded: int
    damage: str | None


class Ingest(Facts):
    """What was read: lines = hits + rejects + blank + comments, in each file and in all. outside:
    hits outside the dates of their file's role, which no measure counts."""

    files: int
    lines: int
    hits: int
    rejects: int
    blank: int
    comments: int
    outside: int
    size: int
    by_file: tuple[SourceFile, ...]
    manifest_sha256: str


class Windows(Facts):
    operation: Window
    logs: Window
    baseline: Window | None
    baseline_reason: str | None = None


class Counts(Facts):
    """What the log shows in a span."""

    hits: int | None
    hits_reason: str | None = None
    pages: int | None
    pages_reason: str | None = None
    visits: int | None
    visits_reason: str | None = None
    visitors_min: int | None
    visitors_min_reason: str | None = None
    visitors_max: int | None
    visitors_max_reason: str | None = None
    bytes: int | None
    bytes_reason: str | None = None


class Totals(Facts):
    """The additive measures of one section or audience."""

    hits: int
    pages: int
    visits: int
    bytes: int


class Sections(Facts):
    """Parts of the whole; their visits may overlap, so they are never added."""

    portal: Totals
    prep: Totals


class Audiences(Facts):
    person: Totals
    robot: Totals


class StatusClasses(Facts):
    status_2xx: int
    status_3xx: int
    status_4xx: int
    status_5xx: int
    status_other: int


class Kinds(Facts):
    documents: int
    assets: int
    data: int
    other: int


class OperationMeasures(Counts):
    sections: Sections
    audiences: Audiences
    status: StatusClasses
    kinds: Kinds


class Averages(Facts):
    """Averages of the ordinary traffic of the portal, without the drills."""

    hits: float | None
    hits_reason: str | None = None
    pages: float | None
    pages_reason: str | None = None
    visits: float | None
    visits_reason: str | None = None
    visitors_min: float | None
    visitors_min_reason: str | None = None
    visitors_max: float | None
    visitors_max_reason: str | None = None
    bytes: float | None
    bytes_reason: str | None = None


class DailyBaseline(Averages):
    """Plain average of the days that have logs, 24 hours each."""

    days: int
    minimum: Counts
    maximum: Counts


class MatchedBaseline(Averages):
    """The operation's own hours, on the same weekdays, averaged hour by hour."""

    weeks_min: int
    weeks_max: int


class Measures(Facts):
    operation: OperationMeasures
    baseline_daily: DailyBaseline
    baseline_matched: MatchedBaseline


class Factors(Facts):
    hits: float | None
    hits_reason: str | None = None
    pages: float | None
    pages_reason: str | None = None
    visits: float | None
    visits_reason: str | None = None


class BaselineDay(Facts):
    day: str
    present: bool
    drill: bool
    hits: int | None
    pages: int | None
    visits: int | None
    bytes: int | None
    empty_hours: int | None
    excluded_hits: int | None


class Outage(Facts):
    """Consecutive cuts not served; `within` names the thresholds it reaches."""

    start: Moment
    end: Moment
    cuts: int
    minutes: int
    failed: int
    reaches_cuts: bool
    reaches_minutes: bool


class Availability(Facts):
    cuts: int
    served: int
    errors: int
    silent: int
    no_evidence: int
    longest_outage_minutes: int
    outages: tuple[Outage, ...]
    outages_by_cuts: int
    outages_by_minutes: int
    threshold_cuts: int
    threshold_minutes: int


class Incident(Facts):
    id: str
    start: Moment
    end: Moment
    minutes: float
    kind: str
    description: str
    effect: str
    remedy: str
    notified: str
    hits: int | None
    hits_reason: str | None = None
    prep_hits: int | None
    errors: int | None
    cuts: int | None
    missed_cuts: int | None
    unknown_cuts: int | None
    expected: float | None
    expected_reason: str | None = None
    expected_low: float | None
    expected_high: float | None
    lost: float | None
    lost_reason: str | None = None


class Candidate(Facts):
    id: str
    start: Moment
    end: Moment
    kind: Literal["outage", "silence", "error_burst", "no_evidence"]
    cuts: int
    hits: int
    errors: int
    incident: str | None
    dismissed: str | None


class Requirement(Facts):
    id: str
    clause: str
    title: str
    text: str
    answer: Answer
    statement: str | None
    statement_reason: str | None = None
    evidence: str | None
    evidence_reason: str | None = None
    observed: str | None
    observed_reason: str | None = None


class Delivered(Facts):
    """One item of the delivery checklist."""

    id: str
    kind: Literal["content", "form"]
    title: str
    text: str
    clause: str
    section: str
    status: Literal["completo", "parcial", "falta"]
    detail: str


class Ranked(Facts):
    item: str
    value: int
    bytes: int | None


class Rankings(Facts):
    resources_prep: tuple[Ranked, ...]
    resources_portal: tuple[Ranked, ...]
    data_resources: tuple[Ranked, ...]
    referrers: tuple[Ranked, ...]
    devices: tuple[Ranked, ...]
    robots: tuple[Ranked, ...]
    error_paths: tuple[Ranked, ...]


class Peak(Facts):
    """The largest count in a span of that length, and when it began."""

    seconds: int
    requests: float | None
    requests_reason: str | None = None
    instant: Moment | None
    instant_reason: str | None = None
    mean: float | None
    mean_reason: str | None = None
    peak_to_mean: float | None
    peak_to_mean_reason: str | None = None


class Concurrency(Facts):
    """Three figures that are never mixed."""

    active_clients_peak: float | None
    active_clients_peak_reason: str | None = None
    active_clients_instant: Moment | None = None
    open_visits_peak: float | None
    open_visits_peak_reason: str | None = None
    open_visits_instant: Moment | None = None
    in_service_mean: float | None
    in_service_mean_reason: str | None = None
    in_service_peak: float | None
    in_service_peak_reason: str | None = None


class Durations(Facts):
    """Time to serve a request, microseconds; a section without durations has no entry."""

    section: Literal["all", "portal", "prep"]
    p50: float
    p95: float
    p99: float


class Audience(Facts):
    concurrency: Concurrency
    durations: tuple[Durations, ...]
    durations_reason: str | None = None
    rankings: Rankings
    robots_share: float | None
    robots_share_reason: str | None = None


class Bandwidth(Facts):
    """Response bodies as logged, in the busiest cut; bits a second are the mean of that cut."""

    bytes: float | None
    bytes_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    instant: Moment | None = None


class Scenario(Facts):
    multiple: int
    requests_per_second: float | None
    requests_per_second_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    operation_bytes: float | None
    operation_bytes_reason: str | None = None


class Planning(Facts):
    """`censored`: the server failed near its peak, so the demand may have been larger."""

    peaks: tuple[Peak, ...]
    bandwidth: Bandwidth
    censored: bool
    scenarios: tuple[Scenario, ...]


class BaselineBand(Facts):
    mean: float
    low: int
    high: int
    weeks: int


class CutPoint(Facts):
    """One publication cut of the operation. Counts are null where the cut left no line."""

    utc: str
    local: str
    state: CutState
    hits: int | None
    prep_hits: int | None
    failed: int | None
    baseline: BaselineBand | None


class HourPoint(Facts):
    """One local hour of the logs window. Counts are null where no cut of the hour left a line."""

    utc: str
    local: str
    in_operation: bool
    cuts: int
    cuts_with_lines: int
    hits: int | None
    prep_hits: int | None
    pages: int | None
    visits: int | None
    visitors_min: int | None
    visitors_max: int | None
    bytes: int | None
    persons: int | None
    robots: int | None
    status_2xx: int | None
    status_3xx: int | None
    status_4xx: int | None
    status_5xx: int | None
    baseline_hits: BaselineBand | None
    baseline_pages: BaselineBand | None
    baseline_visits: BaselineBand | None


class Series(Facts):
    cuts: tuple[CutPoint, ...]
    hours: tuple[HourPoint, ...]
    baseline_days: tuple[BaselineDay, ...]


class Comments(Facts):
    markdown: str | None
    markdown_reason: str | None = None


class Column(Facts):
    name: str
    type: str
    comment: str


class Table(Facts):
    name: str
    comment: str
    columns: tuple[Column, ...]


class Definition(Facts):
    """The header of a query: what it counts and in which unit."""

    name: str
    title: str
    unit: str
    definition: str


class Memoria(Facts):
    """The whole of a memoria técnica."""

    schema_version: int = Field(default=SCHEMA_VERSION)
    version: str
    as_of: str
    days_to_deadline: int
    agreement: AgreementFacts
    diffuser: DiffuserFacts
    privacy_mode: str
    ingest: Ingest
    windows: Windows
    measures: Measures
    factors: Factors
    factors_daily: Factors
    availability: Availability
    incidents: tuple[Incident, ...]
    candidates: tuple[Candidate, ...]
    requirements: tuple[Requirement, ...]
    delivery: tuple[Delivered, ...]
    audience: Audience
    planning: Planning
    comments: Comments
    series: Series
    definitions: tuple[Definition, ...]
    dictionary: tuple[Table, ...]


def dump(memoria: Memoria) -> str:
    """`resumen.json`: keys in order, two spaces, UTF-8, a newline at the end."""
    values: dict[str, Any] = memoria.model_dump(mode="json")
    return json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def schema() -> str:
    """The JSON Schema that `resumen.json` follows, as committed in `resumen.schema.json`."""
    described = Memoria.model_json_schema(mode="serialization")
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(schema(), end="")
