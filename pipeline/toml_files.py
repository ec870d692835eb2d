"""TOML that people write: what it holds, on which line each key stands, and in Spanish what is
wrong with it."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.decoding import read_text
from pipeline.errors import Problem, SettingsError
from pipeline.toml_lines import Location, key_lines

DEEPEST = 16
"""Tables within tables."""


@dataclass(frozen=True)
class TomlFile:
    """A parsed TOML file that still knows where each key was written."""

    path: Path
    data: dict[str, Any]
    text: str = field(repr=False)

    @cached_property
    def _lines(self) -> dict[Location, int]:
        return key_lines(self.text)

    def where(self, location: Location) -> str:
        """`file:line (key)`; the line of the enclosing table where the key is not written."""
        line = next(
            (
                self._lines[location[:depth]]
                for depth in range(len(location), 0, -1)
                if location[:depth] in self._lines
            ),
            None,
        )
        place = f"{self.path}:{line}" if line else str(self.path)
        return f"{place} ({dotted(location)})" if location else place


def dotted(location: Location) -> str:
    """`logs[1].files`: as a person counts, from one."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


_DOTTED = re.compile(
    rf"""(?<![\w-])(?:(?>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{2 * DEEPEST}}}"""
)

# tomllib's English, by how its message begins. The first that fits is used.
_SYNTAX = {
    "Unescaped '\\'": (
        "hay una diagonal invertida «\\» dentro de comillas dobles",
        "use «/» en las rutas, o comillas simples: 'C:\\bitacoras\\*.log'",
    ),
    "Invalid hex value": (
        "hay una diagonal invertida «\\» dentro de comillas dobles",
        "use «/» en las rutas, o comillas simples: 'C:\\users\\*.log'",
    ),
    "Unterminated string": ("falta la comilla que cierra un texto", "cierre las comillas"),
    'Expected "\'"': ("falta la comilla que cierra un texto", "cierre las comillas"),
    "Illegal character": ("hay un carácter que no puede ir ahí", "¿falta cerrar unas comillas?"),
    "Expected '='": ("falta el signo «=» después de la clave", "escriba: clave = valor"),
    "Invalid value": ("el valor no se entiende", "los textos van entre comillas dobles"),
    "Cannot overwrite a value": ("la clave está escrita dos veces", "deje solo una"),
    "Cannot declare": ("la tabla está escrita dos veces", "junte ambas en una sola"),
    "Unclosed array": ("falta el «]» que cierra una lista", "cierre la lista"),
    "Invalid date or datetime": ("la fecha no existe", "escriba 2023-06-04T18:00:00"),
    "Expected ']'": ("falta el «]» que cierra el nombre de la tabla", "escriba: [tabla]"),
    "Expected newline": ("sobra texto después del valor", "una clave por línea"),
}


def read_toml(path: Path) -> TomlFile:
    """Raises SettingsError with line and column where the file is no TOML."""
    text = read_text(path)
    try:
        return TomlFile(path, toml(text), text)
    except RecursionError:
        problem = Problem(str(path), "hay demasiadas listas una dentro de otra")
    except ValueError as error:  # TOMLDecodeError, and plain ones from numbers of many digits
        problem = _syntax_problem(path, str(error))
    raise SettingsError(problem)


def toml(text: str) -> dict[str, Any]:
    """Raises ValueError for what is no TOML, RecursionError for tables deeper than anybody writes:
    of a key with thousands of dots tomllib would need all the memory there is."""
    if _DOTTED.search(text):
        raise RecursionError
    data = tomllib.loads(text)
    _shallow(data)
    return data


def _shallow(value: Any, depth: int = 0) -> None:
    """Raises RecursionError for what nobody writes by hand."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _shallow(item, depth + 1)


def _syntax_problem(path: Path, message: str) -> Problem:
    found, remedy = next(
        (texts for start, texts in _SYNTAX.items() if message.startswith(start)),
        ("el archivo no es TOML válido", "compare la línea con las que escribe «memoria init»"),
    )
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    if place:
        return Problem(f"{path}:{place[1]}", f"{found} (columna {place[2]})", "", remedy)
    end = ":fin del archivo" if "end of document" in message else ""
    return Problem(f"{path}{end}", found, "", remedy)
