"""Shares counted on a cluster give the answers of one machine."""

import pytest

from pipeline import chunks, measure, shares, warehouse
from pipeline.discover import discover
from pipeline.project import load_project
from pipeline.workspace import Workspace
from tests.cli import support
from tests.cluster.conftest import cluster
from tests.cluster.test_cluster import rows_of
from tests.cluster.test_parts import s3

__all__ = ["s3"]
OF_HITS = {"hit", "torn", "client", "attack", "path", "referer", "vhost", "agent"}
"""Tables that several shares do not leave in the warehouse."""


def measured(place, address, where, number):
    workspace = Workspace(place)
    project = load_project(place / "memoria.toml")
    with workspace.locked(), chunks.joined(address, where, workspace) as crew:
        logs = discover(project, {}, crew.ordered, 20_000).files
        read = chunks.make(logs, workspace.tokens(), crew)
        name = place / f"{number}.duckdb"
        with warehouse.create(name) as connection:
            here = chunks.bring(crew, read) if number == 1 else read
            cut = shares.load(connection, project, here, crew.root, number, crew.perform_at)
            measure.measure(connection, project, (), (), cut)
        crew.tidy(shares.FOLDER)
        left = crew.storage.names(shares.FOLDER)
    copied = {path.stem.partition("-")[0] for path in place.rglob(".memoria/*/partes/*/*.parquet")}
    assert copied <= {"reject"}
    return rows_of(name), left


@pytest.mark.slow
@pytest.mark.parametrize("where", [None, "folder", "s3"])
def test_shares_on_a_cluster(where, tmp_path, request):
    place = support.project(tmp_path / "p", days=2)
    env = request.getfixturevalue("s3") if where == "s3" else {}
    where = {"folder": str(tmp_path / "compartida"), "s3": "s3://bitacoras/x"}.get(where)
    with cluster(tmp_path / "dask", 2, **env) as dask:
        whole, _ = measured(place, dask.address, where, 1)
        cut, left = measured(place, dask.address, where, 3)
    for name in set(whole) - OF_HITS:
        assert cut.get(name, []) == whole[name], name
    assert whole["measure"]
    assert left
    assert not [name for name in left if "ruta-" in name]
