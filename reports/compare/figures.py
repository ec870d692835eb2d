"""comparativo.duckdb → model. Opens the file read-only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from pipeline import timespan
from reports import waist
from reports.clock import Clock
from reports.compare import model
from reports.compare.model import Comparison
from reports.figures import methodology
from reports.model.base import Facts
from reports.waist import Record

SQL_FOLDER = Path(__file__).with_name("sql")
LONGEST = 1500
"""Signs of a text that somebody else wrote; it stands whole in their memoria."""
UNKNOWN = "no se sabe por qué"

Made = TypeVar("Made", bound=Facts)


def build(warehouse: Path) -> Comparison:
    """Raises WarehouseError where the file is not one of ours."""
    with waist.opened(warehouse) as connection:
        return _comparison(connection)


def _comparison(connection: duckdb.DuckDBPyConnection) -> Comparison:
    rows = partial(_rows, connection)
    [setting] = rows("setting")
    clock = Clock(timespan.zone(setting.time_zone))
    of = partial(_of, clock)
    deliveries = tuple(_deliveries(rows, of))
    window = timespan.Window(setting.operation_start, setting.operation_end)
    return Comparison(
        version=setting.version,
        as_of=setting.as_of.isoformat(),
        setting=of(model.Setting, setting),
        operation=clock.window(window),
        deliveries=deliveries,
        reach=tuple(_reach(row, of) for row in rows("reach", "delivery, metric")),
        hours=tuple(_hours(rows("hour_reach", "delivery, hour"), of)),
        calendars=_by_name(_calendars(_asked(connection, "states"), clock), deliveries),
        together=tuple(
            of(model.Together, row) for row in rows("slot_failure", "slot") if row.failing
        ),
        failures=tuple(_failures(rows, of)),
        events=tuple(
            of(model.Event, row) for row in rows("event", 'start, "end", delivery, event')
        ),
        capacity=tuple(of(model.Capacity, row) for row in rows("capacity", "delivery")),
        network=tuple(of(model.NetworkFigure, row) for row in rows("network", "metric")),
        totals=tuple(of(model.CutTotal, row) for row in _asked(connection, "totals")),
        delays=tuple(_renamed(rows("delay", "delivery"), model.Delay, of)),
        robots=tuple(of(model.Robots, row) for row in rows("robots", "delivery")),
        requirements=tuple(_requirements(rows("requirement", "position, delivery"), of)),
        remarks=tuple(of(model.Remark, row) for row in rows("remark", "delivery, position")),
        changes=tuple(_renamed(rows("change", "delivery, metric"), model.Change, of)),
        definitions=(
            *methodology.definitions(methodology.SQL_FOLDER / "compare"),
            *methodology.definitions(SQL_FOLDER),
        ),
    )


Rows = Callable[..., list[Record]]
Of = Callable[..., Any]


def _rows(connection: duckdb.DuckDBPyConnection, table: str, order: str = "ALL") -> list[Record]:
    return waist.records(connection.execute(f'FROM "{table}" ORDER BY {order}'))


def _asked(connection: duckdb.DuckDBPyConnection, name: str) -> list[Record]:
    sql = (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return waist.records(connection.execute(sql))


def _of(clock: Clock, kind: type[Made], row: Record, **more: Any) -> Made:
    """The group of facts whose fields are columns of the row; `more` takes their place."""
    found = {
        name: _value(clock, getattr(row, name), field.annotation)
        for name, field in kind.model_fields.items()
        if name not in more
    }
    return kind(**found, **more)


def _value(clock: Clock, value: Any, wanted: Any) -> Any:
    """Instants as moments where the model wants one; other times are local already."""
    if isinstance(value, datetime):
        return value.isoformat() if wanted == str | None else clock.moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[: LONGEST - 1].rstrip()}…"
    return value


# ------------------------------------------------------------------------------- by topic


def _deliveries(rows: Rows, of: Of) -> Iterator[model.Delivery]:
    """By name, as readers look them up."""
    problems = _grouped(rows("problem", "delivery, position, number"), "delivery", "position")
    examined = _grouped(rows("examined", "delivery, position"), "delivery")
    contents = _grouped(rows("content", "delivery, position"), "delivery")
    for row in rows("delivery", "lower(name), delivery"):
        yield of(
            model.Delivery,
            row,
            examined=tuple(
                of(
                    model.Topic,
                    topic,
                    problems=tuple(
                        of(model.Wrong, wrong) for wrong in problems[row.delivery, topic.position]
                    ),
                )
                for topic in examined[row.delivery,]
            ),
            contents=tuple(of(model.Content, one) for one in contents[row.delivery,]),
        )


def _grouped(rows: Iterable[Record], *by: str) -> dict[tuple[Any, ...], list[Record]]:
    found: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for row in rows:
        found[tuple(getattr(row, name) for name in by)].append(row)
    return found


def _reach(row: Record, of: Of) -> model.Reach:
    reason = (row.reason or UNKNOWN) if row.factor is None else None
    return of(model.Reach, row, factor_reason=reason)  # type: ignore[no-any-return]


def _renamed(rows: Iterable[Record], kind: type[Made], of: Of) -> Iterator[Made]:
    """A row's reason speaks of all its figures."""
    for row in rows:
        yield of(kind, row, incomparable=row.reason)


def _hours(rows: Iterable[Record], of: Of) -> Iterator[model.Hours]:
    for delivery, own in groupby(rows, lambda row: row.delivery):
        yield model.Hours(delivery=delivery, hours=tuple(of(model.Hour, row) for row in own))


def _calendars(rows: Iterable[Record], clock: Clock) -> Iterator[model.Calendar]:
    for delivery, own in groupby(rows, lambda row: row.delivery):
        runs = []
        for state, run in groupby(own, lambda row: row.state):
            cuts = list(run)
            start = clock.moment(cuts[0].slot)
            runs.append(model.Run(start=start, cuts=len(cuts), state=state))
        yield model.Calendar(delivery=delivery, runs=tuple(runs))


def _by_name(
    found: Iterable[model.Calendar], deliveries: Iterable[model.Delivery]
) -> tuple[model.Calendar, ...]:
    order = [one.delivery for one in deliveries]
    return tuple(sorted(found, key=lambda one: order.index(one.delivery)))


def _failures(rows: Rows, of: Of) -> Iterator[model.Failure]:
    members = _grouped(rows("failure_delivery", "failure, delivery"), "failure")
    for row in rows("failure", 'start, "end", failure'):
        own = tuple(of(model.Member, one) for one in members[row.failure,])
        yield of(model.Failure, row, members=own)


def _requirements(rows: Iterable[Record], of: Of) -> Iterator[model.Requirement]:
    """In the agreement's order. What several say of one requirement is one's own word only."""
    for (requirement,), own in _grouped(rows, "requirement").items():
        answers = tuple(of(model.Answered, row) for row in own)
        yield model.Requirement(
            requirement=requirement, clause=own[0].clause, title=own[0].title, answers=answers
        )
