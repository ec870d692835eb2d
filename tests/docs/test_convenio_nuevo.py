"""docs/convenio-nuevo.md, followed step by step: from the template to a document.

Besides orders, a block `text FILE` is written to that file, and a block `diff FILE` changes it: its
lines with - go, those with + come, those with a space stay.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .reading import blocks, steps

GUIDE = blocks("docs/convenio-nuevo.md")
BUILD = "memoria build"


class Reader:
    """Who has the guide open, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def follows(self) -> None:
        """All but the order that takes long."""
        for block in GUIDE:
            if block.language != "console":
                CHANGES[block.language](self.folder / block.file, block.text)
                continue
            for step in steps(block):
                if not step.typed.startswith(BUILD):
                    self.types(step.typed)

    def types(self, order: str) -> str:
        if order.startswith("cd "):
            self.folder /= order.removeprefix("cd ")
            return ""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            order, shell=True, cwd=self.folder, env={**os.environ, "PATH": path},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{order}\n{done.stdout}{done.stderr}"
        return done.stdout


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(file: Path, diff: str) -> None:
    """Raises AssertionError where what is to go does not stand there exactly once."""
    text, lines = file.read_text(encoding="utf-8"), diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in "- ")
    after = "".join(line[1:] for line in lines if line[0] in "+ ")
    assert text.count(before) == 1, f"{text.count(before)} times in {file.name}:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


CHANGES: Mapping[str, Callable[[Path, str], None]] = {"text": write, "diff": change}


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    """Where everything but the build is done."""
    reader = Reader(tmp_path_factory.mktemp("guide"))
    reader.follows()
    return reader


def test_it_has_every_kind_of_step():
    assert {block.language for block in GUIDE} == {"console", *CHANGES}
    assert sum(BUILD in block.text for block in GUIDE) == 1


def test_what_was_to_fill_in_is_filled_in(reader):
    for name in ("convenio.toml", "memoria.toml"):
        text = (reader.folder / name).read_text(encoding="utf-8")
        assert "‹" not in text
        assert '= "POR LLENAR"' not in text


def test_the_project_is_of_the_new_agreement(reader):
    said = reader.types("memoria check --as-of 2024-06-03 || true")
    assert "rutas" in said or "Buscador de rutas" in said


@pytest.mark.slow
def test_the_document_is_made(reader):
    [order] = [
        step.typed
        for block in GUIDE
        if block.language == "console"
        for step in steps(block)
        if step.typed.startswith(BUILD)
    ]
    reader.types(order)
    made = {path.name for path in (reader.folder / "salida").iterdir()}
    assert {"memoria.pdf", "memoria.html"} <= made
