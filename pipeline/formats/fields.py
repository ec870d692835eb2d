"""The values of a log line: what each is, and in which layout it is written."""

from dataclasses import dataclass

CLF_TIME = "[%d/%b/%Y:%H:%M:%S %z]"
"""With its brackets, as Apache logs it: so they are checked with the rest."""
ISO_TIME = "%Y-%m-%dT%H:%M:%S%.f%:z"
EPOCH = {"epoch_s": 1_000_000, "epoch_ms": 1_000, "epoch_us": 1}
"""Time layouts that count from 1970: microseconds in one unit."""
MICROSECONDS = {"s": 1_000_000, "ms": 1_000, "us": 1}


READ = (
    "client", "time", "request", "method", "target", "query", "status", "bytes", "bytes_sent",
    "duration", "vhost", "referer", "agent",
)  # fmt: skip
"""Roles whose text is read; of the others it is only known that they stand there."""


NUMBERS = {
    "status": r"\d{1,9}|-",
    "bytes": r"\d+|-",
    "bytes_sent": r"\d+|-",
    "bytes_received": r"\d+|-",
    "duration": r"\d+(?:\.\d+)?|-",
}
"""Roles that are numbers, read or not, and how they are written."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a line.

    role: one of READ; `user`, `protocol`, `bytes_received`, or "" for values that are not read.
    layout: for time a strptime layout or a key of EPOCH; for duration a key of MICROSECONDS.
    """

    role: str
    layout: str = ""


Token = Field | str


def has_offset(layout: str) -> bool:
    return layout in EPOCH or "%z" in layout or "%:z" in layout
