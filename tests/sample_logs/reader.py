"""A slow and plain reader of the sample's lines: a second opinion on the generator's labels.

The truth is counted from labels given when an event is made. This reader knows no labels; it
applies the written definitions to the bytes of the files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crawleruseragents import is_crawler

import sample_logs

HOME = Path(sample_logs.__file__).parent

QUOTED = r'"((?:[^"\\]|\\.)*)"'
LINE = re.compile(
    r"(?:(?P<vhost>\S+):\d+ )?(?P<address>\S+) - \S+ \[(?P<time>[^]]+)\] "
    rf"{QUOTED} (?P<status>\d{{3}}) (?P<size>\d+|-) {QUOTED} {QUOTED}(?: \d+)?"
)
PREP_HOST = "prep.lagacetadeldesierto.example"
PAGE_EXTENSIONS = ("html", "htm", "php", "asp", "aspx", "jsp")
PROBES = re.compile(r"^/(\.env|\.git/|wp-login\.php|xmlrpc\.php|phpmyadmin/)")


class Hit(NamedTuple):
    at: int
    address: str
    agent: str
    section: str
    method: str
    path: str
    status: int
    size: int | None

    @property
    def visitor(self) -> tuple[str, str]:
        return self.address, self.agent


def read(lines: Iterable[bytes]) -> list[Hit | None]:
    """A hit for each line that is one, None for every other."""
    return [hit_of(line.decode("utf-8", "surrogateescape")) for line in lines]


def hit_of(line: str) -> Hit | None:
    found = LINE.fullmatch(line)
    if not found:
        return None
    try:
        at = datetime.strptime(found["time"], "%d/%b/%Y:%H:%M:%S %z")
    except ValueError:
        return None
    request, _, agent = found.group(4, 7, 8)
    method, _, rest = request.partition(" ")
    path = rest.rpartition(" ")[0].split("?")[0]
    return Hit(
        int(at.timestamp()),
        found["address"],
        agent,
        section(found["vhost"], path),
        method,
        path,
        int(found["status"]),
        None if found["size"] == "-" else int(found["size"]),
    )


def section(vhost: str | None, path: str) -> str:
    if vhost == PREP_HOST or path.startswith(("/prep/", "/json/")) or "_PREP_" in path:
        return "prep"
    return "portal"


def robots(hits: list[Hit]) -> set[tuple[str, str]]:
    crawlers = {agent for agent in {hit.agent for hit in hits} if agent == "-" or is_crawler(agent)}
    return {
        hit.visitor
        for hit in hits
        if hit.agent in crawlers or hit.path == "/robots.txt" or PROBES.match(hit.path)
    }


def is_page(hit: Hit) -> bool:
    last = hit.path.rpartition("/")[2]
    document = "." not in last or last.rpartition(".")[2] in PAGE_EXTENSIONS
    return (
        document
        and hit.method in ("GET", "POST")
        and hit.status in (200, 206, 304)
        and not hit.path.startswith("/json/")
    )


def visit_starts(pages: Iterable[Hit]) -> list[int]:
    times = defaultdict(list)
    for page in sorted(pages):
        times[page.visitor].append(page.at)
    return [
        at
        for visitor in times.values()
        for before, at in zip([-1_800, *visitor], visitor, strict=False)
        if at - before >= 1_800
    ]
