"""A target read for so many lines, within its bounds; what fails is made small and kept."""

import os
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.fuzz import mutations

SECONDS_A_MB = 60.0
"""Of processor time; the slowest target, hostile lines only, takes a tenth."""
LEAST = 100_000
"""Bytes for which a smaller text counts."""
STEP = 2_000
"""Lines of a block."""
KEPT = Path(os.environ.get("MEMORIA_FUZZ", "/tmp/memoria-fuzz"))
"""Where inputs that fail are written."""


class Target(Protocol):
    @property
    def lines(self) -> Sequence[bytes]:
        """What the texts are made of."""

    def text(self, rng: random.Random, lines: int) -> bytes:
        """One text of about so many lines."""

    def counted(self, data: bytes) -> int:
        """The lines of such a text."""

    def __call__(self, data: bytes, rng: random.Random) -> None:
        """Reads a text. Raises AssertionError, or whatever it should not."""


class OfText:
    """A target whose lines can be counted as they are."""

    def counted(self, data: bytes) -> int:
        return max(1, data.count(b"\n"))


class OfLines(OfText):
    """Its texts are changed lines."""

    lines: Sequence[bytes]

    def text(self, rng: random.Random, lines: int) -> bytes:
        return mutations.text_of(rng, self.lines, lines)


@dataclass(frozen=True, slots=True)
class Measured:
    """slowest: seconds of processor time for a MB of the slowest text."""

    texts: int
    lines: int
    size: int
    seconds: float
    slowest: float

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(
            self.texts + other.texts,
            self.lines + other.lines,
            self.size + other.size,
            self.seconds + other.seconds,
            max(self.slowest, other.slowest),
        )


NOTHING = Measured(0, 0, 0, 0, 0)


def read(name: str, target: Target, lines: int, step: int = STEP) -> Measured:
    """At least so many lines, in texts of about `step`."""
    total = NOTHING
    while total.lines < lines:
        total += one(name, target, total.texts, min(step, lines - total.lines))
    return total


def one(name: str, target: Target, number: int, lines: int) -> Measured:
    """The text of that number, of about so many lines."""
    seed = f"{name} {number}"
    data = target.text(random.Random(seed), lines)
    spent = watched(target, data, seed)
    slowest = spent / max(len(data), LEAST) * 1e6
    return Measured(1, target.counted(data), len(data), spent, slowest)


def watched(target: Target, data: bytes, seed: str) -> float:
    """Processor time. What fails is kept, as few of its lines as fail alike."""
    begun = time.process_time()
    try:
        target(data, random.Random(seed))
    except Exception as error:
        place = KEPT / f"{seed.replace(' ', '-').replace('/', '-')}.bin"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(smallest(target, data, seed, type(error)))
        error.add_note(f"{seed}: see {place}")
        raise
    spent = time.process_time() - begun
    limit = SECONDS_A_MB * max(len(data), LEAST) / 1e6
    assert spent < limit, f"{seed}: {len(data)} bytes took {spent:.1f} s"
    return spent


def smallest(target: Target, data: bytes, seed: str, kind: type[Exception]) -> bytes:
    """The text without the lines that it fails without."""
    lines = data.splitlines(keepends=True)
    size = len(lines) // 2
    until = time.monotonic() + 60
    while size and time.monotonic() < until:
        for at in range(0, len(lines), size):
            fewer = lines[:at] + lines[at + size :]
            if fails(target, b"".join(fewer), seed, kind):
                lines = fewer
                break
        else:
            size //= 2
    return b"".join(lines)


def fails(target: Target, data: bytes, seed: str, kind: type[Exception]) -> bool:
    try:
        target(data, random.Random(seed))
    except kind:
        return True
    except Exception:  # noqa: BLE001  another failure, which is looked for by itself
        return False
    return False


def peak() -> int:
    """MB of memory that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
