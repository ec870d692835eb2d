"""A file that proves what memoria.toml states; it travels with the delivery."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.errors import Problem
from pipeline.refusals import reason
from pipeline.settings import shown

FOLDER = "evidencias"
LARGEST = 256 << 20
"""Bytes of one: a proof of a backup is not the backup."""


@dataclass(frozen=True)
class Evidence:
    """stem: its name in the delivery, but for its ending. where: the place to name in a message.

    Its size and digest are read when they are asked for; they raise OSError where there is no file.
    """

    path: Path
    stem: str
    where: str

    @property
    def place(self) -> str:
        """Its path in the delivery: safe on any system, whatever it was called."""
        ending = re.fullmatch(r"\.[A-Za-z0-9]{1,8}", self.path.suffix)
        return f"{FOLDER}/{self.stem}{ending[0].lower() if ending else ''}"

    def problem(self) -> Problem | None:
        """Why it cannot be handed over, if it cannot."""
        try:
            with self.path.open("rb"):
                size = self.path.stat().st_size
        except OSError as error:
            found = f"no se puede leer {shown(self.path.name)} ({reason(error)})"
            return Problem(self.where, found, "un archivo", "revise la ruta, o quite la clave")
        if size <= LARGEST:
            return None
        found = f"{shown(self.path.name)} mide {size:,} bytes"
        remedy = "entregue lo que comprueba el respaldo (acta, salida del comando), no el respaldo"
        return Problem(self.where, found, f"{LARGEST:,} a lo más", remedy)

    @cached_property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
