"""A zip or folder that says it is a bag → its files, or every reason why it is refused.

Whoever receives a delivery opens what somebody else has made. So nothing is unpacked to look at it,
no name is used before all of them are known to be safe, no stream gives more than was declared, and
what is declared is held against limits first.
"""

import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipeline import outputs
from pipeline.errors import DeliveryError, Problem
from pipeline.refusals import reason
from reports.delivery.bag import manifests, names
from reports.delivery.bag.container import Container, container
from reports.delivery.bag.pieces import Piece, in_order

MOST_SHOWN = 100  # problems
DAMAGE: Mapping[type[Exception], str] = {
    BadZipFile: "su contenido no es el que se guardó",
    zlib.error: "no se puede desempacar",
    EOFError: "termina antes de tiempo",
}
BROKEN: tuple[type[Exception], ...] = tuple(DAMAGE)
UNREADABLE: tuple[type[Exception], ...] = (*BROKEN, NotImplementedError, RuntimeError, ValueError)
REMEDY = "pida una entrega nueva, o compare su huella con la del oficio"


@dataclass(frozen=True, slots=True)
class Limits:
    """What no delivery needs. files, size: of all; ratio: of what is declared to the size of the
    zip; folders: where it is no zip."""

    files: int = manifests.MOST_LINES
    folders: int = 25_000
    size: int = 1 << 40
    ratio: int = 200


@dataclass(frozen=True)
class View:
    """A bag's files, by their path below its one folder. name: of that folder. size: of the zip, or
    of all files. repacked: a zip that is not as we write them, though its files may be."""

    place: Path
    name: str
    size: int
    pieces: Mapping[str, Piece]
    repacked: bool = False
    _digests: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def blocks(self, path: str) -> Iterator[bytes]:
        """A file's content, a MiB at a time. Raises DeliveryError where it is not of its size."""
        found = hashlib.sha256()
        for block in self.pieces[path].blocks():
            found.update(block)
            yield block
        self._digests[path] = found.hexdigest()

    def digest(self, path: str) -> str:
        """SHA-256 of a file as it was last read; it is read where it never was. Raises
        DeliveryError where it cannot be."""
        if path not in self._digests:
            for _ in self.blocks(path):
                pass
        return self._digests[path]

    def text(self, path: str, most: int = manifests.LARGEST) -> str:
        """A small text of the bag. Raises DeliveryError where it lacks, or is no UTF-8."""
        if path not in self.pieces:
            raise DeliveryError(Problem(path, "falta en la entrega"))
        try:
            return self.pieces[path].content(most).decode("utf-8")
        except UnicodeDecodeError:
            raise DeliveryError(Problem(path, "no es texto en UTF-8")) from None

    def payload(self) -> list[Piece]:
        """What lies below data/, by its path there."""
        start = manifests.PAYLOAD
        return in_order(
            [
                Piece(path.removeprefix(start), piece.size, piece.open)
                for path, piece in self.pieces.items()
                if path.startswith(start)
            ]
        )


@contextmanager
def read(place: Path, limits: Limits = Limits()) -> Iterator[View]:
    """The bag in a zip, in a folder, or in the one folder within a folder.

    Its digests are not looked at: see `fixity.check`. Raises DeliveryError with all that makes it
    unsafe to read.
    """
    with ExitStack() as opened:
        try:
            if place.is_dir():
                view = _folder(place, limits)
            else:
                _common(place)
                view = _zip(place, opened.enter_context(place.open("rb")), limits, opened)
        except OSError as error:
            found = f"no se puede leer ({reason(error)})"
            raise DeliveryError(Problem(str(place), found, "un .zip o su carpeta")) from error
        yield view


def _common(place: Path) -> None:
    """Whoever opens a pipe waits, and a device never ends."""
    if place.exists() and not place.is_file():
        found = "no es un archivo común: es una tubería, un dispositivo o algo así"
        raise DeliveryError(Problem(str(place), found, "un .zip o su carpeta"))


def extract(view: View, folder: Path, below: str = "", without: str | None = None) -> None:
    """The bag's files whose path begins so, and not in that other way, into a folder, under their
    paths. Raises DeliveryError, and OutputError where they cannot be written."""
    for path in view.pieces:
        if path.startswith(below) and not (without and path.startswith(without)):
            target = folder / path
            with outputs.writing(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    for block in view.blocks(path):
                        file.write(block)


# ------------------------------------------------------------------------------------- a zip


def _zip(place: Path, file: IO[bytes], limits: Limits, opened: ExitStack) -> View:
    size = file.seek(0, os.SEEK_END)
    found = container(file, size, limits.files)
    if isinstance(found, Problem):
        raise DeliveryError(Problem(str(place), found.found, found.expected, REMEDY))
    try:
        archive = opened.enter_context(ZipFile(file))
    except UNREADABLE as error:
        raise DeliveryError(_damaged(str(place), error)) from error
    entries = archive.infolist()
    if archive.start_dir != found.directory:
        why = "sus listas de archivos no están donde dicen"
        raise DeliveryError(Problem(str(place), why, "una sola lista", REMEDY))
    problems = _too_much(entries, size, limits) or list(_unsafe(entries, found, file))
    if problems:
        raise DeliveryError(problems[:MOST_SHOWN])
    return _of_zip(place, archive, size, repacked=found.repacked)


def _of_zip(place: Path, archive: ZipFile, size: int, *, repacked: bool) -> View:
    top = archive.infolist()[0].filename.partition("/")[0]
    pieces = (
        Piece(entry.filename.partition("/")[2], entry.file_size, _entry(archive, entry))
        for entry in archive.infolist()
        if not entry.is_dir()
    )
    return View(place, top, size, {piece.path: piece for piece in pieces}, repacked)


def _too_much(entries: Sequence[ZipInfo], size: int, limits: Limits) -> list[Problem]:
    declared = sum(entry.file_size for entry in entries)
    return list(over(len(entries), declared, limits, size))


def over(
    files: int, declared: int, limits: Limits = Limits(), size: int | None = None
) -> Iterator[Problem]:
    """What is more than a delivery may have. declared: bytes. size: of the zip; None for a folder,
    whose files are no smaller than they are."""
    if not files:
        yield Problem("entrega", "está vacía", "un zip o carpeta de BagIt")
    if files > limits.files:
        yield Problem("entrega", f"tiene {files:,} archivos", f"a lo más {limits.files:,}")
    if declared > limits.size:
        yield Problem("entrega", f"declara {declared:,} bytes", f"a lo más {limits.size:,}")
    if size is not None and declared > limits.ratio * size:
        found = f"declara {declared:,} bytes en un zip de {size:,}"
        yield Problem("entrega", found, f"a lo más {limits.ratio} veces más")


def _unsafe(entries: Sequence[ZipInfo], found: Container, file: IO[bytes]) -> Iterator[Problem]:
    """Kinds, names, and the zip's own bookkeeping."""
    for entry in entries:
        for why in _wrong_kind(entry):
            yield Problem(names.shown(entry.orig_filename), why, "archivos comunes", REMEDY)
    files = [entry.orig_filename for entry in entries if not entry.orig_filename.endswith("/")]
    folders = [entry.orig_filename[:-1] for entry in entries if entry.orig_filename.endswith("/")]
    yield from names.problems(files)
    for folder in folders:
        if why := names.wrong(folder):
            yield Problem(names.shown(folder), why)
    tops = {path.partition("/")[0] for path in (*files, *folders)}
    if len(tops) > 1 or any("/" not in path for path in files):
        shown = ", ".join(f"«{names.shown(top)}»" for top in sorted(tops)[:5])
        yield Problem("entrega", f"hay archivos fuera de su carpeta: {shown}", "una sola carpeta")
    yield from found.problems(entries, file)


def _wrong_kind(entry: ZipInfo) -> Iterator[str]:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.flag_bits & 0x2041:
        yield "está cifrado con contraseña"
    if stat.S_ISLNK(kind):
        yield "es un enlace simbólico"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "es un archivo especial"
    elif (kind == stat.S_IFDIR) != entry.orig_filename.endswith("/") and kind:
        yield "dice ser carpeta y archivo a la vez"
    if entry.compress_type not in (0, 8):
        yield f"está comprimido de un modo poco usual ({entry.compress_type})"
    if entry.orig_filename.endswith("/") and entry.file_size:
        yield "es una carpeta con contenido"


def _entry(archive: ZipFile, entry: ZipInfo) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        try:
            with archive.open(entry) as stream:
                yield stream
        except BROKEN as error:
            raise DeliveryError(_damaged(names.shown(entry.filename), error)) from error

    return opened


def _damaged(where: str, error: Exception) -> Problem:
    told = (why for kind, why in DAMAGE.items() if isinstance(error, kind))
    why = next(told, "no es un zip que se pueda leer")
    return Problem(where, f"está dañado: {why}", "", REMEDY)


# ---------------------------------------------------------------------------------- a folder


def _folder(place: Path, limits: Limits) -> View:
    top = _top(place)
    problems: list[Problem] = []
    found: dict[str, tuple[Path, int]] = {}
    for path in _walk(top, limits):
        name = path.relative_to(top).as_posix()
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            kind = "un enlace" if stat.S_ISLNK(state.st_mode) else "un archivo especial"
            problems.append(Problem(names.shown(name), f"es {kind}", "archivos comunes", REMEDY))
        found[name] = (path, state.st_size)
        if len(found) > limits.files:
            break
    size = sum(size for _, size in found.values())
    problems += [*over(len(found), size, limits), *names.problems(found)]
    if problems:
        raise DeliveryError(problems[:MOST_SHOWN])
    pieces = {name: Piece(name, size, _file(path)) for name, (path, size) in found.items()}
    return View(place, top.resolve().name, size, pieces)


def _top(place: Path) -> Path:
    """The bag's own folder, where it was unpacked into another."""
    if (place / manifests.DECLARATION).exists():
        return place
    inside = [path for path in place.iterdir() if (path / manifests.DECLARATION).is_file()]
    alone = len(inside) == 1 and not inside[0].is_symlink()
    return inside[0] if alone else place


def _walk(top: Path, limits: Limits) -> Iterator[Path]:
    """Everything but folders, in the order of their names; links to folders are not followed."""
    waiting, seen = [(top, 0)], 0
    while waiting:
        folder, depth = waiting.pop()
        seen += 1
        if seen > limits.folders or depth > names.DEEPEST:
            found = f"tiene más de {limits.folders:,} carpetas, o más de {names.DEEPEST} anidadas"
            raise DeliveryError(Problem(names.shown(str(folder.name)), found, "menos carpetas"))
        inside = sorted(islice(folder.iterdir(), limits.files + limits.folders + 1))
        yield from (path for path in inside if not _is_folder(path))
        waiting += [(path, depth + 1) for path in reversed(inside) if _is_folder(path)]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _file(path: Path) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: open(path, "rb", opener=_opener)


def _opener(path: str, flags: int) -> int:
    """No link, and no waiting for what took the file's place since it was looked at."""
    handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise DeliveryError(Problem(names.shown(path), "ya no es un archivo común"))
    return handle
