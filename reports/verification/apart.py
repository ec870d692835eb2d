"""A PDF that somebody else wrote, read in a process of its own: whatever it does to the libraries
that read it, it does with little memory and for a short while, and to nobody else.

The process gets the PDF and answers with one line of JSON: a `Paper`, `refused` where the PDF is to
blame, `lacks` where this machine is.
"""

import errno
import hashlib
import json
import mmap
import signal
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

from pipeline.errors import DeliveryError, OutputError, Problem, is_want_of_memory
from pipeline.refusals import reason

ROOT = Path(__file__).parents[2]
MEMORY, SECONDS, ANSWER = 3 << 30, 120, 32 << 20
"""Bytes; of work; bytes of the answer."""
MOST_PAGES = 2_000
MOST_OBJECTS = 500_000
CRASHES = tuple(
    -getattr(signal, name, 0) for name in ("SIGXCPU", "SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE")
)
"""How the process ends for what it reads: its time, its stack, a library of it. Whoever kills it
from outside (SIGKILL) is somebody else: a person, or a system without memory."""
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
    """Raises DeliveryError where it cannot be read, or not within these bounds; OutputError or
    MemoryError where this machine has no more to give."""
    done, why = _done(pdf, seconds)
    answer = _answer(done.stdout[:ANSWER])
    if "lines" in answer:
        return Paper(**answer)
    if "lacks" in answer:
        raise MemoryError(where)
    if not done.stdout and done.returncode not in CRASHES:
        remedy = "cierre otros programas, y vuelva a correr: la entrega puede estar bien"
        problem = Problem(where, f"esta máquina no pudo leerlo ({why})", "", remedy)
        raise OutputError(problem) from OSError(errno.EAGAIN, why)  # see refusals.want
    found = f"no se puede leer con {MEMORY >> 30} GB de memoria en {seconds} segundos"
    remedy = "está dañado, o hecho para que no se pueda: no lo abra con otro programa"
    raise DeliveryError(Problem(where, found, "un PDF de memoria build", remedy))


def _done(pdf: bytes, seconds: int) -> "tuple[subprocess.CompletedProcess[bytes], str]":
    """How the process ended, and why where it says nothing itself."""
    words = [sys.executable, "-m", __name__, str(seconds)]
    most = 2 * seconds
    try:
        done = subprocess.run(
            words, input=pdf, capture_output=True, cwd=ROOT, timeout=most, check=False
        )
    except subprocess.TimeoutExpired:
        why = f"en {most} segundos no tuvo los {seconds} de procesador que puede usar"
    except OSError as error:
        why = reason(error)
    else:
        return done, f"el proceso que lo leía terminó antes, con {done.returncode}"
    return subprocess.CompletedProcess(words, 0, b""), why


def _answer(line: bytes) -> dict[str, Any]:
    with suppress(ValueError):
        answer = json.loads(line)
        if isinstance(answer, dict):
            return answer
    return {}


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
    """What the system allows less of stays as it is."""
    with suppress(ImportError):  # Windows: there the time is all that is bounded
        import resource  # noqa: PLC0415

        bounds = {
            resource.RLIMIT_CPU: (seconds, seconds + 5),  # told by SIGXCPU; else it is killed
            resource.RLIMIT_AS: (MEMORY, resource.RLIM_INFINITY),
            resource.RLIMIT_FSIZE: (0, 0),
            resource.RLIMIT_CORE: (0, 0),
        }
        for kind, (soft, hard) in bounds.items():
            most = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (_lower(soft, most), _lower(hard, most)))


def _lower(one: int, most: int) -> int:
    return max(one, most) if -1 in (one, most) else min(one, most)  # -1: without bound


def _lacks() -> bool:
    """Whether the system, unbounded, has less than the bound."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        mmap.mmap(-1, MEMORY).close()
    except (OSError, MemoryError):
        return True
    return False


def _told() -> dict[str, Any]:
    try:
        return asdict(examined(sys.stdin.buffer.read()))
    except Exception as error:  # noqa: BLE001  whatever the PDF does to who reads it
        memory = is_want_of_memory(error) or "bad_alloc" in str(error)
        name = type(error).__name__
    return {"lacks": "memory"} if memory and _lacks() else {"refused": name}


if __name__ == "__main__":
    _bounded(int(sys.argv[1]))
    print(json.dumps(_told()))
