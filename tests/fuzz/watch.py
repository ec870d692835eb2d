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
STEP = 2_000
"""Lines of a block."""
KEPT = Path(os.environ.get("MEMORIA_FUZZ", "/tmp/memoria-fuzz"))
"""Where inputs that fail are written."""


class Target(Protocol):
    @property
    def lines(self) -> Sequence[bytes]:
        """What the texts are made of."""

    def __call__(self, data: bytes, rng: random.Random) -> None:
        """Reads a text. Raises AssertionError, or whatever it should not."""


@dataclass(frozen=True, slots=True)
class Measured:
    """slowest: seconds of processor time for a MB of the slowest block."""

    lines: int
    size: int
    seconds: float
    slowest: float


def read(name: str, target: Target, lines: int, start: int = 0, step: int = STEP) -> Measured:
    """At least so many lines, in blocks of `step`. start: the number of the first block."""
    done = size = number = 0
    seconds = slowest = 0.0
    while done < lines:
        seed = f"{name} {start + number}"
        rng = random.Random(seed)
        data = mutations.text_of(rng, target.lines, min(step, lines - done))
        spent = watched(target, data, seed)
        done += data.count(b"\n") + (not data.endswith(b"\n"))
        size, seconds, number = size + len(data), seconds + spent, number + 1
        slowest = max(slowest, spent / max(len(data), 100_000) * 1e6)
    return Measured(done, size, seconds, slowest)


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
    limit = SECONDS_A_MB * max(len(data), 100_000) / 1e6
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
