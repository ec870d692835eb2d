"""The user loses patience, the system shuts down, the terminal closes: in any moment the run ends
soon, says so, leaves what there was, and the next one does the work."""

import os
import random
import signal

import pytest

from pipeline import interrupts
from tests.cli.support import assert_clear, rubbish, tree
from tests.faults.conftest import build
from tests.faults.support import (
    AS_OF,
    NAMES,
    STEPS,
    WITHOUT_DOCUMENTS,
    Machine,
    copied,
    differing,
    state,
)

INSTANTS, STEPS_OF_A_BUILD = 12, 100
SPENT = "import atexit, time; atexit.register(lambda: print(time.process_time()))"
LATER = """
import atexit, os, signal
atexit.register(signal.setitimer, signal.ITIMER_PROF, 0)
signal.signal(signal.SIGPROF, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
signal.setitimer(signal.ITIMER_PROF, {seconds})
"""
LONG = """
import pipeline.measure as m, pipeline.warehouse as w
def long(connection, *_):
    print('now', flush=True)
    with w.interrupts.postponed():
        connection.execute(
            'SELECT sum(a.range * b.range % 7) FROM range(30000) a, range(20000) b'
        )
m.measure = long
"""


def steps(place, at, number) -> str:
    fault = f"os.kill(os.getpid(), {int(number)})"
    heard = f"import signal\nsignal.signal({int(number)}, signal.SIG_DFL)\n"  # as without nohup
    return (
        WITHOUT_DOCUMENTS + heard + STEPS.format(at=at, names=NAMES, under=str(place), fault=fault)
    )


def assert_stopped(ended, number, place, before, machine) -> None:
    assert ended.code == 128 + number, ended.err
    assert "interrumpido; lo ya leído se conserva" in ended.err
    assert "Traceback" not in ended.err
    assert "Exception" not in ended.err
    assert tree(place) == before
    assert rubbish(place) == []
    assert machine.left() == []


def instants():
    chance = random.Random(7)
    for at in sorted(chance.sample(range(1, STEPS_OF_A_BUILD), INSTANTS)):
        yield at, chance.choice(interrupts.SIGNALS)


@pytest.mark.parametrize(
    "case",
    [(30, signal.SIGTERM), *(pytest.param(one, marks=pytest.mark.slow) for one in instants())],
)
@pytest.mark.usefixtures("undrawn")
def test_a_signal_at_any_step(case, short, right, tmp_path):
    at, number = case
    machine = Machine(tmp_path / "machine")
    before = tree(short)
    ended = machine.run("build", short / "memoria.toml", *AS_OF, prologue=steps(short, at, number))
    assert_stopped(ended, number, short, before, machine)
    assert_clear(build(short), 0)
    assert differing(state(short), right) == []


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_a_signal_at_any_time(share, short, tmp_path):
    """Of the processor's, without that of the process which draws; also while a library calls back
    from code of its own."""
    machine = Machine(tmp_path / "machine")
    timed = copied(short, tmp_path / "timed")
    whole = machine.run("build", timed / "memoria.toml", *AS_OF, prologue=SPENT)
    assert whole.code == 0, whole.err
    before = tree(short)
    late = LATER.format(seconds=share * float(whole.out.split()[-1]))
    ended = machine.run("build", short / "memoria.toml", *AS_OF, prologue=late)
    if ended.code:
        assert_stopped(ended, signal.SIGTERM, short, before, machine)
    assert (rubbish(short), machine.left()) == ([], [])


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_query_ends_before_the_run_does(number, short, tmp_path):
    machine = Machine(tmp_path / "machine")
    before = tree(short)
    process = machine.begin("build", short / "memoria.toml", *AS_OF, prologue=LONG)
    assert process.stdout
    assert process.stdout.readline() == "now\n"
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "interrumpido" in err) == (128 + number, True), err
    assert tree(short) == before
    assert rubbish(short) == []
