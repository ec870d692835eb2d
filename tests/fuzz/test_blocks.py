"""Hostile lines through every format and all that reads a log: no exception, no lost line, no hang.

What once failed lies in found/blocks/<target>/, and is read again. A million lines a target:
`make test-faults`, or python -m tests.fuzz.run.
"""

import random
from pathlib import Path

import pytest

from pipeline.formats import by_name, resolve
from pipeline.formats.readers.directives import MOST_DIRECTIVES, MOST_NAMES
from tests.fuzz import blocks, watch

FOUND = Path(__file__).with_name("found") / "blocks"
TARGETS = blocks.targets()
FEW, MORE, MILLION = 400, 20_000, 1_000_000
OF_EACH_FAMILY = {
    "formato combined", "formato haproxy_http", "formato iis_native", "formato ltsv", "formato w3c",
    "formato nginx_json", "formato aws_alb", "campos declarados, json", "formatos mezclados",
    "corte en bloques", "proxies, privacidad y textos", "entrega: marcas alteradas",
    "entrega: renglones reescritos (combined)",
}  # fmt: skip


def test_every_format_is_a_target():
    assert {f"formato {name}" for name in by_name()} | OF_EACH_FAMILY <= TARGETS.keys()


@pytest.mark.parametrize("name", sorted(OF_EACH_FAMILY))
def test_a_few_lines(name):
    watch.read(name, TARGETS[name], FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_more_lines(name):
    watch.read(name, TARGETS[name], MORE)


@pytest.mark.endurance
@pytest.mark.parametrize("name", TARGETS)
def test_a_million_lines(name):
    watch.read(name, TARGETS[name], MILLION, step=MORE)


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem) for path in sorted(FOUND.rglob("*.log"))]
)
def test_what_once_failed(path):
    target = TARGETS[path.parent.name]
    for seed in range(4):
        target(path.read_bytes(), random.Random(seed))


def test_directives_without_end_are_read_up_to_a_bound():
    """Each costs as much as a thousand lines."""
    given = MOST_DIRECTIVES + 20
    text = "".join(
        f"#Fields: date time c-ip cs-method cs-uri-stem sc-status x-{number}\n"
        f"2023-06-04 18:00:00 10.0.0.1 GET /a 200 {number}\n"
        for number in range(given)
    )
    parsed = blocks.read_of(resolve("w3c"), text.encode())
    assert (parsed.hits.height, parsed.rejects.height) == (MOST_DIRECTIVES, given - MOST_DIRECTIVES)
    assert set(parsed.rejects["reason"]) == {"no_match"}


@pytest.mark.parametrize(("count", "hits"), [(MOST_NAMES, 1), (MOST_NAMES + 1, 0), (50_000, 0)])
def test_a_directive_of_names_without_end_is_none(count, hits):
    """Each is a column: of tens of thousands the program never came back."""
    names = ["date", "time", "c-ip", "cs-method", "cs-uri-stem", "sc-status"]
    names += [f"x-{number}" for number in range(count - len(names))]
    line = "2023-06-04 18:00:00 10.0.0.1 GET /a 200" + " -" * (count - 6)
    text = f"#Fields: {' '.join(names)}\n{line}\n"
    parsed = blocks.read_of(resolve("w3c"), text.encode())
    assert (parsed.hits.height, parsed.rejects.height) == (hits, 1 - hits)
