"""datos/ as a Frictionless Data Package: what its description says of its files, and whether both
its forms, CSV and Parquet, say the same."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.errors import DeliveryError, Problem
from pipeline.project import Project
from reports.delivery import datapackage, resources
from reports.delivery.bag.names import shown, wrong
from reports.verification.base import Examined, judged
from reports.verification.delivery import Delivery

OWN = (resources.DESCRIPTOR, resources.README)
"""Files of the package that are no resource of it."""


def described(delivery: Delivery) -> Examined:
    """Every resource is there, whole, and every file is a resource."""
    folder = delivery.folder / datapackage.FOLDER
    try:
        listed = _resources(folder / resources.DESCRIPTOR)
    except DeliveryError as error:
        return judged("datos", "", error.problems)
    good = f"{len(listed):,} recursos, como los describe {resources.DESCRIPTOR}"
    return judged("datos", good, _resource_problems(folder, listed))


def _resources(path: Path) -> list[Mapping[str, Any]]:
    where = f"{datapackage.FOLDER}/{path.name}"
    try:
        found = json.loads(path.read_bytes())["resources"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise DeliveryError(Problem(where, f"no se puede leer ({error})")) from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise DeliveryError(Problem(where, "sus recursos no son una lista"))
    return found


def _resource_problems(folder: Path, resources: list[Mapping[str, Any]]) -> Iterator[Problem]:
    named = set()
    for one in resources:
        path = str(one.get("path", ""))
        named.add(path)
        if wrong(path):
            yield Problem(f"datos/{shown(path)}", f"la ruta tiene {wrong(path)}")
        elif not (folder / path).is_file():
            yield Problem(f"datos/{shown(path)}", "falta", "el archivo del recurso")
        else:
            yield from _content(folder / path, f"datos/{path}", one)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for path in sorted(files - named - set(OWN)):
        yield Problem(f"datos/{shown(path)}", "no es de ningún recurso")


def _content(path: Path, where: str, resource: Mapping[str, Any]) -> Iterator[Problem]:
    content = path.read_bytes()
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if resource.get("bytes") != len(content):
        yield Problem(where, f"{len(content):,} bytes", f"{resource.get('bytes')}")
    if resource.get("hash") != digest:
        yield Problem(where, digest, str(resource.get("hash")))
    fields = (resource.get("schema") or {}).get("fields", [])
    names = [str(field.get("name")) for field in fields]
    head = content.partition(b"\n")[0].decode("utf-8", "replace").rstrip("\r").split(",")
    if names and names != head:
        yield Problem(where, f"columnas {', '.join(head)}", ", ".join(names))


def alike(delivery: Delivery, project: Project, as_of: date, warehouse: Path) -> Iterator[Problem]:
    """Where a CSV is not the one that its Parquet, put into the warehouse, gives."""
    with tempfile.TemporaryDirectory(prefix="memoria-") as name:
        datapackage.write(warehouse, project, as_of, Path(name))
        made = Path(name) / datapackage.FOLDER
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
    pairs = zip_longest(found.read_bytes().split(b"\n"), made.read_bytes().split(b"\n"))
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            yield Problem(f"{where}:{number}", _text(one), f"{_text(other)}, como en el Parquet")
            return


def _text(line: bytes | None) -> str:
    return "nada" if line is None else line.decode("utf-8", "replace")[:200]
