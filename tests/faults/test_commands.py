"""The other commands, killed: what they read stays as it was, and the next run takes away what they
had for themselves. (`sign` changes files: see test_signing.)"""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.support import tree
from tests.faults.support import AS_OF, Machine
from tests.faults.test_killed import killing

pytestmark = pytest.mark.slow
OWN = ".memoria"
"""In the names of whatever they make. Python itself tries out where temporary files may go."""


def commands(place: Path) -> Iterator[tuple[object, ...]]:
    (delivery,) = (place / "salida").glob("entrega-*.zip")
    yield "check", place / "memoria.toml", *AS_OF
    yield "inspect", place / "op" / "access.log", "--definition", "all"
    yield "verify", delivery, *AS_OF
    yield "compare", place / "salida", "--out", place.parent / "comparativo", *AS_OF


@pytest.mark.parametrize("number", range(4))
def test_other_commands_that_are_killed(number, short, tmp_path):
    words, machine = list(commands(short))[number], Machine(tmp_path / "machine")
    if words[0] == "compare":  # it takes whole deliveries only
        assert machine.run("build", short / "memoria.toml", *AS_OF).code == 0
    right, before = machine.run(*words), tree(short)
    assert right.code in (0, 1), right.err
    killed = 0
    for at in (1, 2, 4, 9):
        ended = machine.run(*words, prologue=killing(at, OWN))
        killed += ended.code == -signal.SIGKILL
        assert tree(short) == before
    assert killed
    again = machine.run(*words)
    assert (again.code, again.out, again.err) == (right.code, right.out, right.err)
    assert machine.left() == []
    assert not list(tmp_path.glob("**/.memoria-*"))
