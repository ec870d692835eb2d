"""Real lines and files to begin with: the cases of every format, what servers wrote, and what the
tests of settings, incidents and baselines read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tests.pipeline.formats.test_cases import AROUND, CASES

TESTS = Path(__file__).parents[1]
COMBINED = b'10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET /a?b=1 HTTP/1.1" 200 5 "-" "x (y)"'


@cache
def _cases() -> list[dict[str, Any]]:
    paths = sorted(CASES.rglob("*.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


@cache
def of_format(name: str) -> tuple[bytes, ...]:
    """Lines of every case of that format, or of format string; directives among them."""
    found: list[str] = []
    for case in _cases():
        if case["format"] == name:
            found += [case["directive"]] if "directive" in case else []
            found += [
                entry.get("text") or around.format(entry["logged"])
                for kind, around in AROUND.items()
                for entry in case.get(kind, ())
            ]
    return tuple(text.encode("utf-8", "surrogateescape") for text in found) or (COMBINED,)


@cache
def format_strings() -> tuple[str, ...]:
    """What the cases declare of formats without a name."""
    cases = sorted((CASES / "strings").glob("*.toml"))
    return tuple(
        dict.fromkeys(tomllib.loads(path.read_text(encoding="utf-8"))["format"] for path in cases)
    )


@cache
def every_line() -> tuple[bytes, ...]:
    """Of all formats, and of what real servers wrote under attack."""
    named = {case["format"] for case in _cases()}
    lines = [line for name in sorted(named) for line in of_format(name)]
    for path in sorted((TESTS / "captured").rglob("*.log")):
        lines += path.read_bytes().splitlines()[:200]
    return tuple(dict.fromkeys(lines))


@cache
def files(folder: str, ending: str, least: int = 1) -> tuple[bytes, ...]:
    """Whole files below tests/, by how their names end."""
    found = sorted(path for path in (TESTS / folder).rglob(f"*{ending}") if path.is_file())
    assert len(found) >= least, f"nothing in {folder} ends in {ending}"
    return tuple(path.read_bytes() for path in found)
