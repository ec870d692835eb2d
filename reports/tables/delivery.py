"""The first page, the requirements and the readings of the agreement."""

from collections.abc import Iterable

from reports import locale
from reports.documents import fonts
from reports.model import Memoria
from reports.model.parties import Delivered
from reports.tables.base import Cell, Column, Table, text

ANSWERS = {"cumple": "Cumple", "no cumple": "No cumple", "sin evidencia": "Sin evidencia"}


SHOWN = 6
"""Contents of the delivery that the first page lists."""


def delivery(memoria: Memoria) -> Table:
    """On the first page, so briefly; what is missing comes first where not all are shown."""
    every = memoria.delivery
    pending = sorted(every, key=lambda item: item.status == "completo")
    listed = every if len(every) <= SHOWN else pending[:SHOWN]
    return Table(
        "entrega",
        "Contenido de la entrega",
        (Column("Contenido"), Column("Cláusula"), Column("Estado"), Column("Detalle")),
        tuple(
            (
                Cell(fonts.brief(item.title, 17), item.title),
                Cell(fonts.brief(item.clause, 13), item.clause),
                status(item),
                Cell(fonts.brief(item.detail, 27), item.detail),
            )
            for item in listed
        ),
        note=f"{SHOWN} de {len(every)}, primero los que faltan; todos están en resumen.json."
        if len(every) > SHOWN
        else "",
        size="menuda",
    )


STATES = {
    "completo": ("✓ completo", "bien"),
    "parcial": ("! parcial", "aviso"),
    "falta": ("× falta", "mal"),
}


def status(item: Delivered) -> Cell:
    said, mark = STATES[item.status]
    return Cell(said, item.status, mark=mark)


def requirements(memoria: Memoria) -> Table:
    marks = {"cumple": "bien", "no cumple": "mal", "sin evidencia": "tenue"}
    clause = _common_clause(item.clause for item in memoria.requirements)
    return Table(
        "requerimientos",
        "Matriz de cumplimiento de los requerimientos"
        + (f" de la cláusula {clause}" if clause else ""),
        (
            Column("Requerimiento"),
            Column("Numeral" if clause else "Cláusula"),
            Column("Respuesta"),
            Column(f"Declaración y evidencia {memoria.agreement.words.diffuser.of_the}"),
            Column("Lo que muestra la bitácora"),
        ),
        tuple(
            (
                Cell(
                    f"{item.title}. {item.text}"
                    if not item.text.startswith(item.title)
                    else item.text,
                    item.title,
                ),
                text(_within(clause, item.clause)),
                Cell(ANSWERS[item.answer], item.answer, mark=marks[item.answer]),
                _declared(item.statement, item.statement_reason, item.evidence),
                text(item.observed, item.observed_reason),
            )
            for item in memoria.requirements
        ),
        size="menuda",
        style="ancha",
    )


def _common_clause(clauses: Iterable[str]) -> str:
    """The clause in which all of them are, if it is one: it need not be said in every row."""
    first = {clause.partition(", ")[0] for clause in clauses if ", " in clause}
    return first.pop() if len(first) == 1 else ""


def _within(clause: str, place: str) -> str:
    """The place inside the clause that the table's title names."""
    return place.removeprefix(f"{clause}, ").removeprefix("numeral ") if clause else place


def _declared(statement: str | None, reason: str | None, evidence: str | None) -> Cell:
    if statement is None:
        return Cell(locale.MISSING, "", reason or "")
    proof = f" Evidencia: {evidence}" if evidence else " Sin evidencia adjunta."
    ending = "" if statement.endswith((".", "!", "?")) else "."
    return Cell(f"{statement}{ending}{proof}", statement)


def contradictions(memoria: Memoria) -> Table:
    return Table(
        "lecturas",
        "Puntos del convenio que admiten dos lecturas y cómo se resuelven aquí",
        (
            Column("Punto"),
            Column("Cláusula"),
            Column("Qué dice"),
            Column("Cómo se resuelve"),
        ),
        tuple(
            (text(item.title), text(item.clause), text(item.text), text(item.treatment))
            for item in memoria.agreement.contradictions
        ),
        size="menuda",
        style="ancha",
    )
