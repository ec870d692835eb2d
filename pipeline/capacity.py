"""What the diffuser declares to bear, and how many bytes on the wire a logged byte stands for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.project import CapacityEntry

RULES = Path(__file__).with_name("overhead.toml")


@dataclass(frozen=True, slots=True)
class Overhead:
    """bytes on the wire = bytes × (1 + share) + responses × bytes, towards the client.

    declared: it is the diffuser's own factor, not the estimate of overhead.toml.
    """

    share: float
    bytes: float
    declared: bool


def overhead(capacity: CapacityEntry) -> Overhead:
    if capacity.overhead is not None:
        return Overhead(round(capacity.overhead - 1, 6), 0.0, declared=True)
    return _estimate()


@cache
def _estimate() -> Overhead:
    """Each packet's headers over its payload, each record's over its own; every response has one
    set of headers, in a record and a packet of its own."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    packet, record, response = rules["packet"], rules["record"], rules["response"]
    wrapping = packet["headers"] + packet["frame"]
    share = wrapping / packet["payload"] + record["headers"] / record["payload"]
    own = response["headers"] + record["headers"] + wrapping
    return Overhead(round(share, 4), float(own), declared=False)
