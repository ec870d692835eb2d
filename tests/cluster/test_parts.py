"""The parts of logs as a cluster makes them: those of one machine, wherever they lie, whatever the
chunks, and whoever dies meanwhile."""

from pathlib import Path
from unittest.mock import MagicMock

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from s3fs import S3FileSystem

from pipeline import chunks, parquet, parts, remote, shelf, source, storage
from pipeline import cluster as clusters
from pipeline.discover import discover
from pipeline.errors import MemoriaError
from pipeline.logfile import LogFile
from pipeline.parts import Parts
from pipeline.places import Places
from pipeline.project import load_project
from pipeline.workspace import Workspace
from tests.cli import support
from tests.cluster.conftest import cluster
from tests.pipeline.test_chunks import KINDS, bgzip

TEXT = "".join(support.operation_lines())


@pytest.fixture
def place(tmp_path) -> Path:
    """Logs of all packings, with lines that are none."""
    folder = support.project(tmp_path / "p", days=2)
    (folder / "op" / "b.log.gz").write_bytes(bgzip(TEXT.replace(".2.", ".3.").encode(), 3000))
    (folder / "op" / "c.log").write_text(TEXT.replace("/nota", "/otra")[:-40] + "\nbasura\n# x\n")
    return folder


def read(place: Path, address: str, where: str | None = None, chunk: int = 20_000) -> list[Parts]:
    workspace = Workspace(place)
    with workspace.locked(), chunks.joined(address, where, workspace) as crew:
        found = discover(load_project(place / "memoria.toml"), {}, crew.ordered, chunk)
        assert not found.errors
        return chunks.make(found.files, workspace.tokens(), crew)


def read_here(place: Path) -> list[Parts]:
    found = discover(load_project(place / "memoria.toml"))
    shelf = place / "aparte"
    shelf.mkdir()
    return parts.make(found.files, Workspace(place).tokens(), shelf, places=Places())


def assert_alike(some: list[Parts], others: list[Parts]) -> None:
    assert [known(one.log) for one in some] == [known(one.log) for one in others]
    for one, other in zip(some, others, strict=True):
        assert one.counts == other.counts
        assert one.folder.name == other.folder.name
        for kind in KINDS:
            assert_frame_equal(rows(one, kind), rows(other, kind))


def known(log: LogFile) -> tuple[object, ...]:
    return log.name, log.sha256, log.size, log.format, log.zone, log.compression


def rows(one: Parts, kind: str) -> pl.DataFrame:
    files = list(one.folder.glob(f"{kind}-*.parquet"))
    return pl.read_parquet(files).unique().sort(pl.all()) if files else pl.DataFrame()


def test_parts_of_a_cluster_are_those_of_one_machine(place, tmp_path):
    with cluster(tmp_path / "dask", 2) as dask:
        made = read(place, dask.address)
    assert_alike(made, read_here(place))
    assert not list((place / ".memoria").rglob("*.tmp"))
    assert source.shelved(made[0].folder)
    hits = next(made[0].folder.glob("hit-*.parquet"))
    assert hits.stat().st_mode & 0o077 == 0, "a worker's files are its owner's, as are those here"


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "chunk"), [(1, 0), (2, 1000), (3, 4096)])
def test_any_number_of_workers_and_any_chunks(workers, chunk, place, tmp_path):
    with cluster(tmp_path / "dask", workers) as dask:
        made = read(place, dask.address, chunk=chunk)
    assert_alike(made, read_here(place))


@pytest.mark.slow
def test_what_is_there_is_not_made_again(place, tmp_path, monkeypatch):
    with cluster(tmp_path / "dask", 1) as dask:
        first = read(place, dask.address, str(tmp_path / "compartida"))
        (place / "op" / "nueva.log").write_text(TEXT.replace("/nota", "/nueva"))
        made: list[str] = []
        real = clusters.Cluster._made

        def watched(self, tasks):
            made.extend(task.output for task in tasks)
            return real(self, tasks)

        monkeypatch.setattr(clusters.Cluster, "_made", watched)
        again = read(place, dask.address, str(tmp_path / "compartida"))
    (new,) = {one.folder.name for one in again} - {one.folder.name for one in first}
    assert made
    assert {name.split("/")[1].split(".")[0] for name in made} == {new}


@pytest.mark.slow
def test_a_worker_that_is_killed_in_mid_task_is_survived(place, tmp_path):
    """The first to open the log dies of it, as if the system had ended it."""
    mark = tmp_path / "muerto"
    (place / "op" / "c.log").unlink()
    hook = f"""
import os, pathlib
from pipeline import parts
real = parts.real = getattr(parts, "real", parts.parse_into)  # this is run twice
def killed(*given):
    counts = real(*given)
    mark = pathlib.Path({str(mark)!r})
    if not mark.exists():
        mark.write_text(str(given[0].folder))
        os.kill(os.getpid(), 9)
    return counts
parts.parse_into = killed
"""
    with cluster(tmp_path / "dask", 2, hook) as dask:
        made = read(place, dask.address)
        assert sum(worker.poll() is not None for worker in dask.workers) == 1
    assert Path(mark.read_text()).suffix == ".tmp"
    assert Path(mark.read_text()).is_dir()
    assert_alike(made, read_here(place))
    parts.sweep(place / ".memoria" / "partes", made)
    assert not list((place / ".memoria").rglob("*.tmp"))


DEADLY = """
import os
from pipeline import parts
parts.parse_into = lambda *given: os.kill(os.getpid(), 9)
"""


@pytest.mark.slow
def test_a_task_that_kills_worker_after_worker_is_told(place, tmp_path):
    for log in place.glob("op/*.log"):
        log.unlink()
    support.edit(place / "memoria.toml", '"base/*"', '"op/*.gz"')
    env = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with cluster(tmp_path / "dask", 3, DEADLY, **env) as dask:
        error = failure(place, dask.address, chunk=0)
    assert "2 trabajadores murieron al hacer esta tarea" in error
    assert "op/b.log.gz, desde el renglón 1" in error
    assert "--memory-limit" in error


@pytest.mark.slow
def test_workers_that_are_all_dead_are_told(place, tmp_path, monkeypatch):
    with cluster(tmp_path / "dask", 1, DEADLY) as dask:
        monkeypatch.setattr(clusters.Cluster, "_next", soon(clusters.Cluster._next, monkeypatch))
        assert "ya no queda ningún trabajador" in failure(place, dask.address)


def soon(real, monkeypatch):
    def patiently(*given):
        monkeypatch.setattr(clusters, "SOON", 5)
        return real(*given)

    return patiently


@pytest.mark.slow
def test_a_worker_with_another_program_is_told(place, tmp_path):
    hook = "from pipeline import cluster\ncluster.code = lambda: 'otro'\n"
    with cluster(tmp_path / "dask", 1, hook) as dask:
        error = failure(place, dask.address)
    assert "el trabajador tiene otra versión de memoria" in error


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(place, tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "SOON", 2)
    with cluster(tmp_path / "dask", 0) as dask:
        assert "el planificador no tiene trabajadores" in failure(place, dask.address)


@pytest.mark.slow
def test_a_scheduler_that_is_gone_is_told(place, monkeypatch):
    monkeypatch.setattr(clusters, "SOON", 1)
    assert "nadie responde en tcp://127.0.0.1:9" in failure(place, "tcp://127.0.0.1:9")


def test_an_address_that_is_none_is_told(place):
    assert "nadie responde en memoria" in failure(place, "memoria://x:1")


def failure(place: Path, address: str, chunk: int = 20_000) -> str:
    with pytest.raises(MemoriaError) as error:
        read(place, address, chunk=chunk)
    text = str(error.value)
    assert "Traceback" not in text
    return text


# ── S3 ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def s3(tmp_path, monkeypatch):
    """A server that speaks S3, with an empty bucket; its address is in the environment."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    env = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "prueba",
        "AWS_SECRET_ACCESS_KEY": "prueba",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    S3FileSystem.clear_instance_cache()  # which has the address of an earlier server
    remote.file_system("s3://bitacoras")[0].makedirs("bitacoras", exist_ok=True)
    yield env
    server.stop()


def on_s3(place: Path) -> None:
    """All logs of the project to the bucket."""
    files, _ = remote.file_system("s3://bitacoras")
    for log in sorted((*place.glob("op/*"), *place.glob("base/*"))):
        files.pipe_file(f"bitacoras/{log.parent.name}/{log.name}", log.read_bytes())
    support.edit(place / "memoria.toml", '"op/*"', '"s3://bitacoras/op/*"')
    support.edit(place / "memoria.toml", '"base/*"', '"s3://bitacoras/base/*.log.gz"')


@pytest.mark.slow
def test_logs_and_parts_may_lie_in_s3(place, tmp_path, s3):
    on_s3(place)
    with cluster(tmp_path / "dask", 2, **s3) as dask:
        made = read(place, dask.address, "s3://bitacoras/trabajo")
    files, _ = remote.file_system("s3://bitacoras")
    assert files.glob("bitacoras/trabajo/memoria-*/partes/*/carpeta.json")
    workspace = Workspace(place)
    folder = f"memoria-{workspace.tokens().fingerprint}"
    shared = storage.opened("s3://bitacoras/trabajo", folder, workspace.folder)
    crew = clusters.Cluster(MagicMock(), shared, workspace.folder)
    copied = {path.name.partition("-")[0] for one in made for path in one.folder.iterdir()}
    assert copied <= {shelf.SEAL, source.FILE, parquet.REJECT}
    there = read_here(place)
    assert_alike(chunks.bring(crew, made), there)
    assert there[0].log.name == "s3://bitacoras/op/access.log"
    before = shared.names("partes")
    chunks.sweep(crew, made[:1])
    left = shared.names("partes")
    assert {name.split("/")[1].split(".")[0] for name in left} == {made[0].folder.name}
    assert left < before
    assert [one.folder.exists() for one in made] == [True] + [False] * (len(made) - 1)
    assert not list((place / ".memoria").rglob("*.tmp"))


@pytest.mark.slow
def test_a_bucket_that_is_not_there_is_told(place, tmp_path, s3):
    with pytest.raises(MemoriaError, match="no existe"):
        storage.opened("s3://otro/x", "x", tmp_path)


@pytest.mark.slow
def test_a_server_that_is_not_there_is_told(tmp_path, s3, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    S3FileSystem.clear_instance_cache()
    with pytest.raises(MemoriaError, match="su servidor no responde"):
        storage.opened("s3://bitacoras/x", "x", tmp_path)


@pytest.mark.slow
def test_without_credentials_it_is_told(tmp_path, s3, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    S3FileSystem.clear_instance_cache()
    with pytest.raises(MemoriaError, match="no hay credenciales"):
        storage.opened("s3://bitacoras/x", "x", tmp_path)
