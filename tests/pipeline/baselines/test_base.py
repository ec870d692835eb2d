"""What every reader of figures stands on."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.baselines import base
from pipeline.baselines.base import GREATEST, MANY, Given, Span, count, cut_short, refuse
from pipeline.errors import Problem, SettingsError

FIRST, LAST = date(2023, 6, 4), date(2023, 6, 5)
NO_LOG = "aquí van las cifras de una herramienta; las bitácoras se declaran en [[logs]]"


def problems_of(path):
    with pytest.raises(SettingsError) as caught:
        Given.open(path, "cifras.csv")
    return caught.value.problems


def test_what_is_no_file(tmp_path):
    expected = Problem("cifras.csv", "no es un archivo", "un archivo de cifras")
    assert problems_of(tmp_path) == (expected,)


def test_what_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"x")
    error = PermissionError(13, "Permission denied")
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(error))
    (problem,) = problems_of(tmp_path / "x")
    assert problem.found.startswith("no se puede leer (")
    assert problem == Problem("cifras.csv", problem.found, "", "revise el nombre y el permiso")


def test_how_large_a_file_may_be(tmp_path, monkeypatch):
    monkeypatch.setattr(base, "LARGEST", 3 << 20)
    path = tmp_path / "x"
    path.write_bytes(bytes(3 << 20))
    assert Given.open(path, "cifras.csv") == Given("cifras.csv", bytes(3 << 20))
    path.write_bytes(bytes((3 << 20) + 1))
    expected = Problem("cifras.csv", "es demasiado grande", "un archivo de a lo más 3 MiB", NO_LOG)
    assert problems_of(path) == (expected,)


@pytest.mark.parametrize("text", [" ñ", "Xñ"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_head_has_no_mark(encoding, text):
    assert Given("x", f"\ufeff{text}".encode(encoding)).head == text


def test_the_head_is_short():
    assert Given("x", b"a" * 9000).head == "a" * 8192


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (str(GREATEST), GREATEST),
        ("0" * 39, 0),
        ("0" * 40, None),
        ("٣", None),
        ("0.5", None),
        ("-1", None),
    ],
)
def test_what_is_a_count(text, expected):
    assert count(text) == expected


def test_how_many_problems_are_told():
    for more in (0, 2):
        problems = [Problem("x", str(number)) for number in range(MANY + more)]
        with pytest.raises(SettingsError) as caught:
            refuse(problems, "x")
        rest = [Problem("x", "y 2 problemas más como éstos")] if more else []
        assert caught.value.problems == (*problems[:MANY], *rest)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (None, None, "ya"),
        ("2023-06-04T00:59", "2023-06-05T23:00", "ya"),
        ("2023-06-03T12:00", "2023-06-06T12:00", "ya"),
        ("2023-06-04T01:05", None, "el archivo empieza a las 01:05 del 04/06/2023"),
        ("2023-06-05T00:00", None, "el archivo empieza a las 00:00 del 05/06/2023"),
        (None, "2023-06-05T22:59", "el archivo sólo llega a las 22:59 del 05/06/2023"),
        (None, "2023-06-04T23:30", "el archivo sólo llega a las 23:30 del 04/06/2023"),
    ],
)
def test_what_the_first_and_the_last_record_cut(since, until, told):
    instants = [text and datetime.fromisoformat(text) for text in (since, until)]
    (span,) = cut_short([Span(FIRST, LAST, incomplete="ya")], *instants)
    assert span.incomplete == told
