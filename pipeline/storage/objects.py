"""Folders as objects behind a URL: the files of a folder first, under a name of the attempt that
wrote them, then `carpeta.json`, which says what is in it.

    <name>/carpeta.json           {"hit-1.parquet": ["<name>/<attempt>/hit-1.parquet", 512], …}
    <name>/<attempt>/<file>
"""

import json
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from io import BufferedReader
from pathlib import Path
from typing import Any

from pipeline.remote import Remote, file_system, told
from pipeline.storage.disk import DRAFT, PART, Disk, Needed, always

MANIFEST = "carpeta.json"
PARTIAL = "parciales"
"""Where copies of some of a folder's files lie."""


def whole(name: str) -> str:
    """The folder that appears whole, of one that may lie within it."""
    return "/".join(name.split("/")[:2])


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
