"""A delivery opened to be examined: its small files unpacked, its summary and profiles read.

Nothing of it is trusted: names are checked before anything is unpacked, profiles may name no file
outside the delivery, and what cannot be read is a problem and never an error.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pyrage.x25519 import Identity

from pipeline import encryption, handover, outputs
from pipeline.errors import DeliveryError, MemoriaError, Problem
from pipeline.project import Project, load_project
from reports.delivery import bag, bounds
from reports.delivery.bag import manifests
from reports.delivery.bag.names import shown
from reports.model import Memoria
from reports.verification.base import blamed, untrusted
from reports.verification.confined import confined

Read = TypeVar("Read")
MOST_SHOWN = 20  # problems of a kind

LOGS = f"{manifests.PAYLOAD}{handover.FOLDER}/"
SUMMARY = "resumen.json"
PROFILE = "perfiles/recalculo.toml"


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
            plain = sealed.with_suffix("")
            if plain.exists():
                found = f"está también sin cifrar, como «{shown(plain.name)}»"
                raise DeliveryError(Problem(shown(sealed.name), found, "uno solo"))
            with outputs.writing(plain):
                encryption.decrypt(sealed, plain, keys)
            sealed.unlink()


@contextmanager
def opened(place: Path) -> Iterator[Delivery]:
    """Raises DeliveryError where it is unsafe or no delivery at all."""
    with bag.read(place) as view, outputs.scratch() as scratch:
        if manifests.DECLARATION not in view.pieces:
            expected = f"un zip o carpeta de BagIt, con su {manifests.DECLARATION}"
            raise DeliveryError(Problem(str(place), "no es una entrega", expected))
        _bounded(view)
        bag.extract(view, scratch, manifests.PAYLOAD, without=LOGS)
        folder = scratch / manifests.PAYLOAD.rstrip("/")
        problems: list[Problem] = []
        summary = _tried(lambda: _summary(folder), problems) or {}
        memoria = _tried(lambda: _memoria(summary), problems) if summary else None
        project = _tried(lambda: _project(folder), problems)
        yield Delivery(view, folder, summary, memoria, project, tuple(problems))


def _bounded(view: bag.View) -> None:
    if problems := list(bounds.files({piece.path: piece.size for piece in view.payload()})):
        raise DeliveryError(problems)


def _tried(read: Callable[[], Read], problems: list[Problem]) -> Read | None:
    """None where it cannot be read, and why among the problems."""
    try:
        with untrusted("entrega", "no se puede leer"):
            return read()
    except MemoriaError as error:
        problems += blamed(error)
        return None


def _summary(folder: Path) -> dict[str, Any]:
    if not (folder / SUMMARY).is_file():
        raise DeliveryError(Problem(SUMMARY, "falta", "el resumen con todas las cifras"))
    return bounds.json_object((folder / SUMMARY).read_bytes(), SUMMARY)


def _memoria(summary: Mapping[str, Any]) -> Memoria:
    """Raises DeliveryError with what of it is none of this version."""
    if problems := list(islice(bounds.instants(summary, SUMMARY), MOST_SHOWN)):
        raise DeliveryError(problems)
    try:
        return Memoria.model_validate_json(json.dumps(summary))
    except ValidationError as error:
        problems = [
            Problem(
                shown(f"{SUMMARY}: {'.'.join(map(str, one['loc']))}"),
                f"no sigue el esquema ({one['msg']})",
            )
            for one in error.errors()[:MOST_SHOWN]
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
