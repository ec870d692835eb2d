"""The distinct texts of a log → what they are: kinds of path, robots, devices, groups of referrers.

Each text is looked at once, however often it was logged. Rules that an agreement fixes come from it, the
others from rules.toml; known robots from `crawler-user-agents`.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import crawleruseragents
import polars as pl

from pipeline.agreement import path_regex
from pipeline.project import Project

RULES = Path(__file__).with_name("rules.toml")

OWN, DIRECT, OTHER = "propio", "directo", "otro sitio"
NO_DEVICE = "no identificado"
NEVER = r"\z\A."
"""A pattern that nothing matches, for an empty list of alternatives."""


@dataclass(frozen=True)
class Classifier:
    """The project's rules, ready for Polars. Patterns are Rust regular expressions: linear in the text."""

    prep_paths: str
    data_paths: str
    feed_paths: str
    prep_hosts: str
    own_hosts: str
    kinds: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, project: Project) -> "Classifier":
        pages, prep = project.agreement.pages, project.agreement.prep
        site = urlsplit(project.diffuser.website).hostname or ""
        return cls(
            prep_paths=_globs(project.prep_paths),
            data_paths=_globs(prep.data_paths),
            feed_paths=_globs(pages.feed_paths),
            prep_hosts=_globs(host.lower() for host in project.prep_hosts),
            own_hosts=_globs(
                [*(host.lower() for host in project.prep_hosts), site, f"*.{site.removeprefix('www.')}"]
            ),
            kinds=(
                ("data", frozenset(pages.data_extensions)),
                ("asset", frozenset(pages.asset_extensions)),
                ("feed", frozenset(pages.feed_extensions)),
                ("document", frozenset({"", *pages.document_extensions})),
            ),
        )

    def path(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and kind (document, asset, data, feed, other), prep, probe, robots."""
        text = pl.col("text")
        name = text.str.extract(r"([^/]*)$")
        extension = name.str.extract(r"\.([^.]*)$").fill_null("").str.to_lowercase()
        kind = pl.when(text.str.contains(self.data_paths)).then(pl.lit("data"))
        kind = kind.when(text.str.contains(self.feed_paths)).then(pl.lit("feed"))
        for label, extensions in self.kinds:
            kind = kind.when(extension.is_in(sorted(extensions))).then(pl.lit(label))
        return texts.with_columns(
            kind=kind.otherwise(pl.lit("other")),
            prep=text.str.contains(self.prep_paths),
            probe=text.str.contains(_any(_rules()["probes"])),
            robots=text.str.contains(_any(_rules()["robot_paths"])),
        )

    def agent(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and robot, device."""
        text = pl.col("text")
        device = pl.when(pl.lit(value=False)).then(pl.lit(""))
        for rule in _rules()["devices"]:
            device = device.when(text.str.contains(rule["agents"])).then(pl.lit(rule["device"]))
        return texts.with_columns(
            robot=text.str.contains(_crawlers()) | (text.str.strip_chars() == ""),
            device=device.otherwise(pl.lit(NO_DEVICE)),
        )

    def referer(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text (a host, or empty where the referer is no URL) → and group."""
        text = pl.col("text").str.replace(r":\d+$", "")
        group = pl.when(text == "").then(pl.lit(DIRECT)).when(text.str.contains(self.own_hosts))
        chain = group.then(pl.lit(OWN))
        for rule in _rules()["referrers"]:
            chain = chain.when(text.str.contains(rule["hosts"])).then(pl.lit(rule["group"]))
        return texts.with_columns(group=chain.otherwise(pl.lit(OTHER)))

    def vhost(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and prep."""
        return texts.with_columns(prep=pl.col("text").str.contains(self.prep_hosts))


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
