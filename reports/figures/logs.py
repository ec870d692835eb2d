"""Files as they were read → what was delivered."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from pipeline.project import Project
from reports.clock import Clock
from reports.figures.baseline import NO_BASELINE
from reports.model import logs as model
from reports.waist import Record, Waist


def ingest(read: Waist, clock: Clock) -> model.Ingest:
    reasons = defaultdict(list)
    for found in read.reject_reasons:
        reasons[found.file].append(model.RejectReason(reason=found.reason, lines=found.lines))
    files = tuple(_source_file(row, tuple(reasons[row.file]), clock) for row in read.files)
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


def _source_file(
    row: Record, reasons: tuple[model.RejectReason, ...], clock: Clock
) -> model.SourceFile:
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
        reject_reasons=reasons,
        first=clock.maybe(row.first),
        first_reason=empty,
        last=clock.maybe(row.last),
        last_reason=empty,
        outside=row.outside,
        forwarded=row.forwarded,
        damage=row.damage,
    )


def windows(read: Waist, project: Project, clock: Clock) -> model.Windows:
    agreement, ordinary = project.agreement, project.agreement.baseline_window(project.zone)
    has_baseline = any(row.days_used for row in read.baseline_sources)
    return model.Windows(
        operation=clock.window(agreement.window("operation")),
        logs=clock.window(agreement.window("logs")),
        baseline=clock.window(ordinary) if has_baseline else None,
        baseline_reason=None if has_baseline else NO_BASELINE,
    )
