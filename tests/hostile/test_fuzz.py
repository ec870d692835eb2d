"""A delivery changed at random is refused, or told what of it does not hold, and nothing else."""

import json
import random
import warnings
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DeliveryError
from reports import verification
from reports.verification.delivery import opened
from tests.examples import examples
from tests.hostile import factory

STEPS = ("contenido", "plazo", "datos")
SLOW = settings(
    max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
ODD: list[Any] = [
    None, True, False, 0, -1, 1e308, 5e-324, 10**17, -(10**17), "", "x", "\u202e", "=1+1",
    "0001-01-01", "2023-06-16", "\x00", [], {}, [[]], {"": None}, [None] * 50, "x" * 50_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def sealed(valid, tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("fuzz")
    return factory.sealed(valid, folder / f"{factory.NAME}.zip").read_bytes()


def looked_at(place, *, figures: bool) -> None:
    """Everything that can be said of it in a moment, all of it for people."""
    try:
        with opened(place) as delivery:
            for topic in ("sello", *STEPS, "cifras") if figures else STEPS:
                step = partial(factory.STEPS[topic], delivery)
                for one in verification.guarded(topic, step):
                    assert one.state in ("good", "warning", "missing", "skipped")
                    assert all(problem.found for problem in one.problems)
    except DeliveryError as error:
        factory.told(error)


# -- bytes of the zip


def flipped(content: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 6)):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def in_the_lists(content: bytearray, rng: random.Random) -> None:
    """Where names, sizes and places are told."""
    start = content.rfind(b"PK\1\2", 0, len(content) - 2000)
    for _ in range(rng.randint(1, 6)):
        content[rng.randrange(max(start - 4000, 0), len(content))] = rng.randrange(256)


def truncated(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content)) :]


def without(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content))
    del content[at : at + rng.randint(1, 5000)]


def reordered(content: bytearray, rng: random.Random) -> None:
    one, other = sorted(rng.randrange(len(content)) for _ in range(2))
    size = rng.randint(1, 3000)
    first, second = content[one : one + size], content[other : other + size]
    content[other : other + size], content[one : one + size] = first, second


def twice(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content))
    content[at:at] = content[at : at + rng.randint(1, 5000)]


@pytest.mark.parametrize("change", [flipped, in_the_lists, truncated, without, reordered, twice])
def test_a_zip_with_other_bytes(sealed, tmp_path, change):
    place = tmp_path / "x.zip"
    for seed in range(examples(12)):
        content = bytearray(sealed)
        change(content, random.Random(seed))
        place.write_bytes(content)
        looked_at(place, figures=False)


# -- values of JSON


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands, lists and tables included."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in inner:
            found += leaves(item, (*path, key))
    return found


def put(value: Any, path: tuple[Any, ...], new: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new


@pytest.fixture(scope="module")
def folder(valid, tmp_path_factory):
    return factory.unpacked(valid, tmp_path_factory.mktemp("json") / factory.NAME)


@pytest.mark.parametrize("name", ["resumen.json", "datos/datapackage.json", "procedencia.json"])
def test_json_with_other_values(valid, folder, name):
    places = leaves(json.loads(valid[name]))
    rng = random.Random(name)

    for _ in range(examples(12)):
        changed = json.loads(valid[name])
        with_problem = rng.choice(places)
        put(changed, with_problem, rng.choice(ODD))
        (folder / "data" / name).write_text(json.dumps(changed), encoding="utf-8")
        looked_at(folder, figures=False)
    (folder / "data" / name).write_bytes(valid[name])


@pytest.mark.slow
@SLOW
@given(data=st.data())
def test_a_summary_that_validates_is_drawn_or_refused(valid, folder, data):
    """Its figures and documents, too: whatever a value may be, nothing but its problem is said."""
    changed = json.loads(valid["resumen.json"])
    places = leaves(changed)
    for _ in range(data.draw(st.integers(1, 3))):
        with_any = data.draw(st.sampled_from(places))
        try:
            put(changed, with_any, data.draw(st.sampled_from(ODD)))
        except (KeyError, IndexError, TypeError):  # it went with an earlier one
            continue
    (folder / "data" / "resumen.json").write_text(json.dumps(changed), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        looked_at(folder, figures=True)
        with opened(folder) as delivery:
            for one in verification.guarded(
                "cifras", lambda: verification.documents.documents(delivery)
            ):
                assert one.topic == "cifras"
    (folder / "data" / "resumen.json").write_bytes(valid["resumen.json"])


# -- bytes of its files


@pytest.mark.parametrize(
    "ending", [".json", ".toml", ".parquet", ".csv", ".sha256", ".md"]
)  # fmt: skip
def test_files_with_other_bytes(valid, folder, ending):
    rng = random.Random(ending)
    names = [name for name in valid if name.endswith(ending) and not name.startswith("bitacoras/")]
    for _ in range(examples(9)):
        name = rng.choice(names)
        content = bytearray(valid[name] or b"x")
        rng.choice([flipped, truncated, without, reordered, twice])(content, rng)
        (folder / "data" / name).write_bytes(content)
        looked_at(folder, figures=False)
        (folder / "data" / name).write_bytes(valid[name])


@pytest.mark.slow
def test_tables_with_other_bytes(valid, folder):
    rng = random.Random(7)
    names = [name for name in valid if name.endswith(".parquet")]
    for _ in range(examples(60)):
        name = rng.choice(names)
        content = bytearray(valid[name])
        rng.choice([flipped, truncated, without, reordered, twice])(content, rng)
        (folder / "data" / name).write_bytes(content)
        with opened(folder) as delivery:
            list(verification.guarded("cifras", partial(factory.STEPS["cifras"], delivery)))
        (folder / "data" / name).write_bytes(valid[name])
