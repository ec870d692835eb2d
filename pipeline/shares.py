"""Hits → tallies, share by share.

A share is the hits of some of the clients' networks: a visitor has one client and a client one
network, so whoever made them never crosses shares, and what is counted in each adds up. Few hits
are one share: the warehouse itself. Of more, each is counted in a database of its own that is gone
afterwards; the warehouse gets the sums. What was counted is kept on the shelf, and is not counted
again while nothing that decides it has changed.

    .memoria/porciones/ruta-…    see routing.py; gone once all is counted
    .memoria/porciones/textos-…  see routing.py
    .memoria/porciones/dado-…    tables that every share is given: setting, calendar…
    .memoria/porciones/carga-…   the hits of one share, loaded (see share.py); gone likewise
    .memoria/porciones/cuenta-…  the tallies of one share
"""

import pickle
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import duckdb
import polars as pl

from pipeline import own_code, routing, share, shelf, tallies, warehouse, workers
from pipeline.classify import Classifier
from pipeline.errors import AccountingError
from pipeline.parts import Parts
from pipeline.project import Project
from pipeline.share import Question
from pipeline.texts import TEXTS
from pipeline.workers import Perform, Task

SIZE = 8_000_000
"""Hits of a share: what fits, several times over, in the memory of a task."""

FOLDER = "porciones"
LOADING = ("setting", "calendar", "part_log")
"""What is known without the hits and is needed to load them."""
GIVEN = ("setting", "calendar", "service", "period", "period_slot", "pointer", "incident")
"""And what every question is given."""

MEMORY = 500_000_000
"""Bytes that the warehouse may hold beside the tasks: it has no hits."""


class Shares(Protocol):
    """The hits, cut into shares."""

    def ask(self, *questions: Question) -> None:
        """Fills the tallies of these questions, of which none needs what another fills."""

    def done(self) -> None:
        """Nothing more will be asked."""


def load(  # noqa: PLR0917
    connection: duckdb.DuckDBPyConnection,
    project: Project,
    parts: Sequence[Parts],
    root: Path,
    number: int | None = None,
    perform: Perform = workers.perform,
) -> Shares:
    """The hits of the parts as so many shares; by their size if no number is given. root: the
    folder in which the parts' shelf is, and the shares' will be. perform: who does the work."""
    number = number_of(parts, number)
    if number > 1:
        return Several(connection, project, parts, root, number, perform)
    warehouse.load(connection, project, parts)
    sweep(root, ())
    return Whole(connection)


def number_of(parts: Sequence[Parts], asked: int | None = None) -> int:
    """Of shares; by the size of the parts if none is asked for, and then so many that no core waits
    while the last are counted. Not WORKERS: a run that goes on must find the same shares."""
    needed = -(-sum(part.counts.hits for part in parts) // SIZE)
    rounds = -(-needed // workers.CORES)
    return asked or (rounds * workers.CORES if needed > 1 else 1)


def sweep(root: Path, keep: Sequence[str]) -> None:
    """Removes what is not used any more, half-made folders of killed runs included."""
    if (root / FOLDER).is_dir():
        for place in (root / FOLDER).iterdir():
            if f"{FOLDER}/{place.name}" not in keep:
                shelf.remove(place)


class Whole:
    """All hits as the one share: tallies are filled where they are read, and nothing is merged."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def ask(self, *questions: Question) -> None:
        for question in questions:
            question.function(self._connection)

    def done(self) -> None:
        pass


class Several:
    """Shares that are counted apart, WORKERS at once."""

    def __init__(  # noqa: PLR0917
        self,
        connection: duckdb.DuckDBPyConnection,
        project: Project,
        parts: Sequence[Parts],
        root: Path,
        number: int,
        perform: Perform = workers.perform,
    ) -> None:
        self._connection, self._root, self._worked = connection, root, perform
        self._hits = sum(part.counts.hits for part in parts)
        connection.execute(f"SET memory_limit = '{MEMORY}B'")
        warehouse.load_facts(connection, project, parts)
        logs = [(str(file), file) for file, _ in enumerate(parts, 1)]
        warehouse.insert(connection, "part_log", warehouse.part_log(project, parts, logs))
        self._routes = list(routing.routes(parts, number, named))
        routed = [task.output for task in self._routes]
        self._texts = routing.texts(routed, Classifier.of(project), number, named)
        self._used = [task.output for task in self._texts]
        self._loads, self._loaded = self._loading(routed, number), False
        if not self._there(self._texts):
            self._work(self._routes, bring=False)
            self._work(self._texts)
        for name in TEXTS:
            self._show(name)

    def _loading(self, routed: Sequence[str], number: int) -> list[Task]:
        given = self._give(LOADING)
        self._used.append(given)
        texts = [task.output for task in self._texts]
        tasks = []
        for one in range(number):
            own = [routing.share_of(route, one) for route in routed]
            load = partial(share.load, routes=len(own))
            output = named("carga", given, routed, texts, one)
            tasks.append(Task((given, *own, *routed, *texts), output, load))
        return tasks

    def _show(self, name: str) -> None:
        """The table of these texts is where they are: on the shelf, not in the warehouse."""
        files = [str(self._root / task.output / f"{name}.parquet") for task in self._texts]
        if files := [file for file in files if Path(file).exists()]:
            texts = self._connection.read_parquet(files)
            self._connection.execute(f"CREATE TEMP VIEW {name} AS {texts.sql_query()}")

    def ask(self, *questions: Question) -> None:
        if not questions:
            return
        given = self._give((*GIVEN, *sorted({name for one in questions for name in one.needs})))
        tasks = []
        for load in self._loads:
            output = named("cuenta", given, load.output, questions)
            count = partial(share.count, questions=questions)
            tasks.append(Task((given, load.output), output, count))
        if not self._there(tasks):
            self._load()
            self._work(tasks)
        self._used += [given, *(task.output for task in tasks)]
        self._must_be_all(tasks)
        for question in questions:
            for name in question.fills:
                self._merge(tallies.available()[name], tasks)

    def _load(self) -> None:
        """Once, and only where something is asked that was not answered before. Then the routes
        have done their work."""
        if self._loaded:
            return
        if not self._there(self._loads):
            self._work(self._routes, bring=False)
            self._work(self._loads, bring=False)
        for task in self._routes:
            shelf.remove(self._root / task.output)
        self._loaded = True

    def _there(self, tasks: Sequence[Task]) -> bool:
        return all(shelf.intact(self._root / task.output) for task in tasks)

    def _work(self, tasks: Sequence[Task], *, bring: bool = True) -> None:
        for _ in self._worked(tasks, self._root, bring=bring):
            pass

    def _give(self, tables: Sequence[str]) -> str:
        """The output with these tables as they are now."""
        draft = self._root / FOLDER / "dado.tmp"
        shelf.remove(draft)
        draft.mkdir(parents=True)
        for table in tables:
            rows = self._connection.sql(f"FROM {table} ORDER BY ALL")
            rows.write_parquet(str(draft / f"{table}.parquet"))
        digests = [sha256(path.read_bytes()).hexdigest() for path in sorted(draft.iterdir())]
        place = self._root / named("dado", tables, digests)
        if not shelf.intact(place):
            shelf.seal(draft)
            shelf.remove(place)
            draft.rename(place)
        shelf.remove(draft)
        return place.relative_to(self._root).as_posix()

    def _must_be_all(self, tasks: Sequence[Task]) -> None:
        """Every hit is in one share and no other."""
        files = [str(self._root / task.output / f"{share.HITS}.parquet") for task in tasks]
        loaded = self._connection.read_parquet(files).sum("hits").fetchall()[0][0]
        if loaded != self._hits:
            raise AccountingError(f"{loaded} hits in the shares, {self._hits} in the parts")

    def _merge(self, tally: tallies.Tally, tasks: Sequence[Task]) -> None:
        files = [str(self._root / task.output / f"{tally.name}.parquet") for task in tasks]
        self._connection.read_parquet(files).create_view("counted", replace=True)
        self._connection.execute(f"INSERT INTO {tally.name} {tally.merged('counted')}")
        self._connection.execute("DROP VIEW counted")

    def done(self) -> None:
        """Leaves on the shelf what the next run may go on from: the answers, not the hits."""
        sweep(self._root, self._used)


def named(kind: str, *facts: object) -> str:
    """Of an output: everything that decides what it holds, with the program's own code."""
    digest = sha256(f"{own_code.digest()}{duckdb.__version__}{pl.__version__}".encode())
    for fact in facts:
        digest.update(pickle.dumps(fact))
    return f"{FOLDER}/{kind}-{digest.hexdigest()[:32]}"
