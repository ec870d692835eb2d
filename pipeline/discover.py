"""The logs of a project: what its globs find, looked at, without repeats; and what is wrong with
them."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import globs, sameness, workers
from pipeline.errors import FormatError, LogError, Problem, gathered
from pipeline.logfile import Declared, LogFile, Seen
from pipeline.look import Found, look, unreadable
from pipeline.project import LogSource, Project
from pipeline.recognise import doubts
from pipeline.remote import Place
from pipeline.workers import Ordered

MOST_LOGS = 20_000
"""Of a project: what a delivery can hold, and whoever receives it opens in minutes."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the globs found. errors: the work cannot go on. warnings: it can, and the user should
    know."""

    files: tuple[LogFile, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _ToSee:
    """A file of the project. sizes: see look.look. declared: or why it cannot be used."""

    path: Place
    name: str
    declared: Declared | FormatError
    sizes: Sequence[int]


def discover(
    project: Project,
    seen: Mapping[str, Sequence[Seen]] | None = None,
    ordered: Ordered = workers.ordered,
    chunk: int = 0,
) -> Discovery:
    """Every log of the project, operation first, in the order of their names.

    seen: what earlier runs read, by name. ordered: who looks at the files. chunk: see look.look.
    """
    seen = seen or {}
    errors: list[Problem] = []
    paths = list(_paths(project, errors))
    if len(paths) > MOST_LOGS:
        return Discovery((), (*errors, _too_many(len(paths))), ())
    logs: list[LogFile] = []
    warnings: list[Problem] = []
    look_at = partial(_outcome, chunk)
    for outcome in ordered(look_at, [_to_see(project, seen, *pair) for pair in paths]):
        if isinstance(outcome, Found):
            logs += outcome.logs
            warnings += outcome.left_out
        else:
            errors += outcome.problems
    if len(logs) > MOST_LOGS:  # an archive holds many
        errors.append(_too_many(len(logs)))
    logs, repeats = sameness.without_repeats(logs, ordered)
    warnings += [*repeats, *(_empty(log) for log in logs if log.size == 0)]
    warnings += [doubt for log in logs for doubt in doubts(log)]
    present = {log.sha256 for log in logs}
    warnings += [_rewritten(log) for log in logs if _is_rewritten(log, seen, present)]
    return Discovery(tuple(logs), tuple(errors), tuple(warnings))


def _paths(project: Project, errors: list[Problem]) -> Iterator[tuple[Place, LogSource]]:
    """Every file once, under the first glob that names it; adds the globs that find nothing."""
    taken: set[Place] = set()
    for source in project.logs:
        for pattern in source.patterns:
            paths: Sequence[Place] = ()
            with gathered(errors):
                paths = _matches(project.folder, pattern)
                if not paths:
                    errors.append(_nothing(source, pattern))
            for path in paths:
                if globs.itself(path) not in taken:
                    taken.add(globs.itself(path))
                    yield path, source


def _matches(folder: Path, pattern: str) -> Sequence[Place]:
    """Raises LogError and SettingsError."""
    try:
        return globs.places(folder, pattern)
    except OSError as error:
        raise LogError(unreadable(pattern, error)) from None


def _to_see(
    project: Project, seen: Mapping[str, Sequence[Seen]], path: Place, source: LogSource
) -> _ToSee:
    name = source.pseudonymised or globs.name_of(project.folder, path)
    path = path.absolute()  # whoever looks at it may stand elsewhere
    return _ToSee(path, name, _declared(source), [one.size for one in seen.get(name, ())])


def _declared(source: LogSource) -> Declared | FormatError:
    try:
        return Declared(
            role=source.role,
            format=source.log_format(),
            zone=source.zone.key,
            section=source.section,
            service=source.service,
            forwarded=source.forwarded,
            pseudonymised=source.pseudonymised is not None,
        )
    except FormatError as error:
        return error


def _outcome(chunk: int, file: _ToSee) -> Found | LogError | FormatError:
    if isinstance(file.declared, FormatError):
        return file.declared
    try:
        return look(file.path, file.name, file.declared, file.sizes, chunk)
    except (LogError, FormatError) as error:
        return error


def _is_rewritten(
    log: LogFile, seen: Mapping[str, Sequence[Seen]], present: AbstractSet[str]
) -> bool:
    """Another text stood under its name in an earlier run, and is not among the logs any more.
    present: their digests."""
    earlier = seen.get(log.name, ())
    return bool(earlier) and not any(
        one.sha256 in present or log.heads.get(one.size) == one.sha256 for one in earlier
    )


def _rewritten(log: LogFile) -> Problem:
    return Problem(
        log.name,
        "ya no empieza como en la corrida anterior: se rotó, se truncó o se reescribió",
        "",
        "se leyó de nuevo; revise que lo que había antes siga entre sus bitácoras",
    )


def _too_many(number: int) -> Problem:
    return Problem(
        "bitácoras",
        f"son {number:,}",
        f"a lo más {MOST_LOGS:,}",
        "junte las de un mismo servidor y formato, por ejemplo una por día: "
        "cat 2023-06-04-*.gz > 2023-06-04.gz vale también con las comprimidas",
    )


def _nothing(source: LogSource, pattern: str) -> Problem:
    return Problem(
        where=source.where,
        found=f"ningún archivo coincide con «{pattern}»",
        expected="al menos una bitácora",
        remedy="revise la ruta, relativa a la carpeta de memoria.toml",
    )


def _empty(log: LogFile) -> Problem:
    return Problem(
        log.name, "está vacío", "", "nada, si ese día el servidor no registró solicitudes"
    )
