"""What is declared of logs, and what is known of each once it has been found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from pipeline.clients import Forwarded
from pipeline.cuts import Cut
from pipeline.formats import Detection, LogFormat, known
from pipeline.remote import Place

MEMBER = " › "
"""Between an archive's name and that of a log in it."""

Stamp = tuple[int, int, int, int]
"""Which file it is, its size, and when its content and its name changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of a file's logs; each may be left to be found out.

    must_read: refuse a format that reads none of the first lines. pseudonymised: see LogFile.
    """

    role: str = ""
    format: LogFormat | None = None
    zone: str | None = None
    section: str | None = None
    service: str | None = None
    forwarded: Forwarded | None = None
    must_read: bool = True
    pseudonymised: bool = False


@dataclass(frozen=True, slots=True)
class LogFile:
    """A readable log.

    path: the file it lies in; member: its name there, where that is an archive. name: relative to
    the project, for messages and documents. sha256, size: of the file as it lies; of a member, of
    its text (what `unzip -p` or `tar -xO` gives, inflated). zone: IANA name where the format's
    lines carry no offset, else None. section: "published" or "portal" where the project says that
    the whole file is one; service: the one that all of it is of. forwarded: whom to believe about
    the client. detection: None where the format was declared. first_line: the first that is no
    comment. offsets: from UTC, as the first lines of a CLF log have them. heads: digests of its
    beginnings, by their length in bytes. appendable: a server may go on writing it, and its text is
    its bytes. pseudonymised: it is one that this program handed over (see handover.py). stamp: the
    file's, before its digest was taken. cuts: where else than at its beginning it can be begun, in
    their order.
    """

    path: Place
    name: str
    role: str
    sha256: str
    size: int
    compression: str
    format: LogFormat
    zone: str | None
    section: str | None = None
    service: str | None = None
    member: str | None = None
    forwarded: Forwarded | None = None
    detection: Detection | None = None
    first_line: str | None = None
    offsets: frozenset[str] = frozenset()
    heads: Mapping[int, str] = field(default_factory=dict)
    appendable: bool = False
    pseudonymised: bool = False
    stamp: Stamp | None = None
    cuts: tuple[Cut, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, tuple(getattr(self, one.name) for one in fields(self))


def _received(*values: Any) -> LogFile:
    """A log of another process, with the format as this one knows it."""
    log = LogFile(*values)
    return replace(log, format=known(log.format))


class Seen(NamedTuple):
    """What an earlier run read under a name, as it lay then."""

    size: int
    sha256: str
