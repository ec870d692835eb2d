"""AWStats' data files, `awstatsMMYYYY[.site].txt`, of versions 6 to 8.

Their shape is told in their own comments (awstats.pl, Save_History): a section goes from
`BEGIN_NAME number` to `END_NAME`. `DAY`: day, pages, hits, bandwidth, visits; only what AWStats
calls viewed. `GENERAL`: FirstTime and LastTime are the first and the last record it has seen, so
the current month is a month to date. TIME adds up the month's days by hour and tells no weekday
apart: not used.
"""

import re
from datetime import date, datetime
from typing import Any

from pipeline.baselines.base import Given, Reading, Source, Span, count, cut_short, day, refuse
from pipeline.errors import Problem
from pipeline.settings import shown

ORDER = ("pages", "hits", "bytes", "visits")
DAYS = "en BEGIN_DAY, un renglón por día: día, páginas, hits, bytes y visitas"
AGAIN = "genere de nuevo el archivo con awstats.pl -update, o cópielo otra vez"

Lines = dict[str, list[tuple[str, list[str]]]]


def recognises(file: Given) -> bool:
    return file.head.startswith("AWSTATS DATA FILE")


def read(file: Given) -> Reading:
    """Raises SettingsError."""
    sections, problems = _sections(file)
    if not problems and "DAY" not in sections:
        remedy = (
            "con BuildHistoryFormat=xml no se lee; use el formato de texto" if _xml(file) else AGAIN
        )
        problems.append(Problem(file.name, "no tiene la sección BEGIN_DAY", DAYS, remedy))
    spans: list[Span] = []
    for where, words in sections.get("DAY", ()):
        row = _span(where, words)
        if isinstance(row, Span):
            spans.append(row)
        else:
            problems.append(row)
    refuse(problems, file.name)
    since, until = (_instant(sections, name) for name in ("FirstTime", "LastTime"))
    return Reading(cut_short(spans, since, until))


def _xml(file: Given) -> bool:
    return "<xml" in file.head


def _sections(file: Given) -> tuple[Lines, list[Problem]]:
    """The lines of the sections that matter; those that are left open are problems."""
    sections: Lines = {}
    opened = ""
    for where, words in file.lines():
        word = words[0] if words else ""
        if opened and word == f"END_{opened}":
            opened = ""
        elif opened:
            sections[opened].append((where, words))
        elif word in ("BEGIN_DAY", "BEGIN_GENERAL"):
            opened = word.removeprefix("BEGIN_")
            sections[opened] = []
    problems = [Problem(file.name, f"la sección BEGIN_{opened} no termina", f"END_{opened}", AGAIN)]
    return sections, problems if opened else []


def _span(where: str, words: list[str]) -> Span | Problem:
    found = _day(words[0]) if words else None
    figures: list[Any] = [count(word) for word in words[1:5]]
    if found is None or len(figures) < len(ORDER) or None in figures:
        return Problem(where, f"el renglón es {shown(' '.join(words))}", DAYS, AGAIN)
    return Span(found, found, **dict(zip(ORDER, figures, strict=True)), where=where)


def _day(text: str) -> date | None:
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text, re.ASCII)
    return day(*map(int, match.groups())) if match else None


def _instant(sections: Lines, name: str) -> datetime | None:
    """FirstTime or LastTime: of the first and last record of the month."""
    texts = [words[1] for _, words in sections.get("GENERAL", ()) if words[:1] == [name] < words]
    try:
        return datetime.strptime(texts[0], "%Y%m%d%H%M%S")  # noqa: DTZ007 (the tool's wall clock)
    except (ValueError, IndexError):
        return None


SOURCE = Source(
    name="awstats",
    title="AWStats",
    definition="awstats",
    remark="AWStats cuenta sólo lo que llama visto, sin errores ni robots, y toma por páginas "
    "también los datos (.json) que una página pide por sí sola.",
    recognises=recognises,
    read=read,
)
