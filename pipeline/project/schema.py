"""The shape of memoria.toml: its tables and keys, each by itself (see checks.py for the rest)."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, NaiveDatetime

from pipeline import definitions, rfc
from pipeline.agreement.months import EXPECTED as PERIOD_EXPECTED
from pipeline.clients import networks
from pipeline.formats.readers.fields import FORWARDING
from pipeline.settings import Identifier, Settings, ZoneName, invalid, not_empty, shown

# What `memoria init` writes where only the user knows the answer.
UNFILLED = "POR LLENAR"

Answer = Literal["cumple", "no cumple", "sin evidencia"]
Verdict = Literal["confirmada", "descartada"]
CandidateKind = Literal[
    "interrupción", "silencio", "errores", "hueco", "sin actualizar", "latencia", "cliente", "red",
    "ataque",
]  # fmt: skip
"""What a candidate incident is, in the words of memoria.toml."""
BackupKind = Literal["respaldo", "restauración"]
AccordStatus = Literal["pendiente", "en proceso", "cumplido", "cancelado"]
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
Day = date


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
        default=(), description="los sitios oficiales que enviaron lectores"
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
    service: Text | None = Field(default=None, description="el id de un servicio del convenio")
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


class ServiceEntry(Settings):
    """Where one of the agreement's services is here, besides where the agreement says; or one that
    it does not name, with its title."""

    title: str = Field(default="", description="un texto: cómo se llama el servicio")
    hosts: tuple[Text, ...] = Field(default=(), description="una lista de dominios")
    paths: tuple[Text, ...] = Field(
        default=(), description="una lista de rutas, como «/tramites/**»"
    )
    version: str = Field(default="", description="un texto: la versión en servicio")


class ToolEntry(Settings):
    """A tool that was transferred. service: which of the agreement's services it gives, if any."""

    name: Text = Field(description="el nombre de la herramienta")
    service: Text | None = Field(default=None, description="el id de un servicio del convenio")
    version: str = Field(default="", description="un texto: la versión en servicio")
    licence: str = Field(default="", description="un texto: la licencia")
    transferred: Day | None = Field(
        default=None, description="una fecha sin comillas, como 2024-02-15"
    )
    operator: str = Field(default="", description="un texto: quién la opera")
    source: str = Field(default="", description="un texto: qué documento lo dice")


class BackupEntry(Settings):
    """A backup that was made, or restored to see that it can be."""

    kind: BackupKind = Field(description="«respaldo» o «restauración»")
    what: Text = Field(description="qué se respaldó o se restauró")
    done: NaiveDatetime
    result: Text = Field(description="cómo resultó")
    file: FilePath | None = Field(default=None, description="la ruta del archivo que lo comprueba")


class MinuteEntry(Settings):
    """The minutes of a meeting of the parties."""

    id: Identifier
    date: Day = Field(description="una fecha sin comillas, como 2024-05-14")
    place: str = Field(default="", description="dónde fue")
    subject: Text = Field(description="de qué trató")
    file: FilePath | None = Field(default=None, description="la ruta de la minuta firmada")


class AccordEntry(Settings):
    """What the parties agreed to do. minute: the one in which they did."""

    text: Text = Field(description="qué se acordó")
    owner: Text = Field(description="quién responde")
    due: Day | None = Field(default=None, description="una fecha sin comillas, como 2024-06-30")
    status: AccordStatus = "pendiente"
    minute: str | None = Field(default=None, description="el id de una minuta")


class LiaisonEntry(Settings):
    """Who holds one of the agreement's posts."""

    name: str = Field(default="", description="nombre y apellidos")
    email: str = Field(default="", description="un correo electrónico, entre comillas")


class ProjectFile(Settings):
    """The shape of memoria.toml."""

    agreement: Text = Field(description="el nombre de un convenio o la ruta de su archivo .toml")
    period: str | None = Field(default=None, description=PERIOD_EXPECTED)
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
    services: dict[str, ServiceEntry] = Field(default_factory=dict)
    tools: tuple[ToolEntry, ...] = ()
    backups: tuple[BackupEntry, ...] = ()
    accords: tuple[AccordEntry, ...] = ()
    minutes: tuple[MinuteEntry, ...] = ()
    liaisons: dict[str, LiaisonEntry] = Field(default_factory=dict)
