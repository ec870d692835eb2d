"""The log files: what was read, what was not, and their digests."""

from collections.abc import Mapping

from pipeline.formats.base import REASONS
from reports import locale
from reports.model import Memoria
from reports.model.logs import SourceFile
from reports.tables.base import Cell, Column, Table, between, count, share, text


def files(memoria: Memoria) -> Table:
    uses = {"operation": memoria.agreement.words.operation.plain, "baseline": "ordinario"}
    return Table(
        "archivos",
        "Archivos de bitácora leídos",
        (
            Column("Archivo", "path"),
            Column("Uso"),
            Column("Formato"),
            Column("Renglones", "number"),
            Column("Hits", "number"),
            Column("Rechazos", "number"),
            Column("Vacíos y notas", "number"),
            Column("Fuera", "number"),
            Column("Primer y último instante", "time"),
        ),
        tuple(_file_row(file, uses) for file in _operation_first(memoria)),
        note="Renglones = hits + rechazos + vacíos + notas, en cada archivo. Fuera: hits "
        "que no caen en la ventana de su uso; se leen y no se cuentan. Horas locales.",
        size="minima",
        style="muy-ancha",
    )


def _operation_first(memoria: Memoria) -> list[SourceFile]:
    return sorted(memoria.ingest.by_file, key=lambda file: (file.role != "operation", file.path))


def _file_row(file: SourceFile, uses: Mapping[str, str]) -> tuple[Cell, ...]:
    damage = f" — dañado: {file.damage}" if file.damage else ""
    return (
        Cell(file.path + damage, file.path, mark="mal" if file.damage else ""),
        text(uses[file.role]),
        _format(file),
        count(file.lines),
        count(file.hits),
        count(file.rejects),
        count(file.blank + file.comments),
        count(file.outside),
        _recorded(file),
    )


def _recorded(file: SourceFile) -> Cell:
    if file.first is None or file.last is None:
        return text(None, file.first_reason)
    return between(file.first, file.last)


def _format(file: SourceFile) -> Cell:
    """A format string stands in the note: it is longer than any column."""
    zone = f", zona {file.zone}" if file.zone else ""
    if "%" in file.format or "$" in file.format:
        return Cell(f"declarado{zone}", file.format, file.format)
    return Cell(file.format + zone, file.format)


def rejects(memoria: Memoria) -> Table:
    totals: dict[str, tuple[int, int]] = {}
    for file in memoria.ingest.by_file:
        for found in file.reject_reasons:
            lines, touched = totals.get(found.reason, (0, 0))
            totals[found.reason] = (lines + found.lines, touched + 1)
    ordered = sorted(totals.items(), key=lambda item: (-item[1][0], item[0]))
    return Table(
        "rechazos",
        "Renglones que no son una solicitud, por motivo",
        (
            Column("Motivo"),
            Column("Renglones", "number"),
            Column("Archivos", "number"),
            Column("Del total", "number"),
        ),
        tuple(
            (
                Cell(locale.capital(REASONS.get(reason, reason)), reason),
                count(lines),
                count(touched),
                share(lines, memoria.ingest.lines),
            )
            for reason, (lines, touched) in ordered
        ),
        empty="Ningún renglón se rechazó.",
    )


def digests(memoria: Memoria) -> Table:
    return Table(
        "huellas",
        "Huella SHA-256 de cada bitácora original",
        (
            Column("Archivo", "path"),
            Column("Bytes", "number"),
            Column("Huella SHA-256", "digest"),
        ),
        tuple(
            (
                text(file.path),
                count(file.size),
                Cell(locale.digest(file.sha256), file.sha256),
            )
            for file in sorted(memoria.ingest.by_file, key=lambda file: file.path)
        ),
        size="menuda",
    )
