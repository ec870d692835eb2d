"""What a build costs at a size: seconds of processor, bytes read and written, and memory, by stage
and by million lines; `python -m bench.scale --lines 200000000 --workers 2`.

The log is generated as pieces of gzip, in a stream, so 200 million lines (48 GB of text) need a
twelfth of that on the disk. `--cluster` builds the same on a Dask cluster of as many processes on
this machine; without it the program gets as many cores. Seconds of processor do not depend on who
else works on the machine, those of the clock do. The results also go to build/scale.json.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil
from isal import igzip

from bench.run import AS_OF, BUILD, KEPT, MEMORIA, STAGES, fresh, generator_digest, positive
from bench.timing import FailedRunError
from sample_logs import bulk
from sample_logs.bulk_lines import blocks, plan_for

FILES = 20
SAMPLE_EVERY = 0.1  # seconds
RECORD = "registro-build.json"
MILLION = 1_000_000


@dataclass
class Cost:
    """Of a stage: of all processes together; the memory is the most that they held at one instant.

    read, written: bytes that they asked of the system, also what it had in memory."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    read: int = 0
    written: int = 0
    peak_bytes: int = 0


@dataclass
class Meter:
    """Watches processes and their children, and books what they use on the running stage."""

    roots: Sequence[int]
    record: Path
    costs: dict[str, Cost] = field(default_factory=dict)
    _known: tuple[float, int, int] = (0.0, 0, 0)

    def watch(self, ended: Event) -> None:
        self._sample("")  # what was used before counts for nobody
        before = time.perf_counter()
        while not ended.wait(SAMPLE_EVERY):
            stage, now = self._stage(), time.perf_counter()
            self._sample(stage)
            self.costs[stage].seconds += now - before
            before = now

    def _stage(self) -> str:
        with suppress(OSError, ValueError, KeyError, IndexError):
            return str(json.loads(self.record.read_text())["stages"][-1]["stage"])
        return "start"

    def _sample(self, stage: str) -> None:
        cost = self.costs.setdefault(stage, Cost())
        seconds, read, written, resident = 0.0, 0, 0, 0
        try:
            for process in self._processes():
                io, cpu = process.io_counters(), process.cpu_times()
                seconds += cpu.user + cpu.system + cpu.children_user + cpu.children_system
                read += io.read_chars
                written += io.write_chars
                resident += process.memory_info().rss
        except psutil.Error:  # one has just ended: what it used is its parent's at the next look
            return
        cost.cpu_seconds += seconds - self._known[0]
        cost.read += read - self._known[1]
        cost.written += written - self._known[2]
        cost.peak_bytes = max(cost.peak_bytes, resident)
        self._known = (seconds, read, written)

    def _processes(self) -> Iterator[psutil.Process]:
        """A process that has ended counts with its parent."""
        for root in self.roots:
            process = psutil.Process(root)
            yield from (process, *process.children(recursive=True))


def main(arguments: Sequence[str] | None = None) -> int:
    options = command_line().parse_args(arguments)
    project = prepared(options.lines, options.files)
    try:
        costs = measured(project, options.workers, cluster=options.cluster)
    except FailedRunError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in project.glob("access.log*"))
    report = {"lines": options.lines, "bytes": size, "workers": options.workers,
              "cluster": options.cluster, "stages": {n: asdict(c) for n, c in costs.items()},
              "stored_bytes": stored(project)}  # fmt: skip
    show(report, costs)
    place = BUILD / "scale.json"
    place.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"\nTambién en {place}")
    return 0


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.scale", description="Mide lo que cuesta un build de cada tamaño."
    )
    parser.add_argument(
        "--lines", type=positive, default=MILLION, metavar="N", help="líneas en total"
    )
    parser.add_argument(
        "--files", type=positive, default=FILES, metavar="N", help=f"en cuántos archivos ({FILES})"
    )
    parser.add_argument(
        "--workers", type=positive, default=2, metavar="N", help="núcleos o procesos (2)"
    )
    parser.add_argument(
        "--cluster", action="store_true", help="en un clúster de Dask de procesos de esta máquina"
    )
    return parser


# -- the log


def prepared(lines: int, files: int) -> Path:
    """The project, generated unless an earlier run of this generator left it."""
    project = BUILD / f"scale-{lines}-{files}-{generator_digest()}"
    if not project.exists():
        print(f"Se generan {lines:,} líneas en {project} …", flush=True)
        unfinished = fresh(project.with_name(f"{project.name}.partial"))
        write(unfinished, lines, files)
        unfinished.rename(project)
    return project


def write(folder: Path, lines: int, files: int) -> None:
    texts = {"memoria.toml": bulk.project(), "incidencias.csv": bulk.INCIDENTS,
             "comentarios.md": bulk.COMMENTS}  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    each, written, file, log = -(-lines // files), 0, 0, None
    for frame in blocks(plan_for(lines, bulk.SEED)):
        while frame.height:
            if log is None:
                file += 1
                log = igzip.GzipFile(folder / f"access.log.{file:04}.gz", "wb", 1, mtime=0)
            some = frame.head(file * each - written)
            text = some.select("line").write_csv(include_header=False, quote_style="never")
            log.write(text.encode())
            written += some.height
            frame = frame.slice(some.height)  # noqa: PLW2901
            if written == file * each:
                log.close()
                log = None
    if log:
        log.close()


# -- one run


def measured(project: Path, workers: int, *, cluster: bool) -> dict[str, Cost]:
    """The cost of each stage of one build from nothing."""
    shutil.rmtree(project / KEPT, ignore_errors=True)
    order = [str(MEMORIA), "build", str(project / "memoria.toml"), "--as-of", AS_OF]
    order += ["--out", str(fresh(BUILD / "scale-out"))]
    with crew(workers if cluster else 0) as (address, pids):
        if address:
            order += ["--cluster", address]
        cores = sorted(os.sched_getaffinity(0))[:workers]
        os.sched_setaffinity(0, cores)  # the build inherits it
        with (BUILD / "scale.log").open("wb") as log:
            process = subprocess.Popen(order, stdout=log, stderr=log)
            meter, ended = Meter((process.pid, *pids), project / KEPT / RECORD), Event()
            watcher = Thread(target=meter.watch, args=(ended,), daemon=True)
            watcher.start()
            process.wait()
            ended.set()
            watcher.join()
    if process.returncode not in (0, 1):
        said = (BUILD / "scale.log").read_text(errors="replace").strip().splitlines()[-8:]
        raise FailedRunError("memoria terminó con un error:\n" + "\n".join(said))
    del meter.costs[""]
    return meter.costs


@contextmanager
def crew(number: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A scheduler and its workers, one thread each; nobody where there are none."""
    if not number:
        yield "", ()
        return
    folder = fresh(BUILD / "scale-dask").absolute()
    place = folder / "planificador.json"
    dask = [sys.executable, "-m", "dask"]
    options = ["--no-dashboard", "--scheduler-file", str(place)]
    with (folder / "dask.log").open("ab") as log:

        def start(*words: str) -> "subprocess.Popen[bytes]":
            return subprocess.Popen([*dask, *words, *options], cwd=folder, stdout=log, stderr=log)

        started = [start("scheduler", "--host", "127.0.0.1", "--port", "0")]
        try:
            while not (place.exists() and place.read_text().endswith("}")):
                time.sleep(SAMPLE_EVERY)
            started += [
                start("worker", "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
                for _ in range(number)
            ]
            yield json.loads(place.read_text())["address"], tuple(one.pid for one in started)
        finally:
            for process in started:
                process.kill()
                process.wait()


def stored(project: Path) -> int:
    """Bytes that the build keeps beside the project."""
    return sum(file.stat().st_size for file in (project / KEPT).rglob("*") if file.is_file())


# -- telling


def show(report: dict[str, Any], costs: dict[str, Cost]) -> None:
    millions = report["lines"] / MILLION
    where = "procesos de Dask" if report["cluster"] else "núcleos"
    print(f"\n{report['lines']:,} líneas, {report['bytes'] / 1e6:,.0f} MB comprimidas, "
          f"{report['workers']} {where}\n")  # fmt: skip
    print(f"  {'etapa':<12} {'reloj':>9} {'procesador':>12} {'por millón':>12} {'leído':>11} "
          f"{'escrito':>11} {'memoria':>11}")  # fmt: skip
    total = Cost(peak_bytes=max(cost.peak_bytes for cost in costs.values()))
    for cost in costs.values():
        total.seconds += cost.seconds
        total.cpu_seconds += cost.cpu_seconds
        total.read += cost.read
        total.written += cost.written
    for name, cost in {**costs, "total": total}.items():
        print(
            f"  {STAGES.get(name, name):<12} {cost.seconds:>7,.1f} s {cost.cpu_seconds:>10,.1f} s "
            f"{cost.cpu_seconds / millions:>10,.2f} s {cost.read / 1e6:>8,.0f} MB "
            f"{cost.written / 1e6:>8,.0f} MB {cost.peak_bytes / 1e6:>8,.0f} MB"
        )
    kept = report["stored_bytes"] / millions / 1e6
    print(f"\n  guardado junto al proyecto: {kept:,.1f} MB por millón de líneas")


if __name__ == "__main__":
    sys.exit(main())
