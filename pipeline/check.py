"""A project and its logs → what is there and what is missing, item by item against the
agreement."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from pipeline import baselines, candidates, stated
from pipeline.baselines import Figures
from pipeline.discover import Discovery
from pipeline.errors import Problem, SettingsError
from pipeline.finding import Finding, State, plural
from pipeline.incidents import Incident, load_incidents, misplaced
from pipeline.parts import Parts
from pipeline.project import UNFILLED, Project
from pipeline.timespan import Window, to_local


@dataclass(frozen=True, slots=True)
class Coverage:
    """Local hours of a window with at least one hit, and those without."""

    hours: int
    empty: tuple[datetime, ...]


def check(
    project: Project, discovery: Discovery, parts: Sequence[Parts], as_of: date, built: Path
) -> tuple[Finding, ...]:
    """Everything there is to say, in the order of the memoria's contents. built: the warehouse of
    an earlier build, which may not be there."""
    return (
        *_deadline(project, as_of),
        *_settings(project),
        *_logs(discovery, parts),
        *_clocks(project, parts),
        *_operation(project, parts),
        *_baseline(project, parts),
        *_incidents(project),
        *_candidates(project, built),
        *_comments(project),
        *_requirements(project),
        *stated.services(project, parts),
        *stated.inventories(project),
        *stated.liaisons(project, as_of),
    )


def incidents_of(project: Project) -> tuple[Incident, ...]:
    """None reported where no file is named. Raises SettingsError with every problem of the file."""
    path = project.incidents_path
    return load_incidents(path, project.zone) if path else ()


def unproved(project: Project) -> list[Problem]:
    """The files of evidence that cannot be handed over."""
    return [problem for proof in project.evidence if (problem := proof.problem())]


def _deadline(project: Project, as_of: date) -> Iterator[Finding]:
    deadline = project.agreement.deadline
    days = (deadline.date() - as_of).days
    text = f"fecha límite: {deadline:%d/%m/%Y}; "
    if days < 0:
        yield Finding("plazo", "warning", f"{text}venció hace {plural(-days, 'día', 'días')}")
    else:
        left = {0: "es hoy", 1: "falta 1 día"}.get(days, f"faltan {days} días")
        yield Finding("plazo", "good", text + left)


def _settings(project: Project) -> Iterator[Finding]:
    unfilled = project.unfilled()
    for problem in unfilled:
        yield Finding.of("datos", "missing", problem)
    if not unfilled:
        yield Finding("datos", "good", f"{project.path.name} está completo")


def _logs(discovery: Discovery, parts: Sequence[Parts]) -> Iterator[Finding]:
    for problem in discovery.errors:
        yield Finding.of("bitácoras", "missing", problem)
    for problem in discovery.warnings:
        yield Finding.of("bitácoras", "warning", problem)
    for problem in unread(parts):
        yield Finding.of("bitácoras", "warning", problem)
    for part in parts:
        if part.counts.rejects and not _many_rejects(part):
            yield Finding.of("bitácoras", "good", _rejected(part))


def unread(parts: Sequence[Parts]) -> Iterator[Problem]:
    """What the user should know of the reading: files that break off, and those of many rejects."""
    for part in parts:
        if part.again:
            found = "lo que se guardaba de ella estaba dañado, y se leyó de nuevo"
            yield Problem(part.log.name, found, "", "nada; si se repite, revise el disco")
        if part.counts.damage:
            remedy = "si tiene el original completo, póngalo en su lugar"
            yield Problem(part.log.name, part.counts.damage, "", remedy)
        if _many_rejects(part):
            yield _rejected(part)
        if part.counts.hits and part.counts.nameless == part.counts.hits:
            yield _nameless(part)
        if part.log.forwarded and part.counts.hits and not part.counts.forwarded:
            yield _not_forwarded(part, part.log.forwarded.header)


def _many_rejects(part: Parts) -> bool:
    return part.counts.rejects > 0.01 * part.counts.lines


def _rejected(part: Parts) -> Problem:
    found = f"{part.counts.rejects:,} de {part.counts.lines:,} renglones no se pudieron leer"
    return Problem(part.log.name, found, "", "vea sus motivos con memoria inspect")


def _nameless(part: Parts) -> Problem:
    return Problem(
        part.log.name,
        "ninguna solicitud trae la dirección de su cliente",
        "",
        "agréguela al formato del servidor: sin ella todas parecen de un solo visitante",
    )


def _not_forwarded(part: Parts, header: str) -> Problem:
    return Problem(
        part.log.name,
        f"ninguna solicitud trae su cliente en {header}, de un proxy de confianza",
        "",
        "revise que el formato registre ese encabezado, y trusted_proxies: sin eso todas las "
        "visitas son del proxy",
    )


def _clocks(project: Project, parts: Sequence[Parts]) -> Iterator[Finding]:
    """Offsets that are neither the zone's nor UTC: right instants, but a server with old rules."""
    strange: dict[str, list[str]] = {}
    for part in parts:
        if part.counts.first and part.log.format.zoned:
            for offset in sorted(part.log.offsets - _offsets(project, part) - {"+0000"}):
                strange.setdefault(offset, []).append(part.log.name)
    for offset, names in strange.items():
        more = f" y {len(names) - 1} más" if len(names) > 1 else ""
        text = (
            f"{names[0]}{more}: el servidor anotó {offset}, que no es la hora de {project.zone.key}"
        )
        remedy = (
            "los instantes son correctos; actualice las reglas de horario (tzdata) del servidor"
        )
        yield Finding("bitácoras", "warning", text, remedy)


def _offsets(project: Project, part: Parts) -> set[str]:
    """The zone's own where the log begins and ends: two, on the day that the clocks change."""
    ends = (part.counts.first, part.counts.last)
    return {f"{end.replace(tzinfo=UTC).astimezone(project.zone):%z}" for end in ends if end}


def _operation(project: Project, parts: Sequence[Parts]) -> Iterator[Finding]:
    """The logs that the agreement asks for, hour by hour."""
    topic = "operación"
    window = project.agreement.window("logs")
    chosen = [part for part in parts if part.log.role == "operation"]
    hits = sum(part.counts.hits for part in chosen)
    if not chosen:
        remedy = 'declare las bitácoras de esas fechas con role = "operation"'
        yield Finding(topic, "missing", "no hay bitácoras de la operación", remedy)
        return
    text = f"{plural(len(chosen), 'archivo', 'archivos')}, {hits:,} solicitudes"
    yield Finding(topic, "good" if hits else "missing", text)
    covered = coverage(project, chosen, window)
    if covered.empty:
        empty = list(_told(covered.empty))
        shown = ", ".join(empty[:8])
        more = f" y {len(empty) - 8} más" if len(empty) > 8 else ""
        yield Finding(
            topic,
            "warning" if project.agreement.month and not _days(covered.empty) else "missing",
            f"{len(covered.empty)} de {covered.hours} horas sin un solo renglón: {shown}{more}",
            "busque la bitácora de esas horas (rotación, otro servidor, otra zona horaria)",
        )
    else:
        yield Finding(topic, "good", f"las {covered.hours} horas pedidas tienen renglones")


def _days(hours: Sequence[datetime]) -> set[date]:
    """The whole days among these hours; one of 23 where the clocks change. In a month there are
    hours of the night in which nobody asks; no day is like that."""
    counted = Counter(hour.date() for hour in hours)
    return {day for day, count in counted.items() if count >= 23}


def _told(hours: Sequence[datetime]) -> Iterator[str]:
    """Whole days, and the hours of the others."""
    days = _days(hours)
    seen: set[date] = set()
    for hour in hours:
        if hour.date() not in days:
            yield f"{hour:%d/%m %H} h"
        elif hour.date() not in seen:
            seen.add(hour.date())
            yield f"{hour:%d/%m} (todo el día)"


def _baseline(project: Project, parts: Sequence[Parts]) -> Iterator[Finding]:
    """What ordinary traffic there is: the logs', the tools', and which goes into the factor."""
    try:
        figures = baselines.read(project)
    except SettingsError as error:
        for problem in error.problems:
            yield Finding.of("línea base", "missing", problem)
        return
    has_logs = any(part.log.role == "baseline" for part in parts)
    if has_logs or not figures:
        yield from _baseline_logs(project, parts, alone=not figures)
    for one in figures:
        yield from _baseline_figures(project, one)
    choice = baselines.chosen(project, figures)
    if figures:
        titles = {one.source.name: one.source.title for one in figures}
        text = f"el factor usa: {titles.get(choice, 'bitácoras propias')}"
        yield Finding("línea base", "good", text)


def _baseline_logs(project: Project, parts: Sequence[Parts], *, alone: bool) -> Iterator[Finding]:
    topic = "línea base"
    chosen = [part for part in parts if part.log.role == "baseline"]
    every = _baseline_days(project)
    hours = _hours(project, chosen, project.agreement.baseline_window(project.zone))
    days = {hour.date() for hour in hours}
    absent = [day for day in every if day not in days]
    span = f"del {every[0]:%d/%m/%Y} al {every[-1]:%d/%m/%Y}"
    if not days:
        remedy = (
            'declare bitácoras de esos días con role = "baseline", o las cifras de su '
            "herramienta en [baseline]; sin ellas no hay comparativo"
        )
        state: State = "missing" if alone else "warning"
        yield Finding(topic, state, f"ningún día con bitácora {span}", remedy)
        return
    yield _enough(project, len(days), f"{len(days)} de {len(every)} días con bitácora {span}")
    if absent:
        remedy = "no cuentan como cero: se dejan fuera del promedio"
        yield Finding(topic, "warning", f"días sin bitácora: {_some(absent)}", remedy)


def _baseline_figures(project: Project, figures: Figures) -> Iterator[Finding]:
    topic, every = "línea base", _baseline_days(project)
    told = {
        day
        for span in figures.spans
        if not span.incomplete
        for day in every
        if span.first <= day <= span.last
    }
    text = f"{figures.source.title}: {len(told)} de {len(every)} días con cifras completas"
    yield _enough(project, len(told), text)
    for span in figures.spans:
        if span.incomplete and span.last >= every[0] and span.first <= every[-1]:
            text = f"{span.where}: {span.incomplete}"
            yield Finding(topic, "warning", text, "queda fuera del promedio")
    if not figures.definition:
        yield Finding(topic, "warning", f"{figures.source.title}: {figures.source.remark}")


def _enough(project: Project, days: int, text: str) -> Finding:
    least = project.agreement.baseline.min_days
    if days >= least:
        return Finding("línea base", "good", text)
    return Finding("línea base", "warning", f"{text}: menos de {least}, el factor irá señalado")


def _baseline_days(project: Project) -> list[date]:
    window = project.agreement.baseline_window(project.zone)
    return [day.date() for day in window.local_steps(project.zone, timedelta(days=1))]


def _some(days: Sequence[date]) -> str:
    return ", ".join(f"{day:%d/%m}" for day in days[:10]) + ("…" if len(days) > 10 else "")


def _incidents(project: Project) -> Iterator[Finding]:
    topic = "incidencias"
    if project.incidents_path is None:
        remedy = 'agregue incidents = "incidencias.csv", aunque sólo tenga el encabezado'
        yield Finding(topic, "missing", "no se declaró el archivo de incidencias", remedy)
        return
    try:
        incidents = incidents_of(project)
    except SettingsError as error:
        for problem in error.problems:
            yield Finding.of(topic, "missing", problem)
        return
    yield Finding(
        topic, "good", plural(len(incidents), "incidencia reportada", "incidencias reportadas")
    )
    window = project.agreement.window("diffusion")
    for problem in misplaced(incidents, window, project.incidents_path):
        yield Finding.of(topic, "warning", problem)


def _candidates(project: Project, built: Path) -> Iterator[Finding]:
    """What the last build saw in the logs and nobody has answered."""
    topic = "hallazgos"
    known = candidates.found(built)
    open_ones = list(candidates.unanswered(known, project))
    for found in open_ones:
        start, end = (to_local(at, project.zone) for at in (found.window.start, found.window.end))
        kind = candidates.KINDS[found.kind]
        text = (
            f"{found.id} sin respuesta: {kind}, {start:%d/%m/%Y %H:%M} a {end:%H:%M}, "
            f"gravedad {found.severity}"
        )
        remedy = (
            f"repórtelo, o en [[candidates]] ponga start = {start:%Y-%m-%dT%H:%M:%S}, "
            f'end = {end:%Y-%m-%dT%H:%M:%S}, kind = "{kind}", answer y reason'
        )
        yield Finding(topic, "warning", text, remedy)
    if known and not open_ones:
        text = plural(len(known), "hallazgo, con respuesta", "hallazgos, todos con respuesta")
        yield Finding(topic, "good", text)
    for answer in candidates.idle(known, project) if known else ():
        problem = Problem(
            answer.where, "esta respuesta no es de ningún hallazgo", "", "revise horas"
        )
        yield Finding.of(topic, "warning", problem)


def _comments(project: Project) -> Iterator[Finding]:
    topic = "comentarios"
    try:
        text = project.comments()
    except SettingsError as error:
        for problem in error.problems:
            yield Finding.of(topic, "missing", problem)
        return
    if not text.strip():
        remedy = "escriba al menos un párrafo en comentarios.md"
        yield Finding(topic, "missing", "no hay comentarios ni sugerencias", remedy)
    elif UNFILLED.casefold() in text.casefold():
        remedy = "escríbalo, o borre el apartado que no use"
        yield Finding(topic, "missing", f"todavía dice «{UNFILLED}»", remedy)
    else:
        yield Finding(topic, "good", plural(len(text.split()), "palabra", "palabras"))


def _requirements(project: Project) -> Iterator[Finding]:
    topic = "requerimientos"
    unanswered = project.unanswered()
    total = len(project.requirements)
    yield Finding(
        topic,
        "warning" if unanswered else "good",
        f"{total - len(unanswered)} de {total} respondidos",
    )
    for requirement in unanswered:
        remedy = f"responda en [requirements.{requirement.id}]"
        text = f"sin respuesta: {requirement.title} ({requirement.clause})"
        yield Finding(topic, "warning", text, remedy)


def coverage(project: Project, parts: Sequence[Parts], window: Window) -> Coverage:
    """Which local hours of the window have hits in these parts."""
    seen = _hours(project, parts, window)
    every = list(window.local_steps(project.zone, timedelta(hours=1)))
    return Coverage(len(every), tuple(hour for hour in every if hour not in seen))


def _hours(project: Project, parts: Sequence[Parts], window: Window) -> set[datetime]:
    files = [str(path) for part in parts for path in part.folder.glob("hit-*.parquet")]
    if not files:
        return set()
    hours = (
        pl.scan_parquet(files)
        .select(pl.col("time").dt.truncate("1h").unique())
        .collect()
        .get_column("time")
    )
    return {to_local(hour, project.zone) for hour in hours if hour in window}
