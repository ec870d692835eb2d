"""Lines of a layout's own pieces, good or strange."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from pipeline.formats.readers.fields import Field

Values = Mapping[str, Sequence[str]]


def good(token: str | Field, times: Values, ordinary: Values) -> st.SearchStrategy[str]:
    """times: by their layout; ordinary: all others, by their role."""
    match token:
        case str():
            return st.just(token)
        case Field("time", layout):
            return st.sampled_from(times[layout])
        case _:
            return st.sampled_from(ordinary[token.role])


def spoilt(draw: st.DrawFn, parts: list[str], hostile: st.SearchStrategy[str]) -> str:
    """Up to two strange pieces: before, after or instead of some value."""
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(parts) - 1))
        strange = draw(hostile)
        parts[at] = draw(st.sampled_from([strange + parts[at], parts[at] + strange, strange]))
    return "".join(parts)
