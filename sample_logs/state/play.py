"""Four ordinary weeks and the night, at one diffuser."""

from random import Random

from sample_logs import night, people, robots, site
from sample_logs.clock import (
    BASELINE_DAYS,
    DAY,
    HOUR,
    LOGS_START,
    MINUTE,
    OPERATION_END,
    OPERATION_START,
    moment,
)
from sample_logs.counting import group
from sample_logs.night import Span
from sample_logs.people import MONITOR, Crowd, Visitor
from sample_logs.scenario import NightVisitors, regular, spread
from sample_logs.site import PREP, Resource
from sample_logs.stage import Event
from sample_logs.state.diffusers import FRAME, STRAIN, Diffuser
from sample_logs.state.server import Server
from sample_logs.visits import PREP_ARRIVALS, follow_prep, length_of_stay, read_portal

ORDINARY = 0.7  # of La Gaceta's visits on ordinary days, to a portal as large as hers
READERS = 900
WATCH = Visitor(
    "203.0.113.207",
    "Mozilla/5.0 (compatible; StatusCake; https://www.statuscake.com)",
    "HTTP/1.1",
    MONITOR,
)
WATCHED = OPERATION_START - 10 * MINUTE  # from here on, every minute at its fifth second
WRAPPER = Resource("/prep/", 6_412, PREP, document=True)
WRAPPER_STYLE = Resource("/prep/marco.css", 1_208, PREP)
RELOADED = 9 * MINUTE  # a wrapper that stays open loads itself again


def play(diffuser: Diffuser, scale: float) -> list[Event]:
    """Its events, in order of time. scale: of the visits; who watches does not scale."""
    server, crowd = Server(diffuser), Crowd(Random(diffuser.seed + 1))
    count = max(40, int(READERS * diffuser.readers * scale))
    readers = [crowd.newcomer() for _ in range(count)]
    if diffuser.baseline or diffuser.figures:
        ordinary_weeks(server, readers, scale)
    visitors = NightVisitors(server, crowd, readers)
    portal_night(server, visitors, scale)
    published_night(server, visitors, scale)
    watch(server)
    events = sorted(server.events, key=lambda event: event.at)
    return saturated(events, diffuser.bears) if diffuser.bears else events


def ordinary_weeks(server: Server, readers: list[Visitor], scale: float) -> None:
    """By the diffuser's own clock."""
    size = ORDINARY * server.diffuser.readers * scale
    for midnight in BASELINE_DAYS:
        start = midnight - server.diffuser.ahead
        robots_of(server, start, crawled=6)
        factor = size * night.WEEKDAY_FACTOR[moment(midnight).weekday()]
        factor *= 0.9 + server.rng.random() * 0.2
        for hour, visits in enumerate(night.ORDINARY_DAY):
            for at in spread(server, start + hour * HOUR, 6 * visits * factor):
                read_portal(server, regular(server, readers), at, site.NEWS)


def robots_of(server: Server, midnight: int, crawled: int) -> None:
    robots.crawl(server, people.CRAWLERS["googlebot"], midnight, crawled)
    robots.crawl(server, people.CRAWLERS["bingbot"], midnight, crawled // 2)
    robots.monitor(server, midnight, HOUR)


def portal_night(server: Server, visitors: NightVisitors, scale: float) -> None:
    for midnight in (LOGS_START, LOGS_START + DAY):
        robots_of(server, midnight, crawled=20)
    news = site.ELECTION_NEWS + site.NEWS[:40]
    size = server.diffuser.readers * scale
    for hour, visits in enumerate(night.PORTAL_NIGHT):
        for at in spread(server, LOGS_START + hour * HOUR, visits * size):
            read_portal(server, visitors.next(), at, news)


def published_night(server: Server, visitors: NightVisitors, scale: float) -> None:
    size = server.diffuser.visits * scale
    follow = watch_frame if server.diffuser.method == FRAME else follow_mirror
    for hour, visits in enumerate(night.PREP_NIGHT):
        for at in spread(server, LOGS_START + hour * HOUR, visits * size):
            if at >= OPERATION_START - HOUR:
                follow(server, visitors.next(), at)


def follow_mirror(server: Server, who: Visitor, at: float) -> None:
    follow_prep(server, who, server.mount, start=at, stay=length_of_stay(server))


def watch_frame(server: Server, who: Visitor, at: float) -> None:
    """The wrapper and its style sheet; what is in the frame comes from the official site."""
    end, referer = at + length_of_stay(server), server.rng.choice(PREP_ARRIVALS)
    while at < end:
        server.ask(who, at, WRAPPER, referer=referer)
        if not server.holds(who, WRAPPER_STYLE):
            server.ask(who, at + 0.2, WRAPPER_STYLE, referer=server.mount.url)
        at, referer = at + RELOADED, server.mount.url


def watch(server: Server) -> None:
    """Somebody's monitor asks every minute for the pointer, or for the wrapper: no cut passes
    without a request, and each that arrives is seen."""
    what = WRAPPER if server.diffuser.method == FRAME else server.mount.app.main
    for at in range(WATCHED + 5, OPERATION_END, MINUTE):
        server.ask(WATCH, at, what)


def saturated(events: list[Event], bears: float) -> list[Event]:
    """What comes in a minute beyond what the server bears is refused, evenly over the minute."""
    before = Span(STRAIN.start - HOUR, STRAIN.start)
    bearable = int(bears * sum(event.at in before for event in events) * MINUTE / HOUR)
    minutes = group(events, lambda event: event.at // MINUTE)
    return [
        event
        for minute, asked in minutes.items()
        for event in (answered(asked, bearable) if minute * MINUTE in STRAIN else asked)
    ]


def answered(asked: list[Event], bearable: int) -> list[Event]:
    many = max(len(asked), bearable)
    return [
        event if (place + 1) * bearable // many > place * bearable // many else refused(event)
        for place, event in enumerate(asked)
    ]


def refused(event: Event) -> Event:
    return event._replace(status=503, size=302)
