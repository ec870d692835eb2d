"""The data annex of built projects, by Frictionless itself."""

from datetime import date
from pathlib import Path

import duckdb
import frictionless
import pytest

from pipeline.project import load_project
from reports.delivery import datapackage, marks

AS_OF = date(2023, 6, 16)


def package(folder: Path, out: Path) -> Path:
    warehouse = folder / "salida" / "memoria.duckdb"
    datapackage.write(warehouse, load_project(folder / "memoria.toml"), AS_OF, out)
    return out / "datos" / "datapackage.json"


def wrong(descriptor: Path) -> set[str]:
    """The resources whose types, keys, references or digest are wrong."""
    report = frictionless.validate(str(descriptor))
    assert not report.warnings
    assert len(report.tasks) == 2 * len(list(descriptor.parent.glob("csv/*")))
    return {task.name for task in report.tasks if not task.valid}


def test_every_metric_of_the_sample_is_explained(built):
    with duckdb.connect(built.out / "memoria.duckdb", read_only=True) as connection:
        rows = connection.execute(
            "SELECT metric FROM measure UNION SELECT metric FROM period_measure "
            "UNION SELECT metric FROM ranking"
        ).fetchall()
    assert {metric for (metric,) in rows} <= {one.metric for one in marks.metrics()}


@pytest.mark.slow
def test_frictionless_finds_nothing_wrong_with_the_sample(built, tmp_path):
    assert wrong(package(built.folder, tmp_path)) == set()


@pytest.mark.slow
def test_frictionless_finds_what_was_changed(finished, tmp_path):
    descriptor = package(finished, tmp_path)
    cut, parquet = (descriptor.parent / name for name in ("csv/cut.csv", "parquet/cut.parquet"))
    cut.write_bytes(cut.read_bytes().replace(b"served", b"Served", 1))
    parquet.write_bytes(parquet.read_bytes()[:-1] + b"?")
    assert wrong(descriptor) == {"cut", "cut.parquet"}
