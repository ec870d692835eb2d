"""How one server or service writes logs with `#Fields:`, and how a line of given columns is read.

Source: W3C, "Extended Log File Format", WD-logfile-960323.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from pipeline.formats.readers.columns import how_many, in_columns
from pipeline.formats.readers.fields import FORWARDING, Field, Token
from pipeline.formats.readers.values import METHODS, conform, typed
from pipeline.formats.readers.writing import Texts, Way

_BINARY = r"^(?:\\x[01][0-9a-f]|[[:cntrl:]]|\s)*$"
_TELLING = 8
"""Columns of a cut line that are looked at."""

_ADDRESS, _NUMBER = r"[0-9A-Fa-f:.]+(?:%[0-9A-Za-z]+)?", r"\d+(?:\.\d+)?"
SHAPES = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\d(?:\.\d+)?",
    **dict.fromkeys(("c-ip", "cs-ip", "s-ip"), _ADDRESS),
    **dict.fromkeys(
        (
            "s-port", "c-port", "sc-status", "sc-substatus", "sc-win32-status", "sc-bytes",
            "cs-bytes", "bytes", "time-taken", "time-to-first-byte",
        ),
        _NUMBER,
    ),
    "cs-method": r"[A-Z][A-Z_-]*",
    "cs-uri-stem": r"(?:/|\*|https?://).*",
    "cs-version": r"HTTPS?(?:/[0-9.]+)?",
    "cs-protocol-version": r"HTTP/[0-9.]+",
}  # fmt: skip
"""How the text of a column looks, where its name alone says it; `-` may stand in all."""

UTC_TIME = {"date": Field("time", "%Y-%m-%d"), "time": Field("time", "%H:%M:%S")}
LOCAL_TIME = {"date-local": UTC_TIME["date"], "time-local": UTC_TIME["time"]}
FORWARDED = {
    name: Field("forwarded", header)
    for header in FORWARDING
    for name in (header, f"cs({header})", f"c-{header}")
}
"""Request headers as a column may be called after them."""


def _as_sent(text: pl.Expr) -> pl.Expr:
    return text


@dataclass(frozen=True, eq=False)
class Dialect:
    """How one server or service writes these logs.

    fields: names in lower case → what they are; of two with one role the first here counts.
    defaults: the layouts it documents, as they stand after `#Fields:`, the first to try first.
    detail: see LogFormat.detail.
    marks: names that only its logs have; empty where it takes what is of nobody else.
    foreign: names of logs that are another dialect's, or not of requests to a site.
    milliseconds: names in whose company `time-taken` is in milliseconds.
    decode: client's texts → as the client sent them.
    encode: the contrary, for lines that are written. site: pattern of a target that begins with its
    site, in two groups; sited: how such a target is written, a key of SITE.
    """

    fields: dict[str, Field]
    defaults: tuple[str, ...]
    detail: int
    marks: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    milliseconds: frozenset[str] = frozenset()
    decode: Callable[[pl.Expr], pl.Expr] = _as_sent
    encode: Texts | None = None
    site: str = ""
    sited: str = ""

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name that it means something by."""
        written = {name for layout in self.defaults for name in layout.lower().split()}
        times = UTC_TIME.keys() | LOCAL_TIME.keys()
        return self.marks | self.foreign | self.milliseconds | written | times | self.fields.keys()

    def claims(self, names: tuple[str, ...]) -> bool:
        """Whether a log of these columns is certainly its own."""
        marked = not self.marks or bool(self.marks.intersection(names))
        return marked and self.reads(names) == {"target", "status"}

    def reads(self, names: tuple[str, ...]) -> set[str]:
        """What tells requests from other things that are logged; nothing in a foreign log."""
        if self.foreign.intersection(names):
            return set()
        roles = {self.fields[name].role for name in names if name in self.fields}
        return roles & {"target", "status"}


@dataclass(frozen=True)
class Layout:
    """The columns of a log and what is read of them. header: see LogFormat.choosing."""

    names: tuple[str, ...]
    dialect: Dialect
    header: str

    @cached_property
    def fields(self) -> dict[int, Field]:
        """By column; the two of an instant, date first, and one of every other role."""
        chosen = [self._column(name, field) for name, field in self._times.items()]
        roles = {"time"}
        for name, field in self.dialect.fields.items():
            other = field.role == "forwarded" and self.header not in ("", field.layout)
            if name in self.names and field.role not in roles and not other:
                roles.add(field.role)
                chosen.append(self._column(name, field))
        return dict(chosen)

    @cached_property
    def local(self) -> bool:
        return self._times.keys() == LOCAL_TIME.keys()

    @property
    def _times(self) -> dict[str, Field]:
        pairs = (pair for pair in (UTC_TIME, LOCAL_TIME) if pair.keys() <= set(self.names))
        return next(pairs, {})

    def _column(self, name: str, field: Field) -> tuple[int, Field]:
        if field.role == "duration" and self.dialect.milliseconds.intersection(self.names):
            field = replace(field, layout="ms")
        return self.names.index(name), field

    def read(self, lines: pl.DataFrame, zone: str | None, *, sure: bool) -> pl.DataFrame:
        """RECORD; `no_match` where a line has other columns. sure: also where one of them is not
        what its name says."""
        columns = in_columns(lines, len(self.names))
        if sure:
            columns = columns.with_columns(pl.col("exact") & self._sure())
        if self.local and zone is None:
            columns = columns.with_columns(pl.lit(None, pl.String).alias(f"c{min(self.fields)}"))
        raw = columns.lazy().select("line_no", **self._texts(), exact="exact")
        fields = tuple(self._precise(columns, field) for field in self.fields.values())
        return typed(raw, fields, zone if self.local else "UTC", simple_requests=False)

    def explained(self, records: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
        """The same with the reason why a line has other columns: only control bytes, the beginning
        of a good line, or something else."""
        unread = pl.col("reason") == "no_match"
        if not records.select(unread.any()).item():
            return records
        left = lines.join(records.filter(unread), on="line_no", how="semi")
        cut = (how_many() < len(self.names)) & pl.col("line").str.contains(self._beginning)
        return pl.concat([records.filter(unread.ne_missing(True)), refused(left, cut)])

    def way(self, separator: str, quote: str) -> Way:
        """See LogFormat.ways."""
        tokens: list[Token] = []
        for at in range(len(self.names)):
            tokens += [f"{quote}{separator}{quote}", self._written(self.fields.get(at))]
        return Way((quote, *tokens[1:], quote), said=self.dialect.encode)

    def _written(self, field: Field | None) -> Field:
        """With the fractions of seconds that there may be, and with the site."""
        match field:
            case None:
                return Field("")
            case Field("time", "%H:%M:%S"):
                return Field("time", "%H:%M:%S%.f")
            case Field("target") if self.dialect.sited:
                return Field("target", self.dialect.sited)
        return field

    def _sure(self) -> pl.Expr:
        shapes = [(f"c{at}", SHAPES.get(name)) for at, name in enumerate(self.names)]
        fit = [
            pl.col(column).str.contains(f"^(?:{shape}|-|)$") for column, shape in shapes if shape
        ]
        for at, field in self.fields.items():
            method = pl.col(f"c{at}")
            if field.role == "method":
                fit.append(method.cast(METHODS, strict=False).is_not_null() | (method == "-"))
        return pl.all_horizontal(fit)

    def _texts(self) -> dict[str, pl.Expr]:
        """By role, with `-` where there is nothing."""
        column = {
            field.role: _or_dash(pl.col(f"c{at}"))
            for at, field in self.fields.items()
            if field.role != "time"
        }
        times = [f"c{at}" for at, field in self.fields.items() if field.role == "time"]
        if times:
            column["time"] = pl.concat_str(times, separator=" ")
        for role in ("agent", "referer", "forwarded"):
            if role in column:
                column[role] = self.dialect.decode(column[role])
        return self._request(column)

    def _request(self, column: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
        """The target's pieces put together, and its site apart from it."""
        query, target = column.pop("query", None), column.get("target")
        if target is None:
            return column
        path = target
        if self.dialect.site:
            groups = target.str.extract_groups(self.dialect.site)
            path = pl.coalesce(groups.struct.field("2"), target)
            column.setdefault("vhost", groups.struct.field("1"))
        if query is not None:
            bare = (query == "-") | (target == "-")
            path = pl.when(bare).then(path).otherwise(pl.concat_str(path, query, separator="?"))
        return column | {"target": path}

    def _precise(self, columns: pl.DataFrame, field: Field) -> Field:
        """With fractions of seconds where the log has any: to look for them takes twice as long."""
        if field.layout != "%H:%M:%S":
            return field
        at = next(at for at, other in self.fields.items() if other is field)
        fraction = columns.get_column(f"c{at}").str.contains(".", literal=True).any()
        return replace(field, layout="%H:%M:%S%.f") if fraction else field

    @cached_property
    def _beginning(self) -> str:
        """A line cut anywhere from its third column on; of the rest, as many columns as tell."""
        cut = r'(?:[ \t](?:"[^"]*|[^" \t]*))?$'
        rest = r"[ \t]"
        for name in reversed(self.names[2:_TELLING]):
            rest = rf"(?:[ \t]{_word(name)}{rest}|{cut})"
        return "^" + r"[ \t]".join(_word(name) for name in self.names[:2]) + rest


def _or_dash(text: pl.Expr) -> pl.Expr:
    return pl.when(text == "").then(pl.lit("-")).otherwise(text)


def _word(name: str) -> str:
    shape = SHAPES.get(name)
    return rf'"?(?:{shape}|-)"?' if shape else r'(?:"[^"]*"|[^ \t]*)'


def refused(lines: pl.DataFrame, cut: pl.Expr = pl.lit(value=False)) -> pl.DataFrame:  # noqa: B008
    """Lines that no layout reads. cut: where one is the beginning of a good line."""
    reason = (
        pl.when(pl.col("line").str.contains(_BINARY))
        .then(pl.lit("binary"))
        .when(cut)
        .then(pl.lit("truncated"))
        .otherwise(pl.lit("no_match"))
    )
    return lines.select("line_no", reason=reason).pipe(conform)
