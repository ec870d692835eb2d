"""What makes a definition's numbers its own, in words with their counts."""

from collections.abc import Iterator

from pipeline.definitions import Drop
from pipeline.definitions.measuring import Measured
from reports.locale import number, plural

NAMES = {"hits": "solicitudes", "pages": "páginas", "visits": "visitas", "visitors": "visitantes"}
_ONE = {"hits": "solicitud", "pages": "página", "visits": "visita", "visitors": "visitante"}


def sentences(measured: Measured) -> Iterator[str]:
    """What its rules leave out, then each defect that cost anything; one sentence at least."""
    counts = {drop.name: (drop, value) for drop, value in measured.costs if value}
    left_out = [_left_out(*counts[d.name]) for d in measured.definition.drops if d.name in counts]
    defects = [_cost(*counts[d.name]) for d in measured.definition.defects if d.name in counts]
    if left_out:
        yield f"Deja fuera {'; '.join(left_out)}."
    yield from defects
    if not left_out and not defects:
        yield "Sus reglas no quitan nada de esta bitácora."


def _left_out(drop: Drop, value: int) -> str:
    return f"{drop.text}: {number(value)}"


def _cost(drop: Drop, value: int) -> str:
    return f"{drop.text} Aquí: {plural(value, _ONE[drop.metric], NAMES[drop.metric])}."
