"""What a comparison of diffusers says, as raw numbers. `comparativo.json` is its dump.

A missing value is null and says why in its sibling `…_reason`. Instants are UTC, ISO 8601 with Z;
beside each stands the wall clock of the agreement's zone. `delivery` names a diffuser throughout:
its `delivery` in `deliveries`. Only those accepted or marked have rows in what is measured.
"""

from typing import Any

from pydantic import Field

from pipeline import unseen
from reports.compare.model.deliveries import (
    Answered,
    Content,
    Delivery,
    Remark,
    Requirement,
    Setting,
    State,
    Topic,
    Wrong,
)
from reports.compare.model.failures import (
    Calendar,
    CutState,
    Delay,
    Event,
    Failure,
    Member,
    Run,
    Signal,
    Together,
)
from reports.compare.model.traffic import (
    Capacity,
    Change,
    CutTotal,
    Hour,
    Hours,
    Metric,
    NetworkFigure,
    Reach,
    Robots,
)
from reports.model.base import Facts, Window
from reports.model.methodology import Definition

__all__ = [
    "SCHEMA_VERSION",
    "Answered",
    "Calendar",
    "Capacity",
    "Change",
    "Comparison",
    "Content",
    "CutState",
    "CutTotal",
    "Delay",
    "Delivery",
    "Event",
    "Failure",
    "Hour",
    "Hours",
    "Member",
    "Metric",
    "NetworkFigure",
    "Reach",
    "Remark",
    "Requirement",
    "Robots",
    "Run",
    "Setting",
    "Signal",
    "State",
    "Together",
    "Topic",
    "Wrong",
    "dump",
]

SCHEMA_VERSION = 1


class Comparison(Facts):
    """The whole of a comparativo."""

    schema_version: int = Field(default=SCHEMA_VERSION)
    version: str
    as_of: str
    setting: Setting
    operation: Window
    deliveries: tuple[Delivery, ...]
    reach: tuple[Reach, ...]
    hours: tuple[Hours, ...]
    calendars: tuple[Calendar, ...]
    together: tuple[Together, ...]
    failures: tuple[Failure, ...]
    events: tuple[Event, ...]
    capacity: tuple[Capacity, ...]
    network: tuple[NetworkFigure, ...]
    totals: tuple[CutTotal, ...]
    delays: tuple[Delay, ...]
    robots: tuple[Robots, ...]
    requirements: tuple[Requirement, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]
    definitions: tuple[Definition, ...]

    @property
    def included(self) -> tuple[Delivery, ...]:
        """Whose figures are compared."""
        return tuple(one for one in self.deliveries if one.is_in)

    @property
    def by_delivery(self) -> dict[str, Delivery]:
        return {one.delivery: one for one in self.deliveries}

    def figure(self, metric: str) -> NetworkFigure | None:
        return next((one for one in self.network if one.metric == metric), None)

    def origin(self) -> tuple[Failure, ...]:
        return tuple(one for one in self.failures if one.kind == "origin")

    def own(self) -> tuple[Failure, ...]:
        return tuple(one for one in self.failures if one.kind == "own")


def dump(comparison: Comparison) -> str:
    """`comparativo.json`: keys in order, two spaces, UTF-8, a newline at the end."""
    values: dict[str, Any] = comparison.model_dump(mode="json")
    return unseen.dumps(values, sort_keys=True)
