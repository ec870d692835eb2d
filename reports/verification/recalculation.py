"""Measured again: the figures of the summary from the delivered tables, and from the delivered
logs."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pyrage.x25519 import Identity

from pipeline import outputs
from pipeline.agreement.modes import ENCRYPTED
from pipeline.errors import MemoriaError
from pipeline.handover import FOLDER as LOGS
from pipeline.handover import NOT_RECOMPUTED
from pipeline.project import Project
from pipeline.toml_files import toml
from reports import memoria as memorias
from reports.delivery import bounds
from reports.verification import package
from reports.verification.base import Examined, blamed, differences, judged, untrusted
from reports.verification.delivery import Delivery
from reports.verification.tables import rebuilt

Measure = Callable[[Project, Path], Path]
"""Measures a project's logs in a folder and gives the DuckDB file."""


def from_tables(delivery: Delivery, store: Path | None = None) -> Iterator[Examined]:
    """Whether the tables of datos/ say what resumen.json says, in each of their forms. store: where
    the database that they are read into stays; there is none where one is not as ours."""
    if delivery.memoria is None or delivery.project is None:
        yield Examined("cifras", "skipped", "las tablas no se pudieron comparar con el resumen")
        return
    project = _as_used(delivery.project, delivery.folder)
    folder = delivery.folder / "datos" / "parquet"
    tables = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
    with outputs.scratch() as scratch:
        place = scratch / "tablas.duckdb"
        try:
            with untrusted("datos/", "de sus tablas no se puede calcular el resumen"):
                rebuilt(tables, place)
                if store:
                    shutil.copyfile(place, store)
                again = _summary(delivery, project, place)
                as_of = date.fromisoformat(delivery.memoria.as_of)
                unlike = list(package.alike(delivery, project, as_of, place))
        except MemoriaError as error:
            yield judged("cifras", "", blamed(error))
            return
    yield judged("datos", "cada tabla dice lo mismo en CSV y en Parquet", unlike)
    yield judged(
        "cifras", "las tablas de datos/ dan el resumen, cifra por cifra",
        differences(delivery.summary, again),
    )  # fmt: skip


def from_logs(delivery: Delivery, measure: Measure, keys: Sequence[Identity] = ()) -> Examined:
    """Whether the logs of bitacoras/ give the figures of resumen.json, to the unit. keys: open
    encrypted logs."""
    if delivery.memoria is None or delivery.project is None:
        return judged("recálculo", "", delivery.problems)
    handover = delivery.memoria.handover
    if not handover.logs:
        text = f"no hay bitácoras que medir: modalidad {handover.mode}"
        return Examined("recálculo", "skipped", text)
    if handover.mode == ENCRYPTED and not keys:
        text = "las bitácoras están cifradas: se miden con la llave privada (--identity)"
        return Examined("recálculo", "skipped", text)
    with outputs.scratch() as folder:
        try:
            delivery.logs(keys)
            with untrusted("bitacoras/", "no se pueden medir de nuevo"):
                again = _summary(delivery, delivery.project, measure(delivery.project, folder))
            for log in again["ingest"]["by_file"]:  # where decrypted logs lie now
                log["path"] = log["path"].removeprefix(f"../{LOGS}/")
        except MemoriaError as error:
            return judged("recálculo", "", blamed(error))
    expected = recomputable(again)
    compared = sum(1 for _ in bounds.leaves(expected))
    return judged(
        "recálculo", f"las bitácoras entregadas dan los mismos {compared:,} valores del resumen",
        differences(recomputable(delivery.summary), expected),
    )  # fmt: skip


def recomputable(summary: Mapping[str, Any]) -> dict[str, Any]:
    """The summary without what needs the original logs (see handover.NOT_RECOMPUTED)."""
    return {
        key: _without(value, key) for key, value in summary.items() if key not in NOT_RECOMPUTED
    }


def _without(value: Any, key: str) -> Any:
    """Entries of lists have the key of their list."""
    if isinstance(value, Mapping):
        return {
            name: _without(item, f"{key}.{name}")
            for name, item in value.items()
            if f"{key}.{name}" not in NOT_RECOMPUTED
        }
    return [_without(item, key) for item in value] if isinstance(value, list) else value


def _summary(delivery: Delivery, project: Project, warehouse: Path) -> dict[str, Any]:
    memoria = delivery.memoria
    assert memoria is not None
    as_of = date.fromisoformat(memoria.as_of)
    made = memorias.build(warehouse, project, as_of, memoria.version, memoria.handover)
    return dict(made.model_dump(mode="json"))


def _as_used(project: Project, folder: Path) -> Project:
    """With the file of places that the original named: whether there was one decides a sentence."""
    try:
        original = toml((folder / "perfiles/memoria.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return project
    geo = original.get("geo")
    return replace(project, geo_path=folder / "-") if geo else project
