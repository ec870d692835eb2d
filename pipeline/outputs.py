"""Outputs appear whole: one by a rename within its folder; those of a build together, made in a
hidden folder within the one they are for, then moved. That all of them are ready is one rename too:
whoever is stopped after it has the rest moved by the next run."""

import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from pipeline import interrupts
from pipeline.errors import MemoriaError, OutputError, Problem, WarehouseError
from pipeline.refusals import reason, unwritable, want
from pipeline.workspace import exclusive

STAGE = ".memoria-"
"""How the names of folders begin that are only there while a command runs."""
READY = f"{STAGE}listo"
"""The folder of what only has to be moved to where it belongs."""
BUSY = "otra corrida de memoria está escribiendo en {}"
PUBLIC, PRIVATE = 0o644, 0o600
"""The modes of what is handed over, on purpose: documents and the sealed delivery; and of what
holds visitors' lines or tokens."""
ROOM = "libere espacio, o ponga en TMPDIR otra carpeta, y vuelva a correr"
_TRIES = 9


@contextmanager
def private() -> Iterator[None]:
    """What the block makes is its owner's only, whatever the caller's umask, until it is published:
    keys and tokens lie in what a run leaves and in its temporary files. Of the whole process."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def staging(
    out: Path, folders: Mapping[str, str] = {}, kept: Collection[str] = ()
) -> Iterator[Path]:
    """A folder whose files go to `out`, all of them, when the block ends well; else `out` is as it
    was. Its folders are only there while the block runs, on the same disk, but for `folders`: name
    → a file by which one that is there already, and is replaced, is known to be ours. Everybody
    may read what appears, but for files of the names `kept`. Raises OutputError, and WarehouseError
    where another run is writing there."""
    stage = out
    new = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with exclusive(out, BUSY.format(out)):
            _cleared(out)
            with tempfile.TemporaryDirectory(prefix=STAGE, dir=out) as name:
                stage = Path(name)
                with _temporary_in(stage / "tmp"):
                    yield stage
                ready = _ready(stage, out, folders, kept)
                with interrupts.postponed():
                    ready.rename(out / READY)
                    _appear(out)
                    _publish(new, kept)
                    new = []
    except OutputError as error:
        # The stage is gone by now: the user knows the folder it stood in.
        named = [replace(p, where=p.where.replace(str(stage), str(out))) for p in error.problems]
        raise OutputError(named) from error
    except OSError as error:
        where = str(error.filename2 or error.filename or out).replace(str(stage), str(out))
        found = f"no se puede escribir ({reason(error)})"
        remedy = "libere espacio, revise los permisos, o elija otra carpeta con --out"
        raise OutputError(Problem(where, found, "", remedy)) from error
    finally:
        for folder in new:
            with suppress(OSError):  # never made, or somebody has put a file there meanwhile
                folder.rmdir()


@contextmanager
def _temporary_in(folder: Path) -> Iterator[None]:
    """What libraries take for temporary files goes there, and so goes with it should the run be
    killed; and a run needs room on one disk less. Of the whole process."""
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in the system's place for temporary files, while the block runs. Those of runs that
    were killed go: nobody has their lock."""
    _sweep(_usable().glob(f"{STAGE}*"))
    with ExitStack() as stack:
        folder = _locked(stack)
        try:
            yield folder
        except OutputError as error:
            named = [_temporary(p) if str(folder) in p.where else p for p in error.problems]
            raise OutputError(named) from error
        except OSError as error:
            if wanted := want(error):
                raise lacking(wanted) from error
            raise


def _usable() -> Path:
    try:
        folder = Path(tempfile.gettempdir())
    except FileNotFoundError as error:  # it has tried to write in all there are
        found = "no hay ninguna carpeta de archivos temporales en la que se pueda escribir"
        raise OutputError(Problem("TMPDIR", found, "", ROOM)) from error
    if wrong := unwritable(folder):
        raise OutputError(replace(wrong, where=f"TMPDIR ({wrong.where})"))
    return folder


def lacking(wanted: OSError | MemoryError) -> OutputError | MemoryError:
    """What to raise for want of something (see refusals.want) where a command works for itself."""
    if isinstance(wanted, MemoryError):
        return wanted
    found = f"no se puede escribir ({reason(wanted)})"
    return OutputError(_temporary(Problem("", found)))


def _temporary(problem: Problem) -> Problem:
    where = f"archivos temporales ({tempfile.gettempdir()})"
    return replace(problem, where=where, remedy=ROOM)


def _sweep(paths: Iterable[Path]) -> None:
    """What runs that were killed have left: nobody has its lock."""
    for left in paths:
        with suppress(OSError, MemoriaError), exclusive(left, ""):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _locked(stack: ExitStack) -> Path:
    for _ in range(_TRIES):
        new = tempfile.TemporaryDirectory(prefix=STAGE, ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(new))
        with suppress(OutputError, WarehouseError):
            stack.enter_context(exclusive(folder, ""))
            if folder.exists():  # nobody has taken it for left behind meanwhile
                return folder
    found = "no se puede tener una carpeta propia"
    raise OutputError(Problem(tempfile.gettempdir(), found, "", "revise sus permisos"))


def _publish(paths: Iterable[Path], kept: Collection[str]) -> None:
    for path in paths:
        path.chmod(0o755 if path.is_dir() else PRIVATE if path.name in kept else PUBLIC)


def _ready(stage: Path, out: Path, folders: Mapping[str, str], kept: Collection[str]) -> Path:
    """The folder of what is to appear: what would stop a rename is looked for before the first."""
    files = sorted(path for path in stage.iterdir() if path.is_file())
    made = [stage / name for name in sorted(folders) if (stage / name).is_dir()]
    for file in files:
        if (out / file.name).is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(out / file.name))
    for folder in made:
        _must_be_ours(out / folder.name, folders[folder.name])
    _publish(files, kept)
    for folder in made:
        _publish((folder, *folder.rglob("*")), kept)
    for file in files:
        _settle(file)
    ready = stage / READY
    ready.mkdir()
    for one in (*files, *made):
        one.rename(ready / one.name)
    return ready


def finished(out: Path) -> bool:
    """Whether a run that was killed had its outputs ready in that folder; they are in their places
    now. Raises OutputError, and WarehouseError where another run is writing there."""
    if not (out / READY).is_dir():
        return False
    with exclusive(out, BUSY.format(out)), writing(out):
        _cleared(out)
    return True


def _cleared(out: Path) -> None:
    """Of a run that was killed: what was ready appears, the rest goes."""
    _appear(out)
    for left in out.glob(f"{STAGE}*"):
        shutil.rmtree(left, ignore_errors=True)


def _appear(out: Path) -> None:
    """What is ready, in its place. Where that is cut off, it goes on from where it was."""
    ready = out / READY
    for one in sorted(ready.iterdir()) if ready.is_dir() else ():
        place, earlier = out / one.name, ready / f"{STAGE}{one.name}"
        if one.name.startswith(STAGE):
            continue
        if one.is_dir() and place.exists():
            place.rename(earlier)
        one.rename(place)
    shutil.rmtree(ready, ignore_errors=True)


def _settle(file: Path) -> None:
    """On the disk before it gets its name: a power cut leaves no name without its content."""
    with file.open("rb") as written:
        os.fsync(written)


def _must_be_ours(place: Path, mark: str) -> None:
    """Raises OutputError where replacing it might lose what somebody else has put there."""
    empty = place.is_dir() and not any(place.iterdir())
    if place.is_symlink() or (place.exists() and not empty and not (place / mark).is_file()):
        remedy = "mueva eso a otro lado, o elija otra carpeta con --out"
        raise OutputError(Problem(str(place), "ya existe y no lo hizo memoria", "", remedy))


@contextmanager
def whole(place: Path, mode: int = PUBLIC) -> Iterator[Path]:
    """A name in the same folder to write under, which becomes `place` when the block ends well: a
    reader sees the old file or the new one. mode: of the file. Raises OutputError."""
    partial = None
    try:
        with writing(place), ExitStack() as stack:
            _must_be_replaceable(place)
            _sweep(place.parent.glob(f".{glob.escape(place.name)}.*.tmp"))
            prefix = f".{place.name}."
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=prefix, suffix=".tmp")
            os.close(handle)
            partial = Path(name)
            stack.enter_context(exclusive(partial, ""))
            yield partial
            partial.chmod(mode)
            _settle(partial)
            partial.replace(place)
    finally:
        if partial:
            partial.unlink(missing_ok=True)


def _must_be_replaceable(place: Path) -> None:
    """A rename over /dev/null would take it from the whole machine."""
    if place.exists() and not (place.is_file() or place.is_dir()):
        raise OSError(errno.EEXIST, "", str(place))


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Raises OutputError, naming that place, for what keeps the block from writing there."""
    try:
        yield
    except OSError as error:
        remedy = "libere espacio, revise los permisos o elija otra carpeta, y vuelva a correr"
        found = f"no se puede escribir ({reason(error)})"
        raise OutputError(Problem(str(place), found, "", remedy)) from error
