"""The operation as each tool would count it, and what its rules and defects cost."""

from reports.model.base import Facts


class Cost(Facts):
    """value: how many of that metric a rule leaves out or a defect costs, in all of the site."""

    name: str
    metric: str
    value: int
    text: str


class Counted(Facts):
    """One definition on one section of the operation. parity: propia, exacta (it gives the tool's
    own numbers) or aproximada. costs: with the whole site only."""

    definition: str
    title: str
    version: str
    parity: str
    text: str
    section: str
    hits: int | None
    hits_reason: str | None
    pages: int | None
    pages_reason: str | None
    visits: int | None
    visits_reason: str | None
    visitors: int | None
    visitors_reason: str | None
    costs: tuple[Cost, ...]
