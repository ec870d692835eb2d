"""The folder of a diffuser: everything but its logs."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pipeline
from sample_logs.generate import incident_sheet
from sample_logs.state import writing
from sample_logs.state.diffusers import Diffuser

AGREEMENT = "coahuila-prep-2023"
PRIVATE = "convenio-agregado.toml"
PROFILE = Path(pipeline.__file__).parent / "agreements" / f"{AGREEMENT}.toml"
COMMENTS = Path(__file__).with_name("comentarios")

HEAD = """\
# Difusor ficticio: todo nombre, persona y domicilio es inventado.

agreement = "{agreement}"
incidents = "incidencias.csv"
{comments}
[diffuser]
name = "{name}"
legal_name = "{legal_name}"
city = "{city}"
website = "https://{host}"
method = {method}
time_zone = "{time_zone}"

[representative]
name = "{representative}"
position = "Representante legal"

[contact]
name = "{contact}"
position = "Responsable técnico"
email = "sistemas@{domain}"
phone = "844 555 01{number:02}"

[published]
hosts = [{prep_host}]
official = ["prep2023.iec-coahuila.example"]
"""
LOGS = """
[[logs]]
role = "{role}"
files = ["{files}"]
{format}"""
FIGURES = """
[baseline]
source = "awstats"
files = ["linea-base/awstats*.txt"]
"""
CAPACITY = """
[capacity]
requests_per_second = {}
bandwidth_mbps = {}
source = "{}"
"""
REQUIREMENT = """
[requirements.{}]
answer = "{}"
statement = "{}"
evidence = "{}"
"""
STATED = {
    "cumple": ("Se cumplió durante toda la operación.", "Expediente técnico, 2 de junio de 2023"),
    "no cumple": ("No se contó con ello; se compensó con guardias presenciales.", ""),
    "sin evidencia": ("Se contó con ello, pero no se documentó.", ""),
}


def files(diffuser: Diffuser) -> Iterator[tuple[str, bytes]]:
    yield "memoria.toml", settings(diffuser).encode()
    yield "incidencias.csv", incident_sheet(diffuser.incidents)
    if comments(diffuser).exists():
        yield "comentarios.md", comments(diffuser).read_bytes()
    if diffuser.aggregated:
        yield PRIVATE, private_profile().encode()


def comments(diffuser: Diffuser) -> Path:
    return COMMENTS / f"{diffuser.slug}.md"


def settings(diffuser: Diffuser) -> str:
    kind = writing.KINDS[diffuser.writes]
    parts = [head(diffuser, kind), logs("operation", kind.operation, kind)]
    if diffuser.baseline:
        parts.append(logs("baseline", kind.baseline, kind))
    if diffuser.figures:
        parts.append(FIGURES)
    if diffuser.capacity:
        parts.append(CAPACITY.format(*diffuser.capacity))
    return "".join((*parts, *requirements(diffuser)))


def head(diffuser: Diffuser, kind: writing.Kind) -> str:
    written = comments(diffuser).exists()
    return HEAD.format(
        agreement=PRIVATE if diffuser.aggregated else AGREEMENT,
        comments='comments = "comentarios.md"\n' if written else "",
        name=diffuser.name,
        legal_name=diffuser.legal_name,
        city=diffuser.city,
        host=diffuser.host,
        method=diffuser.method,
        time_zone=diffuser.time_zone,
        representative=diffuser.representative,
        contact=diffuser.contact,
        domain=diffuser.host.removeprefix("www."),
        number=diffuser.seed % 100,
        prep_host=f'"{diffuser.prep_host}"' if kind.own_host else "",
    )


def logs(role: str, pattern: str, kind: writing.Kind) -> str:
    """Every file that the pattern names."""
    name = pattern.format(day="*", week="*")
    declared = f'format = "{kind.name}"\n' if kind.name else ""
    return LOGS.format(role=role, files=name, format=declared)


def requirements(diffuser: Diffuser) -> Iterator[str]:
    for name, answer in answers(diffuser).items():
        yield REQUIREMENT.format(name, answer, *STATED[answer])


def answers(diffuser: Diffuser) -> dict[str, str]:
    """Requirement that binds its method → what it answers."""
    profile = tomllib.loads(PROFILE.read_text(encoding="utf-8"))
    return {
        requirement["id"]: diffuser.lacks.get(requirement["id"], "cumple")
        for requirement in profile["requirements"]
        if diffuser.method in requirement["methods"]
    }


def private_profile() -> str:
    """The shipped agreement, with another mode of privacy."""
    text = PROFILE.read_text(encoding="utf-8")
    for before, after in (
        ('privacy_mode = "seudonimizada"', 'privacy_mode = "agregada"'),
        ("Datos personales seudonimizados", "Sólo cuentas, sin bitácoras"),
    ):
        if before not in text:
            raise ValueError(f"the profile has lost «{before}»")
        text = text.replace(before, after)
    return text
