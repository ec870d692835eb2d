"""Profiles that ask for files outside, or for more time than there is."""

import bz2
import re
import time
import tomllib
from pathlib import Path

import pytest
import tomli_w

from pipeline import containers
from pipeline.errors import DeliveryError, Problem
from pipeline.project import schema
from reports.verification import confined, delivery
from tests.hostile.factory import told

PROFILE, AGREEMENT = "perfiles/recalculo.toml", "perfiles/convenio.toml"


def changed(valid, path: str, **tables) -> dict[str, bytes]:
    """With other keys; in a table those that are given."""
    data = tomllib.loads(valid[path].decode())
    for key, value in tables.items():
        data[key] = {**data.get(key, {}), **value} if isinstance(value, dict) else value
    return {path: tomli_w.dumps(data).encode()}


def problems(place: Path) -> str:
    """Why the delivery has no project; said in bounded time."""
    start = time.process_time()
    found: list[Problem] = []
    project = delivery._tried(lambda: delivery._project(place / "data"), found)
    assert project is None
    assert time.process_time() - start < 5
    return told(DeliveryError(found))


# -- names of files

OUTSIDE = [
    "/etc/passwd", " /etc/passwd", "\t/etc/passwd", "~/x", "C:/x", "C:\\x", "\\\\nube\\x",
    "../../etc/passwd", "..\\..\\..\\..\\etc\\passwd", "..\\../../etc/passwd", "../x/../../../etc",
    "../**/../**/../*.log", "../*/../../x", "**/**/**/*", "../**/*/**/x", "a**b/**", "file:///etc/passwd",
    "https://malo.example/x", "x\n/etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("key", ["incidents", "files"])
def test_a_name_is_judged_as_it_will_be_understood(tmp_path, name, key):
    (folder := tmp_path / "perfiles").mkdir()
    table = f"[[logs]]\n{key} = " if key == "files" else f"{key} = "
    (folder / "recalculo.toml").write_text(table + tomli_w.dumps({"x": name}).partition("= ")[2])
    (problem,) = confined.confined(folder / "recalculo.toml", tmp_path)
    assert problem.where == f"perfiles/recalculo.toml: {key}"
    assert all(sign.isprintable() for sign in problem.found)


@pytest.mark.parametrize(
    "name", ["../bitacoras/a.gz", "../bitacoras/**/*.gz", "../incidencias/Año 2023 [1].csv", "x"]
)
def test_a_name_within_the_delivery_is_good(tmp_path, name):
    (folder := tmp_path / "perfiles").mkdir()
    (folder / "recalculo.toml").write_text(f"[[logs]]\nfiles = ['{name}']")
    assert list(confined.confined(folder / "recalculo.toml", tmp_path)) == []


def test_every_key_that_names_a_file_is_looked_at():
    text = Path(schema.__file__).read_text(encoding="utf-8")
    named = re.findall(r"^    (\w+): .*(?:FilePath|Globs)", text, re.MULTILINE)
    assert len(named) > 5
    assert set(named) | {"agreement"} == set(confined.KEYS)


def test_a_profile_without_end_of_wildcards(valid, altered):
    logs = [{"role": "operation", "files": [f"../bitacoras/{n}*"]} for n in range(200)]
    assert "demasiados comodines" in problems(altered(changed(valid, PROFILE, logs=logs)))


@pytest.mark.parametrize(
    "name", ["linea-base-x.xlsx", "../incidencias/x.csv", "linea-base-zip.csv"]
)
def test_of_other_tools_only_our_tables_are_read(valid, altered, name):
    files = changed(valid, PROFILE, baseline={"files": [name]})
    said = problems(altered(files | {"perfiles/linea-base-zip.csv": b"PK\3\4"}))
    assert "que no es una linea-base-….csv" in said


@pytest.mark.parametrize("name", ["../../../../etc/passwd.toml", "../x", "no-existe", "/x.toml"])
def test_an_agreement_is_of_the_delivery_or_one_of_ours(valid, altered, name):
    assert "recalculo.toml: agreement" in problems(altered(changed(valid, PROFILE, agreement=name)))


# -- texts of TOML


@pytest.mark.parametrize(
    "content",
    [
        b"a = " + b"[" * 100_000, b"a" + b".a" * 100_000 + b" = 1",
        b'x = {"a"' + b" . 'a'" * 50_000 + b" = 1}",
        b"[" + b"a." * 100_000 + b"a]", b"x" * 900_000, b"\xff", b"",
        b"".join(b"k%d = 1\n" % n for n in range(30_000)), b"a = 1" + b"0" * 5000,
        b"a = '" + b"x" * 900_000 + b"'", b"[a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s]\nx=1",
        b"a = " + b"{a = " * 5000, b"a = 9999-12-31T23:59:59-14:00\n",
    ],
    ids=lambda content: ascii(content[:14]),
)  # fmt: skip
@pytest.mark.parametrize("path", [PROFILE, AGREEMENT])
def test_a_profile_that_is_none_is_told(altered, content, path):
    assert problems(altered({path: content}))


# -- time


@pytest.mark.parametrize(
    ("tables", "word"),
    [
        ({"windows": {"logs": {"title": "x", "start": "0001-01-01T00:00:00", "end":
          "9999-01-01T00:00:00"}}}, "la fecha es de 1,"),
        ({"windows": {"logs": {"title": "x", "start": "1950-01-01T00:00:00", "end":
          "2150-01-01T00:00:00"}}}, "a lo más 400"),
        ({"cuts": {"minutes": 10**9}}, "a lo más 1,440"),
        ({"cuts": {"minutes": 10**30}}, "1,440"),
        ({"cuts": {"minutes": 0}}, "cuts.minutes"),
        ({"baseline": {"weeks": 10**9}}, "a lo más 104"),
        ({"baseline": {"weeks": 104}, "cuts": {"minutes": 1}}, "cortes de 1 minutos"),
        ({"visit_gap_minutes": 10**12}, "1,440"),
        ({"time_zone": "../../../etc/localtime"}, "no existe la zona horaria"),
        ({"time_zone": "/etc/localtime"}, "no existe la zona horaria"),
        ({"time_zone": "America/../America/Monterrey"}, "no existe la zona horaria"),
        ({"id": "../x"}, "id"),
        ({"theme": "../../x"}, "theme"),
    ],
)  # fmt: skip
def test_an_agreement_with_which_no_clock_can_reckon(valid, altered, tables, word):
    files = changed(valid, AGREEMENT, **tables)
    dated = re.sub(rb'"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)"', rb"\1", files[AGREEMENT])
    said = problems(altered({AGREEMENT: dated}))
    assert word.replace("1,", "1", 1) in said if word.endswith("de 1,") else word in said


def test_a_project_with_dates_at_the_end_of_time(valid, altered):
    answer = {"start": "0001-01-01T00:00:00", "end": "9999-12-31T23:59:59", "answer": "confirmada",
              "reason": "x"}  # fmt: skip
    files = changed(valid, PROFILE, candidates=[answer])
    dated = re.sub(rb'"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)"', rb"\1", files[PROFILE])
    assert "un año de 1900 a 2199" in problems(altered({PROFILE: dated}))


# -- logs that unpack to anything


def test_a_log_that_gives_too_much_breaks_off(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "ALWAYS", 1 << 20)
    (tmp_path / "x.bz2").write_bytes(bz2.compress(b"\0" * 40_000_000))
    with (tmp_path / "x.bz2").open("rb") as file:
        (text,) = containers.texts(file)
        sizes: list[int] = []
        with pytest.raises(containers.DamageError, match="más de 1,000 veces su tamaño"):
            sizes.extend(map(len, text.pieces))
    assert sum(sizes) < 5 << 20
