"""resumen.json → every figure of it, one a row: what a spreadsheet opens and pages are checked by.

A figure is named as in resumen.json, the way `jq` would find it there, and as the criteria name
theirs. What it is and in which unit stands in fields.toml; why a value is missing, beside it.
"""

import csv as rows_of_text
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from reports.delivery.cells import exact, harmless
from reports.model import Memoria

FIELDS = Path(__file__).with_name("fields.toml")
HEAD = ("clave", "valor", "tipo", "unidad", "motivo", "descripcion")
REASON = "_reason"
BY_METRIC = "la de metric"
T = TypeVar("T")

CLOCKS = {"utc": "UTC", "local": "hora local"}

Value = str | bool | int | float | tuple[()] | None
KINDS = {str: "texto", bool: "lógico", int: "entero", float: "decimal", tuple: "vacío"}
"""What a value is; null has no kind and no text, and a list without entries is empty."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of resumen.json. reason: why it is null or empty, where it says so."""

    key: str
    value: Value
    unit: str
    reason: str
    description: str


@dataclass(frozen=True, slots=True)
class Fields:
    """fields.toml: each table by the end of a path, its parts joined with points."""

    units: dict[str, str]
    groups: dict[str, str]
    moments: dict[str, str]
    figures: dict[str, tuple[str, str]]


def rows(memoria: Memoria) -> list[Figure]:
    """In the order of resumen.json. What fields.toml does not know has no unit and no text; a test
    forbids it."""
    return list(_leaves(memoria.model_dump(mode="json"), (), "", ""))


def csv(memoria: Memoria) -> bytes:
    """UTF-8 with its mark, that Excel takes accents right; RFC 4180; texts harmless to it."""
    made = io.StringIO()
    writer = rows_of_text.writer(made)
    writer.writerow(HEAD)
    for figure in rows(memoria):
        texts = (harmless(figure.reason), figure.description)
        writer.writerow((figure.key, *_cells(figure.value), figure.unit, *texts))
    return made.getvalue().encode("utf-8-sig")


def read(content: bytes) -> list[Figure]:
    """The inverse of `csv`. Raises ValueError where it is no such file."""
    lines = rows_of_text.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    try:
        if tuple(next(lines, ())) != HEAD:
            raise ValueError(f"the columns are not {', '.join(HEAD)}")
        return [
            Figure(key, _value(kind, value), unit, exact(reason), description)
            for key, value, kind, unit, reason, description in lines
        ]
    except rows_of_text.Error as error:
        raise ValueError(str(error)) from error


def _cells(value: Value) -> tuple[str, str]:
    """Its text and its kind."""
    if value is None:
        return "", ""
    if isinstance(value, str):
        return harmless(value), KINDS[str]
    return "" if value == () else json.dumps(value), KINDS[type(value)]


def _value(kind: str, text: str) -> Value:
    match kind:
        case "":
            return None
        case "texto":
            return exact(text)
        case "vacío":
            return ()
        case "lógico" | "entero" | "decimal":
            value = json.loads(text)
            if KINDS.get(type(value)) == kind:
                return value  # type: ignore[no-any-return]
    raise ValueError(f"«{text}» is no {kind}")


def _leaves(value: Any, path: tuple[str | int, ...], metric: str, reason: str) -> Iterator[Figure]:
    """metric: the one that the nearest group around the value names, if any does."""
    if isinstance(value, dict):
        metric = value.get("metric", metric)
        for name in sorted(value):
            if not name.endswith(REASON):
                why = value.get(f"{name}{REASON}") or ""
                yield from _leaves(value[name], (*path, name), metric, why)
    elif isinstance(value, list) and value:
        for place, item in enumerate(value):
            yield from _leaves(item, (*path, place), metric, "")
    else:
        names = tuple(part for part in path if isinstance(part, str))
        unit, description = _said(names)
        if unit == BY_METRIC:
            unit = _fields().units[metric]
        yield Figure(_key(path), () if value == [] else value, unit, reason, description)


def _key(path: tuple[str | int, ...]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


@cache
def _said(names: tuple[str, ...]) -> tuple[str, str]:
    """Unit and description: the groups' names, then what the figure is."""
    fields = _fields()
    if names[-1] in CLOCKS and (moment := _found(fields.moments, names[:-1])):
        return "", _after(names[:-2], f"{moment}, {CLOCKS[names[-1]]}")
    if figure := _found(fields.figures, names):
        return figure[0], _after(names[:-1], figure[1])
    moment = _found(fields.moments, names)  # a whole instant, or a whole group, that is missing
    return "", _after(names[:-1], moment or _title(names))


def _after(groups: tuple[str, ...], said: str) -> str:
    titles = [_title(groups[: end + 1]) for end in range(len(groups))]
    return " · ".join(filter(None, [*titles, said]))


def _title(names: tuple[str, ...]) -> str:
    return _found(_fields().groups, names) or ""


def _found(table: Mapping[str, T], names: tuple[str, ...]) -> T | None:
    """By the longest end of the path that stands in the table."""
    ends = (".".join(names[start:]) for start in range(len(names)))
    return next((table[end] for end in ends if end in table), None)


@cache
def _fields() -> Fields:
    tables = tomllib.loads(FIELDS.read_text(encoding="utf-8"))
    figures = {name: (unit, said) for name, (unit, said) in tables["figures"].items()}
    return Fields(tables["units"], tables["groups"], tables["moments"], figures)
