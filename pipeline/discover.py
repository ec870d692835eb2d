"""Globs → log files, each with its digest, compression, format and zone; and what is wrong with
them."""

import glob
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BufferedReader
from pathlib import Path

import polars as pl

from pipeline import cuts, foreign, lines, remote, sameness, steady, workers
from pipeline.clients import Forwarded
from pipeline.containers import ContainerError, DamageError, Text, texts
from pipeline.errors import FormatError, LogError, Problem, gathered
from pipeline.formats import SURE, Detection, LogFormat, content, detect, fitted, resolve
from pipeline.logfile import LogFile, Seen, Stamp
from pipeline.project import LogSource, Project
from pipeline.refusals import reason
from pipeline.remote import Place
from pipeline.settings import visible
from pipeline.workers import Ordered

FEW = 10
"""Lines; a log may have fewer than these and not one of them a request."""

_STEP = 1 << 20
_CLF_OFFSET = r"\[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d ([+-]\d{4})\]"


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the globs found. errors: the work cannot go on. warnings: it can, and the user should
    know."""

    files: tuple[LogFile, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of a file's logs; each may be left to be found out.

    must_read: refuse a format that reads none of the first lines. pseudonymised: see LogFile.
    """

    role: str = ""
    format: LogFormat | None = None
    zone: str | None = None
    section: str | None = None
    service: str | None = None
    forwarded: Forwarded | None = None
    must_read: bool = True
    pseudonymised: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A file or a member of one, under the name it is shown by, and what is declared of it."""

    path: Place
    name: str
    declared: Declared
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class _ToSee:
    """A file of the project. sizes: see look. declared: or why it cannot be used."""

    path: Place
    name: str
    declared: Declared | FormatError
    sizes: Sequence[int]


@dataclass(slots=True)
class Found:
    """The logs in one file. left_out: members of an archive that are no logs, and why."""

    logs: list[LogFile] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


def discover(
    project: Project,
    seen: Mapping[str, Sequence[Seen]] | None = None,
    ordered: Ordered = workers.ordered,
    chunk: int = 0,
) -> Discovery:
    """Every log of the project, operation first, in the order of their names.

    seen: what earlier runs read, by name. ordered: who looks at the files. chunk: see look.
    """
    seen = seen or {}
    errors: list[Problem] = []
    paths = list(_paths(project, errors))
    logs: list[LogFile] = []
    warnings: list[Problem] = []
    look_at = partial(_outcome, chunk)
    for outcome in ordered(look_at, [_to_see(project, seen, *pair) for pair in paths]):
        if isinstance(outcome, Found):
            logs += outcome.logs
            warnings += outcome.left_out
        else:
            errors += outcome.problems
    logs, repeats = sameness.without_repeats(logs, ordered)
    warnings += [*repeats, *(_empty(log) for log in logs if log.size == 0)]
    warnings += [doubt for log in logs for doubt in doubts(log)]
    warnings += [_rewritten(log) for log in logs if _is_rewritten(log, seen, logs)]
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
                if path.resolve() not in taken:
                    taken.add(path.resolve())
                    yield path, source


def _matches(folder: Path, pattern: str) -> Sequence[Place]:
    """Files of a glob, which may be a URL. Raises LogError and SettingsError where nobody answers
    there."""
    if not remote.is_remote(pattern):
        return matches(folder, pattern)
    try:
        return sorted(remote.matches(pattern), key=lambda found: natural(found.url))
    except OSError as error:
        raise LogError(_unreadable(pattern, error)) from None


def matches(folder: Path, pattern: str) -> list[Path]:
    """Files of a glob; a name that exists is itself, whatever brackets it has."""
    if (folder / pattern).exists():
        return [folder / pattern]
    names = glob.glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207  absolute too
    paths = [folder / name for name in sorted(names, key=natural)]
    return [path for path in paths if not path.is_dir()]


def natural(name: str) -> list[tuple[int, str]]:
    """Sorting key: access.log.2 before access.log.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def _to_see(
    project: Project, seen: Mapping[str, Sequence[Seen]], path: Place, source: LogSource
) -> _ToSee:
    name = source.pseudonymised or name_of(project.folder, path)
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


def name_of(folder: Path, path: Place) -> str:
    """As text: bytes of a name that are none become `\\xHH`, and so does what is not seen. Of a URL
    all of it."""
    if isinstance(path, remote.Remote):
        return visible(path.url)
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return visible(os.fsencode(shown.as_posix()).decode("utf-8", "backslashreplace"))


def look(
    path: Place, name: str, declared: Declared, sizes: Sequence[int] = (), chunk: int = 0
) -> Found:
    """The logs in one file, their digests and formats.

    sizes: of its beginnings that shall have a digest too. chunk: bytes of the file after which it
    shall have a cut; none where 0. Raises LogError where it cannot be read, FormatError where it is
    not understood, SettingsError where nothing is installed that could read it.
    """
    if path.is_dir():
        remedy = "use un patrón como carpeta/*.log"
        raise LogError(Problem(name, "es una carpeta", "un archivo de bitácora", remedy))
    if path.is_fifo() or path.is_socket():  # opening it would wait for ever, or take from a server
        raise LogError(Problem(name, "no es un archivo", "un archivo de bitácora", "quítelo"))
    found = Found()
    try:
        with path.open("rb") as file:
            stamp = steady.stamp(file)
            for text in texts(file):
                if text.member is None:
                    named = _Named(path, name, declared, stamp)
                    return Found([_file(file, text, sizes, chunk, named)])
                place = _Named(path, f"{name} › {visible(text.member)}", declared, stamp)
                _add_member(found, text, place)
    except OSError as error:
        raise LogError(_unreadable(name, error)) from None
    except (ContainerError, DamageError) as error:
        remedy = "cópielo de nuevo, o declare los archivos que contiene ya extraídos"
        found.left_out.append(Problem(name, str(error), "", remedy))
    if not found.logs:
        nothing = Problem(name, "no contiene ninguna bitácora", "", "revise qué hay en él")
        raise LogError(found.left_out or nothing)
    return found


def _file(
    file: BufferedReader, text: Text, sizes: Sequence[int], chunk: int, place: _Named
) -> LogFile:
    """The log that a file is."""
    sample = lines.head(text.pieces)
    file.seek(0)
    marked = file.peek(4).startswith(lines.MARKS)
    appendable = text.compression == "plain" and not marked
    digests = _Digests(sizes)
    pieces = digests.of(file, min(_STEP, chunk or _STEP))
    found = list(cuts.of_plain(pieces, chunk)) if chunk and appendable else []
    for _ in pieces:
        pass
    size = file.tell()
    if chunk and text.compression != "plain" and size > chunk:
        found = list(cuts.of_packed(file, text.compression, chunk))
    log = _log(place, text, sample, digests.whole, size)
    return replace(log, heads=digests.heads, appendable=appendable, cuts=tuple(found))


class _Digests:
    """SHA-256 of a file, and of its beginnings of these sizes where it is longer, as it goes by."""

    def __init__(self, sizes: Iterable[int]) -> None:
        self.heads: dict[int, str] = {}
        self._sizes, self._digest = sorted(sizes), hashlib.sha256()

    @property
    def whole(self) -> str:
        return self._digest.hexdigest()

    def of(self, file: BufferedReader, step: int) -> Iterator[bytes]:
        """Its pieces of at most `step` bytes, from where it stands."""
        at = 0
        for size in self._sizes:
            while at < size and (piece := file.read(min(step, size - at))):
                self._digest.update(piece)
                at += len(piece)
                yield piece
            if at == size:
                self.heads[size] = self.whole
        while piece := file.read(step):
            self._digest.update(piece)
            yield piece


def _add_member(found: Found, text: Text, place: _Named) -> None:
    """A log within an archive; what is none is left out, for who packs a folder packs all of it."""
    digest = hashlib.sha256()
    pieces = _digested(text.pieces, digest)
    try:
        sample = lines.head(pieces)
        for _ in pieces:
            pass
        found.logs.append(_log(place, text, sample, digest.hexdigest(), text.size))
    except ContainerError as error:
        found.left_out.append(Problem(place.name, str(error), "", "se omite"))
    except (FormatError, LogError) as error:
        found.left_out += [replace(p, remedy=f"se omite; {p.remedy}") for p in error.problems]


def _digested(pieces: Iterator[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    """The same pieces; where they break off, the reader of the log will say so."""
    try:
        for piece in pieces:
            digest.update(piece)
            yield piece
    except DamageError:
        return


def _log(place: _Named, text: Text, sample: pl.Series, sha256: str, size: int) -> LogFile:
    name, declared = place.name, place.declared
    detection = None if declared.format else _detected(sample, name)
    fmt = _declared_format(declared, sample) or _format_of(detection)
    zone = None if fmt.zoned else declared.zone
    if not fmt.zoned and zone is None:
        raise FormatError(
            Problem(
                name,
                "sus fechas no traen desfase y no se declaró una zona",
                "una zona IANA",
                "agregue --timezone America/Monterrey, o time_zone en memoria.toml",
            )
        )
    if declared.must_read and declared.format:
        _require_a_fit(fmt, sample, zone, name)
    return LogFile(
        path=place.path,
        name=name,
        role=declared.role,
        sha256=sha256,
        size=size,
        compression=text.compression,
        format=fmt,
        zone=zone,
        section=declared.section,
        service=declared.service,
        member=text.member,
        forwarded=declared.forwarded,
        pseudonymised=declared.pseudonymised,
        stamp=place.stamp,
        detection=detection,
        first_line=next(iter(content(sample).get_column("line")), None),
        offsets=frozenset(sample.str.extract(_CLF_OFFSET).drop_nulls().unique()),
    )


def _detected(sample: pl.Series, name: str) -> Detection | None:
    """None where there is nothing to read. Raises FormatError."""
    found = detect(sample)
    if found or content(sample).is_empty():
        return found
    known = foreign.recognise(sample.head(foreign.MANY).to_list())
    if known:
        what = f"no es una bitácora de acceso: es {known.name}"
        raise FormatError(Problem(name, what, "", known.remedy))
    raise FormatError(
        Problem(
            where=name,
            found=f"ningún formato conocido lee sus renglones; el primero es «{_first(sample)}»",
            expected="una bitácora de acceso",
            remedy="declare format con la cadena LogFormat o log_format de su servidor",
        )
    )


def _declared_format(declared: Declared, sample: pl.Series) -> LogFormat | None:
    """A delivered log has nothing before its lines."""
    fmt = declared.format
    return fmt if fmt is None or declared.pseudonymised else fitted(fmt, sample)


def _format_of(detection: Detection | None) -> LogFormat:
    return detection.format if detection else resolve("combined")


def _require_a_fit(fmt: LogFormat, sample: pl.Series, zone: str | None, name: str) -> None:
    """Raises FormatError where the format reads none of the first lines; but for a few that nothing
    reads: the scrap of a rotation."""
    some = content(sample)
    if some.is_empty() or fmt.read(some, zone).get_column("reason").null_count():
        return
    other = detect(sample)
    if other is None and some.height < FEW:
        return
    found = f"el formato declarado, «{fmt.name}», no lee ninguno de sus primeros renglones"
    remedy = (
        f'declare format = "{other.format.name}", que sí los lee, o quite el formato'
        if other
        else "copie la cadena LogFormat o log_format de la configuración del servidor"
    )
    raise FormatError(Problem(name, f"{found}; el primero es «{_first(sample)}»", "", remedy))


def doubts(log: LogFile) -> list[Problem]:
    """Where the format that was found may be another."""
    found = log.detection
    if found is None:
        return []
    problems = []
    if found.rival:
        problems.append(
            Problem(
                log.name,
                f"sus renglones se leen igual de bien como «{found.format.name}» y como "
                f"«{found.rival.name}», y dicen cosas distintas",
                "",
                f'se usó el primero; declare format = "{found.format.name}" u otro para fijarlo',
            )
        )
    if found.share < SURE and found.lines >= FEW:
        problems.append(
            Problem(
                log.name,
                f"«{found.format.name}» lee sólo {found.share:.0%} de sus primeros {found.lines} "
                "renglones",
                "",
                "revise los rechazados con: memoria inspect, o declare format",
            )
        )
    return problems


def _first(sample: Iterable[str]) -> str:
    """The first line, short and harmless on a terminal."""
    text = next(line for line in sample if line.strip())
    return "".join(c if c.isprintable() else "·" for c in text[:80]) + (
        "…" if len(text) > 80 else ""
    )


def _is_rewritten(
    log: LogFile, seen: Mapping[str, Sequence[Seen]], logs: Sequence[LogFile]
) -> bool:
    """Another text stood under its name in an earlier run, and is not among the logs any more."""
    earlier = seen.get(log.name, ())
    present = {other.sha256 for other in logs}
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
