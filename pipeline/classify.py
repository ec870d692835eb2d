"""The distinct texts of a log → what they are: kinds of path, robots, devices, groups of referrers.

Each text is looked at once, however often it was logged. Rules that an agreement fixes come from
it, the others from rules.toml; known robots from `crawler-user-agents`.
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
    """The project's rules, ready for Polars. Patterns are Rust regular expressions: linear in the
    text."""

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
                [
                    *(host.lower() for host in project.prep_hosts),
                    site,
                    f"*.{site.removeprefix('www.')}",
                ]
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
        rules = [(text.str.contains(self.data_paths), "data")]
        rules.append((text.str.contains(self.feed_paths), "feed"))
        rules += [(extension.is_in(sorted(known)), label) for label, known in self.kinds]
        return texts.with_columns(
            kind=_first_that_fits(rules, "other"),
            prep=text.str.contains(self.prep_paths),
            probe=text.str.contains(_any(_rules()["probes"])),
            robots=text.str.contains(_any(_rules()["robot_paths"])),
        )

    def agent(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and robot, device."""
        text = pl.col("text")
        devices = [
            (text.str.contains(rule["agents"]), rule["device"]) for rule in _rules()["devices"]
        ]
        return texts.with_columns(
            robot=text.str.contains(_crawlers()) | (text.str.strip_chars() == ""),
            device=_first_that_fits(devices, NO_DEVICE),
        )

    def referer(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text (a host, or empty where the referer is no URL) → and group."""
        text = pl.col("text").str.replace(r":\d+$", "")
        rules = [(text == "", DIRECT), (text.str.contains(self.own_hosts), OWN)]
        rules += [
            (text.str.contains(rule["hosts"]), rule["group"]) for rule in _rules()["referrers"]
        ]
        return texts.with_columns(group=_first_that_fits(rules, OTHER))

    def vhost(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """id, text → and prep."""
        return texts.with_columns(prep=pl.col("text").str.contains(self.prep_hosts))


def _first_that_fits(rules: Iterable[tuple[pl.Expr, str]], otherwise: str) -> pl.Expr:
    labels = [pl.when(condition).then(pl.lit(label)) for condition, label in rules]
    return pl.coalesce(*labels, pl.lit(otherwise))


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
