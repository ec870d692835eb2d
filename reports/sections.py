"""What belongs to a section of the documents: the charts it draws, the tables and words it shows.

Each kind is a table by section, beside what it makes; a document makes what its own sections ask
for, so what a profile leaves out costs nothing and is never drawn where it has no sense.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from reports.model import Memoria

T = TypeVar("T")


def asked(memoria: Memoria, by_section: Mapping[str, Iterable[T]]) -> list[T]:
    """What its sections ask for, in their order, each once."""
    wanted = (by_section.get(section.id, ()) for section in memoria.agreement.sections)
    return list(dict.fromkeys(one for made in wanted for one in made))


def every(by_section: Mapping[str, Iterable[T]]) -> tuple[T, ...]:
    """Whatever any section asks for, each once."""
    return tuple(dict.fromkeys(one for made in by_section.values() for one in made))
