"""A PDF that somebody else wrote, read in a process of its own: whatever it does to the libraries
that read it, it does with little memory and for a short while, and to nobody else.

The process gets the PDF and answers with one line of JSON (see `Paper`).
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfReader

from pipeline.errors import DeliveryError, Problem

ROOT = Path(__file__).parents[2]
MEMORY, SECONDS, ANSWER = 3 << 30, 120, 32 << 20
"""Bytes; of work; bytes of the answer."""
MOST_PAGES = 2_000
MOST_OBJECTS = 500_000
ACTIVE = ("/JS", "/JavaScript", "/Launch", "/RichMedia", "/XFA", "/SubmitForm", "/ImportData")
"""Keys and kinds of actions by which a PDF runs, sends or fetches something."""


@dataclass(frozen=True, slots=True)
class Paper:
    """lines: its text, a line each, spaces made one. attached: SHA-256 by name. active: of ACTIVE,
    what it has."""

    lines: list[str]
    attached: dict[str, str]
    active: list[str]


def read(pdf: bytes, where: str, seconds: int = SECONDS) -> Paper:
    """Raises DeliveryError where it cannot be read, or not within these bounds."""
    words = [sys.executable, "-m", __name__, str(seconds)]
    try:
        done = subprocess.run(
            words, input=pdf, capture_output=True, cwd=ROOT, timeout=2 * seconds, check=False
        )
        return Paper(**json.loads(done.stdout[:ANSWER]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        found = f"no se puede leer con {MEMORY >> 30} GB de memoria en {seconds} segundos"
        remedy = "está dañado, o hecho para que no se pueda: no lo abra con otro programa"
        raise DeliveryError(Problem(where, found, "un PDF de memoria build", remedy)) from None


# ---------------------------------------------------------------------------- in that process


def examined(pdf: bytes) -> Paper:
    """In this process: for what is our own, or where somebody else would suffer."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        if len(opened.pages) > MOST_PAGES or len(opened.objects) > MOST_OBJECTS:
            raise ValueError("too many pages or objects")
        active = sorted({name for one in opened.objects for name in _active(one)})
    return Paper(list(_lines(pdf)), attached(pdf), active)


def attached(pdf: bytes) -> dict[str, str]:
    """SHA-256 by name."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            name: hashlib.sha256(spec.get_file().read_bytes()).hexdigest()
            for name, spec in opened.attachments.items()
        }


def _active(one: Any) -> Iterator[str]:
    """What one object says by itself; objects within it are looked into, references are not."""
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in one.items():
            yield from {key, str(value) if isinstance(value, pikepdf.Name) else key} & set(ACTIVE)
            if not getattr(value, "is_indirect", True):
                yield from _active(value)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if not getattr(value, "is_indirect", True):
                yield from _active(value)


def _lines(pdf: bytes) -> Iterator[str]:
    for page in PdfReader(BytesIO(pdf)).pages:
        for line in page.extract_text().splitlines():
            if text := " ".join(line.split()):
                yield text


def _bounded(seconds: int) -> None:
    with suppress(ImportError):  # Windows: there the time is all that is bounded
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bounded(int(sys.argv[1]))
    print(json.dumps(asdict(examined(sys.stdin.buffer.read()))))
