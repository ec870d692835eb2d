"""Service tables → how much each was used, against the months before it, and whether it worked."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pipeline.project import Project
from pipeline.project import Service as Declared
from reports.clock import Clock
from reports.figures.availability import outage
from reports.model import services as model
from reports.waist import Record, Waist

NO_SERVICES = "ni el convenio ni el proyecto señalan servicios que se midan aparte"
NO_EVIDENCE = "ninguna bitácora de ese periodo tiene renglones"
UNTRIED = "nadie pidió este servicio en cortes con evidencia"
UNUSED = "este servicio no tuvo solicitudes en ese periodo"
NO_BEFORE = "no hay bitácora de meses anteriores"
ZERO_BEFORE = "los meses anteriores suman cero: no hay contra qué calcular un cambio"
NOT_YET = "aún no aparecía en la bitácora"
NO_VERSION = "no se declaró"

NEVER = datetime(9999, 1, 1)  # noqa: DTZ001 (UTC, as the waist has it)

COUNTED = ("hits", "pages", "visits", "visitors_min", "visitors_max", "status_4xx", "status_5xx")
COMPARED = ("visits", "pages", "hits")
STATES = ("served", "errors", "unasked", "no_evidence")

OPERATION, DAY, MONTH = "operation", "day", "month"


def services(read: Waist, project: Project, clock: Clock) -> model.Services:
    declared = {service.id: service for service in project.services}
    each = tuple(
        _service(row, declared[row.service], read, project, clock) for row in read.services
    )
    return model.Services(
        each=each,
        each_reason=None if each else NO_SERVICES,
        error_paths=tuple(_error_paths(read)),
    )


def _service(
    row: Record, declared: Declared, read: Waist, project: Project, clock: Clock
) -> model.Service:
    name, window = row.service, project.agreement.window(OPERATION)
    days = _periods(read, DAY)
    during = [day for day in days if window.start <= day.start < window.end]
    begun = _begun(read, name, days)
    before = [day for day in days if begun <= day.start < window.start]
    seen, seen_before = (_seen(read, name, found) for found in (during, before))
    busiest = next((hour for hour in read.service_hours if hour.service == name), None)
    months = [month for month in _periods(read, MONTH) if month.start < window.end]
    return model.Service(
        id=name,
        title=row.title,
        version=declared.version or None,
        version_reason=None if declared.version else NO_VERSION,
        days=len(during),
        days_seen=len(seen),
        use=_use(read, name, OPERATION),
        cuts=_cuts(read, name, OPERATION),
        months=tuple(_month(read, name, month, days, begun) for month in months),
        months_before=sum(begun < month.end <= window.start for month in months),
        days_before=len(before),
        days_before_seen=len(seen_before),
        changes=tuple(_change(read, name, metric, len(seen), seen_before) for metric in COMPARED),
        by_day=tuple(_day(read, name, day) for day in during),
        busiest_hour=_busiest(busiest, clock),
        busiest_hour_reason=None if busiest else UNUSED,
        outages=tuple(
            outage(found, project.agreement, clock)
            for found in read.service_outages
            if found.service == name and window.start <= found.start < window.end
        ),
    )


def _periods(read: Waist, kind: str) -> list[Record]:
    return [period for period in read.periods if period.kind == kind]


def _value(read: Waist, service: str, metric: str, period: str) -> int | None:
    found = read.service_periods.get((service, metric, period))
    return None if found is None else round(found)


def _begun(read: Waist, service: str, days: Iterable[Record]) -> datetime:
    """The start of the day of its first request: before it, it is not known to have been there."""
    used = (day.start for day in days if _value(read, service, "hits", day.period))
    return min(used, default=NEVER)


def _seen(read: Waist, service: str, days: Iterable[Record]) -> list[Record]:
    """The days with any evidence."""
    return [day for day in days if _value(read, service, "hits", day.period) is not None]


def _use(read: Waist, service: str, period: str, unknown: str = "") -> model.ServiceUse:
    """unknown: why nothing is said of the period, whatever was counted."""
    values: dict[str, Any] = {}
    for metric in COUNTED:
        value = None if unknown else _value(read, service, metric, period)
        why = unknown or NO_EVIDENCE
        values |= {metric: value, f"{metric}_reason": why if value is None else None}
    return model.ServiceUse.model_validate(values)


def _cuts(read: Waist, service: str, period: str) -> model.ServiceCuts:
    counts = {state: _value(read, service, f"cuts_{state}", period) or 0 for state in STATES}
    tried = counts["served"] + counts["errors"]
    why = UNTRIED if counts["unasked"] else NO_EVIDENCE
    return model.ServiceCuts(
        **counts,
        availability=counts["served"] / tried if tried else None,
        availability_reason=None if tried else why,
    )


def _month(
    read: Waist, service: str, month: Record, days: Sequence[Record], begun: datetime
) -> model.ServiceMonth:
    not_yet = NOT_YET if month.end <= begun else ""
    within = [day for day in days if month.start <= day.start < month.end]
    return model.ServiceMonth(
        month=month.period.partition(":")[2],
        days=len(within),
        days_seen=len(_seen(read, service, within)),
        use=_use(read, service, month.period, not_yet),
        cuts=_cuts(read, service, month.period),
    )


def _day(read: Waist, service: str, day: Record) -> model.ServiceDay:
    counts = {metric: _value(read, service, metric, day.period) for metric in COMPARED}
    cuts = _cuts(read, service, day.period)
    return model.ServiceDay(day=day.period.partition(":")[2], **counts, cuts=cuts)


def _change(
    read: Waist, service: str, metric: str, days: int, before: Sequence[Record]
) -> model.Change:
    """days: with evidence, of what is reported. before: days with evidence, before it."""
    value = _value(read, service, metric, OPERATION)
    counts = [_value(read, service, metric, day.period) or 0 for day in before]
    ordinary = sum(counts) / len(counts) * days if counts else None
    why = None if ordinary else (NO_BEFORE if ordinary is None else ZERO_BEFORE)
    known = value is not None and ordinary
    return model.Change(
        metric=metric,
        value=value,
        value_reason=NO_EVIDENCE if value is None else None,
        ordinary=ordinary,
        ordinary_reason=NO_BEFORE if ordinary is None else None,
        change=value / ordinary - 1 if value is not None and ordinary else None,
        change_reason=None if known else why or NO_EVIDENCE,
    )


def _busiest(row: Record | None, clock: Clock) -> model.Busiest | None:
    return None if row is None else model.Busiest(start=clock.moment(row.start), hits=row.hits)


def _error_paths(read: Waist) -> Iterable[model.ErrorPath]:
    titles = {row.service: row.title for row in read.services}
    for row in read.service_error_paths:
        yield model.ErrorPath(path=row.path, errors=row.errors, service=titles[row.service])
