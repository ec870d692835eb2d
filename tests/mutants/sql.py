"""Mutants of every question of pipeline/sql against its cases; those that no case tells apart.

    python -m tests.mutants.sql [part of a question's name …]

A survivor is told unless survivors.toml has it with a reason; so is a reason without its survivor.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Timer

import duckdb

from pipeline import warehouse
from tests.compare import runner as compared
from tests.mutants import mutations
from tests.sql import runner as own

SURVIVORS = Path(__file__).with_name("survivors.toml")
KILLED, REFUSED, SURVIVED = "killed", "refused", "survived"
"""Told apart by a case, or longer than LIMIT; no SQL that DuckDB would run; neither."""
LIMIT = 4.0
"""Seconds for a mutant and a case, of which milliseconds are usual: some mutants run away."""

Case = own.Case | compared.Case


@dataclass
class Ready:
    """A case in a database of its own, up to the question that is tried. after: what follows."""

    case: Case
    after: list[str]

    def told_apart(self) -> bool:
        for name in self.after:
            warehouse.run(self.case.connection, name)
        return bool(self.case.differing())


@dataclass
class Question:
    """Its cases; of a view or a tally also those of what reads it."""

    name: str
    cases: list[Ready]

    @cached_property
    def sql(self) -> str:
        return (warehouse.SQL / f"{self.name}.sql").read_text(encoding="utf-8")

    def verdict(self, sql: str) -> str:
        """What the first case that does not let it live says of it in the question's place; that
        case is asked first from then on, for it is likely to know the next too."""
        for case in self.cases:
            if (told := self._told_by(case, sql)) != SURVIVED:
                self.cases = [case, *(one for one in self.cases if one is not case)]
                return told
        return SURVIVED

    @staticmethod
    def _told_by(ready: Ready, sql: str) -> str:
        connection = ready.case.connection
        connection.execute("BEGIN")
        late = Timer(LIMIT, connection.interrupt)
        late.start()
        try:
            connection.execute(sql)
            return KILLED if ready.told_apart() else SURVIVED
        except (duckdb.ParserException, duckdb.BinderException):
            return REFUSED
        except duckdb.Error:
            return KILLED
        finally:
            late.cancel()
            connection.execute("ROLLBACK")


def questions(parts: Iterable[str]) -> Iterator[Question]:
    """Those whose name has one of these in it."""
    wanted = list(parts)
    own_cases = [own.Case(folder) for folder in own.cases()]
    for name in sorted({step for case in own_cases for step in case.steps}):
        if any(part in name for part in wanted):
            theirs = [case for case in own_cases if name in case.steps]
            theirs.sort(key=lambda case: case.steps[-1] != name)
            yield Question(name, [_ready(name, case.folder) for case in theirs])
    by_name: dict[str, list[Path]] = {}
    for folder in compared.folders():
        by_name.setdefault(compared.ASKED[folder.parent.name], []).append(folder)
    for name, folders in sorted(by_name.items()):
        if any(part in name for part in wanted):
            yield Question(name, [_compared(folder) for folder in folders])


def _ready(name: str, folder: Path) -> Ready:
    case = own.Case(folder)
    case.connection.execute("SET threads = 1")
    case.prepare(name)
    return Ready(case, case.steps[case.steps.index(name) + 1 :])


def _compared(folder: Path) -> Ready:
    case = compared.Case(folder, compared.database())
    case.connection.execute("SET threads = 1")
    case.prepare()
    return Ready(case, [])


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
            print(f"pipeline/sql/{question.name}.sql:{mutant.line}: {mutant.change}", flush=True)
            found["unexplained"] += 1
        idle -= {mutant.change} if verdict == SURVIVED else set()
    for change in sorted(idle):
        print(f"{question.name}: no survivor any more: {change}")
    return found + Counter({"unexplained": len(idle)})


def main() -> None:
    known = reasons()
    total: Counter[str] = Counter()
    for question in questions(sys.argv[1:] or [""]):
        found = try_all(question, known.get(question.name, {}))
        listed = ", ".join(f"{found[one]} {one}" for one in (KILLED, SURVIVED, REFUSED))
        print(f"{question.name}: {listed}", flush=True)
        total += found
    print(f"all: {dict(total)}")
    sys.exit(bool(total["unexplained"]))


if __name__ == "__main__":
    main()
