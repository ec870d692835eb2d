"""Whatever changes no figure changes none, and nothing is read twice."""

import gzip
import json
import os
import shutil
import zipfile

import pytest

from pipeline import parts

from .conftest import AS_OF
from .support import OPERATION_START as START
from .support import edit, line, operation_lines, project, run


@pytest.fixture
def parsed(monkeypatch):
    """The names of the logs whose blocks are parsed."""
    names: list[str] = []
    real = parts._Run.parse

    def note(self, item):
        names.append(item.draft.log.name)
        return real(self, item)

    monkeypatch.setattr(parts._Run, "parse", note)
    return names


@pytest.fixture
def small(tmp_path, without_documents):
    return project(tmp_path / "p")


def read(place):
    """Its logs, for the run that follows: `check` reads them as `build` does."""
    assert run("check", place / "memoria.toml").code in (0, 1)


def test_a_second_build_with_unchanged_logs_parses_nothing(small, parsed, monkeypatch):
    assert run("build", small / "memoria.toml").code == 0
    assert parsed == ["op/access.log", "base/ordinario.log.gz"]
    first = (small / "salida" / "resumen.json").read_bytes()

    def refuse(*_):
        raise AssertionError("parsed again")

    monkeypatch.setattr(parts, "parse_block", refuse)
    assert run("build", small / "memoria.toml").code == 0
    assert (small / "salida" / "resumen.json").read_bytes() == first


@pytest.mark.slow
def test_neither_after_check_nor_after_a_touch_or_a_copy(small, parsed):
    assert run("check", small / "memoria.toml").code in (0, 1)
    parsed.clear()
    for path in small.glob("*/*"):
        os.utime(path, (0, 0))
    shutil.copytree(small, small.with_name("q"))
    assert run("build", small / "memoria.toml").code == 0
    assert run("build", small.with_name("q") / "memoria.toml").code == 0
    assert parsed == []


def test_only_the_log_that_grew_is_parsed_again(small, parsed):
    read(small)
    parsed.clear()
    with (small / "op" / "access.log").open("a") as file:
        file.write(line(START, "/una-mas"))
    result = run("build", small / "memoria.toml")
    assert parsed == ["op/access.log"]
    assert f"{720 + 28 * 24 + 1:,} renglones" in result.out
    folders = list((small / ".memoria" / "partes").iterdir())
    assert len(folders) == 2, "the parts of the log as it was are swept"


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ('files = ["op/*"]', 'files = ["op/*"]\nformat = "common"', None),
        ('files = ["op/*"]', 'files = ["op/*"]\nsection = "published"', []),
        pytest.param('name = "El Mezquite"', 'name = "El Huizache"', [], marks=pytest.mark.slow),
    ],
)
def test_a_changed_setting_parses_what_it_concerns(small, parsed, old, new, again):
    read(small)
    parsed.clear()
    edit(small / "memoria.toml", old, new)
    result = run("build", small / "memoria.toml")
    if again is None:  # another format: it must not serve what the first one read
        assert parsed == ["op/access.log"] or result.code == 2
    else:
        assert (result.code, parsed) == (0, again)


def test_another_key_parses_everything_again(small, parsed):
    read(small)
    parsed.clear()
    (small / ".memoria" / "llave").unlink()
    assert run("build", small / "memoria.toml").code == 0
    assert parsed == ["op/access.log", "base/ordinario.log.gz"]


def test_the_key_is_for_its_owner_only(small):
    read(small)
    key = small / ".memoria" / "llave"
    assert (key.stat().st_mode & 0o777, key.stat().st_size) == (0o600, 32)


@pytest.mark.slow
def test_two_split_logs_are_the_same_as_one(small):
    assert run("build", small / "memoria.toml").code == 0
    one = (small / "salida" / "memoria.duckdb", measured(small))
    lines = list(operation_lines())
    (small / "op" / "access.log").write_text("".join(lines[100:]))
    (small / "op" / "b.log.gz").write_bytes(gzip.compress("".join(lines[:100]).encode()))
    assert run("build", small / "memoria.toml").code == 0
    assert measured(small) == one[1]


@pytest.mark.slow
def test_any_split_in_any_order_of_the_globs_is_the_same(small):
    assert run("build", small / "memoria.toml").code == 0
    one = measured(small)
    lines = list(operation_lines())
    (small / "op" / "access.log").unlink()
    pieces = {"b.log": lines[:100], "a.log": lines[100:101], "d.log": lines[101:500]}
    for name, some in (pieces | {"c.log": lines[500:]}).items():
        (small / "op" / name).write_text("".join(some))
    old = '["op/*"]'
    for globs in (
        '["op/b*", "op/*"]',
        '["op/d*", "op/c*", "op/b*", "op/a*"]',
        '["op/[a-b]*", "op/*"]',
    ):
        edit(small / "memoria.toml", f"files = {old}", f"files = {globs}")
        old = globs
        assert run("build", small / "memoria.toml").code == 0
        assert measured(small) == one, globs


@pytest.mark.slow
def test_copies_of_any_kind_change_no_figure(small):
    assert run("build", small / "memoria.toml").code == 0
    one = measured(small)
    data = (small / "op" / "access.log").read_bytes()
    (small / "op" / "copia.log.gz").write_bytes(gzip.compress(data))
    (small / "op" / "principio.log").write_bytes(data[: len(data) // 2])
    (small / "op" / "cortada.log.gz").write_bytes(gzip.compress(data)[:-100])
    with zipfile.ZipFile(small / "op" / "respaldo.zip", "w") as archive:
        archive.writestr("access.log", data[: len(data) // 3])
    result = run("build", small / "memoria.toml")
    assert result.code == 0
    assert measured(small) == one
    assert f"{720 + 28 * 24:,} renglones" in result.out
    for name in ("copia.log.gz", "principio.log", "cortada.log.gz", "respaldo.zip › access.log"):
        assert f"op/{name}: todo lo que contiene está también en op/access.log" in result.err


def measured(folder):
    summary = json.loads((folder / "salida" / "resumen.json").read_text())
    return summary["measures"], summary["factors"], summary["availability"], summary["series"]


def test_the_key_leaves_no_trace_in_the_figures(tmp_path, without_documents):
    """Several keys, on a small project: an order that hangs on tokens would show."""
    summaries = []
    for name in "abc":
        folder = project(tmp_path / name)
        assert run("build", folder / "memoria.toml", "--as-of", AS_OF).code == 0
        summaries.append(json.loads((folder / "salida" / "resumen.json").read_bytes()))
        handed = summaries[-1].pop("handover")  # the digests of what the key has written
        assert handed["lines"] == summaries[-1]["ingest"]["lines"]
    assert summaries[0] == summaries[1] == summaries[2]
