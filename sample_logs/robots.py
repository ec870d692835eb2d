"""How crawlers, monitors and scanners behave."""

from itertools import chain

from sample_logs import people, site
from sample_logs.clock import DAY, HOUR, LOGS_START, MINUTE, OPERATION_START, local
from sample_logs.night import GREED, PREP_QUIET
from sample_logs.people import Visitor
from sample_logs.stage import PREP_SERVER, WWW, Stage


def a_day_of_robots(stage: Stage, midnight: int) -> None:
    crawl(stage, people.CRAWLERS["googlebot"], midnight, 14)
    crawl(stage, people.CRAWLERS["bingbot"], midnight, 9)
    crawl(stage, people.CRAWLERS["ahrefs"], midnight, 4)
    share_previews(stage, midnight)
    monitor(stage, midnight, HOUR if midnight < LOGS_START else 5 * MINUTE)
    harvest(stage, midnight)
    nameless(stage, midnight)
    if stage.rng.random() < 0.7:
        scan(stage, stage.rng.choice(people.SCANNERS), random_moment(stage, midnight), WWW)


def a_night_of_robots(stage: Stage, midnight: int) -> None:
    """What the PREP host draws besides people, on each of the two days of the delivered logs."""
    for name, pages in (("googlebot", 30), ("bingbot", 18)):
        crawl(stage, people.CRAWLERS[name], midnight, pages, PREP_SERVER)
    for at in range(midnight + 40, midnight + DAY, 5 * MINUTE):
        stage.ask(people.PINGDOM, at, site.OFFICIAL.doors[0], server=PREP_SERVER)
    for scanner in people.SCANNERS:
        scan(stage, scanner, random_moment(stage, midnight), PREP_SERVER)
    for at in range(midnight + 18 * HOUR + 47, midnight + DAY, 7 * MINUTE):
        stage.ask(people.HARVESTER, at, site.OFFICIAL.main, server=PREP_SERVER)


def random_moment(stage: Stage, midnight: int) -> float:
    return midnight + stage.rng.random() * (DAY - HOUR)


def crawl(stage: Stage, bot: Visitor, midnight: int, pages: int, server: str = WWW) -> None:
    stage.ask(bot, random_moment(stage, midnight), site.ROBOTS_TXT, server=server)
    for _ in range(pages):
        page = stage.rng.choice(site.NEWS if server == WWW else site.OFFICIAL.doors)
        stage.ask(bot, random_moment(stage, midnight), page, server=server)
    if server == WWW:
        stage.ask(bot, random_moment(stage, midnight), site.SITEMAP)


def share_previews(stage: Stage, midnight: int) -> None:
    for _ in range(5 if midnight < LOGS_START else 60):
        at, page = random_moment(stage, midnight), stage.rng.choice(site.ELECTION_NEWS)
        stage.ask(people.CRAWLERS["facebook"], at, page)


def monitor(stage: Stage, midnight: int, every: int) -> None:
    for at in range(midnight + 23, midnight + DAY, every):
        stage.ask(people.UPTIME, at, site.HOME, method="HEAD")


def harvest(stage: Stage, midnight: int) -> None:
    for at in range(midnight + 5 * MINUTE, midnight + DAY, 3 * HOUR):
        stage.ask(people.HARVESTER, at, stage.rng.choice(site.FRONTS))


def nameless(stage: Stage, midnight: int) -> None:
    for _ in range(2):
        stage.ask(people.NAMELESS, random_moment(stage, midnight), site.HOME)


def scan(stage: Stage, scanner: Visitor, at: float, server: str) -> None:
    """A browser's agent that first looks at the home page and then tries the doors."""
    stage.ask(scanner, at, site.HOME if server == WWW else site.OFFICIAL.doors[0], server=server)
    for probe in site.PROBES:
        at += 0.4 + stage.rng.random()
        stage.ask(scanner, at, probe, server=server)


def archivist(stage: Stage, days: list[int]) -> None:
    """Asks for /robots.txt once, on the first day, and reads like a person ever after."""
    stage.ask(people.ARCHIVIST, days[0] + 11 * HOUR, site.ROBOTS_TXT)
    for midnight in days[::3]:
        for _ in range(4):
            at = random_moment(stage, midnight)
            stage.ask(people.ARCHIVIST, at, stage.rng.choice(site.NEWS))
    for hours in (19, 20, 22, 30):
        at = LOGS_START + hours * HOUR + 137
        stage.ask(people.ARCHIVIST, at, site.OFFICIAL.doors[0], server=PREP_SERVER)
        stage.ask(people.ARCHIVIST, at + 9, site.ELECTION_NEWS[0])


# ── the night's own ──────────────────────────────────────────────────────────────────────────


def tools(stage: Stage) -> None:
    """Scripts that say what they are: one takes the database every hour, one the totals every
    three minutes, and one all the data, as fast as it can, for three minutes."""
    for at in range(OPERATION_START + 7 * MINUTE, PREP_QUIET, HOUR):
        stage.ask(people.FETCHER, at, site.OFFICIAL.downloads[0], server=PREP_SERVER)
    for at in range(OPERATION_START + 31, OPERATION_START + 7 * HOUR, 3 * MINUTE):
        stage.ask(people.RELAY, at, site.OFFICIAL.views[0][0], server=PREP_SERVER)
    everything = list(chain.from_iterable(site.OFFICIAL.views))
    for number in range((GREED.end - GREED.start) * GREED_RATE):
        what = everything[number % len(everything)]
        stage.ask(people.GREEDY, GREED.start + number / GREED_RATE, what, server=PREP_SERVER)


GREED_RATE = 20  # requests a second


def disguised(stage: Stage) -> None:
    """Browsers by their agent. One asks for a page every twenty seconds, for three hours, and
    for nothing else; the other for one every seven, and now and then for a style sheet."""
    start = local("2023-06-05 13:00:05")
    for number, at in enumerate(range(start, start + 3 * HOUR - 10, 20)):
        stage.ask(people.TIRELESS, at, site.NEWS[number % len(site.NEWS)], status=200)
    start = local("2023-06-05 06:02:00")
    for number, at in enumerate(range(start, start + 50 * MINUTE, 7)):
        stage.ask(people.HASTY, at, site.NEWS[number * 5 % len(site.NEWS)])
        if number % 10 == 0:
            stage.ask(people.HASTY, at + 1, site.FURNITURE[0])
