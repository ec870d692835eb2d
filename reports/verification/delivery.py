"""A delivery opened to be examined: its small files unpacked, its summary and profiles read.

Nothing of it is trusted: names are checked before anything is unpacked, profiles may name no file
outside the delivery, and what cannot be read is a problem and never an error.
"""

import json
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pyrage.x25519 import Identity

from pipeline import encryption
from pipeline.errors import DeliveryError, MemoriaError, Problem
from pipeline.project import Project, load_project
from reports.delivery import bag
from reports.delivery.bag import manifests
from reports.model import Memoria

LOGS = f"{manifests.PAYLOAD}bitacoras/"
SUMMARY = "resumen.json"
PROFILE = "perfiles/recalculo.toml"
PATHS = ("agreement", "awstats_lib", "comments", "database", "files", "incidents", "theme")
"""Keys of a profile whose values are names of files."""


@dataclass(frozen=True)
class Delivery:
    """folder: the payload without its logs, unpacked. summary: resumen.json; memoria: the same,
    where it is of this version. Where something could not be read, `problems` says why."""

    view: bag.View
    folder: Path
    summary: Mapping[str, Any]
    memoria: Memoria | None
    project: Project | None
    problems: tuple[Problem, ...]

    def file(self, path: str) -> bytes | None:
        """A file of the payload; None where it lacks."""
        place = self.folder / path
        return place.read_bytes() if place.is_file() else None

    def logs(self, keys: Sequence[Identity] = ()) -> None:
        """Unpacks the logs too. keys: open encrypted ones. Raises DeliveryError, OutputError."""
        bag.extract(self.view, self.folder.parent, LOGS)
        for sealed in sorted((self.folder.parent / LOGS).rglob(f"*{encryption.SUFFIX}")):
            encryption.decrypt(sealed, sealed.with_suffix(""), keys)
            sealed.unlink()


@contextmanager
def opened(place: Path) -> Iterator[Delivery]:
    """Raises DeliveryError where it is unsafe or no delivery at all."""
    with bag.read(place) as view, tempfile.TemporaryDirectory(prefix="memoria-") as name:
        if manifests.DECLARATION not in view.pieces:
            expected = f"un zip o carpeta de BagIt, con su {manifests.DECLARATION}"
            raise DeliveryError(Problem(str(place), "no es una entrega", expected))
        for path in view.pieces:
            if path.startswith(manifests.PAYLOAD) and not path.startswith(LOGS):
                bag.extract(view, Path(name), path)
        folder = Path(name) / manifests.PAYLOAD.rstrip("/")
        summary, memoria, project = {}, None, None
        problems: list[Problem] = []
        try:
            summary = _summary(folder)
            memoria = _memoria(summary)
        except MemoriaError as error:
            problems += error.problems
        try:
            project = _project(folder)
        except MemoriaError as error:
            problems += error.problems
        yield Delivery(view, folder, summary, memoria, project, tuple(problems))


def _summary(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / SUMMARY).read_bytes())
    except OSError:
        raise DeliveryError(Problem(SUMMARY, "falta", "el resumen con todas las cifras")) from None
    except (ValueError, RecursionError) as error:
        raise DeliveryError(Problem(SUMMARY, f"no es JSON ({error})")) from None
    if not isinstance(found, dict):
        raise DeliveryError(Problem(SUMMARY, "no es un objeto de JSON"))
    return found


def _memoria(summary: Mapping[str, Any]) -> Memoria:
    try:
        return Memoria.model_validate_json(json.dumps(summary))
    except ValidationError as error:
        problems = [
            Problem(
                f"{SUMMARY}: {'.'.join(map(str, one['loc']))}",
                f"no sigue el esquema ({one['msg']})",
            )
            for one in error.errors()[:20]
        ]
        raise DeliveryError(problems) from None


def _project(folder: Path) -> Project:
    """The project that measures the delivery's logs again. Raises DeliveryError where it reaches
    outside of the delivery, SettingsError where it is none."""
    path = folder / PROFILE
    if not path.is_file():
        raise DeliveryError(
            Problem(PROFILE, "falta", "el proyecto que mide de nuevo las bitácoras")
        )
    problems = list(confined(path, folder))
    if problems:
        raise DeliveryError(problems)
    return load_project(path)


def confined(path: Path, folder: Path) -> Iterator[Problem]:
    """Every file outside the folder that a profile, or the agreement that it names, asks for."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Problem(path.relative_to(folder).as_posix(), f"no es TOML ({error})")
        return
    for key, value in _named(data):
        if not _inside(path.parent / value, folder):
            where = f"{path.relative_to(folder).as_posix()}: {key}"
            yield Problem(where, f"señala «{value}», fuera de la entrega", "un archivo suyo")
    agreement = data.get("agreement")
    if isinstance(agreement, str) and agreement.endswith(".toml"):
        own = path.parent / agreement
        if own != path and own.is_file() and _inside(own, folder):
            yield from confined(own, folder)


def _named(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Key and value of everything that is the name of a file."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _named(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, key)
    elif isinstance(value, str) and key in PATHS:
        yield key, value


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
