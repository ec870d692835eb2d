"""How long a program takes, and how much memory it and its children hold at their worst."""

import subprocess
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil

SAMPLE_EVERY = 0.02  # seconds


@dataclass(frozen=True)
class Run:
    """One finished run: wall-clock seconds, and bytes resident in the whole process tree."""

    seconds: float
    peak_bytes: int


class FailedRunError(Exception):
    """The program ended with an error; the message says which, and its last words."""


def timed(
    order: Sequence[str],
    *,
    log: Path,
    stdin: Sequence[str] | None = None,
    success: Collection[int] = (0,),
) -> Run:
    """Run `order`, fed by `stdin` where another program makes its input.

    The peak adds up what every process of the tree holds. Pages shared between processes count in
    each, so of a program with many processes it says a little too much, never too little but for
    what comes and goes between two samples.
    """
    with log.open("wb") as output:
        begin = time.perf_counter()
        with feeding(stdin) as source:
            process = subprocess.Popen(
                list(order), stdin=source, stdout=output, stderr=subprocess.STDOUT
            )
            peak = peak_while_running(process)
        seconds = time.perf_counter() - begin
    if process.returncode not in success:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-6:]
        raise FailedRunError(
            f"{Path(order[0]).name} terminó con el código {process.returncode}:\n"
            + "\n".join(f"    {line}" for line in said)
        )
    return Run(seconds, peak)


@contextmanager
def feeding(order: Sequence[str] | None) -> Iterator[int]:
    """A file descriptor to read from: the output of `order`, or nothing."""
    if order is None:
        yield subprocess.DEVNULL
        return
    with subprocess.Popen(list(order), stdout=subprocess.PIPE) as feeder:
        assert feeder.stdout is not None
        yield feeder.stdout.fileno()


def peak_while_running(process: subprocess.Popen[bytes]) -> int:
    """Wait for the process; bytes resident in its tree at the worst of all samples."""
    peak, ended = 0, Event()

    def sample() -> None:
        nonlocal peak
        while not ended.wait(SAMPLE_EVERY):
            peak = max(peak, resident(process.pid))

    sampler = Thread(target=sample, daemon=True)
    sampler.start()
    process.wait()
    ended.set()
    sampler.join()
    return peak


def resident(pid: int) -> int:
    total = 0
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with suppress(psutil.Error):
                total += process.memory_info().rss
    return total
