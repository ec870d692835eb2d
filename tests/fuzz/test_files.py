"""Files of people, of tools and of deliveries, changed at random: told in Spanish, nothing else.

What once failed lies in found/files/<target>/. A million lines, and 20,000 files, a target: see
run.py.
"""

import random
from pathlib import Path

import pytest

from tests.fuzz import files, watch

FOUND = Path(__file__).with_name("found") / "files"
FEW, MORE, MILLION = 200, 20_000, 1_000_000
QUICK = ("memoria.toml", "incidencias.csv", "línea base: archivos", "e.firma")


@pytest.mark.parametrize("start", QUICK)
def test_a_few_files(start):
    for name, target in files.of_people().items():
        if name.startswith(start):
            watch.read(name, target, FEW)


@pytest.mark.slow
def test_more_files():
    for name, target in files.targets().items():
        watch.read(name, target, MORE)


@pytest.mark.endurance
def test_a_million_lines_of_files():
    for name, target in files.targets().items():
        watch.read(name, target, MILLION)


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem) for path in sorted(FOUND.rglob("*")) if path.is_file()],
)
def test_what_once_failed(path):
    files.of_people()[path.parent.name](path.read_bytes(), random.Random(0))
