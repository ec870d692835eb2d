"""Where files lie that several machines work with: a folder that all of them see under one path, or
objects behind a URL (`s3://bucket/prefix`), which fsspec reads and writes.

A folder appears whole in both. On a disk by a rename; on objects its files first, under a name of
the attempt that wrote them, then `carpeta.json`, which says what is in it:

    <name>/carpeta.json           {"hit-1.parquet": ["<name>/<attempt>/hit-1.parquet", 512], …}
    <name>/<attempt>/<file>

So whoever is ended in the middle leaves nothing that looks like a folder, and of two who make the
same one at once each makes it whole. A disk's files are used where they lie, objects are copied.

Credentials, region and endpoint are the business of the library behind the URL (for S3 boto's:
AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ~/.aws …), on every machine its own; this program neither asks
for them nor hands them on.
"""

import errno
import io
import json
import os
import secrets
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from io import BufferedReader
from pathlib import Path
from typing import Any, Protocol

from pipeline import shelf
from pipeline.errors import OutputError, Problem, SettingsError
from pipeline.refusals import reason

EXTRA = 'pip install "memoria[cluster]"'
MANIFEST = "carpeta.json"
DRAFT, PART = ".tmp", ".parquet"

_BUFFER = 1 << 20
_BLOCK = 8 << 20
PARTIAL = "parciales"
"""Where copies of some of a folder's files lie."""
_TRIED_OUT = "partes/prueba"
_KNOWN = {
    "NoCredentialsError": "no hay credenciales para entrar",
    "PartialCredentialsError": "a las credenciales les falta una parte",
    "EndpointConnectionError": "su servidor no responde",
    "ConnectTimeoutError": "su servidor no responde",
    "ReadTimeoutError": "su servidor dejó de responder",
    "ParamValidationError": "el nombre no es válido",
}
"""What the library behind s3:// raises that is no OSError, in Spanish."""


def is_remote(text: str) -> bool:
    """Whether it is a URL and no path: `s3://…`."""
    return "://" in text


# -- one file


@dataclass(frozen=True, slots=True)
class Remote:
    """A file behind a URL: as much of a Path as reading a log needs."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        return self.url.rpartition("/")[2]

    def resolve(self) -> "Remote":
        return self

    absolute = resolve

    def is_dir(self) -> bool:
        return False

    is_fifo = is_socket = is_dir

    def open(self, mode: str = "rb") -> BufferedReader:
        """Raises OSError and SettingsError."""
        assert mode == "rb"
        return BufferedReader(RemoteBytes(self.url), _BUFFER)


Place = Path | Remote
"""Of a file that is read."""


class RemoteBytes(io.RawIOBase):
    """A remote file whose every failure is an OSError that names it."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._files, self._path = file_system(url)
        with told(url):
            self._file = self._files.open(
                self._path, "rb", block_size=_BLOCK, cache_type="readahead"
            )

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        with told(self._url):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def stamp(self) -> tuple[int, int, int, int]:
        """What shows that somebody has put other bytes there; see logfile.Stamp."""
        with told(self._url):
            facts = self._files.info(self._path)
        mark = next(
            (str(facts[key]) for key in ("ETag", "mtime", "LastModified") if key in facts), ""
        )
        return 0, int(facts["size"]), zlib.crc32(mark.encode()), 0

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def file_system(url: str) -> tuple[Any, str]:
    """fsspec's, which remembers no list of files, and the path there. Raises SettingsError."""
    try:
        import fsspec  # noqa: PLC0415

        files, path = fsspec.url_to_fs(url, use_listings_cache=False)
    except ImportError:
        scheme = url.partition("://")[0]
        found = f"falta lo que lee {scheme}://"
        raise SettingsError(Problem(url, found, "", f"instálelo con: {EXTRA}")) from None
    except ValueError:
        raise SettingsError(Problem(url, "no se conoce ese protocolo", "s3://…")) from None
    return files, str(path)


def matches(pattern: str) -> list[Remote]:
    """The files behind a glob. Raises OSError and SettingsError."""
    files, path = file_system(pattern)
    with told(pattern):
        found = [
            name for name, one in files.glob(path, detail=True).items() if one["type"] == "file"
        ]
    return [Remote(files.unstrip_protocol(name)) for name in found]


@contextmanager
def told(url: str) -> Iterator[None]:
    """What a remote file system raises, as OSError with a number or words of ours, and the URL."""
    try:
        yield
    except OSError as error:
        number = error.errno or _number(error)
        words = str(error).partition("\n")[0]
        raise OSError(number, os.strerror(number) if number else words, url) from error
    except _foreign() as error:
        words = _KNOWN.get(type(error).__name__, str(error).partition("\n")[0][:200])
        raise OSError(0, words, url) from error


def _number(error: OSError) -> int:
    """s3fs raises the right kinds of OSError, and gives them no number."""
    kinds = {FileNotFoundError: errno.ENOENT, PermissionError: errno.EACCES}
    return next((number for kind, number in kinds.items() if isinstance(error, kind)), 0)


def _foreign() -> tuple[type[Exception], ...]:
    """Roots of the errors of the libraries that are there."""
    roots = (("botocore.exceptions", "BotoCoreError"), ("botocore.exceptions", "ClientError"))
    modules = ((sys.modules.get(module), name) for module, name in roots)
    return tuple(getattr(module, name) for module, name in modules if module)


# -- folders


Needed = Callable[[str], bool]
"""Of files, by their names."""


def always(_: str) -> bool:
    return True


class Storage(Protocol):
    """Folders by names with forward slashes (`partes/3f2a…`), each whole or not there.

    All raise OSError, which `explained` makes a problem of.
    """

    def names(self, folder: str) -> set[str]:
        """Of the folders in it that are whole: `partes` → {`partes/3f2a…`}."""

    def has(self, name: str) -> bool: ...

    def files(self, name: str) -> list[str]:
        """Names of those right in it."""

    def fetched(self, name: str, scratch: Path, needed: Needed = always) -> Path:
        """Where it can be read on this machine: where it lies, or a copy in `scratch`, then of its
        files alone, and only of those that are needed (of a name always the same ones). name: also
        of a folder within one (`porciones/3f2a…/share=1`)."""

    def drafted(self, name: str, scratch: Path) -> AbstractContextManager[Path]:
        """An empty folder, which is `name` when the block ends well, unless somebody else was
        first."""

    def joined(
        self, name: str, pieces: Sequence[str], scratch: Path
    ) -> AbstractContextManager[Path]:
        """The same with all Parquet files of the pieces in it already; these are then only there
        where it needs them."""

    def read(self, name: str, file: str) -> bytes:
        """A small file of a folder."""

    def file(self, name: str, file: str) -> BufferedReader:
        """A large one."""

    def remove(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Disk:
    """Folders below `root`, which everybody sees under that path."""

    root: Path

    def __str__(self) -> str:
        return str(self.root)

    def names(self, folder: str) -> set[str]:
        with suppress(FileNotFoundError):
            names = {f"{folder}/{path.name}" for path in (self.root / folder).iterdir()}
            return {name for name in names if not name.endswith(DRAFT) and self.has(name)}
        return set()

    def has(self, name: str) -> bool:
        return (self.root / name / shelf.SEAL).is_file()

    def files(self, name: str) -> list[str]:
        return [path.name for path in (self.root / name).iterdir()]

    def fetched(self, name: str, scratch: Path, needed: Needed = always) -> Path:  # noqa: ARG002
        return self.root / name

    @contextmanager
    def drafted(self, name: str, scratch: Path) -> Iterator[Path]:  # noqa: ARG002
        place = self.root / name
        draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}{DRAFT}")
        draft.mkdir(parents=True)
        try:
            yield draft
            shelf.seal(draft)
            if not self.has(name):
                shelf.remove(place)  # what a power cut left
            _rename(draft, place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    @contextmanager
    def joined(self, name: str, pieces: Sequence[str], scratch: Path) -> Iterator[Path]:
        with self.drafted(name, scratch) as draft:
            for piece in pieces:
                for file in (self.root / piece).glob(f"*{PART}"):
                    link(file, draft / file.name)
            yield draft
        for piece in pieces:
            self.remove(piece)

    def read(self, name: str, file: str) -> bytes:
        return (self.root / name / file).read_bytes()

    def file(self, name: str, file: str) -> BufferedReader:
        return (self.root / name / file).open("rb")

    def remove(self, name: str) -> None:
        shelf.remove(self.root / name)


def _rename(draft: Path, place: Path) -> None:
    try:
        draft.rename(place)
    except OSError:
        if not place.is_dir():  # else somebody was first
            raise


def whole(name: str) -> str:
    """The folder that appears whole, of one that may lie within it."""
    return "/".join(name.split("/")[:2])


def link(file: Path, place: Path) -> None:
    """The same bytes under another name; a copy where the disk has no links."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)


@dataclass(frozen=True)
class Objects:
    """Folders below a URL."""

    url: str

    def __str__(self) -> str:
        return self.url

    def __getstate__(self) -> dict[str, str]:
        return {"url": self.url}  # every process has a file system of its own

    @cached_property
    def _there(self) -> tuple[Any, str]:
        return file_system(self.url.rstrip("/"))

    def names(self, folder: str) -> set[str]:
        files, root = self._there
        with told(self.url):
            found = files.glob(f"{root}/{folder}/*/{MANIFEST}")
        return {f"{folder}/{path.split('/')[-2]}" for path in found}

    def has(self, name: str) -> bool:
        files, root = self._there
        with told(self.url):
            return bool(files.exists(f"{root}/{name}/{MANIFEST}"))

    def files(self, name: str) -> list[str]:
        return list(self._within(name))

    def fetched(self, name: str, scratch: Path, needed: Needed = always) -> Path:
        if name != whole(name) or needed is not always:
            scratch /= PARTIAL  # or it would be taken for the whole folder, or stand in its way
        place = scratch / name
        if Disk(scratch).has(name):
            return place
        files, root = self._there
        with _becoming(place) as draft, told(f"{self.url}/{name}"):
            found = {file: key for file, key in self._within(name).items() if needed(file)}
            if found:
                keys = [f"{root}/{key}" for key in found.values()]
                files.get(keys, [str(draft / file) for file in found])
        return place

    def _within(self, name: str) -> dict[str, str]:
        """The keys of the files that lie right in it."""
        above = name.removeprefix(whole(name)).strip("/")
        files = {Path(file): key for file, (key, _) in self._manifest(whole(name)).items()}
        return {file.name: key for file, key in files.items() if file.parent == Path(above)}

    @contextmanager
    def drafted(self, name: str, scratch: Path) -> Iterator[Path]:
        with self.joined(name, (), scratch) as draft:
            yield draft

    @contextmanager
    def joined(self, name: str, pieces: Sequence[str], scratch: Path) -> Iterator[Path]:
        beside = (scratch / name).parent
        beside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=beside, suffix=DRAFT) as folder:
            draft = Path(folder)
            yield draft
            manifest: dict[str, tuple[str, int]] = {}
            for piece in pieces:
                found = self._manifest(piece).items()
                manifest |= {file: facts for file, facts in found if file.endswith(PART)}
            self._publish(name, draft, manifest)

    def read(self, name: str, file: str) -> bytes:
        files, root = self._there
        key, _ = self._manifest(name)[file]
        with told(f"{self.url}/{name}"):
            return bytes(files.cat_file(f"{root}/{key}"))

    def file(self, name: str, file: str) -> BufferedReader:
        key, _ = self._manifest(name)[file]
        return Remote(f"{self.url.rstrip('/')}/{key}").open()

    def remove(self, name: str) -> None:
        files, root = self._there
        with told(self.url), suppress(FileNotFoundError):
            files.rm_file(f"{root}/{name}/{MANIFEST}")  # first: what is left is no folder
            files.rm(f"{root}/{name}", recursive=True)

    def _manifest(self, name: str) -> dict[str, tuple[str, int]]:
        """Key (below the URL) and size of every file."""
        files, root = self._there
        with told(f"{self.url}/{name}"):
            found = json.loads(files.cat_file(f"{root}/{name}/{MANIFEST}"))
        return {file: (key, size) for file, (key, size) in found.items()}

    def _publish(self, name: str, draft: Path, manifest: dict[str, tuple[str, int]]) -> None:
        files, root = self._there
        attempt = f"{name}/{secrets.token_hex(8)}"
        own = sorted(path for path in draft.rglob("*") if path.is_file())
        for path in own:
            file = path.relative_to(draft).as_posix()
            manifest[file] = (f"{attempt}/{file}", path.stat().st_size)
        with told(f"{self.url}/{name}"):
            if own:
                keys = [f"{root}/{attempt}/{path.relative_to(draft).as_posix()}" for path in own]
                files.put([str(path) for path in own], keys)
            files.pipe_file(f"{root}/{name}/{MANIFEST}", json.dumps(manifest).encode())


@contextmanager
def _becoming(place: Path) -> Iterator[Path]:
    """A folder beside, which is `place` when the block ends well."""
    with Disk(place.parent).drafted(place.name, place.parent) as draft:
        yield draft


# -- what the user hears


@contextmanager
def explained(where: object, remedy: str = "") -> Iterator[None]:
    """Raises OutputError for what keeps the block from using the storage."""
    try:
        yield
    except OSError as error:
        remedy = remedy or "revise que exista, sus permisos y la red, y vuelva a correr"
        found = f"no se puede usar ({reason(error)})"
        raise OutputError(Problem(str(error.filename or where), found, "", remedy)) from error


def opened(where: str, folder: str, scratch: Path) -> Storage:
    """The storage in that folder of a shared path or a URL, tried out. Raises OutputError,
    SettingsError."""
    storage: Storage = (
        Objects(f"{where.rstrip('/')}/{folder}")
        if is_remote(where)
        else Disk(Path(where).absolute() / folder)
    )
    remedy = "elija con --storage una carpeta o un bucket en que se pueda escribir"
    if is_remote(where):
        remedy += "; las credenciales son las de su nube: AWS_ACCESS_KEY_ID y demás, o ~/.aws"
    with explained(where, remedy):
        storage.remove(_TRIED_OUT)
        with storage.drafted(_TRIED_OUT, scratch) as draft:
            (draft / "vacio").write_bytes(b"")
        storage.remove(_TRIED_OUT)
    return storage
