"""The figures of any tool as they are handed over: what was counted, and nobody who was seen.

A statistics tool's own file may hold addresses, users and searches; of it only these tables leave.

    memoria,línea base,awstats
    clase,inicio,fin,hits,paginas,visitas,visitantes,bytes,lugar,incompleto
    días,2023-05-01,2023-05-01,85,…
    hora,2023-05-01 13:00,,7,…
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from pipeline.baselines.base import MEASURES, Given, Hour, Reading, Source, Span, count, refuse
from pipeline.errors import Problem, SettingsError

_TITLE = ["memoria", "línea base"]
_HEADINGS = [
    "clase", "inicio", "fin", "hits", "paginas", "visitas", "visitantes", "bytes", "lugar",
    "incompleto",
]  # fmt: skip
_DAYS, _HOUR = "días", "hora"
_HOURLY = ("hits", "pages", "visits", "bytes")
_REMEDY = "use el archivo como lo escribió memoria, o el de la propia herramienta"


def dump(tool: str, spans: Iterable[Span], hours: Iterable[Hour]) -> bytes:
    """tool: the name of its Source."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_TITLE, tool])
    writer.writerow(_HEADINGS)
    for span in spans:
        counts = [getattr(span, name) for name in MEASURES]
        writer.writerow([_DAYS, span.first, span.last, *counts, span.where, span.incomplete])
    for hour in hours:
        counts = [getattr(hour, name, None) for name in MEASURES]
        writer.writerow([_HOUR, hour.time.isoformat(" ", "minutes"), "", *counts, "", ""])
    return text.getvalue().encode()


def source_of(file: Given, sources: Mapping[str, Source]) -> Source | None:
    """The tool whose figures such a table has; None where the file is none."""
    start = file.head.splitlines()[:1]
    title = start[0].split(",") if start else []
    tool = sources.get(title[-1]) if title[:-1] == _TITLE else None
    return replace(tool, read=read) if tool else None


def read(file: Given) -> Reading:
    """Raises SettingsError with every problem."""
    spans, hours, problems = list[Span](), list[Hour](), list[Problem]()
    for where, row in _rows(file):
        try:
            found = _row(row)
        except ValueError:
            problems.append(Problem(where, "no es un renglón de una línea base", "", _REMEDY))
            continue
        if isinstance(found, Span):
            spans.append(found)
        else:
            hours.append(found)
    refuse(problems, file.name)
    return Reading(tuple(spans), tuple(hours))


def _rows(file: Given) -> Iterator[tuple[str, list[str]]]:
    """Those below the headings, with where they end; an empty one for what is none. Raises
    SettingsError."""
    reader = csv.reader(io.StringIO(file.text(), newline=""))
    try:
        next(reader)
        if next(reader, None) != _HEADINGS:
            found = "sus columnas no son las de una línea base"
            raise SettingsError(Problem(f"{file.name}:2", found, ",".join(_HEADINGS), _REMEDY))
        for row in reader:
            yield f"{file.name}:{reader.line_num}", row
    except csv.Error:  # a cell of more than 128 KiB, as where a quote is never closed
        yield f"{file.name}:{reader.line_num}", []


def _row(row: list[str]) -> Span | Hour:
    """Raises ValueError."""
    kind, start, end, *counts, where, incomplete = row
    figures = dict(zip(MEASURES, map(_count, counts), strict=True))
    if kind == _HOUR:
        return Hour(datetime.fromisoformat(start), **{name: figures[name] for name in _HOURLY})
    if kind != _DAYS:
        raise ValueError(kind)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return Span(first, last, **figures, where=where, incomplete=incomplete)


def _count(text: str) -> int | None:
    if text and count(text) is None:
        raise ValueError(text)
    return count(text) if text else None
