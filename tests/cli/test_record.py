"""What a run says of itself: --verbose, and its record."""

import json
import os
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest

from pipeline import measure, parts
from pipeline.errors import Problem
from reports import journal
from reports.terminal import Terminal

from .support import ROOT, assert_clear, edit, project, run

AS_OF = ("--as-of", "2023-06-16")
BUILD = ".memoria/registro-build.json"


def record(file: Path) -> dict:
    kept = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.validate(kept, json.loads(journal.schema()))
    return kept


def test_the_committed_schema_is_that_of_the_record():
    assert (ROOT / "reports" / "registro.schema.json").read_text() == journal.schema()


def test_a_build_leaves_its_record_beside_its_key(finished):
    kept = record(finished / BUILD)
    assert (kept["command"], kept["outcome"], kept["exit"]) == ("build", "good", 0)
    assert kept["options"]["as_of"] == "2023-06-16"
    assert kept["started"] <= kept["ended"]
    assert [stage["outcome"] for stage in kept["stages"]] == ["good"] * 8
    assert kept["seconds"] >= sum(stage["seconds"] for stage in kept["stages"]) - 0.01
    assert kept["peak_bytes"] == max(stage["peak_bytes"] for stage in kept["stages"]) > 10_000_000
    assert all(stage["cpu_seconds"] >= 0 for stage in kept["stages"])
    logs = [finished / "op" / "access.log", finished / "base" / "ordinario.log.gz"]
    assert kept["read"] == {
        "logs": 2, "bytes": sum(log.stat().st_size for log in logs), "lines": 1392, "hits": 1392,
        "rejects": 0, "blank": 0, "comments": 0,
    }  # fmt: skip
    anew = {"kept": 0, "grown": 0, "made": 2}
    assert kept["work"] == {"log": anew, "handed": anew}
    assert (finished / BUILD).stat().st_mode & 0o777 == 0o600


def test_it_is_no_part_of_what_a_build_puts_out(finished):
    assert not list((finished / "salida").glob("*registro*"))
    [delivery] = (finished / "salida").glob("*.zip")
    with ZipFile(delivery) as opened:
        assert not [name for name in opened.namelist() if "registro" in name]


def test_what_was_done_before_is_told_from_what_is_done_now(with_outputs):
    log = with_outputs / "op" / "access.log"
    log.write_text(log.read_text() + log.read_text().splitlines(keepends=True)[-1])
    told = run("check", with_outputs / "memoria.toml", *AS_OF, "--verbose").err
    kept = record(with_outputs / ".memoria" / "registro-check.json")
    assert kept["work"] == {"log": {"kept": 1, "grown": 1, "made": 0}}
    assert "bitácora base/ordinario.log.gz: ya estaba hecha" in told
    assert "bitácora op/access.log: había crecido: se leyó lo nuevo" in told
    assert record(with_outputs / BUILD)["command"] == "build"


def test_verbose_says_each_step_with_its_seconds_and_no_more_than_is_asked(with_outputs):
    silent = run("check", with_outputs / "memoria.toml", *AS_OF)
    told = run("check", with_outputs / "memoria.toml", *AS_OF, "--verbose")
    assert (silent.err, silent.out) == ("", told.out)
    lines = told.err.splitlines()
    assert all(line.startswith("[") and " s] " in line for line in lines), lines
    titles = ["Buscando las bitácoras", "Leyendo las bitácoras", "Revisando punto por punto"]
    for title in titles:
        assert any(f"] {title}: " in line and "procesador" in line for line in lines), title
    assert "memoria check: terminó con 1" in lines[-1]


def test_a_run_that_fails_says_where_and_why(tmp_path):
    place = project(tmp_path / "p")
    edit(place / "memoria.toml", 'files = ["op/*"]', 'files = ["no/*"]')
    run("build", place / "memoria.toml", *AS_OF)
    kept = record(place / BUILD)
    assert (kept["outcome"], kept["exit"]) == ("failed", 2)
    assert [(stage["stage"], stage["outcome"]) for stage in kept["stages"]] == [
        ("discover", "failed")
    ]
    assert [problem["found"] for problem in kept["problems"]]
    assert kept["read"] is None


def test_so_does_one_that_is_interrupted(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    place = project(tmp_path / "p")
    monkeypatch.setattr(measure, "measure", interrupted)
    assert run("build", place / "memoria.toml", *AS_OF).code == 130
    kept = record(place / BUILD)
    assert (kept["outcome"], kept["exit"]) == ("interrupted", 130)
    assert [stage["stage"] for stage in kept["stages"] if stage["outcome"] == "failed"] == [
        "measures"
    ]
    assert kept["read"]["lines"] == 1392


def test_an_error_of_our_own_is_recorded_too(with_outputs, monkeypatch):
    monkeypatch.setattr(parts, "make", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("check", with_outputs / "memoria.toml", *AS_OF)
    kept = record(with_outputs / ".memoria" / "registro-check.json")
    assert (kept["outcome"], kept["exit"], bool(kept["ended"])) == ("failed", None, True)


def test_while_it_runs_the_record_says_in_which_stage(with_outputs, monkeypatch):
    file = with_outputs / ".memoria" / "registro-check.json"
    seen = []
    real = parts.make

    def watched(*arguments):
        seen.append(record(file))
        return real(*arguments)

    monkeypatch.setattr(parts, "make", watched)
    run("check", with_outputs / "memoria.toml", *AS_OF)
    [during] = seen
    assert (during["outcome"], during["ended"], during["exit"]) == ("running", None, None)
    assert [stage["outcome"] for stage in during["stages"]] == ["good", "running"]


def test_warnings_and_problems_are_kept_as_they_were_shown(capsys):
    kept = journal.Journal()
    warned, failed = Problem("a.log", "daño en 192.0.2.9", "b", "c"), Problem("x", "y")
    terminal = Terminal(kept)
    terminal.warnings([warned])
    terminal.problems([failed])
    assert [told.model_dump() for told in kept.run.warnings] == [
        {"where": "a.log", "found": "daño en [dirección oculta]", "expected": "b", "remedy": "c"}
    ]
    assert [told.where for told in kept.run.problems] == ["x"]


def test_wrong_words_of_the_command_line_are_no_run(with_outputs):
    before = (with_outputs / BUILD).read_bytes()
    assert run("build", with_outputs / "memoria.toml", "--as-of", "x").code == 2
    assert (with_outputs / BUILD).read_bytes() == before


@pytest.mark.parametrize(
    ("command", "file", "code"), [("inspect", "op/access.log", 0), ("check", "memoria.toml", 1)]
)
def test_any_command_keeps_a_record_where_it_is_asked_to(
    with_outputs, tmp_path, command, file, code
):
    place = tmp_path / "otro.json"
    assert run(command, with_outputs / file, "--record", place).code == code
    kept = record(place)
    assert (kept["command"], kept["exit"]) == (command, code)
    assert kept["stages"]
    assert not (with_outputs / ".memoria" / "registro-check.json").exists()


def test_where_it_cannot_be_kept_nothing_is_begun(with_outputs, tmp_path):
    result = run("check", with_outputs / "memoria.toml", "--record", tmp_path / "no" / "r.json")
    assert_clear(result, 2, "r.json", "no se puede escribir")
    assert result.out == ""


def test_names_are_harmless_and_hide_addresses(with_outputs):
    name = "op/de-192.0.2.44\x1b[2J\n{{7*7}}.log"
    (with_outputs / "op" / "access.log").rename(with_outputs / name)
    told = run("check", with_outputs / "memoria.toml", *AS_OF, "--verbose").err
    assert "\x1b" not in told
    assert "192.0.2.44" not in told
    assert "{{7*7}}.log: ya estaba hecha" in told
    assert len([line for line in told.splitlines() if "7*7" in line]) == 1


def test_a_name_that_is_no_text_is_told_all_the_same(with_outputs):
    (with_outputs / "op" / "access.log").rename(with_outputs / os.fsdecode(b"op/a\xff.log"))
    result = run("check", with_outputs / "memoria.toml", *AS_OF, "--verbose")
    assert "Traceback" not in result.err
    assert record(with_outputs / ".memoria" / "registro-check.json")["exit"] is not None
