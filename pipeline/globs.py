"""Globs of a project → the files that they name, on the disk or behind a URL, and their names."""

import glob
import os
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline import remote
from pipeline.remote import Place, Remote
from pipeline.settings import visible


def places(folder: Path, pattern: str) -> Sequence[Place]:
    """Files of a glob, which may be a URL. Raises OSError and SettingsError where nobody answers
    there."""
    if not remote.is_remote(pattern):
        return matches(folder, pattern)
    return sorted(remote.matches(pattern), key=lambda found: natural(found.url))


def matches(folder: Path, pattern: str) -> list[Path]:
    """Files of a glob; a name that exists is itself, whatever brackets it has."""
    if (folder / pattern).exists():
        return [folder / pattern]
    names = glob.glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207  absolute too
    paths = [folder / name for name in sorted(names, key=natural)]
    return [path for path in paths if not path.is_dir()]


def itself(place: Place) -> Place:
    """Behind its links; the place where they go round in a circle, which reading it tells."""
    try:
        return place.resolve()
    except RuntimeError:
        return place


def natural(name: str) -> list[tuple[int, str]]:
    """Sorting key: access.log.2 before access.log.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def name_of(folder: Path, path: Place) -> str:
    """As text: bytes of a name that are none become `\\xHH`, and so does what is not seen. Of a URL
    all of it."""
    if isinstance(path, Remote):
        return visible(path.url)
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return visible(os.fsencode(shown.as_posix()).decode("utf-8", "backslashreplace"))
