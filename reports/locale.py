"""Figures and dates as Mexican Spanish writes them: the same value is the same text everywhere.

Rounding is half up, as a reader checks it by hand. A missing value is never printed as zero: it is
a dash, and its reason stands beside it. 0 % and 100 % appear only when they are exact.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

MISSING = "—"
NBSP = "\u00a0"
MINUS = "−"

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
BYTE_UNITS = (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3))

Number = int | float


def number(value: Number | None, decimals: int | None = None) -> str:
    """1302075.5 → «1,302,075.5». Whole numbers carry no decimals, others one unless told."""
    if value is None:
        return MISSING
    places = decimals if decimals is not None else (0 if isinstance(value, int) else 1)
    rounded = _rounded(value, places)
    text = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def percent(part: Number | None, whole: Number | None) -> str:
    """Two decimals, and never 0 % or 100 % for what is not exactly that; x over 0 is missing.

    One in a million is «<0.01 %», all but one in a million «>99.99 %».
    """
    if part is None or whole is None or whole == 0:
        return MISSING
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    if exact in (0, 100):
        return f"{exact:.0f}{NBSP}%"
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if rounded == 0:
        return f"<0.01{NBSP}%"
    if rounded == 100:
        return f">99.99{NBSP}%" if exact < 100 else f">100{NBSP}%"
    return f"{rounded:,.2f}{NBSP}%"


def factor(value: float | None) -> str:
    """Two decimals below 10, one below 100, none above."""
    if value is None:
        return MISSING
    for limit, places in ((10, 2), (100, 1)):
        rounded = _rounded(value, places)
        if abs(rounded) < limit:
            return f"{rounded:,.{places}f}"
    return f"{_rounded(value, 0):,.0f}"


def change(value: float | None) -> str:
    """0.1974 → «+19.7 %», −0.39 → «−39.0 %», 3.51 → «+351 %»; 0 % only where nothing changed."""
    if value is None or value == 0:
        return MISSING if value is None else f"0{NBSP}%"
    sign = "+" if value > 0 else MINUS
    exact = abs(Decimal(str(value)) * 100)
    rounded = exact.quantize(Decimal("0.1" if exact < 100 else "1"), ROUND_HALF_UP)
    return f"{sign}{rounded:,}{NBSP}%" if rounded else f"{sign}<0.1{NBSP}%"


def times(value: float | None) -> str:
    """4.372 → «4.37 veces»."""
    return MISSING if value is None else f"{factor(value)}{NBSP}veces"


def size(value: Number | None) -> str:
    """Bytes in decimal units: 1 MB is 1,000,000 bytes."""
    if value is None:
        return MISSING
    for unit, bytes_each in BYTE_UNITS:
        if value >= bytes_each:
            return f"{factor(value / bytes_each)}{NBSP}{unit}"
    return f"{number(round(value))}{NBSP}bytes"


def bit_rate(bits_per_second: float | None) -> str:
    """Decimal units: 1 Mbit/s is 1,000,000 bits a second."""
    if bits_per_second is None:
        return MISSING
    for unit, bits in (("Gbit/s", 10**9), ("Mbit/s", 10**6), ("kbit/s", 10**3)):
        if bits_per_second >= bits:
            return f"{factor(bits_per_second / bits)}{NBSP}{unit}"
    return f"{number(round(bits_per_second))}{NBSP}bit/s"


def milliseconds(microseconds: float | None) -> str:
    return MISSING if microseconds is None else f"{number(microseconds / 1000)}{NBSP}ms"


def day(value: date) -> str:
    """16 de junio de 2023."""
    return f"{value.day} de {MONTHS[value.month - 1]} de {value.year}"


def month(value: str) -> str:
    """«2024-05» → mayo de 2024."""
    year, number = value.split("-")
    return f"{MONTHS[int(number) - 1]} de {year}"


def short_day(value: date) -> str:
    """4 de junio."""
    return f"{value.day} de {MONTHS[value.month - 1]}"


def weekday(value: date) -> str:
    """Domingo 4 de junio de 2023, without the capital."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def clock(value: datetime) -> str:
    """18:05 horas."""
    return f"{value:%H:%M} horas"


def instant(value: datetime) -> str:
    """4 de junio de 2023, 18:05 horas."""
    return f"{day(value)}, {clock(value)}"


def brief_instant(value: datetime) -> str:
    """For tables: 04/06/2023 18:05:09; seconds only where there are any."""
    return f"{value:%d/%m/%Y %H:%M:%S}" if value.second else f"{value:%d/%m/%Y %H:%M}"


def hour(value: datetime) -> str:
    """For tables of hours: 4 jun 18:00."""
    return f"{_tag(value)} {value:%H:%M}"


def span(start: datetime, end: datetime) -> str:
    """[start, end): an end at midnight is 24:00 of the day it closes."""
    last, closing = _closing(end)
    if start.date() == last:
        return f"de {start:%H:%M} a {closing} horas del {day(start)}"
    opening = short_day(start) if start.year == last.year else day(start)
    return f"de las {start:%H:%M} horas del {opening} a las {closing} horas del {day(last)}"


def brief_span(start: datetime, end: datetime) -> str:
    """For tables: 4 jun 20:15 – 20:50."""
    last, closing = _closing(end)
    ending = closing if last == start.date() else f"{_tag(last)} {closing}"
    return f"{_tag(start)} {start:%H:%M} – {ending}"


def days_span(first: date, last: date) -> str:
    """Both included: del 7 de mayo al 3 de junio de 2023."""
    if first == last:
        return f"el {day(first)}"
    opening = short_day(first) if first.year == last.year else day(first)
    return f"del {opening} al {day(last)}"


def duration(minutes: Number | None) -> str:
    """35 → «35 minutos», 65 → «1 hora 5 minutos», 1800 → «30 horas»."""
    if minutes is None:
        return MISSING
    hours, rest = divmod(round(minutes), 60)
    parts = [plural(hours, "hora", "horas")] if hours else []
    if rest or not hours:
        parts.append(plural(rest, "minuto", "minutos"))
    return " ".join(parts)


def plural(count: int, one: str, many: str) -> str:
    """«1 corte», «12 cortes», «0 cortes»."""
    return f"{number(count)} {one if count == 1 else many}"


def capital(text: str) -> str:
    """The first letter, as a sentence begins."""
    return text[:1].upper() + text[1:]


def listing(items: Sequence[str]) -> str:
    """«a, b y c»; «e» before the sound i."""
    if len(items) < 2:
        return "".join(items)
    last = items[-1].lower()
    sounds_i = last.startswith(("i", "í", "hi", "hí")) and not last.startswith(("hie", "hia", "io"))
    return f"{', '.join(items[:-1])} {'e' if sounds_i else 'y'} {items[-1]}"


def offset(delta: timedelta) -> str:
    """−6 hours → «UTC−6»."""
    minutes = round(delta.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def digest(value: str) -> str:
    """A SHA-256 in groups of eight, so that two can be compared by eye."""
    return " ".join(value[start : start + 8] for start in range(0, len(value), 8))


def _closing(end: datetime) -> tuple[date, str]:
    if (end.hour, end.minute, end.second) == (0, 0, 0):
        return (end - timedelta(days=1)).date(), "24:00"
    return end.date(), f"{end:%H:%M}"


def _tag(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1][:3]}"


def _rounded(value: Number, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
