"""docs/formatos.md says what the program does."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.formats import REASONS, aliases, by_name, mapped, resolve

GUIDE = Path(__file__).parents[3] / "docs" / "formatos.md"
TEXT = GUIDE.read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`[^|]*) \|([^|]*)\|([^|]*)\|$", TEXT, re.MULTILINE)
CODE = re.compile("`([^`]+)`")


def test_every_named_format_has_its_row():
    assert {name for names, *_ in ROWS for name in CODE.findall(names)} == set(by_name())


@pytest.mark.parametrize("name", by_name())
def test_who_needs_a_zone_says_so(name):
    (about,) = [about for names, about, _ in ROWS if name in CODE.findall(names)]
    assert ("requiere `time_zone`" in about) == (not by_name()[name].zoned)


def test_other_names_resolve():
    others = [name for *_, names in ROWS for name in CODE.findall(names)]
    assert len(others) > 20
    for name in others:
        assert name.lower() in aliases(), name
    for name in ("icecast2", "tomcat_ms", "jetty_latency"):
        assert f"`{name}`" in TEXT
        assert resolve(name).name


def test_the_reasons_are_those_of_the_program():
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", TEXT, re.MULTILINE))
    assert told == REASONS


def test_its_fields_are_understood():
    blocks = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (entry,) = tomllib.loads(blocks[0])["logs"]
    assert mapped(entry["format"], entry["fields"]).zoned
    assert tomllib.loads(blocks[1])["client_header"] == "X-Forwarded-For"
