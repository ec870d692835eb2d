"""Lines taken apart at their quotes and spaces: the quick way to read a template.

Five times faster than a pattern, and right only where a line holds exactly the quotes and spaces of
the template and no backslash: then no other reading is possible.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.formats.readers.fields import CLF_TIME, NUMBERS, READ, Field, Token, instant

_MAY_HAVE_SPACES = ("", "request", "target", "referer", "agent", "forwarded")
"""What a field between quotes is, if it may hold anything; others are left to the pattern."""


@dataclass(frozen=True, slots=True)
class WithPort:
    """A word `site:port` or `client:port` with only one colon, of which the port is not read."""

    field: Field


Word = Token | WithPort | None
"""A field, a literal, a site with its port, or None for the second word of a time."""


@dataclass(frozen=True)
class Splits:
    """How a template's lines come apart at quotes and spaces.

    quotes: how many quotes a line has; words[i]: the words of the i-th unquoted stretch.
    """

    quotes: int
    quoted: tuple[Field, ...]
    words: tuple[tuple[Word, ...], ...]

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
            if values[0].role not in _MAY_HAVE_SPACES:
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
        pieces = lines.select("line_no", apart(line, '"', quotes), escaped=escaped)
        # A step of its own: Polars would split again for every word that is looked at.
        names = [self._names(number) for number in range(len(self.words))]
        split = [apart(pl.col(f"q{2 * i}"), " ", words) for i, words in enumerate(names) if words]
        exact = pl.col(quotes[-2]).is_not_null() & pl.col(quotes[-1]).is_null() & ~pl.col("escaped")
        columns: dict[str, pl.Expr] = {}
        for number, words in enumerate(self.words):
            exact &= self._unquoted(number, words, columns)
            for field in self.quoted[number : number + 1]:
                if field.role in READ:
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
        self, stretch: int, words: tuple[Word, ...], columns: dict[str, pl.Expr]
    ) -> pl.Expr:
        """Adds the stretch's fields to `columns`; returns where it has exactly these words."""
        part = [pl.col(name) for name in self._names(stretch)]
        if not part:
            return pl.col(f"q{2 * stretch}") == words[0]
        exact = part[len(words)].is_null() & part[len(words) - 1].is_not_null()
        for number, word in enumerate(words):
            if isinstance(word, str):
                exact &= part[number] == word
            elif isinstance(word, WithPort):
                host = part[number].str.split_exact(":", 1).struct.field("field_0")
                exact &= part[number].str.count_matches(":", literal=True) == 1
                exact &= self._taken(word.field.role, host, columns)
            elif word is not None:
                exact &= part[number] != ""
                text = part[number]
                if number + 1 < len(words) and words[number + 1] is None:
                    text = pl.concat_str(text, part[number + 1], separator=" ")
                if word.role == "ident":
                    exact &= ~text.str.contains(r"[.:]")
                elif word.role == "time":
                    self._add_time(word, text, columns)
                elif word.role in READ or word.role in NUMBERS:
                    exact &= self._taken(word.role, text, columns)
        return exact

    def _add_time(self, field: Field, text: pl.Expr, columns: dict[str, pl.Expr]) -> None:
        times = instant(word for words in self.words for word in words if isinstance(word, Field))
        if field in times and "time" not in columns:
            columns["time"] = text
        elif field in times and len(times) > 1:
            columns["time"] = pl.concat_str(columns["time"], text, separator=" ")

    def _taken(self, role: str, text: pl.Expr, columns: dict[str, pl.Expr]) -> pl.Expr:
        """Adds the text to `columns` where its role is read and not there yet; returns whether it
        may stand there, if nobody will judge it: a number that is not read, the second of a role,
        or of the two sizes."""
        second = role in READ and columns.setdefault(role, text) is not text
        unread = role not in READ or (
            role == "bytes_sent"
            and any(
                isinstance(word, Field) and word.role == "bytes"
                for words in self.words
                for word in words
            )
        )
        if role in NUMBERS and (second or unread):
            return text.str.contains(f"^(?:{NUMBERS[role]})$")
        return pl.lit(value=True)


def apart(text: pl.Expr, separator: str, names: list[str]) -> pl.Expr:
    """The text split into so many columns; the ones it has no pieces for are null."""
    pieces = text.str.split_exact(separator, len(names) - 1)
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
            case _:
                return None
    return tuple(result)
