"""Compare the deliveries of many diffusers and say how fast and in how much memory.

One big log is generated and delivered once; the other deliveries are derived from it, each sealed
as another diffuser's. All of it is kept under build/.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.run import AS_OF, BUILD, MEMORIA, generator_digest, positive, prepared
from bench.timing import FailedRunError, timed
from tests.compare.deriving import derive, unpack


def main(arguments: Sequence[str] | None = None) -> int:
    options = command_line().parse_args(arguments)
    try:
        folder = delivered(options.deliveries, options.lines)
        out = BUILD / "comparativo"
        shutil.rmtree(out, ignore_errors=True)
        order = [str(MEMORIA), "compare", str(folder), "--out", str(out), "--as-of", "2023-06-20"]
        run = timed(order, log=BUILD / "bench-compare.log")
    except FailedRunError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"{options.deliveries} entregas de {options.lines:,} líneas")
    print(f"  {run.seconds:,.1f} s, {run.peak_bytes / 1e6:,.0f} MB a lo más, con sus procesos")
    return 0


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.compare", description="Mide la velocidad de memoria compare."
    )
    parser.add_argument("--deliveries", type=positive, default=40, metavar="N", help="entregas")
    parser.add_argument(
        "--lines", type=positive, default=1_000_000, metavar="N", help="líneas de cada bitácora"
    )
    return parser


def delivered(count: int, lines: int) -> Path:
    """A folder with so many deliveries, made unless an earlier run of this generator left it."""
    folder = BUILD / f"bench-compare-{count}-{lines}-{generator_digest()}"
    if folder.exists():
        return folder
    project = prepared(lines, gz=True, fmt=None).project
    made = BUILD / "bench-delivery"
    order = [str(MEMORIA), "build", str(project / "memoria.toml"), "--out", str(made)]
    timed([*order, "--as-of", AS_OF], log=BUILD / "bench-delivery.log")
    (sealed,) = made.glob("entrega-*.zip")
    unfinished = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    unpacked = BUILD / "bench-unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    source = unpack(sealed, unpacked)
    for number in range(1, count + 1):
        derive(source, unfinished, f"Difusor {number}", legal_name=f"Editora {number}, S.A.")
    shutil.rmtree(unpacked)
    unfinished.rename(folder)
    return folder


if __name__ == "__main__":
    sys.exit(main())
