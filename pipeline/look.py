"""A file → the logs in it, each with its digest, compression, format and zone."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedReader

import polars as pl

from pipeline import cuts, interrupts, lines, steady
from pipeline.containers import ContainerError, DamageError, Text, texts
from pipeline.errors import FormatError, LogError, Problem
from pipeline.formats import content
from pipeline.logfile import MEMBER, Declared, LogFile, Stamp
from pipeline.recognise import recognised
from pipeline.refusals import reason
from pipeline.remote import Place
from pipeline.settings import visible

_STEP = 1 << 20
_CLF_OFFSET = r"\[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d ([+-]\d{4})\]"


@dataclass(frozen=True, slots=True)
class _Named:
    """A file or a member of one, under the name it is shown by, and what is declared of it."""

    path: Place
    name: str
    declared: Declared
    stamp: Stamp


@dataclass(slots=True)
class Found:
    """The logs in one file. left_out: members of an archive that are no logs, and why."""

    logs: list[LogFile] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


def look(
    path: Place, name: str, declared: Declared, sizes: Sequence[int] = (), chunk: int = 0
) -> Found:
    """The logs in one file, their digests and formats.

    sizes: of its beginnings that shall have a digest too. chunk: bytes of the file after which it
    shall have a cut; none where 0. Raises LogError where it cannot be read, FormatError where it is
    not understood, SettingsError where nothing is installed that could read it.
    """
    _require_a_file(path, name)
    found = Found()
    try:
        with path.open("rb") as file:
            stamp = steady.stamp(file)
            for text in texts(file):
                if text.member is None:
                    named = _Named(path, name, declared, stamp)
                    return Found([_file(file, text, sizes, chunk, named)])
                place = _Named(path, f"{name}{MEMBER}{visible(text.member)}", declared, stamp)
                _add_member(found, text, place)
    except OSError as error:
        raise LogError(unreadable(name, error)) from None
    except (ContainerError, DamageError) as error:
        remedy = "cópielo de nuevo, o declare los archivos que contiene ya extraídos"
        found.left_out.append(Problem(name, str(error), "", remedy))
    if not found.logs:
        nothing = Problem(name, "no contiene ninguna bitácora", "", "revise qué hay en él")
        raise LogError(found.left_out or nothing)
    return found


def _require_a_file(path: Place, name: str) -> None:
    if path.is_dir():
        remedy = "use un patrón como carpeta/*.log"
        raise LogError(Problem(name, "es una carpeta", "un archivo de bitácora", remedy))
    if path.exists() and not path.is_file():  # to open it would wait for ever, or it has no end
        raise LogError(Problem(name, "no es un archivo", "un archivo de bitácora", "quítelo"))


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
                interrupts.heed()
                self._digest.update(piece)
                at += len(piece)
                yield piece
            if at == size:
                self.heads[size] = self.whole
        while piece := file.read(step):
            interrupts.heed()
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
            interrupts.heed()
            digest.update(piece)
            yield piece
    except DamageError:
        return


def _log(place: _Named, text: Text, sample: pl.Series, sha256: str, size: int) -> LogFile:
    declared = place.declared
    found = recognised(declared, sample, place.name)
    return LogFile(
        path=place.path,
        name=place.name,
        role=declared.role,
        sha256=sha256,
        size=size,
        compression=text.compression,
        format=found.format,
        zone=found.zone,
        section=declared.section,
        service=declared.service,
        member=text.member,
        forwarded=declared.forwarded,
        pseudonymised=declared.pseudonymised,
        stamp=place.stamp,
        detection=found.detection,
        first_line=next(iter(content(sample).get_column("line")), None),
        offsets=frozenset(sample.str.extract(_CLF_OFFSET).drop_nulls().unique()),
    )


def unreadable(name: str, error: OSError) -> Problem:
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
