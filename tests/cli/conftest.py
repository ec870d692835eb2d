"""The sample built once for all tests of the folder, also where several workers run them."""

import fcntl
import json
import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pypdf import PdfReader

import sample_logs

from .support import Run, project, run

SAMPLE = Path(sample_logs.__file__).parent
AS_OF = "2023-06-16"


@dataclass(frozen=True)
class Built:
    """A copy of the sample, built."""

    folder: Path
    result: Run

    @property
    def out(self) -> Path:
        return self.folder / "salida"

    @cached_property
    def summary(self) -> dict[str, Any]:
        return json.loads((self.out / "resumen.json").read_text(encoding="utf-8"))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page of the PDF, with single spaces."""
        pages = PdfReader(self.out / "memoria.pdf").pages
        return [" ".join(page.extract_text().split()) for page in pages]

    @cached_property
    def screen(self) -> str:
        """The text of the HTML page, without scripts and styles, with single spaces."""
        reader = _Text()
        reader.feed((self.out / "memoria.html").read_text(encoding="utf-8"))
        return " ".join(" ".join(reader.texts).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


OTHERS = ("municipio", "state")
"""Samples of their own, inside of the sample's folder."""


def copy_sample(folder: Path, sample: Path = SAMPLE) -> Path:
    """The files of a sample project: no Python, nothing of an earlier run."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", ".memoria", "salida", *OTHERS)
    shutil.copytree(sample, folder, ignore=ignored)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id) -> Built:
    """Whoever comes first builds; the other workers wait for it."""
    base = tmp_path_factory.getbasetemp()
    place = (base if worker_id == "master" else base.parent) / "built-sample"
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = place / "told.json"
        if not told.exists():
            copy_sample(place)
            result = run("build", place / "memoria.toml", "--as-of", AS_OF)
            told.write_text(json.dumps([result.code, result.out, result.err]))
    return Built(place, Run(*json.loads(told.read_text())))


@pytest.fixture(scope="module")
def warehouse(built):
    with duckdb.connect(built.out / "memoria.duckdb", read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture
def without_documents(monkeypatch):
    """Of what is handed over only the summary, the logs and what the diffuser wrote."""
    leave_documents_out(monkeypatch)
    leave_annexes_out(monkeypatch)


def leave_documents_out(patch: pytest.MonkeyPatch) -> None:
    """The model is made, dumped and its figures checked; paper and screen are left out."""
    from reports import model
    from reports.documents import render

    def write(memoria, folder, look):
        for name in ("memoria.pdf", "memoria.html"):
            (folder / name).write_text("")
        (folder / "resumen.json").write_text(model.dump(memoria), encoding="utf-8")

    patch.setattr(render, "write", write)
    leave_letter_out(patch)


def leave_paper_out(patch: pytest.MonkeyPatch) -> None:
    """The page for screens is made, without charts and in this process."""
    from reports import charts
    from reports.documents import beside, render

    patch.setattr(beside, "started", lambda *_: nullcontext(beside.nobody))
    patch.setattr(render, "pdf", lambda *_: b"")
    patch.setattr(charts, "draw", lambda *_: {})
    leave_annexes_out(patch)


def leave_letter_out(patch: pytest.MonkeyPatch) -> None:
    from reports.documents import letter

    patch.setattr(letter, "write", lambda memoria, sealed, place, look: place.write_text(""))


def leave_annexes_out(patch: pytest.MonkeyPatch) -> None:
    """The tables of measures, and the letter."""
    from reports.delivery import datapackage

    patch.setattr(datapackage, "write", lambda *_: None)
    leave_letter_out(patch)


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """A small project, built but for the paper and the screen; not to be touched."""
    place = project(tmp_path_factory.mktemp("finished") / "p")
    with pytest.MonkeyPatch.context() as patch:
        leave_documents_out(patch)
        assert run("build", place / "memoria.toml", "--as-of", "2023-06-16").code == 0
    return place


@pytest.fixture
def with_outputs(finished, tmp_path):
    """A copy of it."""
    return Path(shutil.copytree(finished, tmp_path / "p"))
