"""Four weeks of ordinary days, three drills and one election night, from one seed."""

from dataclasses import dataclass
from random import Random

from sample_logs import night, robots, site
from sample_logs.clock import (
    BASELINE_DAYS,
    DRILL_DAYS,
    HOUR,
    LOGS_START,
    MISSING_DAY,
    OPERATION_START,
    local,
    moment,
)
from sample_logs.oddities import Scrap, keen_persons, odd_requests, scraps
from sample_logs.people import DESKTOPS, Crowd, Visitor
from sample_logs.stage import PREP_SERVER, WWW, Event, Stage
from sample_logs.visits import (
    ON_ITS_HOST,
    ON_THE_PORTAL,
    follow_prep,
    length_of_stay,
    read_portal,
)

SEED = 20230604
PREP_SHARE = 0.72  # of the PREP's visits that come directly, the others through the portal
READERS = 1_500  # people who read the newspaper on ordinary days


@dataclass(frozen=True, slots=True)
class Scenario:
    events: list[Event]
    scraps: list[Scrap]


def play(seed: int = SEED) -> Scenario:
    stage = Stage(Random(seed))
    crowd = Crowd(Random(seed + 1))
    readers = [crowd.newcomer() for _ in range(READERS)]
    ordinary_weeks(stage, readers)
    drills(stage, readers)
    night_visitors = NightVisitors(stage, crowd, readers)
    portal_night(stage, night_visitors)
    prep_night(stage, night_visitors)
    newsroom(stage, crowd)
    rehearsed(stage, crowd)
    odd_requests(stage, crowd)
    keen_persons(stage, crowd)
    robots.archivist(stage, BASELINE_DAYS)
    robots.tools(stage)
    robots.disguised(stage)
    return Scenario(stage.events, scraps())


def spread(stage: Stage, hour_start: int, expected: float) -> list[float]:
    """About `expected` moments within the hour."""
    count = int(expected + stage.rng.random())
    return sorted(hour_start + stage.rng.random() * HOUR for _ in range(count))


# ── ordinary days ────────────────────────────────────────────────────────────────────────────


def ordinary_weeks(stage: Stage, readers: list[Visitor]) -> None:
    for midnight in BASELINE_DAYS:
        if midnight == MISSING_DAY:
            continue
        robots.a_day_of_robots(stage, midnight)
        factor = night.WEEKDAY_FACTOR[moment(midnight).weekday()] * (0.9 + stage.rng.random() * 0.2)
        for hour, visits in enumerate(night.ORDINARY_DAY):
            for at in spread(stage, midnight + hour * HOUR, visits * factor):
                read_portal(stage, regular(stage, readers), at, site.NEWS)


def regular(stage: Stage, readers: list[Visitor]) -> Visitor:
    """Some read every day, most once in a while."""
    return readers[int(len(readers) * stage.rng.random() ** 2)]


def drills(stage: Stage, readers: list[Visitor]) -> None:
    for midnight in DRILL_DAYS:
        for hour in night.DRILL_HOURS:
            for at in spread(stage, midnight + hour * HOUR, 3):
                stay = min(length_of_stay(stage), 1_200)
                follow_prep(stage, regular(stage, readers), ON_THE_PORTAL, start=at, stay=stay)
    stage.ask(readers[0], local("2023-05-14 13:20:00"), site.DRILL.downloads[0])


# ── the night ────────────────────────────────────────────────────────────────────────────────


class NightVisitors:
    """Newcomers, regular readers, and ever more people who were here an hour ago."""

    def __init__(self, stage: Stage, crowd: Crowd, readers: list[Visitor]) -> None:
        self._stage, self._crowd, self._readers = stage, crowd, readers
        self._seen: list[Visitor] = []

    def next(self) -> Visitor:
        rng = self._stage.rng
        lot = rng.random()
        if lot < 0.36 and self._seen:
            return rng.choice(self._seen)
        who = regular(self._stage, self._readers) if lot < 0.50 else self._crowd.newcomer()
        self._seen.append(who)
        return who


def portal_night(stage: Stage, visitors: NightVisitors) -> None:
    for midnight in (LOGS_START, LOGS_START + 24 * HOUR):
        robots.a_day_of_robots(stage, midnight)
        robots.a_night_of_robots(stage, midnight)
    for hour, visits in enumerate(night.PORTAL_NIGHT):
        for at in spread(stage, LOGS_START + hour * HOUR, visits):
            who = visitors.next()
            left = read_portal(stage, who, at, site.ELECTION_NEWS + site.NEWS[:40])
            if left > OPERATION_START and stage.rng.random() < 0.3:
                go_to_prep(stage, who, left + 5 + stage.rng.random() * 90)


def go_to_prep(stage: Stage, who: Visitor, at: float) -> None:
    """From the article to the PREP; a few by the drill's bookmark, which the portal redirects."""
    referer = stage.portal_url(stage.rng.choice(site.ELECTION_NEWS))
    if stage.rng.random() < 0.03:
        stage.ask(who, at, site.DRILL_BOOKMARK, referer=referer)
    follow_prep(
        stage, who, ON_ITS_HOST, start=at + 0.4, stay=length_of_stay(stage), referer=referer
    )


def prep_night(stage: Stage, visitors: NightVisitors) -> None:
    for hour, visits in enumerate(night.PREP_NIGHT):
        for at in spread(stage, LOGS_START + hour * HOUR, visits * PREP_SHARE):
            stay = length_of_stay(stage)
            follow_prep(stage, visitors.next(), ON_ITS_HOST, start=at, stay=stay)


def newsroom(stage: Stage, crowd: Crowd) -> None:
    """Three screens behind one address, open from before six until the next afternoon."""
    for agent in DESKTOPS[:3]:
        who = crowd.admit("192.0.2.10", agent)
        at = local("2023-06-04 17:52") + stage.rng.random() * 60
        follow_prep(stage, who, ON_ITS_HOST, start=at, stay=21 * HOUR, referer=ON_ITS_HOST.url)


# ── visits that lie on an edge ───────────────────────────────────────────────────────────────

# Where each page is asked for (w portal, p PREP), the first moment, the silences between.
REHEARSED = (
    ("wwww", "2023-05-10 09:00:00", (1799, 1800, 1801)),
    ("www", "2023-05-12 23:50:00", (1200, 1799)),  # over midnight
    ("www", "2023-05-16 23:55:00", (900, 1200)),  # into the day whose file is missing
    ("www", "2023-05-13 11:40:00", (1800, 1800)),
    ("ww", "2023-06-03 23:52:00", (1020,)),  # from the baseline's last file into the operation's
    ("wwww", "2023-06-04 10:00:00", (1799, 1800, 1801)),
    ("ww", "2023-06-04 17:30:00", (1799,)),  # 17:59:59: wholly before the window
    ("ww", "2023-06-04 17:30:01", (1799,)),  # 18:00:00: begun before it, not a visit of it
    ("ww", "2023-06-04 17:30:00", (1800,)),  # 18:00:00: a visit of the window
    ("pp", "2023-06-04 17:45:00", (1200,)),
    ("pppp", "2023-06-04 21:30:00", (1799, 1800, 1801)),
    ("wpwp", "2023-06-04 19:00:00", (1800, 1800, 1800)),
    ("wpw", "2023-06-04 19:10:00", (1799, 1799)),  # one visit of all, two of the portal
    ("ppp", "2023-06-04 23:50:00", (1200, 1801)),
    ("pp", "2023-06-05 04:05:00", (1620,)),  # over the gap in the logs
    ("pw", "2023-06-05 17:50:00", (1200,)),  # over midnight in UTC
    ("p", "2023-06-05 23:59:59", ()),
    ("w", "2023-06-04 00:00:00", ()),
)


def rehearsed(stage: Stage, crowd: Crowd) -> None:
    for where, first, silences in REHEARSED:
        who, at = crowd.newcomer(), local(first)
        for host, silence in zip(where, (*silences, 0), strict=True):
            if host == "p":
                stage.ask(who, at, site.OFFICIAL.doors[0], server=PREP_SERVER)
            else:
                stage.ask(who, at, site.HOME, server=WWW)
            at += silence
