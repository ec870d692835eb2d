"""What a memoria was made of → procedencia.json: inputs, rules, libraries, the sums of its lines.

Whatever differs between two machines that give the same bytes is left out: names of machines and
users, platform, Python, duration. What decides figures and bytes are the inputs, the rules, this
program and its libraries; each stands here by digest or by version.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import tzdata

from pipeline import agreement, unseen
from pipeline.parts import Parts
from pipeline.project import Project
from reports import model
from reports.delivery import libraries
from reports.model import Memoria
from reports.model.base import Facts

ROOT = Path(__file__).parents[2]
SCHEMA_VERSION = 1
NOTE = (
    "Todo lo que decide las cifras y los bytes de esta entrega. Los nombres de las bitácoras son "
    "los de resumen.json. La huella de un conjunto de reglas es la SHA-256 del texto que forman "
    "los renglones «huella  ruta» de sus archivos, ordenados por ruta, como los escribe sha256sum. "
    "No hay nombres de equipos ni de usuarios, plataforma ni duraciones: no cambian ninguna cifra."
)

RULES = {
    "consultas": ("pipeline/sql", ("*.sql",)),
    "definiciones": ("pipeline/definitions", ("*.toml", "*.sql")),
    "clasificación": ("pipeline", ("rules.toml", "attacks.toml", "foreign.toml", "overhead.toml")),
    "formatos": ("pipeline/formats", ("*.py",)),
    "medición": ("pipeline", ("*.py", "*.sql", "*.toml")),
    "documentos": ("reports", ("*.py", "*.sql", "*.toml", "*.html", "*.css", "*.js", "*.svg")),
}
"""What decides, by name: a folder of the program and what of it, at any depth."""


class Library(Facts):
    name: str
    version: str
    license: str | None


class Input(Facts):
    """A file of the diffuser's that is no log, or the agreement's. name: within the project."""

    kind: str
    name: str
    sha256: str


class Log(Facts):
    """declared: its format was, and not found out."""

    name: str
    role: str
    sha256: str
    size: int
    compression: str
    format: str
    declared: bool
    zone: str | None
    lines: int
    hits: int
    rejects: int
    blank: int
    comments: int


class Rules(Facts):
    name: str
    files: int
    sha256: str


class Options(Facts):
    """What the command line and the project ask for, as far as it changes a figure."""

    as_of: str
    definition: str
    privacy_mode: str


class Lines(Facts):
    """lines = hits + rejects + blank + comments. outside: hits that no measure counts."""

    files: int
    lines: int
    hits: int
    rejects: int
    blank: int
    comments: int
    outside: int


class Provenance(Facts):
    """time_zones: the release of the IANA data. summary_sha256: of resumen.json. annexes_sha256: of
    anexos.sha256. components_sha256: of componentes.cdx.json, the bill of all libraries."""

    schema_version: int = SCHEMA_VERSION
    note: str = NOTE
    program: str
    version: str
    time_zones: str
    options: Options
    lines: Lines
    logs: tuple[Log, ...]
    inputs: tuple[Input, ...]
    rules: tuple[Rules, ...]
    libraries: tuple[Library, ...]
    components_sha256: str
    summary_sha256: str
    annexes_sha256: str


def record(
    memoria: Memoria, project: Project, read: Sequence[Parts], as_of: date, bill: bytes
) -> dict[str, Any]:
    """The dump of a Provenance. bill: the bytes of componentes.cdx.json. Raises OSError where an
    input has gone."""
    ingest = memoria.ingest.model_dump(include=set(Lines.model_fields))
    made = Provenance(
        program=libraries.NAME,
        version=memoria.version,
        time_zones=tzdata.IANA_VERSION,
        options=Options(
            as_of=as_of.isoformat(),
            definition=project.definition,
            privacy_mode=memoria.privacy_mode,
        ),
        lines=Lines(**ingest),
        logs=tuple(_log(part) for part in sorted(read, key=lambda part: part.log.name)),
        inputs=tuple(_inputs(memoria, project)),
        rules=(*rules(), *_theme(project)),
        libraries=tuple(
            Library(name=one.name, version=one.version, license=one.license)
            for one in libraries.installed()
        ),
        components_sha256=hashlib.sha256(bill).hexdigest(),
        summary_sha256=hashlib.sha256(model.dump(memoria).encode()).hexdigest(),
        annexes_sha256=memoria.handover.annexes_sha256,
    )
    return made.model_dump(mode="json")


def dump(made: dict[str, Any]) -> bytes:
    """procedencia.json: keys in order, two spaces, UTF-8, a newline at the end."""
    return unseen.dumps(made, sort_keys=True).encode()


def _log(part: Parts) -> Log:
    log, counts = part.log, part.counts
    return Log(
        name=log.name,
        role=log.role,
        sha256=log.sha256,
        size=log.size,
        compression=log.compression,
        format=log.format.name,
        declared=log.detection is None,
        zone=log.zone,
        lines=counts.lines,
        hits=counts.hits,
        rejects=counts.rejects,
        blank=counts.blank,
        comments=counts.comments,
    )


def _inputs(memoria: Memoria, project: Project) -> Iterator[Input]:
    written = {
        "project": project.path,
        "agreement": agreement.find(project.file.data["agreement"], project.folder),
        "incidents": project.incidents_path,
        "comments": project.comments_path,
        "locations": project.geo_path,
        "robots": project.awstats_lib and project.awstats_lib / "robots.pm",
    }
    for kind, path in written.items():
        if path:
            yield Input(kind=kind, name=_named(path, project.folder), sha256=_digest(path))
    for source in memoria.comparison:
        for file in source.files:
            yield Input(kind="baseline", name=file.path, sha256=file.sha256)


def _named(path: Path, folder: Path) -> str:
    """No folder above the project's is anybody's business."""
    inside = path.is_relative_to(folder)
    return path.relative_to(folder).as_posix() if inside else path.name


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _theme(project: Project) -> Iterator[Rules]:
    """Where it is not one of the program's."""
    if project.theme and (folder := project.folder / project.theme).is_dir():
        yield _set_of_rules("tema", folder, ["*"])


# -- the program


@cache
def rules() -> tuple[Rules, ...]:
    """Each set of them, as it is installed."""
    return tuple(
        _set_of_rules(name, ROOT / folder, patterns) for name, (folder, patterns) in RULES.items()
    )


def _set_of_rules(name: str, folder: Path, patterns: Iterable[str]) -> Rules:
    files = {
        path.relative_to(folder).as_posix(): _digest(path)
        for pattern in patterns
        for path in folder.rglob(pattern)
        if path.is_file()
    }
    text = "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))
    return Rules(name=name, files=len(files), sha256=hashlib.sha256(text.encode()).hexdigest())
