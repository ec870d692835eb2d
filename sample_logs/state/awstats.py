"""What AWStats would say of a diffuser's ordinary days: only what it calls viewed.

Hits with 200 or 304 of whoever is no robot by agent, but for robots.txt; pages without the
extensions of NotPageList; visits by address alone, new after more than an hour on the clock read as
a number, which also cuts them at midnight. Source: awstats.pl 7.8.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sample_logs.clock import BASELINE_DAYS, day_of, moment
from sample_logs.counting import Truth, group
from sample_logs.people import CRAWLER, EMPTY, MONITOR, TOOL
from sample_logs.stage import Event

AN_HOUR = 10_000  # of the number that a moment is written as
NO_PAGES = ("css", "js", "class", "gif", "jpg", "jpeg", "png", "bmp", "ico", "rss", "xml", "swf",
            "eot", "webp", "woff", "woff2")  # fmt: skip
NO_PAGES_BY_TYPE = ("svg", "txt", "zip", "mp4", "csv", "pdf")


def figures(events: Iterable[Event]) -> dict[str, Truth]:
    """A row for each day of the baseline."""
    days = group((event for event in events if viewed(event)), lambda event: day_of(event.at))
    visits = visits_by_day(event for own in days.values() for event in own if page(event))
    return {
        day: {
            "pages": sum(map(page, days[day])),
            "hits": len(days[day]),
            "bytes": sum(event.size or 0 for event in days[day]),
            "visits": visits[day],
        }
        for day in map(day_of, BASELINE_DAYS)
    }


def path(event: Event) -> str:
    return event.request.split(" ")[1].partition("?")[0]


def viewed(event: Event) -> bool:
    known = event.visitor.role in (CRAWLER, MONITOR, TOOL, EMPTY)
    return event.status in (200, 304) and not known and path(event) != "/robots.txt"


def page(event: Event) -> bool:
    extension = path(event).rpartition("/")[2].rpartition(".")
    return not extension[1] or extension[2] not in NO_PAGES + NO_PAGES_BY_TYPE


def visits_by_day(pages: Iterable[Event]) -> Counter[str]:
    found = Counter[str]()
    for own in group(pages, lambda event: event.visitor.address).values():
        times = sorted(event.at for event in own)
        fresh = times[:1] + [b for a, b in pairwise(times) if number(b) - number(a) > AN_HOUR]
        found.update(map(day_of, fresh))
    return found


def number(at: float) -> int:
    return int(f"{moment(at):%Y%m%d%H%M%S}")


def files(host: str, days: dict[str, Truth]) -> Iterator[tuple[str, bytes]]:
    """awstatsMMYYYY.site.txt of May and of the first days of June."""
    for month, own in group(days, lambda day: day[:7]).items():
        name = f"linea-base/awstats{month[5:]}{month[:4]}.{host}.txt"
        yield name, "\n".join(history({day: days[day] for day in own})).encode()


def history(days: dict[str, Truth]) -> list[str]:
    first, last = (day.replace("-", "") for day in (min(days), max(days)))
    visits = sum(row["visits"] for row in days.values())
    return [
        "AWSTATS DATA FILE 7.8 (build 20200416)",
        "# If you remove this file, all statistics for this date will be lost/reset.",
        "",
        "BEGIN_GENERAL 3",
        f"FirstTime {first}000004",
        f"LastTime {last}235957",
        f"TotalVisits {visits}",
        "END_GENERAL",
        "",
        "# Date - Pages - Hits - Bandwidth - Visits",
        f"BEGIN_DAY {len(days)}",
        *(
            f"{day.replace('-', '')} {row['pages']} {row['hits']} {row['bytes']} {row['visits']}"
            for day, row in sorted(days.items())
        ),
        "END_DAY",
        "",
    ]
