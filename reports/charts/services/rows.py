"""A row a service: its name at the left or over it, and its boxes."""

from reports.charts.frame import Row, Spec, edges, layer, tip
from reports.documents import fonts
from reports.model.services import Service

NAMES, NAME = 150, 13
"""Pixels at the left for the names, and ems of one."""
SHARE = 62
"""Pixels at the right for a figure of each."""


def brief(one: Service, ems: int = NAME) -> str:
    return fonts.brief(one.title, ems)


def spans(rows: list[Row], looks: Spec, *told: tuple[str, str]) -> Spec:
    kept = ("x", "x2", "y", "y2", *(field for field, _ in told))
    shown = [{field: row[field] for field in kept} for row in rows]
    return layer(shown, "rect", looks, **edges(), tooltip=tip(*told))
