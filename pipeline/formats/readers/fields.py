"""The values of a log line: what each is, and in which layout it is written."""

from collections.abc import Iterable
from dataclasses import dataclass

CLF_TIME = "[%d/%b/%Y:%H:%M:%S %z]"
"""With its brackets, as Apache logs it: so they are checked with the rest."""
ISO_TIME = "%Y-%m-%dT%H:%M:%S%.f%#z"
"""RFC 3339: offsets with or without colon, or Z; any number of decimals."""
EPOCH = {"epoch_s": 1_000_000, "epoch_ms": 1_000, "epoch_us": 1, "epoch_ns": 0.001}
"""Time layouts that count from 1970: microseconds in one unit."""
MICROSECONDS = {"s": 1_000_000, "ms": 1_000, "us": 1, "ns": 0.001}


FORWARDING = (
    "x-forwarded-for", "cf-connecting-ip", "true-client-ip", "x-real-ip", "x-client-ip",
    "fastly-client-ip", "x-azure-clientip",
)  # fmt: skip
"""Request headers in which a proxy names its client, in lower case."""


READ = (
    "client", "time", "request", "method", "target", "query", "status", "bytes", "bytes_sent",
    "duration", "vhost", "referer", "agent", "forwarded",
)  # fmt: skip
"""Roles whose text is read; of the others it is only known that they stand there."""


NUMBERS = {
    "status": r"\d{1,9}|-1?",
    "bytes": r"\d+|-1?",
    "bytes_sent": r"\d+|-1?",
    "bytes_received": r"\d+|-1?",
    "duration": r"\d+(?:\.\d+)?|-1?",
}
"""Roles that are numbers, read or not, and how they are written; `-` and `-1` are unknown."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a line.

    role: one of READ; `ident`, `user`, `protocol`, `bytes_received`, or "" for values that are not
    read. Several of role `time` may be one instant (see `instant`), joined by a space.
    layout: for time a strptime layout or a key of EPOCH; for duration a key of MICROSECONDS; for
    forwarded the header's name in lower case.
    """

    role: str
    layout: str = ""


Token = Field | str


def has_offset(layout: str) -> bool:
    return layout in EPOCH or any(offset in layout for offset in ("%z", "%:z", "%#z"))


def instant(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields of role `time` that make the line's instant: the first that is one by itself, else
    all."""
    times = tuple(field for field in fields if field.role == "time")
    whole = [field for field in times if field.layout in EPOCH or _has_date_and_offset(field)]
    return (whole[0],) if whole else times


def time_layout(fields: Iterable[Field]) -> str:
    return " ".join(field.layout for field in instant(fields))


def _has_date_and_offset(field: Field) -> bool:
    return has_offset(field.layout) and "%d" in field.layout
