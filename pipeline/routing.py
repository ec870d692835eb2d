"""Parts → the hits of each share and the texts of each bucket, as Parquet; and what the texts are.

A route is made of some blocks of some logs:

    <route>/share=3/hit-0.parquet     as in the parts, but filename is the number of the log;
                                      likewise torn, client and attack
    <route>/share=3/path-0.parquet    id, text, of the ids that fall into this bucket; likewise
                                      referer, vhost, agent
    <route>/long_line.parquet         for every share: a long line may take the next one with it

A bucket's texts of all routes are classified together, once:

    <texts>/path.parquet              as the table `path`; likewise referer, vhost, agent
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from pipeline import database, warehouse
from pipeline.classify import Classifier
from pipeline.parquet import store
from pipeline.parts import Parts
from pipeline.texts import TEXTS
from pipeline.workers import Task

HITS_A_ROUTE = 4_000_000
MEMORY = 700_000_000
"""Bytes that DuckDB may hold in a task before it spills to disk; WORKERS tasks run at once."""

LONG_LINES = "long_line"

Namer = Callable[..., str]
"""Of an output, by its kind and all that decides what it holds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some blocks of a log. file: its number. folder: which of the inputs has its parts. blocks: as
    in the parts' names."""

    file: int
    folder: int
    blocks: tuple[str, ...]


def share_of(output: str, number: int) -> str:
    return f"{output}/share={number}"


def routes(parts: Sequence[Parts], shares: int, name: Namer) -> Iterator[Task]:
    """A task for every few million hits, in the order of files and lines."""
    for group in _groups(parts):
        folders = dict.fromkeys(part.folder for _, part, _ in group)
        places = {folder: place for place, folder in enumerate(folders)}
        pieces = tuple(
            Piece(file, places[part.folder], tuple(blocks)) for file, part, blocks in group
        )
        inputs = tuple(f"{folder.parent.name}/{folder.name}" for folder in folders)
        output = name("ruta", inputs, pieces, shares)
        yield Task(inputs, output, partial(_route, pieces=pieces, shares=shares))


def _groups(parts: Sequence[Parts]) -> Iterator[list[tuple[int, Parts, list[str]]]]:
    group: list[tuple[int, Parts, list[str]]] = []
    hits = 0.0
    for number, part in enumerate(parts, 1):
        for block in part.blocks:
            if not group or group[-1][0] != number:
                group.append((number, part, []))
            group[-1][2].append(block)
            hits += part.counts.hits / len(part.blocks)
            if hits >= HITS_A_ROUTE:
                yield group
                group, hits = [], 0.0
    if group:
        yield group


def texts(routed: Sequence[str], classifier: Classifier, shares: int, name: Namer) -> list[Task]:
    """A task for every bucket of texts."""
    tasks = []
    for bucket in range(shares):
        inputs = tuple(share_of(route, bucket) for route in routed)
        output = name("textos", inputs, classifier)
        tasks.append(Task(inputs, output, partial(_classify, classifier=classifier)))
    return tasks


def _route(folders: Sequence[Path], out: Path, *, pieces: Sequence[Piece], shares: int) -> None:
    with scratch(out) as connection:
        connection.execute("CREATE TEMP TABLE part_log (filename VARCHAR, file VARCHAR)")
        there = {
            table for table in (*_ROUTED, LONG_LINES) if _view(connection, table, folders, pieces)
        }
        for table, question in _ROUTED.items():
            if there.issuperset({table, *_BESIDE.get(table, ())}):
                _partitioned(connection, table, f"SELECT {question.format(shares)}", out)
        if LONG_LINES in there:
            connection.table(LONG_LINES).write_parquet(str(out / f"{LONG_LINES}.parquet"))


_ROUTED = {
    "client": "DISTINCT * EXCLUDE (filename), network % {} AS share FROM client",
    "hit": "hit.*, network % {} AS share FROM hit JOIN home USING (client)",
    "torn": "torn.*, network % {} AS share FROM torn JOIN home USING (client)",
    "attack": "attack.*, network % {} AS share FROM attack JOIN hit USING (filename, line)"
    " JOIN home USING (client)",
    **{name: f"DISTINCT id, text, id % {{}} AS share FROM {name}" for name in TEXTS},
}
"""Which share each row of a table goes to. Those of attack that belong to no hit are of torn lines,
and nobody asks for them."""

_BESIDE = {"attack": ("hit",)}


def _view(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    folders: Sequence[Path],
    pieces: Sequence[Piece],
) -> bool:
    """That table's rows in the pieces, with the number of the log as filename; whether there are
    any files of it. Of clients, `home` is also made."""
    logs = [
        {"filename": str(place), "file": str(piece.file)}
        for piece in pieces
        for block in piece.blocks
        if (place := folders[piece.folder] / f"{table}-{block}.parquet").exists()
    ]
    if logs:
        warehouse.insert(connection, "part_log", pl.DataFrame(logs))
        files = [log["filename"] for log in logs]
        connection.read_parquet(files, filename=True).create_view(f"{table}_part")
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT part.* REPLACE (file AS filename)"
            f" FROM {table}_part AS part JOIN part_log USING (filename)"
        )
        if table == "client":
            connection.execute(
                "CREATE TEMP TABLE home AS SELECT DISTINCT client, network FROM client"
            )
    return bool(logs)


def _partitioned(
    connection: duckdb.DuckDBPyConnection, table: str, question: str, out: Path
) -> None:
    connection.execute(
        f"COPY ({question}) TO '{out}' (FORMAT parquet, COMPRESSION lz4_raw, PARTITION_BY (share),"
        f" FILENAME_PATTERN '{table}-{{i}}', OVERWRITE_OR_IGNORE true)"
    )


def _classify(buckets: Sequence[Path], out: Path, *, classifier: Classifier) -> None:
    for name in TEXTS:
        files = [
            str(path) for bucket in buckets for path in sorted(bucket.glob(f"{name}-*.parquet"))
        ]
        if files:
            store(warehouse.classified(classifier, name, files), out / f"{name}.parquet")


@contextmanager
def scratch(out: Path, kept: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of a task's own, gone with the block unless it has a place where it is kept."""
    with TemporaryDirectory(dir=out) as name:
        place = Path(name)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{MEMORY}B",
            "threads": 1,
            "temp_directory": f"{place / 'tmp'}",
            "preserve_insertion_order": False,
        }
        connection = database.connect(kept or place / "porcion.duckdb", config=config)
        try:
            yield connection
        finally:
            connection.close()
