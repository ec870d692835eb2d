"""The same night at any size: one combined log and the project around it, for benchmarks."""

import gzip
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from sample_logs.bulk_lines import Plan, blocks, plan_for
from sample_logs.bulk_truth import Tally

SEED = 1

# The sample's memoria.toml up to here says who the diffuser is; these lines say what it delivers.
IDENTITY_ENDS = "# Qué solicitudes"
LOGS = """\
[published]
hosts = []
paths = ["/prep/**", "/json/**"]

# Una sola bitácora grande, sin línea base: sólo sirve para medir velocidades.
[[logs]]
role = "operation"
files = ["access.log*"]
format = "combined"
"""
INCIDENTS = "\ufeffinicio;fin;tipo;descripcion;efecto;remedio;avisado_a\r\n"
COMMENTS = "Bitácora generada para medir velocidades; no hay comentarios.\n"


def write_project(folder: Path, lines: int, seed: int, *, plain: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / ("access.log" if plain else "access.log.gz")
    begun = time.perf_counter()
    tally = write_log(target, plan_for(lines, seed))
    taken = time.perf_counter() - begun
    truth = json.dumps(tally.truth(lines), indent=2)
    for name, text in (
        ("memoria.toml", project()),
        ("incidencias.csv", INCIDENTS),
        ("comentarios.md", COMMENTS),
        ("truth.json", truth + "\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    print(
        f"{target}: {lines:,} líneas, {target.stat().st_size:,} bytes, {taken:.1f} s, "
        f"{lines / taken:,.0f} líneas por segundo"
    )


def project() -> str:
    sample = Path(__file__).with_name("memoria.toml").read_text(encoding="utf-8")
    identity, found, _ = sample.partition(IDENTITY_ENDS)
    if not found:
        raise ValueError(f"memoria.toml has lost its line «{IDENTITY_ENDS}…»")
    # Every tool's count is for the annex, not for a race.
    kept = [line for line in identity.splitlines() if not line.startswith("definition =")]
    return "\n".join(kept) + "\n" + LOGS


def write_log(target: Path, plan: Plan) -> Tally:
    tally, written = Tally(), 0
    with opened(target) as log:
        for frame in blocks(plan):
            frame.select("line").write_csv(log, include_header=False, quote_style="never")
            tally.add(frame)
            written += len(frame)
            show_progress(written, plan.lines)
    return tally


@contextmanager
def opened(target: Path) -> Iterator[IO[bytes]]:
    """Fast rather than small, and without name or time: the same lines give the same bytes."""
    with target.open("wb") as file:
        if target.suffix == ".gz":
            with gzip.GzipFile("", "wb", 1, file, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        else:
            yield file


def show_progress(written: int, lines: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if written == lines else ""
        print(f"\r{written * 100 // lines:3} %  {written:,} líneas", end=end, file=sys.stderr)
