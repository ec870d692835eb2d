"""Hits → tallies, share by share.

A share is the hits of some of the clients' networks: a visitor has one client and a client one
network, so whoever made them never crosses shares, and what is counted in each adds up. Few hits
are one share: the warehouse itself. Of more, each is counted in a database of its own that is gone
afterwards; the warehouse gets the sums. What was counted is kept on the shelf, and is not counted
again while nothing that decides it has changed.

    .memoria/porciones/ruta-…    see routing.py; gone once all is counted
    .memoria/porciones/textos-…  see routing.py
    .memoria/porciones/dado-…    tables that every share is given: setting, calendar…
    .memoria/porciones/cuenta-…  the tallies of one share
"""

import pickle
from collections.abc import Callable, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import duckdb
import polars as pl

from pipeline import routing, shelf, tallies, warehouse, workers
from pipeline.classify import Classifier
from pipeline.errors import AccountingError
from pipeline.parts import Parts, store
from pipeline.project import Project
from pipeline.texts import TEXTS
from pipeline.workers import Perform, Task

SIZE = 8_000_000
"""Hits of a share: what fits, several times over, in the memory of a task."""

FOLDER = "porciones"
GIVEN = (
    "setting", "calendar", "service", "period", "period_slot", "pointer", "incident", "part_log",
)  # fmt: skip
"""What every share is given of what is known without the hits."""

LOADED = "loaded"
CODE = ("**/*.py", "**/*.sql", "**/*.toml")

Question = Callable[[duckdb.DuckDBPyConnection], None]
"""What is asked of a share's database; it must be picklable."""


class Shares(Protocol):
    """The hits, cut into shares."""

    def tally(self, folder: str) -> None:
        """Fills the tallies of that folder of sql/."""

    def ask(self, function: Question, fills: str, needs: Sequence[str]) -> None:
        """Fills one tally by a function, which is given these tables of the answers so far."""

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
    number = number or -(-sum(part.counts.hits for part in parts) // SIZE)
    if number > 1:
        return Several(connection, project, parts, root, number, perform)
    warehouse.load(connection, project, parts)
    sweep(root, ())
    return Whole(connection)


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
        self._made: set[str] = set()

    def tally(self, folder: str) -> None:
        questions = warehouse.questions(folder)
        views = [view for view in tallies.views(questions) if view not in self._made]
        answer((*views, *questions), self._connection)
        self._made.update(views)

    def ask(self, function: Question, fills: str, needs: Sequence[str]) -> None:  # noqa: ARG002
        function(self._connection)

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
        self._connection, self._root, self._number = connection, root, number
        self._worked = perform
        self._hits = sum(part.counts.hits for part in parts)
        self._routes = list(routing.routes(parts, root, number, named))
        routed = [task.output for task in self._routes]
        self._texts = routing.texts(routed, Classifier.of(project), number, named)
        self._used = [task.output for task in self._texts]
        warehouse.load_facts(connection, project, parts)
        logs = [(str(file), file) for file, _ in enumerate(parts, 1)]
        warehouse.insert(connection, "part_log", warehouse.part_log(project, parts, logs))
        self._perform(self._texts, after=self._routes)
        for name in TEXTS:
            self._show(name)

    def _show(self, name: str) -> None:
        """The table of these texts is where they are: on the shelf, not in the warehouse."""
        files = [str(self._root / task.output / f"{name}.parquet") for task in self._texts]
        if files := [file for file in files if Path(file).exists()]:
            texts = self._connection.read_parquet(files)
            self._connection.execute(f"CREATE TEMP VIEW {name} AS {texts.sql_query()}")

    def tally(self, folder: str) -> None:
        questions = warehouse.questions(folder)
        asked = (*tallies.views(questions), *questions)
        self._count(partial(answer, asked), tallies.filled(questions), tallies.needs(questions))

    def ask(self, function: Question, fills: str, needs: Sequence[str]) -> None:
        self._count(function, (fills,), needs)

    def _count(self, function: Question, fills: Sequence[str], needs: Sequence[str]) -> None:
        given = self._give((*GIVEN, *needs))
        routed = [task.output for task in self._routes]
        texts = [task.output for task in self._texts]
        tasks = []
        for number in range(self._number):
            own = [routing.share_of(route, number) for route in routed]
            output = named("cuenta", given, routed, texts, number, fills, function)
            count = partial(_count, routes=len(own), function=function, fills=tuple(fills))
            tasks.append(Task((given, *own, *routed, *texts), output, count))
        self._perform(tasks, after=self._routes)
        self._used += [given, *(task.output for task in tasks)]
        self._must_be_all(tasks)
        for name in fills:
            self._merge(tallies.available()[name], tasks)

    def _perform(self, tasks: Sequence[Task], after: Sequence[Task]) -> None:
        """Whatever is not there; what it is made from, only then."""
        if not all(shelf.intact(self._root / task.output) for task in tasks):
            for needed, bring in ((after, False), (tasks, True)):
                for _ in self._worked(needed, self._root, bring=bring):
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
        shelf.seal(draft)
        shelf.remove(place)
        draft.rename(place)
        return place.relative_to(self._root).as_posix()

    def _must_be_all(self, tasks: Sequence[Task]) -> None:
        """Every hit is in one share and no other."""
        files = [str(self._root / task.output / f"{LOADED}.parquet") for task in tasks]
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


def answer(questions: Sequence[str], connection: duckdb.DuckDBPyConnection) -> None:
    for question in questions:
        warehouse.run(connection, question)


def _count(
    places: Sequence[Path],
    out: Path,
    *,
    routes: int,
    function: Question,
    fills: Sequence[str],
) -> None:
    """places: what is given, the share of every route, the routes, the texts."""
    given, own, others = places[0], places[1 : routes + 1], places[routes + 1 :]
    with routing.scratch(out) as connection:
        warehouse.make_tables(connection, comments=False)
        for path in sorted(given.glob("*.parquet")):
            rows = connection.read_parquet(str(path)).sql_query()
            connection.execute(f"INSERT INTO {path.stem} BY NAME {rows}")
        files = {table: _files(own, f"{table}-*") for table in warehouse.HITS}
        files["long_line"] = _files(others, f"{routing.LONG_LINES}.parquet")
        for name in TEXTS:
            _load_texts(connection, name, files, _files(others, f"{name}.parquet"))
        warehouse.load_hits(connection, files, filename=False)
        hits = connection.execute("SELECT count(*) FROM hit").fetchall()[0][0]
        store(pl.DataFrame({"hits": [hits]}), out / f"{LOADED}.parquet")
        function(connection)
        for name in fills:
            connection.table(name).write_parquet(str(out / f"{name}.parquet"), compression="zstd")


def _files(places: Sequence[Path], pattern: str) -> list[str]:
    return [str(path) for place in places for path in sorted(place.glob(pattern))]


def _load_texts(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    files: dict[str, list[str]],
    texts: Sequence[str],
) -> None:
    """The texts that the share's hits and torn lines have."""
    if not texts or not (lines := files["hit"] + files["torn"]):
        return
    connection.read_parquet(list(texts)).create_view("every_text", replace=True)
    connection.read_parquet(lines, union_by_name=True).create_view("every_line", replace=True)
    connection.execute(
        f"INSERT INTO {name} BY NAME FROM every_text"
        f" WHERE {name}_id IN (SELECT {name}_id FROM every_line)"
    )


def named(kind: str, *facts: object) -> str:
    """Of an output: everything that decides what it holds, with the program's own code."""
    digest = sha256(f"{_code()}{duckdb.__version__}{pl.__version__}".encode())
    for fact in facts:
        digest.update(pickle.dumps(fact))
    return f"{FOLDER}/{kind}-{digest.hexdigest()[:32]}"


@cache
def _code() -> str:
    here = Path(__file__).parent
    files = sorted(file for pattern in CODE for file in here.glob(pattern))
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
