"""A million hostile lines a target: python -m tests.fuzz.run [--lines N] [--texts N] [names]

Writes a line of JSON a target to --out; what fails lies in MEMORIA_FUZZ.
"""

import argparse
import faulthandler
import json
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path

from tests.fuzz import blocks, files, watch

STEP = 20_000
"""Lines of a block."""
MOST_FAILURES = 5
HANG = 1_800
"""Seconds without an answer."""


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("names", nargs="*")
    given.add_argument("--lines", type=int, default=1_000_000)
    given.add_argument("--texts", type=int, default=20_000)  # of files, which have few lines
    given.add_argument("--seconds", type=float, default=600)
    given.add_argument("--out", type=Path, default=Path("/dev/stdout"))
    asked = given.parse_args()
    failed = 0
    for name, target in {**blocks.targets(), **files.targets()}.items():
        if not asked.names or any(word in name for word in asked.names):
            failed += not told(name, target, asked)
    return bool(failed)


def told(name: str, target: watch.Target, asked: argparse.Namespace) -> bool:
    """Until there are lines and texts enough, or time is over."""
    total, number, failures = watch.NOTHING, 0, 0
    begun = time.process_time()
    while total.lines < asked.lines or (isinstance(target, files.OfFile) and number < asked.texts):
        if failures >= MOST_FAILURES or time.process_time() - begun > asked.seconds:
            break
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            total += watch.one(name, target, number, STEP)
        except Exception:  # noqa: BLE001  told, and on with the next text
            failures += 1
            traceback.print_exc(limit=-3)
        number += 1
    faulthandler.cancel_dump_traceback_later()
    with asked.out.open("a", encoding="utf-8") as out:
        row = {"target": name, "failures": failures, "peak": watch.peak(), **asdict(total)}
        print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
    return not failures


if __name__ == "__main__":
    sys.exit(main())
