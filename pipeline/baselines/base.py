"""What a source of ordinary traffic is: a tool's file → figures by local day, and some by hour.

A figure that the tool does not have is None, never zero. A tool's months count as one `Span` of
their days; what covers a span only in part says so in `incomplete` and enters no average.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

from pipeline.decoding import decode
from pipeline.errors import Problem, SettingsError
from pipeline.refusals import reason

LARGEST = 32 * 2**20
"""Bytes of a file: ten years of hours in the wordiest of these formats are a fifth of it."""

MANY = 20
"""Problems of one file that are told one by one."""

GREATEST = 10**15
"""No site has had so many of anything in a day: a larger figure is a damaged file."""

YEARS = range(1995, 2100)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole local days, most often one. Counts; bytes of responses.

    visits: those that began in it. visitors: distinct, by the tool's own idea of one.
    where: file:line. incomplete: why it is not whole, in Spanish; empty where it is.
    """

    first: date
    last: date
    hits: int | None = None
    pages: int | None = None
    visits: int | None = None
    visitors: int | None = None
    bytes: int | None = None
    where: str = ""
    incomplete: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Hour:
    """One local hour of the tool's clock."""

    time: datetime
    hits: int | None = None
    pages: int | None = None
    visits: int | None = None
    bytes: int | None = None


MEASURES = tuple(field.name for field in fields(Span) if field.type == int | None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds."""

    spans: tuple[Span, ...]
    hours: tuple[Hour, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given. name: as the user would look for it."""

    name: str
    data: bytes

    @classmethod
    def open(cls, path: Path, name: str) -> "Given":
        """Raises SettingsError where it cannot be read, or is no file of figures by its size."""
        try:
            if not path.is_file():
                raise SettingsError(Problem(name, "no es un archivo", "un archivo de cifras"))
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            found = f"no se puede leer ({reason(error)})"
            raise SettingsError(Problem(name, found, "", "revise el nombre y el permiso")) from None
        if len(data) > LARGEST:
            expected = f"un archivo de a lo más {LARGEST >> 20} MiB"
            raise SettingsError(Problem(name, "es demasiado grande", expected, _NO_LOG))
        return cls(name, data)

    @property
    def head(self) -> str:
        """Its beginning as text, whatever it is: for looking at, not for reading."""
        wide = self.data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return self.data[:8192].decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")

    def text(self) -> str:
        """Raises SettingsError where it is no text."""
        return decode(self.data, self.name)

    def lines(self) -> Iterator[tuple[str, list[str]]]:
        """file:line and the words of every line."""
        for number, line in enumerate(self.text().splitlines(), 1):
            yield f"{self.name}:{number}", line.split()


_NO_LOG = "aquí van las cifras de una herramienta; las bitácoras se declaran en [[logs]]"


@dataclass(frozen=True)
class Source:
    """A tool whose files are read.

    definition: the named definition (pipeline/definitions) by which it counts, "" where none can
    be reproduced from a log. remark: what the reader of its figures must know, in Spanish.
    separate: whether its figures can leave out what was asked of what is published.
    generic: recognises what may also be some other tool's, and is asked last.
    read raises SettingsError with every problem of the file.
    """

    name: str
    title: str
    definition: str
    remark: str
    recognises: Callable[[Given], bool]
    read: Callable[[Given], Reading]
    generic: bool = False


def count(text: str) -> int | None:
    """A figure as a tool writes it: `48`, `48.0`, `4.8e+07`; None where it is none."""
    try:
        value = float(text) if text.isascii() and len(text) < 40 else -1.0
        return round(value) if 0 <= value <= GREATEST and value == round(value) else None
    except (ValueError, OverflowError):
        return None


def day(year: int, month: int, number: int) -> date | None:
    """None where there is no such day."""
    try:
        return date(year, month, number) if year in YEARS else None
    except ValueError:
        return None


def refuse(problems: Iterable[Problem], name: str) -> None:
    """Raises SettingsError with the problems of a file, if there are any."""
    found = list(problems)
    if len(found) > MANY:
        rest = Problem(name, f"y {len(found) - MANY} problemas más como éstos")
        found = [*found[:MANY], rest]
    if found:
        raise SettingsError(found)


def cut_short(
    spans: Iterable[Span], since: datetime | None, until: datetime | None
) -> tuple[Span, ...]:
    """The spans, with those marked that the tool's first or last record cuts: a span is whole
    where the first is of its first hour and the last of its last, or lie outside it."""
    return tuple(replace(span, incomplete=_cut(span, since, until)) for span in spans)


def _cut(span: Span, since: datetime | None, until: datetime | None) -> str:
    within = since is not None and span.first <= since.date() <= span.last
    if since and within and (since.date(), since.hour) != (span.first, 0):
        return f"el archivo empieza a las {since:%H:%M} del {since:%d/%m/%Y}"
    within = until is not None and span.first <= until.date() <= span.last
    if until and within and (until.date(), until.hour) != (span.last, 23):
        return f"el archivo sólo llega a las {until:%H:%M} del {until:%d/%m/%Y}"
    return span.incomplete
