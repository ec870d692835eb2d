"""Tables of a DuckDB file → each as CSV and as Parquet, described as a Frictionless Data Package.

The catalogue of the file itself says what is there; the marks of its SQL (`marks`) say what may be
handed over and in which unit it is.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from string import Template
from typing import Any

import duckdb

from pipeline import unseen
from pipeline.errors import OutputError, Problem
from pipeline.refusals import reason, system_error
from pipeline.warehouse import MEMORY
from reports import waist
from reports.delivery import marks
from reports.delivery.cells import DANGEROUS, RULE

DESCRIPTOR, README = "datapackage.json", "LEEME.md"
LOCAL = "hora local"
_Row = tuple[str, str, str, bool]

TYPES = {
    "VARCHAR": "string", "ENUM": "string", "BOOLEAN": "boolean", "DATE": "date",
    "TIMESTAMP": "datetime", "DOUBLE": "number",
    "INTEGER": "integer", "BIGINT": "integer", "UBIGINT": "integer", "USMALLINT": "integer",
    "HUGEINT": "integer",
}  # fmt: skip
"""Of DuckDB, and what Frictionless calls them."""

DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True,
           "header": True}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """hostile: some text in it begins as a formula would."""

    name: str
    type: str
    comment: str
    required: bool
    unit: str
    reference: marks.Column | None
    hostile: bool

    @property
    def quoted(self) -> str:
        return f'"{self.name}"'


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    comment: str
    key: tuple[str, ...]
    within: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def order(self) -> str:
        """Of its rows: by its key, or else by all it says."""
        return ", ".join(f'"{name}"' for name in self.key) or "ALL"


@contextmanager
def opened(warehouse: Path, place: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """To be handed over into `place`. Raises WarehouseError for an unusable file, OutputError."""
    try:
        with waist.opened(warehouse) as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}B'")
            connection.execute("SET threads = 1")  # so that nobody's number of cores can matter
            yield connection
    except duckdb.IOException as error:
        raise _cannot_write(place, error) from error


def write(
    connection: duckdb.DuckDBPyConnection,
    marked: Mapping[str, marks.Marked],
    place: Path,
    about: Mapping[str, Any],
    explanation: str,
) -> None:
    """Every table that is marked as one of figures. about: what the descriptor says of the whole.
    explanation: the page beside it, a template with the list of `$tables` and the `$rule` of texts
    in a CSV."""
    for kind in ("csv", "parquet"):
        (place / kind).mkdir(parents=True, exist_ok=True)
    tables = _tables(connection, marked)
    for table in tables:
        _store(connection, table, place)
    resources = [
        resource
        for table in tables
        for resource in (_as_csv(table, tables, place), _as_parquet(table, place))
    ]
    described = {"profile": "data-package", **about, "resources": resources}
    text = unseen.dumps(described)
    (place / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    (place / README).write_text(_readme(tables, explanation), encoding="utf-8", newline="\n")


def _cannot_write(place: Path, error: duckdb.Error) -> OutputError:
    known = system_error(error)
    why = reason(known) if known else str(error).partition("\n")[0][:200]
    remedy = "libere espacio o revise los permisos de la carpeta, y vuelva a correr"
    return OutputError(Problem(str(place), f"no se puede escribir ({why})", "", remedy))


# -- what there is


def _tables(
    connection: duckdb.DuckDBPyConnection, marked: Mapping[str, marks.Marked]
) -> list[Table]:
    """Those of figures, by name."""
    keys = connection.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
        "WHERE constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    found = connection.execute(
        "SELECT table_name, coalesce(comment, '') FROM duckdb_tables() WHERE NOT internal"
    ).fetchall()
    columns = _columns(connection)
    return [
        Table(
            name,
            comment,
            tuple(dict(keys).get(name, ())),
            mark.within,
            _described(connection, name, columns[name], mark),
        )
        for name, comment in sorted(found)
        if (mark := marked.get(name)) and mark.level == marks.MEASURE
    ]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[_Row]]:
    """Of every table, in their order: name, type, comment, whether a value must be there."""
    rows = connection.execute(
        "SELECT table_name, column_name, split_part(data_type, '(', 1), coalesce(comment, ''), "
        "NOT is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    return {table: [row[1:] for row in group] for table, group in groupby(rows, itemgetter(0))}


def _described(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[_Row], mark: marks.Marked
) -> tuple[Column, ...]:
    texts = [name for name, kind, *_ in rows if TYPES[kind] == "string"]
    hostile = _with_formulas(connection, table, texts)
    return tuple(
        Column(
            name, kind, comment, required, mark.units.get(name, ""), mark.references.get(name),
            hostile=name in hostile,
        )
        for name, kind, comment, required in rows
    )  # fmt: skip


def _with_formulas(
    connection: duckdb.DuckDBPyConnection, table: str, texts: Sequence[str]
) -> set[str]:
    """Those of these columns of which some text begins as a formula would."""
    if not texts:
        return set()
    found = ", ".join(f'bool_or(regexp_matches("{name}"::VARCHAR, $1))' for name in texts)
    answers = connection.execute(f'SELECT {found} FROM "{table}"', [DANGEROUS]).fetchall()[0]
    return {name for name, answer in zip(texts, answers, strict=True) if answer}


# -- the files


def _store(connection: duckdb.DuckDBPyConnection, table: Table, place: Path) -> None:
    """The Parquet is exact. In the CSV a text may have an apostrophe in front (`cells`)."""
    exact = ", ".join(_exact(column) for column in table.columns)
    written = ", ".join(f"{_written(column)} AS {column.quoted}" for column in table.columns)
    source = f'FROM "{table.name}" ORDER BY {table.order}'
    _copy(connection, f"SELECT {exact} {source}", place / _path(table, "parquet"), "zstd")
    rows = f"SELECT {written} FROM (SELECT * {source}) AS ordered"
    _copy(connection, rows, place / _path(table, "csv"))


def _copy(
    connection: duckdb.DuckDBPyConnection, rows: str, path: Path, compression: str = "none"
) -> None:
    """As DuckDB's own methods write them, which plan every query twice."""
    place = str(path).replace("'", "''")
    how = f"FORMAT {path.suffix[1:]}, COMPRESSION {compression}"
    connection.execute(f"COPY ({rows}) TO '{place}' ({how})")


def _path(table: Table, kind: str) -> str:
    return f"{kind}/{table.name}.{kind}"


def _exact(column: Column) -> str:
    """Parquet has no integers of 128 bits; no sum of sizes needs one."""
    kind = {"HUGEINT": "BIGINT", "ENUM": "VARCHAR"}.get(column.type)
    return f"{column.quoted}::{kind} AS {column.quoted}" if kind else column.quoted


def _written(column: Column) -> str:
    """SQL of its text in a CSV, where it is not what DuckDB writes."""
    if column.type == "TIMESTAMP":
        zone = "" if column.unit == LOCAL else "Z"
        return f"replace({column.quoted}::VARCHAR, ' ', 'T') || '{zone}'"
    if column.hostile:
        formula = DANGEROUS.replace("'", "''")
        found = f"regexp_matches({column.quoted}, '{formula}')"
        return f"CASE WHEN {found} THEN '''' || {column.quoted} ELSE {column.quoted} END"
    return column.quoted


# -- what they are


def _as_csv(table: Table, tables: Sequence[Table], place: Path) -> dict[str, Any]:
    path = _path(table, "csv")
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "description": table.comment,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_digest(place / path),
        "dialect": DIALECT,
        "schema": _schema(table, {one.name: one for one in tables}),
    }


def _as_parquet(table: Table, place: Path) -> dict[str, Any]:
    path = _path(table, "parquet")
    return {
        "profile": "data-resource",
        "name": f"{table.name}.parquet",
        "type": "file",  # whose digest is all that Frictionless checks, without a further library
        "path": path,
        "description": f"Lo mismo que el recurso {table.name}, con sus textos exactos.",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_digest(place / path),
    }


def _digest(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {
            "bytes": path.stat().st_size,
            "hash": f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}",
        }


def _schema(table: Table, tables: Mapping[str, Table]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    # A reference of several columns cannot say that one of them may be missing.
    references = [
        _reference(table, one.name, tables[one.reference[0]], one.reference[1])
        for one in table.columns
        if one.reference and (one.required or not table.within)
    ]
    if references:
        schema["foreignKeys"] = references
    return schema


def _reference(table: Table, name: str, other: Table, column: str) -> dict[str, Any]:
    """Of a column to that of another table, within what both are of."""
    both = [one for one in table.within if one in other.within]
    resource = "" if other.name == table.name else other.name
    return {
        "fields": [*both, name],
        "reference": {"resource": resource, "fields": [*both, column]},
    }


def _field(column: Column) -> dict[str, Any]:
    kind = TYPES[column.type]
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.comment}
    if kind == "datetime":
        field["format"] = "%Y-%m-%dT%H:%M:%S" if column.unit == LOCAL else "default"
    if column.hostile:
        field["description"] += f" {RULE}"
    if column.unit:
        field["unit"] = column.unit
    if column.required and kind != "string":  # an empty text is no missing one
        field["constraints"] = {"required": True}
    return field


def _readme(tables: Sequence[Table], explanation: str) -> str:
    listed = "\n".join(f"| `{one.name}` | {_first_sentence(one.comment)} |" for one in tables)
    return Template(explanation).substitute(tables=listed, rule=RULE)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.:]) ", text, maxsplit=1)[0].rstrip(":").replace("|", "\\|")
