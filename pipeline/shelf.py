"""Folders that are kept from run to run: whether what lies in one is still what was put there.

A folder appears whole, by rename. Afterwards a power cut may take the content of its files and
leave their names, and a disk may lose a bit; so its seal says the length and the CRC-32 of each
file. That is for accidents: who can change the files can change the seal.
"""

import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SEAL = "sello.json"

_STEP = 1 << 20


def seal(folder: Path) -> None:
    """Writes down what lies in the folder. Raises OSError."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    text = json.dumps({path.relative_to(folder).as_posix(): _facts(path) for path in files})
    (folder / SEAL).write_text(f"{zlib.crc32(text.encode()):08x} {text}", encoding="utf-8")


def intact(folder: Path) -> bool:
    """Whether every file that was sealed is there, as it was; others may have come since."""
    try:
        crc, _, text = (folder / SEAL).read_bytes().partition(b" ")
        if int(crc, 16) != zlib.crc32(text):
            return False
        return all(_facts(folder / name) == facts for name, facts in json.loads(text).items())
    except (OSError, ValueError):
        return False


def crc32(path: Path) -> int:
    """Of a file's bytes. Raises OSError."""
    found = 0
    for piece in _pieces(path):
        found = zlib.crc32(piece, found)
    return found


def remove(place: Path) -> None:
    """A folder, or whatever else has got its name; as much of it as the system lets go."""
    if place.is_dir() and not place.is_symlink():
        with suppress(OSError):  # first of all: what is killed here leaves nothing that looks whole
            (place / SEAL).unlink()
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()


def _facts(path: Path) -> list[int]:
    return [path.stat().st_size, crc32(path)]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_STEP):
            yield piece
