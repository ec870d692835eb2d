"""Starts memoria in a process that is waited for (see reports/guardian.py); where something that it
stands on cannot be loaded, says so instead of failing.

`memoria doctor` first looks in a process of its own: a library may end the one that loads it.
"""

import os
import signal
import sys
from datetime import UTC, datetime

from reports import doctor


def main() -> int:
    """The exit status: memoria's own, or the guardian's."""
    if not hasattr(os, "fork"):
        return work()
    from reports import guardian  # noqa: PLC0415

    try:
        return guardian.watched(work)
    except KeyboardInterrupt:  # before memoria heeds it
        return 128 + signal.SIGINT


def work() -> int:
    words = sys.argv[1:]
    if words[:1] == ["doctor"] and not doctor.suits():
        return doctor.alone(words[1:], datetime.now(UTC), os.environ)
    try:
        import memoria  # noqa: PLC0415
    except Exception as error:  # noqa: BLE001  whatever a broken library does
        return doctor.cannot_start(error)
    return memoria.main(words)


if __name__ == "__main__":
    sys.exit(main())
