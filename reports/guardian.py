"""Waits for the work, which a child does: what ends the child without letting it speak (a library
that gets no memory, the system that kills it) is told here.

A terminal and a shell send their signals to both; who sends one to this process alone has it handed
on. The child tells by a pipe which it has had, so that none comes to it twice.
"""

import gc
import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import Problem
from pipeline.interrupts import SIGNALS
from reports import checklist

ENDED = 3
"""The exit status where something ended the work in this way."""
SOON = 0.05
"""Seconds in which a child tells of a signal that it has had too."""
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG."""

_MEMORY = "cierre otros programas o use una máquina con más memoria, y vuelva a correr"
_SOUND = "vea con memoria doctor si la instalación está sana, y vuelva a correr"
_OUT_OF_MEMORY = (
    "terminó de golpe (SIGKILL), y mientras corría el sistema se quedó sin memoria", _MEMORY
)  # fmt: skip
_REASONS: Mapping[int, tuple[str, str]] = {
    signal.SIGKILL: (
        "terminó de golpe (SIGKILL): lo mató alguien, o el sistema por falta de memoria",
        f"si nadie lo hizo a propósito, {_MEMORY}",
    ),
    signal.SIGABRT: (
        "una biblioteca lo terminó (SIGABRT), como suelen hacerlo cuando no alcanza la memoria",
        _MEMORY,
    ),
    signal.SIGXCPU: (
        "se le acabó el tiempo de procesador que le permite el sistema (SIGXCPU)",
        "quite ese límite (ulimit -t), y vuelva a correr",
    ),
    signal.SIGBUS: (
        "el sistema no pudo leer de un archivo o de la memoria (SIGBUS)",
        "revise el disco y que nadie corte los archivos mientras se leen, y vuelva a correr",
    ),
}
_KEPT = "; lo ya leído se conserva"


def watched(work: Callable[[], int]) -> int:
    """The exit status of the work: its own, 128 and the number of a signal that asked it to stop,
    or ENDED. Where no process can be started, the work is done here."""
    screen, killed = _screen(), _killed_for_memory()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, {*SIGNALS, signal.SIGCHLD})
    guardian, (heard, tells) = os.getpid(), os.pipe()
    gc.freeze()  # who looks at what both share would copy it
    try:
        child = os.fork()
        if not child:
            _bound(guardian, tells)
    except OSError:
        child = 0
    if not child:
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)
        return work()
    os.close(tells)
    status = _waited(child, heard)
    signal.pthread_sigmask(signal.SIG_SETMASK, usual)
    if status >= 0:
        return status
    if -status in SIGNALS:
        return 128 - status
    _restore(screen)
    checklist.complain([_problem(-status, out_of_memory=_killed_for_memory() > killed)])
    return ENDED


def _bound(guardian: int, tells: int) -> None:
    """The child ends with whoever waits for it, and tells of the signals it has."""
    with suppress(ImportError, OSError, AttributeError):  # Linux alone
        import ctypes  # noqa: PLC0415

        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != guardian:
        os._exit(ENDED)
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)


def _waited(child: int, heard: int) -> int:
    """How it ended, as os.waitstatus_to_exitcode says it."""
    while True:
        number = signal.sigwait({*SIGNALS, signal.SIGCHLD})
        if number == signal.SIGCHLD:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
        elif not _has_had(heard, number):
            os.kill(child, number)
            _has_had(heard, number)


def _has_had(heard: int, number: int) -> bool:
    """Whether the child has had that signal, or has ended."""
    while select.select([heard], [], [], SOON)[0]:
        told = os.read(heard, 64)
        if not told or number in told:
            return True
    return False


def _problem(number: int, *, out_of_memory: bool) -> Problem:
    usual = (f"una biblioteca falló o alguien lo terminó (señal {number})", _SOUND)
    found, remedy = _REASONS.get(number, usual)
    if out_of_memory and number == signal.SIGKILL:
        found, remedy = _OUT_OF_MEMORY
    return Problem("memoria", found, "", remedy + _KEPT)


def _killed_for_memory() -> int:
    """How many processes Linux has killed so far because memory ended."""
    with suppress(OSError):
        for line in Path("/proc/vmstat").read_text(encoding="ascii").splitlines():
            name, _, count = line.partition(" ")
            if name == "oom_kill":
                return int(count)
    return 0


# -- the terminal, which may be without cursor or without echo


def _screen() -> list[object] | None:
    """Its modes; None where there is none."""
    try:
        return termios.tcgetattr(2)
    except termios.error:
        return None


def _restore(screen: list[object] | None) -> None:
    """Takes away what stands of a bar."""
    if screen is None:
        return
    with suppress(OSError, termios.error):
        sys.stderr.write("\r\x1b[K\x1b[?25h")
        sys.stderr.flush()
        if os.tcgetpgrp(2) == os.getpgrp():
            termios.tcsetattr(2, termios.TCSANOW, screen)  # type: ignore[arg-type]
