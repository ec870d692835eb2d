"""«2024-05» → a month of local days, for agreements whose report returns every month."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

# Wall-clock words of a report; the rest of es-MX is the documents' business.
NAMES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar; `end` is excluded, both wall-clock times."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None where the text is not as «2024-05»."""
        found = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", text, re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    def shifted(self, months: int) -> "Month":
        """That many months later."""
        total = self.year * 12 + self.number - 1 + months
        return Month(total // 12, total % 12 + 1)

    @property
    def start(self) -> datetime:
        return datetime(self.year, self.number, 1)  # noqa: DTZ001 (wall clock)

    @property
    def end(self) -> datetime:
        return self.shifted(1).start

    @property
    def title(self) -> str:
        return f"{NAMES[self.number - 1]} de {self.year}"

    def deadline(self, days: int) -> datetime:
        """The last minute of that many days after its end."""
        return datetime.combine(self.end.date() + timedelta(days=days - 1), time(23, 59))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


EXPECTED = "un mes entre comillas, como «2024-05»"
