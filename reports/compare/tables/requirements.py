"""Who meets what: a row a diffuser, a numbered column a requirement, and what each number is."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reports import locale
from reports.compare.model import Comparison, Requirement
from reports.compare.naming import names
from reports.compare.tables.arrivals import marked_note
from reports.tables.base import Cell, Column, Table, count, text

ANSWERS = {
    "cumple": ("✓", "bien"),
    "no cumple": ("×", "mal"),
    "sin evidencia": ("?", "aviso"),
    "no aplica": ("–", "tenue"),
}
COLUMNS = 24
"""Numbers that have room beside the names on a sheet."""


def matrices(comparison: Comparison) -> Iterator[Table]:
    """One, or as many as the requirements fill."""
    numbered = list(enumerate(comparison.requirements, start=1))
    starts = range(0, max(len(numbered), 1), COLUMNS)
    parts = [numbered[start : start + COLUMNS] for start in starts]
    for part, found in enumerate(parts, start=1):
        yield _matrix(comparison, found, part if len(parts) > 1 else 0)


def _matrix(comparison: Comparison, found: Sequence[tuple[int, Requirement]], part: int) -> Table:
    named = names(comparison)
    given = {
        (answer.delivery, one.requirement): answer.answer
        for _, one in found
        for answer in one.answers
    }
    some = f", del {found[0][0]} al {found[-1][0]}" if part else ""
    return Table(
        f"cumplimiento{f'-{part}' if part else ''}",
        f"Requerimientos{some}: ✓ cumple, × no cumple, ? sin evidencia, – no aplica a su método",
        (Column("Difusor"), *(Column(str(number)) for number, _ in found)),
        tuple(
            (
                Cell(named[one.delivery], one.name),
                *(_answer(given.get((one.delivery, asked.requirement))) for _, asked in found),
            )
            for one in comparison.included
        )
        if found
        else (),
        note="Los números son los de la tabla que sigue. Es lo que cada quien declara."
        f"{marked_note(comparison)}",
        empty="El convenio no pide requerimientos, o ninguna entrega se admitió.",
        size="menuda",
        style="matriz",
    )  # fmt: skip


def _answer(answer: str | None) -> Cell:
    if answer is None:
        return Cell(locale.MISSING, "", "su memoria no lo contesta")
    sign, mark = ANSWERS[answer]
    return Cell(sign, answer, mark=mark)


def legend(comparison: Comparison) -> Table:
    """With how many gave each answer."""
    return Table(
        "requerimientos",
        "Qué pide cada número y cuántos difusores lo cumplen",
        (
            Column("Núm.", "time"), Column("Requerimiento"), Column("Cláusula"),
            *(Column(answer.capitalize(), "number") for answer in ANSWERS),
        ),
        tuple(
            (
                Cell(str(number), number),
                text(one.title),
                text(one.clause),
                *(count(given[answer]) for answer in ANSWERS),
            )
            for number, one in enumerate(comparison.requirements, start=1)
            for given in [Counter(answer.answer for answer in one.answers)]
        ),
        empty="El convenio no pide requerimientos, o ninguna entrega se admitió.",
        size="menuda",
    )  # fmt: skip
