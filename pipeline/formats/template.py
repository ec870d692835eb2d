"""Formats whose lines follow a template of fields and literal text: Apache's LogFormat, nginx's
log_format.

A template reads a line in three ways, each tried on what the one before left over:
  split    at the quotes, then at the spaces: five times faster than a pattern, and only taken where
           the
           line holds exactly the template's quotes and spaces, no backslash, and every value is of
           its type, so that no other reading is possible;
  strict   the general pattern, in which a quoted field ends at the first quote without a backslash;
  lenient  the same with quotes allowed inside quoted fields, for servers that do not escape them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl

from pipeline.formats.base import RECORD

PROTOCOLS = pl.Enum(("HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "HTTP/3"))
"""Those the fast way takes; the general one takes any version."""

METHODS = pl.Enum(
    [
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND",
        "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH", "PURGE", "PRI",
    ]
)  # fmt: skip
OTHER_METHOD = "OTHER"

CLF_TIME = "[%d/%b/%Y:%H:%M:%S %z]"
"""With its brackets, as Apache logs it: so they are checked with the rest."""
ISO_TIME = "%Y-%m-%dT%H:%M:%S%.f%:z"
EPOCH = {"epoch_s": 1_000_000, "epoch_ms": 1_000, "epoch_us": 1}
"""Time layouts that count from 1970: microseconds in one unit."""
_TIMES = (datetime(1970, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001 (naive UTC)
MICROSECONDS = {"s": 1_000_000, "ms": 1_000, "us": 1}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a line.

    role: a key of _PATTERNS; "" for a value that is not read.
    layout: for time a strptime layout or a key of EPOCH; for duration a key of MICROSECONDS.
    """

    role: str
    layout: str = ""


Token = Field | str

_WORD, _ANY = r"[^ ]+", r".*?"
_PATTERNS = {
    "": _ANY,
    "client": _WORD,
    "user": r".+?",
    "time": r"[^\"]+?",
    "request": _ANY,
    "method": _WORD,
    "target": _ANY,
    "query": _ANY,
    "protocol": r"[^ ]*",
    "status": r"\d{1,9}|-",
    "bytes": r"\d+|-",
    "bytes_sent": r"\d+|-",
    "duration": r"\d+(?:\.\d+)?|-",
    "vhost": r"[^ ]*",
    "referer": _ANY,
    "agent": _ANY,
}
_DECIMAL = r"^(?:\d+(?:\.\d+)?|-)$"
_CLF_PATTERN = r"\[[^\]\"]*\]"
_QUOTED_STRICT = r"(?:[^\"\\]|\\.)*?"
_READ = tuple(role for role in _PATTERNS if role not in ("", "user", "protocol"))


@dataclass(frozen=True)
class Template:
    """A LogFormat (see base.py) made of tokens: literal text and fields, in the order of the
    line."""

    name: str
    title: str
    tokens: tuple[Token, ...]
    spec: str

    @property
    def detail(self) -> int:
        return len(self._fields)

    @property
    def zoned(self) -> bool:
        return all(_has_offset(field.layout) for field in self._fields if field.role == "time")

    def read(self, lines: pl.DataFrame, zone: str | None) -> pl.DataFrame:
        """See LogFormat.read."""
        if self._splits is None:
            return self._match(lines, zone)
        split = self._splits.apply(lines.lazy())
        fast = _typed(split, self._fields, zone, simple_requests=True)
        taken = fast.get_column("reason").is_null()
        if taken.all():
            return fast
        # A refused line may still be one to the general pattern; a taken one is taken for good.
        return pl.concat([fast.filter(taken), self._match(lines.filter(~taken), zone)])

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        return tuple(token for token in self.tokens if isinstance(token, Field))

    # -- the fast way

    @cached_property
    def _splits(self) -> "_Splits | None":
        return _Splits.of(self.tokens)

    # -- the general way

    def _match(self, lines: pl.DataFrame, zone: str | None) -> pl.DataFrame:
        """By pattern, strict then lenient; what neither reads is a reject with its reason."""
        done = []
        for pattern in (self.pattern(strict=True), self.pattern(strict=False)):
            groups = lines.select(
                "line_no", "line", pl.col("line").str.extract_groups(pattern).struct.unnest()
            )
            fits = pl.any_horizontal(pl.col(f"^{_GROUP}.*$").is_not_null())
            raw = _by_role(groups.filter(fits), self._fields)
            done.append(_typed(raw.lazy(), self._fields, zone, simple_requests=False))
            lines = groups.filter(~fits).select("line_no", "line")
        return pl.concat([*done, self._rejects(lines)])

    def pattern(self, *, strict: bool) -> str:
        """The whole line as a regular expression; the groups g0, g1… are the fields that are
        read."""
        return "^" + "".join(self._pieces(strict)) + "$"

    def _pieces(self, strict: bool) -> list[str]:
        pieces = []
        for at, token in enumerate(self.tokens):
            if isinstance(token, str):
                pieces.append(re.escape(token))
                continue
            body = _CLF_PATTERN if token.layout == CLF_TIME else _PATTERNS[token.role]
            if strict and _is_quoted(self.tokens, at) and body == _ANY:
                body = _QUOTED_STRICT
            number = sum(isinstance(earlier, Field) for earlier in self.tokens[:at])
            pieces.append(f"(?P<{_GROUP}{number}>{body})")
        return pieces

    def _rejects(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Why: only control bytes, the beginning of a good line, or something else."""
        line = pl.col("line")
        reason = (
            pl.when(line.str.contains(r"^(?:\\x[01][0-9a-f]|[[:cntrl:]]|\s)*$"))
            .then(pl.lit("binary"))
            .when(line.str.contains(self._beginning))
            .then(pl.lit("truncated"))
            .otherwise(pl.lit("no_match"))
        )
        return lines.select("line_no", reason=reason).pipe(conform)

    @cached_property
    def _beginning(self) -> str:
        """A line cut anywhere from its time on: the pattern's pieces, each the last one there may
        be."""
        pieces = self._pieces(strict=True)
        times = [i for i, t in enumerate(self.tokens) if isinstance(t, Field) and t.role == "time"]
        must = times[0] if times else 1
        rest = ""
        for token, piece in reversed(list(zip(self.tokens[must:], pieces[must:], strict=True))):
            cut = _prefix_pattern(token) if isinstance(token, str) else _cut_pattern(token)
            rest = f"(?:{cut}$|{piece}{rest})"
        return re.sub(r"\(\?P<\w+>", "(?:", "^" + "".join(pieces[:must]) + rest)


_GROUP = "g"


def _prefix_pattern(text: str) -> str:
    """Any proper beginning of the text, the empty one too."""
    pattern = ""
    for character in reversed(text[:-1]):
        pattern = f"(?:{re.escape(character)}{pattern})?"
    return pattern


def _cut_pattern(field: Field) -> str:
    """Any beginning of a field that says it is that field."""
    return r"\[[^\]\"]*" if field.layout == CLF_TIME else r"[^\"]*"


def _is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """The field stands alone between two quotes."""
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    return (
        isinstance(before, str)
        and isinstance(after, str)
        and before.endswith('"')
        and after.startswith('"')
    )


def _has_offset(layout: str) -> bool:
    return layout in EPOCH or "%z" in layout or "%:z" in layout


def _by_role(groups: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Group columns → one column a role; of two fields with one role the first that is read
    counts."""
    chosen: dict[str, str] = {}
    for number, field in enumerate(fields):
        if field.role in _READ:
            chosen.setdefault(field.role, f"{_GROUP}{number}")
    return groups.select("line_no", **{role: pl.col(column) for role, column in chosen.items()})


# -- text → values


def _typed(
    raw: pl.LazyFrame, fields: Sequence[Field], zone: str | None, *, simple_requests: bool
) -> pl.DataFrame:
    """Columns of text by role → RECORD, with the reason where a value is not of its type.

    raw: may have a column `exact`; where it is false the line is refused.

    simple_requests: only `METHOD target HTTP/x` is taken; any other request line gets a reason, for
    the general pattern to decide. Otherwise a request line that is none gives a null method and
    target.
    """
    has = set(raw.collect_schema().names())
    layouts = {field.role: field.layout for field in reversed(fields)}
    values = {
        "time": _time(layouts["time"], zone) if "time" in has else pl.lit(None, pl.Datetime("us")),
        "status": pl.col("status").cast(pl.UInt16, strict=False)
        if "status" in has
        else pl.lit(None),
    }
    size = "bytes" if "bytes" in has else "bytes_sent" if "bytes_sent" in has else None
    if size:
        values["bytes"] = pl.col(size).cast(pl.UInt64, strict=False)
    if "duration" in has:
        values["duration_us"] = _duration(layouts["duration"])
    faults = [("no_match", ~pl.col("exact"))] if "exact" in has else []
    faults.append(("bad_time", values["time"].is_null()))
    if "status" in has:
        good = values["status"].is_between(100, 999) | pl.col("status").is_in(["-", "000", "0"])
        signed = pl.col("status").str.starts_with("+")
        faults.append(("bad_status", ~good.fill_null(value=False) | signed))
    faults += [
        ("bad_number", _no_number(pl.col(role), values[value]))
        for role, value in ((size, "bytes"), ("duration", "duration_us"))
        if role in has
    ]
    if layouts.get("duration") == "s":
        faults.append(("bad_number", ~pl.col("duration").str.contains(_DECIMAL)))
    if "request" in has:
        request, odd = _simple_request() if simple_requests else _any_request()
        values |= request
        if odd is not None:
            faults.append(("no_match", odd))
    else:
        values |= _request_parts(has)
    for role in ("client", "vhost", "referer", "agent"):
        if role in has:
            values[role] = _dash_is_null(role)
    reason = pl.coalesce(
        *[pl.when(fault).then(pl.lit(name)) for name, fault in faults], pl.lit(None, pl.String)
    )
    return raw.select("line_no", **values, reason=reason).collect().pipe(conform)


def conform(records: pl.DataFrame) -> pl.DataFrame:
    """Exactly the columns of RECORD: missing ones null, statuses below 100 unknown."""
    missing = [
        pl.lit(None, dtype).alias(name)
        for name, dtype in RECORD.items()
        if name not in records.columns
    ]
    return records.with_columns(missing).select(
        pl.col(name).cast(dtype) for name, dtype in RECORD.items()
    )


def _dash_is_null(role: str) -> pl.Expr:
    return pl.when(pl.col(role) != "-").then(pl.col(role))


def _no_number(text: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Neither a number without sign that fits, nor `-`."""
    return (value.is_null() & (text != "-")) | text.str.starts_with("+")


def _time(layout: str, zone: str | None) -> pl.Expr:
    """Logged text → naive UTC, null where it is no time, or none that a log of the web can have."""
    time = _instant(layout, zone)
    return pl.when(time.is_between(*_TIMES)).then(time)


def _instant(layout: str, zone: str | None) -> pl.Expr:
    text = pl.col("time")
    if layout in EPOCH:
        seconds = text.cast(pl.Decimal(38, 6), strict=False) * EPOCH[layout]
        return seconds.cast(pl.Int64, strict=False).cast(pl.Datetime("us"))
    parsed = text.str.strptime(pl.Datetime("us"), layout, strict=False)
    if not _has_offset(layout):
        parsed = parsed.dt.replace_time_zone(
            zone or "UTC", ambiguous="earliest", non_existent="null"
        )
    return parsed.dt.convert_time_zone("UTC").dt.replace_time_zone(None)


def _duration(unit: str) -> pl.Expr:
    """Logged text → microseconds; only seconds are logged with a fraction."""
    if unit != "s":
        return pl.col("duration").cast(pl.UInt64, strict=False) * MICROSECONDS[unit]
    value = pl.col("duration").cast(pl.Float64, strict=False) * MICROSECONDS[unit]
    return value.round().cast(pl.UInt64, strict=False)


def _method(text: pl.Expr) -> pl.Expr:
    """A known method or OTHER: the name is the client's to choose, and an attacker's."""
    known = text.cast(METHODS, strict=False).cast(pl.String)
    return pl.when(text.is_not_null()).then(known.fill_null(OTHER_METHOD))


def _simple_request() -> tuple[dict[str, pl.Expr], pl.Expr]:
    """`GET /x HTTP/1.1` by its spaces, and where the request line is not like that."""
    words = pl.col("request").str.split_exact(" ", 3)
    word = [words.struct.field(f"field_{i}") for i in range(4)]
    simple = (
        word[0].cast(METHODS, strict=False).is_not_null()
        & word[2].cast(PROTOCOLS, strict=False).is_not_null()
        & word[3].is_null()
        & (word[1] != "")
    )
    return (
        {"method": _method(word[0]), "target": word[1]},
        ~simple.fill_null(value=False),
    )


def _any_request() -> tuple[dict[str, pl.Expr], None]:
    """Any request line: targets with spaces, HTTP/0.9 without a protocol, or none at all (`-`, TLS
    bytes)."""
    parts = pl.col("request").str.extract_groups(
        r"^([A-Za-z_-]{1,32}) ([^ ].*?)(?: (HTTP/[0-9.]+))?$"
    )
    return {
        "method": _method(parts.struct.field("1")),
        "target": parts.struct.field("2"),
    }, None


def _request_parts(has: set[str]) -> dict[str, pl.Expr]:
    """Formats that log the request in pieces: method, target (path, or path and query apart)."""
    values = {}
    if "method" in has:
        values["method"] = _method(_dash_is_null("method"))
    if "target" in has:
        values["target"] = _dash_is_null("target")
    return values


# -- splitting


@dataclass(frozen=True)
class _Splits:
    """How a template's lines come apart at quotes and spaces.

    quotes: how many quotes a line has; words[i]: the words of the i-th unquoted stretch, each a
    field, a literal, or None for the second word of a time with its offset.
    """

    quotes: int
    quoted: tuple[Field, ...]
    words: tuple[tuple[Token | None, ...], ...]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "_Splits | None":
        """None where the template has a quote, space or mixed word that only the pattern can
        tell."""
        stretches: list[list[Token]] = [[]]
        for token in tokens:
            if not isinstance(token, str):
                stretches[-1].append(token)
                continue
            first, *others = token.split('"')
            stretches[-1].append(first)
            stretches += [[text] for text in others]
        if len(stretches) % 2 == 0:
            return None
        quoted = []
        for stretch in stretches[1::2]:
            values = [token for token in stretch if token != ""]
            if len(values) != 1 or not isinstance(values[0], Field):
                return None
            quoted.append(values[0])
        words = [_words(stretch) for stretch in stretches[::2]]
        if None in words:
            return None
        return cls(
            len(stretches) - 1, tuple(quoted), tuple(word for word in words if word is not None)
        )

    def apply(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Text by role, and `exact`: whether the line comes apart just so."""
        line = pl.col("line")
        pieces = lines.select(
            "line_no",
            line.str.split_exact('"', self.quotes + 1)
            .struct.rename_fields([f"q{i}" for i in range(self.quotes + 2)])
            .struct.unnest(),
            escaped=line.str.contains("\\", literal=True),
        )
        exact = (
            pl.col(f"q{self.quotes}").is_not_null()
            & pl.col(f"q{self.quotes + 1}").is_null()
            & ~pl.col("escaped")
        )
        columns: dict[str, pl.Expr] = {}
        for number, words in enumerate(self.words):
            exact &= self._unquoted(f"q{2 * number}", words, columns)
            for field in self.quoted[number : number + 1]:
                if field.role in _READ:
                    columns.setdefault(field.role, pl.col(f"q{2 * number + 1}"))
        return pieces.select("line_no", **columns, exact=exact.fill_null(value=False))

    @staticmethod
    def _unquoted(
        column: str, words: tuple[Token | None, ...], columns: dict[str, pl.Expr]
    ) -> pl.Expr:
        """Adds the stretch's fields to `columns`; returns where it has exactly these words."""
        if len(words) == 1 and isinstance(words[0], str):
            return pl.col(column) == words[0]
        parts = pl.col(column).str.split_exact(" ", len(words))
        part = [parts.struct.field(f"field_{i}") for i in range(len(words) + 1)]
        exact = part[len(words)].is_null() & part[len(words) - 1].is_not_null()
        for number, word in enumerate(words):
            if isinstance(word, str):
                exact &= part[number] == word
            elif word is not None:
                exact &= part[number] != ""
                text = part[number]
                if number + 1 < len(words) and words[number + 1] is None:
                    text = pl.concat_str(text, part[number + 1], separator=" ")
                if word.role in _READ:
                    columns.setdefault(word.role, text)
        return exact


def _words(stretch: Sequence[Token]) -> tuple[Token | None, ...] | None:
    """An unquoted stretch's words; a `[time]` of CLF is two."""
    words: list[list[Token]] = [[]]
    for token in stretch:
        if isinstance(token, Field):
            words[-1].append(token)
            continue
        first, *others = token.split(" ")
        words[-1].append(first)
        words.extend([[text] for text in others])
    result: list[Token | None] = []
    for word in words:
        values = [token for token in word if token != ""]
        match values:
            case []:
                result.append("")
            case [str() as text]:
                result.append(text)
            case [Field(layout=layout) as field] if layout == CLF_TIME:
                result += [field, None]
            case [Field() as field] if " " not in field.layout:
                result.append(field)
            case _:
                return None
    return tuple(result)
