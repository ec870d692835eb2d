"""Local time of Puerto Cardón. The border changes its hour: 10 March 2024 has only 23."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sample_logs.clock import MONTHS

ZONE = ZoneInfo("America/Tijuana")
MINUTE, HOUR = 60, 3_600
CUT = 15 * MINUTE
REPORTED = ("2024-03", "2024-04", "2024-05")
REPORT = REPORTED[-1]


def local(text: str) -> int:
    """'2024-05-14 10:00' on the wall as seconds since the epoch."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def moment(at: float) -> datetime:
    return datetime.fromtimestamp(int(at), ZONE)


def day_of(at: float) -> str:
    return f"{moment(at):%Y-%m-%d}"


def month_of(at: float) -> str:
    return f"{moment(at):%Y-%m}"


def utc(at: float) -> str:
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(at: float) -> str:
    """As nginx writes it: 14/May/2024:10:00:00 -0700."""
    then = moment(at)
    return f"{then:%d}/{MONTHS[then.month - 1]}/{then:%Y:%H:%M:%S %z}"


def days() -> list[date]:
    """Every local day of the months told; one of them has 23 hours."""
    first, end = date(2024, 3, 1), date(2024, 6, 1)
    return [first + timedelta(days=n) for n in range((end - first).days)]


def midnight(day: date) -> int:
    return local(f"{day} 00:00")


def cuts(month: str) -> range:
    start = local(f"{month}-01 00:00")
    year, number = map(int, month.split("-"))
    return range(start, local(f"{year}-{number + 1:02}-01 00:00"), CUT)
