"""A run that is told to stop, by Ctrl-C, by a system that shuts down or by a terminal that closes:
what it was making goes, what it had read stays."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """number: of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def status(stop: KeyboardInterrupt) -> int:
    """The exit status that shells know: 128 and the signal's number."""
    return 128 + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)


_QUERY = "Query interrupted"
_come: list[int] = []
"""What came last: DuckDB forgets which signal cut its query."""


@contextmanager
def heeded() -> Iterator[None]:
    """Each of the signals raises Stopped in the block; but for those that the caller ignores, as
    `nohup` does."""
    try:
        with _handled(_stop):
            yield
    finally:
        _come.clear()


def heed() -> None:
    """For other threads, which no signal reaches: raises the Stopped that the first one has had.
    What reads a whole file without a pause calls it at every piece."""
    if _come:
        raise Stopped(_come[-1])


@contextmanager
def understood() -> Iterator[None]:
    """What DuckDB raises in a query that a signal cut is that signal's Stopped."""
    try:
        yield
    except RuntimeError as error:
        if not _come or str(error) != _QUERY:
            raise
        raise Stopped(_come[-1]) from error


@contextmanager
def postponed() -> Iterator[None]:
    """The first of them that comes raises Stopped once the block has ended."""
    come: list[int] = []
    with _handled(lambda number, _: come.append(number)):
        yield
    if come:
        raise Stopped(come[0])


def _stop(number: int, _: FrameType | None) -> None:
    _come.append(number)
    raise Stopped(number)


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    found = {number: signal.getsignal(number) for number in SIGNALS}
    usual = {number: was for number, was in found.items() if was not in (signal.SIG_IGN, None)}
    for number in usual:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, before in usual.items():
            signal.signal(number, before)
