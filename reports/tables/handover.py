"""The logs as they are handed over."""

from reports import locale
from reports.model import Memoria
from reports.tables.base import Cell, Column, Table, count, few, text


def handed(memoria: Memoria) -> Table:
    logs = memoria.handover.logs
    return Table(
        "entregadas",
        "Bitácoras tal como se entregan, y de cuál salió cada una",
        (
            Column("Archivo entregado", "path"),
            Column("Bitácora de origen", "path"),
            Column("Renglones", "number"),
            Column("Bytes", "number"),
            Column("Huella SHA-256 de lo entregado"),
        ),
        tuple(
            (
                text(log.path),
                text(log.source),
                count(log.lines),
                count(log.size),
                Cell(locale.digest(log.sha256), log.sha256),
            )
            for log in (logs if few(logs) else ())
        ),
        empty=_elsewhere(memoria),
        size="menuda",
    )


def _elsewhere(memoria: Memoria) -> str:
    logs = memoria.handover.logs
    if not logs:
        return f"No se entrega ninguna: {memoria.handover.logs_reason}."
    return (
        f"Son {locale.number(len(logs))} archivos: anexos.sha256 da la huella de cada uno, y "
        "resumen.json («handover.logs») dice de cuál bitácora salió."
    )
