"""Every rejected line of some logs → one CSV file that any spreadsheet opens without harm."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from pipeline.errors import OutputError, Problem
from pipeline.settings import reason
from reports.delivery.cells import harmless

HEAD = ("archivo", "renglon", "motivo", "texto")

Writer = Callable[[str, pl.DataFrame], None]
"""Takes a log's name and rejects (line_no, reason, line)."""


@contextmanager
def writer(path: Path | None) -> Iterator[Writer]:
    """A file that appears whole when the block ends well; nothing is written without a path.

    Raises OutputError.
    """
    if path is None:
        yield lambda _name, _rejects: None
        return
    partial = path.parent / f".{path.name}.parcial"
    try:
        with partial.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(HEAD)
            yield lambda name, rejects: rows.writerows(
                (_cell(name), line, kind, _cell(text)) for line, kind, text in rejects.iter_rows()
            )
        partial.replace(path)
    except OSError as error:
        found = f"no se puede escribir ({reason(error)})"
        raise OutputError(
            Problem(str(path), found, "", "elija otra carpeta, o libere espacio")
        ) from None
    finally:
        with suppress(OSError):
            partial.unlink()


def _cell(text: str) -> str:
    """A line is its author's, not ours: a spreadsheet must not take it for a formula."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return harmless(shown)
