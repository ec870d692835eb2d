"""Webalizer's `webalizer.current` (by day, of the month in course) and `webalizer.hist` (by month).

Webalizer's README («Incremental Processing», «Output Produced») and what version 2.23 writes:

    webalizer.hist      month year hits files sites kbytes first-day last-day pages visits …
    webalizer.current   year month day hour minute second of the last record
                        the month's totals; its first and last days; then 31 lines, one a day:
                        hits files bytes sites pages visits …

So the history knows months and no days: a month is one span of its days, and gives an average but
no dispersion. Sites of a day are distinct hosts; a month's are not their sum.
"""

import calendar
from datetime import date, datetime

from pipeline.baselines.base import Given, Reading, Source, Span, count, cut_short, day, refuse
from pipeline.errors import Problem, SettingsError
from pipeline.settings import shown

CURRENT, HISTORY = "Incremental Data", "History Data"
MONTH = "mes, año, hits, archivos, sitios, kB, primer día, último día, páginas y visitas"
STATE = "la fecha del último registro y 31 renglones de cifras, uno por día"
AGAIN = "cópielo de nuevo de la carpeta en que trabaja Webalizer"


def recognises(file: Given) -> bool:
    first = file.head.partition("\n")[0]
    return first.startswith("# Webalizer V") and (CURRENT in first or HISTORY in first)


def read(file: Given) -> Reading:
    """Raises SettingsError."""
    lines = [(where, words) for where, words in file.lines() if words and words[0] != "#"]
    if CURRENT in file.head.partition("\n")[0]:
        return _current(file, lines)
    return _history(file, lines)


Lines = list[tuple[str, list[str]]]


def _history(file: Given, lines: Lines) -> Reading:
    spans: list[Span] = []
    problems: list[Problem] = []
    for where, words in lines:
        figures = [count(word) for word in words[:10]]
        if len(figures) < 10 or None in figures:
            found = f"el renglón es {shown(' '.join(words))}"
            problems.append(Problem(where, found, MONTH, AGAIN))
        elif figures[2]:  # months before the first log are lines of zeros
            month = _month(where, [figure or 0 for figure in figures])
            if isinstance(month, Span):
                spans.append(month)
            else:
                problems.append(month)
    refuse(problems, file.name)
    return Reading(tuple(sorted(spans, key=lambda span: span.first)))


def _month(where: str, figures: list[int]) -> Span | Problem:
    month, year, hits, _, _, kbytes, first, last, pages, visits = figures
    begin, end = day(year, month, first), day(year, month, last)
    if begin is None or end is None or end < begin:
        return Problem(where, f"el mes {month}/{year} no tiene los días {first} a {last}", MONTH)
    return Span(
        begin, end, hits, pages, visits, visitors=None, bytes=kbytes * 1024, where=where,
        incomplete="" if last == calendar.monthrange(year, month)[1] else _to_date(end),
    )  # fmt: skip


def _to_date(end: date) -> str:
    return f"el mes sólo llega al {end:%d/%m/%Y}, que puede estar incompleto"


def _current(file: Given, lines: Lines) -> Reading:
    numbers = [[count(word) for word in words] for _, words in lines[:34]]
    until = _instant(numbers[0]) if numbers else None
    if until is None or len(numbers) < 34 or any(None in row for row in numbers):
        raise SettingsError(Problem(file.name, "no son las cifras de un mes", STATE, AGAIN))
    spans = []
    for number, (where, _) in enumerate(lines[3:34], 1):
        found, row = day(until.year, until.month, number), numbers[number + 2]
        if found and row[0] and len(row) >= 6:
            hits, _, size, sites, pages, visits = row[:6]
            spans.append(Span(found, found, hits, pages, visits, sites, size, where))
    return Reading(cut_short(spans, None, until))


def _instant(row: list[int | None]) -> datetime | None:
    numbers = [number for number in row if number is not None]
    try:
        return datetime(*numbers[:6]) if len(numbers) == len(row) >= 6 else None  # type: ignore[arg-type]  # noqa: DTZ001
    except (ValueError, TypeError):
        return None


SOURCE = Source(
    name="webalizer",
    title="Webalizer",
    definition="webalizer",
    remark="Webalizer cuenta los robots y corta las visitas a medianoche en sus cifras por día.",
    recognises=recognises,
    read=read,
)
