"""A visitor asks, a server answers: one event. Its labels are given here, where it happens."""

from collections import defaultdict
from random import Random
from typing import NamedTuple
from zlib import crc32

from sample_logs import night, publication
from sample_logs.clock import BASELINE_DAYS, DAY, LOGS_END, LOGS_START, MISSING_DAY
from sample_logs.people import PERSON, Visitor
from sample_logs.site import PREP, WWW_HOST, Resource

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


class Stage:
    """One diffuser's servers. What is La Gaceta's alone stands in the methods without underscore:
    another diffuser's stage says there what fails, what is new and how it is logged."""

    pointer = "/json/main.json"

    def __init__(self, rng: Random, host: str = WWW_HOST) -> None:
        self.rng = rng
        self.host = host
        self.events: list[Event] = []
        self._browser_caches: dict[Visitor, dict[str, int]] = defaultdict(dict)

    # -- the diffuser's own

    def reaches(self, server: str, at: float) -> bool:
        """Whether a request gets to the server at all."""
        return server != PREP_SERVER or at not in night.LOCKED_DOOR

    def failure(self, server: str, at: float, what: Resource) -> int | None:
        """What it answers where something is broken."""
        if server == PREP_SERVER:
            if any(at in outage for outage in night.OUTAGES.values()):
                return 503
            if at in night.DATA_ERRORS and what.live:
                return 500
        return None

    def mishap(self, at: float) -> int | None:
        """Rarely a page ends otherwise: a resumed load, a busy server, a client that hangs up."""
        lot = self.rng.random()
        if lot < 0.004:
            return 206
        if lot < 0.008:
            return 500
        return 499 if lot < 0.012 and at < LOGS_START else None  # 499 is nginx's own

    def version(self, at: float) -> int:
        """Of what changes with every cut."""
        return publication.LA_GACETA.version(at) if at >= LOGS_START else night.drill_version(at)

    def main_size(self, at: float, *, gzip: bool) -> int:
        shown = self.version(at)
        if at >= LOGS_START:
            return publication.LA_GACETA.main_size(shown, gzip=gzip)
        return publication.lengths(shown)[gzip]

    def slowness(self, server: str, at: float) -> int:
        return night.SLOWNESS if server == WWW and at in night.SLOW else 1

    def logged_size(self, server: str, at: float, status: int, size: int) -> int | None:
        """nginx writes a 0, Apache's %b a dash, Apache's %O the headers too."""
        if server == PREP_SERVER:
            return size + (HEADERS if status != 304 else 208)
        if size == 0 and at >= LOGS_START:
            return None
        return size

    def was_logged(self, at: float) -> bool:
        """Whether any log of that instant survives."""
        return (
            BASELINE_DAYS[0] <= at < LOGS_END
            and not MISSING_DAY <= at < MISSING_DAY + DAY
            and at not in night.LOG_GAP
        )

    # -- what is the same at all

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
        if not self.reaches(server, at):
            return UNREACHABLE
        status = status or self._status(who, at, what, server, tail)
        size = 0 if method == "HEAD" else self._body(who, what, at, status)
        event = Event(
            at=int(at),
            micros=self._micros(status, what.size) * self.slowness(server, at),
            visitor=who,
            server=server,
            section=PREP if server == PREP_SERVER else what.section,
            document=what.document,
            request=f"{method} {what.path}{tail} {who.protocol}",
            method=method,
            status=status,
            size=self.logged_size(server, at, status, size),
            referer=referer,
            user=user,
            cause=cause,
        )
        self.record(event)
        return status

    def record(self, event: Event) -> None:
        if self.was_logged(event.at):
            self.events.append(event)

    def portal_url(self, page: Resource) -> str:
        return f"https://{self.host}{page.path}"

    def holds(self, who: Visitor, what: Resource) -> bool:
        """Whether the visitor's browser has a copy, fresh or stale."""
        return what.path in self._browser_caches[who]

    def _status(self, who: Visitor, at: float, what: Resource, server: str, tail: str) -> int:
        failure = self.failure(server, at, what)
        if failure is not None:
            return failure
        if what.status != 200 or who.audience != PERSON:
            return what.status
        cache, current = self._browser_caches[who], self.version(at) if what.live else 0
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

    def _body(self, who: Visitor, what: Resource, at: float, status: int) -> int:
        """Bytes of the response body."""
        if status == 304:
            return 0
        if status == 206:
            return what.size * 2 // 5
        if status >= 300:
            return 299 + status % 100
        if what.path == self.pointer:
            return self.main_size(at, gzip=takes_gzip(who))
        return what.size + (self.version(at) % 23 if what.live else 0)


def takes_gzip(who: Visitor) -> bool:
    """Most do; some old telephones and tools do not say that they would."""
    return crc32(f"{who.agent} {who.address}".encode("utf-8", "surrogateescape")) % 12 != 0
