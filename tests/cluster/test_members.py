"""The lines that are handed over, as a cluster writes them: to the byte those of one machine."""

import zipfile
from pathlib import Path

import pytest

from pipeline import cluster as clusters
from pipeline import crew as crews
from pipeline import handover, members, parts
from pipeline.crew import Alone, Helped, called
from pipeline.discover import discover
from pipeline.errors import OutputError
from pipeline.project import load_project
from pipeline.workspace import Workspace
from tests.cli import support
from tests.cluster.conftest import cluster
from tests.cluster.test_parts import TEXT, on_s3, place, s3

__all__ = ["place", "s3"]
FIELDS = (
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
    "#Fields: date time cs-uri-stem sc-status c-ip cs(User-Agent)",
)


@pytest.fixture
def mixed(place) -> Path:
    """Also directives that change, JSON, members of an archive, and lines that need marks."""
    first, second = FIELDS
    early = [f"2023-06-05 00:00:{n % 60:02} 192.0.2.{n % 9} GET /a{n} 200" for n in range(300)]
    late = [f"2023-06-05 00:01:{n % 60:02} /b{n} 200 192.0.2.{n % 9} x" for n in range(300)]
    (place / "op" / "w3c.log").write_text("\n".join([first, *early, second, *late, first, *early]))
    with zipfile.ZipFile(place / "op" / "z.zip", "w") as archive:
        archive.writestr("uno.log", TEXT.replace("/nota", "/uno"))
        archive.writestr("dos.log", TEXT.replace("/nota", "/dos"))
    odd = TEXT.replace("/nota/3", "/x?q=../../etc/passwd").replace("04/Jun/2023:20", "31/Jun")
    (place / "op" / "raro.log").write_text(odd + "x" * 5000 + "\n\n" + odd.replace("/nota/1", "/"))
    return place


def handed_over(place: Path, out: Path) -> dict[str, bytes]:
    """By this machine, from nothing."""
    workspace, project = Workspace(place), load_project(place / "memoria.toml")
    shelf = out / "partes"
    shelf.mkdir(parents=True)
    read = parts.make(discover(project).files, workspace.tokens(), shelf)
    handover.write(read, project, Alone(workspace), out / "a")
    return support.tree(out / "a")


def by_cluster(
    place: Path, out: Path, address: str, where: str | None = None, chunk: int = 20_000
) -> dict[str, bytes]:
    workspace, project = Workspace(place), load_project(place / "memoria.toml")
    with workspace.locked(), called(address, where, workspace) as crew:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(crews, "CHUNK", chunk)
            read = crew.read(crew.discover(project).files, None, lambda *_: None)
        told = list[tuple[int, int]]()

        def progress(size: int, count: int = 0, /) -> None:
            told.append((size, count))

        handover.write(read, project, crew, out, progress)
        assert sum(size for size, _ in told) == sum(one.log.size for one in read)
        assert isinstance(crew, Helped)
        assert crew.cluster.storage.names(members.SHELF) == set()
    return support.tree(out)


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "chunk"), [(1, 0), (2, 1), (3, 20_011)])
def test_any_workers_and_chunks_write_the_same(workers, chunk, mixed, tmp_path):
    with cluster(tmp_path / "dask", workers) as dask:
        found = by_cluster(mixed, tmp_path / "out", dask.address, chunk=chunk)
    assert found == handed_over(mixed, tmp_path / "sola")
    assert len([name for name in found if name.endswith(".gz")]) == 8


@pytest.mark.slow
def test_what_is_handed_over_may_pass_by_s3(place, tmp_path, s3):
    on_s3(place)
    with cluster(tmp_path / "dask", 2, **s3) as dask:
        found = by_cluster(place, tmp_path / "out", dask.address, "s3://bitacoras/trabajo")
    assert found == handed_over(place, tmp_path / "sola")


@pytest.mark.slow
def test_what_was_written_is_not_written_again_unless_it_was_damaged(place, tmp_path, monkeypatch):
    made = list[str]()
    real = clusters.Cluster._made

    def watched(self, tasks):
        made.extend(task.output for task in tasks)
        return real(self, tasks)

    def killed(*_):
        raise OutputError([])

    monkeypatch.setattr(clusters.Cluster, "_made", watched)
    with cluster(tmp_path / "dask", 2) as dask:
        with monkeypatch.context() as patch:
            patch.setattr(members, "_joined", killed)
            with pytest.raises(OutputError):
                by_cluster(place, tmp_path / "out", dask.address)
        written = [name for name in made if name.startswith(members.SHELF)]
        assert len(written) > 4
        file = place / ".memoria" / written[0] / "renglones.gz"
        file.write_bytes(file.read_bytes()[:-1])
        made.clear()
        with pytest.raises(OutputError, match="se dañó"):
            by_cluster(place, tmp_path / "out", dask.address)
        assert made == []
        found = by_cluster(place, tmp_path / "out", dask.address)
        assert made == written[:1]
    assert found == handed_over(place, tmp_path / "sola")
