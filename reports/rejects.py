"""Every rejected line of some logs → one CSV file that any spreadsheet opens without harm."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from pipeline import outputs
from reports.delivery.cells import harmless

HEAD = ("archivo", "renglon", "motivo", "texto")

Writer = Callable[[str, pl.DataFrame], None]
"""Takes a log's name and rejects (line_no, reason, line)."""


@contextmanager
def writer(path: Path | None) -> Iterator[Writer]:
    """A file that appears whole when the block ends well, its owner's only: it holds what visitors
    sent. Nothing is written without a path.

    Raises OutputError.
    """
    if path is None:
        yield lambda _name, _rejects: None
        return
    with (
        outputs.whole(path, mode=outputs.PRIVATE) as draft,
        outputs.writing(path),
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        rows = csv.writer(file)
        rows.writerow(HEAD)
        yield partial(_add, path, rows)


def _add(path: Path, rows: Any, name: str, rejects: pl.DataFrame) -> None:
    with outputs.writing(path):  # or it would be the log that cannot be read
        rows.writerows(
            (_cell(name), line, kind, _cell(text)) for line, kind, text in rejects.iter_rows()
        )


def _cell(text: str) -> str:
    """A line is its author's, not ours: a spreadsheet must not take it for a formula."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return harmless(shown)
