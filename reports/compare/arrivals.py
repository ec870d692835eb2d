"""A place → what arrived: the delivery opened and verified, its measures kept as tables of ours,
and what it says of itself. Nothing of it decides by itself what it can be compared with: that is
the agreement's, as this program or the institute knows it."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pyrage.x25519 import Identity

from pipeline import agreement as agreements
from pipeline.agreement import Agreement
from pipeline.errors import DeliveryError, MemoriaError, Problem
from pipeline.project import Project
from reports import verification
from reports.compare import told
from reports.compare.places import Place
from reports.compare.told import Row
from reports.delivery.sealing import slug
from reports.verification import Delivery, Examined, judged
from reports.verification.base import blamed, differences, untrusted

AGREEMENT = "convenio"
SAME_CUTS = ("cuts", "services", "time_zone", "windows")
"""Of an agreement: whoever has others cannot be put beside the rest at all."""
SAME_FIGURES = (
    "baseline", "deadline", "drills", "methods", "pages", "privacy_mode", "published",
    "visit_gap_minutes",
)  # fmt: skip
"""Of an agreement: whoever has others counted something else, or in another way."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a place. store: where its measures are to be kept. agreement: the name or
    path of the one that all are compared by, if one is named. authorities: files of certificates.
    measure, keys: to measure its logs again."""

    place: Place
    store: Path
    as_of: date
    agreement: str | None = None
    authorities: tuple[Path, ...] = ()
    measure: verification.Measure | None = None
    keys: Sequence[Identity] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """row: of `delivery`, empty where it could not be read. answers: rows by their table. store,
    requests: DuckDB files of its measures and of its requests, if there are. fatal: why it cannot
    be compared, whoever admits it."""

    place: Place
    sha256: str | None
    size: int | None
    results: tuple[Examined, ...]
    row: Row = field(default_factory=dict)
    answers: dict[str, list[Row]] = field(default_factory=dict)
    store: Path | None = None
    requests: Path | None = None
    month: str = ""
    fatal: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The diffuser's, or else the file's."""
        return slug(self.row.get("name") or self.place.path.stem, "entrega")

    @property
    def broken(self) -> list[Examined]:
        return [one for one in self.results if one.broken]

    @property
    def agreement(self) -> str | None:
        return self.row.get("agreement")


def arrived(task: Task) -> Arrival:
    """Never raises for what a delivery is: that is a result."""
    size, sha256 = _fixity(task.place)
    seen = Arrival(task.place, sha256, size, ())
    results: list[Examined] = []
    try:
        if task.place.wrong:
            raise DeliveryError(Problem(task.place.name, task.place.wrong))
        with (
            untrusted(task.place.name, "no se puede leer"),
            verification.opened(task.place.path) as delivery,
        ):
            roots = verification.roots(task.authorities)
            results += verification.integrity(delivery, task.as_of, roots, task.store)
            return _read(replace(seen, results=tuple(results)), task, delivery)
    except MemoriaError as error:
        found = judged("entrega", "", _unplaced(blamed(error), task.place))
        return replace(seen, results=(*results, found), fatal=("no se puede leer",))


def _read(seen: Arrival, task: Task, delivery: Delivery) -> Arrival:
    memoria, project = delivery.memoria, delivery.project
    kept = _Kept(task.measure, task.store.with_suffix(".solicitudes.duckdb"))
    results = [*seen.results]
    if memoria and project is None:  # what is wrong with the summary, the summary says
        results.append(judged("cifras", "", delivery.problems))
    known = _known(memoria.agreement.id if memoria else None, project, task.agreement)
    fatal: list[str] = []
    if project:
        results += _alike(project.agreement, known)
        fatal += _unlike(project.agreement, known)
    measure = kept if task.measure else None
    results.append(verification.recalculated(delivery, measure, task.keys))
    store = task.store if task.store.exists() else None
    if store is None:
        fatal.append("sus tablas no se pueden leer")
    return replace(
        seen,
        results=tuple(results),
        row=told.delivery(memoria, project, known) if memoria else {},
        answers=_answers(memoria, known) if memoria else {},
        store=store,
        requests=kept.place if kept.place.exists() else None,
        month=project.agreement.month if project else "",
        fatal=tuple(fatal),
    )


def _answers(memoria: Any, known: Agreement | None) -> dict[str, list[Row]]:
    return {
        "content": told.contents(memoria),
        "requirement": told.requirements(memoria, known),
        "remark": told.comments(memoria),
    }


@dataclass(frozen=True, slots=True)
class _Kept:
    """Measures, and keeps a copy of what was measured."""

    measure: verification.Measure | None
    place: Path

    def __call__(self, project: Project, folder: Path) -> Path:
        assert self.measure is not None
        made = self.measure(project, folder)
        shutil.copyfile(made, self.place)
        return made


def _fixity(place: Place) -> tuple[int | None, str | None]:
    """Size and digest of a file."""
    try:
        if not place.wrong and place.path.is_file():
            with place.path.open("rb") as file:
                return place.path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        pass  # opening it says why
    return None, None


def _unplaced(problems: Sequence[Problem], place: Place) -> Iterator[Problem]:
    """Where it lies on this disk is nobody's business."""
    for one in problems:
        yield replace(one, where=one.where.replace(str(place.path), place.name))


# --------------------------------------------------------------------------------- its agreement


def _known(name: str | None, project: Project | None, asked: str | None) -> Agreement | None:
    """The agreement of that name, as we know it, of the delivery's month. A name that a delivery
    gives is no path."""
    source = asked or (name if name in agreements.available() else None)
    month = (project.agreement.month if project else "") or None
    try:
        known = agreements.load(source, None, month) if source else None
    except MemoriaError:
        return None
    return known if known and known.id == name else None


def _alike(own: Agreement, known: Agreement | None) -> Iterator[Examined]:
    """Whether the profile that it was measured with decides figures as the known one does."""
    if known is None:
        return
    ours, theirs = _deciding(known, SAME_FIGURES), _deciding(own, SAME_FIGURES)
    good = "su perfil cuenta como el convenio que se conoce"
    yield judged(AGREEMENT, good, differences(theirs, ours))


def _unlike(own: Agreement, known: Agreement | None) -> Iterator[str]:
    if known is None:
        yield "no se conoce el convenio con que se hizo"
    elif differing := [*differences(_deciding(own, SAME_CUTS), _deciding(known, SAME_CUTS))]:
        named = ", ".join(sorted({one.where.partition(".")[0] for one in differing}))
        yield f"las ventanas o los cortes de su perfil no son los del convenio ({named})"


def _deciding(agreement: Agreement, keys: Sequence[str]) -> dict[str, Any]:
    whole = agreement.model_dump(mode="json", include=set(keys))
    for window in whole.get("windows", {}).values():  # its words decide nothing
        window.pop("title", None)
        window.pop("clause", None)
    return dict(whole)
