"""Google Analytics 4: the CSV that a report or an exploration is downloaded as.

Google publishes the names of the figures (developers.google.com/analytics/devguides/reporting/
data/v1/api-schema) but no shape of the file, which is this: a head of lines with `#` tells the
property and the dates; then one or more tables, each with its heading after a blank line or another
head. The day is a date (YYYYMMDD), or «Nth day», counted from `# Start date`. Several tables of the
same days complete one another; tables of other things, of countries or pages, are passed over.

GA4 counts in the reader's browser: no log shows what it counted, and its definition is no other's.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.baselines import sheet
from pipeline.baselines.base import Given, Reading, Source, Span, day, refuse
from pipeline.errors import Problem

NTH = ("nth day", "n dia", "dia n", "enesimo dia", "numero de dia", "no de dia", "n de dia")
HEADINGS = {
    "day": ("date", "fecha", *NTH),
    "pages": ("views", "vistas", "screen page views", "vistas de pagina", "visualizaciones"),
    "visits": ("sessions", "sesiones"),
    "visitors": (
        "active users", "usuarios activos", "total users", "usuarios totales",
        "total de usuarios", "users", "usuarios",
    ),
}  # fmt: skip
START = re.compile(r"(?i)#\s*(?:start date|fecha de inicio)\s*:\s*(\d{4})-?(\d\d)-?(\d\d)")
EXPECTED = "una tabla con Fecha (o Date) y Usuarios activos, Vistas o Sesiones"
EXPORT = "en una exploración, use la dimensión Fecha y exporte como CSV"
USERS = ("active users", "usuarios activos", "usuarios totales", "total users")


def recognises(file: Given) -> bool:
    if START.search(file.head) or _is_its_own(file):
        return True
    return file.head.startswith("#") and "Google Analytics" in file.head


def _is_its_own(file: Given) -> bool:
    """A heading by day with the users that only GA4 has."""
    for line in file.head.splitlines()[:40]:
        cells = next(sheet.rows(line, file.name, HEADINGS), (file.name, []))[1]
        folded = {sheet.fold(cell) for cell in cells}
        if sheet.is_heading(cells, HEADINGS) and not folded.isdisjoint(USERS):
            return True
    return False


def read(file: Given) -> Reading:
    """Raises SettingsError."""
    spans: list[Span] = []
    problems: list[Problem] = []
    tables = 0
    for start, heading, rows in _tables(file):
        places = sheet.columns(heading, HEADINGS)
        if "day" not in places or len(places) < 2:
            continue
        tables += 1
        nth = sheet.fold(heading[places["day"]]) in NTH
        for row in rows:
            found = sheet.span(_dated(row, places["day"], start) if nth else row, places)
            if isinstance(found, Span):
                spans.append(found)
            else:
                problems += found or []
    if not tables:
        problems = [Problem(file.name, "no hay una tabla por día", EXPECTED, EXPORT)]
    refuse(problems, file.name)
    return Reading(tuple(spans))


Table = tuple[date | None, list[str], list[sheet.Row]]


def _tables(file: Given) -> Iterator[Table]:
    """Start date, heading and rows of every table: what stands between heads and blank lines."""
    start: date | None = None
    heading: list[str] = []
    rows: list[sheet.Row] = []
    for number, line in enumerate(file.text().splitlines(), 1):
        where = f"{file.name}:{number}"
        if line.startswith("#") or not line.strip(" ,;\t"):
            if heading:
                yield start, heading, rows
            heading, rows = [], []
            match = START.match(line)
            start = day(*map(int, match.groups())) if match else start
        else:
            cells = next(sheet.rows(line, where, HEADINGS), (where, []))[1]
            if heading:
                rows.append((where, cells))
            else:
                heading = cells
    if heading:
        yield start, heading, rows


def _dated(row: sheet.Row, place: int, start: date | None) -> sheet.Row:
    """With the day in the place of its number; an unreadable one is left for `span` to refuse."""
    where, cells = row
    text = str(cells[place]).strip() if place < len(cells) else ""
    if start is None or not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        return row
    try:
        dated = start + timedelta(days=int(text))
    except OverflowError:
        return row
    return where, [*cells[:place], dated.isoformat(), *cells[place + 1 :]]


SOURCE = Source(
    name="ga4",
    title="Google Analytics 4",
    definition="",
    remark="Google Analytics cuenta con JavaScript en el navegador: no ve robots ni a quien lo "
    "bloquea, no mide hits, y ninguna bitácora permite repetir su cuenta.",
    recognises=recognises,
    read=read,
)
