"""Instants and zones: local wall-clock settings → UTC windows.

Zones come from the `tzdata` package, never from the system: tzdata before 2022f still gives
Monterrey daylight saving time in June 2023 and would shift the election night by an hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import tzdata

OLDEST_TZDATA = "2022.6"


class UnknownZoneError(ValueError):
    """The name is in no tzdata release; the argument is the name."""


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name from the tzdata package. Raises UnknownZoneError."""
    if name not in zone_names():
        raise UnknownZoneError(name)
    with resources.files("tzdata").joinpath("zoneinfo", name).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zone_names() -> frozenset[str]:
    """Every zone name that tzdata knows."""
    listing = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listing.split())


def tzdata_is_recent() -> bool:
    """False where Mexico's zones may still follow the rules abolished on 30 October 2022."""
    return _version(tzdata.__version__) >= _version(OLDEST_TZDATA)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2])


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open span of instants, [start, end), both naive datetimes in UTC (as DuckDB's
    TIMESTAMP)."""

    start: datetime
    end: datetime

    @classmethod
    def local(cls, start: datetime, end: datetime, tz: ZoneInfo) -> "Window":
        """The window between two wall-clock times of a zone."""
        return cls(to_utc(start, tz), to_utc(end, tz))

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def __contains__(self, instant: object) -> bool:
        return isinstance(instant, datetime) and self.start <= instant < self.end

    def local_steps(self, tz: ZoneInfo, step: timedelta) -> Iterator[datetime]:
        """Wall-clock starts of the days or hours of a window that begins with one."""
        time, end = to_local(self.start, tz), to_local(self.end, tz)
        while time < end:
            yield time
            time += step

    def slots(self, minutes: int) -> Iterator[datetime]:
        """Starts of the slots of that many minutes, aligned to the UTC hour, that lie in the
        window."""
        step = timedelta(minutes=minutes)
        slot = floor(self.start, minutes)
        while slot < self.end:
            yield slot
            slot += step


def floor(instant: datetime, minutes: int) -> datetime:
    """The start of the slot that holds the instant; slots are aligned to midnight UTC."""
    midnight = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    step = timedelta(minutes=minutes)
    return midnight + (instant - midnight) // step * step


def to_utc(wall_clock: datetime, tz: ZoneInfo) -> datetime:
    """A zone's wall-clock time as naive UTC; the earlier instant where a clock change repeats an
    hour."""
    return wall_clock.replace(tzinfo=tz).astimezone(UTC).replace(tzinfo=None)


def to_local(instant: datetime, tz: ZoneInfo) -> datetime:
    """Naive UTC as naive wall-clock time of a zone."""
    return instant.replace(tzinfo=UTC).astimezone(tz).replace(tzinfo=None)
