"""What a log format is to the rest of the program: numbered lines in, records out, every line
accounted for."""

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from pipeline.formats.readers.writing import Way

_COLUMNS: dict[str, type[pl.DataType] | pl.DataType] = {
    "line_no": pl.UInt64,
    "time": pl.Datetime("us"),
    "clock_offset": pl.Int16,
    "client": pl.String,
    "method": pl.String,
    "target": pl.String,
    "status": pl.UInt16,
    "bytes": pl.UInt64,
    "duration_us": pl.UInt64,
    "vhost": pl.String,
    "referer": pl.String,
    "agent": pl.String,
    "forwarded": pl.String,
    "reason": pl.String,
}
RECORD = pl.Schema(_COLUMNS)
"""One row a line. `time` is naive UTC; `clock_offset` the minutes that the wall clock
written in the line is ahead of it; `bytes` is the response body, null where the log says `-`;
`target` is the request target as logged, null where the request line is not one (`-`, TLS bytes);
`agent` is empty where the client sent none, null where the format does not log it; `forwarded` is
what a header like X-Forwarded-For says of the client: its own word, believed only where the project
declares who may be trusted with it (see clients.py);
`reason` is null for a hit, else a key of REASONS, and then only `line_no` is meaningful."""

NOTHING = RECORD.to_frame()
"""Records of no line."""

REASONS = {
    "no_match": "el renglón no sigue el formato de la bitácora",
    "truncated": "el renglón está cortado: empieza bien y termina antes de tiempo",
    "bad_time": "la fecha no existe o no se puede leer",
    "bad_status": "el código de estado no está entre 100 y 999",
    "bad_number": "un tamaño o una duración no es un número que quepa",
    "binary": "el renglón sólo tiene bytes de control (relleno tras una caída del servidor)",
    "too_long": "el renglón rebasa 1 MiB",
}
"""The closed list of reasons why a line is not a hit, as the user reads them."""


class LogFormat(Protocol):
    """A format lives in one file of this folder, listed in its FORMATS; nothing else names it."""

    @property
    def name(self) -> str:
        """As the user declares it: `combined`."""

    @property
    def title(self) -> str:
        """One line in Spanish for `--help` and the documents."""

    @property
    def spec(self) -> str:
        """What decides how a line is read; equal specs read equal lines equally."""

    @property
    def detail(self) -> int:
        """Grows with the words a line has: of two formats that read a log, the one that tells more
        of them apart is its own."""

    @property
    def zoned(self) -> bool:
        """Whether each line carries its own offset; if not, a zone must be declared."""

    @property
    def hint(self) -> str:
        """A regular expression (Rust's) that every line of the format matches, where its log has no
        directives: the quick way to know that none is."""

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """Numbered lines (`line_no`, `line`: neither blank nor comment) → RECORD, same rows, any
        order.

        lines: where the log has any `#Fields:`, also `directive`, the one that holds for the line,
        whole; null above the first.
        zone: IANA name for formats that are not `zoned`, else ignored. strict: without the leniency
        that a format may have for lines that break it. Never raises on content.
        """

    def ways(self, samples: pl.DataFrame) -> Sequence[Way]:
        """How its lines can be written, the best first.

        samples: some of the log's own lines, as for `read`, all below one directive; what they have
        and how, the written lines have too.
        """

    def choosing(self, header: str) -> "LogFormat":
        """The same format with `forwarded` from that header alone (in lower case), null where it
        does not log it."""
