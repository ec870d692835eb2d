"""Lines taken apart at their quotes and spaces: the quick way to read a template.

Five times faster than a pattern, and right only where a line holds exactly the quotes and spaces of
the template and no backslash: then no other reading is possible. Of a template that ends in a field
that is not read, what comes there is left in one piece, with its quotes and spaces.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from pipeline.formats.readers.fields import CLF_TIME, NUMBERS, READ, Field, Token, instant
from pipeline.formats.readers.patterns import pattern_of

_MAY_HAVE_SPACES = ("", "request", "target", "referer", "agent", "forwarded")
"""What a field between quotes is, if it may hold anything; others must follow their pattern."""


@dataclass(frozen=True, slots=True)
class WithPort:
    """A word `site:port` or `client:port` with only one colon, of which the port is not read."""

    field: Field


@dataclass(frozen=True, slots=True)
class Mixed:
    """A word of fields and literals, like `200/TCP_HIT`, told apart by a pattern of its own."""

    tokens: tuple[Token, ...]

    def pattern(self, wanted: Field | None = None) -> str:
        """The whole word; a group around the wanted field."""
        pieces = [
            re.escape(token)
            if isinstance(token, str)
            else f"({pattern_of(token)})"
            if token is wanted
            else f"(?:{pattern_of(token)})"
            for token in self.tokens
        ]
        return f"^{''.join(pieces)}$"


Word = Token | WithPort | Mixed | None
"""A field, a literal, a site with its port, a word of several, or None for the second word of a
time."""

REST = Field("")
"""As the last token: anything at all."""


@dataclass(frozen=True)
class Splits:
    """How a template's lines come apart at quotes and spaces.

    quotes: how many quotes a line has; words[i]: the words of the i-th unquoted stretch. open: the
    last word is a REST.
    """

    quotes: int
    quoted: tuple[Field, ...]
    words: tuple[tuple[Word, ...], ...]
    open: bool

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "Splits | None":
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
        words = tuple(found for stretch in stretches[::2] if (found := _words(stretch)))
        if len(words) <= len(quoted):
            return None
        return cls(len(stretches) - 1, tuple(quoted), words, words[-1][-1] == REST)

    def apply(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Text by role, and `exact`: whether the line comes apart just so."""
        line = pl.col("line")
        quotes = [f"q{i}" for i in range(self.quotes + 1)]
        escaped = line.str.contains("\\", literal=True)
        pieces = lines.select("line_no", apart(line, '"', quotes), escaped=escaped)
        # A step of its own: Polars would split again for every word that is looked at.
        names = [self._names(number) for number in range(len(self.words))]
        split = [apart(pl.col(f"q{2 * i}"), " ", words) for i, words in enumerate(names) if words]
        exact = pl.col(quotes[-1]).is_not_null() & ~pl.col("escaped")
        if not self.open:
            exact &= ~pl.col(quotes[-1]).str.contains('"', literal=True)
        columns: dict[str, pl.Expr] = {}
        for number, words in enumerate(self.words):
            exact &= self._unquoted(number, words, columns)
            for field in self.quoted[number : number + 1]:
                exact &= self._quoted(field, pl.col(f"q{2 * number + 1}"), columns)
        return pieces.with_columns(split).select(
            "line_no", **columns, exact=exact.fill_null(value=False)
        )

    def _quoted(self, field: Field, text: pl.Expr, columns: dict[str, pl.Expr]) -> pl.Expr:
        """Adds the field to `columns`; returns where the text may be one."""
        if field.role not in _MAY_HAVE_SPACES:
            return self._mixed(Mixed((field,)), text, columns)
        if field.role in READ:
            columns.setdefault(field.role, text)
        return pl.lit(value=True)

    def _is_open(self, stretch: int) -> bool:
        """Whether the unquoted stretch is the last, and ends in anything at all."""
        return self.open and stretch == len(self.words) - 1

    def _names(self, number: int) -> list[str]:
        """Columns of an unquoted stretch's words; none for a mere literal or REST."""
        words = self.words[number]
        if len(words) == 1 and (isinstance(words[0], str) or self._is_open(number)):
            return []
        return [f"w{number}_{i}" for i in range(len(words))]

    def _unquoted(
        self, stretch: int, words: tuple[Word, ...], columns: dict[str, pl.Expr]
    ) -> pl.Expr:
        """Adds the stretch's fields to `columns`; returns where it has exactly these words."""
        part = [pl.col(name) for name in self._names(stretch)]
        if not part:
            text = pl.col(f"q{2 * stretch}")
            return text.is_not_null() if self._is_open(stretch) else text == words[0]
        exact = part[-1].is_not_null()
        if self._is_open(stretch):
            words = words[:-1]
        elif not _is_empty(words[-1]):
            exact &= ~part[-1].str.contains(" ", literal=True)
        for number, word in enumerate(words):
            text = part[number]
            if number + 1 < len(words) and words[number + 1] is None:
                text = pl.concat_str(text, part[number + 1], separator=" ")
            exact &= self._word(word, text, columns)
        return exact

    def _word(self, word: Word, text: pl.Expr, columns: dict[str, pl.Expr]) -> pl.Expr:
        """Adds the word's fields to `columns`; returns where the text is such a word."""
        match word:
            case str():
                return text == word
            case None:
                return pl.lit(value=True)
            case WithPort(field):
                host = text.str.split_exact(":", 1).struct.field("field_0")
                one_colon = text.str.count_matches(":", literal=True) == 1
                return one_colon & self._taken(field, host, columns)
            case Mixed():
                return self._mixed(word, text, columns)
            case Field(role="user"):
                return pl.lit(value=True)  # it may be empty
            case Field():
                return (text != "") & self._field(word, text, columns)

    def _field(self, field: Field, text: pl.Expr, columns: dict[str, pl.Expr]) -> pl.Expr:
        """As _word."""
        if field.role == "ident":
            return text == "-"  # as nearly always; the pattern knows what else it may be
        if field.role in READ or field.role in NUMBERS:
            return self._taken(field, text, columns)
        return pl.lit(value=True)

    def _mixed(self, word: Mixed, text: pl.Expr, columns: dict[str, pl.Expr]) -> pl.Expr:
        """As _word."""
        exact = text.str.contains(word.pattern())
        for field in word.tokens:
            if isinstance(field, Field) and field.role in READ:
                value = text.str.extract(word.pattern(field))
                self._taken(field, value, columns)
                exact = value.is_not_null()
        return exact

    def _taken(self, field: Field, text: pl.Expr, columns: dict[str, pl.Expr]) -> pl.Expr:
        """Adds the text to `columns` where its role is read and not there yet; returns whether it
        may stand there, if nobody will judge it: a number that is not read, the second of a role,
        or of the two sizes."""
        role = field.role
        if role == "time":
            self._add_time(field, text, columns)
            return pl.lit(value=True)
        second = role in READ and columns.setdefault(role, text) is not text
        unread = role not in READ or (
            role == "bytes_sent" and any(other.role == "bytes" for other in self._fields())
        )
        if role in NUMBERS and (second or unread):
            return text.str.contains(f"^(?:{NUMBERS[role]})$")
        return pl.lit(value=True)

    def _add_time(self, field: Field, text: pl.Expr, columns: dict[str, pl.Expr]) -> None:
        times = instant(self._fields())
        if field in times and "time" not in columns:
            columns["time"] = text
        elif field in times and len(times) > 1:
            columns["time"] = pl.concat_str(columns["time"], text, separator=" ")

    def _fields(self) -> Iterator[Field]:
        """In the order of the line."""
        quoted = [(field,) for field in self.quoted] + [()]
        stretches = chain.from_iterable(zip(self.words, quoted, strict=True))
        for word in chain.from_iterable(stretches):
            if isinstance(word, Field):
                yield word
            elif isinstance(word, Mixed):
                yield from (token for token in word.tokens if isinstance(token, Field))


def _is_empty(word: Word) -> bool:
    """An empty word has no space in it: who compares it with "" need not look for one."""
    return word == ""


def apart(text: pl.Expr, separator: str, names: list[str]) -> pl.Expr:
    """The text split into so many columns, null where it has fewer pieces; the last is all that is
    left, with its separators."""
    pieces = text.str.splitn(separator, len(names))
    return pieces.struct.rename_fields(names).struct.unnest()


def _words(stretch: Sequence[Token]) -> tuple[Word, ...] | None:
    """An unquoted stretch's words; a `[time]` of CLF is two."""
    words: list[list[Token]] = [[]]
    for token in stretch:
        if isinstance(token, Field):
            words[-1].append(token)
            continue
        first, *others = token.split(" ")
        words[-1].append(first)
        words.extend([[text] for text in others])
    result: list[Word] = []
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
            case [Field("vhost" | "client") as field, ":", Field("")]:
                result.append(WithPort(field))
            case _ if _is_mixed(values):
                result.append(Mixed(tuple(values)))
            case _:
                return None
    return tuple(result)


def _is_mixed(tokens: Sequence[Token]) -> bool:
    """Whether a pattern of the word alone is quicker than one of the line: each field that is read
    costs a match."""
    fields = [token for token in tokens if isinstance(token, Field)]
    read = sum(field.role in READ for field in fields)
    return read <= 2 and all(" " not in field.layout for field in fields)
