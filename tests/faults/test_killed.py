"""The power fails, at any moment: the next run gives what an undisturbed one gives, without anybody
repairing anything, leaves nothing over and does nothing again that was done."""

import json
import random
import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.support import (
    AS_OF,
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

NAMES = ("os.rename", "os.mkdir", "os.rmdir", "os.link", "os.remove", "os.chmod", "shutil.rmtree")
KILL = "os.kill(os.getpid(), signal.SIGKILL)"
COUNT = "atexit.register(lambda: print(steps.taken))"


class Bench:
    """A project as it is before a run, and as an undisturbed one leaves it.

    grown: there has been a run already, before the log got its second half.
    """

    def __init__(self, folder: Path, *options: str, prologue: str = "", grown: bool = False):
        self.machine = Machine(folder / "machine")
        self.options, self.prologue = options, prologue
        self.before = short_project(folder / "before")
        self.place = folder / "p"
        if grown:
            self._shortened()
        copied(self.before, self.place)
        whole = self.build(prologue=self._steps(0) + COUNT)
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

    def _steps(self, at: int) -> str:
        return STEPS.format(at=at, names=NAMES, under=str(self.place.parent), fault=KILL)

    def build(self, prologue: str = "", kill_after: float | None = None) -> Ended:
        words = ("build", self.place / "memoria.toml", *AS_OF, *self.options)
        return self.machine.run(*words, prologue=self.prologue + prologue, kill_after=kill_after)

    def killed_after(self, share: float) -> Ended:
        return self.build(kill_after=share * self.seconds)

    def killed_at(self, step: int) -> Ended:
        return self.build(prologue=self._steps(step))

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
        assert record["work"]["log"]["kept"] == len(kept)


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
        copied(bench.before, bench.place)
        ended = bench.killed_at(int(at)) if kind == "step" else bench.killed_after(at)
        stages[bench.stage() if ended.code == -signal.SIGKILL else "it had ended"] += 1
        bench.assert_outputs_are_whole()
        try:
            bench.assert_recovers()
        except AssertionError as error:
            raise AssertionError(f"killed at {kind} {at}: {error}") from error
    return stages


def test_a_few_kills_one_after_the_other(tmp_path):
    bench = Bench(tmp_path, prologue=WITHOUT_DOCUMENTS)
    copied(bench.before, bench.place)
    for share in (0.05, 0.3, 0.5, 0.75):
        assert bench.killed_at(round(share * bench.steps)).code == -signal.SIGKILL
        bench.assert_outputs_are_whole()
    bench.assert_recovers()


@pytest.mark.slow
@pytest.mark.parametrize("grown", [False, True])
def test_kills_at_ten_instants(tmp_path, grown):
    bench = Bench(tmp_path, grown=grown)
    killed_again_and_again(bench, 10, seed=7 + grown)


@pytest.mark.endurance
@pytest.mark.parametrize("grown", [False, True])
def test_kills_at_a_hundred_instants(tmp_path, grown, record_property):
    bench = Bench(tmp_path, grown=grown)
    stages = killed_again_and_again(bench, 100, seed=70 + grown)
    print(f"{bench.steps} steps, {bench.seconds:.1f} s; killed in {dict(stages)}")
    assert stages["it had ended"] < 10
    shutil.rmtree(tmp_path)
