"""How far a run is: one bar for all its stages, which weigh what they are expected to cost.

Costs are seconds of a processor, measured (docs/escala.md). The bar needs only how they compare, so
it is right on any machine whose cores are alike; on a cluster, whose workers do some of the stages
and not the last ones, what is left to wait for is told a little too short.
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, RenderableType
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from pipeline.logfile import LogFile

BY_LOGS = {"parse": 3.6, "load": 0.8, "measures": 2.0, "handover": 7.3}
"""Seconds a million lines, by stage."""
ANYWAY = {"discover": 0.6, "data": 0.7, "documents": 10.0, "seal": 0.5}
"""Seconds whatever the logs."""
BUILD = (*BY_LOGS, *ANYWAY)

_MILLION_PLAIN, _MILLION_PACKED = 240e6, 28.5e6
"""Bytes of a million lines."""
_NEARLY = 0.98


@dataclass(slots=True)
class Stage:
    """weight: seconds. begun: instant. size, passed: bytes of the logs to go through, and of those
    that have been; nobody tells where None."""

    weight: float
    begun: float
    size: float = 0.0
    passed: float | None = None

    def went(self, size: float) -> None:
        """Through so many bytes more."""
        self.passed = min(self.size, (self.passed or 0.0) + size)

    def kept(self, size: float) -> None:
        """So many had been gone through before, and cost nothing now."""
        self.weight *= (self.size - size) / self.size if self.size else 1.0
        self.size -= size

    @property
    def done(self) -> float | None:
        """Of 1."""
        return None if self.passed is None else self.passed / self.size if self.size else 1.0


@dataclass(slots=True)
class Course:
    """The stages of a run. clock: seconds. known: whether it is known what there is to do.
    title: of the stage that runs, or has just ended."""

    stages: Sequence[str]
    clock: Callable[[], float] = time.monotonic
    known: bool = False
    title: str = ""
    _left: dict[str, float] = field(default_factory=dict)
    _passed: float = 0.0
    _now: Stage | None = None
    _begun: float = 0.0
    _size: int = 0

    def __post_init__(self) -> None:
        self._left = {name: ANYWAY.get(name, 0.0) for name in self.stages}
        self._begun = self.clock()

    def expect(self, logs: Sequence[LogFile]) -> None:
        """These are the logs to go through."""
        millions = sum(
            log.size / (_MILLION_PLAIN if log.compression == "plain" else _MILLION_PACKED)
            for log in logs
        )
        self._size = sum(log.size for log in logs)
        costs = {name: cost * millions for name, cost in BY_LOGS.items() if name in self._left}
        self._left |= costs
        self.known = True

    def kept(self, name: str, size: int) -> None:
        """So many bytes of the logs have gone through a later stage in an earlier run."""
        if self._size:
            self._left[name] *= 1 - size / self._size

    def task(self, number: int) -> None:
        """One of about so many tasks of this stage, among which the logs are cut, is done."""
        if now := self._now:
            now.size = self._size
            now.went(self._size / number)

    @contextmanager
    def stage(self, name: str, title: str) -> Iterator[Stage]:
        self.title = title
        self._now = Stage(self._left.pop(name, 0.0), self.clock())
        yield self._now
        self._passed += self._now.weight
        self._now = None

    @property
    def done(self) -> float:
        """Of 1."""
        now = self._now
        whole = self._passed + sum(self._left.values()) + (now.weight if now else 0.0)
        passed = self._passed + (now.weight * self._of(now) if now else 0.0)
        return passed / whole if whole else 0.0

    def _of(self, stage: Stage) -> float:
        """Where nobody tells, what is likely by the time that it has taken, and never all."""
        if stage.done is not None:
            return stage.done
        took = self.clock() - stage.begun
        pace = (stage.begun - self._begun) / self._passed if self._passed else 1.0
        expected = stage.weight * pace
        return _NEARLY * (1 - math.exp(-took / expected)) if expected else 0.0

    @property
    def speed(self) -> float:
        """Bytes of logs a second, in this stage."""
        now = self._now
        took = self.clock() - now.begun if now else 0.0
        return (now.passed or 0.0) / took if now and took else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds; None where it is too early to tell."""
        done = self.done
        took = self.clock() - self._begun
        return took * (1 - done) / done if self.known and done > 0.02 and took > 1 else None


@contextmanager
def shown(course: Course, console: Console) -> Iterator[None]:
    """As a bar while the block runs; nothing where there is no terminal."""
    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(16), _Percent(course),
        _Speed(course), _Remaining(course),
    )  # fmt: skip
    with _Bar(
        course, *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        bar.add_task("", total=None)
        yield


class _Bar(Progress):
    """A bar that asks how far it is each time it is drawn."""

    def __init__(self, course: Course, *columns: ProgressColumn, **options: object) -> None:
        self._course = course
        super().__init__(*columns, **options)  # type: ignore[arg-type]

    def get_renderables(self) -> Iterator[RenderableType]:
        for task in self.tasks:
            task.description = self._course.title
            task.total = 1.0 if self._course.known else None
            task.completed = self._course.done
        yield from super().get_renderables()


class _Told(ProgressColumn):
    """What the course says at this moment."""

    def __init__(self, course: Course) -> None:
        super().__init__()
        self._course = course

    def render(self, task: Task) -> Text:  # noqa: ARG002
        return Text(self.text(self._course))

    def text(self, course: Course) -> str:
        raise NotImplementedError


class _Percent(_Told):
    def text(self, course: Course) -> str:
        return f"{math.floor(course.done * 100):>3} %" if course.known else ""


class _Speed(_Told):
    def text(self, course: Course) -> str:
        return f"{decimal(int(course.speed))}/s" if course.speed else ""


class _Remaining(_Told):
    def text(self, course: Course) -> str:
        left = course.remaining
        if left is None:
            return ""
        minutes, seconds = divmod(round(left), 60)
        return f"faltan {minutes // 60}:{minutes % 60:02}:{seconds:02}"
