"""What is handed over beside the memoria: the logs as they leave, and the digest of all annexes."""

from reports.model.base import Facts


class HandedLog(Facts):
    """path: in the delivery. source: the log it was made of, as `ingest` names it. sha256, size: of
    the handed file, as it lies."""

    path: str
    source: str
    sha256: str
    size: int
    lines: int


class Handover(Facts):
    """mode: how addresses are protected. delivery: name of the sealed file, without «.zip».
    annexes_sha256: of `anexos.sha256`, the list of the digests of all annexes; annexes and
    annexes_size: how many files it lists, and their bytes."""

    mode: str
    delivery: str
    annexes_sha256: str
    annexes: int
    annexes_size: int
    logs: tuple[HandedLog, ...]
    logs_reason: str | None = None
    lines: int | None
    lines_reason: str | None = None
    size: int | None
    size_reason: str | None = None
