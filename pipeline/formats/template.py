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
    "time": r"[^\" ]+?",
    "request": _ANY,
    "method": _WORD,
    "target": _ANY,
    "query": r"(?:\?.*?)?",
    "protocol": r"[^ ]*",
    "status": r"\d{1,9}|-",
    "bytes": r"\d+|-",
    "bytes_sent": r"\d+|-",
    "duration": r"\d+(?:\.\d+)?|-",
    "vhost": r"[^ ]*",
    "referer": _ANY,
    "agent": _ANY,
}
_EPOCH_NUMBER = r"^\d{1,16}(?:\.\d{1,9})?$"
_DECIMAL = r"^(?:\d+(?:\.\d+)?|-)$"
_NUMBERS = ("status", "bytes", "bytes_sent", "duration")
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
        for strict in (True, False):
            groups = lines.select(
                "line_no",
                "line",
                pl.col("line").str.extract_groups(self.pattern(strict=strict)).struct.unnest(),
            )
            fits = groups.select(
                pl.any_horizontal(pl.col(f"^{_GROUP}.*$").is_not_null())
            ).to_series()
            if fits.any():
                raw = _by_role(groups.filter(fits), self._fields)
                done.append(_typed(raw.lazy(), self._fields, zone, simple_requests=False))
            lines = lines.filter(~fits)
            if lines.is_empty():
                return pl.concat(done) if done else RECORD.to_frame()
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
            body = _time_pattern(token.layout) if token.role == "time" else _PATTERNS[token.role]
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
        rest = "$"
        for token, piece in reversed(list(zip(self.tokens[must:], pieces[must:], strict=True))):
            cut = _prefix_pattern(token) if isinstance(token, str) else _cut_pattern(token)
            rest = f"(?:{cut}$|{piece}{rest})"
        return re.sub(r"\(\?P<\w+>", "(?:", "^" + "".join(pieces[:must]) + rest)


_GROUP = "g"
_VALUE = "value_"
_REQUEST_WORDS = ["method_word", "target_word", "protocol_word", "more_words"]


def _time_pattern(layout: str) -> str:
    """As many words as the layout has; a day that is padded with a space (%e) may be one more."""
    if layout == CLF_TIME:
        return _CLF_PATTERN
    word = _PATTERNS["time"]
    return " ".join(rf'[^" ]* ?{word}' if "%e" in part else word for part in layout.split(" "))


def _prefix_pattern(text: str) -> str:
    """Any proper beginning of the text, the empty one too."""
    pattern = ""
    for character in reversed(text[:-1]):
        pattern = f"(?:{re.escape(character)}{pattern})?"
    return pattern


def _cut_pattern(field: Field) -> str:
    """Any beginning of a field that says it is that field."""
    if field.layout == CLF_TIME:
        return r"\[[^\]\"]*"
    return r"(?:-|[\d.]*)" if field.role in _NUMBERS else r"[^\"]*"


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
    if simple_requests and "request" in has:
        raw = raw.with_columns(_apart(pl.col("request"), " ", _REQUEST_WORDS))
    values = _values(has, layouts, zone, simple_requests=simple_requests)
    # In two steps, or Polars would read each time and number once more to judge it.
    typed = raw.with_columns(value.alias(f"{_VALUE}{name}") for name, value in values.items())
    faults = _faults(has, layouts, simple_requests=simple_requests)
    reason = pl.coalesce(
        *[pl.when(fault).then(pl.lit(name)) for name, fault in faults], pl.lit(None, pl.String)
    )
    columns = {name: pl.col(f"{_VALUE}{name}") for name in values}
    return typed.select("line_no", **columns, reason=reason).collect().pipe(conform)


def _values(
    has: set[str], layouts: dict[str, str], zone: str | None, *, simple_requests: bool
) -> dict[str, pl.Expr]:
    """Columns of RECORD by name, each null where the text is not of its type."""
    values: dict[str, pl.Expr] = {
        "time": _time(layouts["time"], zone) if "time" in has else pl.lit(None, pl.Datetime("us"))
    }
    if "status" in has:
        values["status"] = pl.col("status").cast(pl.UInt16, strict=False)
    if size := _size_of(has):
        values["bytes"] = pl.col(size).cast(pl.UInt64, strict=False)
    if "duration" in has:
        values["duration_us"] = _duration(layouts["duration"])
    if "request" in has:
        values |= _simple_request() if simple_requests else _any_request()
    else:
        values |= _request_parts(has)
    for role in ("client", "vhost", "referer", "agent"):
        if role in has:
            values[role] = _dash_is_null(role)
    if "agent" in has:
        values["agent"] = values["agent"].fill_null("")
    return values


def _faults(
    has: set[str], layouts: dict[str, str], *, simple_requests: bool
) -> list[tuple[str, pl.Expr]]:
    """Reason and where it holds, the first that does counts; over raw texts and typed values."""
    faults = [("no_match", ~pl.col("exact"))] if "exact" in has else []
    faults.append(("bad_time", pl.col(f"{_VALUE}time").is_null()))
    if "status" in has:
        text, value = pl.col("status"), pl.col(f"{_VALUE}status")
        good = value.is_between(100, 999) | text.is_in(["-", "000", "0"])
        faults.append(("bad_status", ~good.fill_null(value=False) | text.str.starts_with("+")))
    faults += [
        ("bad_number", _no_number(pl.col(role), pl.col(f"{_VALUE}{value}")))
        for role, value in ((_size_of(has), "bytes"), ("duration", "duration_us"))
        if role in has
    ]
    if layouts.get("duration") == "s":
        faults.append(("bad_number", ~pl.col("duration").str.contains(_DECIMAL)))
    if simple_requests and "request" in has:
        faults.append(("no_match", ~_is_simple_request().fill_null(value=False)))
    return faults


def _size_of(has: set[str]) -> str | None:
    """The body's size where it is logged, else the response's with its headers."""
    return next((role for role in ("bytes", "bytes_sent") if role in has), None)


def conform(records: pl.DataFrame) -> pl.DataFrame:
    """Exactly the columns of RECORD: missing ones null, statuses below 100 unknown."""
    missing = [
        pl.lit(None, dtype).alias(name)
        for name, dtype in RECORD.items()
        if name not in records.columns
    ]
    whole = records.with_columns(missing).cast(RECORD)
    status = pl.col("status")
    return whole.with_columns(pl.when(status >= 100).then(status)).select(RECORD.names())


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
        text = pl.when(text.str.contains(_EPOCH_NUMBER)).then(text)
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
        units = pl.col("duration").cast(pl.UInt64, strict=False)
        return pl.when(units < 2**63 // MICROSECONDS[unit]).then(units * MICROSECONDS[unit])
    value = pl.col("duration").cast(pl.Float64, strict=False) * MICROSECONDS[unit]
    return value.round().cast(pl.UInt64, strict=False)


def _method(text: pl.Expr) -> pl.Expr:
    """A known method or OTHER: the name is the client's to choose, and an attacker's."""
    known = text.cast(METHODS, strict=False).cast(pl.String)
    return pl.when(text.is_not_null()).then(known.fill_null(OTHER_METHOD))


def _simple_request() -> dict[str, pl.Expr]:
    """`GET /x HTTP/1.1` by its spaces."""
    method, target, *_ = (pl.col(name) for name in _REQUEST_WORDS)
    return {"method": method.cast(METHODS, strict=False), "target": target}


def _is_simple_request() -> pl.Expr:
    """Whether the request line is three words like that; the general pattern reads the others."""
    _, target, protocol, more = (pl.col(name) for name in _REQUEST_WORDS)
    known = pl.col(f"{_VALUE}method").is_not_null()
    known &= protocol.cast(PROTOCOLS, strict=False).is_not_null()
    return known & more.is_null() & (target != "")


def _any_request() -> dict[str, pl.Expr]:
    """Any request line: targets with spaces, HTTP/0.9 without a protocol, or none at all (`-`, TLS
    bytes)."""
    parts = pl.col("request").str.extract_groups(
        r"^([A-Za-z_-]{1,32}) ([^ ].*?)(?: (HTTP/[0-9.]+))?$"
    )
    return {
        "method": _method(parts.struct.field("1")),
        "target": parts.struct.field("2"),
    }


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
        quotes = [f"q{i}" for i in range(self.quotes + 2)]
        escaped = line.str.contains("\\", literal=True)
        pieces = lines.select("line_no", _apart(line, '"', quotes), escaped=escaped)
        # A step of its own: Polars would split again for every word that is looked at.
        names = [self._names(number) for number in range(len(self.words))]
        split = [_apart(pl.col(f"q{2 * i}"), " ", words) for i, words in enumerate(names) if words]
        exact = pl.col(quotes[-2]).is_not_null() & pl.col(quotes[-1]).is_null() & ~pl.col("escaped")
        columns: dict[str, pl.Expr] = {}
        for number, words in enumerate(self.words):
            exact &= self._unquoted(number, words, columns)
            for field in self.quoted[number : number + 1]:
                if field.role in _READ:
                    columns.setdefault(field.role, pl.col(f"q{2 * number + 1}"))
        return pieces.with_columns(split).select(
            "line_no", **columns, exact=exact.fill_null(value=False)
        )

    def _names(self, number: int) -> list[str]:
        """Columns of an unquoted stretch's words, and one more; none for a mere literal."""
        words = self.words[number]
        if len(words) == 1 and isinstance(words[0], str):
            return []
        return [f"w{number}_{i}" for i in range(len(words) + 1)]

    def _unquoted(
        self, stretch: int, words: tuple[Token | None, ...], columns: dict[str, pl.Expr]
    ) -> pl.Expr:
        """Adds the stretch's fields to `columns`; returns where it has exactly these words."""
        part = [pl.col(name) for name in self._names(stretch)]
        if not part:
            return pl.col(f"q{2 * stretch}") == words[0]
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


def _apart(text: pl.Expr, separator: str, names: list[str]) -> pl.Expr:
    """The text split into so many columns; the ones it has no pieces for are null."""
    pieces = text.str.split_exact(separator, len(names) - 1)
    return pieces.struct.rename_fields(names).struct.unnest()


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
