"""Escribe el proyecto de ejemplo de Puerto Cardón: bitácoras, incidencias, evidencias y su verdad.

Sin opciones, vuelve a escribir el de esta carpeta, siempre el mismo.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sample_logs.generate import HEADINGS, as_json, packed
from sample_logs.municipio import faults, tools, traffic, truth
from sample_logs.municipio.clock import day_of, stamp
from sample_logs.stage import Event

HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sample_logs.municipio.generate")
    parser.add_argument("--out", type=Path, default=HERE, metavar="CARPETA")
    folder = parser.parse_args(arguments).out
    size = 0
    for name, text in sample():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(packed(name, text))
        size += target.stat().st_size
    print(f"Escritos {size:,} bytes en {folder}", file=sys.stderr)
    return 0


def sample() -> Iterator[tuple[str, bytes]]:
    """Every generated file of the project, uncompressed. What people write lies beside them."""
    events = traffic.play()
    files = dict(logs(events))
    yield from files.items()
    yield "incidencias.csv", incidents()
    counts = {name: {"lines": text.count(b"\n")} for name, text in files.items()}
    yield "verdad.json", as_json(truth.tell(events, counts))


def logs(events: Sequence[Event]) -> Iterator[tuple[str, bytes]]:
    """One file a local day, as logrotate leaves them."""
    for day, own in groupby(events, key=lambda event: day_of(event.at)):
        written = sorted(own, key=lambda event: event.at + event.micros / 1_000_000)
        text = b"".join(line(event) for event in written)
        yield f"bitacoras/access.log-{day.replace('-', '')}.gz", text


def line(event: Event) -> bytes:
    """log_format: $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent
    "$http_referer" "$http_user_agent" $host $request_time"""
    host = tools.PAY_HOST if event.server == "pagos" else tools.WWW_HOST
    who = event.visitor
    return (
        f'{who.address} - - [{stamp(event.at)}] "{event.request}" {event.status} {event.size} '
        f'"{event.referer}" "{who.agent}" {host} {event.micros / 1_000_000:.3f}\n'
    ).encode()


def incidents() -> bytes:
    """As Excel in Spanish saves it: semicolons, CRLF, UTF-8 with a byte order mark."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerows([HEADINGS, *faults.INCIDENTS])
    return sheet.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    raise SystemExit(main())
