"""On a cluster the same comes out, to the byte, whatever the workers, the chunks and their fate."""

import hashlib
import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline import crew, members
from tests.cli import support
from tests.cluster.conftest import AS_OF, cluster

Rows = dict[str, list[tuple[object, ...]]]
BYTES = ("memoria.pdf", "memoria.html", "resumen.json")


def build(place: Path, out: Path, *more: object) -> support.Run:
    return support.run("build", place / "memoria.toml", "--out", out, "--as-of", AS_OF, *more)


def made_alike(one: Path, other: Path) -> None:
    assert support.outputs(one) == support.outputs(other)
    for name in (*BYTES, *(path.name for path in one.glob("entrega-*.zip"))):
        assert digest(one / name) == digest(other / name), name
    assert tables(one) == tables(other)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tables(out: Path) -> Rows:
    return rows_of(out / "memoria.duckdb")


def rows_of(database: Path) -> Rows:
    """Every table, its rows in one order."""
    with duckdb.connect(database, read_only=True) as connection:
        names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        return {
            name: sorted(connection.execute(f'FROM "{name}"').fetchall(), key=repr)
            for (name,) in names
        }


def copied(place: Path, folder: Path) -> Path:
    """The project with its key, and nothing that an earlier run has read."""
    shutil.copytree(place, folder)
    shutil.rmtree(folder / ".memoria" / "partes")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "chunk"), [(1, 40_000), (2, 10_007), (3, 1)])
def test_any_workers_and_chunks_make_the_same(  # noqa: PLR0917
    workers, chunk, place, alone, tmp_path, monkeypatch
):
    monkeypatch.setattr(crew, "CHUNK", chunk)
    own = copied(place, tmp_path / "p")
    monkeypatch.chdir(own)
    with cluster(tmp_path / "dask", workers) as dask:
        done = build(Path(), tmp_path / "out", "--cluster", dask.address)
    assert done.code == 0, done.said
    made_alike(tmp_path / "out", alone)
    assert support.rubbish(own, tmp_path / "out") == []
    assert list((own / ".memoria" / members.SHELF).iterdir()) == []
