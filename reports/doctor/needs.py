"""How much room a build of a project's logs takes, from what builds of other logs took.

Measured with logs of 0.2, 1, 4 and 5 million lines (54, 269, 1,077 and 1,350 MB of text): see
docs/instalacion.md; and of 20, 50 and 200 million: see docs/escala.md.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.finding import Finding, plural
from reports.doctor import apart

SHELF, SHARES, OUTPUTS = 0.27, 0.20, 0.40
"""Bytes on the disk by byte of text: what is kept in .memoria; the shares of what is LARGE, there
too while they are counted; and outputs while they are made."""
LARGE = 2_000_000_000
"""Bytes of text; about eight million lines, which are one share."""
LEAST_DISK = 30_000_000
LEAST_MEMORY, MORE_MEMORY, MOST_MEMORY = 800_000_000, 0.6, 1_900_000_000
"""Of any build; by byte of text; and what more text does not exceed. With its second process."""
MEMORY_A_WORKER = 1_000_000_000
"""Of each of those who work at once: it counts a share (see pipeline/routing.py)."""
UNPACKED = {".gz": 13, ".bz2": 31, ".xz": 24, ".zst": 14, ".zip": 13, ".tgz": 13}
"""Bytes of text by byte of a packed log, of the log of `make bench`."""


@dataclass(frozen=True, slots=True)
class Needs:
    """files, size: as they lie. text: unpacked, estimated."""

    files: int
    size: int
    text: int

    @property
    def text_told(self) -> str:
        files = plural(self.files, "bitácora", "bitácoras")
        return f"{files}, {told(self.size)}; unos {told(self.text)} de texto"

    @property
    def memory(self) -> int:
        return round(min(MOST_MEMORY, LEAST_MEMORY + MORE_MEMORY * self.text))

    def disk(self, folder: str) -> int:
        """folder: which, as machine.Place names them."""
        shelf = SHELF + SHARES if self.text > LARGE else SHELF
        factors = {"la carpeta del proyecto": shelf, "la carpeta de salida": OUTPUTS}
        return round(LEAST_DISK + factors.get(folder, 0.0) * self.text)


def text_of(name: str, size: int) -> int:
    """Bytes of text in a file, estimated by its name."""
    return size * UNPACKED.get(Path(name).suffix.lower(), 1)


def told(count: float) -> str:
    """Bytes in few figures."""
    return f"{count / 1e9:,.1f} GB" if count >= 1e9 else f"{count / 1e6:,.1f} MB"


def of(project: Path) -> Needs | Finding:
    """The project's logs are found, and not read; a process of its own does it, which may lack a
    library."""
    outcome = apart.tried("logs", str(project.absolute()))
    if not outcome.found:
        text = f"no se sabe cuánto ocupará, porque no se puede leer {project} ({outcome.why})"
        return Finding("Disco, memoria y procesador", "warning", text, f"memoria check {project}")
    return Needs(**json.loads(outcome.found))
