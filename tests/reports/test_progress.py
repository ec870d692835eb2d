"""The one bar of a build: how far it is, how fast, and for how long still."""

import io
import re
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from reports import progress
from reports.progress import BUILD, Course, shown
from reports.terminal import Terminal

PLAIN: Any = SimpleNamespace(size=240_000_000, compression="plain")
PACKED: Any = SimpleNamespace(size=28_500_000, compression="gzip")
WHOLE = sum(progress.BY_LOGS.values()) + sum(progress.ANYWAY.values())


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def course() -> Course:
    return Course(BUILD, Clock())


@pytest.mark.parametrize("log", [PLAIN, PACKED])
def test_stages_weigh_what_they_cost(log, course):
    with course.stage("discover", "Buscando"):
        pass
    assert not course.known
    course.expect([log])
    assert course.done == pytest.approx(0.6 / WHOLE)
    with course.stage("parse", "Leyendo") as now:
        now.size, now.passed = log.size, 0
        now.went(log.size / 2)
        course.clock.now = 4.0
        assert course.title == "Leyendo"
        assert course.done == pytest.approx((0.6 + 1.8) / WHOLE)
        assert course.speed == pytest.approx(log.size / 8)
        assert course.remaining == pytest.approx(4 / course.done - 4)
    assert course.done == pytest.approx((0.6 + 3.6) / WHOLE)


def test_what_was_done_before_costs_nothing(course):
    course.expect([PLAIN, PLAIN])
    before = course.done
    with course.stage("parse", "Leyendo") as now:
        now.size, now.passed = 2 * PLAIN.size, 0
        now.kept(PLAIN.size)
        assert course.done == before == 0
        now.went(PLAIN.size)
    whole = 2 * sum(progress.BY_LOGS.values()) + sum(progress.ANYWAY.values()) - 3.6
    assert course.done == pytest.approx(3.6 / whole)
    course.kept("handover", 2 * PLAIN.size)
    assert course.done == pytest.approx(3.6 / (whole - 2 * 7.3))
    with course.stage("handover", "Entregando") as now:
        now.size, now.passed = 2 * PLAIN.size, 0
        now.kept(2 * PLAIN.size)
    for name in BUILD:
        with course.stage(name, name):
            pass
    assert course.done == pytest.approx(1)


def test_where_nobody_tells_time_does_and_never_says_all(course):
    course.expect([PLAIN])
    with course.stage("load", "Cargando"):
        seen = []
        for second in (0, 1, 5, 1000):
            course.clock.now = second
            seen.append(course.done)
    assert seen == sorted(set(seen))
    assert seen[-1] < course.done


def test_tasks_of_shares_move_it(course):
    course.expect([PLAIN])
    with course.stage("load", "Cargando"):
        for done in range(1, 9):
            course.task(4)
            assert course.done == pytest.approx(min(done, 4) / 4 * 0.8 / WHOLE)


def test_on_a_terminal_and_nowhere_else(course):
    course.expect([PLAIN])
    texts = []
    with course.stage("parse", "Leyendo las bitácoras") as now:
        now.size, now.passed = PLAIN.size, PLAIN.size // 2
        course.clock.now = 5
        for is_terminal in (True, False):
            file = io.StringIO()
            with shown(course, Console(file=file, force_terminal=is_terminal, width=80)):
                pass
            texts.append(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", file.getvalue()))
    assert "Leyendo las bitácoras" in texts[0]
    assert "  7 % 24.0 MB/s faltan 0:01:06" in texts[0]
    assert texts[1] == ""


def test_every_stage_of_a_build_is_weighed():
    terminal = Terminal()
    with terminal.course() as course:
        with terminal.progress("Leyendo", "parse", [PLAIN]) as bar:
            bar(PLAIN.size, 1_000_000)
        with terminal.status("Sellando", "seal"):
            pass
    assert course.done == pytest.approx((3.6 + 0.5) / WHOLE)
