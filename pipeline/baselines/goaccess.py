"""GoAccess' report as JSON (`goaccess -o report.json`).

https://goaccess.io/man and what version 1.7 writes: the panel `visitors` has an entry a day, or an
hour with `--date-spec=hr`: `data` is YYYYMMDD or YYYYMMDDHH, `hits.count`, `visitors.count`,
`bytes.count`. GoAccess has neither pages nor visits. It does not say when its last record was: the
last day is not whole where hours say so, or where the report was made on it (`general.date_time`).
"""

import json
import re
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from pipeline.baselines.base import (
    GREATEST,
    Given,
    Hour,
    Reading,
    Source,
    Span,
    cut_short,
    day,
    refuse,
)
from pipeline.errors import Problem, SettingsError
from pipeline.settings import shown

PANEL = "el panel «visitors» con un elemento por día: data, hits, visitors y bytes"
AGAIN = "genere el reporte con: goaccess bitácora -o reporte.json"


def recognises(file: Given) -> bool:
    return file.head.lstrip().startswith("{") and b'"visitors"' in file.data


def read(file: Given) -> Reading:
    """Raises SettingsError."""
    report, entries = _panel(file)
    days: list[Span] = []
    parts: list[Hour] = []
    problems = []
    for number, entry in enumerate(entries, 1):
        found = _entry(entry, f"{file.name} (visitors.data[{number}])")
        if isinstance(found, Problem):
            problems.append(found)
        elif isinstance(found, Hour):
            parts.append(found)
        else:
            days.append(found)
    refuse(problems, file.name)
    hours = _whole_hours(parts)
    since = hours[0].time if hours else None
    until = hours[-1].time if hours else _made(report)
    return Reading(cut_short([*days, *_days_of(hours, file.name)], since, until), tuple(hours))


def _panel(file: Given) -> tuple[Any, list[Any]]:
    """The report and the entries of its panel of visitors. Raises SettingsError."""
    try:
        report = json.loads(file.text())
        entries = report["visitors"]["data"]
    except (ValueError, RecursionError, KeyError, TypeError):
        report = entries = None
    if not isinstance(entries, list):
        raise SettingsError(Problem(file.name, "no es un reporte JSON de GoAccess", PANEL, AGAIN))
    return report, entries


def _made(report: Any) -> datetime | None:
    general = report.get("general")
    text = general.get("date_time") if isinstance(general, dict) else None
    try:
        return datetime.strptime(str(text)[:19], "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _entry(entry: Any, where: str) -> Span | Hour | Problem:
    text = entry.get("data") if isinstance(entry, dict) else None
    figures: dict[str, Any] = {name: _figure(entry, name) for name in ("hits", "visitors", "bytes")}
    at = _time(text)
    if at is None or figures["hits"] is None:
        found = f"data es {shown(text)}" if at is None else "no dice cuántos hits (hits.count)"
        return Problem(where, found, PANEL, AGAIN)
    if len(str(text)) > 8:
        return Hour(at, hits=figures["hits"], bytes=figures["bytes"])
    return Span(at.date(), at.date(), **figures, where=where)


def _figure(entry: Any, name: str) -> int | None:
    value = entry.get(name) if isinstance(entry, dict) else None
    found = value.get("count") if isinstance(value, dict) else None
    return found if type(found) is int and 0 <= found <= GREATEST else None


def _time(text: Any) -> datetime | None:
    """`20230519`; `2023051914`; `202305191405`, which is of its hour."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(?:[0-5]\d)?)?", str(text), re.ASCII)
    if match is None or (found := day(*map(int, match.groups()[:3]))) is None:
        return None
    hour = int(match[4] or 0)
    return datetime.combine(found, time(hour)) if hour < 24 else None


def _whole_hours(parts: list[Hour]) -> list[Hour]:
    """Minutes added up, in order."""
    hours: dict[datetime, list[Hour]] = defaultdict(list)
    for part in parts:
        hours[part.time].append(part)
    return [
        Hour(at, _sum(those, "hits"), bytes=_sum(those, "bytes"))
        for at, those in sorted(hours.items())
    ]


def _days_of(hours: list[Hour], where: str) -> list[Span]:
    """Visitors of a day cannot be had from those of its hours."""
    days: dict[date, list[Hour]] = defaultdict(list)
    for hour in hours:
        days[hour.time.date()].append(hour)
    return [
        Span(on, on, hits=_sum(those, "hits"), bytes=_sum(those, "bytes"), where=where)
        for on, those in days.items()
    ]


def _sum(hours: list[Hour], name: str) -> int | None:
    figures = [getattr(hour, name) for hour in hours]
    return None if None in figures else sum(figures)


SOURCE = Source(
    name="goaccess",
    title="GoAccess",
    definition="goaccess",
    remark="GoAccess no mide páginas ni visitas; sus visitantes son por día y cuentan robots.",
    recognises=recognises,
    read=read,
)
