"""What the command line says: the same facts as the documents, for a terminal or a file.

Logged text is hostile here too: an escape sequence in a user agent must not reach the terminal.
"""

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import parts
from pipeline.definitions import METRICS
from pipeline.definitions.measuring import Measured
from pipeline.errors import Problem
from pipeline.finding import Finding
from pipeline.formats import REASONS
from pipeline.inspection import Inspection
from pipeline.logfile import LogFile
from pipeline.parts import Parts
from pipeline.timespan import to_local
from reports import checklist, locale
from reports.checklist import SIGNS, harmless
from reports.journal import Journal
from reports.progress import BUILD, Course, shown
from reports.sentences import differences

if TYPE_CHECKING:  # what it needs takes a second to import
    from reports.verification import Examined

_ROLES = {"operation": "operación", "baseline": "línea base"}
_SHOWN_OF_A_LINE = 160


class Terminal:
    """Results go to standard output, progress and problems to standard error."""

    def __init__(self, journal: Journal | None = None) -> None:
        """journal: hears of every problem and warning."""
        self.journal = journal or Journal()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # an old terminal has no «✓»
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)
        self._topic = ""
        self._course: Course | None = None

    def say(self, text: str = "") -> None:
        """A line."""
        self._out.print(Text(harmless(text)))

    def raw(self, text: str) -> None:
        """Exactly this text: JSON for another program."""
        self._out.file.write(text)

    def note(self, text: str) -> None:
        """One line of what is being done."""
        self._err.print(Text(harmless(text), style="dim"))

    def problems(self, problems: Sequence[Problem]) -> None:
        self.journal.failed(problems)
        for problem in problems:
            text = Text("✗ ", style="red")
            text.append(harmless(problem.where), style="bold")
            text.append(f": {harmless(problem.found)}")
            self._err.print(text)
            if problem.expected:
                self._err.print(Text(f"    se esperaba: {harmless(problem.expected)}"))
            if problem.remedy:
                self._err.print(Text(f"    qué hacer:   {harmless(problem.remedy)}"))

    def warnings(self, problems: Sequence[Problem]) -> None:
        self.journal.warned(problems)
        for problem in problems:
            remedy = f" ({problem.remedy})" if problem.remedy else ""
            self._err.print(
                Text(f"! {harmless(f'{problem.where}: {problem.found}{remedy}')}", "yellow")
            )

    def findings(self, findings: Iterable[Finding]) -> None:
        """The checklist, a topic after the other."""
        for sign, style, text in checklist.lines(findings):
            if sign:
                line = Text(sign, style=style).append(text, style="default")
            else:
                line = Text(text, style=style)
            self._out.print(line)

    def made(self, title: str, what: object) -> None:
        """A file that is there now."""
        self.say(f"{title:<20}{what}")

    def examined(self, result: "Examined") -> None:
        """One result of examining a delivery; those of a topic under its name."""
        if result.topic != self._topic:
            self._topic = result.topic
            self._out.print(Text(f"\n{result.topic}", style="bold"))
        sign, style = SIGNS[result.state]
        self._out.print(Text(f"  {sign} ", style=style).append(harmless(result.text), "default"))
        for problem in result.problems:
            self._out.print(Text(f"      {harmless(problem.where)}: {harmless(problem.found)}"))
            if problem.expected:
                self._out.print(Text(f"          se esperaba: {harmless(problem.expected)}"))

    def inspections(self, inspections: Iterable[Inspection]) -> None:
        for inspection in inspections:
            self._out.print(Text(f"\n{harmless(inspection.file)}", style="bold"))
            self._out.print(_facts(inspection))
            for reason, count in inspection.reject_reasons.items():
                self._out.print(
                    Text(f"  {count:>12,}  {reason}: {REASONS[reason]}", style="yellow")
                )
                for line, text in inspection.examples.get(reason, ()):
                    shown = harmless(text[:_SHOWN_OF_A_LINE])
                    self._out.print(Text(f"                renglón {line:,}: {shown}", style="dim"))

    def definitions(self, title: str, found: Sequence[Measured]) -> None:
        """A row a definition, and under them why each says what it says."""
        self._out.print(Text(f"\n{harmless(title)}", style="bold"))
        head = ("definición", *differences.NAMES.values())
        rows = [head, *(_definition_row(one) for one in found)]
        self._aligned([(f"  {name}", *cells) for name, *cells in rows])
        for one in found:
            self._out.print(Text(f"  {one.definition.title}", style="bold"))
            for sentence in differences.sentences(one):
                self._out.print(Text(f"    {sentence}"))

    def _aligned(self, rows: Sequence[Sequence[str]]) -> None:
        """The first column to the left, figures to the right."""
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for first, *figures in rows:
            cells = (f.rjust(width) for f, width in zip(figures, widths[1:], strict=True))
            line = "  ".join([first.ljust(widths[0]), *cells])
            self._out.print(Text(line), no_wrap=True, crop=False)

    def logs(self, read: Sequence[Parts], tz: ZoneInfo) -> None:
        """A row a log: role, format, zone, lines and, in local time, first and last instant."""
        if not read:
            return
        rows = [_HEAD, *(_log_row(part, tz) for part in read)]
        widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self._out.print(Text("  ".join(cells).rstrip()), no_wrap=True, crop=False)

    @contextmanager
    def course(self, *stages: str) -> Iterator[Course]:
        """One bar for these stages, told within; those of a build where none is named."""
        self._course = Course(stages or BUILD)
        try:
            with shown(self._course, self._err):
                yield self._course
        finally:
            self._course = None

    @contextmanager
    def progress(self, title: str, stage: str, logs: Sequence[LogFile]) -> Iterator[parts.Progress]:
        """A stage that goes through these logs, told by what it yields. stage: its name in the
        record."""
        with ExitStack() as stack:
            stack.enter_context(self.journal.stage(stage, title))
            course = self._course or stack.enter_context(self.course(stage))
            if not course.known:
                course.expect(logs)
            now = stack.enter_context(course.stage(stage, title))
            now.size, now.passed = sum(log.size for log in logs), 0

            def done(size: int, lines: int | None = None, /) -> None:
                (now.kept if lines is None else now.went)(size)

            yield done

    @contextmanager
    def status(self, title: str, stage: str) -> Iterator[None]:
        """Says what is being done, where there is a terminal. stage: its name in the record."""
        with ExitStack() as stack:
            stack.enter_context(self.journal.stage(stage, title))
            if self._course:
                stack.enter_context(self._course.stage(stage, title))
            elif self._err.is_terminal:
                stack.enter_context(self._err.status(Text(harmless(title))))
            yield


_HEAD = ("bitácora", "papel", "formato", "zona", "renglones", "primera", "última")


def _definition_row(measured: Measured) -> tuple[str, ...]:
    definition = measured.definition
    name = f"{definition.title} {definition.version}".removesuffix(" —")
    values = (measured.values[metric] for metric in METRICS)
    return (name, *(locale.number(value) for value in values))


def _log_row(part: Parts, tz: ZoneInfo) -> tuple[str, ...]:
    log, counts = part.log, part.counts
    ends = (
        f"{to_local(instant, tz):%d/%m/%Y %H:%M}" if instant else "—"
        for instant in (counts.first, counts.last)
    )
    zone = log.zone or "en la línea"
    cells = (log.name, _ROLES[log.role], _short(log.format.name), zone, f"{counts.lines:,}", *ends)
    return tuple(harmless(cell) for cell in cells)


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _format(inspection: Inspection) -> str:
    """The format, how it is known (the share of the first lines it reads), and the others in which
    some lines were read."""
    if inspection.confidence is None:
        text = f"{inspection.format} (declarado)"
    else:
        share = locale.percent(inspection.confidence, 1).replace("\xa0", " ")
        text = f"{inspection.format} (reconocido: {share})"
    also = ", ".join(
        f"{name} {hits:,}" for name, hits in inspection.formats.items() if name != inspection.format
    )
    return f"{text}; además {also}" if also else text


def _facts(inspection: Inspection) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="left")
    table.add_column(justify="left")
    rows = {
        "formato": _format(inspection),
        "renglones": f"{inspection.lines:,}",
        "solicitudes": f"{inspection.hits:,}",
        "rechazados": f"{inspection.rejects:,}",
        "en blanco": f"{inspection.blank:,}",
        "comentarios": f"{inspection.comments:,}",
        "direcciones distintas": f"{inspection.clients:,}",
        "bytes": f"{inspection.bytes:,}",
        "estados": ", ".join(f"{name} {count:,}" for name, count in inspection.status.items())
        or "—",
        "primera (UTC)": f"{inspection.first or '—'}",
        "última (UTC)": f"{inspection.last or '—'}",
    }
    if inspection.compression != "plain":
        rows["empaque"] = inspection.compression
    if inspection.forwarded:
        rows["cliente según el proxy"] = f"{inspection.forwarded:,} solicitudes"
    if inspection.damage:
        rows["daño"] = inspection.damage
    for name, value in rows.items():
        table.add_row(Text(f"  {name}"), Text(harmless(value)))
    return table
