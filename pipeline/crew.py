"""Who does the work of a build: this machine's cores, or a cluster. Both do the same things of the
same names, and what comes out is the same to the byte.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline import chunks, discover, members, parts, workers
from pipeline.cluster import Cluster
from pipeline.cuts import CHUNK
from pipeline.discover import Discovery
from pipeline.errors import Problem, SettingsError
from pipeline.logfile import LogFile
from pipeline.parts import Parts, Progress
from pipeline.places import Places
from pipeline.project import Project
from pipeline.workers import Task
from pipeline.workspace import Workspace


class Crew(Protocol):
    """root: the folder in which this machine sees the outputs of tasks."""

    @property
    def workspace(self) -> Workspace: ...

    @property
    def root(self) -> Path: ...

    def discover(self, project: Project) -> Discovery:
        """As discover.discover."""

    def read(self, logs: Sequence[LogFile], places: Path | None, progress: Progress) -> list[Parts]:
        """As parts.make. places: the file."""

    def bring(self, read: Sequence[Parts]) -> Sequence[Parts]:
        """The same, with their hits where this machine can read them."""

    def perform(self, tasks: Iterable[Task], root: Path, *, bring: bool = True) -> Iterator[str]:
        """As workers.perform."""

    def rewrite(self, read: Sequence[Parts], progress: Progress) -> dict[str, Path]:
        """As members.make."""

    def sweep(self, keep: Sequence[Parts]) -> None:
        """Removes the parts that no log of the project uses any more."""

    def tidy(self, folder: str) -> None:
        """Removes elsewhere what has been removed from that folder of `root`."""


@dataclass(frozen=True, slots=True)
class Alone:
    """This machine."""

    workspace: Workspace

    @property
    def root(self) -> Path:
        return self.workspace.folder

    def discover(self, project: Project) -> Discovery:
        return discover.discover(project, parts.seen(self.workspace.shelf))

    def read(self, logs: Sequence[LogFile], places: Path | None, progress: Progress) -> list[Parts]:
        workspace = self.workspace
        return parts.make(logs, workspace.tokens(), workspace.shelf, progress, Places(places))

    def bring(self, read: Sequence[Parts]) -> Sequence[Parts]:
        return read

    def perform(self, tasks: Iterable[Task], root: Path, *, bring: bool = True) -> Iterator[str]:
        return workers.perform(tasks, root, bring=bring)

    def rewrite(self, read: Sequence[Parts], progress: Progress) -> dict[str, Path]:
        return members.make(read, self.workspace.tokens(), progress)

    def sweep(self, keep: Sequence[Parts]) -> None:
        parts.sweep(self.workspace.shelf, keep)

    def tidy(self, folder: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Helped:
    """This machine gives the tasks, and others do them."""

    workspace: Workspace
    cluster: Cluster

    @property
    def root(self) -> Path:
        return self.cluster.root

    def discover(self, project: Project) -> Discovery:
        seen = parts.seen(self.workspace.shelf)
        return discover.discover(project, seen, self.cluster.ordered, CHUNK)

    def read(self, logs: Sequence[LogFile], places: Path | None, progress: Progress) -> list[Parts]:
        return chunks.make(logs, self.workspace.tokens(), self.cluster, progress, places)

    def bring(self, read: Sequence[Parts]) -> Sequence[Parts]:
        return chunks.bring(self.cluster, read)

    def perform(self, tasks: Iterable[Task], root: Path, *, bring: bool = True) -> Iterator[str]:
        return self.cluster.perform_at(tasks, root, bring=bring)

    def rewrite(self, read: Sequence[Parts], progress: Progress) -> dict[str, Path]:
        return members.make_on(self.cluster, read, self.workspace.tokens(), progress)

    def sweep(self, keep: Sequence[Parts]) -> None:
        parts.sweep(self.workspace.shelf, keep)
        chunks.sweep(self.cluster, keep)

    def tidy(self, folder: str) -> None:
        self.cluster.tidy(folder)


@contextmanager
def called(address: str | None, storage: str | None, workspace: Workspace) -> Iterator[Crew]:
    """Whoever works on the project. address: of a cluster's scheduler, if any. storage: see
    chunks.joined. Raises SettingsError, OutputError."""
    if address:
        with chunks.joined(address, storage, workspace) as cluster:
            yield Helped(workspace, cluster)
    elif storage:
        remedy = "agregue --cluster tcp://equipo:8786, o quite --storage"
        raise SettingsError(Problem("--storage", "sólo se usa con --cluster", "", remedy))
    else:
        yield Alone(workspace)
