"""The log files: what was read, what was not, and their digests."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.formats.base import REASONS
from reports import locale
from reports.model import Memoria
from reports.model.base import Moment
from reports.model.logs import SourceFile
from reports.tables.base import Cell, Column, Table, between, count, few, share, text


def files(memoria: Memoria) -> Table:
    """A row a file; where there are too many, a row a folder."""
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
        tuple(_row(name, group, uses) for name, group in _rows(_operation_first(memoria))),
        note="Renglones = hits + rechazos + vacíos + notas, en cada archivo. Fuera: hits "
        "que no caen en la ventana de su uso; se leen y no se cuentan. Horas locales.",
        size="minima",
        style="muy-ancha",
    )


def _operation_first(memoria: Memoria) -> list[SourceFile]:
    return sorted(memoria.ingest.by_file, key=lambda file: (file.role != "operation", file.path))


def _rows(files: Sequence[SourceFile]) -> list[tuple[str, Sequence[SourceFile]]]:
    """What a row is called and the files it stands for: each its own, or those of one use, format
    and folder, as deep as there are not too many rows."""
    if few(files):
        return [(file.path, (file,)) for file in files]
    for depth in range(max(file.path.count("/") for file in files), -1, -1):
        groups = defaultdict(list)
        for file in files:
            groups[file.role, _folder(file, depth), file.format, file.zone].append(file)
        if few(groups):
            break
    return [(_called(folder, group), group) for (_, folder, *_), group in groups.items()]


def _folder(file: SourceFile, depth: int) -> str:
    return "".join(f"{step}/" for step in file.path.split("/")[:-1][:depth])


def _called(folder: str, group: Sequence[SourceFile]) -> str:
    return f"{folder} {locale.number(len(group))} archivos" if len(group) > 1 else group[0].path


def _row(name: str, group: Sequence[SourceFile], uses: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(name + _damage(group), name, mark="mal" if _damage(group) else ""),
        text(uses[group[0].role]),
        _format(group[0]),
        count(sum(file.lines for file in group)),
        count(sum(file.hits for file in group)),
        count(sum(file.rejects for file in group)),
        count(sum(file.blank + file.comments for file in group)),
        count(sum(file.outside for file in group)),
        _recorded(group),
    )


def _damage(group: Sequence[SourceFile]) -> str:
    damaged = [file.damage for file in group if file.damage]
    if not damaged:
        return ""
    if len(group) == 1:
        return f" — dañado: {damaged[0]}"
    return f" — {locale.plural(len(damaged), 'dañado', 'dañados')}"


def _recorded(group: Sequence[SourceFile]) -> Cell:
    firsts = [file.first for file in group if file.first]
    lasts = [file.last for file in group if file.last]
    if not firsts or not lasts:
        return text(None, group[0].first_reason)
    return between(min(firsts, key=_instant), max(lasts, key=_instant))


def _instant(moment: Moment) -> str:
    return moment.utc


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
    own = memoria.ingest.by_file if few(memoria.ingest.by_file) else ()
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
            for file in sorted(own, key=lambda file: file.path)
        ),
        empty=f"Son {locale.number(memoria.ingest.files)} archivos: cada uno, con su huella, está "
        "en datos/csv/source_file.csv de la entrega.",
        size="menuda",
    )
