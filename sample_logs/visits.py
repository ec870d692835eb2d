"""How a person reads the portal and follows the PREP."""

from dataclasses import dataclass
from zlib import crc32

from sample_logs import site
from sample_logs.clock import MINUTE
from sample_logs.people import Visitor
from sample_logs.site import PREP_HOST, WWW_HOST, PrepApp, Resource
from sample_logs.stage import ASKED, PREP_SERVER, REFRESH, TIMER, WWW, Stage

PORTAL_ARRIVALS = (
    "-",
    "-",
    "-",
    "https://www.google.com/",
    "https://www.google.com/",
    "https://m.facebook.com/",
    "https://l.facebook.com/",
    "https://t.co/",
    "android-app://com.google.android.googlequicksearchbox/",
    "https://www.bing.com/",
    "https://www.radionorte.example/enlaces",
)
PREP_ARRIVALS = (
    "-",
    "-",
    "-",
    "-",
    "https://www.google.com/",
    "https://www.google.com/",
    "https://duckduckgo.com/",
    "https://l.facebook.com/",
    "https://l.facebook.com/",
    "https://t.co/",
    "https://prep2023.iec-coahuila.example/",
    "https://prep2023.iec-coahuila.example/difusores",
    "https://www.vocesdelacarbonifera.example/prep",
)
TAILS = (
    "?utm_source=whatsapp&utm_medium=social",
    "?utm_source=facebook&utm_campaign=jornada",
    "?utm_source=boletin&utm_medium=correo&utm_campaign=dominical",
)
LOADED = (200, 206, 304)
PERIOD = 60  # seconds between two polls of an open page
IN_STEP = 45  # of a hundred pages, those whose clock rings at the full minute
HEX = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Mount:
    """Where the PREP application lives: its own host on the night, the portal in the drills."""

    app: PrepApp
    server: str
    url: str


ON_ITS_HOST = Mount(site.OFFICIAL, PREP_SERVER, f"https://{PREP_HOST}/")
ON_THE_PORTAL = Mount(site.DRILL, WWW, f"https://{WWW_HOST}/prep/")


# ── the newspaper ────────────────────────────────────────────────────────────────────────────


def read_portal(stage: Stage, who: Visitor, start: float, news: list[Resource]) -> float:
    """Reads one page or a few; returns when the last was opened."""
    rng = stage.rng
    at, referer = start, rng.choice(PORTAL_ARRIVALS)
    page = site.HOME if referer == "-" and rng.random() < 0.7 else rng.choice(news)
    while True:
        open_portal_page(stage, who, at, page, referer)
        if rng.random() < 0.48:
            return at
        referer = stage.portal_url(page)
        page = next_page(stage, news)
        at += reading_time(stage)


def next_page(stage: Stage, news: list[Resource]) -> Resource:
    lot = stage.rng.random()
    if lot < 0.68:
        return stage.rng.choice(news)
    if lot < 0.83:
        return stage.rng.choice(site.FRONTS)
    if lot < 0.93:
        return site.HOME
    return stage.rng.choice([site.GONE, site.MOVED, *site.OTHER_PAGES])


def reading_time(stage: Stage) -> float:
    """Seconds to the next page: mostly a minute or two, now and then about the visit gap."""
    if stage.rng.random() < 0.04:
        return 1_500 + stage.rng.random() * 600
    return 9 + stage.rng.expovariate(1 / 80)


def open_portal_page(stage: Stage, who: Visitor, at: float, page: Resource, referer: str) -> None:
    rng = stage.rng
    tail = tracking_tail(stage) if "facebook" in referer or rng.random() < 0.05 else ""
    if stage.ask(who, at, page, referer=referer, tail=tail, status=stage.mishap(at)) not in LOADED:
        return
    for thing in furniture(stage, who) + site.pictures(page):
        at += 0.1 + rng.random() * 0.5
        stage.ask(who, at, thing, referer=stage.portal_url(page))


def furniture(stage: Stage, who: Visitor) -> list[Resource]:
    """Style sheets and the like: loaded once, seldom asked for again."""
    return [
        thing
        for thing in site.FURNITURE
        if not stage.holds(who, thing) or stage.rng.random() < 0.06
    ]


def tracking_tail(stage: Stage) -> str:
    if stage.rng.random() < 0.35:
        return stage.rng.choice(TAILS)
    return "?fbclid=IwAR" + "".join(stage.rng.choice(HEX) for _ in range(24))


# ── the PREP ─────────────────────────────────────────────────────────────────────────────────


def follow_prep(
    stage: Stage, who: Visitor, mount: Mount, *, start: float, stay: float, referer: str = ""
) -> None:
    """One open tab: the document and its assets, a view, then a poll every minute."""
    rng = stage.rng
    referer = referer or rng.choice(PREP_ARRIVALS)
    tail = tracking_tail(stage) if "facebook" in referer else ""
    if not enter(stage, who, start, mount, referer=referer, tail=tail):
        return
    at = start + 1.2 + rng.random()
    poll(stage, who, at, mount)
    look(stage, who, at + 0.4, rng.choice(mount.app.views[:4]), mount)
    moments = polls(stage, who, at + PERIOD, start + stay) + clicks(stage, start + 15, start + stay)
    for at, act in sorted(moments):
        if act == "poll":
            keep_up(stage, who, at, mount)
        else:
            explore(stage, who, at, mount)


def enter(stage: Stage, who: Visitor, at: float, mount: Mount, *, referer: str, tail: str) -> bool:
    """Opens the door; against a closed one, tries a few times and gives up."""
    rng = stage.rng
    door = mount.app.doors[0] if rng.random() < 0.72 else rng.choice(mount.app.doors)
    for _ in range(1 + int(rng.random() * 3)):
        if stage.ask(who, at, door, server=mount.server, referer=referer, tail=tail) < 400:
            load_assets(stage, who, at, mount)
            return True
        at += 6 + rng.random() * 50
    return False


def load_assets(stage: Stage, who: Visitor, at: float, mount: Mount) -> None:
    for thing in mount.app.assets:
        if not stage.holds(who, thing) or stage.rng.random() < 0.08:
            at += 0.05 + stage.rng.random() * 0.12
            stage.ask(who, at, thing, server=mount.server, referer=mount.url)


def polls(stage: Stage, who: Visitor, start: float, end: float) -> list[tuple[float, str]]:
    """Once a minute. Some pages count from when they were opened; others wait for the full
    minute, all of them together."""
    pause, at = float(PERIOD), start
    if in_step(who):
        at = start - start % MINUTE + MINUTE + 2 + stage.rng.random() * 3
    else:
        pause += (stage.rng.random() - 0.5) * 2
    times: list[tuple[float, str]] = []
    while at < end:
        times.append((at + stage.rng.random() * 1.2, "poll"))
        at += pause
    return times


def in_step(who: Visitor) -> bool:
    """Whether the page's clock rings at the full minute: one of the application's two builds."""
    return crc32(f"{who.address} {who.agent}".encode("utf-8", "surrogateescape")) % 100 < IN_STEP


def clicks(stage: Stage, start: float, end: float) -> list[tuple[float, str]]:
    """Ever rarer: who leaves the tab open looks at it less and less."""
    times: list[tuple[float, str]] = []
    pause, at = 25.0, start
    while at < end:
        times.append((at, "click"))
        pause *= 1.5
        at += 8 + stage.rng.expovariate(1 / pause)
    return times


def poll(stage: Stage, who: Visitor, at: float, mount: Mount, cause: str = ASKED) -> int:
    old = len(who.agent) % 29 == 0  # some telephones run a first release that defeats caching
    tail = f"?rand={stage.rng.random():.8f}" if old else ""
    return stage.ask(
        who, at, mount.app.main, server=mount.server, referer=mount.url, tail=tail, cause=cause
    )


def keep_up(stage: Stage, who: Visitor, at: float, mount: Mount) -> None:
    """A poll; a new cut reloads the totals, a failure makes some people reload the page."""
    status = poll(stage, who, at, mount, TIMER)
    if status == 200:
        look(stage, who, at + 0.3, mount.app.totals, mount, cause=REFRESH)
    elif status == 500:
        poll(stage, who, at + 20 + stage.rng.random() * 10, mount)
    elif status == 503 and stage.rng.random() < 0.3:
        again = at + 4 + stage.rng.random() * 20
        stage.ask(who, again, mount.app.doors[0], server=mount.server, referer=mount.url)


def explore(stage: Stage, who: Visitor, at: float, mount: Mount) -> None:
    rng, lot = stage.rng, stage.rng.random()
    if lot < 0.78:
        look(stage, who, at, rng.choice(mount.app.views), mount)
    elif lot < 0.96:
        look(stage, who, at, [rng.choice(mount.app.sheets)], mount)
    else:
        look(stage, who, at, [rng.choice(mount.app.downloads)], mount)


def look(
    stage: Stage,
    who: Visitor,
    at: float,
    things: list[Resource],
    mount: Mount,
    *,
    cause: str = ASKED,
) -> None:
    for thing in things:
        stage.ask(who, at, thing, server=mount.server, referer=mount.url, cause=cause)
        at += 0.2 + stage.rng.random() * 0.3


def length_of_stay(stage: Stage) -> float:
    """Seconds a tab stays open: most look and go, some keep it beside the television."""
    lot = stage.rng.random()
    mean = 90 if lot < 0.55 else 600 if lot < 0.9 else 2_300
    return stage.rng.expovariate(1 / mean)
