"""Arma el estado ficticio de principio a fin: doce memorias, sus entregas y su comparativo.

Fechas y llaves son fijas: dos corridas dan los mismos bytes.
"""

import argparse
import csv
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import blake2b
from pathlib import Path

from sample_logs.state import generate
from sample_logs.state.diffusers import STATE, Diffuser

AT_ONCE = 2
DELIVERIES = "entregas"
COMPARED = "2023-06-26"
RECEIVED = ("archivo", "recibida", "folio")
GOOD, WITH_PROBLEMS = 0, 1
DAMAGED = "bitacoras/operacion/access.log.gz"
"""The file of which a byte changes on its way."""
LOCAL_HEADER = 30


def main(arguments: Sequence[str] | None = None) -> int:
    options = command_line().parse_args(arguments)
    state = options.out / "estado"
    projects, deliveries = state / "proyectos", state / DELIVERIES
    for folder in (projects, deliveries):
        shutil.rmtree(folder, ignore_errors=True)
    deliveries.mkdir(parents=True)
    generate.write(projects, options.scale)
    with ThreadPoolExecutor(AT_ONCE) as builders:
        zips = list(builders.map(partial(delivered, projects, deliveries), STATE))
    receipts = state / "recibidas.csv"
    arrived = dict(zip(STATE, zips, strict=True))
    write_receipts(receipts, arrived)
    compared = compare(arrived, receipts, options.out / "comparativo")
    if compared != WITH_PROBLEMS:  # one delivery is spoilt, and must be refused
        return compared or WITH_PROBLEMS
    show(options.out, projects)
    return GOOD


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sample_logs.state.deliver", description=__doc__, add_help=False
    )
    add = parser.add_argument_group("opciones").add_argument
    add("-h", "--help", action="help", help="muestra esta ayuda")
    add("--out", type=Path, default=Path("salida"), metavar="CARPETA", help="(%(default)s)")
    add("--scale", type=float, default=1.0, metavar="S", help="tamaño del público (%(default)s)")
    return parser


def delivered(projects: Path, deliveries: Path, diffuser: Diffuser) -> Path:
    """Builds the memoria of one and hands in its zip."""
    folder, out = projects / diffuser.slug, projects / diffuser.slug / "salida"
    write_key(folder / ".memoria/llave", diffuser)
    memoria("build", folder / "memoria.toml", "--out", out, "--as-of", diffuser.built, quiet=True)
    (sealed,) = out.glob("*.zip")
    arrived = deliveries / sealed.name
    shutil.copy(sealed, arrived)
    if diffuser.corrupted:
        flip_a_byte(arrived)
    print(f"{diffuser.name}: {arrived.name}")
    return arrived


def write_key(path: Path, diffuser: Diffuser) -> None:
    """Fixed, as that of La Gaceta's: a real one is made at the first run and never leaves."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(blake2b(diffuser.slug.encode(), digest_size=32).digest())
    path.chmod(0o600)


def memoria(*words: object, quiet: bool = False) -> int:
    """The exit status; stops the run where a build fails."""
    run = [sys.executable, "-m", "memoria", *map(str, words)]
    done = subprocess.run(run, check=False, capture_output=quiet, text=True, env=os.environ)
    if quiet and done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}")
    return done.returncode


def flip_a_byte(path: Path) -> None:
    """In the middle of DAMAGED, as a bad disk would: the zip's lists know nothing of it."""
    with zipfile.ZipFile(path) as bag:
        (info,) = [one for one in bag.infolist() if one.filename.endswith(DAMAGED)]
    with path.open("r+b") as file:
        file.seek(info.header_offset + LOCAL_HEADER - 4)
        name, extra = struct.unpack("<HH", file.read(4))
        place = info.header_offset + LOCAL_HEADER + name + extra + info.compress_size // 2
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0xFF]))


def write_receipts(path: Path, arrived: Mapping[Diffuser, Path]) -> None:
    with path.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet, delimiter=";")
        writer.writerow(RECEIVED)
        for number, (diffuser, place) in enumerate(arrived.items(), 1):
            came = f"{diffuser.built} 11:{number:02}"
            writer.writerow((place.name, came, f"OP-{number:03}/2023"))


def compare(arrived: Mapping[Diffuser, Path], receipts: Path, out: Path) -> int:
    admitted = [
        word
        for diffuser, place in arrived.items()
        if diffuser.admitted
        for word in ("--admit", f"{place.name}={diffuser.admitted}")
    ]
    return memoria(
        "compare", receipts.parent / DELIVERIES, "--out", out, "--received", receipts,
        "--as-of", COMPARED, *admitted,
    )  # fmt: skip


def show(out: Path, projects: Path) -> None:
    print(f"\nLo que se puso en el estado: {projects / 'verdad.json'}")
    print("El comparativo:")
    for suffix in ("pdf", "html", "xlsx"):
        print(f"  {out / 'comparativo' / f'comparativo.{suffix}'}")


if __name__ == "__main__":
    raise SystemExit(main())
