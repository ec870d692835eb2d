"""The record of a run: what was asked, how long each stage took and what it needed, what was found
in the logs, what had been done before, and how it ended.

It is kept also of a run that fails or is interrupted; of one that is killed it says in which stage.
It holds the clock, so it is never part of a delivery nor of what a build puts out.
"""

import json
import logging
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from pipeline import outputs, steps
from pipeline.errors import Problem
from pipeline.parse import Counts
from pipeline.parts import Parts
from pipeline.privacy import hide_addresses
from reports.doctor import machine

SCHEMA_VERSION = 1
Outcome = Literal["running", "good", "problems", "failed", "interrupted"]
OUTCOMES: Mapping[int, Outcome] = {0: "good", 1: "problems", 2: "failed"}
INTERRUPTED = 128
"""By exit status."""


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Used(Group):
    """Of the process and, once they have ended, of those it started; the memory is its own."""

    seconds: float = Field(default=0.0, description="de reloj, [s]")
    cpu_seconds: float = Field(
        default=0.0, description="de procesador, con los procesos que inició, [s]"
    )
    peak_bytes: int = Field(default=0, description="lo más que ocupó en memoria este proceso, [B]")


class Stage(Used):
    stage: str
    title: str
    outcome: Literal["running", "good", "failed"] = "running"


class Told(Group):
    """A problem or a warning, as the terminal showed it."""

    where: str
    found: str
    expected: str
    remedy: str


class Read(Group):
    """What was in the logs, whether it was read now or before."""

    logs: int = Field(description="bitácoras")
    bytes: int = Field(description="como están en el disco, [B]")
    lines: int = Field(description="renglones = hits + rejects + blank + comments")
    hits: int
    rejects: int
    blank: int
    comments: int


class Work(Group):
    """How many pieces of a kind were there already, and how many were made in this run."""

    kept: int = 0
    grown: int = 0
    made: int = 0


class Run(Used):
    schema_version: int = SCHEMA_VERSION
    command: str
    options: dict[str, Any]
    version: str
    python: str
    platform: str
    cores: int
    started: str = Field(description="instante, con su desfase")
    ended: str | None = Field(default=None, description="vacío mientras corre, o si lo mataron")
    outcome: Outcome = "running"
    exit: int | None = None
    stages: list[Stage] = []
    read: Read | None = Field(default=None, description="vacío si no llegó a leer bitácoras")
    work: dict[str, Work] = Field(
        default={},
        description="log: bitácoras leídas; handed: que se entregan; task: partes del trabajo",
    )
    warnings: list[Told] = []
    problems: list[Told] = []


class Journal:
    """Keeps the record of one run.

    clock: the instant, with its offset. place: where the record goes; else where `keep` says.
    """

    def __init__(
        self,
        command: str = "",
        options: Mapping[str, Any] | None = None,
        version: str = "",
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._clock = clock
        self._place: Path | None = None
        self._begun = _Meter()
        self._say: Callable[[str], None] | None = None
        self.run = Run(
            command=command,
            options={name: _plain(value) for name, value in (options or {}).items()},
            version=version,
            python=platform.python_version(),
            platform=platform.platform(),
            cores=machine.cores(),
            started=self._now() or "",
        )

    @contextmanager
    def listening(self, say: Callable[[str], None] | None) -> Iterator[None]:
        """Hears what the steps tell. say: shows a line, where --verbose asks for it. What ends the
        block otherwise than well is an end of the run too."""
        logger, handler = logging.getLogger(steps.LOGGER), _Handler(self._heard)
        level, self._say = logger.level, say
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        try:
            yield
        except BaseException as error:
            asked = isinstance(error, KeyboardInterrupt | SystemExit)
            self._end(None, "interrupted" if asked else "failed")
            raise
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)

    def keep(self, place: Path) -> None:
        """From here on the record is in that file. Raises OutputError where it cannot be."""
        if self._place is None:
            with outputs.writing(place):
                self._place = place
                self._write(place)

    def keep_in(self, folder: Path) -> None:
        """In the project's hidden folder, unless it is kept elsewhere: one of each command."""
        self.keep(folder / f"registro-{self.run.command}.json")

    @contextmanager
    def stage(self, name: str, title: str) -> Iterator[None]:
        """Measures the block. title: in Spanish, what it does."""
        meter, stage = _Meter(), Stage(stage=name, title=_private(title))
        self.run.stages.append(stage)
        self._save()
        try:
            yield
            stage.outcome = "good"
        finally:
            if stage.outcome == "running":
                stage.outcome = "failed"
            meter.read(stage)
            ended = "" if stage.outcome == "good" else ", sin terminar"
            self._line(
                f"{title}{ended}: {stage.seconds:,.2f} s; "
                f"procesador {stage.cpu_seconds:,.2f} s; memoria {stage.peak_bytes / 1e6:,.0f} MB"
            )

    def has_read(self, read: Sequence[Parts]) -> None:
        total = sum((part.counts for part in read), Counts())
        self.run.read = Read(
            logs=len(read),
            bytes=sum(part.log.size for part in read),
            lines=total.lines,
            hits=total.hits,
            rejects=total.rejects,
            blank=total.blank,
            comments=total.comments,
        )

    def warned(self, problems: Sequence[Problem]) -> None:
        self.run.warnings += map(_told, problems)

    def failed(self, problems: Sequence[Problem]) -> None:
        self.run.problems += map(_told, problems)

    def ended(self, status: int) -> int:
        """The exit status, which is noted."""
        self._end(status, "interrupted" if status > INTERRUPTED else OUTCOMES.get(status, "failed"))
        return status

    def _end(self, status: int | None, outcome: Outcome) -> None:
        self.run.exit, self.run.outcome, self.run.ended = status, outcome, self._now()
        self._begun.read(self.run)
        self.run.peak_bytes = max(used.peak_bytes for used in (self.run, *self.run.stages))
        self._line(f"memoria {self.run.command}: terminó con {status}")
        self._save()

    def _heard(self, record: logging.LogRecord) -> None:
        if work := getattr(record, "work", None):
            kind, way = work
            done = self.run.work.setdefault(kind, Work())
            setattr(done, way, getattr(done, way) + 1)
        self._line(record.getMessage())

    def _line(self, text: str) -> None:
        """The line, after the seconds since the start."""
        if self._say:
            self._say(f"[{self._begun.seconds:8.2f} s] {_private(text)}")

    def _now(self) -> str | None:
        return self._clock().isoformat(timespec="seconds") if self._clock else None

    def _save(self) -> None:
        """A disk that has no room for it does not stop the run."""
        with suppress(OSError):
            if self._place:
                self._write(self._place)

    def _write(self, place: Path) -> None:
        """Whole or not at all, for the user alone."""
        draft = place.with_name(f".{place.name}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with open(os.open(draft, flags, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(dump(self.run))
        draft.replace(place)


class _Handler(logging.Handler):
    def __init__(self, heard: Callable[[logging.LogRecord], None]) -> None:
        super().__init__()
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard(record)


class _Meter:
    """What has been used since it was made."""

    def __init__(self) -> None:
        with suppress(OSError):  # Linux begins its high-water mark anew; elsewhere it only rises
            Path("/proc/self/clear_refs").write_text("5")
        self._start, self._cpu = time.perf_counter(), _cpu()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._start

    def read(self, used: Used) -> None:
        used.seconds = round(self.seconds, 3)
        used.cpu_seconds = round(_cpu() - self._cpu, 3)
        unit = 1 if sys.platform == "darwin" else 1024
        used.peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def dump(run: Run) -> str:
    return json.dumps(run.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def schema() -> str:
    """The JSON Schema of the record, as committed in `registro.schema.json`."""
    described = Run.model_json_schema(mode="serialization")
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _cpu() -> float:
    return sum(os.times()[:4])


def _told(problem: Problem) -> Told:
    return Told(
        where=_private(problem.where),
        found=_private(problem.found),
        expected=_private(problem.expected),
        remedy=_private(problem.remedy),
    )


def _private(text: str) -> str:
    """No address, be it in the name of a file; and valid UTF-8 whatever the name's bytes."""
    sound = text.encode("utf-8", "backslashreplace").decode()
    return str(pl.select(hide_addresses(pl.lit(sound))).item())


def _plain(value: object) -> Any:
    """An option as JSON."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool) else _private(str(value))


if __name__ == "__main__":
    print(schema(), end="")
