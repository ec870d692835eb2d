"""Formats whose values have names (JSON, LTSV): which name means what, and texts → RECORD.

Such values are written in more ways than those of a template: the same field is a date in one log
and a number in another, and a path may come with its site. Here they become the texts that
`values.typed` knows.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Self

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.fields import (
    CLF_TIME,
    ISO_TIME,
    MICROSECONDS,
    READ,
    Field,
    has_offset,
    instant,
)
from pipeline.formats.readers.layouts import with_site
from pipeline.formats.readers.values import conform, typed
from pipeline.formats.readers.writing import Way

ANY_TIME = "any"
"""Time layout: told by each value; see _LAYOUTS."""
GO = "go"
"""Duration layout: seconds with decimals, whole nanoseconds, or with its units (`1m2.5s`)."""
PORTED = "port"
"""Client layout: may have its port."""
URL = "url"
"""Target layout: may be a whole URL, whose site is the vhost where the log names none."""

_LAYOUTS = (
    (r"^\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?(?:\d\d)?)$", ISO_TIME),
    (r"^\d{1,11}(?:\.\d*)?$", "epoch_s"),
    (r"^\d{12,14}(?:\.\d*)?$", "epoch_ms"),
    (r"^\d{15,17}(?:\.\d*)?$", "epoch_us"),
    (r"^\d{18,19}$", "epoch_ns"),
    (r"^\d{1,2}/[A-Za-z]{3}/", CLF_TIME[1:-1]),
    (r"^\d{4}/\d\d/\d\d \d", "%Y/%m/%d %H:%M:%S%.f"),
    (r"^\d{4}-\d\d-\d\d \d[^ ]*[:.\d](?:Z|[+-]\d\d:?(?:\d\d)?)$", ISO_TIME.replace("T", " ")),
    (r"^\d{4}-\d\d-\d\d \d.* [+-]\d\d:?\d\d$", "%Y-%m-%d %H:%M:%S%.f %z"),
    (r"^\d{4}-\d\d-\d\d \d.* UTC$", "%Y-%m-%d %H:%M:%S%.f UTC"),
    (r"^\d{4}-\d\d-\d\d \d", "%Y-%m-%d %H:%M:%S%.f"),
    ("", "%Y-%m-%dT%H:%M:%S%.f"),
)
"""Pattern → layout of the times that match it and none before; those without an offset are in the
zone of the log, else in UTC."""

_ONE_KIND = {"bytes_sent": "bytes"}
_SAMPLES = 16
_EXPONENT = r"^\d+(?:\.\d+)?[eE][-+]?\d+$"
_LARGEST = 1e20
_ODD_TIME = r"^\[|^\d+\.\d{10}|^\d[\d.]*[eE]"
"""Brackets, more decimals than `typed` reads, an exponent."""
_NUMBER = r"^(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$"
_GO_TEXT = r"^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)(s|ms|us|µs|μs|ns))?$"
_GO_UNITS = {"s": "s", "ms": "ms", "us": "us", "µs": "us", "μs": "us", "ns": "ns"}
_WITH_PORT = r"^(?:\[([^\]]*)\](?::\d+)?|([^:]*):\d+)$"


Member = tuple[str, Field]
"""A place and what stands there."""


@dataclass(frozen=True)
class Labelled:
    """What formats of named values have in common (see base.py).

    places: where each value stands, by its label or path; of several of one role the first that has
    a value counts.
    """

    kind: ClassVar[str]

    def _values_of(self, lines: Sequence[str]) -> dict[str, str]:
        """By place, the first value that the lines have there."""
        raise NotImplementedError

    def _way(self, members: Sequence[Member], samples: Sequence[str]) -> Way:
        """How lines of these members are written, like the samples."""
        raise NotImplementedError

    name: str
    title: str
    places: tuple[tuple[str, Field], ...]

    @property
    def spec(self) -> str:
        """See LogFormat.spec."""
        return json.dumps([self.kind, *((at, f.role, f.layout) for at, f in self.places)])

    @property
    def detail(self) -> int:
        """See LogFormat.detail."""
        return 2 * len({field.role for field in self._fields})

    @property
    def zoned(self) -> bool:
        """See LogFormat.zoned."""
        times = _times(self._fields)
        return not times or any(one.layout == ANY_TIME or has_offset(one.layout) for one in times)

    def choosing(self, header: str) -> Self:
        """See LogFormat.choosing."""
        kept = tuple(
            (place, field)
            for place, field in self.places
            if field.role != "forwarded" or field.layout == header
        )
        return self if kept == self.places else replace(self, places=kept)

    def ways(self, samples: pl.DataFrame) -> tuple[Way, ...]:
        """See LogFormat.ways. With what the samples have; then with every place that there is. Both
        also without the agent, since a log that has no place for it differs from an empty one."""
        lines = samples.get_column("line").head(_SAMPLES).to_list()
        values = self._values_of(lines)
        shown = self._chosen(values)
        every = self._chosen(dict.fromkeys((place for place, _ in self.places), ""))
        found = [members for some in (shown, every) for members in _with_and_without_agent(some)]
        return tuple(self._way(members, lines) for members in found if members)

    def _chosen(self, values: Mapping[str, str]) -> list[Member]:
        """Of the places that have a value, one of each role, but all of the instant; each with the
        layout of its value."""
        found: dict[str, Member] = {}
        times = _times(self._fields)
        for place, field in self.places:
            if place not in values or field.role not in READ or field.role == "forwarded":
                continue
            several = field.role == "time" and times[0].layout != ANY_TIME
            key = place if several and field in times else _ONE_KIND.get(field.role, field.role)
            if key == place or field.role != "time" or field in times:
                found.setdefault(key, (place, _like(field, values[place])))
        if "request" in found:
            found = {key: one for key, one in found.items() if key not in ("method", "target")}
        if "vhost" in found and "target" in found:
            found["target"] = (found["target"][0], Field("target"))
        return list(found.values())

    @cached_property
    def _fields(self) -> Sequence[Field]:
        return [field for _, field in self.places]


def _like(field: Field, value: str) -> Field:
    """With the layout of the value, where it tells that itself."""
    if field != Field("time", ANY_TIME):
        return field
    if value.startswith("["):
        return Field("time", CLF_TIME)
    known = (layout for pattern, layout in _LAYOUTS if pattern and re.match(pattern, value))
    return Field("time", next(known, ISO_TIME))


def _with_and_without_agent(members: list[Member]) -> Iterator[list[Member]]:
    yield members
    if any(field.role == "agent" for _, field in members):
        yield [member for member in members if member[1].role != "agent"]


def column(number: int) -> str:
    """Of the field's text in what `records` reads."""
    return f"f{number}"


def records(
    texts: pl.DataFrame, fields: Sequence[Field], zone: str | None, *, strict: bool
) -> pl.DataFrame:
    """Columns of text by field, null where there is none, → RECORD.

    texts: `line_no` and a `column` for each field; an agent that was not sent is "", one that the
    log has no place for is null. What has no time and nothing of a request is no entry of an access
    log; in strict reading the status and the client or the request must be there too.
    """
    raw = _by_role(texts, fields)
    entry = raw.select(_is_entry(raw.columns, strict=strict)).to_series()
    others = raw.filter(~entry).select("line_no", reason=pl.lit("no_match"))
    done = [conform(others)] if others.height else []
    for part, layout in _alike(raw.filter(entry), fields):
        found = _typed(part, [Field("time", layout), Field("duration", "us")], zone)
        done.append(with_site(part, found) if Field("target", URL) in fields else found)
    return pl.concat([NOTHING, *done])


def _by_role(texts: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Columns by role: of several names of one role the first that has a value counts, and the
    response's size with its headers where there is none of its body."""
    roles: dict[str, list[pl.Expr]] = {}
    for number, field in enumerate(fields):
        text = texts.get_column(column(number))
        if field.role in READ and field.role != "time" and text.null_count() < texts.height:
            roles.setdefault(field.role, []).append(_value(text, field))
    if with_headers := roles.pop("bytes_sent", None):
        roles["bytes"] = roles.get("bytes", []) + with_headers
    columns = {role: pl.coalesce(values) for role, values in roles.items()}
    if "agent" in columns:
        agents = [column(i) for i, field in enumerate(fields) if field.role == "agent"]
        sent = pl.any_horizontal(pl.col(agents).is_not_null())
        columns["agent"] = columns["agent"].fill_null(pl.when(sent).then(pl.lit("")))
    raw = texts.select("line_no", _time_text(texts, fields).alias("time"), **columns)
    return _apart(raw)


def _value(text: pl.Series, field: Field) -> pl.Expr:
    """The field's text in the one way that `typed` reads; looked at as a whole first, since most
    logs need nothing of this."""
    name = text.name
    value = _known(pl.col(name))
    if field.role in ("status", "bytes", "bytes_sent") and text.str.contains("[.eE]").any():
        value = _plain(value).str.replace(r"\.0+$", "")
    if field.role == "duration":
        in_words = field.layout == GO and text.str.contains(r"[a-z]|^\d{4,}$").any()
        return _microseconds(value, GO if in_words else field.layout.replace(GO, "s"))
    if field.layout == PORTED and text.str.contains(":", literal=True).any():
        parts = value.str.extract_groups(_WITH_PORT)
        value = pl.coalesce(parts.struct.field("1"), parts.struct.field("2"), value)
    return value


def _known(text: pl.Expr) -> pl.Expr:
    return pl.when(~text.is_in(["", "-"])).then(text)


def _plain(number: pl.Expr) -> pl.Expr:
    """1.2e-05 as 0.000012000000; none that would not fit anyway."""
    value = pl.when(number.str.contains(_EXPONENT)).then(number).cast(pl.Float64, strict=False)
    fits = pl.when(value < _LARGEST).then(value)
    return pl.coalesce(fits.cast(pl.Decimal(38, 12), strict=False).cast(pl.String), number)


def _microseconds(text: pl.Expr, unit: str) -> pl.Expr:
    """A duration as a whole number; what is none stays as it is, to be refused."""
    if unit == GO:
        return pl.coalesce(_go_microseconds(text), text)
    number = pl.when(text.str.contains(_NUMBER)).then(text).cast(pl.Float64, strict=False)
    return pl.coalesce(_whole(number * MICROSECONDS[unit]), text)


def _go_microseconds(text: pl.Expr) -> pl.Expr:
    number = text.str.extract(_NUMBER)
    in_nanoseconds = text.str.contains(r"^\d{4,}$")
    unit = pl.when(in_nanoseconds).then(MICROSECONDS["ns"]).otherwise(MICROSECONDS["s"])
    parts = text.str.extract_groups(_GO_TEXT).struct
    factors = {name: float(MICROSECONDS[unit]) for name, unit in _GO_UNITS.items()}
    pieces = [
        parts.field("1").cast(pl.Float64, strict=False) * 3_600_000_000,
        parts.field("2").cast(pl.Float64, strict=False) * 60_000_000,
        parts.field("3").cast(pl.Float64, strict=False)
        * parts.field("4").replace_strict(factors, default=None, return_dtype=pl.Float64),
    ]
    some = pl.any_horizontal(piece.is_not_null() for piece in pieces)
    total = pl.sum_horizontal(piece.fill_null(0) for piece in pieces)
    return pl.coalesce(
        _whole(number.cast(pl.Float64, strict=False) * unit),
        _whole(pl.when(some).then(total)),
    )


def _whole(microseconds: pl.Expr) -> pl.Expr:
    return microseconds.round().cast(pl.UInt64, strict=False).cast(pl.String)


def _times(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Those that make the instant."""
    any_time = tuple(field for field in fields if field == Field("time", ANY_TIME))
    return any_time or instant(fields)


def _time_text(texts: pl.DataFrame, fields: Sequence[Field]) -> pl.Expr:
    """Of several that tell their layout themselves the first there is, else all that make it."""
    times = _times(fields)
    places = [column(number) for number, field in enumerate(fields) if field in times]
    known = [_known(pl.col(name)) for name in places]
    if not known:
        return pl.lit(None, pl.String)
    if times[0].layout != ANY_TIME:
        return pl.concat_str(known[: len(times)], separator=" ")
    if not any(texts.get_column(name).str.contains(_ODD_TIME).any() for name in places):
        return pl.coalesce(known)
    plain = _plain(pl.coalesce(known).str.replace(r"^\[(.*)\]$", "$1"))
    return plain.str.replace(r"^(\d+\.\d{9})\d+$", "$1")


def _apart(raw: pl.DataFrame) -> pl.DataFrame:
    """A request that is only its path, beside its method, is the target."""
    request, target = pl.col("request"), pl.col("target")
    if {"request", "method"} <= set(raw.columns):
        is_path = request.str.starts_with("/") & pl.col("method").is_not_null()
        paths = [target] * ("target" in raw.columns) + [pl.when(is_path).then(request)]
        raw = raw.with_columns(request=pl.when(~is_path).then(request), target=pl.coalesce(*paths))
    return raw


def _is_entry(columns: Sequence[str], *, strict: bool) -> pl.Expr:
    def has(*names: str) -> pl.Expr:
        there = [pl.col(name).is_not_null() for name in names if name in columns]
        return pl.any_horizontal(there) if there else pl.lit(value=False)

    requested = has("client", "request", "target")
    if strict:
        return has("time") & has("status") & requested
    return has("time") & (has("status", "method") | requested)


def _alike(raw: pl.DataFrame, fields: Sequence[Field]) -> Iterator[tuple[pl.DataFrame, str]]:
    """Parts whose times are in one layout and whose requests are all whole or all in pieces."""
    for part in _by_request(raw):
        if part.is_empty():
            continue
        if _times(fields)[:1] != (Field("time", ANY_TIME),):
            yield part, " ".join(field.layout for field in _times(fields))
            continue
        rest = part
        for pattern, layout in _LAYOUTS:
            fits = rest.get_column("time").str.contains(pattern)
            if fits.any():
                yield (rest if fits.all() else rest.filter(fits)), layout
                rest = rest.filter(~fits)
            if rest.is_empty():
                break


def _by_request(raw: pl.DataFrame) -> Iterator[pl.DataFrame]:
    if "request" not in raw.columns or not {"method", "target"} & set(raw.columns):
        yield raw
        return
    whole = raw.get_column("request").is_not_null()
    yield raw.filter(whole)
    yield raw.filter(~whole).drop("request")


def _typed(raw: pl.DataFrame, fields: Sequence[Field], zone: str | None) -> pl.DataFrame:
    """Most request lines are simple; the others once more, the general way."""
    if "status" in raw.columns:
        raw = raw.with_columns(pl.col("status").fill_null("-"))
    if "request" not in raw.columns:
        return _with_agent(typed(raw.lazy(), fields, zone, simple_requests=False), raw)
    quick = _with_agent(typed(raw.lazy(), fields, zone, simple_requests=True), raw)
    taken = quick.get_column("reason").is_null()
    if taken.all():
        return quick
    rest = raw.filter(~taken)
    general = _with_agent(typed(rest.lazy(), fields, zone, simple_requests=False), rest)
    return pl.concat([quick.filter(taken), general])


def _with_agent(found: pl.DataFrame, raw: pl.DataFrame) -> pl.DataFrame:
    """Null again where the log has no place for the agent."""
    if "agent" not in raw.columns:
        return found
    known = raw.get_column("agent").is_not_null()
    return found.with_columns(agent=pl.when(known).then(pl.col("agent")))
