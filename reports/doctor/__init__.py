"""`memoria doctor`: what the installation has and lacks, each with what to do.

It must speak also where a library is missing or ends the process that loads it: nothing in this
package imports more than the standard library, and what is tried is tried in processes of its own
(see trials.py).
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from pipeline.errors import Problem, SettingsError
from pipeline.finding import Finding
from reports import checklist, spanish
from reports.doctor import apart, installed, machine
from reports.doctor.machine import Place

PROJECT = Path("memoria.toml")
TEXT = "Revisa la instalación y dice cómo componer lo que falte."


def project_in(text: str) -> Path:
    """The file that is named; of a folder that has a project, its file."""
    path = Path(text)
    return path / PROJECT if (path / PROJECT).is_file() else path


def declare(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "project", nargs="?", type=project_in, metavar="memoria.toml",
        help="el proyecto o su carpeta, para estimar cuánto ocupará (el de aquí, si lo hay)",
    )  # fmt: skip
    order.add_argument(
        "--out",
        type=Path,
        metavar="CARPETA",
        help="dónde irá la salida (salida, junto al proyecto)",
    )
    order.add_argument("--json", action="store_true", help="escribe JSON en la salida estándar")


def asked(
    options: argparse.Namespace, now: datetime, environment: Mapping[str, str], encoding: str
) -> Place:
    """Raises SettingsError where the project that is named is not there."""
    project = options.project or (PROJECT if PROJECT.exists() else None)
    if project and not project.is_file():
        raise SettingsError(Problem(str(project), "no existe", "el memoria.toml de un proyecto"))
    return Place(now, environment, encoding, project, options.out)


def examine(place: Place) -> list[Finding]:
    return [*installed.findings(), *machine.findings(place)]


def as_json(findings: Sequence[Finding]) -> str:
    """ASCII: right in every encoding."""
    return json.dumps([asdict(one) for one in findings], indent=1) + "\n"


def suits() -> bool:
    """Whether the program itself can be loaded here."""
    return not apart.each("modules", ["memoria"])


def alone(words: Sequence[str], now: datetime, environment: Mapping[str, str]) -> int:
    """The command where the rest of the program cannot be loaded: the exit status."""
    spanish.translate_argparse()
    order = argparse.ArgumentParser(prog="memoria doctor", description=TEXT)
    declare(order)
    options, _ = order.parse_known_args(words)  # what else every command takes has no use here
    try:
        found = examine(asked(options, now, environment, sys.stdout.encoding))
    except SettingsError as error:
        checklist.complain(error.problems)
        return 2
    if options.json:
        sys.stdout.write(as_json(found))
    else:
        checklist.write(found)
    return int(any(one.state == "missing" for one in found))


def cannot_start(error: Exception) -> int:
    """The exit status of any other command."""
    found = f"no se puede cargar ({type(error).__name__}: {error})"
    checklist.complain([Problem("memoria", found, "", "memoria doctor dice qué falta")])
    return 2
