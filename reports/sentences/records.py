"""What the parties state, in sentences: accords and how they stand, who speaks for them."""

from datetime import date

from reports import locale
from reports.model import Memoria

STATES = {
    "cumplido": ("cumplido", "cumplidos"),
    "en proceso": ("en proceso", "en proceso"),
    "pendiente": ("pendiente", "pendientes"),
    "cancelado": ("cancelado", "cancelados"),
}


def accords(memoria: Memoria) -> str:
    """How many, by how they stand on the document's date; and those whose day has passed."""
    found = memoria.records.accords
    if not found:
        return f"No hay acuerdos que informar: {memoria.records.accords_reason}."
    parts = [
        locale.plural(count, *words)
        for state, words in STATES.items()
        if (count := sum(one.status == state for one in found))
    ]
    late = sum(one.overdue for one in found)
    day = locale.day(date.fromisoformat(memoria.as_of))
    text = f"{locale.plural(len(found), 'acuerdo', 'acuerdos')}: {locale.listing(parts)}."
    if not late:
        return f"{text} Al {day}, ninguno ha pasado de su fecha sin cumplirse."
    verb = "ha" if late == 1 else "han"
    return f"{text} Al {day}, {locale.number(late)} {verb} pasado de su fecha sin cumplirse."


def liaisons(memoria: Memoria) -> str:
    found = memoria.records.liaisons
    if not found:
        return f"No hay enlaces que informar: {memoria.records.liaisons_reason}."
    serving = [one for one in found if one.in_office]
    day = locale.day(date.fromisoformat(memoria.as_of))
    text = (
        f"Al {day} estaban en funciones {len(serving)} de los {len(found)} cargos que el convenio"
    )
    text += " señala como enlaces."
    unnamed = [one.position for one in serving if one.name is None]
    return f"{text} No se dice quién ocupa: {locale.listing(unnamed)}." if unnamed else text
