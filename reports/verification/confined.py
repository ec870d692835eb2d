"""What the profiles of a delivery may name: files of the delivery itself, and not too many of them.

A name is judged as it will be understood, with its backslashes turned and its spaces gone; `..`
only leads up to the delivery's own folders, never behind a wildcard.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import agreement as agreements
from pipeline.errors import Problem
from pipeline.toml_files import toml
from reports.delivery.bag.names import shown

KEYS = (
    "agreement", "awstats_lib", "comments", "database", "file", "files", "incidents", "theme",
)  # fmt: skip
"""Of a profile: their values are names of files."""
MOST_GLOBS = 100
"""With wildcards, in a profile; each may have one `**`."""
DEEPEST = 16
"""Tables within tables."""

_WILD = re.compile(r"[*?\[]")


def confined(path: Path, folder: Path) -> Iterator[Problem]:
    """Every file outside the folder that a profile, or the agreement that it names, asks for."""
    where = path.relative_to(folder).as_posix()
    try:
        data = toml(path.read_text(encoding="utf-8"))
        named = list(_named(data))
    except RecursionError:
        yield Problem(where, "hay demasiadas listas una dentro de otra", f"a lo más {DEEPEST}")
        return
    except (OSError, ValueError) as error:
        yield Problem(where, f"no es TOML ({shown(str(error))})")
        return
    for table, key, value in named:
        if why := _wrong(key, value, path.parent, folder) or _no_sheet(table, value, path.parent):
            expected = "un archivo de la misma entrega"
            yield Problem(f"{where}: {key}", f"señala «{shown(value)}», {why}", expected)
    if sum(bool(_WILD.search(value)) for *_, value in named) > MOST_GLOBS:
        yield Problem(where, "tiene demasiados comodines", f"a lo más {MOST_GLOBS}")
    yield from _of_agreement(data.get("agreement"), path, folder)


def _of_agreement(name: Any, path: Path, folder: Path) -> Iterator[Problem]:
    if isinstance(name, str) and name.endswith(".toml"):
        own = path.parent / _meant(name)
        if own != path and _inside(own, folder) and own.is_file():
            yield from confined(own, folder)


def _named(
    value: Any, table: str = "", key: str = "", depth: int = 0
) -> Iterator[tuple[str, str, str]]:
    """Table, key and value of everything that is the name of a file. Raises RecursionError."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _named(item, key, name, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, table, key, depth + 1)
    elif isinstance(value, str) and key in KEYS:
        yield table, key, value


def _meant(value: str) -> str:
    """As whoever reads the profile understands it."""
    return value.strip().replace("\\", "/")


def _wrong(key: str, value: str, beside: Path, folder: Path) -> str:
    """Why that file is not to be asked for; empty where it may be."""
    meant = _meant(value)
    parts = PurePosixPath(meant).parts
    climbs = [number for number, part in enumerate(parts) if part == ".."]
    checks = (
        (any(ord(sign) < 32 for sign in meant), "con signos de control"),
        (meant.startswith(("/", "~")) or ":" in meant, "una ruta absoluta"),
        (climbs != list(range(len(climbs))), "que sube de carpeta después de bajar"),
        (parts.count("**") > 1 or "**" in re.sub(r"(^|/)\*\*(?=/|$)", "", meant),
         "con más de un «**»"),
        (not _inside(beside / meant, folder), "fuera de la entrega"),
        (key == "agreement" and not _is_agreement(meant), "que no es un convenio conocido"),
    )  # fmt: skip
    return next((why for bad, why in checks if bad), "")


def _no_sheet(table: str, value: str, beside: Path) -> str:
    """Of other tools' figures only what this program hands over of them is read: no workbook, which
    may unpack to anything."""
    if table != "baseline":
        return ""
    place = beside / _meant(value)
    named = re.fullmatch(r"linea-base-[a-z0-9_-]+\.csv", _meant(value))
    return "" if named and not _is_packed(place) else "que no es una linea-base-….csv"


def _is_packed(place: Path) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as file:
        return file.read(2) == b"PK"


def _is_agreement(name: str) -> bool:
    return name.endswith(".toml") or name in agreements.available()


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
