"""The logs as they are handed over, by the agreement's `privacy_mode`.

seudonimizada     every line written anew with pseudonyms (see rewriting.py, members.py)
integra-cifrada   the original files, encrypted to the institute's public key (see encryption.py)
agregada          none

Files appear whole, by rename.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from itertools import groupby
from pathlib import Path

from pipeline import encryption, members, steps
from pipeline.agreement.modes import AGGREGATED, ENCRYPTED, PSEUDONYMISED
from pipeline.crew import Crew
from pipeline.logfile import MEMBER
from pipeline.parts import Parts, Progress, explained
from pipeline.project import Project
from pipeline.steady import require_same
from pipeline.storage import link

FOLDER = "bitacoras"
NOT_RECOMPUTED = {
    "version": "es la del programa que mide",
    "handover": "habla de la entrega misma",
    "ingest.manifest_sha256": "es la huella de las bitácoras originales",
    "ingest.size": "es el tamaño de las bitácoras originales",
    "ingest.by_file.format": "un renglón en otro formato puede entregarse en el de su bitácora",
    "ingest.by_file.compression": "las bitácoras se entregan comprimidas con gzip",
    "ingest.by_file.sha256": "es la huella de la bitácora original",
    "ingest.by_file.size": "es el tamaño de la bitácora original",
    "ingest.by_file.forwarded": "en lo entregado el cliente ya es el que dijo el proxy",
    "ingest.by_file.damage": "lo dañado era el archivo original",
    "comparison.files": "de las otras herramientas se entregan sus cifras, y no sus archivos",
    "audience.places": "el país y el estado se buscan con la dirección, que no se entrega",
    "audience.places_reason": "el país y el estado se buscan con la dirección, que no se entrega",
}
"""Keys of resumen.json, without the numbers of lists, that measuring the delivered logs again
cannot give, or gives otherwise, and why; each stands for what is below it too."""

_LONGEST_NAME = 100
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_PACKED = (".gz", ".bz2", ".xz", ".zst", ".age")


@dataclass(frozen=True, slots=True)
class Handed:
    """path: relative to the folder of annexes, with forward slashes. source: see LogFile.name; of
    an encrypted archive its own. sha256, size: of the file as it is handed over. lines: of the logs
    in it."""

    path: str
    source: str
    sha256: str
    size: int
    lines: int


def write(
    read: Sequence[Parts],
    project: Project,
    crew: Crew,
    folder: Path,
    progress: Progress = lambda *_: None,
) -> tuple[Handed, ...]:
    """Writes folder/bitacoras, in the order of the logs. progress: as in parts.make.

    Raises LogError where a log cannot be read again as it was, OutputError where nothing can be
    written.
    """
    return _MODES[project.agreement.privacy_mode](read, project, crew, folder, progress)


# -- names


def names_of(logs: Sequence[str], suffix: str) -> list[str]:
    """Paths under FOLDER for logs of these names: safe on every system, and each another, also
    where upper and lower case are one."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    found = []
    for log in logs:
        plain = _safe_path(log)
        if suffix != encryption.SUFFIX:  # what is encrypted stays packed as it was
            plain = _unpacked(plain)
        name, number = f"{plain}{suffix}", numbers.get(plain.casefold(), 1)
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}{suffix}"
        numbers[plain.casefold()] = number
        taken.add(name.casefold())
        found.append(f"{FOLDER}/{name}")
    return found


def _safe_path(name: str) -> str:
    """Of an absolute path only the file: its folders tell of a machine and its users."""
    file, *member = name.split(MEMBER, 1)
    steps = [file.rsplit("/", 1)[-1]] if re.match(r"/|[A-Za-z]:|\w+://", file) else file.split("/")
    steps += [step for text in member for step in text.split("/")]
    steps = [_safe(step) for step in steps if step not in ("", ".", "..")] or ["bitacora"]
    # No folder may be called as some file is.
    folders = [re.sub(r"\.(gz|age)$", r"_\1", step) for step in steps[:-1]]
    return "/".join([*folders, steps[-1]])


def _unpacked(path: str) -> str:
    folder, slash, last = path.rpartition("/")
    for packing in _PACKED:
        last = last.removesuffix(packing) or last
    return f"{folder}{slash}{last}"


def _safe(step: str) -> str:
    text = unicodedata.normalize("NFKD", step).encode("ascii", "ignore").decode()
    text = re.sub(r"[^A-Za-z0-9._-]+", "_", text)[:_LONGEST_NAME]
    text = _RESERVED.sub(lambda name: f"_{name[0]}", text.strip(".").lstrip("-"))
    return text or "_"


# -- with pseudonyms


def _pseudonymised(
    read: Sequence[Parts],
    project: Project,  # noqa: ARG001
    crew: Crew,
    folder: Path,
    progress: Progress,
) -> tuple[Handed, ...]:
    names = names_of([parts.log.name for parts in read], ".gz")
    places = {parts.log.name: folder / name for parts, name in zip(read, names, strict=True)}
    for parts in read:
        with explained(parts.log):
            places[parts.log.name].parent.mkdir(parents=True, exist_ok=True)
    before = members.shelved(read)
    missing = [parts for parts in read if parts.log.name not in before]
    for parts in read:
        if parts.log.name in before:
            progress(parts.log.size)
    kept = before | crew.rewrite(missing, progress)
    handed = []
    for parts, name in zip(read, names, strict=True):
        with explained(parts.log):
            link(kept[parts.log.name], folder / name)
            handed.append(_handed(folder, name, parts.log.name, parts.counts.lines))
        way = "kept" if parts.log.name in before else "made"
        steps.worked("handed", way, parts.log.name)
    return tuple(handed)


def _handed(folder: Path, name: str, source: str, lines: int) -> Handed:
    path = folder / name
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Handed(name, source, digest, path.stat().st_size, lines)


# -- encrypted, or only figures


def _encrypted(
    read: Sequence[Parts],
    project: Project,
    crew: Crew,  # noqa: ARG001
    folder: Path,
    progress: Progress,
) -> tuple[Handed, ...]:
    """Every file as it lies, with all that it holds; the bytes are others each time."""
    reader = encryption.recipient(project.agreement.institute.age_recipient)
    assert reader, "the agreement would not have loaded"
    files = {path: [*group] for path, group in groupby(read, key=lambda parts: parts.log.path)}
    sources = [group[0].log.name.split(MEMBER, 1)[0] for group in files.values()]
    handed = []
    for (path, group), source, name in zip(
        files.items(), sources, names_of(sources, encryption.SUFFIX), strict=True
    ):
        with explained(group[0].log):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            encryption.encrypt(path, folder / name, reader)
            with path.open("rb") as file:
                require_same(group[0].log, file)
            lines = sum(parts.counts.lines for parts in group)
            handed.append(_handed(folder, name, source, lines))
        progress(sum(parts.log.size for parts in group), lines)
    return tuple(handed)


def _none(*_: object) -> tuple[Handed, ...]:
    """Only measures are handed over."""
    return ()


_Mode = Callable[[Sequence[Parts], Project, Crew, Path, Progress], tuple[Handed, ...]]
_MODES: dict[str, _Mode] = {
    PSEUDONYMISED: _pseudonymised,
    ENCRYPTED: _encrypted,
    AGGREGATED: _none,
}
