"""Where the work runs: this machine's cores.

A task makes one output of some inputs, all named within one folder. What is there is not made
again: an output appears whole, by a rename, so a run that was killed goes on where it was.

Threads, not processes, on logs: the heavy calls (Polars, DuckDB, inflating, hashing) release
Python's lock, and threads share the tokens already computed. Deliveries are verified in Python
itself, each by itself: there processes are twice as fast.
"""

import os
import secrets
import shutil
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Protocol, TypeVar

from pipeline import shelf, steps
from pipeline.errors import OutputError, Problem

Item = TypeVar("Item")
Result = TypeVar("Result")

WORKERS = 2
"""Of this machine. The command line makes them as many as it can employ; nothing below asks."""
CORES = 2
"""That it has. They do not change from run to run, as the free memory and so WORKERS do."""
WORTH = 4
"""Items for which it pays to start processes: each takes a second to import what it needs."""


def ordered(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results in the order of the items. Two items a worker and one are held at once, and never
    more: with fewer, who has done a small one waits for who has a large one."""
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) > 2 * WORKERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


class Ordered(Protocol):
    """The function above, or what does its work elsewhere."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result]: ...


@dataclass(frozen=True, slots=True)
class Task:
    """inputs, output: names within the folder of `perform`; the output is a folder, named for all
    that decides what it holds. function: called with the inputs' paths and that of an empty folder
    to fill; it must be picklable, as a partial of a module's function is. Of an input it may use
    the files, and what is in a folder within it only where that is an input too: elsewhere nothing
    else is copied. title: what it makes, for people."""

    inputs: tuple[str, ...]
    output: str
    function: Callable[[tuple[Path, ...], Path], None] = field(repr=False)  # holds keys and lines
    title: str = ""


class Perform(Protocol):
    """workers.perform, or what does its work elsewhere. bring: whether the outputs are needed
    here."""

    def __call__(
        self, tasks: Iterable[Task], root: Path, *, bring: bool = ...
    ) -> Iterator[str]: ...


def perform(
    tasks: Iterable[Task],
    root: Path,
    *,
    bring: bool = True,  # noqa: ARG001
) -> Iterator[str]:
    """The outputs, as they are there, in the order of the tasks; WORKERS of them are made at once.
    Raises what the functions raise."""
    for output, way in ordered(partial(_perform, root), tasks):
        steps.worked("task", way, output)
        yield output


def _perform(root: Path, task: Task) -> tuple[str, str]:
    """The output, and whether it was made or there already."""
    place = root / task.output
    way = "kept" if shelf.intact(place) else "made"
    if way == "made":
        shelf.remove(place)
        draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}.tmp")
        draft.mkdir(parents=True)
        try:
            task.function(tuple(root / name for name in task.inputs), draft)
            shelf.seal(draft)
            draft.rename(place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return task.output, way


def apart(
    function: Callable[[Item], Result], items: Sequence[Item], scratch: Path
) -> Iterator[Result]:
    """The results in the order of the items, of work that holds Python's lock. scratch: a folder
    for the temporary files of the processes, whatever becomes of them. Raises OutputError where
    one of them was ended."""
    if len(items) < WORTH:
        yield from map(function, items)
        return
    pool = ProcessPoolExecutor(
        WORKERS, get_context("spawn"), initializer=_begin, initargs=(str(scratch),)
    )
    done = False
    try:
        yield from pool.map(function, items)
        done = True
    except BrokenProcessPool:
        remedy = "cierre otros programas: pudo faltar memoria"
        raise OutputError(
            Problem("memoria", "se detuvo un proceso que trabajaba", "", remedy)
        ) from None
    finally:
        if not done:
            for process in list((pool._processes or {}).values()):
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(scratch: str) -> None:
    """The first process alone hears of an interrupt, and ends the others; none outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    if first := parent_process():
        first.join()
    os._exit(1)
