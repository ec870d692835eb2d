"""One line of what `memoria check` says."""

from dataclasses import dataclass
from typing import Literal

from pipeline.errors import Problem

State = Literal["good", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """state: good; warning, the document can be made; missing, it falls short."""

    topic: str
    state: State
    text: str
    remedy: str = ""

    @classmethod
    def of(cls, topic: str, state: State, problem: Problem) -> "Finding":
        expected = f" (se esperaba: {problem.expected})" if problem.expected else ""
        return cls(topic, state, f"{problem.where}: {problem.found}{expected}", problem.remedy)


def plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
