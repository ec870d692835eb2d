"""The texts of a request → the signature of an attack that they fit, of attacks.toml.

Looked for while a log is read, because queries, where most of them stand, are kept nowhere.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import polars as pl

TABLE = Path(__file__).with_name("attacks.toml")
ESCAPE = r"%[0-9A-Fa-f]{2}"
MOST_ESCAPES = 3
"""How often an escaped text is undone: attackers escape it again to get past a filter."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One of attacks.toml; means and source are in Spanish, for the reader."""

    name: str
    means: str
    source: str
    fields: tuple[str, ...]
    pattern: str


@cache
def signatures() -> tuple[Signature, ...]:
    """In the order in which they are tried."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["attacks"]
    return tuple(Signature(**row | {"fields": tuple(row["fields"])}) for row in rows)


def signature_of(field: str, texts: pl.Series) -> pl.Series:
    """Of each text of that field, the name of the first signature that it fits; null where none."""
    patterns = _patterns(field)
    none = pl.Series([None], dtype=pl.String).new_from_index(0, len(texts))
    if not patterns:
        return none
    plain = _unescaped(texts)
    fits = plain.str.contains(_any(tuple(patterns.values()))).fill_null(value=False)
    return none.zip_with(~fits, _first(plain, patterns)) if fits.any() else none


def _first(texts: pl.Series, patterns: dict[str, str]) -> pl.Series:
    named = [
        pl.when(pl.col("text").str.contains(f"(?i){pattern}")).then(pl.lit(name))
        for name, pattern in patterns.items()
    ]
    return texts.to_frame("text").select(pl.coalesce(named)).to_series()


def _unescaped(texts: pl.Series) -> pl.Series:
    """`%27` → `'`; most texts have nothing to undo."""
    for _ in range(MOST_ESCAPES):
        escaped = texts.str.contains(ESCAPE).fill_null(value=False)
        if not escaped.any():
            break
        undone = texts.filter(escaped).map_elements(unquote, return_dtype=pl.String)
        texts = texts.clone().scatter(escaped.arg_true(), undone)
    return texts


@cache
def _patterns(field: str) -> dict[str, str]:
    return {item.name: item.pattern for item in signatures() if field in item.fields}


@cache
def _any(patterns: tuple[str, ...]) -> str:
    return "(?i)" + "|".join(f"(?:{pattern})" for pattern in patterns)
