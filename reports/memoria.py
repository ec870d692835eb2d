"""Measures → Memoria: every figure a page shows, decided once, before anything is drawn.

Reads only the waist of the DuckDB file, the project and its agreement; `as_of` is the only clock.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.agreement import Agreement
from pipeline.project import Project
from pipeline.timespan import Window as Span
from reports import methodology, model, parties, planning, waist
from reports.clock import Clock
from reports.waist import Record, Waist

NO_BASELINE = "no se entregó bitácora de días ordinarios"
NO_OPERATION = "no hay medida de la operación"
METRICS = ("hits", "pages", "visits", "visitors_min", "visitors_max", "bytes")


def build(warehouse: Path, project: Project, as_of: date, version: str) -> model.Memoria:
    """Raises WarehouseError for an unusable file, SettingsError for unreadable comments."""
    read = waist.read(warehouse)
    agreement = project.agreement
    clock = Clock(agreement.zone)
    measures = _measures(read)
    availability = _availability(read, agreement, clock)
    incidents = tuple(_incident(row, clock) for row in read.incidents)
    comments = _comments(project)
    ingest = _ingest(read, clock)
    hours = _hours(read, clock)
    plan = planning.planning(read, agreement, clock)
    return model.Memoria(
        version=version,
        as_of=as_of.isoformat(),
        days_to_deadline=(agreement.deadline.date() - as_of).days,
        agreement=parties.agreement_facts(project, as_of),
        diffuser=parties.diffuser_facts(project),
        privacy_mode=agreement.privacy_mode,
        ingest=ingest,
        windows=_windows(read, agreement, clock),
        measures=measures,
        factors=_factors(read, "factor"),
        factors_daily=_factors(read, "factor_daily"),
        availability=availability,
        incidents=incidents,
        candidates=tuple(_candidate(row, project, clock) for row in read.candidates),
        requirements=parties.requirements(project, read, availability, plan),
        delivery=parties.delivery(
            project,
            ingest=ingest,
            hours=hours,
            daily=measures.baseline_daily,
            incidents=incidents,
            comments=comments,
        ),
        audience=planning.audience(read, clock),
        planning=plan,
        comments=comments,
        series=model.Series(cuts=_cuts(read, clock), hours=hours, baseline_days=_days(read)),
        definitions=methodology.definitions(),
        dictionary=_dictionary(read),
    )


# ------------------------------------------------------------------------------------- input


def _ingest(read: Waist, clock: Clock) -> model.Ingest:
    files = tuple(_source_file(row, read, clock) for row in read.files)
    return model.Ingest(
        files=len(files),
        lines=sum(file.lines for file in files),
        hits=sum(file.hits for file in files),
        rejects=sum(file.rejects for file in files),
        blank=sum(file.blank for file in files),
        comments=sum(file.comments for file in files),
        outside=sum(file.outside for file in files),
        size=sum(file.size for file in files),
        by_file=files,
        manifest_sha256=hashlib.sha256(manifest(files).encode()).hexdigest(),
    )


def manifest(files: Iterable[model.SourceFile]) -> str:
    """The list of log files as `sha256sum` writes it, in the order of their paths."""
    ordered = sorted(files, key=lambda file: file.path)
    return "".join(f"{file.sha256}  {file.path}\n" for file in ordered)


def _source_file(row: Record, read: Waist, clock: Clock) -> model.SourceFile:
    empty = None if row.first is not None else "el archivo no tiene ninguna solicitud"
    return model.SourceFile(
        path=row.path,
        role=row.role,
        sha256=row.sha256,
        size=row.size,
        compression=row.compression,
        format=row.format,
        zone=row.zone,
        lines=row.lines,
        hits=row.hits,
        rejects=row.rejects,
        blank=row.blank,
        comments=row.comments,
        reject_reasons=tuple(
            model.RejectReason(reason=reason.reason, lines=reason.lines)
            for reason in read.reject_reasons
            if reason.file == row.file
        ),
        first=clock.maybe(row.first),
        first_reason=empty,
        last=clock.maybe(row.last),
        last_reason=empty,
        outside=row.outside,
        forwarded=row.forwarded,
        damage=row.damage,
    )


def _windows(read: Waist, agreement: Agreement, clock: Clock) -> model.Windows:
    has_baseline = any(day.present for day in read.baseline_days)
    return model.Windows(
        operation=clock.window(agreement.window("operation")),
        logs=clock.window(agreement.window("logs")),
        baseline=clock.window(agreement.baseline_window) if has_baseline else None,
        baseline_reason=None if has_baseline else NO_BASELINE,
    )


def _comments(project: Project) -> model.Comments:
    text = project.comments().strip()
    if not text:
        return model.Comments(markdown=None, markdown_reason="no se escribieron comentarios")
    return model.Comments(markdown=text)


# ---------------------------------------------------------------------------------- measures


def _measures(read: Waist) -> model.Measures:
    parts = {
        "sections": {name: _totals(read, section=name) for name in ("portal", "prep")},
        "audiences": {name: _totals(read, audience=name) for name in ("person", "robot")},
        "status": _status(read),
        "kinds": _kinds(read),
    }
    daily = {
        "days": sum(day.present for day in read.baseline_days),
        "minimum": _with_reasons(read, "daily_min", NO_BASELINE),
        "maximum": _with_reasons(read, "daily_max", NO_BASELINE),
    }
    matched = {name: _weeks(read, f"matched_{name}") for name in ("weeks_min", "weeks_max")}
    return model.Measures.model_validate(
        {
            "operation": _with_reasons(read, "operation", NO_OPERATION) | parts,
            "baseline_daily": _with_reasons(read, "daily", NO_BASELINE) | daily,
            "baseline_matched": _with_reasons(read, "matched", NO_BASELINE) | matched,
        }
    )


def _with_reasons(read: Waist, column: str, default: str) -> dict[str, Any]:
    """Each metric of that column of the comparison, with its reason where it is missing."""
    values: dict[str, Any] = {}
    for metric in METRICS:
        row = read.comparison.get(metric)
        value = getattr(row, column, None)
        reason = getattr(row, "reason", None) or default
        values |= {metric: value, f"{metric}_reason": reason if value is None else None}
    return values


def _weeks(read: Waist, column: str) -> int:
    row = read.comparison.get("hits")
    return 0 if row is None else int(getattr(row, column))


def _factors(read: Waist, column: str) -> model.Factors:
    values = _with_reasons(read, column, NO_BASELINE)
    kept = ("hits", "pages", "visits", "hits_reason", "pages_reason", "visits_reason")
    return model.Factors.model_validate({name: values[name] for name in kept})


def _totals(read: Waist, section: str = "all", audience: str = "all") -> model.Totals:
    return model.Totals(
        hits=read.total("hits", section, audience),
        pages=read.total("pages", section, audience),
        visits=read.total("visits", section, audience),
        bytes=read.total("bytes", section, audience),
    )


def _status(read: Waist) -> model.StatusClasses:
    classes = {
        name: read.total(name) for name in ("status_2xx", "status_3xx", "status_4xx", "status_5xx")
    }
    return model.StatusClasses(**classes, status_other=read.total("hits") - sum(classes.values()))


def _kinds(read: Waist) -> model.Kinds:
    documents, assets, data = (read.total(f"kind_{name}") for name in ("document", "asset", "data"))
    other = read.total("hits") - documents - assets - data
    return model.Kinds(documents=documents, assets=assets, data=data, other=other)


# ------------------------------------------------------------------------------ availability


def _availability(read: Waist, agreement: Agreement, clock: Clock) -> model.Availability:
    states = [cut.state for cut in read.cuts]
    outages = tuple(_outage(row, agreement, clock) for row in read.outages)
    return model.Availability(
        cuts=len(states),
        served=states.count("served"),
        errors=states.count("errors"),
        silent=states.count("silent"),
        no_evidence=states.count("no_evidence"),
        longest_outage_minutes=max((outage.minutes for outage in outages), default=0),
        outages=outages,
        outages_by_cuts=sum(outage.reaches_cuts for outage in outages),
        outages_by_minutes=sum(outage.reaches_minutes for outage in outages),
        threshold_cuts=agreement.cuts.outage_cuts,
        threshold_minutes=agreement.cuts.outage_minutes,
    )


def _outage(row: Record, agreement: Agreement, clock: Clock) -> model.Outage:
    return model.Outage(
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        cuts=row.cuts,
        minutes=row.minutes,
        failed=row.failed,
        reaches_cuts=row.cuts >= agreement.cuts.outage_cuts,
        reaches_minutes=row.minutes >= agreement.cuts.outage_minutes,
    )


# ---------------------------------------------------------------------------------- incidents


def _incident(row: Record, clock: Clock) -> model.Incident:
    reason = row.reason or "sin cifra en la bitácora"
    return model.Incident(
        id=row.incident,
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        minutes=(row.end - row.start).total_seconds() / 60,
        kind=row.kind,
        description=row.description,
        effect=row.effect,
        remedy=row.remedy,
        notified=row.notified,
        hits=row.hits,
        hits_reason=reason if row.hits is None else None,
        prep_hits=row.prep_hits,
        errors=row.errors,
        cuts=row.cuts,
        missed_cuts=row.missed_cuts,
        unknown_cuts=row.unknown_cuts,
        expected=row.expected,
        expected_reason=reason if row.expected is None else None,
        expected_low=row.expected_low,
        expected_high=row.expected_high,
        lost=row.lost,
        lost_reason=reason if row.lost is None else None,
    )


def _candidate(row: Record, project: Project, clock: Clock) -> model.Candidate:
    return model.Candidate(
        id=row.candidate,
        start=clock.moment(row.start),
        end=clock.moment(row.end),
        kind=row.kind,
        cuts=row.cuts,
        hits=row.hits,
        errors=row.errors,
        incident=row.incident,
        dismissed=_dismissal(Span(row.start, row.end), project),
    )


def _dismissal(span: Span, project: Project) -> str | None:
    """The operator's reason, where one of the dismissed spans touches the candidate."""
    reasons = (item.reason for item in project.dismissed if item.window.overlaps(span))
    return next(reasons, None)


# ------------------------------------------------------------------------------------- series


def _cuts(read: Waist, clock: Clock) -> tuple[model.CutPoint, ...]:
    return tuple(_cut(row, clock) for row in read.cuts)


def _cut(row: Record, clock: Clock) -> model.CutPoint:
    known = row.state != "no_evidence"
    moment = clock.moment(row.slot)
    return model.CutPoint(
        utc=moment.utc,
        local=moment.local,
        state=row.state,
        hits=row.hits if known else None,
        prep_hits=row.prep_hits if known else None,
        failed=row.failed if known else None,
        baseline=_band(row) if row.weeks else None,
    )


def _hours(read: Waist, clock: Clock) -> tuple[model.HourPoint, ...]:
    bands = {(row.hour, row.metric): _band(row) for row in read.ordinary_hours}
    return tuple(_hour(row, clock, bands) for row in read.hours)


Bands = dict[tuple[datetime, str], model.BaselineBand]
COUNTED = (
    "hits", "prep_hits", "pages", "visits", "bytes", "persons", "robots",
    "status_2xx", "status_3xx", "status_4xx", "status_5xx",
)  # fmt: skip


def _hour(row: Record, clock: Clock, bands: Bands) -> model.HourPoint:
    """Where the hour has lines, a measure without rows is zero; where it has none, unknown."""
    moment = clock.moment(row.slot)
    known = row.cuts_with_lines > 0
    counts = {name: (getattr(row, name) or 0) if known else None for name in COUNTED}
    return model.HourPoint(
        utc=moment.utc,
        local=moment.local,
        in_operation=row.in_operation,
        cuts=row.cuts,
        cuts_with_lines=row.cuts_with_lines,
        **counts,
        visitors_min=row.visitors_min if known else None,
        visitors_max=row.visitors_max if known else None,
        baseline_hits=bands.get((row.slot, "hits")),
        baseline_pages=bands.get((row.slot, "pages")),
        baseline_visits=bands.get((row.slot, "visits")),
    )


def _band(row: Record) -> model.BaselineBand:
    return model.BaselineBand(mean=row.mean, low=row.low, high=row.high, weeks=row.weeks)


def _days(read: Waist) -> tuple[model.BaselineDay, ...]:
    return tuple(
        model.BaselineDay(
            day=row.local_day.isoformat(),
            present=row.present,
            drill=row.drill,
            hits=row.hits,
            pages=row.pages,
            visits=row.visits,
            bytes=row.bytes,
            empty_hours=row.empty_hours,
            excluded_hits=row.excluded_hits,
        )
        for row in read.baseline_days
    )


def _dictionary(read: Waist) -> tuple[model.Table, ...]:
    tables: dict[str, tuple[str, list[model.Column]]] = {}
    for row in read.dictionary:
        columns: list[model.Column] = tables.setdefault(row.table_name, (row.table_comment, []))[1]
        columns.append(model.Column(name=row.column_name, type=row.data_type, comment=row.comment))
    return tuple(
        model.Table(name=name, comment=comment, columns=_frozen(columns))
        for name, (comment, columns) in tables.items()
    )


def _frozen(columns: Sequence[model.Column]) -> tuple[model.Column, ...]:
    return tuple(columns)
