"""A cell of a table → a value of a spreadsheet's own type, and how it is to be shown.

A document prints «≥ 1,234» or «4.37 veces»; a spreadsheet must be able to add. So a figure goes in
as its raw value, and what stands around it in print becomes part of its number format.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from reports import locale
from reports.delivery.bag.names import UNSAFE
from reports.tables.base import Cell

DATE, INSTANT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
LONGEST = 32_767  # characters of a cell, as Excel has it

BY_UNIT = {
    "bytes": '#,##0" bytes"', "kB": '#,##0" bytes"', "MB": '#,##0" bytes"',
    "GB": '#,##0" bytes"', "TB": '#,##0" bytes"',
    "bit/s": '#,##0" bit/s"', "kbit/s": '#,##0" bit/s"', "Mbit/s": '#,##0" bit/s"',
    "Gbit/s": '#,##0" bit/s"',
    "%": "0.00%", "veces": '#,##0.00" veces"', "ms": '#,##0" µs"',
    "minuto": '#,##0" min"', "minutos": '#,##0" min"', "hora": '#,##0" min"',
    "horas": '#,##0" min"',
    "min": '#,##0" s"', "s": '#,##0" s"', "h": '#,##0" s"',
}  # fmt: skip
"""The last word of a printed figure, and its raw value with the unit that it is in: sizes are
printed rounded, lengths of time in words (`locale.duration` has minutes, `audience.lasting`
seconds)."""

_PRINTED = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
_PLAIN_AROUND = re.compile(r"[^\d\"\\;]{0,24}")
LONGEST_INSTANT = 200
"""Signs in which an instant is written."""


@dataclass(frozen=True, slots=True)
class Typed:
    """format: of a number or date. comment: what the value leaves out of what is printed."""

    value: str | float | date | datetime | None
    format: str = ""
    comment: str = ""


def typed(cell: Cell) -> Typed:
    """None for what is missing, with its reason as the comment."""
    if cell.text == locale.MISSING or (cell.reason and cell.sort in (None, "")):
        said = "" if cell.text == locale.MISSING else f"{cell.text}: "
        return Typed(None, comment=f"{said}{cell.reason}" if cell.reason else said)
    if isinstance(cell.sort, int | float) and math.isfinite(cell.sort):
        return _number(cell, cell.sort)
    return _moment(cell) or Typed(cell.text, comment=cell.reason)


def seen(text: str, most: int = LONGEST) -> str:
    """What is not seen (control, direction, joiners) becomes «·»; what no cell holds is cut."""
    shown = "".join("·" if _unseen(sign) else sign for sign in text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in UNSAFE and sign != "\n"


# ------------------------------------------------------------------------------------- figures


def _number(cell: Cell, value: float) -> Typed:
    around = _around(cell.text, value)
    if around:
        return Typed(value, around, cell.reason)
    unit = re.split(r"\s", cell.text)[-1]
    said = [] if unit in BY_UNIT else [cell.text]
    return Typed(
        value, BY_UNIT.get(unit, "General"), ". ".join([*said, *filter(None, [cell.reason])])
    )


def _around(text: str, value: float) -> str:
    """«≥ 1,234» → "≥ "#,##0; empty where what is printed is not the value, rounded, with a few
    signs around it."""
    found = _PRINTED.search(text)
    if not found:
        return ""
    before, after = text[: found.start()], text[found.end() :]
    share = after.strip().startswith("%")
    places = len(found[0].partition(".")[2])
    if not _says(found[0], value * 100 if share else value, places):
        return ""
    if not all(_PLAIN_AROUND.fullmatch(part) for part in (before, after)):
        return ""
    digits = ("0" if share else "#,##0") + ("." + "0" * places if places else "")
    return f"{_quoted(before)}{digits}{_after(after)}"


def _says(printed: str, value: float, places: int) -> bool:
    told = Decimal(printed.replace(",", "").replace(locale.MINUS, "-"))
    return abs(told - Decimal(str(value))) * 2 <= Decimal(1).scaleb(-places)


def _after(text: str) -> str:
    """A per cent sign is one of the format, which multiplies."""
    space, sign, rest = text.partition("%")
    return f"{_quoted(space)}{sign}{_quoted(rest)}" if sign else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{seen(text)}"' if text else ""


# ------------------------------------------------------------------------------------- instants


def _moment(cell: Cell) -> Typed | None:
    """A day, or an instant as the wall clock that is printed shows it; None for any other text."""
    if not isinstance(cell.sort, str) or not re.match(r"\d{4}-\d\d-\d\d", cell.sort):
        return None
    try:
        raw = datetime.fromisoformat(cell.sort).replace(tzinfo=None)
    except ValueError:
        return None
    if len(cell.sort) == len("2023-06-04"):
        shown = {cell.sort, locale.weekday(raw), locale.day(raw), f"{raw:%d/%m/%Y}"}
        return Typed(raw.date(), DATE, cell.reason) if cell.text in shown else None
    local = _wall_clock(cell.text, raw)
    return Typed(local, INSTANT, cell.reason) if local and local.year >= 1900 else None


def _wall_clock(text: str, utc: datetime) -> datetime | None:
    """The local time, within a day of UTC, that is written so."""
    found = re.search(r"(\d\d):(\d\d)(?!.*\d\d:\d\d)", text[:LONGEST_INSTANT])
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    clock = time(int(found[1]), int(found[2]), utc.second)
    for days in (0, -1, 1):
        try:
            local = datetime.combine(utc.date() + timedelta(days), clock)
        except OverflowError:
            continue
        if text in (locale.brief_instant(local), locale.hour(local)):
            return local
    return None
