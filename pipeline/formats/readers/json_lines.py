"""Formats with one JSON object a line: which value of it is what."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.declared import declared
from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.json_skeleton import learnt
from pipeline.formats.readers.json_text import before_the_cut, follow, parse, resolve, text_at
from pipeline.formats.readers.labelled import Labelled, Member, column, records
from pipeline.formats.readers.values import conform
from pipeline.formats.readers.writing import Way

_OBJECT = r"^[ \t\r]*\{"


@dataclass(frozen=True)
class JsonLines(Labelled):
    """A LogFormat (see base.py) of objects.

    places: `request.headers.User-Agent`: keys within keys, with dots or nested, or the number of an
    item of a list. layouts: see labelled.py.
    """

    kind = "json"

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return r"^\s*\{"

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read."""
        lines = lines.select("line_no", "line")
        done = []
        if not lines.get_column("line").str.starts_with("{").all():
            objects = lines.get_column("line").str.contains(_OBJECT)
            done.append(_no_objects(lines.filter(~objects)))
            lines = lines.filter(objects)
        for part in learnt(lines, self._places):
            texts = part
            if "line" in part.columns:
                texts, refused = self._one_by_one(part)
                done.append(refused)
            done.append(records(texts, self._fields, zone, strict=strict))
        return pl.concat([NOTHING, *(part for part in done if part.height)])

    def _values_of(self, lines: Sequence[str]) -> dict[str, str]:
        objects = [found for line in lines if (found := parse(line))]
        pairs = ((place, text_at(one, place)) for place in self._places for one in objects)
        return {place: text for place, text in reversed([*pairs]) if text and text != "-"}

    def _way(self, members: Sequence[Member], samples: Sequence[str]) -> Way:
        objects = [found for line in samples if (found := parse(line))]
        return Way(tuple(_tokens(members, objects)), blanks={"": "null"}, text=_encoded)

    @cached_property
    def _places(self) -> Sequence[str]:
        return [path for path, _ in self.places]

    def _one_by_one(self, lines: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The general way: a `column` of text for each path, and the lines that are no objects."""
        rows, refused = [], []
        for number, line in lines.iter_rows():
            found = parse(line)
            if found is None:
                refused.append((number, self._reason(line)))
                continue
            rows.append((number, *(text_at(found, path) for path in self._places)))
        texts = dict.fromkeys(map(column, range(len(self.places))), pl.String)
        return (
            pl.DataFrame(rows, {"line_no": pl.UInt64, **texts}, orient="row"),
            conform(
                pl.DataFrame(refused, {"line_no": pl.UInt64, "reason": pl.String}, orient="row")
            ),
        )

    def _reason(self, line: str) -> str:
        begun = before_the_cut(line)
        is_ours = begun and any(resolve(begun, path) for path in self._places)
        return "truncated" if is_ours else "no_match"


def _tokens(members: Sequence[Member], samples: Sequence[dict[str, Any]]) -> Iterator[Token]:
    """An object of these members, nested as in the samples."""
    tree: dict[str, Any] = {}
    for place, field in members:
        steps, listed = _where(place, samples)
        inner = tree
        for step in steps[:-1]:
            inner = inner.setdefault(step, {})
        inner[steps[-1]] = ["[", field, "]"] if listed else [field]
    yield from _serialised(tree)


def _where(place: str, samples: Sequence[dict[str, Any]]) -> tuple[list[str], bool]:
    """The keys that lead there, and whether it is a list."""
    for sample in samples:
        if steps := resolve(sample, place):
            keys = [step for step in steps if isinstance(step, str)]
            listed = len(keys) < len(steps) or isinstance(follow(sample, steps), list)
            return keys, listed
    return [place], False


def _serialised(value: dict[str, Any] | list[Token]) -> Iterator[Token]:
    if isinstance(value, list):
        yield from value
        return
    for at, (key, inner) in enumerate(value.items()):
        yield f"{',' if at else '{'}{json.dumps(key, ensure_ascii=False)}:"
        yield from _serialised(inner)
    yield "}"


def _encoded(texts: pl.Series) -> pl.Series:
    quoted = [None if text is None else json.dumps(text, ensure_ascii=False) for text in texts]
    return pl.Series(texts.name, quoted, pl.String)


def _no_objects(lines: pl.DataFrame) -> pl.DataFrame:
    binary = pl.col("line").str.contains(r"^(?:\\x[01][0-9a-f]|[[:cntrl:]]|\s)*$")
    reason = pl.when(binary).then(pl.lit("binary")).otherwise(pl.lit("no_match"))
    return lines.select("line_no", reason=reason).pipe(conform)


def json_format(
    name: str, title: str, paths: Mapping[str, Field] | Iterable[tuple[str, Field]]
) -> JsonLines:
    """A path's final `.0` is left out: the values of a list are read joined, as the lines of one
    header are."""
    pairs = paths.items() if isinstance(paths, Mapping) else paths
    return JsonLines(name, title, tuple((path.removesuffix(".0"), field) for path, field in pairs))


def from_map(fields: Mapping[str, str], name: str = "json") -> JsonLines:
    """A format as the user declares it: see declared.py. Raises FormatError."""
    return json_format(name, "JSON con los campos que se declaran", declared(fields))
