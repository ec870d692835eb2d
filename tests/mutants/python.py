"""Mutants of the Python that accounts and measures, against the tests of each module.

    python -m tests.mutants.python [part of a module's file …]

The tests are collected once. Each mutant has a forked process, where the code of its function takes
the place of what was loaded, and those tests that call it run, quickest first, until one fails.
"""

import ast
import gc
import importlib
import inspect
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import hypothesis
import pytest

from tests import examples
from tests.mutants import changes

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TRIED = tomllib.loads((HERE / "python.toml").read_text(encoding="utf-8"))
"""tests: by module, those that are to tell its mutants apart. same: what none can, and why."""

KILLED, REFUSED, SURVIVED = "killed", "refused", "survived"
"""Told apart by a test; of wrong types, says mypy; neither."""

EXAMPLES = 20
"""Of so many that Hypothesis would try, one is tried."""
SECONDS = 20
"""Of processor, beyond three times what its tests take: then a mutant is one that never ends."""
MEMORY = 8 << 30
SURROUNDINGS = {"TZ": "Asia/Kathmandu", "POLARS_MAX_THREADS": "1"}
"""Where nothing is right by chance."""

PYTEST = (
    "-x", "-qqq", "-s", "--tb=no", "--assert=plain", "-p", "no:cacheprovider",
    "-m", "not slow and not peers and not endurance",
)  # fmt: skip
MYPY = (
    sys.executable, "-m", "mypy", "--no-error-summary", "--no-warn-unused-ignores",
    "--no-warn-unreachable", "--follow-imports", "silent", "--cache-dir", "build/mutants",
)  # fmt: skip


@dataclass
class Module:
    """file: from the project's root."""

    file: str

    @cached_property
    def source(self) -> str:
        return (ROOT / self.file).read_text(encoding="utf-8")

    @cached_property
    def mutants(self) -> list[changes.Mutant]:
        return list(changes.mutants(self.source))

    @cached_property
    def functions(self) -> list[str]:
        return list(dict.fromkeys(one.function for one in self.mutants))

    @property
    def name(self) -> str:
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def loaded(self) -> ModuleType:
        return importlib.import_module(self.name)

    def function(self, name: str) -> FunctionType:
        return _function(vars(self.loaded), name)

    def watch(self, tell: Callable[[str], None]) -> None:
        """From now on it tells which of its functions is called."""
        tree = ast.parse(self.source)
        for name, node in _nodes(tree):
            node.body[:0] = ast.parse(f"_tell_the_call('{self.file}:{name}')").body
        vars(self.loaded)["_tell_the_call"] = tell
        self.put(tree, *self.functions)

    def put(self, source: str | ast.Module, *functions: str) -> None:
        """Theirs in the place of what was loaded, wherever it is known already."""
        space = {"__name__": self.loaded.__name__, "__file__": self.loaded.__file__}
        exec(compile(source, str(self.loaded.__file__), "exec"), space)
        for name in functions:
            own, other = self.function(name), _function(space, name)
            own.__code__ = other.__code__
            own.__defaults__, own.__kwdefaults__ = other.__defaults__, other.__kwdefaults__

    def refused(self, source: str) -> bool:
        """Whether its types are wrong."""
        with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as shadow:
            shadow.write(source)
            shadow.flush()
            order = [*MYPY, "--shadow-file", self.file, shadow.name, self.file]
            done = subprocess.run(order, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
            return bool(done.returncode)


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions and methods."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            methods = (one for one in node.body if isinstance(one, ast.FunctionDef))
            yield from ((f"{node.name}.{one.name}", one) for one in methods)


def _function(space: dict[str, Any], name: str) -> FunctionType:
    """Below its decorators."""
    owner, _, last = name.rpartition(".")
    found = inspect.getattr_static(space[owner], last) if owner else space[last]
    for inner in ("__func__", "fget", "func", "__wrapped__"):
        found = getattr(found, inner, found)
    assert isinstance(found, FunctionType), name
    return found


@dataclass
class Trial:
    """A plugin of pytest: instead of running the tests, it has them judge mutants."""

    modules: list[Module]
    told: Counter[str] = field(default_factory=Counter)
    callers: dict[str, list[pytest.Item]] = field(default_factory=dict)
    """By function, quickest first."""
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """What they take together."""
    caches: list[Any] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.caches = _caches()
        gc.freeze()
        with tempfile.NamedTemporaryFile() as file:
            failed = _apart(lambda: self._measured(session.items, Path(file.name)), 1800)
            measured = json.loads(file.read() or b"[]")
        if failed:
            pytest.exit(f"fails without any mutant: {session.items[len(measured)].nodeid}", 1)
        for seconds, number, names in sorted(measured):
            for name in names:
                self.callers.setdefault(name, []).append(session.items[number])
                self.seconds[name] += seconds
        for module in self.modules:
            self._judge(module)
        return True

    def _measured(self, items: list[pytest.Item], file: Path) -> bool:
        """Which functions each test calls, and how long it takes; whether one fails."""
        measured: list[tuple[float, int, list[str]]] = []
        names: set[str] = set()
        for module in self.modules:
            module.watch(names.add)
        for number, (item, following) in enumerate(_followed(items)):
            start = time.process_time()
            self._forget()
            names.clear()
            if _fails(item, following):
                break
            measured.append((time.process_time() - start, number, sorted(names)))
        file.write_text(json.dumps(measured))
        return len(measured) < len(items)

    def _judge(self, module: Module) -> None:
        known = TRIED.get("same", {}).get(module.file, {})
        idle = set(known)
        told: Counter[str] = Counter()
        for mutant in module.mutants:
            verdict = self._verdict(module, mutant, known)
            told[verdict] += 1
            idle -= {mutant.change} if verdict == SURVIVED else set()
            if verdict == SURVIVED and mutant.change not in known:
                print(f"{module.file}:{mutant.line}: {mutant.change}", flush=True)
                told["unexplained"] += 1
        for change in sorted(idle):
            print(f"{module.file}: no survivor any more: {change}")
        listed = ", ".join(f"{told[one]} {one}" for one in (KILLED, SURVIVED, REFUSED))
        print(f"{module.file}: {listed}", flush=True)
        self.told += told + Counter({"unexplained": len(idle)})

    def _verdict(self, module: Module, mutant: changes.Mutant, known: dict[str, str]) -> str:
        name = f"{module.file}:{mutant.function}"
        items = self.callers.get(name, [])

        def told_apart() -> bool:
            self._forget()
            module.put(mutant.source, mutant.function)
            return any(_fails(item, following) for item, following in _followed(items))

        if _apart(told_apart, SECONDS + 3 * round(self.seconds[name])):
            return KILLED
        return REFUSED if mutant.change not in known and module.refused(mutant.source) else SURVIVED

    def _forget(self) -> None:
        for cache in self.caches:
            cache.cache_clear()


def _caches() -> list[Any]:
    """Of our functions that remember their answers."""
    known = (one for one in gc.get_objects() if hasattr(type(one), "cache_clear"))
    return [one for one in known if str(one.__module__).startswith(("pipeline", "reports"))]


def _followed(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip_longest(items, items[1:])


def _fails(item: pytest.Item, following: pytest.Item | None) -> bool:
    item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
    return bool(item.session.testsfailed)


def _apart(work: Callable[[], bool], seconds: int) -> bool:
    """What it says in a process of its own; true as well where that dies or never ends."""
    child = os.fork()
    if child:
        return bool(os.waitpid(child, 0)[1])
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(10 * seconds)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(work())
    finally:
        os._exit(1)


def main() -> None:
    os.environ |= SURROUNDINGS
    time.tzset()
    parts = sys.argv[1:] or [""]
    chosen = {
        file: tests for file, tests in TRIED["tests"].items() if any(part in file for part in parts)
    }
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")
    examples.examples = lambda number: -(-number // EXAMPLES)
    trial = Trial([Module(file) for file in chosen])
    tests = dict.fromkeys(test for tests in chosen.values() for test in tests)
    encodings = [f"-Werror::EncodingWarning:{module.name}" for module in trial.modules]
    with tempfile.TemporaryDirectory() as folder:
        order = [*PYTEST, "-Wignore::EncodingWarning", *encodings, f"--basetemp={folder}/tests"]
        ended = pytest.main([*order, *tests], plugins=[trial])
    gc.unfreeze()
    print(f"all: {dict(trial.told)}")
    sys.exit(
        bool(trial.told["unexplained"]) or ended not in (0, pytest.ExitCode.NO_TESTS_COLLECTED)
    )


if __name__ == "__main__":
    main()
