"""Build the memoria of a big log and say how fast and in how much memory; run by `make bench`.

The log is generated once for each size and kept under build/. Where other programs for logs are
installed they get the same file in the same run, turn by turn, so that a busy machine is busy for
all of them. The results also go to build/bench.json.
"""

import argparse
import hashlib
import json
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import peers, translate
from bench.timing import FailedRunError, Run, timed
from pipeline.containers import texts

BUILD = Path("build")
MEMORIA = Path(sys.executable).with_name("memoria")
LOADING = ("parse", "load")  # the stages behind «lines a second»
KEPT = ".memoria"  # what a build keeps beside its project, to read no log twice
AS_OF = "2023-06-16"
STAGES = {
    "discover": "buscar",
    "parse": "leer",
    "load": "cargar",
    "measures": "medir",
    "handover": "bitácoras",
    "data": "tablas",
    "documents": "documentos",
    "seal": "sellar",
}


@dataclass(frozen=True)
class Bench:
    """One log of a known size and the folder of the project around it."""

    project: Path
    log: Path
    lines: int
    reading: float  # seconds that the bytes alone take, unpacked


@dataclass(frozen=True)
class Result:
    """One program's rounds, in the order they were run."""

    runs: list[Run]
    stages: list[dict[str, float]]  # empty for every program but memoria

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        return max(run.peak_bytes for run in self.runs)

    def stage_seconds(self) -> dict[str, float]:
        """The median of every stage, in the order the stages were run."""
        names = list(dict.fromkeys(name for stages in self.stages for name in stages))
        return {name: median(stages.get(name, 0.0) for stages in self.stages) for name in names}


def main(arguments: Sequence[str] | None = None) -> int:
    options = command_line().parse_args(arguments)
    try:
        bench = prepared(options.lines, gz=options.gz, fmt=options.format)
        others = [] if options.format else options.peers  # they would have to be told the format
        results = rounds(bench, others, options.rounds)
    except FailedRunError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    show(bench, results)
    report = BUILD / "bench.json"
    report.write_text(json.dumps(as_json(bench, results), indent=2) + "\n", encoding="utf-8")
    print(f"\nTambién en {report}")
    return 0


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Mide la velocidad y la memoria de memoria build."
    )
    parser.add_argument(
        "--lines", type=positive, default=5_000_000, metavar="N", help="líneas de la bitácora"
    )
    parser.add_argument("--gz", action="store_true", help="bitácora comprimida con gzip")
    parser.add_argument(
        "--format", choices=list(translate.FORMATS), help="la misma bitácora en otro formato"
    )
    parser.add_argument(
        "--rounds", type=positive, default=1, metavar="N", help="vueltas; se da la mediana"
    )
    parser.add_argument(
        "--peers",
        nargs="*",
        choices=list(peers.PEERS),
        default=peers.installed(),
        help="otros programas que se miden; sin nombres, ninguno (por omisión, los instalados)",
    )
    return parser


def positive(text: str) -> int:
    number = int(text.replace("_", "").replace(",", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("debe ser al menos 1")
    return number


def prepared(lines: int, *, gz: bool, fmt: str | None) -> Bench:
    """The log and its project, generated unless an earlier run of this generator left them."""
    size = f"bench-{lines}{'-gz' if gz else ''}"
    project = BUILD / f"{size}-{generator_digest()}"
    log = project / ("access.log.gz" if gz else "access.log")
    if not project.exists():
        for outdated in BUILD.glob(f"{size}-{'?' * len(generator_digest())}"):
            shutil.rmtree(outdated)
        print(f"Se generan {lines:,} líneas en {project} …", flush=True)
        unfinished = project.with_name(project.name + ".partial")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        order = [sys.executable, "-m", "sample_logs.generate", "--lines", str(lines)]
        order += ["--out", str(unfinished)] + ([] if gz else ["--plain"])
        run = timed(order, log=BUILD / "bench-generate.log")
        unfinished.rename(project)
        print(f"  {lines / run.seconds:,.0f} líneas/s")
    if not log.exists():
        raise FailedRunError(f"No está {log}: borre {project} y repita la orden.")
    if fmt:
        project, log = translated(project, log, fmt)
    begin = time.perf_counter()
    with log.open("rb") as file:
        newlines = sum(piece.count(b"\n") for text in texts(file) for piece in text.pieces)
    return Bench(project, log, newlines, time.perf_counter() - begin)


def translated(project: Path, log: Path, fmt: str) -> tuple[Path, Path]:
    """The same project with its log in another format."""
    if log.suffix == ".gz":
        raise FailedRunError("--format va sin --gz")
    other = project.with_name(f"{project.name}-{fmt}")
    if not other.exists():
        unfinished = other.with_name(other.name + ".partial")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for name in ("memoria.toml", "incidencias.csv", "comentarios.md"):
            text = (project / name).read_text(encoding="utf-8")
            text = text.replace('format = "combined"', f'format = "{fmt}"')
            (unfinished / name).write_text(text, encoding="utf-8")
        translate.translate(log, unfinished / log.name, fmt)
        unfinished.rename(other)
    return other, other / log.name


def generator_digest() -> str:
    sources = sorted(Path("sample_logs").glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:8]


def rounds(bench: Bench, others: Sequence[str], number: int) -> dict[str, Result]:
    runs: dict[str, list[Run]] = defaultdict(list)
    stages = []
    for turn in range(1, number + 1):
        print(f"Vuelta {turn} de {number}: memoria", end="", flush=True)
        run, seconds = memoria(bench)
        runs["memoria"].append(run)
        stages.append(seconds)
        for name in others:
            print(f", {name}", end="", flush=True)
            runs[name].append(peer(bench, name))
        print()
    return {name: Result(of, stages if name == "memoria" else []) for name, of in runs.items()}


def memoria(bench: Bench) -> tuple[Run, dict[str, float]]:
    """One build from nothing, and the seconds of its stages by the build's own account."""
    shutil.rmtree(bench.project / KEPT, ignore_errors=True)
    out = fresh(BUILD / "bench-out" / "memoria")
    settings = str(bench.project / "memoria.toml")
    order = [str(MEMORIA), "build", settings, "--out", str(out), "--as-of", AS_OF]
    # 1 says that the build found problems in the project; the documents are there all the same.
    run = timed(order, log=BUILD / "bench-memoria.log", success=(0, 1))
    seconds: dict[str, float] = defaultdict(float)
    record = bench.project / KEPT / "registro-build.json"
    for entry in json.loads(record.read_text(encoding="utf-8"))["stages"]:
        seconds[entry["stage"]] += entry["seconds"]
    return run, dict(seconds)


def peer(bench: Bench, name: str) -> Run:
    order = peers.PEERS[name](bench.log, fresh(BUILD / "bench-out" / name))
    return timed(order.arguments, log=BUILD / f"bench-{name}.log", stdin=order.stdin)


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


# --- telling ------------------------------------------------------------------------------------


def show(bench: Bench, results: dict[str, Result]) -> None:
    own = results["memoria"]
    size = bench.log.stat().st_size / 1e6
    print(f"\n{bench.lines:,} líneas, {size:,.0f} MB ({bench.log})\n")
    print(f"  {'(sólo los bytes)':<16} {bench.reading:>8.2f} s")
    for stage, seconds in own.stage_seconds().items():
        print(f"  {STAGES.get(stage, stage):<16} {seconds:>8.2f} s")
    loading = loading_seconds(own)
    if loading:
        print(f"\n  leer y cargar: {bench.lines / loading:,.0f} líneas/s")
    print(f"\n  {'programa':<12} {'segundos':>9} {'líneas/s':>12} {'memoria':>11} {'tiempo':>8}")
    for name, result in results.items():
        print(
            f"  {name:<12} {result.seconds:>9.2f} {bench.lines / result.seconds:>12,.0f} "
            f"{result.peak_bytes / 1e6:>8,.0f} MB {result.seconds / own.seconds:>7.2f}×"
        )


def loading_seconds(own: Result) -> float:
    stages = own.stage_seconds()
    return sum(stages.get(stage, 0.0) for stage in LOADING)


def as_json(bench: Bench, results: dict[str, Result]) -> dict[str, Any]:
    own = results["memoria"]
    loading = loading_seconds(own)
    return {
        "lines": bench.lines,
        "bytes": bench.log.stat().st_size,
        "seconds_reading_bytes": bench.reading,
        "stages": own.stage_seconds(),
        "lines_per_second_loading": bench.lines / loading if loading else None,
        "programs": {
            name: {
                "seconds": result.seconds,
                "peak_bytes": result.peak_bytes,
                "times_memoria": result.seconds / own.seconds,
                "runs": [asdict(run) for run in result.runs],
            }
            for name, result in results.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
