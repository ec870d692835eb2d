"""A slow and plain reader of the sample's lines: a second opinion on the generator's labels.

The truth is counted from labels given when an event is made. This reader knows no labels; it
applies the written definitions to the bytes of the files.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crawleruseragents import is_crawler

import sample_logs

HOME = Path(sample_logs.__file__).parent

QUOTED = r'"((?:[^"\\]|\\.)*)"'
LINE = re.compile(
    r"(?:(?P<vhost>\S+):\d+ )?(?P<address>\S+) - \S+ \[(?P<time>[^]]+)\] "
    rf"{QUOTED} (?P<status>\d{{3}}) (?P<size>\d+|-) {QUOTED} {QUOTED}(?: (?P<micros>\d+))?"
)
PREP_HOST = "prep.lagacetadeldesierto.example"
PAGE_EXTENSIONS = ("html", "htm", "php", "asp", "aspx", "jsp")
ASSETS = re.compile(r"\.(css|js|svg|png|jpg|webp|ico|woff2|mp4|zip)$")
MONITORS = re.compile(r"UptimeRobot|Pingdom")
TOOLS = re.compile(r"^(curl|python-requests|Go-http-client)/")
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
    referer: str
    micros: int | None

    @property
    def visitor(self) -> tuple[str, str]:
        return self.address, self.agent


def lines_of(text: bytes) -> list[bytes]:
    return text.removesuffix(b"\n").split(b"\n")


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def read(lines: Iterable[bytes]) -> list[Hit | None]:
    """A hit for each line that is one, None for every other."""
    return [hit_of(line.decode("utf-8", "surrogateescape")) for line in lines]


def hit_of(line: str) -> Hit | None:
    found = LINE.fullmatch(line)
    if not found:
        return None
    at = time_of(found["time"])
    if at is None:
        return None
    request, referer, agent = found.group(4, 7, 8)
    method, _, rest = request.partition(" ")
    path = rest.rpartition(" ")[0].split("?")[0]
    return Hit(
        at,
        found["address"],
        agent,
        section(found["vhost"], path),
        method,
        path,
        int(found["status"]),
        None if found["size"] == "-" else int(found["size"]),
        referer,
        None if found["micros"] is None else int(found["micros"]),
    )


@cache
def time_of(text: str) -> int | None:
    try:
        return int(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z").timestamp())
    except ValueError:
        return None


def section(vhost: str | None, path: str) -> str:
    if vhost == PREP_HOST or path.startswith(("/prep/", "/json/")) or "_PREP_" in path:
        return "published"
    return "portal"


def roles(hits: list[Hit]) -> dict[tuple[str, str], str]:
    """Every robot → what it is known by: by its agent, else by what it asked for, else by how."""
    found = dict.fromkeys(disguised(hits), "behaviour")
    found |= {hit.visitor: "probe" for hit in hits if PROBES.match(hit.path)}
    found |= {hit.visitor: "robots_txt" for hit in hits if hit.path == "/robots.txt"}
    named = {agent: role for agent in {hit.agent for hit in hits} if (role := named_role(agent))}
    return found | {hit.visitor: named[hit.agent] for hit in hits if hit.agent in named}


def robots(hits: list[Hit]) -> set[tuple[str, str]]:
    return set(roles(hits))


def named_role(agent: str) -> str | None:
    if MONITORS.search(agent):
        return "monitor"
    if TOOLS.match(agent):
        return "tool"
    if agent == "-":
        return "empty"
    return "crawler" if is_crawler(agent) else None


def disguised(hits: Iterable[Hit]) -> set[tuple[str, str]]:
    """A hundred documents in an hour of the clock without a single asset, or more than 300."""
    documents, got, assets = Counter[Hour](), Counter[Hour](), Counter[Hour]()
    for hit in hits:
        hour = (hit.visitor, hit.at // 3_600)
        assets[hour] += bool(ASSETS.search(hit.path))
        if is_document(hit):
            documents[hour] += 1
            got[hour] += hit.method == "GET" and (hit.status == 304 or hit.status // 100 == 2)
    without = {visitor for (visitor, at), n in got.items() if n >= 100 and not assets[visitor, at]}
    return without | {visitor for (visitor, _), n in documents.items() if n > 300}


Hour = tuple[tuple[str, str], int]


def is_document(hit: Hit) -> bool:
    last = hit.path.rpartition("/")[2]
    document = "." not in last or last.rpartition(".")[2] in PAGE_EXTENSIONS
    return document and not hit.path.startswith("/json/")


def is_page(hit: Hit) -> bool:
    return is_document(hit) and hit.method in ("GET", "POST") and hit.status in (200, 206, 304)


def visit_starts(pages: Iterable[Hit]) -> list[int]:
    return [visit[0] for visit in visits(pages)]


def visits(pages: Iterable[Hit]) -> list[list[int]]:
    times: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for at, visitor in sorted((page.at, page.visitor) for page in pages):
        own = times[visitor]
        if own and at - own[-1][-1] < 1_800:
            own[-1].append(at)
        else:
            own.append([at])
    return [visit for own in times.values() for visit in own]
