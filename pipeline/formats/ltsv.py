"""LTSV: values with their labels, between tabs.

Source: ltsv.org, "Labels for Web server's Log". `apptime` and `runtime` are not read: they are the
application's share of the duration. `path` is a common name for `uri`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.formats.base import NOTHING
from pipeline.formats.readers.declared import declared
from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.labelled import (
    ANY_TIME,
    PORTED,
    Labelled,
    Member,
    column,
    records,
)
from pipeline.formats.readers.values import conform
from pipeline.formats.readers.writing import Way

_LABEL = re.compile(r"[0-9A-Za-z_.-]+")
_FEW, _ORDERS, _SAMPLES = 256, 8, 16


@dataclass(frozen=True)
class Ltsv(Labelled):
    """A LogFormat (see base.py) of labels and values."""

    kind = "ltsv"

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return r"^[^\t:]+:[^\t]*\t"

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read."""
        done = [NOTHING]
        for texts in self._in_order(lines.select("line_no", "line")):
            if "line" not in texts.columns:
                done.append(records(texts, self._fields, zone, strict=strict))
                continue
            found, refused = self._one_by_one(texts)
            done += [records(found, self._fields, zone, strict=strict), refused]
        return pl.concat(done)

    def _values_of(self, lines: Sequence[str]) -> dict[str, str]:
        pairs = [item for line in lines for item in (_pairs(line) or {}).items()]
        return {label: value for label, value in reversed(pairs) if value not in ("", "-")}

    def _way(self, members: Sequence[Member], samples: Sequence[str]) -> Way:  # noqa: ARG002
        tokens = [token for label, field in members for token in (f"\t{label}:", field)]
        return Way((str(tokens[0]).lstrip(), *tokens[1:]))

    def _in_order(self, lines: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Columns of text by field, of the lines that have the labels of another in its order; the
        lines that are left come last, as they are."""
        for _ in range(_ORDERS):
            labels = _order(lines) if lines.height >= _FEW else None
            if labels is None:
                break
            pieces = [f"p{number}" for number in range(len(labels) + 1)]
            split = lines.select(
                "line_no",
                "line",
                pl.col("line")
                .str.split_exact("\t", len(labels))
                .struct.rename_fields(pieces)
                .struct.unnest(),
            )
            fits = split.select(_has_labels(pieces, labels)).to_series()
            yield self._of_pieces(split.filter(fits), dict(zip(labels, pieces, strict=False)))
            lines = split.filter(~fits).select("line_no", "line")
        yield lines

    def _of_pieces(self, split: pl.DataFrame, pieces: Mapping[str, str]) -> pl.DataFrame:
        texts = {
            column(number): pl.col(pieces[label]).str.strip_prefix(f"{label}:")
            if label in pieces
            else pl.lit(None, pl.String)
            for number, (label, _) in enumerate(self.places)
        }
        return split.select("line_no", **texts)

    def _one_by_one(self, lines: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The general way, and the lines that are not such pairs."""
        rows, refused = [], []
        for number, line in lines.iter_rows():
            pairs = _pairs(line)
            if pairs is None:
                refused.append((number, self._reason(line)))
            else:
                rows.append((number, *(pairs.get(label) for label, _ in self.places)))
        names = dict.fromkeys(map(column, range(len(self.places))), pl.String)
        reasons = {"line_no": pl.UInt64, "reason": pl.String}
        return (
            pl.DataFrame(rows, {"line_no": pl.UInt64, **names}, orient="row"),
            conform(pl.DataFrame(refused, reasons, orient="row")),
        )

    def _reason(self, line: str) -> str:
        """A line that is cut within a label has whole pairs before it."""
        if re.fullmatch(r"(?:\\x[01][0-9a-f]|[\x00-\x1f\x7f\s])*+", line):
            return "binary"
        whole, _, cut = line.rpartition("\t")
        pairs = _pairs(whole)
        begun = pairs and (not cut or _LABEL.fullmatch(cut)) and self._has_time(pairs)
        return "truncated" if begun else "no_match"

    def _has_time(self, pairs: Mapping[str, str]) -> bool:
        return any(label in pairs for label, field in self.places if field.role == "time")


def _pairs(line: str) -> dict[str, str] | None:
    """None where a piece has no label."""
    pieces = [piece.partition(":") for piece in line.split("\t")]
    if not all(colon and _LABEL.fullmatch(label) for label, colon, _ in pieces):
        return None
    return {label: value for label, _, value in pieces}


def _order(lines: pl.DataFrame) -> list[str] | None:
    """The labels of the first of some lines that has each of them once."""
    for line in lines.get_column("line").gather_every(max(1, lines.height // _SAMPLES)):
        labels = [piece.partition(":")[0] for piece in line.split("\t")]
        if _pairs(line) is not None and len(set(labels)) == len(labels):
            return labels
    return None


def _has_labels(pieces: Sequence[str], labels: Sequence[str]) -> pl.Expr:
    own = [
        pl.col(piece).str.starts_with(f"{label}:").fill_null(value=False)
        for piece, label in zip(pieces, labels, strict=False)
    ]
    return pl.all_horizontal(pl.col(pieces[-1]).is_null(), *own)


def from_map(fields: Mapping[str, str], name: str = "ltsv") -> Ltsv | None:
    """A format as the user declares it, by its labels: see declared.py; None where it is another.
    Raises FormatError."""
    if name != "ltsv":
        return None
    return Ltsv(name, "LTSV con las etiquetas que se declaran", tuple(declared(fields)))


_LABELS = {
    "time": Field("time", ANY_TIME),
    "host": Field("client", PORTED),
    "forwardedfor": Field("forwarded", "x-forwarded-for"),
    "req": Field("request"),
    "method": Field("method"),
    "uri": Field("target"),
    "path": Field("target"),
    "status": Field("status"),
    "size": Field("bytes"),
    "reqtime_microsec": Field("duration", "us"),
    "reqtime": Field("duration", "s"),
    "taken": Field("duration", "s"),
    "vhost": Field("vhost"),
    "referer": Field("referer"),
    "ua": Field("agent"),
}
FORMATS = (Ltsv("ltsv", "LTSV, con las etiquetas de ltsv.org", tuple(_LABELS.items())),)
