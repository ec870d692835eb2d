"""Many lines of JSON at once: a server writes its keys in one order, so that a line that was read
once is a pattern for the others.

The pattern is the whole grammar of such a line, with a group for each value that is read, and is so
made that its engine never has two ways to go on (one-pass): then capturing costs little more than
searching. It takes only what `json_text.parse` reads too, and as the same; the rest is left to it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import polars as pl

from pipeline.formats.readers.json_text import (
    ESCAPES,
    WORD,
    Unquoted,
    is_sent,
    parse,
    resolve,
    unescaped,
)
from pipeline.formats.readers.labelled import column

FEW = 256
"""Lines that are sooner read one by one."""
_SKELETONS, _SAMPLES, _LONGEST = 8, 16, 1 << 13

_TEXT = r'(?:[^"\\\x00-\x1f]|\\[ -~])*'
_USUAL_ESCAPES = r'^(?:[^\\]|\\(?:["\\/bfnrt]|u00[0-7][0-9a-fA-F]))*$'
_WHITE = r"[ \t\r]*"
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)

_PLAIN_KEY = re.compile(r"[ !#-\[\]-~]+")
_FITS = "fits"
_Steps = tuple[str | int, ...]


class _NotLearntError(Exception):
    """Only the general way reads such a line."""


class _Grammar:
    """JSON with white space as that of the sample: none or any. Every value takes the white space
    after it, also where it may be missing: two stretches in a row would be two ways to go on."""

    def __init__(self, line: str) -> None:
        self.white = w = _WHITE if re.search(_WHITE[:-1], _STRING.sub("", line)) else ""
        item = rf'(?:"{_TEXT}"|{WORD}){w}'
        self.scalar = f"(?:{item})?"
        self.list = rf"\[{w}(?:{item}(?:,{w}{item})*)?\]{w}"
        member = rf'"[^"\\\x00-\x1f]*"{w}:{w}(?:{item}|{self.list})?'
        self.any_object = rf"\{{{w}(?:{member}(?:,{w}{member})*)?\}}"
        self.flat = self.any_object + w

    def key(self, key: str) -> str:
        if not _PLAIN_KEY.fullmatch(key):
            raise _NotLearntError
        return f'"{re.escape(key)}"{self.white}:{self.white}'

    def captured(self, name: str, value: object) -> str:
        """A value of the kind of the sample's, with a group of that name."""
        w = self.white
        if isinstance(value, Unquoted | bool):
            return rf"(?:(?P<{name}>{WORD}){w})?"
        quoted = rf'"(?P<{name}>{_TEXT})"'
        if not isinstance(value, list):
            return f"(?:(?:{quoted}|-|null){w})?"
        if len(value) > 1 or not all(isinstance(one, str) for one in value):
            raise _NotLearntError
        return rf"\[{w}(?:{quoted}{w})?\]{w}"


class Skeleton:
    """The lines that have the keys of a sample, in its order."""

    def __init__(self, line: str, sample: dict[str, Any], paths: Sequence[str]) -> None:
        """paths: which values are read. Raises _NotLearntError."""
        self._grammar = _Grammar(line)
        self._paths = paths
        self._places = [resolve(sample, path) for path in paths]
        self._captured: dict[str, str] = {}
        self._inside: dict[str, tuple[str, str]] = {}
        self._numbers = count()
        self._sent = [is_sent(sample, path) for path in paths]
        self.pattern = rf"^(?P<{_FITS}>){self._grammar.white}{self._object(sample, ())}$"

    def texts(self, lines: pl.DataFrame) -> pl.DataFrame:
        """`line_no`, `line`, `fits`: whether the line is such a one, and a `column` of text for
        each path."""
        found = lines.select(
            "line_no", "line", pl.col("line").str.extract_groups(self.pattern).struct.unnest()
        )
        fits = found.get_column(_FITS).is_not_null()
        columns = {}
        for number, (path, sent) in enumerate(zip(self._paths, self._sent, strict=True)):
            text, certain = self._text(found, path)
            fits = fits if certain is None else fits & certain
            columns[column(number)] = text.fill_null("") if sent else text
        return found.select("line_no", "line", fits.alias(_FITS), **columns)

    def _text(self, found: pl.DataFrame, path: str) -> tuple[pl.Series, pl.Series | None]:
        """The path's texts, and where they are certain."""
        if path in self._captured:
            name = self._captured[path]
            text = found.get_column(name)
            return text.replace("null", None) if name[0] == "w" else _decoded(text), None
        group, key = self._inside.get(path, ("", ""))
        if not group or not found[group].str.contains(f'"{key}"', literal=True).any():
            return pl.repeat(None, found.height, dtype=pl.String, eager=True), None
        w = self._grammar.white
        pieces = found[group].str.split_exact(f'"{key}"', 2).struct
        after = pieces.field("field_1")
        text = after.str.extract_groups(rf'^{w}:{w}\[{w}"({_TEXT})"{w}\]').struct.field("1")
        once = pieces.field("field_2").is_null() & (after.is_null() | text.is_not_null())
        return _decoded(text), once

    # -- the pattern

    def _object(self, value: dict[str, Any], at: _Steps) -> str:
        w = self._grammar.white
        members = [
            self._grammar.key(key) + self._value(inner, (*at, key)) for key, inner in value.items()
        ]
        return rf"\{{{w}" + f",{w}".join(members) + rf"\}}{w}"

    def _value(self, value: object, at: _Steps) -> str:
        wanted = [
            path for path, place in zip(self._paths, self._places, strict=True) if place == at
        ]
        if wanted and not isinstance(value, dict):
            kind = "w" if isinstance(value, Unquoted | bool) else "q"
            name = f"{kind}{next(self._numbers)}"
            self._captured |= dict.fromkeys(wanted, name)
            return self._grammar.captured(name, value)
        leads_on = any(path.startswith(f"{_joined(at)}.") for path in self._paths)
        if isinstance(value, dict):
            if leads_on and _joined(at).lower().endswith("headers"):
                return self._capture_object(value, at)
            flat = _is_flat(value) and not leads_on
            return self._grammar.flat if flat else self._object(value, at)
        if isinstance(value, list) and (leads_on or not _is_list_of_scalars(value)):
            raise _NotLearntError
        return self._grammar.list if isinstance(value, list) else self._grammar.scalar

    def _capture_object(self, value: dict[str, Any], at: _Steps) -> str:
        """The headers of a request: each has its own, in any order."""
        group, prefix = f"h{next(self._numbers)}", f"{_joined(at)}."
        for path, place in zip(self._paths, self._places, strict=True):
            if place is None or place[: len(at)] == at:
                key = path.removeprefix(prefix)
                if place is not None and (key == path or "." in key):
                    raise _NotLearntError
                if key != path:
                    self._inside[path] = (group, key)
        if not _is_flat(value) or any("." in key for _, key in self._inside.values()):
            raise _NotLearntError
        return f"(?P<{group}>{self._grammar.any_object}){self._grammar.white}"


def skeleton_of(line: str, paths: Sequence[str]) -> Skeleton | None:
    """None where only the general way can read the line."""
    sample = parse(line, distinct=True) if len(line) <= _LONGEST else None
    if sample is None:
        return None
    try:
        skeleton = Skeleton(line, sample, paths)
        fits = pl.Series([line]).str.contains(skeleton.pattern).item()
    except (_NotLearntError, RecursionError, pl.exceptions.ComputeError):  # deep, or too large
        return None
    return skeleton if fits else None


def learnt(lines: pl.DataFrame, paths: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Lines (`line_no`, `line`) → the same in parts, with a `column` of text for each path instead
    of the line; the last part, as it was, is what the general way must read."""
    rest = lines
    for _ in range(_SKELETONS):
        samples = rest.get_column("line").gather_every(max(1, rest.height // _SAMPLES))
        skeletons = (skeleton_of(line, paths) for line in samples)
        skeleton = next(filter(None, skeletons), None) if rest.height >= FEW else None
        if skeleton is None:
            break
        found = skeleton.texts(rest)
        fits = found.get_column(_FITS)
        yield (found if fits.all() else found.filter(fits)).drop("line", _FITS)
        rest = rest.filter(~fits)
    yield rest


def _joined(at: _Steps) -> str:
    return ".".join(map(str, at))


def _is_flat(value: dict[str, Any]) -> bool:
    return all(
        not isinstance(inner, dict) and (not isinstance(inner, list) or _is_list_of_scalars(inner))
        for inner in value.values()
    )


def _is_list_of_scalars(value: list[Any]) -> bool:
    return not any(isinstance(one, dict | list) for one in value)


def _decoded(text: pl.Series) -> pl.Series:
    """What was captured, as it reads."""
    escaped = text.str.contains("\\", literal=True).fill_null(value=False).arg_true()
    if escaped.is_empty():
        return text
    read = text.gather(escaped)
    usual = read.str.contains(_USUAL_ESCAPES)
    decoded = read.str.replace_many(ESCAPES)
    if not usual.all():
        rest = (~usual).arg_true()
        decoded = decoded.scatter(rest, [unescaped(one) for one in read.gather(rest)])
    return text.scatter(escaped, decoded)
