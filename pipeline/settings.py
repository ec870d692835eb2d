"""What the files people write by hand share: decoding, TOML, typed checks, problems in Spanish.

A settings file is read in three steps, and each adds to one list of problems, so that the user
mends everything in one round:

    read_toml     bytes → TomlFile (data, and the line each key stands on)
    validate      TomlFile × model → model or None, with a Problem for every wrong key
    the caller    checks across files that no model can make (does the requirement exist)

Models derive from `Settings`: frozen, strict, and closed to unknown keys. A field's description is
the Spanish text printed as "se esperaba".
"""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline import timespan
from pipeline.errors import Problem, SettingsError
from pipeline.refusals import reason
from pipeline.toml_lines import Location, key_lines

Model = TypeVar("Model", bound="Settings")
YEARS = range(1900, 2200)
MOST_PROBLEMS, DEEPEST = 200, 16
"""Of a file that are told; tables within tables."""


class Settings(BaseModel):
    """Base of every model read from a hand-written file. Lists become tuples (see `validate`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


# ---------------------------------------------------------------------------------------- text


def read_text(path: Path) -> str:
    """The text of a file in whatever encoding an office program saves it. Raises SettingsError."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        found = f"no se puede leer ({reason(error)})"
        problem = Problem(
            str(path), found, "un archivo", "revise el nombre, la carpeta y el permiso"
        )
    else:
        return decode(data, str(path))
    raise SettingsError(problem)


def decode(data: bytes, where: str) -> str:
    """Bytes as text: UTF-8 (BOM or not), UTF-16 with BOM, else Windows-1252. Raises SettingsError.

    UTF-8 before Windows-1252: accented text in the latter is practically never valid in the former.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
    raise SettingsError(
        Problem(
            f"{where}:{line}",
            "hay bytes que no son texto",
            "texto en UTF-8 o Windows-1252",
            "guarde el archivo como UTF-8 (en Excel: «CSV UTF-8»)",
        )
    )


def nearest(word: str, choices: Iterable[str], limit: int = 1) -> list[str]:
    """The choices that look most like the word, best first; compared without case."""
    folded = {choice.casefold(): choice for choice in choices}
    return [folded[hit] for hit in get_close_matches(word.casefold(), folded, limit, cutoff=0.55)]


# ---------------------------------------------------------------------------------------- TOML


OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
"""Control characters but tabulators and ends of lines: nobody writes them by hand."""
SEEN = ("sólo signos que se vean", "bórrelos: quizá se pegaron de otro programa")


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


# -------------------------------------------------------------------------------------- models


def validate(model: type[Model], file: TomlFile) -> tuple[Model | None, list[Problem]]:
    """The file as that model, or None and everything that keeps it from being one, up to
    MOST_PROBLEMS."""
    wrong = list(islice(_impossible(file.data, file), MOST_PROBLEMS))
    if wrong:
        return None, wrong
    try:
        return model.model_validate(_tuples(file.data)), []
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_PROBLEMS]
        return None, [_problem(detail, model, file) for detail in details]


def _impossible(value: Any, file: TomlFile, location: Location = ()) -> Iterator[Problem]:
    """Dates with which no clock can reckon, texts that a terminal would obey."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in inner:
            yield from _impossible(item, file, (*location, key))
    elif isinstance(value, date) and value.year not in YEARS:
        found, expected = f"la fecha es de {value.year}", f"un año de {YEARS[0]} a {YEARS[-1]}"
        yield Problem(file.where(location), found, expected)
    elif isinstance(value, str) and OBEYED.search(value):
        yield Problem(file.where(location), f"{shown(value)} tiene caracteres de control", *SEEN)


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """By line, so that the user mends the file from top to bottom; those without a line last."""

    def line(problem: Problem) -> float:
        match = re.search(r":(\d+)(?: |$)", problem.where)
        return int(match[1]) if match else math.inf

    return sorted(problems, key=line)


def _tuples(value: Any) -> Any:
    """Lists as tuples: frozen models hold tuples, and strict checking does not convert."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def invalid(found: str, expected: str = "", remedy: str = "") -> PydanticCustomError:
    """What a validator raises: the three texts reach the user unchanged."""
    texts = {"found": found, "expected": expected, "remedy": remedy}
    return PydanticCustomError("settings", "{found}", texts)


def not_empty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """For tuples, instead of pydantic's min_length, which also counts the elements that failed."""
    if not value:
        raise invalid("la lista está vacía")
    return value


def unknown_zone(name: str) -> tuple[str, str, str]:
    """(found, expected, remedy) for a zone that does not exist."""
    close = nearest(name, timespan.zone_names(), limit=3)
    remedy = f"¿quiso decir {' o '.join(close)}?" if close else "por ejemplo America/Monterrey"
    return f"no existe la zona horaria «{name}»", "un nombre de zona de la base IANA", remedy


def _known_zone(name: str) -> str:
    try:
        timespan.zone(name)
    except timespan.UnknownZoneError:
        raise invalid(*unknown_zone(name)) from None
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]

IDENTIFIER = r"^[a-z][a-z0-9_-]*$"
IDENTIFIER_EXPECTED = "minúsculas sin acento, cifras y guiones; la primera, una letra"
Identifier = Annotated[str, Field(pattern=IDENTIFIER)]

_EXPECTED = {
    "string_type": "un texto entre comillas",
    "string_too_short": "un texto que no esté vacío",
    "string_pattern_mismatch": IDENTIFIER_EXPECTED,
    "int_type": "un número entero, sin comillas",
    "bool_type": "true o false",
    "tuple_type": "una lista entre corchetes",
    "dict_type": "una tabla [así]",
    "model_type": "una tabla [así]",
    "date_type": "una fecha sin comillas, como 2023-06-04",
    "datetime_type": "fecha y hora sin comillas, como 2023-06-04T18:00:00",
    "timezone_naive": "hora local, sin desfase: 2023-06-04T18:00:00",
}


def _problem(detail: ErrorDetails, model: type[Settings], file: TomlFile) -> Problem:
    location: Location = tuple(detail["loc"])
    where, kind, context = file.where(location), detail["type"], detail.get("ctx", {})
    description = _description(model, location)
    if kind == "missing":
        return Problem(where, f"falta «{location[-1]}»", description, _addition(model, location))
    if kind == "extra_forbidden":
        return _unknown_key(where, location, model)
    if kind == "settings":
        expected = context["expected"] or description
        return Problem(where, context["found"], expected, context["remedy"])
    expected = _EXPECTED.get(kind, "")
    if kind == "literal_error":
        expected = _choices(model, location)
    elif kind in ("greater_than", "greater_than_equal"):
        least = context.get("gt", context.get("ge", 1) - 1)
        expected = description or f"un número mayor que {least}"
    return Problem(where, f"el valor es {shown(detail['input'])}", expected or description)


def visible(text: str) -> str:
    """What is not seen in a text, by its code: «\\x1b»."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def shown(value: Any) -> str:
    """A value as the user wrote it, cut where it is long."""
    if isinstance(value, str):
        text = f"«{visible(value[:60])}»"
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, tuple | list):
        text = f"una lista de {len(value)}"
    elif isinstance(value, dict):
        text = "una tabla"
    else:
        text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _addition(model: type[Settings], location: Location) -> str:
    """What to write where a key is missing."""
    table, key = (
        dotted(tuple(part for part in location[:-1] if isinstance(part, str))),
        location[-1],
    )
    kind = _unwrap(_fields(model, location[:-1])[str(key)].annotation)
    if _is_model(kind):
        return f"agregue la tabla [{key}]"
    if _is_model(_element(kind)):
        return f"agregue un bloque [[{key}]]"
    return f"agregue «{key} = …» " + (f"en [{table}]" if table else "al principio del archivo")


def _unknown_key(where: str, location: Location, model: type[Settings]) -> Problem:
    key, known = str(location[-1]), list(_fields(model, location[:-1]))
    close, homes = nearest(key, known), _homes(model, key)
    if close:
        remedy = f"¿quiso decir «{close[0]}»?"
    elif homes:
        remedy = f"esa clave va {homes[0]}"
    else:
        remedy = "bórrela o corrija el nombre"
    return Problem(where, f"la clave «{key}» no existe", f"una de: {', '.join(known)}", remedy)


def _fields(model: type[Settings], location: Location) -> Mapping[str, Any]:
    """The fields of the model that stands at that place of the file."""
    current: Any = model
    for part in location:
        if isinstance(part, str) and _is_model(current):
            info = current.model_fields.get(part)
            current = _unwrap(info.annotation) if info else None
        else:
            current = _element(current)
    return current.model_fields if _is_model(current) else {}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _unwrap(annotation: Any) -> Any:
    """`X` of `X | None` and of `Annotated[X, …]`."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _unwrap(next(arg for arg in get_args(annotation) if arg is not type(None)))
    if origin is Annotated:
        return _unwrap(get_args(annotation)[0])
    return annotation


def _element(annotation: Any) -> Any:
    """What a `tuple[X, …]` or a `dict[str, X]` holds."""
    arguments = get_args(annotation)
    if not arguments:
        return None
    return _unwrap(arguments[1] if get_origin(annotation) is dict else arguments[0])


def _homes(model: type[Settings], key: str, table: str = "") -> list[str]:
    """The other tables of the file that do have such a key: it was written under the wrong one."""
    found = []
    if key in model.model_fields:
        found.append(f"en [{table}]" if table else "al principio, antes de toda [tabla]")
    for name, info in model.model_fields.items():
        inner = _unwrap(info.annotation)
        inner = inner if _is_model(inner) else _element(inner)
        if _is_model(inner):
            found += _homes(inner, key, f"{table}.{name}" if table else name)
    return found


def _description(model: type[Settings], location: Location) -> str:
    info = _fields(model, location[:-1]).get(str(location[-1])) if location else None
    return info.description or "" if info else ""


def _choices(model: type[Settings], location: Location) -> str:
    info = _fields(model, location[:-1]).get(str(location[-1]))
    values = get_args(_unwrap(info.annotation)) if info else ()
    return " o ".join(shown(value) for value in values)
