"""Escribe las bitácoras de ejemplo de La Gaceta del Desierto.

Sin opciones, vuelve a escribir las de esta carpeta, siempre las mismas. Con --lines, escribe en
otra carpeta un proyecto con una sola bitácora de ese tamaño, para medir velocidades.
"""

import argparse
import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sample_logs import bulk, lines, night, scenario, truth
from sample_logs.counting import Truth

HERE = Path(__file__).parent
HAND_WRITTEN = ("memoria.toml", "comentarios.md")
HEADINGS = ("inicio", "fin", "tipo", "descripcion", "efecto", "remedio", "avisado_a")


def main(arguments: Sequence[str] | None = None) -> int:
    options = command_line().parse_args(arguments)
    if options.lines is None:
        write_sample(options.out or HERE)
    elif options.out is None:
        print("Falta --out: la carpeta donde escribir la bitácora grande.", file=sys.stderr)
        return 2
    else:
        bulk.write_project(options.out, options.lines, options.seed, plain=options.plain)
    return 0


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sample_logs.generate", description=__doc__, add_help=False
    )
    add = parser.add_argument_group("opciones").add_argument
    add("-h", "--help", action="help", help="muestra esta ayuda")
    add("--lines", type=positive, metavar="N", help="líneas de la bitácora grande")
    add("--out", type=Path, metavar="CARPETA", help="dónde escribir")
    add("--seed", type=int, default=bulk.SEED, metavar="S", help="semilla (%(default)s)")
    add("--plain", action="store_true", help="access.log sin comprimir, no access.log.gz")
    return parser


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("debe ser al menos 1")
    return number


# ── the committed sample ─────────────────────────────────────────────────────────────────────


def write_sample(folder: Path) -> None:
    written = 0
    for name, text in sample(scenario.play()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(packed(name, text))
        written += target.stat().st_size
        print(f"{name}: {target.stat().st_size:,} bytes")
    print(f"Escritos {written:,} bytes en {folder}")


def sample(played: scenario.Scenario) -> Iterator[tuple[str, bytes]]:
    """Every file of the project, uncompressed."""
    logs = lines.files(played)
    for log in logs:
        yield log.name, lines.content(log)
    for name in HAND_WRITTEN:
        yield name, (HERE / name).read_bytes()
    yield "incidencias.csv", incident_sheet(night.INCIDENTS)
    yield "truth.json", as_json(truth.tell(played, logs))


def packed(name: str, text: bytes) -> bytes:
    """No name and no time in the gzip header: the same input gives the same bytes."""
    return gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text


def incident_sheet(incidents: Iterable[night.Incident]) -> bytes:
    """As Excel in Spanish saves it: semicolons, CRLF, UTF-8 with a byte order mark."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in incidents:
        writer.writerow(
            (row.start, row.end, row.kind, row.description, row.effect, row.remedy, row.told)
        )
    return sheet.getvalue().encode("utf-8-sig")


def as_json(facts: Truth) -> bytes:
    """Indented two levels deep, so that a change shows as a small difference."""
    sections = ",\n".join(f"{json.dumps(name)}: {section(facts[name])}" for name in facts)
    return f"{{\n{sections}\n}}\n".encode()


def section(value: object) -> str:
    opening, rows, closing = "[", [], "]"
    if isinstance(value, dict):
        opening, closing = "{", "}"
        rows = [f"{json.dumps(key)}: {compact(item)}" for key, item in value.items()]
    elif isinstance(value, list):
        rows = [compact(item) for item in value]
    return f"{opening}\n  " + ",\n  ".join(rows) + f"\n{closing}"


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main())
