"""A delivery → another diffuser's, sealed as it would have sealed it.

Its profile and, where asked for, its tables are altered; all that follows from them is made again
by the program's own functions, so that everything but memoria.pdf and .html agrees. No log is read.
"""

import shutil
import tempfile
import tomllib
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pikepdf
import tomli_w

from pipeline.project import load_project
from reports import memoria as memorias
from reports import model
from reports.delivery import annexes, bag, datapackage, sealing
from reports.delivery.bag import manifests
from reports.verification.tables import rebuilt

PROFILES = ("perfiles/recalculo.toml", "perfiles/memoria.toml")


@dataclass(frozen=True)
class Unpacked:
    """A delivery's payload, and the database of its tables."""

    payload: Path
    store: Path


def unpack(sealed: Path, folder: Path) -> Unpacked:
    with bag.read(sealed) as view:
        bag.extract(view, folder)
    payload = folder / manifests.PAYLOAD.rstrip("/")
    tables = {path.stem: path for path in (payload / "datos").glob("**/*.parquet")}
    rebuilt(tables, folder / "tablas.duckdb")
    return Unpacked(payload, folder / "tablas.duckdb")


def derive(
    source: Unpacked,
    out: Path,
    name: str,
    *,
    as_of: str = "2023-06-16",
    sql: str = "",
    **diffuser: Any,
) -> Path:
    """The sealed zip, in the folder `out`. sql: alters its tables. diffuser: keys of [diffuser]
    besides its name."""
    with tempfile.TemporaryDirectory(prefix="memoria-", dir=out) as place:
        payload, store = Path(place) / "entrega", Path(place) / "tablas.duckdb"
        shutil.copytree(source.payload, payload)
        shutil.copyfile(source.store, store)
        for path in PROFILES:
            _rename(payload / path, {"name": name, **diffuser})
        if sql:
            with closing(duckdb.connect(str(store))) as connection:
                connection.execute(sql)
        return _sealed(payload, store, date.fromisoformat(as_of), out)


def _rename(profile: Path, diffuser: dict[str, Any]) -> None:
    data = tomllib.loads(profile.read_text(encoding="utf-8"))
    data["diffuser"] |= diffuser
    profile.write_text(tomli_w.dumps(data), encoding="utf-8")


def _sealed(payload: Path, store: Path, as_of: date, out: Path) -> Path:
    earlier = model.Memoria.model_validate_json((payload / "resumen.json").read_bytes())
    project = load_project(payload / PROFILES[0])
    shutil.rmtree(payload / "datos")
    datapackage.write(store, project, as_of, payload)
    proofs = annexes.manifest(payload)
    named = sealing.name(project)
    given = earlier.handover.model_copy(
        update={
            "delivery": named,
            "annexes_sha256": proofs.sha256,
            "annexes": proofs.files,
            "annexes_size": proofs.size,
        }
    )
    made = memorias.build(store, project, as_of, earlier.version, given)
    if not (payload / "memoria.pdf").stat().st_size:  # of a build that left its documents out
        with pikepdf.new() as paper:
            paper.add_blank_page()
            paper.save(payload / "memoria.pdf", deterministic_id=True)
    (payload / "resumen.json").write_text(model.dump(made), encoding="utf-8")
    return sealing.seal(payload, made, out).path
