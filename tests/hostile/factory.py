"""A small delivery that holds, and whatever somebody may make of it: other files sealed anew, so
that every digest agrees, and zips written by hand, so that no list does."""

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import DeliveryError, MemoriaError
from reports import verification
from reports.delivery import annexes, bag
from reports.delivery.bag import manifests
from reports.verification import contents, package, recalculation
from reports.verification.base import Examined
from reports.verification.delivery import Delivery, opened
from tests.cli.conftest import leave_documents_out
from tests.cli.support import run

ROOT = Path(__file__).parents[2]
AS_OF = date(2023, 6, 16)
NAME = "entrega-el-mezquite-coahuila-prep-2023"
HEAD = {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}

Payload = Mapping[str, bytes]


def delivered(project: Path) -> dict[str, bytes]:
    """What a project hands over, by the path in data/; without drawing documents."""
    with pytest.MonkeyPatch.context() as patch:
        leave_documents_out(patch)
        built = run("build", project / "memoria.toml", "--as-of", AS_OF)
    assert built.code == 0, built.said
    (sealed,) = (project / "salida").glob("entrega-*.zip")
    return payload(sealed)


def payload(place: Path) -> dict[str, bytes]:
    """What lies in data/ of a sealed delivery."""
    with bag.read(place) as view:
        return {piece.path: piece.content() for piece in view.payload()}


def sealed(files: Payload, place: Path) -> Path:
    """The files as a zip all of whose digests agree."""
    data = unpacked(files, place.with_suffix("")) / "data"
    return bag.write(data, NAME, {}, AS_OF, place).path


def unpacked(files: Payload, folder: Path, *, described: bool = True) -> Path:
    """The files as the folder of a bag, with digests of its payload that agree. described: those
    of datos/, too."""
    for path, content in files.items():
        place = folder / "data" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    for name, content in HEAD.items():
        (folder / name).write_bytes(content)
    if described:
        _describe(folder / "data")
    annexes.manifest(folder / "data")
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "data").rglob("*")
        if path.is_file()
    }
    (folder / manifests.MANIFEST).write_text(manifests.listing(digests), encoding="utf-8")
    return folder


def _describe(folder: Path) -> None:
    """The descriptor of datos/ says what its files are now."""
    place = folder / "datos" / "datapackage.json"
    told = json.loads(place.read_bytes())
    for one in told["resources"]:
        file = place.parent / one["path"]
        if file.is_file():
            content = file.read_bytes()
            one |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    place.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


# -- what is said of it


def refused(place: Path) -> str:
    """Why it is not opened, for people; everything in it may be shown."""
    with pytest.raises(DeliveryError) as error, opened(place):
        pass
    return told(error.value)


def told(error: MemoriaError) -> str:
    text = str(error)
    assert all(sign.isprintable() or sign == "\n" for sign in text), ascii(text)
    return text


@contextmanager
def described(place: Path) -> Iterator[Delivery]:
    """As far as its descriptor is asked about: nothing else of it is read."""
    with bag.read(place) as view:
        yield Delivery(view, place / "data", {}, None, None, ())


STEPS: Mapping[str, Callable[[Delivery], Iterable[Examined]]] = {
    "sello": verification.sealed,
    "contenido": verification.contained,
    "plazo": lambda delivery: contents.dates(delivery, AS_OF),
    "datos": lambda delivery: [package.described(delivery)],
    "cifras": recalculation.from_tables,
}


def wrong(place: Path, topic: str) -> str:
    """What does not hold of that topic, in one text."""
    with described(place) if topic == "datos" else opened(place) as delivery:
        found = list(verification.guarded(topic, lambda: STEPS[topic](delivery)))
    problems = [problem for one in found if one.state == "missing" for problem in one.problems]
    return told(MemoriaError(problems))


# -- zips written by hand


@dataclass(frozen=True)
class Entry:
    """A file of a zip. local, central: added to its headers. name: as its bytes are."""

    name: str
    content: bytes = b"x"
    local: bytes = b""
    central: bytes = b""
    version: int = 20
    size: int | None = None


def zipped(place: Path, *entries: Entry, declared: bool = True) -> Path:
    """A zip with these after the declaration of a bag."""
    body, listed = b"", b""
    head = [Entry(f"{NAME}/{name}", content) for name, content in HEAD.items()]
    every = [*(head if declared else ()), *entries]
    for one in every:
        name, crc = one.name.encode("utf-8", "surrogateescape"), zlib.crc32(one.content)
        size = len(one.content) if one.size is None else one.size
        fixed = (0x800, 0, 0, 0x56D0, crc, size, size, len(name))
        header = struct.pack("<4s5H3L2H", b"PK\3\4", one.version, *fixed, len(one.local))
        listed += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 3 << 8 | 20, one.version, *fixed, len(one.central), 0, 0, 0,
            0o100644 << 16, len(body),
        ) + name + one.central  # fmt: skip
        body += header + name + one.local + one.content
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, len(every), len(every), len(listed), len(body), 0
    )
    place.write_bytes(body + listed + end)
    return place


def added(kind: int, content: bytes) -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


# -- bounds


@contextmanager
def untouched(*folders: Path) -> Iterator[None]:
    """Nothing in them is there, gone or changed after the block."""
    before = {folder: snapshot(folder) for folder in folders}
    yield
    assert {folder: snapshot(folder) for folder in folders} == before


def snapshot(folder: Path) -> dict[str, Any]:
    return {
        path.as_posix(): (path.lstat().st_mode, path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }
