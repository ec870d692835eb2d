"""Mutants of the Python that accounts and measures, against the tests of each module.

    python -m tests.mutants.python [part of a module's file, or that and :function …]

The tests are collected once. Each mutant has a forked process, where the code of its function takes
the place of what was loaded, and those tests that come to its statement run until one fails: first
those that have told others apart, for their time, then the quickest.
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
SECONDS = 5
"""Of processor, beyond three times what its tests take: then a mutant is one that never ends."""
MEMORY = 8 << 30
DIED = 255
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
    """file: from the project's root. only: how the functions that are tried begin."""

    file: str
    only: str = ""

    @cached_property
    def source(self) -> str:
        return (ROOT / self.file).read_text(encoding="utf-8")

    @cached_property
    def mutants(self) -> list[changes.Mutant]:
        return [one for one in changes.mutants(self.source) if one.function.startswith(self.only)]

    @cached_property
    def same(self) -> dict[str, str]:
        """Why those survive that do."""
        every: dict[str, str] = TRIED["same"].get(self.file, {})
        return {change: why for change, why in every.items() if change.startswith(self.only)}

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

    @cached_property
    def statements(self) -> dict[int, int]:
        """By line, the first one of the innermost statement that it is in."""
        every = sorted(
            (one.lineno, one.end_lineno or one.lineno)
            for one in ast.walk(ast.parse(self.source))
            if isinstance(one, ast.stmt)
        )
        return {line: first for first, last in every for line in range(first, last + 1)}

    def place(self, line: int) -> str:
        """What it tells when it comes to the statement of that line."""
        return f"{self.file}:{self.statements[line]}"

    def watch(self, tell: Callable[[str], None]) -> None:
        """From now on it tells to which statements of its functions it comes."""
        tree = ast.parse(self.source)
        for function in _functions(tree):
            for body in list(_bodies(function)):
                body[:] = [each for one in body for each in (*self._telling(one.lineno), one)]
            function.body[:0] = self._telling(function.lineno)
        vars(self.loaded)["_tell_the_statement"] = tell
        self.put(tree, *self.functions)

    def _telling(self, line: int) -> list[ast.stmt]:
        return ast.parse(f"_tell_the_statement('{self.place(line)}')").body

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


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """And methods."""
    for node in tree.body:
        within = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (one for one in within if isinstance(one, ast.FunctionDef))


def _bodies(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    """Wherever statements follow one another in it."""
    for node in ast.walk(function):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                yield body


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
    items: list[pytest.Item] = field(default_factory=list)
    passing: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By statement, the numbers of the tests that come to it."""
    seconds: dict[int, float] = field(default_factory=dict)
    successes: Counter[int] = field(default_factory=Counter)
    """How many mutants a test has told apart."""
    caches: list[Any] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.caches, self.items = _caches(), session.items
        gc.freeze()
        with tempfile.NamedTemporaryFile() as file:
            failed = _apart(lambda: self._measured(Path(file.name)), 1800)
            measured = json.loads(file.read() or b"[]")
        if failed:
            pytest.exit(f"fails without any mutant: {self.items[len(measured)].nodeid}", 1)
        for number, (seconds, places) in enumerate(measured):
            self.seconds[number] = seconds
            for place in places:
                self.passing[place].append(number)
        for module in self.modules:
            self._judge(module)
        return True

    def _measured(self, file: Path) -> bool:
        """To which statements each test comes, and how long it takes; whether one fails."""
        measured: list[tuple[float, list[str]]] = []
        places: set[str] = set()
        for module in self.modules:
            module.watch(places.add)
        for item, following in _followed(self.items):
            start = time.process_time()
            self._forget()
            places.clear()
            if _fails(item, following):
                break
            measured.append((time.process_time() - start, sorted(places)))
        file.write_text(json.dumps(measured))
        return len(measured) < len(self.items)

    def _judge(self, module: Module) -> None:
        idle = set(module.same)
        told: Counter[str] = Counter()
        for mutant in module.mutants:
            verdict = self._verdict(module, mutant)
            told[verdict] += 1
            idle -= {mutant.change} if verdict == SURVIVED else set()
            if verdict == SURVIVED and mutant.change not in module.same:
                print(f"{module.file}:{mutant.line}: {mutant.change}", flush=True)
                told["unexplained"] += 1
        for change in sorted(idle):
            print(f"{module.file}: no survivor any more: {change}")
        listed = ", ".join(f"{told[one]} {one}" for one in (KILLED, SURVIVED, REFUSED))
        print(f"{module.file}: {listed}", flush=True)
        self.told += told + Counter({"unexplained": len(idle)})

    def _verdict(self, module: Module, mutant: changes.Mutant) -> str:
        numbers = sorted(self.passing[module.place(mutant.line)], key=self._haste)

        def told_apart() -> int:
            """The place of the test that does, from 1; 0 if none."""
            self._forget()
            module.put(mutant.source, mutant.function)
            items = [self.items[number] for number in numbers]
            failing = (at for at, pair in enumerate(_followed(items), 1) if _fails(*pair))
            return min(next(failing, 0), DIED)

        at = _apart(told_apart, SECONDS + 3 * round(sum(self.seconds[one] for one in numbers)))
        if at:
            self.successes.update(numbers[at - 1 : at])
            return KILLED
        known = mutant.change in module.same
        return REFUSED if not known and module.refused(mutant.source) else SURVIVED

    def _haste(self, number: int) -> tuple[float, float]:
        seconds = self.seconds[number]
        return -self.successes[number] / max(seconds, 0.001), seconds

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


def _apart(work: Callable[[], int], seconds: int) -> int:
    """What it says in a process of its own; DIED where that dies or never ends."""
    child = os.fork()
    if child:
        said = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return said if said >= 0 else DIED
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(10 * seconds)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(work())
    finally:
        os._exit(DIED)


def main() -> None:
    os.environ |= SURROUNDINGS
    time.tzset()
    parts = [part.partition(":") for part in sys.argv[1:] or [""]]
    chosen = [
        Module(file, only) for file in TRIED["tests"] for part, _, only in parts if part in file
    ]
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")
    examples.examples = lambda number: -(-number // EXAMPLES)
    trial = Trial(chosen)
    tests = dict.fromkeys(test for one in chosen for test in TRIED["tests"][one.file])
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
