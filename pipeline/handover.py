"""The logs as they are handed over, by the agreement's `privacy_mode`.

seudonimizada     every line written anew with pseudonyms (see rewriting.py), as gzip
integra-cifrada   the original files, encrypted to the institute's public key (see encryption.py)
agregada          none

Files appear whole, by rename. The bytes of the first depend on nothing but the logs and the key: a
gzip member a block, by libdeflate, whose output is that of its version on every machine.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import file_digest
from importlib.metadata import version
from io import BufferedReader
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import deflate

from pipeline import encryption, own_code, shelf, steps, workers
from pipeline.containers import DamageError, texts
from pipeline.errors import AccountingError
from pipeline.lines import Block, blocks
from pipeline.parse import Counts
from pipeline.parts import Parts, Progress, explained
from pipeline.project import Project
from pipeline.pseudonyms import Pseudonyms
from pipeline.rewriting import rewrite
from pipeline.steady import changed, require_same, steady, up_to
from pipeline.storage import link
from pipeline.workspace import Workspace

FOLDER = "bitacoras"
MEMBER = " › "
"""Between an archive's name and that of a log in it; see discover.py."""

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

_LEVEL = 6
_KEPT, _DRAFT = "entrega-", ".tmp"
_LONGEST_NAME = 100
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_PACKED = (".gz", ".bz2", ".xz", ".zst", ".age")
_WRITERS = ("handover.py", "rewriting.py")


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
    workspace: Workspace,
    folder: Path,
    progress: Progress = lambda *_: None,
) -> tuple[Handed, ...]:
    """Writes folder/bitacoras, in the order of the logs. progress: as in parts.make.

    Raises LogError where a log cannot be read again as it was, OutputError where nothing can be
    written.
    """
    return _MODES[project.agreement.privacy_mode](read, project, workspace, folder, progress)


# -- names


def names_of(logs: Sequence[str], suffix: str) -> list[str]:
    """Paths under FOLDER for logs of these names: safe on every system, and each another, also
    where upper and lower case are one."""
    taken: set[str] = set()
    found = []
    for log in logs:
        plain = _safe_path(log)
        if suffix != encryption.SUFFIX:  # what is encrypted stays packed as it was
            plain = _unpacked(plain)
        name, number = f"{plain}{suffix}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}{suffix}"
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


# -- seudonimizada


@dataclass(frozen=True, slots=True)
class _Item:
    """A block of a log; None where the log has none left, the last of every log. read: bytes."""

    parts: Parts
    block: Block | None
    read: int = 0


@dataclass(slots=True)
class _Output:
    """A log's file in the making."""

    path: Path
    file: BinaryIO
    counts: Counts = field(default_factory=Counts)


def _pseudonymised(
    read: Sequence[Parts],
    project: Project,  # noqa: ARG001
    workspace: Workspace,
    folder: Path,
    progress: Progress,
) -> tuple[Handed, ...]:
    names = names_of([parts.log.name for parts in read], ".gz")
    places = {parts.log.name: folder / name for parts, name in zip(read, names, strict=True)}
    for parts in read:
        with explained(parts.log):
            places[parts.log.name].parent.mkdir(parents=True, exist_ok=True)
    kept = _shelved(read)
    missing = [parts for parts in read if parts.log.name not in kept]
    kept |= _write_missing(missing, workspace, progress)
    handed = []
    for parts, name in zip(read, names, strict=True):
        with explained(parts.log):
            link(kept[parts.log.name], folder / name)
            handed.append(_handed(folder, name, parts.log.name, parts.counts.lines))
        done_before = parts not in missing
        steps.worked("handed", "kept" if done_before else "made", parts.log.name)
        if done_before:
            progress(parts.log.size)
    return tuple(handed)


def _shelved(read: Sequence[Parts]) -> dict[str, Path]:
    """The logs' lines, by the logs' names: kept until a log, or the way of writing it, changes,
    under a name that tells whether a disk has lost something of them."""
    return {
        parts.log.name: path
        for parts in read
        for path in parts.folder.glob(f"{_KEPT}{_writer()}-*.gz")
        if _is_whole(path)
    }


def _is_whole(path: Path) -> bool:
    try:
        return path.stem.endswith(f"-{shelf.crc32(path):08x}")
    except OSError:
        return False


def _writer() -> str:
    """What decides on the bytes, beside the parts' own key."""
    return f"{own_code.digest(_WRITERS)[:16]}-{version('deflate')}"


def _write_missing(
    read: Sequence[Parts], workspace: Workspace, progress: Progress
) -> dict[str, Path]:
    """One stream of blocks of all logs, as in parts.make; gives what `_shelved` gives."""
    tokens = workspace.tokens()
    pseudonyms = Pseudonyms(tokens)

    def packed(item: _Item) -> tuple[_Item, bytes, Counts]:
        if item.block is None:
            return item, b"", Counts()
        with explained(item.parts.log):
            found = rewrite(item.parts.log, item.block, pseudonyms, tokens.seed)
        return item, _packed(found.data), found.parsed.counts(None)

    output: _Output | None = None
    kept = {}
    try:
        for item, data, counts in workers.ordered(packed, _items(read)):
            with explained(item.parts.log, item.parts.folder):
                output = output or _opened(item.parts)
                output.file.write(data)
                output.counts += counts
                progress(item.read, counts.lines)
                if item.block is None:
                    kept[item.parts.log.name] = _keep(item.parts, output)
                    output = None
    finally:
        if output:
            output.file.close()
            output.path.unlink(missing_ok=True)
    return kept


def _packed(data: bytes) -> bytes:
    return bytes(deflate.gzip_compress(data, _LEVEL))


def _items(read: Sequence[Parts]) -> Iterator[_Item]:
    """Every block of the logs; an archive is read once for all of its own."""
    for path, group in groupby(read, key=lambda parts: parts.log.path):
        wanted = {parts.log.member: parts for parts in group}
        first = next(iter(wanted.values()))
        with explained(first.log), path.open("rb") as file:
            if None in wanted:
                yield from _of_file(file, first)
                continue
            with suppress(DamageError):  # between its members, as discover has told
                for text in texts(file):
                    if parts := wanted.pop(text.member, None):
                        pieces = steady(parts.log, file, text.pieces)
                        yield from _of_text(parts, blocks(pieces))
            if wanted:
                raise changed(first.log)


def _of_file(file: BufferedReader, parts: Parts) -> Iterator[_Item]:
    log = parts.log
    pieces = up_to(log, file) if log.appendable else next(texts(file)).pieces
    yield from _of_text(parts, blocks(steady(log, file, pieces), file.tell))


def _of_text(parts: Parts, found: Iterator[Block]) -> Iterator[_Item]:
    at = 0
    for block in found:
        yield _Item(parts, block, block.read - at)
        at = block.read
    yield _Item(parts, None, max(0, parts.log.size - at))


def _opened(parts: Parts) -> _Output:
    path = parts.folder / f"{_KEPT}{_writer()}{_DRAFT}"
    return _Output(path, path.open("wb"))


def _keep(parts: Parts, output: _Output) -> Path:
    """Under its name, once every line of the log that was measured is in it; earlier ones go."""
    if not output.counts.lines:
        output.file.write(_packed(b""))
    output.file.close()
    if _accounted(output.counts) != _accounted(parts.counts):
        raise AccountingError(
            f"{parts.log.name}: {_accounted(parts.counts)} were measured, "
            f"{_accounted(output.counts)} are handed over"
        )
    place = output.path.with_name(f"{output.path.stem}-{shelf.crc32(output.path):08x}.gz")
    if place.is_dir():
        shelf.remove(place)
    output.path.replace(place)
    for earlier in set(parts.folder.glob(f"{_KEPT}*")) - {place}:
        shelf.remove(earlier)
    return place


def _accounted(counts: Counts) -> tuple[int, ...]:
    return counts.lines, counts.hits, counts.rejects, counts.blank, counts.comments


def _handed(folder: Path, name: str, source: str, lines: int) -> Handed:
    path = folder / name
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Handed(name, source, digest, path.stat().st_size, lines)


# -- integra-cifrada, agregada


def _encrypted(
    read: Sequence[Parts],
    project: Project,
    workspace: Workspace,  # noqa: ARG001
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
        progress(sum(parts.log.size for parts in group))
    return tuple(handed)


def _none(*_: object) -> tuple[Handed, ...]:
    """Only measures are handed over."""
    return ()


_Mode = Callable[[Sequence[Parts], Project, Workspace, Path, Progress], tuple[Handed, ...]]
_MODES: dict[str, _Mode] = {
    "seudonimizada": _pseudonymised,
    "integra-cifrada": _encrypted,
    "agregada": _none,
}
