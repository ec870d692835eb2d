"""What the parties state: tools and licences, backups, accords, minutes, liaisons, deliverables."""

from datetime import date, datetime

from reports import locale
from reports.model import Memoria
from reports.model.records import Accord, Liaison, Proof
from reports.tables.base import Cell, Column, Table, text
from reports.tables.delivery import status

PROOF = Column("Archivo y huella SHA-256")


def tools(memoria: Memoria) -> Table:
    found = memoria.records
    return Table(
        "inventario",
        "Herramientas recibidas y sus licencias",
        (
            Column("Herramienta"),
            Column("Servicio que se mide"),
            Column("Versión"),
            Column("Licencia"),
            Column("Transferida", "time"),
            Column("La opera"),
            Column("Consta en"),
        ),
        tuple(
            (
                text(tool.name),
                text(tool.service, tool.service_reason),
                text(tool.version, tool.version_reason),
                text(tool.licence, tool.licence_reason),
                _day(tool.transferred, tool.transferred_reason),
                text(tool.operator, tool.operator_reason),
                text(tool.source, tool.source_reason),
            )
            for tool in found.tools
        ),
        empty=f"No hay herramientas que inventariar: {found.tools_reason}.",
        size="menuda",
        style="ancha",
    )


def _day(value: str | None, reason: str | None) -> Cell:
    if value is None:
        return text(None, reason)
    return Cell(f"{date.fromisoformat(value):%d/%m/%Y}", value)


def _proof(found: Proof | None, reason: str | None) -> Cell:
    if found is None:
        return text(None, reason)
    shown = f"{found.path} · {locale.size(found.size)} · {locale.digest(found.sha256)}"
    return Cell(shown, found.sha256)


def _outside(inside: bool, memoria: Memoria) -> str:
    """Said of what was not in the reported span."""
    return "" if inside else f" (fuera {memoria.agreement.words.operation.of_the})"


def backups(memoria: Memoria) -> Table:
    found = memoria.records
    return Table(
        "respaldos",
        "Respaldos y restauraciones, como se declararon",
        (
            Column("Fecha", "time"),
            Column("Clase"),
            Column("De qué"),
            Column("Resultado"),
            PROOF,
        ),
        tuple(
            (
                Cell(locale.brief_instant(datetime.fromisoformat(one.done)), one.done),
                text(one.kind.capitalize()),
                text(one.what + _outside(one.in_period, memoria)),
                text(one.result),
                _proof(one.proof, one.proof_reason),
            )
            for one in found.backups
        ),
        empty=f"No hay respaldos ni restauraciones: {found.backups_reason}.",
        size="menuda",
        style="ancha",
    )


def accords(memoria: Memoria) -> Table:
    """Overdue ones first, then by their day."""
    found = memoria.records
    ordered = sorted(found.accords, key=lambda one: (not one.overdue, one.due or "9999"))
    return Table(
        "acuerdos",
        "Acuerdos, con responsable y fecha",
        (
            Column("Acuerdo"),
            Column("Responsable"),
            Column("Fecha", "time"),
            Column("Estado"),
            Column("Minuta"),
        ),
        tuple(
            (
                text(one.text),
                text(one.owner),
                _day(one.due, one.due_reason),
                _state(one),
                text(one.minute, one.minute_reason),
            )
            for one in ordered
        ),
        empty=f"No hay acuerdos: {found.accords_reason}.",
        size="menuda",
        style="ancha",
    )


MARKS = {"cumplido": "bien", "cancelado": "tenue"}


def _state(one: Accord) -> Cell:
    if one.overdue:
        days = locale.plural(one.days_overdue, "día", "días")
        return Cell(f"× {one.status}; vencido hace {days}", one.status, mark="mal")
    sign = "✓ " if one.status == "cumplido" else ""
    return Cell(f"{sign}{one.status}", one.status, mark=MARKS.get(one.status, ""))


def minutes(memoria: Memoria) -> Table:
    found = memoria.records
    return Table(
        "minutas",
        "Minutas de las sesiones",
        (
            Column("Minuta"),
            Column("Fecha", "time"),
            Column("Lugar"),
            Column("Asunto"),
            Column("Enlaces en funciones ese día"),
            PROOF,
        ),
        tuple(
            (
                text(one.id),
                _day(one.day, None),
                text(one.place, one.place_reason),
                text(one.subject + _outside(one.in_period, memoria)),
                text(locale.listing(one.liaisons), one.liaisons_reason),
                _proof(one.proof, one.proof_reason),
            )
            for one in found.minutes
        ),
        empty=f"No hay minutas: {found.minutes_reason}.",
        size="menuda",
        style="ancha",
    )


def liaisons(memoria: Memoria) -> Table:
    """Whoever is in office first."""
    found = memoria.records
    ordered = sorted(found.liaisons, key=lambda one: not one.in_office)
    return Table(
        "enlaces",
        f"Enlaces de las partes al {locale.day(date.fromisoformat(memoria.as_of))}",
        (
            Column("Parte"),
            Column("Cargo"),
            Column("Quien lo ocupa"),
            Column("Correo", "path"),
            Column("Vigencia"),
            Column("En funciones"),
        ),
        tuple(
            (
                text(_party(one, memoria)),
                text(one.position),
                text(one.name, one.name_reason),
                text(one.email, one.email_reason),
                text(validity(one)),
                Cell("✓ Sí", "1", mark="bien") if one.in_office else Cell("No", "0", mark="tenue"),
            )
            for one in ordered
        ),
        empty=f"No hay enlaces: {found.liaisons_reason}.",
        size="menuda",
        style="ancha",
    )


def _party(one: Liaison, memoria: Memoria) -> str:
    if one.party == "diffuser":
        return memoria.diffuser.legal_name
    return memoria.agreement.institute


def validity(one: Liaison) -> str:
    """«desde el 1 de octubre de 2021», «del … al …»."""
    since, until = (
        locale.day(date.fromisoformat(day)) if day else None
        for day in (one.valid_from, one.valid_until)
    )
    if since and until:
        return f"del {since} al {until}"
    return f"desde el {since}" if since else f"hasta el {until}" if until else "sin límite"


def deliverables(memoria: Memoria) -> Table:
    """Everything that was to be handed over, whole: the first page has it briefly."""
    return Table(
        "entregables",
        "Lo que se entrega, por cláusula",
        (
            Column("Contenido"),
            Column("Cláusula"),
            Column("Estado"),
            Column("Detalle"),
        ),
        tuple(
            (
                Cell(f"{item.title}. {item.text}", item.title),
                text(item.clause),
                status(item),
                text(item.detail),
            )
            for item in memoria.delivery
        ),
        size="menuda",
        style="ancha",
    )
