"""Codes of countries, and names of states as files of places write them → Mexican Spanish."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

STATES = Path(__file__).with_name("states.toml")


def country(code: str) -> str:
    """«Estados Unidos» of US, by the Unicode CLDR; what is no code stays as it is."""
    return str(_territories().get(code, code))


def state(name: str) -> str:
    """Its official name, of its ISO 3166-2 code, its short or its English name."""
    return _states().get(_folded(name), name)


@cache
def _territories() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 (only where there are places)

    return dict(Locale("es", "MX").territories)


@cache
def _states() -> dict[str, str]:
    listed = tomllib.loads(STATES.read_text(encoding="utf-8"))
    return {_folded(alias): name for name, aliases in listed.items() for alias in (name, *aliases)}


def _folded(text: str) -> str:
    """Without case, accents or spaces around."""
    plain = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
