"""A visitor asks, a server answers: one event. Its labels are given here, where it happens."""

from collections import defaultdict
from random import Random
from typing import NamedTuple
from zlib import crc32

from sample_logs import night, publication
from sample_logs.clock import BASELINE_DAYS, DAY, LOGS_END, LOGS_START, MISSING_DAY
from sample_logs.people import PERSON, Visitor
from sample_logs.site import PREP, Resource

WWW = "www"
PREP_SERVER = "prep"
ASKED, TIMER, REFRESH = "asked", "timer", "refresh"  # a person, a page's clock, what is new
UNREACHABLE = 599  # what a browser makes of no answer; no server writes it
HEADERS = 384  # Apache's %O counts them on the PREP host


class Event(NamedTuple):
    """One request as a log line will tell it. `section` and `document` are the generator's word."""

    at: int  # seconds since the epoch
    micros: int  # time to serve
    visitor: Visitor
    server: str
    section: str
    document: bool
    request: str  # '%r'
    method: str
    status: int
    size: int | None  # None: the server wrote '-'
    referer: str = "-"
    user: str = "-"
    cause: str = ASKED

    @property
    def person(self) -> bool:
        return self.visitor.audience == PERSON

    @property
    def page(self) -> bool:
        return (
            self.person
            and self.document
            and self.method in ("GET", "POST")
            and self.status in (200, 206, 304)
        )


def was_logged(at: float) -> bool:
    """Whether any log of that instant survives."""
    return (
        BASELINE_DAYS[0] <= at < LOGS_END
        and not MISSING_DAY <= at < MISSING_DAY + DAY
        and at not in night.LOG_GAP
    )


class Stage:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.events: list[Event] = []
        self._browser_caches: dict[Visitor, dict[str, int]] = defaultdict(dict)

    def ask(
        self,
        who: Visitor,
        at: float,
        what: Resource,
        *,
        server: str = WWW,
        referer: str = "-",
        tail: str = "",
        method: str = "GET",
        status: int | None = None,
        user: str = "-",
        cause: str = ASKED,
    ) -> int:
        """The status answered; `status` forces one, as for a page that no longer exists."""
        if server == PREP_SERVER and at in night.LOCKED_DOOR:
            return UNREACHABLE
        status = status or self._status(who, at, what, server, tail)
        event = Event(
            at=int(at),
            micros=self._micros(status, what.size) * slowness(server, at),
            visitor=who,
            server=server,
            section=PREP if server == PREP_SERVER else what.section,
            document=what.document,
            request=f"{method} {what.path}{tail} {who.protocol}",
            method=method,
            status=status,
            size=logged_size(
                server, at, status, 0 if method == "HEAD" else body(who, what, at, status)
            ),
            referer=referer,
            user=user,
            cause=cause,
        )
        self.record(event)
        return status

    def record(self, event: Event) -> None:
        if was_logged(event.at):
            self.events.append(event)

    def holds(self, who: Visitor, what: Resource) -> bool:
        """Whether the visitor's browser has a copy, fresh or stale."""
        return what.path in self._browser_caches[who]

    def _status(self, who: Visitor, at: float, what: Resource, server: str, tail: str) -> int:
        if server == PREP_SERVER:
            if any(at in outage for outage in night.OUTAGES.values()):
                return 503
            if at in night.DATA_ERRORS and what.live:
                return 500
        if what.status != 200 or who.audience != PERSON:
            return what.status
        cache, current = self._browser_caches[who], content_version(what, at)
        fresh = cache.get(what.path) == current and not tail
        cache[what.path] = current
        if fresh and not (what.document and self.rng.random() < 0.7):
            return 304
        return 206 if what.path.endswith(".zip") and self.rng.random() < 0.25 else 200

    def _micros(self, status: int, size: int) -> int:
        if status == 304:
            return 400 + int(self.rng.random() * 900)
        waiting = 900 + int(self.rng.expovariate(1 / 9_000))
        return waiting + (size * 6 if size > 150_000 else size)


def slowness(server: str, at: float) -> int:
    return night.SLOWNESS if server == WWW and at in night.SLOW else 1


def content_version(what: Resource, at: float) -> int:
    if not what.live:
        return 0
    return publication.version(at) if at >= LOGS_START else night.drill_version(at)


def takes_gzip(who: Visitor) -> bool:
    """Most do; some old telephones and tools do not say that they would."""
    return crc32(f"{who.agent} {who.address}".encode("utf-8", "surrogateescape")) % 12 != 0


def body(who: Visitor, what: Resource, at: float, status: int) -> int:
    """Bytes of the response body."""
    if status == 304:
        return 0
    if status == 206:
        return what.size * 2 // 5
    if status >= 300:
        return 299 + status % 100
    if what.path == "/json/main.json":
        return main_size(at, gzip=takes_gzip(who))
    return what.size + (content_version(what, at) % 23 if what.live else 0)


def main_size(at: float, *, gzip: bool) -> int:
    if at >= LOGS_START:
        return publication.main_size(publication.version(at), gzip=gzip)
    return publication.lengths(night.drill_version(at))[gzip]


def logged_size(server: str, at: float, status: int, size: int) -> int | None:
    """nginx writes a 0, Apache's %b a dash, Apache's %O the headers too."""
    if server == PREP_SERVER:
        return size + (HEADERS if status != 304 else 208)
    if size == 0 and at >= LOGS_START:
        return None
    return size
