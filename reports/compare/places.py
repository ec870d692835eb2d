"""What is named on the command line → the deliveries in it: zips, folders that are a bag, and
folders of both, walked one level deep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DeliveryError, Problem
from reports.delivery.bag import manifests
from reports.delivery.bag.names import shown
from reports.delivery.sealing import ZIP

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """name: of the file or folder, without its path. wrong: why it is not even opened."""

    path: Path
    name: str
    wrong: str = ""


def places(given: Iterable[Path]) -> list[Place]:
    """Each once, by name. Raises DeliveryError with everything that is not there."""
    problems = [Problem(str(path), "no existe") for path in given if not path.exists()]
    if problems:
        raise DeliveryError(problems)
    found = {place.path.absolute(): place for path in given for place in _within(path)}
    once = {place.path.resolve(): place for place in found.values() if not place.wrong}
    wrong = [place for place in found.values() if place.wrong]
    if len(once) + len(wrong) > MOST:
        told = f"son {len(once) + len(wrong):,} entregas"
        raise DeliveryError(Problem("memoria compare", told, f"a lo más {MOST:,}"))
    return sorted([*once.values(), *wrong], key=lambda place: (place.name, str(place.path)))


def _within(path: Path) -> Iterator[Place]:
    """The place itself, unless it is a folder that holds some."""
    inside = [] if path.is_file() or _is_bag(path) else list(_held(path))
    yield from inside or [Place(path, _name(path.resolve()))]


def _held(folder: Path) -> Iterator[Place]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ZIP or (path.is_dir() and _is_bag(path)):
            wrong = "es un enlace: no se sigue" if path.is_symlink() else ""
            yield Place(path, _name(path), wrong)


def _is_bag(path: Path) -> bool:
    return (path / manifests.DECLARATION).is_file()


def _name(path: Path) -> str:
    """A disk may hold names that are no text."""
    return shown(path.name.encode("utf-8", "replace").decode())
