"""Naive UTC → the two forms of a figure's instant: ISO with Z, and the agreement's wall clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline import timespan
from reports import locale
from reports.model.base import Moment, Window


@dataclass(frozen=True, slots=True)
class Clock:
    zone: ZoneInfo

    def moment(self, instant: datetime) -> Moment:
        return Moment(utc=f"{instant.isoformat()}Z", local=self.local(instant).isoformat())

    def maybe(self, instant: datetime | None) -> Moment | None:
        return None if instant is None else self.moment(instant)

    def local(self, instant: datetime) -> datetime:
        return timespan.to_local(instant, self.zone)

    def window(self, window: timespan.Window) -> Window:
        start, end = self.moment(window.start), self.moment(window.end)
        return Window(
            start=start.utc,
            end=end.utc,
            start_local=start.local,
            end_local=end.local,
            zone=self.zone.key,
            offset=locale.offset(self._offset(window.start)),
            hours=window.length / timedelta(hours=1),
        )

    def _offset(self, instant: datetime) -> timedelta:
        return instant.replace(tzinfo=UTC).astimezone(self.zone).utcoffset() or timedelta()
