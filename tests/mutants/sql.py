"""Mutants of every question of pipeline/sql and of the definitions, against their cases; those
that no case tells apart.

    python -m tests.mutants.sql [part of a question's name …]

A survivor is told unless survivors.toml has it with a reason; so is a reason without its survivor.
"""

import json
import shutil
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

import duckdb

from pipeline import definitions, loose, warehouse
from pipeline.definitions.measuring import Scope
from pipeline.logfile import Declared
from pipeline.look import look
from tests.compare import runner as compared
from tests.definitions import runner as defined
from tests.mutants import mutations
from tests.peers import logs, record, tools
from tests.sql import runner as own

SURVIVORS = Path(__file__).with_name("survivors.toml")
KILLED, REFUSED, SURVIVED = "killed", "refused", "survived"
"""Told apart by a case, or longer than LIMIT; no SQL that DuckDB would run; neither."""
LIMIT = 4.0
"""Seconds of processor for a mutant and a case, of which milliseconds are usual: some run away."""

ROOT = Path(__file__).parents[2]
FOLDER = definitions.FOLDER


class Ready(Protocol):
    """A case in a database of its own, up to what is tried."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection: ...

    def told_apart(self, sql: str) -> bool:
        """Whether anything differs with this in the place of what is tried."""


@dataclass
class Asked:
    """Of a question. after: what follows it."""

    case: own.Case | compared.Case
    after: Sequence[str] = ()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self.case.connection

    def told_apart(self, sql: str) -> bool:
        self.connection.execute(sql)
        for name in self.after:
            warehouse.run(self.connection, name)
        return bool(self.case.differing())


@dataclass
class Counted:
    """Of a definition. file: of its files the one that is tried. expected: of its measures and
    costs, or only of those that another tool was asked for."""

    connection: duckdb.DuckDBPyConnection
    scope: Scope
    file: str
    expected: defined.Count

    def told_apart(self, sql: str) -> bool:
        (definitions.FOLDER / self.file).write_text(sql, encoding="utf-8")
        try:
            name = self.file.partition(".")[0]
            found = defined.count(self.connection, self.scope, name)
        finally:
            shutil.copy(FOLDER / self.file, definitions.FOLDER)
        return found | self.expected != found


@dataclass
class Question:
    """Its cases; of a view or a tally also those of what reads it."""

    name: str
    file: Path
    cases: list[Ready]

    @cached_property
    def sql(self) -> str:
        return self.file.read_text(encoding="utf-8")

    def verdict(self, sql: str) -> str:
        """What the first case that does not let it live says of it in the question's place; that
        case is asked first from then on, for it is likely to know the next too."""
        for case in self.cases:
            if (told := self._told_by(case, sql)) != SURVIVED:
                self.cases = [case, *(one for one in self.cases if one is not case)]
                return told
        return SURVIVED

    @staticmethod
    def _told_by(case: Ready, sql: str) -> str:
        case.connection.execute("BEGIN")
        try:
            with _bounded(case.connection):
                return KILLED if case.told_apart(sql) else SURVIVED
        except (duckdb.ParserException, duckdb.BinderException):
            return REFUSED
        except duckdb.Error:
            return KILLED
        finally:
            case.connection.execute("ROLLBACK")


@contextmanager
def _bounded(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupted after LIMIT."""
    ended, until = Event(), time.process_time() + LIMIT

    def watch() -> None:
        while not ended.wait(max(0.1, until - time.process_time())):
            if time.process_time() >= until:
                connection.interrupt()

    Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def questions(parts: Iterable[str], stack: ExitStack) -> Iterator[Question]:
    """Those whose name has one of these in it, until the stack is closed."""
    wanted = list(parts)
    own_cases = [own.Case(folder) for folder in own.cases()]
    for name in sorted({step for case in own_cases for step in case.steps}):
        if any(part in name for part in wanted):
            theirs = [case for case in own_cases if name in case.steps]
            theirs.sort(key=lambda case: case.steps[-1] != name)
            yield _question(name, [_ready(name, case.folder) for case in theirs])
    by_name: dict[str, list[Path]] = {}
    for folder in compared.folders():
        by_name.setdefault(compared.ASKED[folder.parent.name], []).append(folder)
    for name, folders in sorted(by_name.items()):
        if any(part in name for part in wanted):
            yield _question(name, [_compared(folder) for folder in folders])
    for path in sorted(FOLDER.glob("*.sql")):
        name = path.relative_to(ROOT).as_posix()
        if any(part in name for part in wanted):
            yield Question(name.removesuffix(".sql"), path, list(_counted(path.name, stack)))


def _question(name: str, cases: list[Ready]) -> Question:
    return Question(name, warehouse.SQL / f"{name}.sql", cases)


def _ready(name: str, folder: Path) -> Ready:
    case = own.Case(folder)
    case.connection.execute("SET threads = 1")
    case.prepare(name)
    return Asked(case, case.steps[case.steps.index(name) + 1 :])


def _compared(folder: Path) -> Ready:
    case = compared.Case(folder, compared.database())
    case.connection.execute("SET threads = 1")
    case.prepare()
    return Asked(case)


def _counted(file: str, stack: ExitStack) -> Iterator[Ready]:
    """Its own cases, and of an imitated tool those whose answers are recorded."""
    name = file.partition(".")[0]
    for folder in defined.folders():
        case = defined.Case(folder, _scratch(stack))
        if name in case.definitions:
            case.connection.execute("SET threads = 1")
            case.prepare(defined.COUNTED)
            yield Counted(case.connection, case.scope, file, case.expects(name))
    for recorded, make in logs.CASES.items() if name in tools.TOOLS else ():
        texts = [text.encode() for text in make()]
        answers = json.loads((record.RECORDED / f"{recorded}.json").read_text(encoding="utf-8"))
        expected = {metric: own.shown(value) for metric, value in answers[name].items()}
        yield Counted(_loaded(texts, stack), Scope(), file, expected)


def _loaded(texts: Sequence[bytes], stack: ExitStack) -> duckdb.DuckDBPyConnection:
    """These logs, one after the other."""
    folder = _scratch(stack)
    paths = [folder / f"{number}.log" for number in range(len(texts))]
    for path, data in zip(paths, texts, strict=True):
        path.write_bytes(data)
    found = [log for path in paths for log in look(path, path.name, Declared()).logs]
    connection = stack.enter_context(loose.loaded(found))
    connection.execute("SET threads = 1")
    return connection


def _scratch(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory()))


def reasons() -> dict[str, dict[str, str]]:
    """By question and change."""
    return tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))


def try_all(question: Question, known: dict[str, str]) -> Counter[str]:
    """How many of each verdict; prints what nobody has given a reason for."""
    if question.verdict(mutations.as_written(question.sql)) != SURVIVED:
        print(f"{question.name}: its cases fail without any mutant")
    found: Counter[str] = Counter()
    idle = set(known)
    for mutant in mutations.mutants(question.sql):
        verdict = question.verdict(mutant.sql)
        found[verdict] += 1
        if verdict == SURVIVED and mutant.change not in known:
            file = question.file.relative_to(ROOT)
            print(f"{file}:{mutant.line}: {mutant.change}", flush=True)
            found["unexplained"] += 1
        idle -= {mutant.change} if verdict == SURVIVED else set()
    for change in sorted(idle):
        print(f"{question.name}: no survivor any more: {change}")
    return found + Counter({"unexplained": len(idle)})


def main() -> None:
    known = reasons()
    total: Counter[str] = Counter()
    with ExitStack() as stack:
        copy = _scratch(stack) / "definitions"
        definitions.FOLDER = Path(shutil.copytree(FOLDER, copy))
        for question in questions(sys.argv[1:] or [""], stack):
            found = try_all(question, known.get(question.name, {}))
            listed = ", ".join(f"{found[one]} {one}" for one in (KILLED, SURVIVED, REFUSED))
            print(f"{question.name}: {listed}", flush=True)
            total += found
    print(f"all: {dict(total)}")
    sys.exit(bool(total["unexplained"]))


if __name__ == "__main__":
    main()
