"""Escribe un estado ficticio: los proyectos de doce difusores y verdad.json, siempre los mismos."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from sample_logs.generate import as_json, packed
from sample_logs.stage import Event
from sample_logs.state import awstats, project, truth, writing
from sample_logs.state.diffusers import STATE, Diffuser
from sample_logs.state.play import play


def main(arguments: Sequence[str] | None = None) -> int:
    options = command_line().parse_args(arguments)
    write(options.out, options.scale)
    return 0


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sample_logs.state", description=__doc__, add_help=False
    )
    add = parser.add_argument_group("opciones").add_argument
    add("-h", "--help", action="help", help="muestra esta ayuda")
    add("--out", type=Path, required=True, metavar="CARPETA", help="dónde escribir")
    add("--scale", type=float, default=1.0, metavar="S", help="tamaño del público (%(default)s)")
    return parser


def write(folder: Path, scale: float = 1.0) -> None:
    """A folder for each diffuser, and verdad.json."""
    played = {diffuser: play(diffuser, scale) for diffuser in STATE}
    for diffuser, events in played.items():
        for name, text in files(diffuser, events):
            target = folder / diffuser.slug / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(packed(name, text))
    (folder / "verdad.json").write_bytes(as_json(truth.tell(played)))


def files(diffuser: Diffuser, events: list[Event]) -> Iterator[tuple[str, bytes]]:
    """Every file of its folder, uncompressed."""
    yield from project.files(diffuser)
    yield from writing.files(diffuser, events)
    if diffuser.figures:
        yield from awstats.files(diffuser.host, awstats.figures(events))
