"""memoria.toml → Project: who publishes, which logs, which agreement, and what is declared.

The file is first checked by itself (`ProjectFile` is its shape) and then against its agreement.
Both lists of problems are reported together. Whether the files it names exist is the business of
those who read them: a project can be loaded before its logs arrive.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, NaiveDatetime

from pipeline import agreement as agreements
from pipeline import definitions, rfc, timespan
from pipeline.agreement import Agreement, Requirement
from pipeline.clients import Forwarded, networks
from pipeline.errors import Problem, SettingsError
from pipeline.formats import LogFormat, mapped, resolve
from pipeline.formats.readers.fields import FORWARDING
from pipeline.settings import (
    Settings,
    TomlFile,
    ZoneName,
    in_file_order,
    invalid,
    nearest,
    not_empty,
    read_text,
    read_toml,
    shown,
    validate,
)
from pipeline.timespan import Window
from pipeline.toml_lines import Location

# What `memoria init` writes where only the user knows the answer.
UNFILLED = "POR LLENAR"

Answer = Literal["cumple", "no cumple", "sin evidencia"]
Verdict = Literal["confirmada", "descartada"]
CandidateKind = Literal[
    "interrupción", "silencio", "errores", "hueco", "sin actualizar", "latencia", "cliente", "red",
    "ataque",
]  # fmt: skip
"""What a candidate incident is, in the words of memoria.toml."""
Role = Literal["operation", "baseline"]
LogSection = Literal["published", "portal"]


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _readable_path(text: str) -> str:
    """A path or glob with forward slashes; refuses what an unquoted Windows path turns into."""
    if re.search(r"[\x00-\x1f]", text):
        raise invalid(
            f"la ruta {shown(text)} contiene caracteres de control",
            "una ruta",
            "dentro de comillas dobles «\\n» y «\\t» no son carpetas: use «/» o comillas simples",
        )
    return text.strip().replace("\\", "/")


FilePath = Annotated[str, Field(min_length=1), AfterValidator(_readable_path)]
Globs = Annotated[tuple[FilePath, ...], BeforeValidator(_one_or_many), AfterValidator(not_empty)]
Text = Annotated[str, Field(min_length=1)]


def _known_header(name: str) -> str:
    if name.lower() not in FORWARDING:
        expected = f"uno de: {', '.join(FORWARDING)}"
        raise invalid(f"no se conoce el encabezado {shown(name)}", expected)
    return name.lower()


def _proxy_networks(texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        try:
            networks([text])
        except ValueError:
            expected = "una dirección, una red como 10.0.0.0/8, o «private»"
            raise invalid(f"{shown(text)} no es una dirección ni una red", expected) from None
    return texts


def _known_definition(name: str) -> str:
    if name not in (*definitions.available(), definitions.ALL):
        expected = f"una de: {', '.join(definitions.available())}; o «{definitions.ALL}»"
        raise invalid(f"no existe la definición {shown(name)}", expected)
    return name


def _real_rfc(text: str) -> str:
    known = rfc.normal(text)
    if known is None:
        raise invalid(f"{shown(text)} no es un RFC", rfc.EXPECTED)
    return known


Rfc = Annotated[str, AfterValidator(_real_rfc)]
DefinitionName = Annotated[str, AfterValidator(_known_definition)]
HeaderName = Annotated[str, AfterValidator(_known_header)]
Proxies = Annotated[tuple[Text, ...], AfterValidator(_proxy_networks)]


class Diffuser(Settings):
    name: Text = Field(description="el nombre comercial")
    legal_name: Text = Field(description="la razón social")
    city: Text = Field(description="ciudad y estado, como se escriben al fechar un documento")
    website: Text = Field(description="la dirección del portal")
    method: int = Field(description="el número del método de interconexión, sin comillas")
    time_zone: ZoneName | None = Field(default=None, description="una zona IANA")


class Person(Settings):
    """rfc: whose e.firma `memoria sign` accepts for this person."""

    name: Text = Field(description="nombre y apellidos")
    position: Text = Field(description="el cargo")
    rfc: Rfc | None = Field(default=None, description="un RFC, entre comillas")


class Contact(Settings):
    name: str = Field(default="", description="nombre y apellidos")
    position: str = Field(default="", description="el cargo")
    email: str = Field(default="", description="un correo electrónico, entre comillas")
    phone: str = Field(default="", description="un teléfono, entre comillas")


class PublishedOwn(Settings):
    """What this diffuser adds to the agreement's own rules."""

    hosts: tuple[Text, ...] = ()
    paths: tuple[Text, ...] = ()
    official: tuple[Text, ...] = Field(
        default=(), description="los sitios oficiales del PREP que enviaron lectores"
    )


class GeoEntry(Settings):
    """Where addresses are, by a file of the user's: only country and state are kept."""

    database: FilePath = Field(description="la ruta de un archivo .mmdb de MaxMind o equivalente")


class LogEntry(Settings):
    role: Role = Field(description="«operation» o «baseline»")
    files: Globs = Field(description="una ruta, o una lista de rutas; se admiten *, ? y **")
    format: Text | None = Field(default=None, description="un nombre de formato o su cadena")
    time_zone: ZoneName | None = Field(default=None, description="una zona IANA")
    section: LogSection | None = Field(default=None, description="«published» o «portal»")
    client_header: HeaderName | None = Field(
        default=None, description="un encabezado, como «X-Forwarded-For»"
    )
    trusted_proxies: Proxies = Field(default=(), description="direcciones o redes, o «private»")
    fields: dict[str, Text] = Field(
        default_factory=dict, description="para json y ltsv: qué campo es cada cosa"
    )
    pseudonymised: Text | None = Field(
        default=None,
        description="sólo en bitácoras que este programa entregó: el nombre que tenía la original",
    )


class RequirementAnswer(Settings):
    """What the diffuser declares; "sin evidencia" where nothing is declared."""

    answer: Answer = Field(default="sin evidencia", description="una de las tres respuestas")
    statement: str = Field(default="", description="un texto")
    evidence: str = Field(default="", description="un texto: qué lo comprueba")


class CandidateEntry(Settings):
    """What the operator says of what the log shows in that span; kind where it is only of one of
    several things that it shows there."""

    start: NaiveDatetime
    end: NaiveDatetime
    answer: Verdict = Field(description="«confirmada» o «descartada»")
    reason: Text = Field(description="qué fue, o por qué no fue una incidencia")
    kind: CandidateKind | None = Field(default=None, description="la clase de hallazgo")


class Holiday(Settings):
    """A day that was not like its weekday; it enters no average."""

    day: date = Field(description="una fecha sin comillas, como 2023-05-10")
    reason: Text = Field(description="por qué no fue un día ordinario")


class ExcludedEntry(Settings):
    """Hours or days that are no ordinary traffic, and why."""

    start: NaiveDatetime
    end: NaiveDatetime
    reason: Text = Field(description="por qué no es tráfico ordinario")


class BaselineEntry(Settings):
    """The ordinary traffic, besides the logs of role baseline: the files of statistics tools, and
    what of all of it is not ordinary. source: whose average goes into the factor."""

    source: Text | None = Field(default=None, description="«logs» o el nombre de una herramienta")
    files: Annotated[tuple[FilePath, ...], BeforeValidator(_one_or_many)] = Field(
        default=(), description="una ruta, o una lista de rutas; se admiten *, ? y **"
    )
    definition: str | None = Field(default=None, description="el nombre de una definición")
    holidays: tuple[Holiday, ...] = ()
    excluded: tuple[ExcludedEntry, ...] = ()


class CapacityEntry(Settings):
    """What the infrastructure was shown to bear, and by what: nothing in a log says it.

    overhead: bytes on the wire for each byte logged, where the diffuser measured it.
    """

    requests_per_second: float | None = Field(
        default=None, gt=0, description="un número mayor que 0: solicitudes por segundo sostenidas"
    )
    bandwidth_mbps: float | None = Field(
        default=None, gt=0, description="un número mayor que 0: megabits por segundo de salida"
    )
    overhead: float | None = Field(
        default=None, ge=1, description="un número de 1 en adelante, como 1.06"
    )
    source: str = Field(default="", description="un texto: qué prueba o documento lo dice")


class ProjectFile(Settings):
    """The shape of memoria.toml."""

    agreement: Text = Field(description="el nombre de un convenio o la ruta de su archivo .toml")
    theme: FilePath | None = Field(
        default=None, description="el nombre de un tema o la carpeta de uno propio, como «./tema»"
    )
    incidents: FilePath | None = Field(default=None, description="una ruta entre comillas")
    comments: FilePath | None = Field(default=None, description="una ruta entre comillas")
    definition: DefinitionName = Field(default=definitions.OWN, description="una definición")
    awstats_lib: FilePath | None = Field(
        default=None, description="la carpeta lib de AWStats, donde está robots.pm"
    )
    diffuser: Diffuser = Field(description="la tabla [diffuser]")
    representative: Person = Field(description="la tabla [representative]")
    contact: Contact = Contact()
    published: PublishedOwn = PublishedOwn()
    geo: GeoEntry | None = None
    logs: Annotated[tuple[LogEntry, ...], AfterValidator(not_empty)] = Field(
        description="al menos un bloque [[logs]]"
    )
    baseline: BaselineEntry = BaselineEntry()
    capacity: CapacityEntry = CapacityEntry()
    requirements: dict[str, RequirementAnswer] = Field(default_factory=dict)
    candidates: tuple[CandidateEntry, ...] = ()


@dataclass(frozen=True)
class LogSource:
    """One [[logs]] block.

    patterns: globs with forward slashes, relative to the project's folder unless absolute.
    zone: for formats whose lines carry no offset. forwarded: whom to believe about the client.
    fields: what each field of a JSON or LTSV log is. pseudonymised: of a log of a delivery, the
    name of the one that it was written from. where: the place to name in a message.
    """

    role: Role
    patterns: tuple[str, ...]
    format: str | None
    zone: ZoneInfo
    section: LogSection | None
    forwarded: Forwarded | None
    fields: Mapping[str, str]
    pseudonymised: str | None
    where: str

    def log_format(self) -> LogFormat | None:
        """None where it is left to be found out. Raises FormatError."""
        if self.fields:
            return mapped(self.format or "json", self.fields)
        return resolve(self.format) if self.format else None


@dataclass(frozen=True)
class CandidateAnswer:
    window: Window
    answer: Verdict
    reason: str
    kind: CandidateKind | None
    where: str


@dataclass(frozen=True)
class Project:
    """requirements: exactly one answer for each requirement that binds the method, in its order.
    definition: also asked about the operation. awstats_lib: where AWStats keeps its robots.
    theme: the documents' looks, where they are not the agreement's."""

    path: Path
    agreement: Agreement
    theme: str | None
    diffuser: Diffuser
    representative: Person
    contact: Contact
    zone: ZoneInfo
    logs: tuple[LogSource, ...]
    baseline: BaselineEntry
    incidents_path: Path | None
    comments_path: Path | None
    capacity: CapacityEntry
    requirements: dict[str, RequirementAnswer]
    candidates: tuple[CandidateAnswer, ...]
    published_hosts: tuple[str, ...]
    published_paths: tuple[str, ...]
    official_hosts: tuple[str, ...]
    geo_path: Path | None
    definition: str
    awstats_lib: Path | None
    file: TomlFile

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def place(self) -> str:
        """Where the memoria is dated."""
        return self.diffuser.city

    def comments(self) -> str:
        """The diffuser's Markdown; empty where none is declared, or nothing is written in it but
        headings and what `memoria init` put there. Raises SettingsError."""
        text = read_text(self.comments_path) if self.comments_path else ""
        lines = (line.strip() for line in text.splitlines())
        written = (line for line in lines if line and not line.startswith(("#", "[//]:")))
        return text if any(line.casefold() != UNFILLED.casefold() for line in written) else ""

    def unfilled(self) -> tuple[Problem, ...]:
        """Every key that still holds what `memoria init` wrote."""
        return tuple(
            Problem(self.file.where(location), "por llenar", "", "escriba el dato")
            for location, value in _leaves(self.file.data)
            if UNFILLED.casefold() in value.casefold()
        )

    def unanswered(self) -> tuple[Requirement, ...]:
        """Requirements about which nothing is stated: left out, or as `memoria init` wrote them."""
        return tuple(
            requirement
            for requirement in self.agreement.applicable(self.diffuser.method)
            if _says_nothing(self.requirements[requirement.id])
        )


def _says_nothing(answer: RequirementAnswer) -> bool:
    statement = answer.statement.strip()
    return answer.answer == "sin evidencia" and (not statement or UNFILLED in statement)


def _leaves(value: Any, location: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*location, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*location, index))


def load_project(path: Path) -> Project:
    """Raises SettingsError with every problem of the file, and of its agreement, at once."""
    file = read_toml(path)
    settings, problems = validate(ProjectFile, file)
    agreement, more = _load_agreement(file)
    problems = problems + more + list(_cross_problems(file, agreement))
    if settings is None or agreement is None or problems:
        raise SettingsError(in_file_order(problems))
    return _resolve(file, settings, agreement)


def _load_agreement(file: TomlFile) -> tuple[Agreement | None, list[Problem]]:
    name = file.data.get("agreement")
    if not isinstance(name, str) or not name:
        return None, []  # the model has said so
    try:
        return agreements.load(name, file.path.parent), []
    except SettingsError as error:
        where = file.where(("agreement",))
        return None, [
            Problem(where, problem.found, problem.expected, problem.remedy)
            if problem.where == "agreement"
            else problem
            for problem in error.problems
        ]


def _cross_problems(file: TomlFile, agreement: Agreement | None) -> Iterator[Problem]:
    """Works on the raw data, so that a mistake elsewhere in the file hides none of these."""
    if agreement is not None:
        yield from _method_problems(file, agreement)
        yield from _requirement_problems(file, agreement)
    yield from _log_problems(file)
    yield from _capacity_problems(file)
    yield from _span_problems(file, ("candidates",), file.data.get("candidates"))
    excluded = _table(file.data, "baseline").get("excluded")
    yield from _span_problems(file, ("baseline", "excluded"), excluded)


def _method_problems(file: TomlFile, agreement: Agreement) -> Iterator[Problem]:
    number = _table(file.data, "diffuser").get("method")
    numbers = [method.number for method in agreement.methods]
    if type(number) is int and number not in numbers:
        expected = "; ".join(f"{method.number} ({method.title})" for method in agreement.methods)
        yield Problem(
            file.where(("diffuser", "method")), f"el convenio no tiene el método {number}", expected
        )


def _requirement_problems(file: TomlFile, agreement: Agreement) -> Iterator[Problem]:
    known = [requirement.id for requirement in agreement.requirements]
    for name in _table(file.data, "requirements"):
        if name not in known:
            close = nearest(name, known)
            remedy = f"¿quiso decir «{close[0]}»?" if close else "borre el bloque"
            where = file.where(("requirements", name))
            found = f"el convenio no tiene el requerimiento «{name}»"
            yield Problem(where, found, f"uno de: {', '.join(known)}", remedy)


def _log_problems(file: TomlFile) -> Iterator[Problem]:
    """Without a log of the operation there is nothing to report; without a baseline there is."""
    logs = file.data.get("logs")
    if not isinstance(logs, list) or not logs:
        return  # the model has said so
    for index, entry in enumerate(logs):
        if isinstance(entry, dict):
            yield from _proxy_problems(entry, file.where(("logs", index)))
    roles = [entry.get("role") for entry in logs if isinstance(entry, dict)]
    if roles and set(roles) == {"baseline"}:
        yield Problem(
            file.where(("logs", 0)),
            "ningún bloque [[logs]] es de la operación",
            'al menos un bloque con role = "operation"',
            "agregue las bitácoras del periodo de la operación",
        )


def _proxy_problems(entry: dict[str, Any], where: str) -> Iterator[Problem]:
    """A header that anybody can send is no evidence of anything."""
    if entry.get("client_header") and not entry.get("trusted_proxies"):
        yield Problem(
            where,
            "hay client_header y no se dice a qué proxies creerle",
            'trusted_proxies = ["10.0.0.0/8", …]',
            "escriba las direcciones de su balanceador o de su CDN",
        )
    if entry.get("trusted_proxies") and not entry.get("client_header"):
        yield Problem(
            where,
            "hay trusted_proxies y no se dice en qué encabezado viene el cliente",
            'client_header = "X-Forwarded-For"',
        )


def _capacity_problems(file: TomlFile) -> Iterator[Problem]:
    """A figure that nobody stands for is none."""
    declared = _table(file.data, "capacity")
    if declared and not declared.get("source"):
        yield Problem(
            file.where(("capacity",)),
            "se declara una capacidad y no se dice de dónde sale",
            'source = "prueba de carga del 27 de mayo"',
        )


def _span_problems(file: TomlFile, table: Location, entries: Any) -> Iterator[Problem]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        start, end = _wall_clock(entry.get("start")), _wall_clock(entry.get("end"))
        if start and end and end < start:
            where = file.where((*table, index, "end"))
            yield Problem(where, "termina antes de empezar", f"una hora posterior a {start}")


def _wall_clock(value: Any) -> datetime | None:
    return value if isinstance(value, datetime) and value.tzinfo is None else None


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _resolve(file: TomlFile, settings: ProjectFile, agreement: Agreement) -> Project:
    zone = timespan.zone(settings.diffuser.time_zone or agreement.time_zone)
    folder = file.path.parent
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
        published_hosts=_merged(agreement.published.hosts, settings.published.hosts),
        published_paths=_merged(agreement.published.paths, settings.published.paths),
        official_hosts=_merged(agreement.published.official_hosts, settings.published.official),
        geo_path=folder / settings.geo.database if settings.geo else None,
        definition=settings.definition,
        awstats_lib=folder / settings.awstats_lib if settings.awstats_lib else None,
        file=file,
    )


def _source(entry: LogEntry, zone: ZoneInfo, where: str) -> LogSource:
    header, proxies = entry.client_header, networks(entry.trusted_proxies)
    return LogSource(
        role=entry.role,
        patterns=entry.files,
        format=entry.format,
        zone=timespan.zone(entry.time_zone) if entry.time_zone else zone,
        section=entry.section,
        forwarded=Forwarded(header, proxies) if header else None,
        fields=entry.fields,
        pseudonymised=entry.pseudonymised,
        where=where,
    )


def _merged(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))
