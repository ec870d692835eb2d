"""The ordinary days that stand behind the factor, whatever source they come from."""

from dataclasses import dataclass

from reports.model import Memoria


@dataclass(frozen=True, slots=True)
class OrdinaryDay:
    """hits: None where there is no figure. excluded: it enters no average."""

    day: str
    hits: int | None
    drill: bool
    excluded: bool


def ordinary_days(memoria: Memoria) -> list[OrdinaryDay]:
    """The days of the source whose average is the one of the factor."""
    source = memoria.comparison[0]
    days = memoria.series.baseline_days
    if source.from_logs:
        return [OrdinaryDay(day.day, day.hits, day.drill, bool(day.excluded)) for day in days]
    told = {found.first_day: found for found in source.figures if found.first_day == found.last_day}
    return [
        OrdinaryDay(
            day.day,
            told[day.day].hits if day.day in told else None,
            day.drill,
            day.day in told and not told[day.day].used,
        )
        for day in days
    ]
