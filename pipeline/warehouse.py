"""Parts → one DuckDB file with the tables of the waist, readable with any DuckDB client.

The file is built beside its final name and renamed when complete: a reader never sees half of it,
and a killed run leaves the previous one.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import polars as pl

from pipeline import capacity, database, interrupts, workers
from pipeline.classify import Classifier
from pipeline.errors import AccountingError, OutputError, Problem, WarehouseError, is_want_of_memory
from pipeline.parquet import REJECT, store
from pipeline.parts import Parts
from pipeline.project import Project
from pipeline.refusals import reason, system_error
from pipeline.texts import TEXTS
from pipeline.timespan import Window, to_local, to_utc

SQL = Path(__file__).with_name("sql")
MEMORY, MEMORY_A_HIT = 10**9, 30
"""Bytes that DuckDB may hold before it spills to disk; of so many hits that it is more, so many a
hit: what counts distinct visitors cannot spill all it holds."""
MOST_THREADS = 4
"""As many as have room in that."""

_COMMENTS = re.compile(r"^COMMENT ON .*;$", re.MULTILINE)
HITS = {
    "client": ("load/client",),
    "attack": ("load/attack",),
    "torn": ("load/torn",),
    "long_line": ("load/long_line",),
    "hit": ("load/robot_visitor", "load/hit"),
}
"""What the parts hold besides rejects and texts, and how it is loaded."""


@contextmanager
def create(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new, empty warehouse that takes the place of `path` when the block ends well.

    Raises OutputError where it cannot be written, WarehouseError where the parts are damaged.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = database.connect(draft, config=_config(draft))
        try:
            yield connection
        finally:
            connection.close()
        draft.replace(path)
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise OutputError(_cannot_write(path, error)) from error
    except (duckdb.InvalidInputException, pl.exceptions.ComputeError) as error:
        if "parquet" not in str(error):
            raise
        raise WarehouseError(_damaged(error)) from error
    finally:
        for leftover in path.parent.glob(f"{draft.name}*"):
            _remove(leftover)


def questions(folder: str) -> list[str]:
    """The names for `run` of all that stands in that folder of sql/, in order."""
    return sorted(f"{folder}/{path.stem}" for path in (SQL / folder).glob("*.sql"))


def text(name: str) -> str:
    """pipeline/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Runs pipeline/sql/<name>.sql."""
    with interrupts.postponed():  # DuckDB 2.0 may hang for good in a query that is cut
        connection.execute(text(name))


def run_all(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Runs every file of that folder of sql/, in order."""
    for name in questions(folder):
        run(connection, name)


def load(connection: duckdb.DuckDBPyConnection, project: Project, parts: Sequence[Parts]) -> None:
    """Fills the tables of the logs: source_file, reject, the texts, the calendar and hit."""
    hits = sum(part.counts.hits for part in parts)
    connection.execute(f"SET memory_limit = '{max(MEMORY, hits * MEMORY_A_HIT)}B'")
    load_facts(connection, project, parts)
    _load_texts(connection, project, parts)
    files = {table: _files(parts, table) for table in HITS}
    named = [
        (file, n) for n, part in enumerate(parts, 1) for t in HITS for file in _files([part], t)
    ]
    insert(connection, "part_log", part_log(project, parts, named))
    load_hits(connection, files, filename=True)
    loaded = connection.execute("SELECT count(*) FROM hit").fetchall()[0][0]
    if loaded != hits:
        raise AccountingError(f"{loaded} hits in the warehouse, not those of the parts")


def load_facts(
    connection: duckdb.DuckDBPyConnection, project: Project, parts: Sequence[Parts]
) -> None:
    """Every table of sql/schema, and in them what is known without the hits."""
    make_tables(connection)
    insert(connection, "setting", _setting(project))
    insert(connection, "calendar", calendar(project))
    insert(connection, "service", _services(project))
    insert(connection, "source_file", _source_files(parts))
    named = [(file, n) for n, part in enumerate(parts, 1) for file in _files([part], REJECT)]
    insert(connection, "part_log", part_log(project, parts, named))
    _ask_of(connection, _files(parts, REJECT), "load/reject", "load/reject_reason", filename=True)
    connection.execute("DELETE FROM part_log")


def load_hits(
    connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]], *, filename: bool
) -> None:
    """The tables that have a row a request, from all their files at once: a query a log would take
    longer to plan than to run. filename: whether files are in part_log by their own name."""
    for table, questions in HITS.items():
        _ask_of(connection, files[table], *questions, filename=filename)


def make_tables(connection: duckdb.DuckDBPyConnection, *, comments: bool = True) -> None:
    """Every table of sql/schema, empty. comments: with what they say, which takes longer than all
    else."""
    sql = "".join(text(name) for name in questions("schema"))
    connection.execute(f"BEGIN;{sql if comments else _COMMENTS.sub('', sql)}COMMIT")


def outside(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    """Path, hits outside the dates of its role, and all hits, of every log that has any outside."""
    question = "SELECT path, outside, hits FROM source_file WHERE outside > 0 ORDER BY file"
    return [
        (str(path), int(out), int(hits))
        for path, out, hits in connection.execute(question).fetchall()
    ]


def calendar(project: Project) -> pl.DataFrame:
    """Every cut of the windows that are measured, with its local time (see the comments of the
    table). Months have no counterparts: their days are not of the same weekdays."""
    agreement, zone = project.agreement, project.zone
    operation = agreement.window("operation")
    windows = {
        "in_operation": operation,
        "in_logs": agreement.window("logs"),
        "in_baseline": agreement.baseline_window(zone),
    }
    slots = sorted({slot for w in windows.values() for slot in w.slots(agreement.cuts.minutes)})
    local = [to_local(slot, zone) for slot in slots]
    begin, weeks = to_local(operation.start, zone), windows["in_baseline"]
    matches = [
        _counterpart(begin, time, operation, zone)
        if agreement.baseline.weeks and slot in weeks
        else None
        for slot, time in zip(slots, local, strict=True)
    ]
    columns = {"slot": slots, "local_time": local, "matches": matches}
    wall = pl.col("local_time").dt
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Datetime("us"))).with_columns(
        local_day=wall.date(),
        local_hour=wall.hour(),
        weekday=wall.weekday(),
        **{
            name: pl.col("slot").is_between(window.start, window.end, closed="left")
            for name, window in windows.items()
        },
    )


def _counterpart(
    begin: datetime, local: datetime, operation: Window, zone: ZoneInfo
) -> datetime | None:
    """The cut of the operation with the same weekday and hour; whole weeks are added on the local
    clock, by which it begins at `begin`."""
    into = (local - begin) % timedelta(weeks=1)
    if into > operation.length + timedelta(days=1):  # however the clock is changed meanwhile
        return None
    slot = to_utc(begin + into, zone)
    return slot if slot in operation else None


def _setting(project: Project) -> pl.DataFrame:
    agreement, overhead = project.agreement, capacity.overhead(project.capacity)
    return pl.DataFrame(
        {
            "cut_minutes": [agreement.cuts.minutes],
            "visit_gap_minutes": [agreement.visit_gap_minutes],
            "outage_cuts": [agreement.cuts.outage_cuts],
            "outage_minutes": [agreement.cuts.outage_minutes],
            "baseline_min_days": [agreement.baseline.min_days],
            "baseline_section": ["all" if agreement.baseline.months else "portal"],
            "overhead_share": [overhead.share],
            "overhead_bytes": [overhead.bytes],
        }
    )


def _services(project: Project) -> pl.DataFrame:
    rows = [
        {"service": service.id, "position": number, "title": service.title}
        for number, service in enumerate(project.services, 1)
    ]
    return pl.DataFrame(rows)


def _source_files(parts: Sequence[Parts]) -> pl.DataFrame:
    rows = [
        {
            "file": number,
            "path": part.log.name,
            "role": part.log.role,
            "sha256": part.log.sha256,
            "size": part.log.size,
            "compression": part.log.compression,
            "format": _formats(part),
            "zone": part.log.zone,
            "lines": part.counts.lines,
            "hits": part.counts.hits,
            "rejects": part.counts.rejects,
            "blank": part.counts.blank,
            "comments": part.counts.comments,
            "first": part.counts.first,
            "last": part.counts.last,
            "forwarded": part.counts.forwarded,
            "damage": part.counts.damage,
        }
        for number, part in enumerate(parts, 1)
    ]
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {
        "zone": pl.String,
        "damage": pl.String,
        "first": pl.Datetime("us"),
        "last": pl.Datetime("us"),
    }
    return pl.DataFrame(rows, schema_overrides=kinds, infer_schema_length=None)


def _formats(part: Parts) -> str:
    """Those in which it was read, the one of most hits first."""
    found = sorted(part.counts.formats.items(), key=lambda item: (-item[1], item[0]))
    return " + ".join(name for name, hits in found if hits) or part.log.format.name


def _load_texts(
    connection: duckdb.DuckDBPyConnection, project: Project, parts: Sequence[Parts]
) -> None:
    classifier = Classifier.of(project)
    for name in TEXTS:
        if files := _files(parts, name):
            insert(connection, name, classified(classifier, name, files))


def classified(classifier: Classifier, name: str, files: Sequence[str]) -> pl.DataFrame:
    """The distinct texts of these files, with what they are, as the table of that name."""
    distinct = pl.scan_parquet(list(files)).unique().collect()
    if distinct["id"].n_unique() != distinct.height:
        raise AccountingError(f"two different texts of {name} have one id")
    found: pl.LazyFrame = getattr(classifier, name)(distinct.lazy())
    return found.collect().rename({"id": f"{name}_id"})


def part_log(
    project: Project, parts: Sequence[Parts], named: Iterable[tuple[str, int]]
) -> pl.DataFrame:
    """What is declared of the logs, by a name of each of their files and their number, from one."""
    positions = {service.id: number for number, service in enumerate(project.services, 1)}
    rows = [
        {
            "filename": file,
            "file": number,
            "role": log.role,
            "section": log.section,
            "service": positions.get(log.service or ""),
        }
        for file, number in named
        for log in (parts[number - 1].log,)
    ]
    return pl.DataFrame(rows, schema_overrides={"section": pl.String, "service": pl.UInt16})


def _ask_of(
    connection: duckdb.DuckDBPyConnection, files: Sequence[str], *questions: str, filename: bool
) -> None:
    """Runs the questions over these files together, as the view `part`; none where there are no
    files."""
    if files:
        connection.read_parquet(files, filename=filename).create_view("part")
        for question in questions:
            run(connection, question)
        connection.execute("DROP VIEW part")


def _files(parts: Sequence[Parts], name: str) -> list[str]:
    return [str(path) for part in parts for path in sorted(part.folder.glob(f"{name}-*.parquet"))]


def insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Rows by column name. They travel as Parquet: no other way needs a further library."""
    if frame.is_empty():
        return
    folder = Path(
        str(connection.execute("SELECT current_setting('temp_directory')").fetchall()[0][0])
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{table}.parquet"
    store(frame, file)
    connection.execute(f'INSERT INTO "{table}" BY NAME FROM read_parquet(?)', [str(file)])
    file.unlink()


def _config(draft: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": f"{MEMORY}B",
        "threads": min(workers.WORKERS, MOST_THREADS),
        "temp_directory": f"{draft}.tmp",
        "preserve_insertion_order": False,
    }


def _remove(leftover: Path) -> None:
    if leftover.is_dir():
        for file in leftover.iterdir():
            file.unlink(missing_ok=True)
        leftover.rmdir()
    else:
        leftover.unlink(missing_ok=True)


def _cannot_write(path: Path, error: Exception) -> Problem:
    if isinstance(error, duckdb.OutOfMemoryException) or is_want_of_memory(error):
        remedy = "cierre otros programas o use una máquina con más memoria; lo ya leído se conserva"
        return Problem(str(path), "no alcanza la memoria para tantas solicitudes", "", remedy)
    remedy = "libere espacio o revise los permisos de la carpeta, y vuelva a correr"
    known = error if isinstance(error, OSError) else system_error(error)
    why = reason(known) if known else _first_line(error)
    return Problem(str(path), f"no se puede escribir ({why})", "", remedy)


def _damaged(error: Exception) -> Problem:
    """The parts were whole when they got their names: the disk has lost something of them since."""
    remedy = (
        "borre las carpetas .memoria/partes y .memoria/porciones del proyecto: las bitácoras se"
        " leerán y se medirán de nuevo"
    )
    where = ".memoria/partes o .memoria/porciones"
    return Problem(where, f"está dañado ({_first_line(error)})", "", remedy)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
