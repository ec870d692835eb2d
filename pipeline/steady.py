"""A log is read several times in a run, and others may write it meanwhile: whether what is read is
what had its digest taken."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader

from pipeline import interrupts
from pipeline.containers import DamageError, texts
from pipeline.errors import LogError, Problem
from pipeline.logfile import LogFile, Stamp
from pipeline.remote import RemoteBytes

_STEP = 1 << 20


def stamp(file: BufferedReader) -> Stamp:
    if isinstance(file.raw, RemoteBytes):
        return file.raw.stamp()
    found = os.fstat(file.fileno())
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def changed(log: LogFile) -> LogError:
    return LogError(Problem(log.name, "cambió mientras se leía", "", "vuelva a correr"))


def up_to(log: LogFile, file: BufferedReader) -> Iterator[bytes]:
    """What had its digest taken, from where the file stands: the server may be writing more."""
    while piece := file.read(min(_STEP, log.size - file.tell())):
        yield piece
    if file.tell() < log.size:  # its parts would be kept under the digest of all that was there
        raise changed(log)


def steady(log: LogFile, file: BufferedReader, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces. Raises LogError at their end where the log was not all the time the same."""
    try:
        yield from pieces
    except DamageError:
        require_same(log, file)
        raise
    require_same(log, file)


def require_same(log: LogFile, file: BufferedReader) -> None:
    """Only a file that was touched has its digest taken again. Raises LogError."""
    if log.stamp in (None, stamp(file)):
        return
    at = file.tell()
    file.seek(0)
    if _digest(log, file) != log.sha256:
        raise changed(log)
    file.seek(at)


def _digest(log: LogFile, file: BufferedReader) -> str:
    digest = hashlib.sha256()
    for piece in _text(log, file):
        interrupts.heed()
        digest.update(piece)
    return digest.hexdigest()


def _text(log: LogFile, file: BufferedReader) -> Iterator[bytes]:
    """What LogFile.sha256 is of."""
    if log.member is None:
        yield from up_to(log, file)
        return
    for text in texts(file):
        if text.member == log.member:
            with suppress(DamageError):
                yield from text.pieces
            return
