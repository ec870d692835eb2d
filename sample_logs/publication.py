"""When each cut of the PREP reached this diffuser, and how long main.json was then.

The institute publishes every five minutes, on the minute, and sends the package by SFTP: it is up
here some seconds later. A few packages never came, twice the transfer stood still for a while, and
two cuts changed nothing that alters the length of main.json.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from random import Random

from sample_logs.clock import CUT, OPERATION_START, local
from sample_logs.night import Span

SEED = 202306
LAST_CUT = local("2023-06-05 14:20")  # every tally sheet is in: the PREP closes its updates


def _cuts(*texts: str) -> frozenset[int]:
    return frozenset(map(local, texts))


# fmt: off
NEVER_CAME = _cuts(
    "2023-06-04 19:25", "2023-06-04 20:20", "2023-06-04 23:05", "2023-06-05 08:10",
    "2023-06-05 11:45",
)
STOOD_STILL = _cuts(  # the server went on answering with the cut of 22:05, and later of 09:05
    "2023-06-04 22:10", "2023-06-04 22:15", "2023-06-04 22:20", "2023-06-04 22:25",
    "2023-06-04 22:30",
    "2023-06-05 09:10", "2023-06-05 09:15", "2023-06-05 09:20", "2023-06-05 09:25",
)
AS_LONG_AS_BEFORE = _cuts("2023-06-04 21:15", "2023-06-05 12:30")
SINGLE = NEVER_CAME | AS_LONG_AS_BEFORE
# fmt: on


@dataclass(frozen=True, slots=True)
class Cut:
    """`arrived` is None where the package never came: the next one replaced it."""

    slot: int
    arrived: int | None
    plain: int  # bytes of main.json as it is
    gzipped: int
    same_size: bool  # as the cut shown before it: nothing in a log tells them apart


@dataclass(frozen=True)
class Publication:
    """The cuts as they came to one diffuser."""

    cuts: tuple[Cut, ...]

    @cached_property
    def shown(self) -> list[Cut]:
        return [cut for cut in self.cuts if cut.arrived is not None]

    @cached_property
    def arrivals(self) -> list[int]:
        return [cut.arrived for cut in self.cuts if cut.arrived is not None]

    def version(self, at: float) -> int:
        """How many cuts had arrived at `at`: 0 before the first."""
        return bisect_right(self.arrivals, at)

    def main_size(self, shown: int, *, gzip: bool) -> int:
        """Bytes of main.json in the version `shown`; before the first cut it holds zeros."""
        if shown == 0:
            return lengths(0)[gzip]
        cut = self.shown[shown - 1]
        return cut.gzipped if gzip else cut.plain

    def stale(self) -> list[Span]:
        """From two periods after a cut's arrival to the arrival of the next, while there were
        any."""
        return [
            Span(shown + 2 * CUT, following)
            for shown, following in pairwise(self.arrivals)
            if following - shown > 2 * CUT
        ]


def publish(
    seed: int,
    missed: frozenset[int],
    delay: Callable[[Random, int], int],
    as_long_as_before: frozenset[int] = frozenset(),
) -> Publication:
    """missed: the cuts that did not come. delay: seconds from a cut's minute to its arrival."""
    rng, found, before = Random(seed), list[Cut](), None
    for number, slot in enumerate(range(OPERATION_START, LAST_CUT + 1, CUT)):
        came = slot not in missed
        late = delay(rng, slot)
        same = slot in as_long_as_before and before is not None
        length = (before.plain, before.gzipped) if same and before else lengths(number + 1)
        cut = Cut(slot, slot + late if came else None, *length, same)
        found.append(cut)
        before = cut if came else before
    return Publication(tuple(found))


def _delay(rng: Random, slot: int) -> int:
    """Mostly a minute or less, now and then some minutes. Around a cut that cannot be seen the
    one before is slow and the one after quick, so that no more than two periods pass between."""
    lot, share = rng.random(), rng.random()
    if slot + CUT in SINGLE:
        return 74 + int(share * 15)
    if slot - CUT in SINGLE:
        return 15 + int(share * 10)
    return 120 + int(share * 121) if lot < 0.07 else 15 + int(share * 76)


def lengths(number: int) -> tuple[int, int]:
    """main.json, plain and gzipped, grows as tally sheets come in and is never as long as at the
    cuts around it."""
    return (
        1_212 + 2 * number + (17, 0, 41, 8)[number % 4],
        452 + number + (9, 0, 23, 4)[number % 4],
    )


LA_GACETA = publish(SEED, NEVER_CAME | STOOD_STILL, _delay, AS_LONG_AS_BEFORE)
