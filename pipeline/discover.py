"""Globs → log files, each with its digest, compression, format and zone; and what is wrong with
them."""

import glob
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline import lines, workers
from pipeline.errors import FormatError, LogError, Problem
from pipeline.formats import LogFormat, detect, is_blank, is_comment, numbered, resolve
from pipeline.project import LogSource, Project
from pipeline.settings import reason

FEW = 10
"""Lines; a log may have fewer than these and not one of them a request."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """A readable log. name: relative to the project, for messages and documents.

    zone: IANA name where the format's lines carry no offset, else None. sha256: of the file as it
    lies. section: "prep" or "portal" where the project says the whole file is one.
    """

    path: Path
    name: str
    role: str
    sha256: str
    size: int
    compression: str
    format: LogFormat
    zone: str | None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the globs found. errors: the work cannot go on. warnings: it can, and the user should
    know."""

    files: tuple[LogFile, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def discover(project: Project) -> Discovery:
    """Every log of the project, operation first, in the order of their names."""
    found: list[tuple[Path, LogSource]] = []
    errors: list[Problem] = []
    taken: set[Path] = set()
    for source in project.logs:
        for pattern in source.patterns:
            paths = _matches(project.folder, pattern)
            if not paths:
                errors.append(_nothing(source, pattern))
            fresh = [path for path in paths if path.resolve() not in taken]
            taken.update(path.resolve() for path in fresh)
            found += [(path, source) for path in fresh]
    files: list[LogFile] = []
    warnings: list[Problem] = []
    for outcome in workers.ordered(lambda pair: _outcome(project, *pair), found):
        match outcome:
            case LogFile():
                files.append(outcome)
            case FormatError() | LogError():
                errors += outcome.problems
    files, copies = _without_copies(files)
    warnings += copies + [_empty(file) for file in files if file.size == 0]
    return Discovery(tuple(files), tuple(errors), tuple(warnings))


def _matches(folder: Path, pattern: str) -> list[Path]:
    """Files of a glob; a name that exists is itself, whatever brackets it has."""
    if (folder / pattern).exists():
        return [folder / pattern]
    names = glob.glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207  absolute too
    paths = [folder / name for name in sorted(names, key=natural)]
    return [path for path in paths if not path.is_dir()]


def natural(name: str) -> list[tuple[int, str]]:
    """Sorting key: access.log.2 before access.log.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def _outcome(project: Project, path: Path, source: LogSource) -> LogFile | LogError | FormatError:
    try:
        return look(
            path,
            name=_name(project.folder, path),
            role=source.role,
            declared=source.format,
            zone=source.zone.key,
            section=source.section,
        )
    except (LogError, FormatError) as error:
        return error


def _name(folder: Path, path: Path) -> str:
    """As text: bytes of a name that are none become `\\xHH`."""
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return os.fsencode(shown.as_posix()).decode("utf-8", "backslashreplace")


def look(
    path: Path,
    *,
    name: str,
    role: str = "",
    declared: str | None = None,
    zone: str | None = None,
    section: str | None = None,
    must_read: bool = True,
) -> LogFile:
    """One file's digest and format. Raises LogError where it cannot be read, FormatError where not
    understood.

    must_read: refuse a declared format that reads none of the first lines.
    """
    try:
        if path.is_dir():
            raise LogError(
                Problem(
                    name,
                    "es una carpeta",
                    "un archivo de bitácora",
                    "use un patrón como carpeta/*.log",
                )
            )
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size, compression = path.stat().st_size, lines.compression(path)
        sample = lines.head(path)
    except OSError as error:
        raise LogError(_unreadable(name, error)) from None
    fmt = resolve(declared) if declared else _detected(sample, name)
    own_zone = None if fmt.zoned else zone
    if not fmt.zoned and own_zone is None:
        raise FormatError(
            Problem(
                name,
                "sus fechas no traen desfase y no se declaró una zona",
                "una zona IANA",
                "agregue --timezone America/Monterrey, o time_zone en memoria.toml",
            )
        )
    if must_read and declared and (unread := _unread(fmt, sample, own_zone)):
        _refuse_misfit(sample, unread, name, declared)
    return LogFile(path, name, role, sha256, size, compression, fmt, own_zone, section)


def _unread(fmt: LogFormat, sample: pl.Series, zone: str | None) -> int:
    """How many lines the sample has where the format reads none of them, else 0."""
    some = numbered(sample).filter(~is_blank() & ~is_comment())
    if some.is_empty() or fmt.read(some, zone).get_column("reason").null_count():
        return 0
    return some.height


def _refuse_misfit(sample: pl.Series, unread: int, name: str, declared: str) -> None:
    """Raises FormatError, but for a few lines that nothing reads: the scrap of a rotation."""
    other = detect(sample)
    if other is None and unread < FEW:
        return
    found = f"el formato declarado, «{declared}», no lee ninguno de sus primeros renglones"
    remedy = (
        f'declare format = "{other.format.name}", que sí los lee, o quite el formato'
        if other
        else "copie la cadena LogFormat o log_format de la configuración del servidor"
    )
    raise FormatError(Problem(name, f"{found}; el primero es «{_first(sample)}»", "", remedy))


def _detected(sample: pl.Series, name: str) -> LogFormat:
    found = detect(sample)
    if found:
        return found.format
    if (sample.str.strip_chars() == "").all():
        return resolve("combined")  # nothing in it to read either way
    raise FormatError(
        Problem(
            where=name,
            found=f"ningún formato conocido lee sus renglones; el primero es «{_first(sample)}»",
            expected="una bitácora de acceso",
            remedy="declare format con la cadena LogFormat o log_format de su servidor",
        )
    )


def _first(sample: Iterable[str]) -> str:
    """The first line, short and harmless on a terminal."""
    text = next(line for line in sample if line.strip())
    return "".join(c if c.isprintable() else "·" for c in text[:80]) + (
        "…" if len(text) > 80 else ""
    )


def _without_copies(files: list[LogFile]) -> tuple[list[LogFile], list[Problem]]:
    """The same content under two names counts once."""
    first: dict[str, LogFile] = {}
    copies = []
    for file in files:
        if file.size and file.sha256 in first:
            remedy = "nada: se cuenta una sola vez"
            original = first[file.sha256].name
            copies.append(Problem(file.name, f"es una copia exacta de {original}", "", remedy))
        else:
            first.setdefault(file.sha256 if file.size else file.name, file)
    return list(first.values()), copies


def _nothing(source: LogSource, pattern: str) -> Problem:
    return Problem(
        where=source.where,
        found=f"ningún archivo coincide con «{pattern}»",
        expected="al menos una bitácora",
        remedy="revise la ruta, relativa a la carpeta de memoria.toml",
    )


def _empty(file: LogFile) -> Problem:
    return Problem(
        file.name, "está vacío", "", "nada, si ese día el servidor no registró solicitudes"
    )


def _unreadable(name: str, error: OSError) -> Problem:
    match error:
        case FileNotFoundError():
            return Problem(name, "no existe", "un archivo de bitácora", "revise la ruta")
        case PermissionError():
            return Problem(
                name, "no hay permiso para leerlo", "", f"por ejemplo: sudo chmod a+r {name}"
            )
        case _:
            return Problem(
                name, f"no se puede leer ({reason(error)})", "", "revise el disco o la ruta"
            )
