"""Logs without a project → what each definition counts in them. Nothing is kept."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline import agreement, definitions, outputs, parts, warehouse
from pipeline.definitions.measuring import Measured, Scope, list_robots, measure
from pipeline.inspection import Inspection
from pipeline.logfile import LogFile
from pipeline.privacy import KEY_BYTES, Tokens
from pipeline.project import Project, load_project

EVERY_LOG = "*"
"""In the place of a file's name."""

_PROJECT = """\
agreement = "{agreement}"
logs = [{{ role = "operation", files = "-" }}]
diffuser = {{ name = "-", legal_name = "-", city = "-", website = "-", method = {method} }}
representative = {{ name = "-", position = "-" }}
"""


def count(
    logs: Sequence[LogFile], names: Sequence[str], awstats_lib: Path | None = None
) -> list[list[Measured]]:
    """Each log's own, and of several at the end all together, read one after the other in this
    order, as the tools do. Pages and the visit's silence are those of the first agreement.

    awstats_lib: see `list_robots`. Raises LogError, OutputError, WarehouseError, SettingsError.
    """
    with loaded(logs) as connection:
        if awstats_lib:
            list_robots(connection, awstats_lib)
        alone = [Scope(file=number) for number in range(1, len(logs) + 1)]
        scopes = [*alone, Scope()] if len(logs) > 1 else alone
        return [measure(connection, scope, names) for scope in scopes]


@contextmanager
def loaded(logs: Sequence[LogFile]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of them, in this order, for as long as the block lasts."""
    with outputs.scratch() as folder:
        tokens = Tokens(secrets.token_bytes(KEY_BYTES))
        # A shelf of its own for each: the same log twice is read twice, as the tools do.
        read = [
            parts.make([log], tokens, folder / str(number))[0] for number, log in enumerate(logs, 1)
        ]
        with warehouse.create(folder / "memoria.duckdb") as connection:
            warehouse.load(connection, _project(folder), read)
            yield connection


def asked(name: str | None) -> tuple[str, ...]:
    """The definitions of that name: none, one, or all."""
    if name is None:
        return ()
    return definitions.available() if name == definitions.ALL else (name,)


def as_json(
    inspections: Sequence[Inspection], counted: Sequence[Sequence[Measured]], *, together: bool
) -> list[dict[str, object]]:
    """An object a log and, where several were counted, one of all. together: see `_keys`."""
    shown = [inspection.as_json() for inspection in inspections]
    hits = [inspection.hits for inspection in inspections]
    if len(counted) > len(inspections):
        shown.append({"file": EVERY_LOG})
        hits.append(sum(hits))
    for keys, found, lines in zip(shown, counted, hits, strict=False):
        keys.update(_keys(found, lines, together=together))
    return shown


def _keys(found: Sequence[Measured], requests: int, *, together: bool) -> dict[str, object]:
    """The keys that `inspect --definition` adds. requests: the lines read as such. together: all
    definitions side by side; else the only one's measures take the place of `hits`."""
    if together:
        rows = [_row(one) for one in found]
        return {"requests": requests, "definition": "all", "definitions": rows}
    return {"requests": requests, **_row(found[0])}


def _row(measured: Measured) -> dict[str, object]:
    definition = measured.definition
    return {
        "definition": definition.name,
        "version": definition.version,
        "parity": definition.parity,
        **measured.values,
        "differences": [
            {"name": drop.name, "metric": drop.metric, "value": value, "text": drop.text}
            for drop, value in measured.costs
        ],
    }


def _project(folder: Path) -> Project:
    """Only its agreement matters."""
    chosen = agreement.load(agreement.available()[0])
    text = _PROJECT.format(agreement=agreement.available()[0], method=chosen.methods[0].number)
    (folder / "memoria.toml").write_text(text, encoding="utf-8")
    return load_project(folder / "memoria.toml")
