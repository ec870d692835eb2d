"""Three months of events from one seed: who uses which tool, and what its server answers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from sample_logs.municipio import faults, tools
from sample_logs.municipio.clock import CUT, HOUR, REPORTED, days, midnight
from sample_logs.municipio.tools import HOME, PORTAL_SERVER, Tool
from sample_logs.people import (
    CRAWLERS,
    FETCHER,
    HARVESTER,
    PINGDOM,
    SCANNERS,
    UPTIME,
    Crowd,
    Visitor,
)
from sample_logs.site import PROBES, Resource
from sample_logs.stage import Event

SEED = 20240531
NEIGHBOURS = 1_400  # people who come back
# The share of a day's visits that each hour has, 0h to 23h: offices are open from 8 to 15.
HOURS = (1, 0, 0, 0, 0, 1, 2, 5, 10, 12, 12, 11, 10, 9, 7, 5, 4, 4, 4, 5, 5, 4, 3, 2)
PORTAL_VISITS = 20
SEARCH = "https://www.google.com/"


def play(seed: int = SEED) -> list[Event]:
    """Every event that a log tells, in the order of time."""
    stage = Stage(Random(seed))
    crowd = Crowd(Random(seed + 1))
    neighbours = [crowd.newcomer() for _ in range(NEIGHBOURS)]
    for day in days():
        for tool in tools.TOOLS:
            for at in moments(stage.rng, day, expected(tool, day)):
                use(stage, tool, somebody(stage.rng, neighbours), at)
        for at in moments(stage.rng, day, PORTAL_VISITS):
            read(stage, somebody(stage.rng, neighbours), at)
        robots(stage, day)
    kept_trying(stage, neighbours)
    return sorted(stage.events, key=lambda event: (event.at, event.visitor, event.request))


class Stage:
    """A visitor asks, a server answers: one event."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.events: list[Event] = []
        self._copies: dict[Visitor, set[str]] = defaultdict(set)

    def ask(
        self, who: Visitor, at: float, what: Resource, tool: str, *,
        method: str = "GET", referer: str = "-", tail: str = "",
    ) -> int:  # fmt: skip
        """The status answered."""
        status, micros = self._answer(who, at, what, tool, method)
        size = {304: 0, 499: 0}.get(status, what.size if status < 300 else 162)
        event = Event(
            int(at), micros, who, tool, what.section, what.document,
            f"{method} {what.path}{tail} {who.protocol}", method, status,
            0 if method == "HEAD" else size, referer,
        )  # fmt: skip
        if at not in faults.LOST_DAY:
            self.events.append(event)
        return status

    def holds(self, who: Visitor, what: Resource, tool: str) -> bool:
        return f"{tool} {what.path}" in self._copies[who]

    def _answer(
        self, who: Visitor, at: float, what: Resource, tool: str, method: str
    ) -> tuple[int, int]:
        quick = 4_000 + int(self.rng.expovariate(1 / 90_000))
        for fault in faults.FAULTS:
            if tool in fault.tools and at in fault.when and self.rng.random() < fault.share:
                gone = self.rng.random() < faults.IMPATIENT
                return (499, 4_000_000 + quick) if gone else (fault.status, 60_000 + quick)
        if what.status != 200 or method != "GET":
            return what.status, quick
        held = self.holds(who, what, tool)
        self._copies[who].add(f"{tool} {what.path}")
        return (304, quick // 9) if held and self.rng.random() < 0.3 else (200, quick)


def expected(tool: Tool, day: date) -> float:
    if midnight(day) + 24 * HOUR <= tool.since:
        return 0
    usual = tool.visits[REPORTED.index(f"{day:%Y-%m}")]
    return usual * (tool.weekend if day.weekday() >= 5 else 1)


def moments(rng: Random, day: date, visits: float) -> Iterator[float]:
    """About so many moments of the day, as its hours have them."""
    start = midnight(day)
    for _ in range(int(visits * (0.8 + rng.random() * 0.4) + rng.random())):
        hour = rng.choices(range(24), HOURS)[0]
        yield start + hour * HOUR + rng.random() * HOUR


def somebody(rng: Random, neighbours: list[Visitor]) -> Visitor:
    """Some come every week, most once in a while."""
    return neighbours[int(rng.random() ** 2 * len(neighbours))]


# ── persons ──────────────────────────────────────────────────────────────────────────────────


def use(stage: Stage, tool: Tool, who: Visitor, at: float) -> None:
    """In at the door, a few pages, and perhaps a form that is sent, often not at the first try."""
    rng = stage.rng
    if at < tool.since or at in faults.QUIET:
        return
    came_from = SEARCH if rng.random() < 0.4 else f"https://{tools.WWW_HOST}/"
    if not opened(stage, tool, who, at, tool.door, referer=came_from):
        return
    inside = f"https://{tool.host}{tool.door.path}"
    for _ in range(int(rng.expovariate(1 / 1.8))):
        at += 8 + rng.expovariate(1 / 70) + (2_100 if rng.random() < 0.04 else 0)
        if not opened(stage, tool, who, at, rng.choice(tool.pages), referer=inside):
            return
    if rng.random() < 0.35:
        send(stage, tool, who, at + 40 + rng.random() * 160, inside)
    if tool.id == "tramites" and rng.random() < 0.06:
        stage.ask(who, at + 9, tools.OLD_FORM, tool.id, referer=inside)


def opened(
    stage: Stage, tool: Tool, who: Visitor, at: float, what: Resource, *, referer: str
) -> bool:
    """A page with what it shows. False where the server failed; half try again minutes later."""
    if at in faults.QUIET and tool.id in faults.OUTAGE.tools:
        return False
    tail = f"?folio={stage.rng.randrange(10_000, 99_999)}" if "seguimiento" in what.path else ""
    if stage.ask(who, at, what, tool.id, referer=referer, tail=tail) >= 400:
        if stage.rng.random() < 0.5:
            opened(stage, tool, who, at + 120 + stage.rng.random() * 500, what, referer=referer)
        return False
    for item in tool.furniture:
        if not stage.holds(who, item, tool.id) or stage.rng.random() < 0.1:
            stage.ask(who, at + 1, item, tool.id, referer=f"https://{tool.host}{what.path}")
    for item in tool.polls:
        stage.ask(who, at + 1, item, tool.id, referer=f"https://{tool.host}{what.path}")
    return True


def send(stage: Stage, tool: Tool, who: Visitor, at: float, referer: str) -> None:
    if at in faults.QUIET:
        return
    if tool.id == "tramites" and stage.rng.random() < 0.3:
        stage.ask(who, at, tools.REFUSED, tool.id, method="POST", referer=referer)
        at += 45
    stage.ask(who, at, tool.sends, tool.id, method="POST", referer=referer)


def read(stage: Stage, who: Visitor, at: float) -> None:
    """The portal itself."""
    stage.ask(who, at, HOME, PORTAL_SERVER, referer=SEARCH)
    for item in tools.FURNITURE:
        if not stage.holds(who, item, PORTAL_SERVER):
            stage.ask(who, at + 1, item, PORTAL_SERVER, referer=f"https://{tools.WWW_HOST}/")
    if stage.rng.random() < 0.4:
        news = stage.rng.choice(tools.NEWS)
        stage.ask(who, at + 30, news, PORTAL_SERVER, referer=f"https://{tools.WWW_HOST}/")


def kept_trying(stage: Stage, neighbours: list[Visitor]) -> None:
    """Whoever had to book in the outage: somebody in each of its cuts but the quiet one."""
    for fault in (faults.OUTAGE, faults.BANK):
        tool = next(tool for tool in tools.TOOLS if tool.id in fault.tools)
        for start in range(fault.when.start, fault.when.end, CUT):
            if start not in faults.QUIET:
                for seconds in (70, 340, 610):
                    stage.ask(
                        somebody(stage.rng, neighbours), start + seconds, tool.door, tool.id,
                        referer=f"https://{tools.WWW_HOST}/",
                    )  # fmt: skip


# ── robots ───────────────────────────────────────────────────────────────────────────────────


def robots(stage: Stage, day: date) -> None:
    """Two monitors, two crawlers, a program that takes data, now and then a scanner."""
    start, end = midnight(day), midnight(date.fromordinal(day.toordinal() + 1))
    for at in range(start + 11, end, CUT):
        stage.ask(UPTIME, at, HOME, PORTAL_SERVER, method="HEAD")
        stage.ask(PINGDOM, at + 300, tools.PAY_DOOR, "pagos", method="HEAD")
    crawl(stage, CRAWLERS["googlebot"], start + 3 * HOUR)
    if day.weekday() in (1, 4):
        crawl(stage, CRAWLERS["bingbot"], start + 5 * HOUR)
    if day.weekday() == 0:
        take_data(stage, HARVESTER, start + 6 * HOUR)
    if day.day % 9 == 4:
        for n, probe in enumerate(PROBES):
            stage.ask(SCANNERS[day.day % len(SCANNERS)], start + 15 * HOUR + 2 * n, probe, "www")
    if day.day == 20:
        stage.ask(FETCHER, start + 13 * HOUR, HOME, PORTAL_SERVER)


def crawl(stage: Stage, who: Visitor, at: float) -> None:
    stage.ask(who, at, tools.ROBOTS_TXT, PORTAL_SERVER)
    there = [tool for tool in tools.TOOLS if tool.since <= at]
    for n, tool in enumerate(stage.rng.sample(there, 3)):
        stage.ask(who, at + 40 * (n + 1), stage.rng.choice((tool.door, *tool.pages)), tool.id)


def take_data(stage: Stage, who: Visitor, at: float) -> None:
    for tool in tools.TOOLS:
        for n, item in enumerate(tool.polls if tool.since <= at else ()):
            for again in range(5):
                stage.ask(who, at + 60 * n + 7 * again, item, tool.id)
