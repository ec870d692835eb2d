"""How much of a delivery is unpacked and read, and what its JSON may say: what no memoria needs is
refused before anything is made of it.

A list of a million incidents, a number of four hundred digits or a text of a hundred megabytes is
no error of JSON; it is one of memory and time for whoever believes it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pipeline.errors import DeliveryError, Problem
from pipeline.handover import FOLDER as LOGS
from reports.delivery.bag import manifests
from reports.delivery.bag.names import shown

MB = 1 << 20
ROOM: Mapping[str, int] = {
    "resumen.json": 64 * MB,
    "procedencia.json": 16 * MB,
    "componentes.cdx.json": 1 * MB,
    "anexos.sha256": 16 * MB,
    "memoria.pdf": 64 * MB,
    "memoria.html": 64 * MB,
    "datos/datapackage.json": 16 * MB,
    "datos/": 512 * MB,
    "incidencias/": 16 * MB,
    "comentarios/": 16 * MB,
    "evidencias/": 256 * MB,
    "perfiles/": 16 * MB,
    "perfiles/convenio.toml": 1 * MB,
    "perfiles/memoria.toml": 1 * MB,
    "perfiles/recalculo.toml": 16 * MB,
    "perfiles/awstats/": 1 * MB,
    "": 64 * MB,
}
"""Bytes of a file, by how its path in data/ begins; the longest that fits counts."""
UNPACKED = 4 << 30
"""Bytes of all files of data/ but the logs."""

DEEPEST = 64
MOST_VALUES = 2_000_000
MOST_COMMAS = 2 * MOST_VALUES  # texts have some, too
MOST_ROWS = 50_000
LONGEST_TEXT = 100_000
LARGEST_NUMBER = 10**18
YEARS = 30
"""Of a JSON: lists within lists, values in all and in one list, characters of a text, size of a
number; and between an instant of the summary and the date of the memoria."""

INSTANTS = frozenset(
    {"as_of", "day", "deadline", "drills", "end", "end_local", "local", "signed", "start",
     "start_local", "utc"}
)  # fmt: skip
"""Keys of resumen.json whose texts are days and instants."""

REMEDY = "pida una entrega nueva: ésta no la escribió memoria build"


def files(sizes: Mapping[str, int]) -> Iterator[Problem]:
    """What is too large to be unpacked. sizes: of the files of data/; its logs are not."""
    sizes = {path: size for path, size in sizes.items() if not path.startswith(f"{LOGS}/")}
    for path, size in sizes.items():
        most = ROOM[max((start for start in ROOM if path.startswith(start)), key=len)]
        if size > most:
            found = f"mide {size:,} bytes"
            yield Problem(shown(path), found, f"a lo más {most:,}", REMEDY)
    total = sum(sizes.values())
    if total > UNPACKED:
        found = f"sin sus bitácoras mide {total:,} bytes"
        yield Problem(manifests.PAYLOAD, found, f"a lo más {UNPACKED:,}", REMEDY)


# ---------------------------------------------------------------------------------------- JSON


def json_object(content: bytes, where: str) -> dict[str, Any]:
    """Raises DeliveryError for what is no object of JSON, or more than a delivery needs."""
    if content.count(b",") > MOST_COMMAS:
        raise DeliveryError(_too_many(where))
    try:
        text = content.decode("utf-8")  # or it would find out, and others would not
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except RecursionError:
        raise DeliveryError(Problem(where, "hay demasiadas listas una dentro de otra")) from None
    except ValueError as error:
        raise DeliveryError(Problem(where, f"no es JSON ({shown(str(error))})")) from None
    if not isinstance(found, dict):
        raise DeliveryError(Problem(where, "no es un objeto de JSON"))
    if problem := next(_excesses(found, where), None):
        raise DeliveryError(problem)
    return found


def _too_many(where: str) -> Problem:
    return Problem(where, "tiene demasiados valores", f"a lo más {MOST_VALUES:,}", REMEDY)


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} no es un número")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Programs differ in which of two equal keys they believe."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("una clave está dos veces")
    return found


def _excesses(value: Any, where: str) -> Iterator[Problem]:
    """Without recursion: it is the depth, too, that is looked at."""
    waiting, seen = [(value, 0)], 0
    while waiting:
        one, depth = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            yield _too_many(where)
            return
        if depth > DEEPEST:
            yield Problem(where, "hay demasiadas listas una dentro de otra", f"{DEEPEST}", REMEDY)
            return
        if why := _excess(one):
            yield Problem(where, why[0], why[1], REMEDY)
        if isinstance(one, dict):
            waiting += [(item, depth + 1) for pair in one.items() for item in pair]
        elif isinstance(one, list):
            waiting += [(item, depth + 1) for item in one]


def _excess(value: Any) -> tuple[str, str] | None:
    """What is wrong with one value, and the most there may be."""
    if isinstance(value, list | dict) and len(value) > MOST_ROWS:
        return f"una lista tiene {len(value):,} valores", f"a lo más {MOST_ROWS:,}"
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"un texto tiene {len(value):,} signos", f"a lo más {LONGEST_TEXT:,}"
    if isinstance(value, str) and not _encodes(value):
        return "un texto tiene signos que no existen", "texto en UTF-8"
    if isinstance(value, int | float) and not abs(value) <= LARGEST_NUMBER:  # nor is what is none
        return "un número es demasiado grande", f"a lo más {LARGEST_NUMBER:,}"
    return None


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# ------------------------------------------------------------------------------------- instants


def instants(summary: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Days and instants that are none, or far from the memoria's own date: whatever is drawn over
    time would have no end."""
    try:
        made = date.fromisoformat(summary.get("as_of", ""))
    except (TypeError, ValueError):
        yield Problem(f"{where}: as_of", f"no es una fecha: «{_cut(summary.get('as_of'))}»")
        return
    named = ((key, text) for key, text in leaves(summary) if key in INSTANTS and text is not None)
    for key, text in named:
        day = _day(text)
        if day is None or abs(day.year - made.year) > YEARS:
            found = f"no es una fecha, o está lejos de la de la memoria: «{_cut(text)}»"
            yield Problem(f"{where}: {key}", found, f"a lo más {YEARS} años", REMEDY)


def leaves(tree: Any) -> Iterator[tuple[str, Any]]:
    """Every value of a JSON that holds no others, with its key; those of a list have the list's."""
    waiting: list[tuple[str, Any]] = [("", tree)]
    while waiting:
        key, one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.items()
        elif isinstance(one, list):
            waiting += [(key, item) for item in one]
        else:
            yield key, one


def _day(text: Any) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except (TypeError, ValueError):
        return None


def _cut(text: Any) -> str:
    return shown(str(text)[:60])
