"""The lines of a big log: every one is a function of the seed and of its number.

So the log comes in blocks, in bounded memory, and in the order of time from the start. Blocks are
Polars frames of indices into small tables of text; only at the last moment do they become lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import polars as pl

from sample_logs import night, people, site
from sample_logs.clock import CUT, HOUR, LOGS_END, LOGS_START
from sample_logs.site import PREP, WWW_HOST, Resource
from sample_logs.visits import TAILS

BLOCK = 250_000  # lines

# Of the lines of a night, per thousand: what persons ask for.
POLLS, VIEWS, PREP_ASSETS, SHEETS, PREP_PAGES = 200, 190, 200, 20, 60
PORTAL_PAGES, PORTAL_PICTURES, PORTAL_FURNITURE = 110, 150, 70
ROBOTS_IN_1024 = 36
PERSON, CRAWLER, SCANNER = range(3)  # kinds of visitor


@dataclass(frozen=True, slots=True)
class Wheel:
    """Requests of the three kinds of visitor; a row drawn evenly comes up by its weight."""

    rows: pl.DataFrame
    starts: list[int]  # of each kind's rows
    sizes: list[int]


def wheel(rng: Random) -> Wheel:
    kinds = [persons_requests(rng), crawlers_requests(rng), scanners_requests()]
    sizes = [len(kind) for kind in kinds]
    rows = pl.DataFrame(
        [row for kind in kinds for row in kind],
        schema={
            "request": pl.String,
            "referer": pl.String,
            "status": pl.UInt16,
            "size": pl.UInt32,
            "prep": pl.Boolean,
            "document": pl.Boolean,
            "poll": pl.Boolean,
            "asset": pl.Boolean,
        },
        orient="row",
    )
    return Wheel(rows, list(accumulate(sizes, initial=0))[:-1], sizes)


Row = tuple[str, str, int, int, bool, bool, bool, bool]


def row(what: Resource, referer: str, tail: str = "", protocol: str = "HTTP/2.0") -> Row:
    return (
        f'] "GET {what.path}{tail} {protocol}" ',
        f' "{referer}" "',
        what.status,
        what.size if what.status == 200 else 299 + what.status % 100,
        what.section == PREP,
        what.document,
        what == site.DRILL.main,
        not what.document and not what.live,
    )


def persons_requests(rng: Random) -> list[Row]:
    app, front = site.DRILL, f"https://{WWW_HOST}/"
    prep = f"{front}prep/"
    views = [data for view in app.views for data in view]
    images = [image for page in site.NEWS for image in site.pictures(page)]
    news = [*site.ELECTION_NEWS, *site.NEWS, *site.FRONTS, site.HOME, *site.OTHER_PAGES]
    shares = (
        (POLLS, [app.main], prep),
        (VIEWS, views, prep),
        (PREP_ASSETS, app.assets, prep),
        (SHEETS, app.sheets, prep),
        (PREP_PAGES, app.doors, front),
        (PORTAL_PAGES, news, ""),
        (PORTAL_PICTURES, images, front),
        (PORTAL_FURNITURE, site.FURNITURE, front),
    )
    return [
        row(
            rng.choice(things),
            referer or rng.choice((front, "-", "https://www.google.com/")),
            tail_for(rng, referer),
            "HTTP/1.1" if rng.random() < 0.2 else "HTTP/2.0",
        )
        for share, things, referer in shares
        for _ in range(share * 8)
    ]


def tail_for(rng: Random, referer: str) -> str:
    if referer or rng.random() < 0.8:
        return ""
    return rng.choice((*TAILS, f"?fbclid=IwAR{rng.getrandbits(96):024x}"))


def crawlers_requests(rng: Random) -> list[Row]:
    pages = [*site.NEWS, site.HOME, site.ROBOTS_TXT, site.SITEMAP, site.DRILL.main]
    return [row(rng.choice(pages), "-", protocol="HTTP/1.1") for _ in range(512)]


def scanners_requests() -> list[Row]:
    """Probes only: with a browser's agent, nothing else tells a scanner from a person."""
    return [row(probe, "-", protocol="HTTP/1.1") for probe in site.PROBES]


def visitor_table(persons: int, addresses: int, robots: int) -> pl.DataFrame:
    """Persons first; past the last address a second person, with another agent, shares the first.

    `client` numbers the addresses.
    """
    crawlers = [crawler.agent for crawler in people.CRAWLERS.values()]
    agents = people.PERSON_AGENTS
    homes = [home(number) for number in range(addresses)]
    numbers = range(persons)
    return pl.DataFrame(
        {
            "address": [homes[n % addresses] for n in numbers]
            + [f"198.{18 + n // 65_536 % 2}.{n // 256 % 256}.{n % 256}" for n in range(robots)],
            "agent": [agents[(n % addresses + n // addresses) % len(agents)] for n in numbers]
            + [(agents if n % 3 == 0 else crawlers)[n % 4] for n in range(robots)],
            "client": [n % addresses for n in numbers] + [addresses + n for n in range(robots)],
            "kind": [PERSON] * persons
            + [SCANNER if n % 3 == 0 else CRAWLER for n in range(robots)],
        },
        schema_overrides={"client": pl.UInt32, "kind": pl.UInt8},
    )


def home(number: int) -> str:
    """A person's address, a different one for each number below four million."""
    mixed = number * 2_654_435_761 % 2**22  # odd factor: no two numbers meet
    if number % 8 == 0:
        return f"2001:db8:{mixed >> 12:x}:{mixed & 4095:x}::{1 + number % 7}"
    return f"100.{64 + (mixed >> 16)}.{mixed >> 8 & 255}.{mixed & 255}"


def stamps() -> pl.Series:
    """The 48 hours, second by second, as a log writes them."""
    seconds = pl.int_range(LOGS_START - 6 * HOUR, LOGS_END - 6 * HOUR, eager=True)
    text = pl.from_epoch(seconds, time_unit="s").dt.strftime(" - - [%d/%b/%Y:%H:%M:%S -0600")
    return text.rename("stamp")


# ── chance ───────────────────────────────────────────────────────────────────────────────────


def chance(number: pl.Expr, seed: int) -> pl.Expr:
    """64 random bits that depend on the seed and the number alone (splitmix64)."""
    mixed: pl.Expr = (number + seed % 2**32 * 2**31) * pl.lit(0x9E3779B97F4A7C15, pl.UInt64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed // (1 << shift))) * pl.lit(factor, pl.UInt64)
    return mixed ^ (mixed // 2**31)


def bits(draw: str, first: int, count: int) -> pl.Expr:
    return pl.col(draw) // (1 << first) % (1 << count)


def cubed(share: pl.Expr) -> pl.Expr:
    """Ten random bits, cubed and still within ten: mostly small, seldom large."""
    return share * share * share // 2**20


# ── lines ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a block of lines is looked up in."""

    lines: int
    seed: int
    persons: int
    robots: int
    visitors: pl.DataFrame
    wheel: Wheel
    stamps: pl.Series
    slots: pl.Series  # lines before each 5-minute slot, and after the last


def plan_for(lines: int, seed: int) -> Plan:
    addresses = min(max(40, lines * 3 // 125), 4_000_000)
    persons = addresses + addresses // 4
    robots = max(12, persons // 400)
    return Plan(
        lines,
        seed,
        persons,
        robots,
        visitor_table(persons, addresses, robots),
        wheel(Random(seed)),
        stamps(),
        slot_starts(lines),
    )


def slot_starts(lines: int) -> pl.Series:
    """The night's shape: every hour's share of visits, evenly over its twelve slots."""
    weights = [
        8 + portal * 8 + prep * 20
        for portal, prep in zip(night.PORTAL_NIGHT, night.PREP_NIGHT, strict=True)
        for _ in range(HOUR // CUT)
    ]
    total = sum(weights)
    before = accumulate(weights, initial=0)
    return pl.Series("slots", [lines * weight // total for weight in before], dtype=pl.UInt64)


def blocks(plan: Plan) -> Iterator[pl.DataFrame]:
    """Columns: line, at, visitor, client, kind, status, size, prep, document."""
    for first in range(0, plan.lines, BLOCK):
        yield block(plan, first, min(first + BLOCK, plan.lines))


def block(plan: Plan, first: int, end: int) -> pl.DataFrame:
    number = pl.col("number")
    frame = (
        pl.DataFrame({"number": pl.int_range(first, end, dtype=pl.UInt64, eager=True)})
        .with_columns(who=chance(number, plan.seed), what=chance(number, plan.seed + 1))
        .with_columns(at=seconds(plan, first, end), visitor=visitor(plan))
    )
    frame = frame.hstack(plan.visitors[frame["visitor"]])
    frame = frame.with_columns(wheel_row=wheel_row(plan.wheel))
    frame = frame.hstack(plan.wheel.rows[frame["wheel_row"]])
    frame = frame.with_columns(status=status()).with_columns(size=size())
    return frame.with_columns(plan.stamps[frame["at"]]).with_columns(line=line())


def seconds(plan: Plan, first: int, end: int) -> pl.Series:
    """Of each line, since the start; after a cut twice as many come as before the next."""
    numbers = pl.int_range(first, end, dtype=pl.UInt64, eager=True)
    slot = plan.slots.search_sorted(numbers, side="right") - 1
    within = (numbers - plan.slots[slot]).cast(pl.Int64)
    full = (plan.slots[slot + 1] - plan.slots[slot]).cast(pl.Int64)
    return slot.cast(pl.Int64) * CUT + CUT * within * (within + full) // (2 * full * full)


def visitor(plan: Plan) -> pl.Expr:
    """A crowd that moves on: mostly who came lately, some who come again, a few robots."""
    arrived = pl.col("number") * plan.persons // plan.lines
    lately = cubed(bits("who", 0, 10)) * max(1, plan.persons // 40) // 2**10
    recent = pl.when(arrived > lately).then(arrived - lately).otherwise(0)
    fine = bits("who", 20, 20)
    returning = arrived * (fine * fine // 2**20) // 2**20
    robot = plan.persons + cubed(bits("who", 40, 10)) * plan.robots // 2**10
    return (
        pl.when(bits("who", 50, 10) < ROBOTS_IN_1024)
        .then(robot)
        .when(bits("who", 60, 4) < 3)
        .then(returning)
        .otherwise(recent)
    )


def wheel_row(requests: Wheel) -> pl.Expr:
    draw, kind = bits("what", 0, 24), pl.col("kind")
    rows = [
        draw % count + start for start, count in zip(requests.starts, requests.sizes, strict=True)
    ]
    return (
        pl.when(kind == PERSON)
        .then(rows[PERSON])
        .when(kind == CRAWLER)
        .then(rows[CRAWLER])
        .otherwise(rows[SCANNER])
    )


def status() -> pl.Expr:
    """503 in the outages; 304 for polls away from a cut and for assets seen before."""
    late = pl.col("at") % CUT > 45
    known = (pl.col("poll") & late & (bits("what", 24, 4) < 14)) | (
        pl.col("asset") & (pl.col("kind") == PERSON) & (bits("what", 24, 4) < 4)
    )
    down = pl.lit(False)
    for fault in (night.SHORT_OUTAGE, night.LONG_OUTAGE):
        down |= pl.col("at").is_between(fault.start - LOGS_START, fault.end - LOGS_START, "left")
    usual = pl.col("status")
    return (
        pl.when(pl.col("prep") & down)
        .then(503)
        .when((usual == 200) & known)
        .then(304)
        .otherwise(usual)
        .cast(pl.UInt16)
    )


def size() -> pl.Expr:
    changing = pl.col("size") + pl.col("at") // CUT * 37 % 211
    return (
        pl.when(pl.col("status") == 304)
        .then(0)
        .when(pl.col("status") == 503)
        .then(302)
        .when(pl.col("poll"))
        .then(changing)
        .otherwise(pl.col("size"))
        .cast(pl.UInt32)
    )


def line() -> pl.Expr:
    return pl.concat_str(
        "address",
        "stamp",
        "request",
        "status",
        pl.lit(" "),
        "size",
        "referer",
        "agent",
        pl.lit('"'),
    )
