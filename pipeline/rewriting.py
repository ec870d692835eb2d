"""A block of a log → the lines of it that are handed over, which measure as it does.

Every request is written anew in its log's own format from what is kept of it (see texts.kept), with
a pseudonym for its client; what no format can say becomes a mark (see marks.py). Then the lines are
read as whoever receives them will, and every field is compared: one that does not read back as it
was is written in another way, in the end as a mark. So a delivery measures alike by construction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import polars as pl

from pipeline import marks
from pipeline.errors import AccountingError
from pipeline.formats import DIRECTIVE, by_name, directed, is_blank, is_comment, numbered
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.prefixed import Prefixed
from pipeline.formats.readers.writing import Way
from pipeline.lines import Block, text_lines
from pipeline.logfile import LogFile
from pipeline.parse import SIGNATURE, Parsed
from pipeline.parts import parsed_of
from pipeline.privacy import HIDDEN_VALUE, scrub
from pipeline.pseudonyms import Pseudonyms
from pipeline.texts import TEXTS, harmless_line, kept, marked, path_of

_SAMPLES = 64
"""Requests on which the ways of writing them are tried."""

_SHOWN = 16
_ADDRESS = r"^\d{1,3}(?:\.\d{1,3}){3}$|::[0-9A-Fa-f.:]{4}|^(?:[0-9A-Fa-f]*:){5}"
_NAME = r"[^\s\x1c-\x1f]+"
"""Of a directive, as directives.names_of takes it apart."""
_LINES = pl.Schema({"line_no": pl.UInt64, "line": pl.String})


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The lines of a block, each with its end, and what was read of the block."""

    data: bytes
    parsed: Parsed


def delivered(log: LogFile) -> LogFile:
    """The log as its delivered lines are read: nobody needs to be believed any more, and there is
    nothing before the lines."""
    fmt = log.format.inner if isinstance(log.format, Prefixed) else log.format
    return replace(log, format=fmt, forwarded=None, detection=None, pseudonymised=True)


def rewrite(log: LogFile, block: Block, pseudonyms: Pseudonyms, seed: int) -> Rewritten:
    """Raises AccountingError where the lines would not measure as the block does."""
    parsed = parsed_of(log, block)
    every = directed(numbered(text_lines(block.data), block.first), block.directive)
    said = _Said.of(parsed, pseudonyms, seed)
    return Rewritten(_Draft(log, block, every, parsed, said).data(), parsed)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the delivered lines must say: hits and torn as in marks.py, rejects as there is kept of
    them. addresses: of the hits, as the server wrote them."""

    hits: pl.DataFrame
    torn: pl.DataFrame
    rejects: pl.DataFrame
    addresses: pl.DataFrame

    @classmethod
    def of(cls, parsed: Parsed, pseudonyms: Pseudonyms, seed: int) -> "_Said":
        records = pl.concat([parsed.hits, parsed.torn.drop("ends")])
        known = _as_kept(records, pseudonyms, seed)
        return cls(
            known.head(parsed.hits.height),
            known.tail(parsed.torn.height).with_columns(parsed.torn.get_column("ends")),
            parsed.rejects.with_columns(line=harmless_line()).select(marks.REJECT.names()),
            parsed.hits.select("line_no", address="client"),
        )


def _as_kept(records: pl.DataFrame, pseudonyms: Pseudonyms, seed: int) -> pl.DataFrame:
    """Columns of marks.HIT. What was a referer and is no URL is still one that is none."""
    known = kept(records, seed)
    known = known.with_columns(_told_apart(known, name, pseudonyms) for name in TEXTS)
    host = pl.col("referer")
    url = pl.concat_str(pl.lit("https://"), host, pl.lit("/"))
    return known.select(
        "line_no",
        "time",
        "clock_offset",
        pseudonyms.of(known.get_column("client")),
        "method",
        pl.col("path").alias("target"),
        "status",
        "bytes",
        "duration_us",
        "vhost",
        pl.when(host == "").then(pl.lit(HIDDEN_VALUE)).otherwise(url).alias("referer"),
        "agent",
        "attack",
    )


def _told_apart(known: pl.DataFrame, name: str, pseudonyms: Pseudonyms) -> pl.Series:
    """The texts; those that hide an address with a token of what they were."""
    texts, hides = known.get_column(name), known.get_column(f"{name}_hides")
    at = hides.fill_null(value=False).arg_true()
    if at.is_empty():
        return texts
    ids = known.get_column(f"{name}_id").gather(at).cast(pl.String)
    return texts.scatter(at, marked(texts.gather(at), pseudonyms.tokens.of(ids)))


class _Draft:
    """The lines of one block in the making: `line_no`, `line`."""

    def __init__(
        self, log: LogFile, block: Block, every: pl.DataFrame, parsed: Parsed, said: _Said
    ) -> None:
        self._log, self._block, self._parsed, self._said = log, block, parsed, said
        self._as_read = delivered(log)
        self._every = every
        fixed = said.hits.join(self._needing_marks(), on="line_no", how="semi")
        self._plain = said.hits.join(fixed, on="line_no", how="anti") if fixed.height else said.hits
        self._fixed = pl.concat([self._unrequested(), self._marked(fixed)])

    def data(self) -> bytes:
        """Written and read at least once; twice where some lines must be written otherwise."""
        parts = [(part, self._ways(part)) for part in self._by_directive(self._plain)]
        written = [_lines(ways[0], part) for part, ways in parts]
        data = _joined([self._fixed, *written])
        wrong = self._wrong(data, written)
        if wrong.height:
            again = [
                line
                for part, ways in parts
                for line in self._otherwise(part.join(wrong, on="line_no", how="semi"), ways[1:])
            ]
            right = [part.join(wrong, on="line_no", how="anti") for part in written]
            data = _joined([self._fixed, *right, *again])
            if (left := self._wrong(data, [*right, *again])).height:
                raise self._error(f"line {left.item(0, 'line_no')} reads otherwise")
        return data

    # -- lines that are no request, and requests that only a mark can say

    def _needing_marks(self) -> pl.DataFrame:
        """Requests of which more is to be said than a line of the format has place for."""
        unsaid = self._said.hits.filter(pl.col("attack").is_not_null() & pl.col("target").is_null())
        long = self._parsed.long_lines
        numbers = [frame.select("line_no") for frame in (unsaid, long, self._said.torn)]
        return pl.concat(numbers).unique()

    def _unrequested(self) -> pl.DataFrame:
        """Blank lines, comments without what is personal, and marks of what was rejected."""
        comments = self._every.filter(is_comment()).select("line_no", line=_harmless_comment())
        if self._parsed.delivered:  # a delivery that is handed over again: its marks are none
            read = [frame.select("line_no") for frame in (self._said.hits, self._said.rejects)]
            comments = comments.join(pl.concat(read), on="line_no", how="anti")
        blank = self._every.filter(is_blank()).select("line_no", line=pl.lit(""))
        rejects = [
            (number, {"reject": [reason, text]})
            for number, reason, text in self._said.rejects.iter_rows()
        ]
        return pl.concat([comments, blank, self._marks(rejects)])

    def _marked(self, hits: pl.DataFrame) -> pl.DataFrame:
        said = hits.select(marks.HIT.names())  # without the directive above them
        return self._marks(
            (row["line_no"], {"hit": marks.record_of(row)}) for row in said.iter_rows(named=True)
        )

    def _marks(self, said: Iterable[tuple[int, dict[str, Any]]]) -> pl.DataFrame:
        """With what other tools make of the line."""
        torn = defaultdict(list)
        for row in self._said.torn.iter_rows(named=True):
            torn[row["line_no"]].append(marks.record_of(row))
        lengths = dict(self._parsed.long_lines.iter_rows())
        lines = []
        for number, parts in said:
            if number in torn:
                parts["torn"] = torn[number]
            if number in lengths:
                parts["length"] = lengths[number]
            lines.append((number, marks.written(parts)))
        return pl.DataFrame(lines, _LINES, orient="row")

    # -- requests

    def _by_directive(self, hits: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """In logs with `#Fields:` each part with its own, as `directive`."""
        if "directive" not in self._every.columns:
            if hits.height:
                yield hits
            return
        above = self._every.select("line_no", "directive")
        yield from hits.join(above, on="line_no", how="left").partition_by("directive")

    def _ways(self, hits: pl.DataFrame) -> list[Way | None]:
        """Of the log's own format and of those that some of its lines are in; the first is the one
        that says most of the first requests. None: as marks."""
        own = self._log.format
        names = [name for name in self._parsed.formats if name != own.name and name in by_name()]
        samples = self._every.join(hits.head(_SHOWN).select("line_no"), on="line_no", how="semi")
        ways = [
            way for fmt in (own, *map(by_name().get, names)) if fmt for way in fmt.ways(samples)
        ]
        best = self._best(ways, hits.head(_SAMPLES)) if len(ways) > 1 else 0
        return [ways[best], *ways[:best], *ways[best + 1 :], None]

    def _best(self, ways: Sequence[Way], few: pl.DataFrame) -> int:
        shares = list[int]()
        for way in ways:
            shares.append(int(self._good(few, _lines(way, few)).sum()))
            if shares[-1] == few.height:
                break
        return shares.index(max(shares))

    def _otherwise(self, hits: pl.DataFrame, ways: Sequence[Way | None]) -> Iterator[pl.DataFrame]:
        """The requests in the first way that each reads back in."""
        for way in ways:
            if hits.is_empty():
                return
            lines = self._marked(hits) if way is None else _lines(way, hits)
            good = self._good(hits, lines) if way else pl.repeat(True, hits.height, eager=True)
            yield lines.filter(good)
            hits = hits.filter(~good)

    def _good(self, hits: pl.DataFrame, lines: pl.DataFrame) -> pl.Series:
        """Which of these requests read back from these lines."""
        directive = hits.item(0, "directive") if "directive" in hits.columns else None
        text = _joined([lines.with_columns(line_no=pl.int_range(pl.len(), dtype=pl.UInt64))])
        read = parsed_of(self._as_read, Block(1, text, directive=directive))
        wanted = hits.select(marks.HIT.names()).with_columns(
            line_no=pl.int_range(1, pl.len() + 1, dtype=pl.UInt64)
        )
        wrong = _differing(wanted, read.hits).get_column("line_no")
        return ~wanted.get_column("line_no").is_in(wrong.implode())

    # -- reading back

    def _wrong(self, data: bytes, requests: Sequence[pl.DataFrame]) -> pl.DataFrame:
        """`line_no` of the requests that read otherwise. Raises AccountingError where something
        else does, or one of them tells whose it was."""
        block = Block(self._block.first, data, directive=self._block.directive)
        read = parsed_of(self._as_read, block)
        wrong = _differing(self._said.hits, read.hits)
        if not wrong.height:
            self._require_the_rest(read)
            self._require_no_address(requests)
        return wrong

    def _require_the_rest(self, read: Parsed) -> None:
        parsed, said = self._parsed, self._said
        for name, wanted, found in (
            ("hits", said.hits.height, read.hits.height),
            ("blank", parsed.blank, read.blank),
            ("comments", parsed.comments, read.comments),
        ):
            if wanted != found:
                raise self._error(f"{wanted} {name} became {found}")
        for name, frame, back in (
            ("rejects", said.rejects, read.rejects),
            ("torn", said.torn, read.torn.select(said.torn.columns)),
            ("long lines", parsed.long_lines, read.long_lines),
        ):
            order = ["line_no", *(one for one in ("ends",) if one in frame.columns)]
            if not frame.sort(order).equals(back.sort(order)):
                raise self._error(f"{name} read otherwise")

    def _require_no_address(self, requests: Sequence[pl.DataFrame]) -> None:
        """No line has the address of its own client."""
        address = pl.col("address")
        known = self._said.addresses.filter(address.str.contains(_ADDRESS))
        tells = pl.col("line").str.contains(address, literal=True)
        for lines in requests:
            told = lines.join(known, on="line_no").filter(tells)
            if told.height:
                raise self._error(f"line {told.item(0, 'line_no')} has its client's address")

    def _error(self, found: str) -> AccountingError:
        return AccountingError(f"{self._log.name}, handed over: {found}")


def _harmless_comment() -> pl.Expr:
    """One that a client made to look like a mark is none."""
    line = pl.col("line")
    comment = scrub(line)
    torn = line.str.starts_with(DIRECTIVE) & (comment != line)
    comment = pl.when(torn).then(_known_names(line)).otherwise(comment)
    return pl.when(comment.str.starts_with(marks.MARK)).then("#" + comment).otherwise(comment)


def _known_names(directive: pl.Expr) -> pl.Expr:
    """Of one into which another line has run: as many names as it has, and none but those that
    somebody reads."""
    name = pl.element()
    known = name.str.to_lowercase().is_in(_read_names())
    kept = pl.when(known).then(name).otherwise(pl.lit(HIDDEN_VALUE))
    names = directive.str.strip_prefix(DIRECTIVE).str.extract_all(_NAME).list.eval(kept)
    return pl.concat_str(pl.lit(f"{DIRECTIVE} "), names.list.join(" "))


@cache
def _read_names() -> list[str]:
    formats = (fmt for fmt in by_name().values() if isinstance(fmt, Directives))
    return sorted({name for fmt in formats for name in fmt.dialect.known})


def _lines(way: Way | None, hits: pl.DataFrame) -> pl.DataFrame:
    """Empty lines where the format has a time that cannot be written."""
    assert way is not None
    path, attack = pl.col("target"), pl.col("attack")
    query = (
        pl.when(attack.is_not_null()).then(SIGNATURE + attack).when(path == "").then(pl.lit("?"))
    )
    target = pl.concat_str(path, query.fill_null(""))
    records = hits.with_columns(target=target)
    try:
        lines = way.lines(records)
    except pl.exceptions.PolarsError:
        lines = pl.repeat("", hits.height, eager=True)
    return records.select("line_no", line=lines)


def _joined(parts: Sequence[pl.DataFrame]) -> bytes:
    lines = pl.concat(parts).sort("line_no").get_column("line")
    return bytes(lines.str.join("\n").cast(pl.Binary).item()) + b"\n" if len(lines) else b""


def _differing(wanted: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """`line_no` of what is not found as it is wanted. A target may have its site before it, and the
    query that an empty one was given."""
    found = found.with_columns(target=path_of(found.get_column("target")))
    both = wanted.join(found, on="line_no", how="left", suffix="_found", coalesce=True)
    names = [name for name in marks.HIT if name != "line_no"]
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_found")) for name in names)
    return both.filter(~same).select("line_no")
