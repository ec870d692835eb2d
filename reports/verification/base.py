"""What examining a delivery yields: one result a topic, with everything that is wrong in it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipeline import outputs
from pipeline.errors import DeliveryError, MemoriaError, Problem
from pipeline.refusals import want
from reports.delivery.bag.names import shown

State = Literal["good", "warning", "missing", "skipped"]

SIGNATURES = "firmas"
"""The topic whose results tell what is wrong in their sentence."""

MOST_SHOWN = 50
"""Problems of a topic that are listed one by one; the rest are counted."""

CLOSE = 1e-9
"""Relative difference of two decimals that are the same figure: the last bits of a logarithm
depend on the machine."""


@dataclass(frozen=True, slots=True)
class Examined:
    """state: good; warning, it is worth knowing; missing, it does not hold; skipped, it was not
    looked at. text: the result in a sentence."""

    topic: str
    state: State
    text: str
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> bool:
        """Something is not as it was made; being late or lacking a content breaks nothing."""
        return self.state == "missing" and (bool(self.problems) or self.topic == SIGNATURES)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def judged(topic: str, good: str, problems: Iterable[Problem]) -> Examined:
    """Good with that sentence, unless there are problems."""
    found = list(problems)
    if not found:
        return Examined(topic, "good", good)
    shown = found[:MOST_SHOWN]
    if len(found) > MOST_SHOWN:
        shown.append(Problem("además", f"{len(found) - MOST_SHOWN:,} diferencias más"))
    return Examined(topic, "missing", "no coincide", tuple(shown))


@contextmanager
def untrusted(where: str, found: str) -> Iterator[None]:
    """What somebody wrote to harm trips whatever reads it in ways that nobody foresees. Raises
    DeliveryError in their place; OutputError or MemoryError for want of something here."""
    try:
        yield
    except MemoriaError:
        raise
    except Exception as error:
        if wanted := want(error):
            raise outputs.lacking(wanted) from error
        expected = "lo que escribe memoria build"
        why = shown(f"{type(error).__name__}: {error}".partition("\n")[0])
        raise DeliveryError(Problem(where, f"{found} ({why})", expected)) from error


def blamed(error: MemoriaError) -> tuple[Problem, ...]:
    """What is wrong with the delivery. Raises the error again where this machine is to blame."""
    if want(error):
        raise error
    return error.problems


def differences(found: Any, expected: Any, key: str = "") -> Iterator[Problem]:
    """Two trees of JSON, leaf by leaf, each difference under its key of resumen.json."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        for name in sorted({*found, *expected}):
            inner = f"{key}.{name}" if key else str(name)
            yield from differences(found.get(name), expected.get(name), inner)
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for index, pair in enumerate(zip(found, expected, strict=True)):
            yield from differences(*pair, f"{key}[{index}]")
    elif not _same(found, expected):
        yield Problem(key, f"dice {_shown(found)}", _shown(expected))


def _same(one: Any, other: Any) -> bool:
    numbers = [value for value in (one, other) if isinstance(value, int | float)]
    if len(numbers) == 2 and not any(isinstance(value, bool) for value in numbers):
        return bool(abs(one - other) <= CLOSE * max(abs(one), abs(other)))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"una lista de {len(value)}"
    text = "nada" if value is None else str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"
