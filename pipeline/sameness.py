"""The same log twice: a copy on a second disk, a rotated one that was packed, one that was copied
while it was still being written.

Known by what is in them, unpacked; names and dates of files do not matter. Each request is counted
once: of logs that begin alike up to the end of the shorter, the longest stays.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pipeline import interrupts, workers
from pipeline.containers import ContainerError, DamageError, texts
from pipeline.errors import LogError, Problem
from pipeline.logfile import LogFile
from pipeline.refusals import reason
from pipeline.workers import Ordered

NOTHING = "nada: se cuenta una sola vez"


@dataclass(frozen=True, slots=True)
class _Content:
    """Bytes of the text, and the digests of its beginnings by their length, its own among them."""

    size: int
    digests: dict[int, str]


def without_repeats(
    logs: Sequence[LogFile], ordered: Ordered = workers.ordered
) -> tuple[list[LogFile], list[Problem]]:
    """The logs that hold something of their own, in their order, and what is told of the others.

    Only logs of one role that begin with the same line are read for it, and none of a delivery:
    there what told two servers' lines apart may have been left out. ordered: who reads. Raises
    LogError.
    """
    groups = defaultdict(list)
    for log in logs:
        if log.first_line is not None and not log.pseudonymised:
            groups[log.role, log.first_line].append(log)
    alike = [group for group in groups.values() if len(group) > 1]
    every = [log for group in alike for log in group]
    sizes = {log.name: one.size for log, one in zip(every, ordered(_all_of, every), strict=True)}
    marked = [(log, [sizes[one.name] for one in group]) for group in alike for log in group]
    contents = zip(every, ordered(_content, marked), strict=True)
    known = {log.name: content for log, content in contents}
    repeats = {log.name: other for group in alike for log, other in _repeats(group, known)}
    problems = [_problem(log, repeats[log.name]) for log in logs if log.name in repeats]
    return [log for log in logs if log.name not in repeats], problems


def _repeats(
    group: Sequence[LogFile], known: Mapping[str, _Content]
) -> Iterator[tuple[LogFile, LogFile]]:
    """Each log that is all in another, and that other."""
    contents = [known[log.name] for log in group]
    sizes = [content.size for content in contents]
    # The longest first; of equal ones the first named.
    order = sorted(range(len(group)), key=lambda i: (-sizes[i], i))
    for place, i in enumerate(order):
        own = contents[i].digests.get(sizes[i])  # none where a log has been cut meanwhile
        holder = next((j for j in order[:place] if contents[j].digests.get(sizes[i]) == own), None)
        if own and holder is not None:
            yield group[i], group[holder]


def _all_of(log: LogFile) -> _Content:
    return _content((log, ()))


def _content(marked: tuple[LogFile, Sequence[int]]) -> _Content:
    """Of a log, with the digests of its beginnings of these sizes."""
    log, sizes = marked
    digest, size, digests = hashlib.sha256(), 0, {}
    marks = sorted(set(sizes), reverse=True)
    for piece in _text(log):
        interrupts.heed()
        rest = memoryview(piece)
        while marks and size + len(rest) >= marks[-1]:
            mark = marks.pop()
            digest.update(rest[: mark - size])
            rest, size = rest[mark - size :], mark
            digests[mark] = digest.copy().hexdigest()
        digest.update(rest)
        size += len(rest)
    return _Content(size, digests)


def _text(log: LogFile) -> Iterator[bytes]:
    """As far as it can be followed."""
    try:
        with log.path.open("rb") as file, suppress(DamageError, ContainerError):
            for text in texts(file):
                if text.member == log.member:
                    yield from text.pieces
                    return
    except OSError as error:
        problem = Problem(log.name, f"no se puede leer ({reason(error)})", "", "revise el disco")
        raise LogError(problem) from None


def _problem(log: LogFile, other: LogFile) -> Problem:
    if log.sha256 == other.sha256:
        return Problem(log.name, f"es una copia exacta de {other.name}", "", NOTHING)
    return Problem(log.name, f"todo lo que contiene está también en {other.name}", "", NOTHING)
