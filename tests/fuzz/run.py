"""A million hostile lines a target: python -m tests.fuzz.run [--lines N] [words of names]

Writes a line of JSON a target to --out; what fails lies in MEMORIA_FUZZ.
"""

import argparse
import faulthandler
import json
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz import blocks, watch

STEP = 20_000
"""Lines of a block."""
HANG = 1_800
"""Seconds without an answer."""


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("names", nargs="*")
    given.add_argument("--lines", type=int, default=1_000_000)
    given.add_argument("--seconds", type=float, default=600)
    given.add_argument("--out", type=Path, default=Path("/dev/stdout"))
    asked = given.parse_args()
    failed = 0
    for name, target in blocks.targets().items():
        if not asked.names or any(word in name for word in asked.names):
            failed += not told(name, target, asked)
    return bool(failed)


def told(name: str, target: watch.Target, asked: argparse.Namespace) -> bool:
    lines = number = failures = 0
    begun = time.process_time()
    slowest, size = 0.0, 0
    while lines < asked.lines and time.process_time() - begun < asked.seconds:
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            one = watch.read(name, target, STEP, start=number, step=STEP)
            lines, size = lines + one.lines, size + one.size
            slowest = max(slowest, one.slowest)
        except Exception:  # noqa: BLE001  told, and on with the next block
            failures += 1
            traceback.print_exc(limit=-3)
            if failures >= 5:
                break
        number += 1
    faulthandler.cancel_dump_traceback_later()
    row = {
        "target": name, "lines": lines, "mb": round(size / 1e6, 1), "failures": failures,
        "seconds": round(time.process_time() - begun, 1), "slowest": round(slowest, 1),
        "peak": watch.peak(),
    }  # fmt: skip
    with asked.out.open("a", encoding="utf-8") as out:
        print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
    return not failures


if __name__ == "__main__":
    sys.exit(main())
