"""Lines that somebody has put something before on their way to the file: syslog, journald, a
container's log.

The instant and the host of the prefix are those of who passed the line on; the line itself says
when the request was.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.formats.base import LogFormat
from pipeline.formats.readers.writing import Way

_TAG = r"[^ :\[{\"]+(?:\[\d+\])?: "
_ISO = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^ ]* "
_PREFIX = "^(?:" + "|".join(
    [
        rf"(?:<\d{{1,3}}>)?[A-Z][a-z]{{2}} [ \d]\d \d\d:\d\d:\d\d (?:[^ ]+ )?{_TAG}",  # RFC 3164
        rf"(?:<\d{{1,3}}>)?{_ISO}[^ ]+ {_TAG}",  # rsyslog, journalctl -o short-iso
        r"<\d{1,3}>1 (?:[^ ]+ ){5}(?:-|(?:\[[^\]]*\])+) (?:\x{FEFF})?",  # RFC 5424
        rf"{_ISO}std(?:out|err) [FP] ",  # Kubernetes
        r"[A-Za-z0-9][\w.-]* +\| ",  # docker compose logs
    ]
) + ")"  # fmt: skip
_DOCKER = r'^\{"log":".*","(?:stream|attrs|time)":.*\}$'


def has_prefix() -> pl.Expr:
    """Where `line` is one that was passed on."""
    return pl.col("line").str.contains(_PREFIX) | pl.col("line").str.contains(_DOCKER)


def without_prefix(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines as the server wrote them; those without a prefix as they are."""
    line = pl.col("line")
    bare = lines.with_columns(line.str.replace(_PREFIX, ""))
    if not lines.select(line.str.contains(_DOCKER).any()).item():
        return bare
    inner = line.str.json_path_match("$.log").str.strip_chars_end("\r\n")
    # One that is broken, and so has nothing in it, stays what it is: a line of no format.
    return bare.with_columns(
        pl.when(line.str.contains(_DOCKER)).then(inner.fill_null(line)).otherwise(line)
    )


@dataclass(frozen=True)
class Prefixed:
    """A LogFormat (see base.py) of lines with a prefix."""

    inner: LogFormat

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def title(self) -> str:
        return f"{self.inner.title}, con un encabezado de syslog o de contenedor"

    @property
    def spec(self) -> str:
        return f"prefixed {self.inner.spec}"

    @property
    def detail(self) -> int:
        return self.inner.detail

    @property
    def zoned(self) -> bool:
        return self.inner.zoned

    @property
    def hint(self) -> str:
        """See LogFormat.hint."""
        return ""

    def read(self, lines: pl.DataFrame, zone: str | None, *, strict: bool = False) -> pl.DataFrame:
        """See LogFormat.read."""
        return self.inner.read(without_prefix(lines), zone, strict=strict)

    def ways(self, samples: pl.DataFrame) -> Sequence[Way]:
        """See LogFormat.ways. Without the prefix, which names the host."""
        return self.inner.ways(without_prefix(samples))

    def choosing(self, header: str) -> "Prefixed":
        """See LogFormat.choosing."""
        return Prefixed(self.inner.choosing(header))
