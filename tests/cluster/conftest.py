"""Clusters of processes on this machine, a server that speaks S3, and a small project."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import cluster as clusters
from pipeline import lines
from tests.cli import support

AS_OF = "2023-06-16"
BLOCK = 9_000
"""Bytes of text in a block, here and on the workers: a small log has several."""
SMALL = f"from pipeline import lines\nlines.BLOCK = {BLOCK}\n"


@dataclass
class Local:
    """A scheduler and its workers, each a process of its own, as Dask's commands start them."""

    address: str
    workers: list["subprocess.Popen[bytes]"]


@contextmanager
def cluster(folder: Path, number: int, hook: str = "", **env: str) -> Iterator[Local]:
    """hook: Python that every worker runs first."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "preload.py").write_text(SMALL + hook)
    env["DASK_DISTRIBUTED__WORKER__PRELOAD"] = str(folder / "preload.py")
    place = folder / "planificador.json"
    words = ["dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
             "--scheduler-file", str(place)]  # fmt: skip
    started = [_start(folder, words, env)]
    try:
        wait(lambda: place.exists() and place.read_text().endswith("}"))
        address = json.loads(place.read_text())["address"]
        words = ["dask", "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                 "--local-directory", str(folder)]  # fmt: skip
        workers = [_start(folder, words, env) for _ in range(number)]
        started += workers
        yield Local(address, workers)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _start(folder: Path, words: list[str], env: dict[str, str]) -> "subprocess.Popen[bytes]":
    with (folder / "dask.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *words], cwd=folder, stdout=log, stderr=log,
            env={**os.environ, "PYTHONPATH": str(support.ROOT), **env},
        )  # fmt: skip


def wait(done, seconds: float = 300) -> None:
    for _ in range(int(seconds * 20)):
        if done():
            return
        time.sleep(0.05)
    raise TimeoutError


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """Tests run where much else does."""
    monkeypatch.setattr(clusters, "SOON", 300)


@pytest.fixture(autouse=True, scope="module")
def _small_blocks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", BLOCK)
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return support.project(tmp_path_factory.mktemp("proyecto") / "p", days=7)


@pytest.fixture(scope="module")
def alone(place) -> Path:
    """What this machine makes by itself."""
    out = place.parent / "sola"
    done = support.run("build", place / "memoria.toml", "--out", out, "--as-of", AS_OF)
    assert done.code == 0, done.said
    return out
