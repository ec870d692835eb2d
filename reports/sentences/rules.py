"""A rule of what a call for tenders can ask for, and what it makes of the figures: a criterion."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

MARGIN = 2
"""How often what was seen: one election does not say how large the next will be."""

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Said:
    """Either the sentence, or why there is none."""

    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a rule says. figures: those it rests on, by their names in the JSON of the document."""

    title: str
    figures: tuple[str, ...]
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[Of]):
    title: str
    figures: tuple[str, ...]
    say: Callable[[Of], Said]

    def of(self, subject: Of) -> Criterion:
        said = self.say(subject)
        return Criterion(self.title, self.figures, said.text, said.reason)
