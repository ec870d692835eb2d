"""The state, generated, measured without documents and collected, once for all workers."""

import fcntl
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

import memoria
from pipeline import agreement as agreements
from pipeline import collect, warehouse
from pipeline.project import load_project
from reports import compare
from reports import memoria as memorias
from reports.compare import told
from reports.delivery import marks
from reports.terminal import Terminal
from sample_logs.state import generate
from sample_logs.state.diffusers import STATE, Diffuser
from sample_logs.state.project import AGREEMENT
from tests.reports import synthetic

SCALE = 0.3
COMPARATIVO, TRUTH = "comparativo.duckdb", "verdad.json"


@dataclass(frozen=True)
class Compared:
    """folder: a folder for each diffuser. The comparison may have been made by any road."""

    folder: Path
    comparison: Path

    @cached_property
    def truth(self) -> dict[str, Any]:
        return json.loads((self.folder / TRUTH).read_text(encoding="utf-8"))

    @cached_property
    def standing(self) -> dict[str, Any]:
        """The truth of the deliveries that are compared."""
        deliveries = self.truth["deliveries"]
        return {name: one for name, one in deliveries.items() if one["state"] != "refused"}

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(duckdb.connect(str(self.comparison), read_only=True)) as connection:
            return connection.execute(question).fetchall()

    def by_delivery(self, question: str) -> dict[str, Any]:
        """First column → the second, or the others."""
        return {name: rest[0] if len(rest) == 1 else rest for name, *rest in self.rows(question)}


@pytest.fixture(scope="session")
def state(tmp_path_factory, worker_id) -> Compared:
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "estado"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / COMPARATIVO).exists():
            generate.write(folder, SCALE)
            collected(folder)
    return Compared(folder, folder / COMPARATIVO)


def collected(folder: Path) -> None:
    """As `memoria compare` does, but for verifying what was delivered."""
    known = agreements.load(AGREEMENT)
    tables = [name for name, mark in marks.tables().items() if mark.level == marks.MEASURE]
    options = compare.Options(date(2023, 6, 26), "0.1.0")
    with warehouse.create(folder / COMPARATIVO) as connection:
        collect.make_tables(connection, tables)
        collect.insert(connection, "setting", [compare._setting(known, options)])
        with ThreadPoolExecutor(2) as pool:
            stores = list(pool.map(partial(measured, folder, known), STATE))
        for diffuser, (store, answers) in zip(STATE, stores, strict=True):
            for table, rows in answers:
                named = [{"delivery": diffuser.slug, **row} for row in rows]
                collect.insert(connection, table, named)
            if not diffuser.corrupted:
                collect.load(connection, diffuser.slug, store, tables)
        collect.derive(connection)


def measured(folder: Path, known: Any, diffuser: Diffuser) -> tuple[Path, list[Any]]:
    """The measures, and what the delivery says of itself."""
    project = load_project(folder / diffuser.slug / "memoria.toml")
    store = memoria._measured_again(Terminal(), project, project.folder)
    made = memorias.build(
        store, project, date.fromisoformat(diffuser.built), "0.1.0", synthetic.handover()
    )
    row = told.delivery(made, project, known) | {"file": f"{diffuser.slug}.zip"} | stands(diffuser)
    return store, [
        ("delivery", [row | {"days_late": told.late(row)}]),
        ("content", told.contents(made)),
        ("requirement", told.requirements(made, known)),
    ]


def stands(diffuser: Diffuser) -> dict[str, Any]:
    if diffuser.corrupted:
        return {"state": "refused", "reason": "un archivo dañado"}
    if diffuser.admitted:
        return {"state": "marked", "reason": diffuser.admitted}
    return {"state": "accepted", "reason": None}
