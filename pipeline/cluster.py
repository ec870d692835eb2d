"""Tasks on a Dask cluster (`memoria build --cluster tcp://…`), their folders on shared storage.

Nothing of Dask is imported but here, and only where a cluster is asked for. The scheduler gives
each task to a worker, and to another if that one dies; what a task makes appears whole, so that it
does not matter how often it was begun. Inputs that are no files of a shared folder are copied to
the worker's own temporary folder.

Tasks travel as pickles between the machines: whoever can talk to the scheduler can run what he
likes on all of them. Their network must be trusted, or the address be `tls://` with certificates by
Dask's own settings. The project's key is in the tasks that need it, and nowhere else: neither on
the storage nor in what Dask logs.
"""

import logging
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline import outputs, own_code, remote, storage
from pipeline.errors import AccountingError, MemoriaError, OutputError, Problem, SettingsError
from pipeline.storage import Disk, Storage
from pipeline.workers import Task

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

SOON = 30
"""Seconds in which a scheduler must answer, and have a worker."""

RETRIES = 2
"""How often a task whose storage failed is tried again."""

_LIBRARIES = ("polars", "duckdb")


class Cluster:
    """Where tasks run, and where their folders lie. scratch: a folder of this machine, for
    copies."""

    def __init__(self, client: "Client", shared: Storage, scratch: Path) -> None:
        self.storage, self.scratch = shared, scratch
        self._client = client

    def ordered(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """As workers.ordered. function, items: picklable."""
        work = partial(_plainly, _call, function, code())
        futures = [self._client.submit(work, item, pure=False, retries=RETRIES) for item in items]
        with self._watched(futures):
            ended = self._ended(futures)
            known: set[Future[Any]] = set()
            for future in futures:
                while future not in known:
                    known.add(self._next(ended))
                yield _result(future, "lectura de una bitácora")

    def perform(
        self, tasks: Iterable[Task], done: Callable[[Task], object] = lambda _: None
    ) -> Iterator[str]:
        """As workers.perform. done: called with each task once its output is there."""
        tasks = list(tasks)
        there = set[str]()
        for folder in {task.output.rpartition("/")[0] for task in tasks}:
            with storage.explained(self.storage):
                there |= self.storage.names(folder)
        made = [task for task in tasks if task.output not in there]
        for task in tasks:
            if task.output in there:
                done(task)
        ended = self._made(made)
        for task in tasks:
            while task.output not in there:
                one = next(ended)
                there.add(one.output)
                done(one)
            yield task.output

    @property
    def root(self) -> Path:
        """Where this machine sees the folders of the storage: what it shares, or its copies."""
        return self.storage.root if isinstance(self.storage, Disk) else self.scratch

    def perform_at(self, tasks: Iterable[Task], root: Path, *, bring: bool = True) -> Iterator[str]:
        """As workers.perform. root: must be that of the cluster."""
        assert root == self.root
        tasks = list(tasks)
        with storage.explained(self.storage):
            for name in dict.fromkeys(name for task in tasks for name in task.inputs):
                self._send(storage.whole(name))
        for name in self.perform(tasks):
            if bring:
                with storage.explained(self.storage):
                    self.storage.fetched(name, self.scratch)
            yield name

    def _send(self, name: str) -> None:
        """What only this machine has."""
        own = self.scratch / name
        if self.root == self.scratch and not self.storage.has(name) and own.is_dir():
            with self.storage.drafted(name, self.scratch) as draft:
                shutil.copytree(own, draft, dirs_exist_ok=True)

    def tidy(self, folder: str) -> None:
        """Removes from the storage what this machine has removed."""
        with storage.explained(self.storage):
            for name in self.storage.names(folder):
                if not (self.root / name).exists():
                    self.storage.remove(name)

    def _made(self, tasks: list[Task]) -> Iterator[Task]:
        """The tasks, each when its output is there."""
        given = code()
        work = partial(_plainly, _work, self.storage)
        futures = {
            self._client.submit(work, task, given, pure=False, retries=RETRIES): task
            for task in tasks
        }
        with self._watched(list(futures)):
            ended = self._ended(futures)
            for _ in futures:
                future = self._next(ended)
                _result(future, futures[future].title or futures[future].output)
                yield futures[future]

    def _ended(self, futures: "Iterable[Future[Any]]") -> "Queue[Future[Any]]":
        """Gets each when it has ended."""
        ended = Queue["Future[Any]"]()
        for future in futures:
            future.add_done_callback(ended.put)
        return ended

    def _next(self, ended: "Queue[Future[Any]]") -> "Future[Any]":
        """The next that has ended. Raises OutputError where nobody is left who could end one."""
        while True:
            try:
                return ended.get(timeout=SOON)
            except Empty:
                self._require_workers()

    def _require_workers(self) -> None:
        try:
            there = self._client.scheduler_info()["workers"]
        except (OSError, TimeoutError) as error:
            raise _lost() from error
        if not there:
            found = "ya no queda ningún trabajador"
            remedy = "si murieron, casi siempre falta memoria: dask worker --memory-limit"
            raise OutputError(Problem("--cluster", found, "", remedy))

    @contextmanager
    def _watched(self, futures: "list[Future[Any]]") -> Iterator[None]:
        """What is not needed any more is not begun."""
        try:
            yield
        finally:
            if left := [one for one in futures if not one.done()]:
                with suppress(Exception):  # the scheduler may be what has gone
                    self._client.cancel(left, force=True)


@contextmanager
def joined(address: str, where: str, folder: str, scratch: Path) -> Iterator[Cluster]:
    """The cluster behind that scheduler. where, folder: see storage.opened. Raises SettingsError,
    OutputError."""
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        found = "falta dask.distributed"
        remedy = f"instálelo con: {remote.EXTRA}"
        raise SettingsError(Problem("--cluster", found, "", remedy)) from None
    shared = storage.opened(where, folder, scratch)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # the user hears of it in our words
    try:
        client = Client(address, timeout=SOON, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(_unreachable(address)) from error
    try:
        client.wait_for_workers(1, timeout=SOON)
        yield Cluster(client, shared, scratch)
    except TimeoutError as error:
        remedy = "inicie al menos uno: dask worker " + address
        problem = Problem(address, "el planificador no tiene trabajadores", "", remedy)
        raise OutputError(problem) from error
    finally:
        with suppress(Exception):
            client.close()


def _unreachable(address: str) -> Problem:
    remedy = "inicie un planificador con: dask scheduler, o revise la dirección y la red"
    return Problem("--cluster", f"nadie responde en {address}", "tcp://equipo:8786", remedy)


# -- on a worker


def _plainly(function: Callable[..., Result], *given: Any) -> Result:
    """What it gives or raises; what of this does not read on every machine, as words. Causes stay
    behind: one of them that cannot travel would keep back what it caused."""
    failure: BaseException
    try:
        return function(*given)
    except (MemoriaError, AccountingError, MemoryError) as error:
        failure = error.with_traceback(None)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  Polars' panics are no Exception
        failure = RuntimeError(traceback.format_exc())
    failure.__cause__ = failure.__context__ = None
    raise failure


def _work(shared: Storage, task: Task, known: str) -> None:
    _require_same(known)
    with (
        outputs.private(),
        storage.explained(shared),
        tempfile.TemporaryDirectory(dir=_own_folder()) as name,
    ):
        scratch = Path(name)
        if shared.has(task.output):
            return
        inputs = tuple(shared.fetched(one, scratch) for one in task.inputs)
        with shared.drafted(task.output, scratch) as draft:
            task.function(inputs, draft)


def _call(function: Callable[[Item], Result], known: str, item: Item) -> Result:
    _require_same(known)
    return function(item)


def _own_folder() -> str:
    from distributed import get_worker  # noqa: PLC0415

    return str(get_worker().local_directory)


def _require_same(known: str) -> None:
    """Another program would count otherwise."""
    if known != code():
        from distributed import get_worker  # noqa: PLC0415

        found = "el trabajador tiene otra versión de memoria, de polars o de duckdb"
        remedy = "instale en todos los equipos exactamente lo mismo, y reinicie los trabajadores"
        raise OutputError(Problem(str(get_worker().address), found, "", remedy))


@cache
def code() -> str:
    """What decides on figures, here."""
    return " ".join((own_code.digest(), *map(version, _LIBRARIES)))


# -- what becomes of a task


def _result(future: "Future[Any]", title: str) -> Any:
    """Raises what the task raised, and OutputError where no worker lived long enough."""
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        return future.result()
    except KilledWorker as error:
        found = f"{error.allowed_failures + 1} trabajadores murieron al hacer esta tarea"
        remedy = "casi siempre falta memoria: dé más a cada trabajador (dask worker --memory-limit)"
        raise OutputError(Problem(title, found, "", remedy)) from None
    except (CancelledError, OSError) as error:
        raise _lost() from error


def _lost() -> OutputError:
    found = "se perdió la conexión con el planificador"
    remedy = "revise que siga en marcha y vuelva a correr: lo ya hecho se conserva"
    return OutputError(Problem("--cluster", found, "", remedy))
