"""A diffuser's comments → one text a paragraph or item of a list, each under a theme.

The Markdown is somebody else's: only its text is kept, never its markup, and not without bounds.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.handwritten import unaccented

THEMES = Path(__file__).with_name("themes.toml")
NO_THEME = "Otros"
MOST, LONGEST = 400, 4_000
"""Remarks of a diffuser, and signs of each."""


def remarks(markdown: str) -> Iterator[tuple[str, str]]:
    """Theme and text. The heading above a text says something of its theme too."""
    heading, found = "", 0
    kind = ""
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.type.endswith("_open"):
            kind = token.type
        elif token.type == "inline" and (text := _text(token)):
            if kind == "heading_open":
                heading = text
            elif found < MOST:
                found += 1
                yield theme(f"{text} {text} {heading}"), text


def theme(text: str) -> str:
    """The one of which most words are there."""
    words = re.findall(r"\w+", unaccented(text.casefold()))
    counts = {
        title: sum(word.startswith(starts) for word in words) for title, starts in _themes().items()
    }
    best = max(counts, key=lambda title: counts[title])
    return best if counts[best] else NO_THEME


@cache
def _themes() -> dict[str, tuple[str, ...]]:
    listed = tomllib.loads(THEMES.read_text(encoding="utf-8"))["themes"]
    return {one["title"]: tuple(one["words"]) for one in listed}


def _text(token: Token) -> str:
    pieces = [" " if "break" in one.type else one.content for one in token.children or ()]
    joined = " ".join("".join(pieces).split())
    return joined if len(joined) <= LONGEST else f"{joined[: LONGEST - 1]}…"
