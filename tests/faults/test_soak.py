"""A hundred builds in a row, each of other logs: no files, memory, threads or open files gather."""

import gc
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import leave_documents_out
from tests.cli.support import OPERATION_START, line, run
from tests.faults.support import AS_OF, Machine, short_project

BUILDS, WARM = 100, 20
MEGABYTES = 60
"""How much more memory there may be after all of them than once warm: less than one a build."""


def other_logs(place: Path, seed: int) -> None:
    chance = random.Random(seed)
    at = sorted(chance.randrange(30 * 3600) for _ in range(chance.randrange(200, 2000)))
    lines = (
        line(OPERATION_START + timedelta(seconds=s), f"/{chance.random()}", f"192.0.2.{s % 200}")
        for s in at
    )
    (place / "op" / "access.log").write_text("".join(lines))


def names(place: Path) -> set[str]:
    return {
        path.relative_to(place).as_posix()
        for path in place.rglob("*")
        if "partes" not in path.relative_to(place).parts[1:-1]
    }


def shelves(place: Path) -> int:
    return len(list((place / ".memoria" / "partes").iterdir()))


def rounds(place: Path, build: Callable[[], int]) -> Iterator[int]:
    """The number of each build, once it is done."""
    for number in range(BUILDS):
        other_logs(place, number)
        assert build() == 0, number
        yield number


@pytest.mark.endurance
def test_a_hundred_builds_in_one_process(tmp_path, monkeypatch):
    """Paper and screen in every tenth."""
    place, process = short_project(tmp_path / "p"), psutil.Process()
    words = ("build", place / "memoria.toml", *AS_OF)
    first: tuple[int, int, int, set[str]] | None = None
    found: list[tuple[int, int, int, int]] = []

    def build() -> int:
        with monkeypatch.context() as patch:
            if len(found) % 10:
                leave_documents_out(patch)
            return run(*words).code

    for number in rounds(place, build):
        gc.collect()
        memory, files, threads = (
            process.memory_info().rss >> 20,
            process.num_fds(),
            process.num_threads(),
        )
        found.append((number, memory, files, threads))
        if number == WARM:
            first = memory, files, threads, names(place)
        assert shelves(place) == 2
    print(found[:: BUILDS // 10], found[-1])
    assert first
    memory, files, threads, all_names = first
    assert found[-1][1] <= memory + MEGABYTES, found
    assert found[-1][2] <= files + 2, found
    assert found[-1][3] <= threads + 2, found
    assert names(place) == all_names


@pytest.mark.endurance
def test_a_hundred_builds_in_processes_of_their_own(tmp_path):
    place, machine = short_project(tmp_path / "p"), Machine(tmp_path / "machine")
    words = ("build", place / "memoria.toml", *AS_OF)
    first: set[str] = set()
    for number in rounds(place, lambda: machine.run(*words).code):
        first = first or names(place)
        assert names(place) == first, number
        assert shelves(place) == 2
        assert machine.left() == []
