"""The power fails, at any moment: the next run gives what an undisturbed one gives, without anybody
repairing anything, leaves nothing over and does nothing again that was done."""

import json
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.support import assert_clear, tree
from tests.faults.conftest import build
from tests.faults.support import (
    AS_OF,
    NAMES,
    STEPS,
    WITHOUT_DOCUMENTS,
    Ended,
    Machine,
    copied,
    differing,
    finished,
    short_project,
    state,
)

KILL = "os.kill(os.getpid(), signal.SIGKILL)"
SOONER = 0.8
COUNT = "atexit.register(lambda: print(steps.taken))"


def killing(at: int, place: Path | str) -> str:
    return STEPS.format(at=at, names=NAMES, under=str(place), fault=KILL)


class Bench:
    """A project as it is before a run, and as an undisturbed one leaves it.

    grown: there has been a run already, before the log got its second half.
    """

    def __init__(self, folder: Path, *, grown: bool = False, shares: int = 0):
        self.machine = Machine(folder / "machine")
        self.options = ("--shares", shares) if shares else ()
        self.before = short_project(folder / "before")
        self.place = folder / "p"
        if grown:
            self._shortened()
        copied(self.before, self.place)
        whole = self.build(prologue=killing(0, self.place) + COUNT)
        assert whole.code == 0, whole.err
        self.seconds, self.steps = whole.seconds, int(whole.out.split()[-1])
        self.right = state(self.place)
        assert self.machine.left() == []

    def _shortened(self) -> None:
        log = self.before / "op" / "access.log"
        whole = log.read_bytes()
        log.write_bytes(whole[: len(whole) // 2])
        copied(self.before, self.place)
        assert self.build().code == 0
        copied(self.place, self.before)
        log.write_bytes(whole)

    def build(self, prologue: str = "", kill_after: float | None = None) -> Ended:
        words = ("build", self.place / "memoria.toml", *AS_OF, *self.options)
        return self.machine.run(*words, prologue=prologue, kill_after=kill_after)

    def killed(self, kind: str, at: float) -> float:
        """When it was: earlier than asked where the run had ended by then, for the machine has
        become quicker, or takes its steps in another order."""
        copied(self.before, self.place)
        if kind == "step":
            ended = self.build(prologue=killing(int(at), self.place))
        else:
            ended = self.build(kill_after=at * self.seconds)
        if ended.code == -signal.SIGKILL:
            return at
        assert ended.code == 0, ended
        return self.killed(kind, at * SOONER)

    def stage(self) -> str:
        """Of the run that was killed, as its record says."""
        try:
            record = self.place / ".memoria" / "registro-build.json"
            run = json.loads(record.read_text())
        except FileNotFoundError:
            return "before its record"
        stages = [one["stage"] for one in run["stages"] if one["outcome"] == "running"]
        return stages[0] if stages else "between"

    def assert_outputs_are_whole(self) -> None:
        """Those of the run before or those of this one, each from its beginning to its end."""
        out = self.place / "salida"
        earlier = state(self.before)
        for name, digest in state(out).items() if out.exists() else ():
            if not name.startswith(".memoria-"):
                assert digest in (earlier.get(f"salida/{name}"), self.right[f"salida/{name}"]), name

    def assert_recovers(self) -> None:
        done = finished(self.place)
        again = self.build()
        assert (again.code, again.err) == (0, "")
        assert differing(state(self.place), self.right) == []
        assert self.machine.left() == []
        now = finished(self.place)
        kept = {name: place for name, place in done.items() if name in now}
        assert {name: now[name] for name in kept} == kept, "done again"
        record = json.loads((self.place / ".memoria" / "registro-build.json").read_text())
        assert record["work"]["log"]["kept"] == sum("/partes/" in name for name in kept)


def instants(number: int, steps: int, seed: int) -> list[tuple[str, float]]:
    """Half of them steps at which something is written, evenly spread; half any time at all."""
    chance = random.Random(seed)
    at = sorted({1 + round(i * (steps - 1) / max(1, number // 2 - 1)) for i in range(number // 2)})
    times = [("share", chance.uniform(0.01, 0.99)) for _ in range(number - len(at))]
    return [*(("step", float(step)) for step in at), *times]


def killed_again_and_again(bench: Bench, number: int, seed: int) -> Counter[str]:
    """In which stages it was killed."""
    stages: Counter[str] = Counter()
    for kind, at in instants(number, bench.steps, seed):
        at = bench.killed(kind, at)  # noqa: PLW2901
        stages[bench.stage()] += 1
        bench.assert_outputs_are_whole()
        try:
            bench.assert_recovers()
        except AssertionError as error:
            raise AssertionError(f"killed at {kind} {at}: {error}") from error
        print(f"{kind} {at:.2f}", dict(stages), flush=True)
    return stages


@pytest.mark.usefixtures("undrawn")
def test_a_few_kills_one_after_the_other(short, right, tmp_path):
    machine, before = Machine(tmp_path / "machine"), tree(short)
    for at in (3, 8, 25, 60):
        prologue = WITHOUT_DOCUMENTS + killing(at, short)
        ended = machine.run("build", short / "memoria.toml", *AS_OF, prologue=prologue)
        assert ended.code == -signal.SIGKILL, ended
        after = tree(short)
        assert {name: after[name] for name in before} == before
    done = finished(short)
    assert_clear(build(short), 0)
    assert differing(state(short), right) == []
    assert machine.left() == []
    assert finished(short).items() >= done.items()


RUNS: dict[str, Callable[[Path], Bench]] = {
    "the first": Bench,
    "of a log that grew": partial(Bench, grown=True),
    "in three shares": partial(Bench, shares=3),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", RUNS)
def test_kills_at_seven_instants(tmp_path, how):
    killed_again_and_again(RUNS[how](tmp_path), 7, seed=7)


@pytest.mark.endurance
@pytest.mark.parametrize("how", RUNS)
def test_kills_at_seventy_instants(tmp_path, how):
    bench = RUNS[how](tmp_path)
    stages = killed_again_and_again(bench, 70, seed=70)
    print(f"{bench.steps} steps, {bench.seconds:.1f} s; killed in {dict(stages)}")
    shutil.rmtree(tmp_path)
