"""datos/ as a Frictionless Data Package: what its description says of its files, and whether both
its forms, CSV and Parquet, say the same."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from pipeline import outputs
from pipeline.errors import DeliveryError, Problem
from pipeline.project import Project
from reports.delivery import bounds, datapackage, resources
from reports.delivery.bag import manifests
from reports.delivery.bag.names import shown, wrong
from reports.verification.base import Examined, judged
from reports.verification.delivery import Delivery

DATABASES = (".db", ".duckdb", ".sqlite", ".wal")
LONGEST_HEAD, LONGEST_LINE = 1 << 16, 1 << 22
"""Bytes of a CSV that are read at once."""
OWN = (resources.DESCRIPTOR, resources.README)
"""Files of the package that are no resource of it."""


def described(delivery: Delivery) -> Examined:
    """Every resource is there, whole, and every file is a resource."""
    try:
        listed = _resources(delivery.folder / datapackage.FOLDER / resources.DESCRIPTOR)
    except DeliveryError as error:
        return judged("datos", "", error.problems)
    good = f"{len(listed):,} recursos, como los describe {resources.DESCRIPTOR}"
    return judged("datos", good, _resource_problems(delivery, listed))


def _resources(path: Path) -> list[Mapping[str, Any]]:
    where = f"{datapackage.FOLDER}/{path.name}"
    if not path.is_file():
        raise DeliveryError(Problem(where, "falta", "la descripción de los datos"))
    found = bounds.json_object(path.read_bytes(), where).get("resources")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise DeliveryError(Problem(where, "sus recursos no son una lista"))
    return found


def _resource_problems(delivery: Delivery, resources: list[Mapping[str, Any]]) -> Iterator[Problem]:
    folder = delivery.folder / datapackage.FOLDER
    named = set()
    for one in resources:
        path = one.get("path")
        if not isinstance(path, str) or wrong(path):
            why = wrong(path) if isinstance(path, str) else "no es un texto"
            expected = "un archivo de datos/: ningún otro se abre, ni se busca en la red"
            yield Problem(f"datos/{shown(str(path)[:200])}", f"su ruta no vale: {why}", expected)
            continue
        named.add(path)
        if not (folder / path).is_file():
            yield Problem(f"datos/{shown(path)}", "falta", "el archivo del recurso")
        else:
            digest = delivery.view.digest(f"{manifests.PAYLOAD}datos/{path}")
            yield from _content(folder / path, f"datos/{path}", one, f"sha256:{digest}")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for path in sorted(files - named - set(OWN)):
        yield Problem(f"datos/{shown(path)}", "no es de ningún recurso")
    for path in sorted(files):
        if path.endswith(DATABASES):
            yield Problem(
                f"datos/{shown(path)}", "es una base de datos: no se abre", "CSV y Parquet"
            )


def _content(path: Path, where: str, resource: Mapping[str, Any], digest: str) -> Iterator[Problem]:
    """digest: of its bytes, as the descriptor writes it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.readline(LONGEST_HEAD).decode("utf-8", "replace").rstrip("\r\n").split(",")
    if resource.get("bytes") != size:
        yield Problem(where, f"{size:,} bytes", _told(resource.get("bytes")))
    if resource.get("hash") != digest:
        yield Problem(where, digest, _told(resource.get("hash")))
    if (schema := resource.get("schema")) is None:
        return
    names = _names(schema)
    if names is None:
        found = "su esquema no está aquí, o no es una lista de columnas"
        yield Problem(where, found, "el esquema en el mismo descriptor: no se busca en la red")
    elif names != head:
        yield Problem(where, f"columnas {_told(', '.join(head))}", _told(", ".join(names)))


def _names(schema: Any) -> list[str] | None:
    """Of the columns; None where the schema is no list of them, as a link is none."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(one, dict) for one in fields):
        return None
    return [_told(one.get("name")) for one in fields]


def _told(value: Any) -> str:
    return shown(str(value)) if isinstance(value, str | int | float) else "nada"


def alike(delivery: Delivery, project: Project, as_of: date, warehouse: Path) -> Iterator[Problem]:
    """Where a CSV is not the one that its Parquet, put into the warehouse, gives."""
    with outputs.scratch() as again:
        datapackage.write(warehouse, project, as_of, again)
        made = again / datapackage.FOLDER
        found = delivery.folder / datapackage.FOLDER
        paths = {path.relative_to(root) for root in (made, found) for path in root.rglob("*.csv")}
        for path in sorted(paths):
            yield from _lines(found / path, made / path, f"datos/{path.as_posix()}")


def _lines(found: Path, made: Path, where: str) -> Iterator[Problem]:
    """The first line that differs."""
    if not (found.is_file() and made.is_file()):
        lacking = "el CSV" if made.is_file() else "el Parquet"
        yield Problem(where, f"falta {lacking}", "la misma tabla en CSV y en Parquet")
        return
    with found.open("rb") as theirs, made.open("rb") as ours:
        for number in count(1):
            one, other = theirs.readline(LONGEST_LINE), ours.readline(LONGEST_LINE)
            if one != other:
                expected = f"{_text(other)}, como en el Parquet"
                yield Problem(f"{where}:{number}", _text(one), expected)
            if one != other or not one:
                return


def _text(line: bytes) -> str:
    return shown(line.decode("utf-8", "replace").rstrip("\n")[:200]) if line else "nada"
