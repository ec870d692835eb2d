"""What the settings that people write by hand share: typed checks, problems in Spanish.

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
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import islice
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline import timespan
from pipeline.errors import Problem
from pipeline.toml_files import TomlFile, dotted
from pipeline.toml_lines import Location

Model = TypeVar("Model", bound="Settings")
YEARS = range(1900, 2200)
MOST_PROBLEMS = 200
"""Of a file that are told."""


class Settings(BaseModel):
    """Base of every model read from a hand-written file. Lists become tuples (see `validate`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def nearest(word: str, choices: Iterable[str], limit: int = 1) -> list[str]:
    """The choices that look most like the word, best first; compared without case."""
    folded = {choice.casefold(): choice for choice in choices}
    return [folded[hit] for hit in get_close_matches(word.casefold(), folded, limit, cutoff=0.55)]


OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
"""Control characters but tabulators and ends of lines: nobody writes them by hand."""
SEEN = ("sólo signos que se vean", "bórrelos: quizá se pegaron de otro programa")


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
        return f"«{_cut(visible(value[:60]), 58)}»"
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, tuple | list):
        text = f"una lista de {len(value)}"
    elif isinstance(value, dict):
        text = "una tabla"
    else:
        text = str(value)
    return _cut(text, 60)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


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
