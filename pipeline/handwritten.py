"""A CSV that people write, as Excel in Spanish saves it → its rows by column, and instants.

Comma, semicolon or tab; any of the encodings of `decoding.decode`; columns in any order, their
names with or without accents. A row with a single cell that begins with # is a note.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.decoding import read_text
from pipeline.errors import Problem, SettingsError
from pipeline.settings import OBEYED, SEEN, nearest, shown
from pipeline.timespan import to_utc

NOTE = "#"
DATE_HELP = "dd/mm/aaaa hh:mm, por ejemplo 04/06/2023 20:15"
_DELIMITERS = (";", ",", "\t")
# A row: the line on which it begins, and its cells.
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its cells by column, trimmed; empty where a short row leaves them out. where: the file
    and its line. problems: why it cannot be used."""

    line: int
    where: str
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


def entries(
    path: Path, columns: Sequence[str], mandatory: Sequence[str], remedy: str = ""
) -> tuple[list[Entry], list[Problem]]:
    """The rows, and what is wrong with the file besides. remedy: where there is nothing at all.
    Raises SettingsError where no row can be told from another."""
    rows, problems = _rows(read_text(path), str(path), columns)
    if not rows:
        raise SettingsError(problems or _no_header(path, columns, remedy))
    header, body = rows[0], rows[1:]
    places, header_problems = _columns(header, str(path), columns)
    if header_problems:  # the rows below would only repeat it
        raise SettingsError(header_problems)
    width = len(header[1])
    return [_entry(row, str(path), places, width, mandatory) for row in body], problems


def _entry(
    row: Row, path: str, places: dict[str, int], width: int, mandatory: Sequence[str]
) -> Entry:
    line, cells = row
    where = f"{path}:{line}"
    named = _named(cells, places)
    lacking = [
        Problem(where, f"falta el dato de la columna «{column}»", "", "escríbalo")
        for column in mandatory
        if not named[column]
    ]
    obeyed = [
        Problem(where, f"la columna «{column}» tiene caracteres de control", *SEEN)
        for column, text in named.items()
        if OBEYED.search(text)
    ]
    return Entry(line, where, named, _too_wide(cells, width, where) or lacking + obeyed)


# ----------------------------------------------------------------------------------------- CSV


def _rows(text: str, where: str, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Header and rows, without blank rows and notes, in the dialect that the header fits best."""
    best = max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter, columns))
    rows: list[Row] = []
    problems: list[Problem] = []
    for item in _records(text, best, where):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            rows.append(item)
    return rows, problems


def _fit(text: str, delimiter: str, columns: Sequence[str]) -> int:
    """How many of the columns the first row names when cut at that delimiter."""
    first = next(_records(text, delimiter, ""), None)
    return 0 if first is None or isinstance(first, Problem) else len(_known(first[1], columns))


def _records(text: str, delimiter: str, where: str) -> Iterator[Row | Problem]:
    """strict: a quote left open would otherwise swallow the rest of the file as one cell."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            yield Problem(
                f"{where}:{line}",
                "las comillas de esta fila no cierran, o hay texto pegado a ellas",
                'las comillas dentro de un texto se escriben dobles: ""',
                "corrija la fila en Excel y vuelva a guardar como CSV",
            )
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells) and not _is_note(cells):
            yield line, cells
        line = reader.line_num + 1


def _is_note(cells: list[str]) -> bool:
    """A note, alone in its row (else an incident might hide in it), or Excel's own `sep=;`."""
    first = cells[0].strip()
    is_marked = first.startswith(NOTE) or re.fullmatch(r"(?i)sep=.?", first) is not None
    return is_marked and not any(cell.strip() for cell in cells[1:])


def _no_header(path: Path, columns: Sequence[str], remedy: str) -> Problem:
    expected = f"una primera fila con: {';'.join(columns)}"
    return Problem(f"{path}:1", "el archivo está vacío", expected, remedy)


def _simple(name: str) -> str:
    """`Avisado a` → `avisado_a`; `Descripción` → `descripcion`."""
    return re.sub(r"[\W_]+", "_", unaccented(name).casefold()).strip("_")


def unaccented(text: str) -> str:
    """`Descripción` → `Descripcion`."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )


def _known(header: list[str], columns: Sequence[str]) -> set[str]:
    return {_simple(name) for name in header} & set(columns)


def _columns(
    header: Row, where: str, columns: Sequence[str]
) -> tuple[dict[str, int], list[Problem]]:
    """Column → place in the row; every column once, none unknown."""
    place, names = f"{where}:{header[0]}", header[1]
    missing = [column for column in columns if column not in _known(names, columns)]
    expected = f"las columnas {';'.join(columns)}"
    if len(missing) == len(columns):
        return {}, [Problem(place, "esta fila no es el encabezado", expected, "agréguelo arriba")]
    places: dict[str, int] = {}
    problems = []
    for index, name in enumerate(names):
        column = _simple(name)
        if column in places:
            problems.append(Problem(place, f"la columna «{column}» está dos veces", "una sola"))
        elif column in columns:
            places[column] = index
        elif name.strip():
            problems.append(_unknown_column(place, name.strip(), missing, columns))
    if missing:
        problems.append(Problem(place, f"faltan columnas: {', '.join(missing)}", expected))
    return places, problems


def _unknown_column(place: str, name: str, missing: list[str], columns: Sequence[str]) -> Problem:
    close = nearest(_simple(name), missing)
    remedy = f"¿quiso decir «{close[0]}»?" if close else "bórrela"
    expected = f"una de: {', '.join(columns)}"
    return Problem(place, f"la columna {shown(name)} no existe", expected, remedy)


def _named(cells: list[str], places: dict[str, int]) -> dict[str, str]:
    """Column → trimmed cell with plain line ends; cells that a short row leaves out are empty."""
    tidy = [re.sub(r"\r\n?", "\n", cell.strip()) for cell in cells]
    return {column: tidy[index] if index < len(tidy) else "" for column, index in places.items()}


def _too_wide(cells: list[str], width: int, where: str) -> list[Problem]:
    if not any(cell.strip() for cell in cells[width:]):
        return []
    found = f"la fila tiene {len(cells)} celdas"
    remedy = "ponga entre comillas dobles los textos que contienen el separador"
    return [Problem(where, found, f"{width}, como el encabezado", remedy)]


# --------------------------------------------------------------------------------------- dates

_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
_SPANISH = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2}),?[ T]"
    + _TIME
    + r" ?(?:(?P<half>[ap])\.? ?m\.?|h|hs|hrs?\.?|horas)?",
    re.IGNORECASE | re.ASCII,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})[ T]"
    + _TIME
    + r" ?(?P<offset>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE | re.ASCII,
)


def parse_instant(text: str, tz: ZoneInfo) -> datetime | None:
    """A date and time as Mexicans and Excel write them, or ISO 8601 → naive UTC; else None.

    Day before month, always. An ISO time with an offset is that instant, whatever the zone.
    Fractions of a second are dropped: nobody notes an incident to the millisecond.
    """
    text = re.sub(r"\s+", " ", text.strip())  # Excel puts a no-break space in «a. m.»
    match = _SPANISH.fullmatch(text) or _ISO.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    hour = _hour(int(parts["hour"]), parts.get("half"))
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if hour is None or not 2000 <= year < 2100:
        return None
    try:
        wall_clock = datetime(  # noqa: DTZ001 (the zone comes below)
            year,
            int(parts["month"]),
            int(parts["day"]),
            hour,
            int(parts["minute"]),
            int(parts["second"] or 0),
        )
    except ValueError:
        return None
    offset = parts.get("offset")
    return _shifted(wall_clock, offset) if offset else to_utc(wall_clock, tz)


def unreadable(where: str, column: str, text: str) -> Problem:
    """Of a text that `parse_instant` does not take."""
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        remedy = "es un número: dé a la columna formato de fecha y hora en Excel"
    elif re.fullmatch(r"[\d/.-]+", text):
        remedy = "falta la hora"
    elif _SPANISH.fullmatch(text) or _ISO.fullmatch(text):
        remedy = "esa fecha u hora no existe; el día va antes que el mes"
    else:
        remedy = "escriba día, mes, año y hora"
    return Problem(where, f"«{column}» es {shown(text)}", DATE_HELP, remedy)


def _hour(hour: int, half: str | None) -> int | None:
    """On the 24-hour clock: 12 a. m. is 0, 12 p. m. is 12."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _shifted(wall_clock: datetime, offset: str) -> datetime | None:
    if offset in "Zz":
        return wall_clock
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return wall_clock + ahead if offset[0] == "-" else wall_clock - ahead
