"""Whatever goes wrong on a worker is told here: nothing that cannot travel keeps it from coming."""

import pytest

from tests.cluster.conftest import cluster
from tests.cluster.test_parts import TEXT, failure, place, read

__all__ = ["TEXT", "place"]

FAILING = """
from pipeline import parts
from pipeline.errors import LogError, Problem
class Odd(Exception):
    def __init__(self, one, other):
        super().__init__(one)
        self.held = lambda: other
class Deep(BaseException):
    pass
class Broken(Exception):
    def __reduce__(self):
        raise self
    def __repr__(self):
        raise ValueError
class Empty(Exception):
    def __reduce__(self):
        return str, ()
def raised():
    {}
parts.parse_into = lambda *given: raised()
"""


@pytest.mark.slow
@pytest.mark.parametrize("what", [
    "raise Odd('roto', 2)", "raise Deep('roto')", "raise Broken('roto')", "raise Empty('roto')",
])  # fmt: skip
def test_what_cannot_travel_comes_as_words(what, place, tmp_path):
    with (
        cluster(tmp_path / "dask", 1, FAILING.format(what)) as dask,
        pytest.raises(RuntimeError, match=r"Odd|Deep|Broken|Empty"),
    ):
        read(place, dask.address)


@pytest.mark.slow
def test_what_was_explained_comes_so_whatever_caused_it(place, tmp_path):
    what = "raise LogError(Problem('x.log', 'roto')) from Odd('y', 2)"
    with cluster(tmp_path / "dask", 1, FAILING.format(what)) as dask:
        assert failure(place, dask.address) == "x.log: roto"
