"""What was read, file by file."""

from typing import Literal

from reports.model.base import Facts, Moment, Window


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
