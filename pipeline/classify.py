"""The distinct texts of a log → what they are: kinds of path, classes of robots, devices, browsers
and systems, groups of referrers.

Each text is looked at once, however often it was logged. Rules that an agreement fixes come from
it, the others from rules.toml; known robots from `crawler-user-agents`, browsers and systems from
`ua-parser`. Devices are ours: that library names makes and models, not whether it is a telephone.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import crawleruseragents
import polars as pl
from ua_parser import OS, Domain, UserAgent
from ua_parser.loaders import load_lazy_builtins
from ua_parser.regex import Resolver

from pipeline.agreement import path_regex
from pipeline.project import Project

RULES = Path(__file__).with_name("rules.toml")

OWN, DIRECT, OFFICIAL, OTHER = "propio", "directo", "sitio oficial", "otro sitio"
UNKNOWN = "no identificado"
CRAWLER, EMPTY = "crawler", "empty"

LONGEST_AGENT, LONGEST_FAMILY = 512, 64
"""Characters of an agent that are looked at for its browser, and of a name that is kept: both come
from outside."""

NEVER = r"\z\A."
"""A pattern that nothing matches, for an empty list of alternatives."""


class Place(NamedTuple):
    """Where a service is: patterns of its hosts and of its paths."""

    hosts: str
    paths: str


@dataclass(frozen=True)
class Classifier:
    """The project's rules, ready for Polars. Patterns are Rust regular expressions: linear in the
    text. No sets: what shares are kept under is named by it, the same in every process."""

    published_paths: str
    data_paths: str
    feed_paths: str
    published_hosts: str
    services: tuple[Place, ...]
    own_hosts: str
    official_hosts: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, project: Project) -> "Classifier":
        pages, published = project.agreement.pages, project.agreement.published
        site = urlsplit(project.diffuser.website).hostname or ""
        return cls(
            published_paths=_globs(project.published_paths),
            data_paths=_globs(published.data_paths),
            feed_paths=_globs(pages.feed_paths),
            published_hosts=_globs(host.lower() for host in project.published_hosts),
            services=tuple(
                Place(_globs(host.lower() for host in service.hosts), _globs(service.paths))
                for service in project.services
            ),
            own_hosts=_globs(
                [
                    *(host.lower() for host in project.published_hosts),
                    site,
                    f"*.{site.removeprefix('www.')}",
                ]
            ),
            official_hosts=_globs(host.lower() for host in project.official_hosts),
            kinds=(
                ("data", tuple(sorted(pages.data_extensions))),
                ("asset", tuple(sorted(pages.asset_extensions))),
                ("feed", tuple(sorted(pages.feed_extensions))),
                ("document", ("", *sorted(pages.document_extensions))),
            ),
        )

    def path(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and kind (document, asset, data, feed, other), published, service (the number
        of the first that it fits), probe, robots."""
        text = pl.col("text")
        name = text.str.extract(r"([^/]*)$")
        extension = name.str.extract(r"\.([^.]*)$").fill_null("").str.to_lowercase()
        rules = [(text.str.contains(self.data_paths), "data")]
        rules.append((text.str.contains(self.feed_paths), "feed"))
        rules += [(extension.is_in(known), label) for label, known in self.kinds]
        return texts.with_columns(
            kind=_first_that_fits(rules, "other"),
            published=text.str.contains(self.published_paths),
            service=_first_service(text, (place.paths for place in self.services)),
            probe=text.str.contains(_any(_rules()["probes"])),
            robots=text.str.contains(_any(_rules()["robot_paths"])),
        )

    def agent(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and robot_class (monitor, tool, crawler, empty; null for what a person may
        use), device, browser, system."""
        text = pl.col("text")
        robots = [(text.str.contains(_any(_rules()["monitors"])), "monitor")]
        robots.append((text.str.contains(_any(_rules()["tools"])), "tool"))
        robots += [(text.str.contains(_crawlers()), CRAWLER), (text.str.strip_chars() == "", EMPTY)]
        devices = [
            (text.str.contains(rule["agents"]), rule["device"]) for rule in _rules()["devices"]
        ]
        families = text.map_batches(_families, return_dtype=_FAMILIES).struct.unnest()
        return texts.with_columns(
            families,
            robot_class=_first_that_fits(robots, None),
            device=_first_that_fits(devices, UNKNOWN),
        )

    def referer(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text (a host, or empty where the referer is no URL) → and group."""
        text = pl.col("text").str.replace(r":\d+$", "")
        rules = [
            (text == "", DIRECT),
            (text.str.contains(self.own_hosts), OWN),
            (text.str.contains(self.official_hosts), OFFICIAL),
        ]
        rules += [
            (text.str.contains(rule["hosts"]), rule["group"]) for rule in _rules()["referrers"]
        ]
        return texts.with_columns(group=_first_that_fits(rules, OTHER))

    def vhost(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and published, service."""
        text = pl.col("text")
        return texts.with_columns(
            published=text.str.contains(self.published_hosts),
            service=_first_service(text, (place.hosts for place in self.services)),
        )


def _first_that_fits(rules: Iterable[tuple[pl.Expr, str]], otherwise: str | None) -> pl.Expr:
    labels = [pl.when(condition).then(pl.lit(label)) for condition, label in rules]
    return pl.coalesce(*labels, pl.lit(otherwise))


def _first_service(text: pl.Expr, patterns: Iterable[str]) -> pl.Expr:
    """Its number, from one; null where the text fits none."""
    numbers = [
        pl.when(text.str.contains(pattern)).then(pl.lit(number, pl.UInt16))
        for number, pattern in enumerate(patterns, 1)
    ]
    return pl.coalesce(*numbers, pl.lit(None, pl.UInt16))


_FAMILIES = pl.Struct({"browser": pl.String, "system": pl.String})


def _families(agents: pl.Series) -> pl.Series:
    """Browser and system of each agent, by the public list of ua-parser."""
    parsed = [_resolver()(agent[:LONGEST_AGENT], _WANTED) for agent in agents]
    named = [{"browser": _family(p.user_agent), "system": _family(p.os)} for p in parsed]
    return pl.Series(named, dtype=_FAMILIES)


def _family(found: UserAgent | OS | None) -> str:
    return (found.family if found else UNKNOWN)[:LONGEST_FAMILY]


_WANTED = Domain.USER_AGENT | Domain.OS


@cache
def _resolver() -> Resolver:
    """Rust's regular expressions, linear in the text: an agent is whatever somebody sends."""
    return Resolver(load_lazy_builtins())


@cache
def _rules() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


@cache
def _crawlers() -> str:
    return _any(entry["pattern"] for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA)


def _any(patterns: Iterable[object]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or NEVER


def _globs(patterns: Iterable[str]) -> str:
    """See agreement.path_regex; nothing matches an empty list."""
    return path_regex(pattern for pattern in patterns if pattern) or NEVER
