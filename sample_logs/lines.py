"""Events as the three servers write them, in the order they write them."""

from datetime import timezone
from typing import NamedTuple

from sample_logs.clock import LOGS_START, ZONE, day_of, local, stamp
from sample_logs.oddities import Scrap
from sample_logs.scenario import Scenario
from sample_logs.site import PREP_HOST
from sample_logs.stage import PREP_SERVER, Event

ROTATION = local("2023-06-05 22:30:00")  # the PREP host's log is rotated once


class LogFile(NamedTuple):
    """What one file holds, in its order."""

    name: str
    entries: list[Event | Scrap]


def file_of(entry: Event | Scrap) -> str:
    if entry.server == PREP_SERVER:
        return f"operacion/prep-access.log{'.1.gz' if entry.at < ROTATION else ''}"
    if entry.at >= LOGS_START:
        return "operacion/www-access.log.gz"
    return f"linea-base/access.log-{day_of(entry.at).replace('-', '')}.gz"


def files(scenario: Scenario) -> list[LogFile]:
    entries: list[Event | Scrap] = [*scenario.events, *scenario.scraps]
    by_name: dict[str, list[Event | Scrap]] = {}
    for entry in entries:
        by_name.setdefault(file_of(entry), []).append(entry)
    return [LogFile(name, sorted(by_name[name], key=written_at)) for name in sorted(by_name)]


def written_at(entry: Event | Scrap) -> float:
    """Apache stamps a request when it comes and writes it when it is done: slow ones come late."""
    if isinstance(entry, Scrap) or entry.at < LOGS_START:
        return entry.at
    return entry.at + entry.micros / 1_000_000


def content(log: LogFile) -> bytes:
    """The file, uncompressed. A plain file is still being written: no newline after its last."""
    text = b"".join(line(entry) + b"\n" for entry in log.entries)
    return text if log.name.endswith(".gz") else text[:-1]


def line(entry: Event | Scrap) -> bytes:
    if isinstance(entry, Scrap):
        return entry.text
    if entry.server == PREP_SERVER:
        text = f"{PREP_HOST}:443 {combined(entry)}"
    elif entry.at >= LOGS_START:
        text = f"{combined(entry)} {entry.micros}"
    else:
        text = combined(entry)
    return text.encode("utf-8", "surrogateescape")


def combined(event: Event, zone: timezone = ZONE) -> str:
    who = event.visitor
    size = "-" if event.size is None else event.size
    return (
        f'{who.address} - {event.user} [{stamp(event.at, zone)}] "{event.request}" '
        f'{event.status} {size} "{event.referer}" "{who.agent}"'
    )
