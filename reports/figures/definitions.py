"""Measures of the definitions → the operation as each tool counts it."""

from itertools import groupby

from pipeline.definitions import METRICS, available, load
from reports.model.definitions import Cost, Counted
from reports.waist import Record, Waist

WHOLE = "all"
NO_SUCH_MEASURE = "esa herramienta no tiene esa medida"


def definitions(read: Waist) -> tuple[Counted, ...]:
    """Ours first; of each tool the whole site, then its sections."""
    found = {
        key: {row.metric: row.value for row in rows}
        for key, rows in groupby(
            read.definition_measures, key=lambda row: (row.definition, row.section)
        )
    }
    order = sorted(found, key=lambda key: (available().index(key[0]), key[1] != WHOLE, key[1]))
    return tuple(_counted(read, name, section, found[name, section]) for name, section in order)


def _counted(read: Waist, name: str, section: str, values: dict[str, int | None]) -> Counted:
    definition = load(name)
    facts: dict[str, int | str | None] = {}
    for metric in METRICS:
        facts[metric] = values.get(metric)
        facts[f"{metric}_reason"] = NO_SUCH_MEASURE if facts[metric] is None else None
    order = [drop.name for drop in definition.costs]
    costs = [row for row in read.definition_costs if row.definition == name and row.value]
    costs.sort(key=lambda row: order.index(row.defect) if row.defect in order else len(order))
    return Counted.model_validate(
        {
            "definition": name,
            "title": definition.title,
            "version": definition.version,
            "parity": definition.parity,
            "text": definition.text,
            "section": section,
            **facts,
            "costs": tuple(map(_cost, costs)) if section == WHOLE else (),
        }
    )


def _cost(row: Record) -> Cost:
    return Cost(name=row.defect, metric=row.metric, value=row.value, text=row.text)
