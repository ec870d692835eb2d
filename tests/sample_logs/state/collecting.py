"""As `memoria compare` does, but for making documents and verifying what was delivered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import agreement as agreements
from pipeline import collect, warehouse
from pipeline.project import load_project
from reports import building, compare
from reports import memoria as memorias
from reports.compare import told
from reports.delivery import marks
from reports.terminal import Terminal
from sample_logs.state.diffusers import STATE, Diffuser
from sample_logs.state.project import AGREEMENT
from tests.reports import synthetic


def collected(folder: Path, comparison: Path) -> None:
    """Measures the projects in the folder and derives what follows from all."""
    known = agreements.load(AGREEMENT)
    tables = [name for name, mark in marks.tables().items() if mark.level == marks.MEASURE]
    options = compare.Options(date(2023, 6, 26), "0.1.0")
    with warehouse.create(comparison) as connection:
        collect.make_tables(connection, tables)
        collect.insert(connection, "setting", [compare._setting(known, options)])
        standing = [diffuser for diffuser in STATE if not diffuser.corrupted]
        collect.insert(connection, "delivery", [refused(one) for one in STATE if one.corrupted])
        with ThreadPoolExecutor(2) as pool:
            stores = list(pool.map(partial(measured, folder, known), standing))
        for diffuser, (store, answers) in zip(standing, stores, strict=True):
            for table, rows in answers:
                named = [{"delivery": diffuser.slug, **row} for row in rows]
                collect.insert(connection, table, named)
            collect.load(connection, diffuser.slug, store, tables)
        collect.derive(connection)


def measured(folder: Path, known: Any, diffuser: Diffuser) -> tuple[Path, list[Any]]:
    """The measures, and what the delivery says of itself."""
    project = load_project(folder / diffuser.slug / "memoria.toml")
    store = building.measured_again(Terminal(), project, project.folder)
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
    if diffuser.admitted:
        return {"state": "marked", "reason": diffuser.admitted}
    return {"state": "accepted", "reason": None}


def refused(diffuser: Diffuser) -> dict[str, Any]:
    return {
        "delivery": diffuser.slug,
        "name": diffuser.name,
        "file": f"{diffuser.slug}.zip",
        "state": "refused",
        "reason": "un archivo dañado",
    }
