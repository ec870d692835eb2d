"""memoria.toml and its agreement, read and put together."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline import agreement as agreements
from pipeline import timespan
from pipeline.agreement import Agreement, Profile
from pipeline.agreement.months import EXPECTED as PERIOD_EXPECTED
from pipeline.clients import Forwarded, networks
from pipeline.errors import Problem, SettingsError
from pipeline.project.checks import cross_problems
from pipeline.project.evidence import Evidence
from pipeline.project.resolved import Backup, CandidateAnswer, LogSource, Minute, Project, Service
from pipeline.project.schema import (
    BackupEntry,
    LiaisonEntry,
    LogEntry,
    MinuteEntry,
    ProjectFile,
    RequirementAnswer,
    ServiceEntry,
)
from pipeline.refusals import unwritable
from pipeline.settings import in_file_order, validate
from pipeline.timespan import Window
from pipeline.toml_files import TomlFile, read_toml
from pipeline.toml_lines import Location


def load_project(path: Path) -> Project:
    """Raises SettingsError with every problem of the file, and of its agreement, at once."""
    if wrong := unwritable(path):
        raise SettingsError(wrong)
    if not path.exists():
        remedy = "revise el nombre y la carpeta, o empiece uno con memoria init"
        raise SettingsError(
            Problem(str(path), "no existe", "el memoria.toml de un proyecto", remedy)
        )
    file = read_toml(path)
    settings, problems = validate(ProjectFile, file)
    agreement, more = _load_agreement(file)
    problems = problems + more + list(cross_problems(file, agreement))
    if settings is None or agreement is None or problems:
        raise SettingsError(in_file_order(problems))
    return _resolve(file, settings, agreement)


def _load_agreement(file: TomlFile) -> tuple[Agreement | None, list[Problem]]:
    """The agreement of the period. Where that is wrong, some period's, so that the rest of the
    file is checked too."""
    name = file.data.get("agreement")
    if not isinstance(name, str) or not name:
        return None, []  # the model has said so
    try:
        profile = agreements.read(name, file.path.parent)
    except SettingsError as error:
        return None, _placed(error, file)
    try:
        return agreements.of_period(profile, _period(file, profile)), []
    except SettingsError as error:
        return agreements.of_period(profile, None), _placed(error, file)


def _period(file: TomlFile, profile: Profile) -> str | None:
    """Raises SettingsError where the agreement's report is of a period and none is said."""
    period = file.data.get("period")
    if period is None and profile.period:
        remedy = "agregue «period = …» al principio del archivo"
        raise SettingsError(Problem("period", "falta «period»", PERIOD_EXPECTED, remedy))
    return period if isinstance(period, str) else None  # the model has said so


def _placed(error: SettingsError, file: TomlFile) -> list[Problem]:
    """Problems of keys of memoria.toml, with their line."""
    return [
        dataclasses.replace(problem, where=file.where((problem.where,)))
        if problem.where in ("agreement", "period")
        else problem
        for problem in error.problems
    ]


def _resolve(file: TomlFile, settings: ProjectFile, agreement: Agreement) -> Project:
    zone = timespan.zone(settings.diffuser.time_zone or agreement.time_zone)
    folder = file.path.parent
    services = _services(agreement, settings.services)
    own = settings.published
    return Project(
        path=file.path,
        agreement=agreement,
        theme=settings.theme,
        diffuser=settings.diffuser,
        representative=settings.representative,
        contact=settings.contact,
        zone=zone,
        logs=tuple(
            _source(entry, zone, file.where(("logs", index)))
            for index, entry in enumerate(settings.logs)
        ),
        baseline=settings.baseline,
        incidents_path=folder / settings.incidents if settings.incidents else None,
        comments_path=folder / settings.comments if settings.comments else None,
        capacity=settings.capacity,
        requirements={
            requirement.id: settings.requirements.get(requirement.id, RequirementAnswer())
            for requirement in agreement.applicable(settings.diffuser.method)
        },
        candidates=tuple(
            CandidateAnswer(
                Window.local(entry.start, entry.end, zone),
                entry.answer,
                entry.reason,
                entry.kind,
                file.where(("candidates", index)),
            )
            for index, entry in enumerate(settings.candidates)
        ),
        published_hosts=_merged(
            agreement.published.hosts, own.hosts, *(service.hosts for service in services)
        ),
        published_paths=_merged(
            agreement.published.paths, own.paths, *(service.paths for service in services)
        ),
        official_hosts=_merged(agreement.published.official_hosts, own.official),
        geo_path=folder / settings.geo.database if settings.geo else None,
        definition=settings.definition,
        awstats_lib=folder / settings.awstats_lib if settings.awstats_lib else None,
        services=services,
        tools=settings.tools,
        backups=tuple(_backup(entry, n, file) for n, entry in enumerate(settings.backups)),
        accords=settings.accords,
        minutes=tuple(_minute(entry, n, file) for n, entry in enumerate(settings.minutes)),
        liaisons={
            liaison.id: settings.liaisons.get(liaison.id, LiaisonEntry())
            for liaison in agreement.liaisons
        },
        file=file,
    )


def _services(agreement: Agreement, own: Mapping[str, ServiceEntry]) -> tuple[Service, ...]:
    """The agreement's, in its order, then those that only memoria.toml names."""
    agreed = {item.id: item for item in agreement.services}
    return tuple(
        _service(name, agreed.get(name), own.get(name, ServiceEntry()))
        for name in dict.fromkeys((*agreed, *own))
    )


def _service(name: str, agreed: agreements.Service | None, own: ServiceEntry) -> Service:
    if agreed is None:
        return Service(name, own.title, own.hosts, own.paths, own.version)
    hosts, paths = _merged(agreed.hosts, own.hosts), _merged(agreed.paths, own.paths)
    return Service(name, own.title or agreed.title, hosts, paths, own.version)


def _backup(entry: BackupEntry, index: int, file: TomlFile) -> Backup:
    proof = _evidence(entry.file, f"respaldo-{index + 1}", ("backups", index, "file"), file)
    return Backup(entry.kind, entry.what, entry.done, entry.result, proof)


def _minute(entry: MinuteEntry, index: int, file: TomlFile) -> Minute:
    proof = _evidence(entry.file, f"minuta-{entry.id}", ("minutes", index, "file"), file)
    return Minute(entry.id, entry.date, entry.place, entry.subject, proof)


def _evidence(name: str | None, stem: str, location: Location, file: TomlFile) -> Evidence | None:
    return Evidence(file.path.parent / name, stem, file.where(location)) if name else None


def _source(entry: LogEntry, zone: ZoneInfo, where: str) -> LogSource:
    header, proxies = entry.client_header, networks(entry.trusted_proxies)
    return LogSource(
        role=entry.role,
        patterns=entry.files,
        format=entry.format,
        zone=timespan.zone(entry.time_zone) if entry.time_zone else zone,
        section="published" if entry.service else entry.section,
        service=entry.service,
        forwarded=Forwarded(header, proxies) if header else None,
        fields=entry.fields,
        pseudonymised=entry.pseudonymised,
        where=where,
    )


def _merged(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))
