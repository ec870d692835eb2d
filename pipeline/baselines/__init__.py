"""Ordinary traffic from what the diffuser already has: the files of statistics tools → figures.

A module here is a source when it has SOURCE; there is no list to keep. Each file is known by its
content; several files of one source complete one another, and where two say different things of
one day the run stops, for nobody can say which is right.
"""

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from pipeline import definitions
from pipeline.baselines import normalised
from pipeline.baselines.base import MEASURES, Given, Hour, Reading, Source, Span
from pipeline.errors import Problem, SettingsError
from pipeline.globs import itself, matches, name_of
from pipeline.project import Project
from pipeline.remote import Place
from pipeline.settings import nearest

__all__ = ["LOGS", "Figures", "Given", "Hour", "Source", "Span", "by_name", "chosen", "recognised"]

LOGS = "logs"
"""The name of our own logs of role baseline as a source."""


@dataclass(frozen=True)
class Figures:
    """What the files of one source hold. files: name and SHA-256. definition: "" for none.

    spans: by first day, none twice. hours: by time.
    """

    source: Source
    definition: str
    files: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]
    hours: tuple[Hour, ...]


@cache
def by_name() -> dict[str, Source]:
    """Every source, in the order in which a file is offered to them: the generic last."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return {source.name: source for source in sorted(found, key=lambda one: one.generic)}


def recognised(file: Given) -> Source | None:
    return next((source for source in by_name().values() if source.recognises(file)), None)


def read(project: Project) -> tuple[Figures, ...]:
    """The figures that memoria.toml names, by source. Raises SettingsError with every problem of
    every file."""
    problems: list[Problem] = []
    files: dict[str, list[tuple[Given, Reading]]] = {}
    for given in _given(project, problems):
        try:
            source = _source_of(given, project)
            files.setdefault(source.name, []).append((given, source.read(given)))
        except SettingsError as error:
            problems += error.problems
    found = [_joined(by_name()[name], files[name], project, problems) for name in sorted(files)]
    problems += _choice_problems(project, [figures.source.name for figures in found])
    problems += _definition_problems(project)
    if problems:
        raise SettingsError(problems)
    return tuple(found)


def chosen(project: Project, figures: Sequence[Figures]) -> str:
    """The name of the source whose average goes into the factor: the declared one, or else our own
    logs where there are any, or else the only one; "" without any."""
    if project.baseline.source:
        return project.baseline.source
    if any(source.role == "baseline" for source in project.logs):
        return LOGS
    return figures[0].source.name if figures else ""


def _given(project: Project, problems: list[Problem]) -> Iterator[Given]:
    taken: set[Place] = set()
    for pattern in project.baseline.files:
        paths = matches(project.folder, pattern)
        if not paths:
            where = project.file.where(("baseline", "files"))
            remedy = "revise la ruta: es relativa a la carpeta de memoria.toml"
            problems.append(Problem(where, f"ningún archivo es «{pattern}»", "", remedy))
        for path in paths:
            if itself(path) not in taken:
                taken.add(itself(path))
                try:
                    yield Given.open(path, name_of(project.folder, path))
                except SettingsError as error:
                    problems += error.problems


def _source_of(file: Given, project: Project) -> Source:
    """By content; what no source recognises is the declared one's to refuse, in its own words."""
    handed_over = normalised.source_of(file, by_name())
    source = handed_over or recognised(file) or by_name().get(project.baseline.source or "")
    if source is None:
        expected = ", ".join(source.title for source in by_name().values())
        remedy = "si es una tabla, su primera fila debe ser: fecha,hits,paginas,visitas,visitantes"
        found = "no se reconoce de qué herramienta es"
        raise SettingsError(Problem(file.name, found, f"un archivo de: {expected}", remedy))
    return source


def _joined(
    source: Source,
    files: Sequence[tuple[Given, Reading]],
    project: Project,
    problems: list[Problem],
) -> Figures:
    spans: dict[tuple[date, date], Span] = {}
    hours: dict[datetime, Hour] = {}
    for _, reading in files:
        for span in reading.spans:
            key = (span.first, span.last)
            one = _merged(spans[key], span) if key in spans else span
            if one is None:
                problems.append(_contradiction(spans[key], span))
            else:
                spans[key] = one
        hours |= {hour.time: hour for hour in reading.hours}
    declared = project.baseline.definition
    return Figures(
        source=source,
        definition=source.definition if declared is None else declared,
        files=tuple((given.name, hashlib.sha256(given.data).hexdigest()) for given, _ in files),
        spans=tuple(spans[key] for key in sorted(spans)),
        hours=tuple(hours[time] for time in sorted(hours)),
    )


def _merged(one: Span, other: Span) -> Span | None:
    """Two accounts of the same days as one; the whole one if one is incomplete. None where they
    contradict each other."""
    if bool(one.incomplete) != bool(other.incomplete):
        return other if one.incomplete else one
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in MEASURES}
    if one.incomplete:
        return max(one, other, key=lambda span: (span.hits or 0, span.visits or 0))
    if any(None not in pair and pair[0] != pair[1] for pair in pairs.values()):
        return None
    figures = {name: pair[1] if pair[0] is None else pair[0] for name, pair in pairs.items()}
    return Span(one.first, one.last, **figures, where=one.where)


def _contradiction(one: Span, other: Span) -> Problem:
    found = f"el {other.first:%d/%m/%Y} tiene otras cifras en {one.where}"
    remedy = "deje sólo uno de los dos: ¿son de sitios distintos, o uno es más reciente?"
    return Problem(other.where, found, "un día, una sola vez", remedy)


def _choice_problems(project: Project, found: Sequence[str]) -> Iterator[Problem]:
    """Whether it is clear which average the factor uses."""
    wanted = project.baseline.source
    logs = any(source.role == "baseline" for source in project.logs)
    where = project.file.where(("baseline", "source"))
    if wanted and wanted not in (LOGS, *by_name()):
        expected = f"una de: {', '.join((LOGS, *by_name()))}"
        yield Problem(where, f"no existe la fuente «{wanted}»", expected)
    elif wanted and wanted not in found and not (wanted == LOGS and logs):
        remedy = "declare sus archivos, o quite source"
        yield Problem(where, f"no hay archivos de la fuente «{wanted}»", "", remedy)
    elif not wanted and not logs and len(found) > 1:
        remedy = f'agregue source = "{found[0]}" en [baseline]'
        text = f"hay cifras de {' y de '.join(found)}"
        yield Problem(where, text, "saber cuál va en el factor", remedy)


def _definition_problems(project: Project) -> Iterator[Problem]:
    """An empty definition is none: what cannot be repeated."""
    name = project.baseline.definition
    if name and name not in definitions.available():
        where = project.file.where(("baseline", "definition"))
        expected = f'una de: {", ".join(definitions.available())}, o "" si ninguna'
        close = nearest(name, definitions.available())
        remedy = f"¿quiso decir «{close[0]}»?" if close else ""
        yield Problem(where, f"no existe la definición «{name}»", expected, remedy)
