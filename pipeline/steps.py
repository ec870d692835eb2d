"""What a run does, told while it does it: to whoever asked with --verbose, and to its record.

It goes through `logging`, so nothing has to be handed down to where the work is done. Only names of
files and counts are told: never an address, a logged text or a secret.
"""

import logging

LOGGER = "memoria"
WORK = {
    "log": "bitácora",
    "handed": "bitácora que se entrega",
    "task": "parte",
}
"""What is kept from one run to the next, and its word."""
WAYS = {
    "made": "hecha ahora",
    "grown": "había crecido: se leyó lo nuevo",
    "kept": "ya estaba hecha",
}

_log = logging.getLogger(LOGGER)


def worked(kind: str, way: str, name: str) -> None:
    """One piece of work is there. kind: of WORK; way: of WAYS."""
    _log.info("%s %s: %s", WORK[kind], name, WAYS[way], extra={"work": (kind, way)})


def told(text: str) -> None:
    """Anything else worth a line."""
    _log.info("%s", text)
