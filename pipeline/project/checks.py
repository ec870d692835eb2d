"""What memoria.toml says that its own parts, or its agreement, do not agree with."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pipeline.agreement import Agreement
from pipeline.errors import Problem
from pipeline.settings import IDENTIFIER, IDENTIFIER_EXPECTED, nearest, shown
from pipeline.toml_files import TomlFile
from pipeline.toml_lines import Location


def cross_problems(file: TomlFile, agreement: Agreement | None) -> Iterator[Problem]:
    """Works on the raw data, so that a mistake elsewhere in the file hides none of these."""
    if agreement is not None:
        yield from _method_problems(file, agreement)
        yield from _requirement_problems(file, agreement)
        yield from _service_problems(file, agreement)
        yield from _liaison_problems(file, agreement)
    yield from _minute_problems(file)
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


def _service_problems(file: TomlFile, agreement: Agreement) -> Iterator[Problem]:
    """Those of the agreement are known, and others that say how they are called and where they
    are."""
    agreed, own = [service.id for service in agreement.services], _table(file.data, "services")
    logs = list(_rows(file.data, "logs"))
    of_logs = {entry.get("service") for entry in logs}
    for name, entry in own.items():
        if name in agreed or not isinstance(entry, dict):
            continue
        where = file.where(("services", name))
        if not re.fullmatch(IDENTIFIER, name):
            yield Problem(where, f"{shown(name)} no es un id", IDENTIFIER_EXPECTED)
            continue
        if not entry.get("title"):
            close = nearest(name, agreed)
            remedy = f"¿quiso decir «{close[0]}»?" if close else 'agregue title = "…"'
            found = f"el convenio no nombra el servicio {shown(name)} y aquí no tiene título"
            yield Problem(where, found, f"uno de: {', '.join(agreed)}" if agreed else "", remedy)
        if not (entry.get("hosts") or entry.get("paths") or name in of_logs):
            found = f"el servicio {shown(name)} no tiene dominios, rutas ni bitácora propia"
            yield Problem(where, found, 'hosts = ["…"] o paths = ["/…/**"]')
    for table, rows in (("tools", _rows(file.data, "tools")), ("logs", logs)):
        for index, entry in enumerate(rows):
            named = entry.get("service")
            if isinstance(named, str):
                place = (table, index, "service")
                yield from _unknown(file, place, named, [*agreed, *own], "el servicio")


def _liaison_problems(file: TomlFile, agreement: Agreement) -> Iterator[Problem]:
    known = [liaison.id for liaison in agreement.liaisons]
    for name in _table(file.data, "liaisons"):
        yield from _unknown(file, ("liaisons", name), name, known, "el enlace")


def _minute_problems(file: TomlFile) -> Iterator[Problem]:
    known: list[str] = []
    for index, entry in enumerate(_rows(file.data, "minutes")):
        name = entry.get("id")
        if name in known:
            where = file.where(("minutes", index, "id"))
            yield Problem(where, f"el id «{name}» ya está usado", "un id distinto")
        elif isinstance(name, str):
            known.append(name)
    for index, entry in enumerate(_rows(file.data, "accords")):
        name = entry.get("minute")
        if isinstance(name, str) and name not in known:
            where = file.where(("accords", index, "minute"))
            expected = (
                f"uno de: {', '.join(known)}" if known else "un bloque [[minutes]] con ese id"
            )
            yield Problem(where, f"no existe la minuta {shown(name)}", expected)


def _unknown(
    file: TomlFile, location: Location, name: str, known: Sequence[str], noun: str
) -> Iterator[Problem]:
    """Something that nobody has told of."""
    if name in known:
        return
    expected = f"uno de: {', '.join(known)}" if known else "ninguno: el convenio no tiene"
    close = nearest(name, known)
    remedy = f"¿quiso decir «{close[0]}»?" if close else ""
    yield Problem(file.where(location), f"no existe {noun} {shown(name)}", expected, remedy)


def _log_problems(file: TomlFile) -> Iterator[Problem]:
    """Without a log of the operation there is nothing to report; without a baseline there is."""
    logs = file.data.get("logs")
    if not isinstance(logs, list) or not logs:
        return  # the model has said so
    for index, entry in enumerate(logs):
        if isinstance(entry, dict):
            yield from _proxy_problems(entry, file.where(("logs", index)))
            if entry.get("service") and entry.get("section") == "portal":
                where = file.where(("logs", index, "section"))
                expected = "nada, o «published»: un servicio es parte de lo publicado"
                yield Problem(
                    where, "el archivo es de un servicio y no puede ser «portal»", expected
                )
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


def _rows(data: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """The blocks of a list; one that is no table counts as an empty one."""
    value = data.get(key)
    for entry in value if isinstance(value, list) else ():
        yield entry if isinstance(entry, dict) else {}
