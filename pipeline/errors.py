"""Every way memoria can fail, as one tree; each error says where, what was expected, what was
found, what to do.

    MemoriaError            anything a user can cause or mend
      SettingsError         memoria.toml, an agreement, incidencias.csv, comentarios.md
      LogError              a log file cannot be read at all (one bad line is a row in `reject`,
                            never an error)
      FormatError           no log format fits, or the declared one is not understood
      WarehouseError        the DuckDB file cannot be opened, written or trusted
      OutputError           a document or data file cannot be written
      DeliveryError         a delivery cannot be read, or must not be trusted
      SignatureError        an e.firma that must not sign, or a PDF that cannot be signed
    AccountingError         lines ≠ hits + rejects + blank + comments: our own fault, and it stops
                            the run

Texts are Mexican Spanish: they reach the user unchanged.
"""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    where: file, file:line or key, as the user would look for it.
    expected / found: may be empty where they say nothing the remedy does not.
    """

    where: str
    found: str
    expected: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.found}"]
        if self.expected:
            parts.append(f"  se esperaba: {self.expected}")
        if self.remedy:
            parts.append(f"  qué hacer:   {self.remedy}")
        return "\n".join(parts)


class MemoriaError(Exception):
    """Carries every problem found, not only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        """From one process to another."""
        return type(self), (self.problems,)


@contextmanager
def gathered(problems: list[Problem]) -> Iterator[None]:
    """An error within becomes more of the problems: what is wrong elsewhere is told with it."""
    try:
        yield
    except MemoriaError as error:
        problems += error.problems


def is_want_of_memory(error: BaseException) -> bool:
    """As Python, the system and the libraries tell it, some of them only in words."""
    words = ("Cannot allocate memory", "start new thread", "spawn thread")
    told = getattr(error, "errno", None) == errno.ENOMEM or any(w in str(error) for w in words)
    return isinstance(error, MemoryError) or told


class SettingsError(MemoriaError):
    pass


class LogError(MemoriaError):
    pass


class FormatError(MemoriaError):
    pass


class WarehouseError(MemoriaError):
    pass


class OutputError(MemoriaError):
    pass


class DeliveryError(MemoriaError):
    pass


class SignatureError(MemoriaError):
    pass


class AccountingError(AssertionError):
    """A line was lost or counted twice. Not a MemoriaError: no user can cause it."""
