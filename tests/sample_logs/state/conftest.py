"""The state, generated, measured without documents and collected, once for all workers."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sample_logs.state import generate

SCALE = 0.2
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


@contextmanager
def only_one(place: Path) -> Iterator[None]:
    """Whoever comes first works; the others wait for it."""
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def written(tmp_path_factory, worker_id) -> Compared:
    """The twelve folders and their truth; not compared."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "estado"
    with only_one(folder):
        if not (folder / TRUTH).exists():
            generate.write(folder, SCALE)
    return Compared(folder, folder / COMPARATIVO)


@pytest.fixture(scope="session")
def state(written) -> Compared:
    from .collecting import collected

    with only_one(written.comparison):
        if not written.comparison.exists():
            collected(written.folder, written.comparison)
    return written
