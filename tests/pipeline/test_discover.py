"""Globs → logs: what is found, in which order, and what is said of what cannot be read."""

import gzip
import io
import os
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import discover as discover_module
from pipeline.discover import discover
from pipeline.timespan import zone
from tests.pipeline.projects import log_text, project


def written(folder: Path, files: dict[str, bytes | str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def names(found):
    return [file.name for file in found.files]


def test_every_fact_of_a_log(tmp_path):
    text = log_text("ab").encode()
    written(tmp_path, {"a.log": gzip.compress(text)})
    (file,) = discover(project(tmp_path, "a.log")).files
    assert file.path == tmp_path / "a.log"
    assert (file.name, file.role, file.section) == ("a.log", "operation", None)
    assert (file.compression, file.format.name, file.zone) == ("gzip", "combined", None)
    assert file.size == (tmp_path / "a.log").stat().st_size
    assert len(file.sha256) == 64


def test_globs_of_every_kind(tmp_path):
    files = ["a/x.log", "a/b/c/y.log", "a/b/z.txt", "[viejo]/v.log", "raro[1].log", "raro1.log"]
    written(tmp_path, {name: log_text([str(number)]) for number, name in enumerate(files)})
    assert names(discover(project(tmp_path, "a/**/*.log"))) == ["a/b/c/y.log", "a/x.log"]
    assert names(discover(project(tmp_path, "a/*/*"))) == ["a/b/z.txt"]
    assert names(discover(project(tmp_path, "raro[1].log"))) == ["raro[1].log"]
    assert names(discover(project(tmp_path, "raro[0-9].log"))) == ["raro1.log"]
    assert names(discover(project(tmp_path, "[[]viejo]/*.log"))) == ["[viejo]/v.log"]
    assert names(discover(project(tmp_path, str(tmp_path / "a" / "*.log")))) == ["a/x.log"]


def test_a_file_of_two_globs_counts_once(tmp_path):
    written(tmp_path, {"a.log": log_text("a"), "b.log": log_text("b")})
    found = discover(project(tmp_path, "b.log", "*.log", "./a.log"))
    assert (names(found), found.warnings) == (["b.log", "a.log"], ())


def test_a_glob_without_files_is_an_error_that_names_it(tmp_path):
    found = discover(project(tmp_path, "no/*.log"))
    assert found.files == ()
    (problem,) = found.errors
    assert "«no/*.log»" in problem.found
    assert "memoria.toml:17 (logs[1])" in problem.where


def test_folders_are_not_logs(tmp_path):
    (tmp_path / "carpeta.log").mkdir()
    written(tmp_path, {"a.log": log_text("a")})
    assert names(discover(project(tmp_path, "*.log"))) == ["a.log"]
    (problem,) = discover(project(tmp_path, "carpeta.log")).errors
    assert (problem.where, problem.found) == ("carpeta.log", "es una carpeta")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.log")
    (problem,) = discover(project(tmp_path, "*.log")).errors
    assert (problem.where, problem.found) == ("a.log", "no es un archivo")


def test_an_empty_log_is_one_and_is_told(tmp_path):
    written(tmp_path, {"a.log": b"", "b.log": b"", "c.log": log_text("c")})
    found = discover(project(tmp_path, "*.log"))
    assert found.errors == ()
    assert names(found) == ["a.log", "b.log", "c.log"]
    assert [(item.where, item.found) for item in found.warnings] == [
        ("a.log", "está vacío"),
        ("b.log", "está vacío"),
    ]


def test_a_log_of_blank_lines_can_be_read(tmp_path):
    written(tmp_path, {"a.log": "\n \n\n", "b.log": gzip.compress(b"")})
    assert names(discover(project(tmp_path, "*.log"))) == ["a.log", "b.log"]


def test_an_exact_copy_is_left_out_and_told(tmp_path):
    written(tmp_path, {"a.log": log_text("a"), "b.log": log_text("a"), "c.log": log_text("c")})
    found = discover(project(tmp_path, "*.log"))
    assert names(found) == ["a.log", "c.log"]
    (problem,) = found.warnings
    assert (problem.where, problem.found) == ("b.log", "es una copia exacta de a.log")


OTHERS: dict[str, bytes | str] = {
    "la bitácora de errores de nginx": (
        "2023/06/04 18:00:01 [error] 7#7: *1 open() failed, client: 10.0.0.1\n" * 9
    ),
    "una imagen": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x06\0\0\0"
    + bytes(range(256)) * 9,
    "JSON": '{"time": "2023-06-04T18:00:00Z", "status": 200}\n' * 9,
    "un programa o datos binarios": gzip.compress(gzip.compress(log_text("abc").encode())),
    "control": "\x1b[2J\x1b[31mrojo\x1b[0m\n" * 5,
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_access_log_is_refused_by_its_name_or_first_line(kind, tmp_path):
    written(tmp_path, {"a.log": OTHERS[kind], "b.log": log_text("b")})
    found = discover(project(tmp_path, "*.log"))
    assert names(found) == ["b.log"]
    (problem,) = found.errors
    assert problem.where == "a.log"
    if kind in ("JSON", "control"):
        assert "ningún formato conocido" in problem.found
        assert "declare format" in problem.remedy
    else:
        assert problem.found == f"no es una bitácora de acceso: es {kind}"
    assert problem.found.isprintable()
    assert len(problem.found) < 200


def test_a_declared_format_is_taken_at_its_word(tmp_path):
    common = '10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 1\n'
    written(tmp_path, {"a.log": "no\n" * 9 + common})
    also = 'format = "common"\nsection = "published"\n'
    (file,) = discover(project(tmp_path, "a.log", also=also)).files
    assert (file.format.name, file.section) == ("common", "published")
    (problem,) = discover(project(tmp_path, "a.log", also='format = "comon"\n')).errors
    assert problem.remedy == "¿quiso decir «common»?"


@pytest.mark.parametrize("cut", [3, 12, 60])
def test_a_broken_gzip_is_recognised_by_what_it_still_holds(cut, tmp_path):
    data = gzip.compress(log_text("abcdefghij" * 20).encode())
    written(tmp_path, {"a.log": data[:-cut]})
    (file,) = discover(project(tmp_path, "a.log")).files
    assert (file.compression, file.format.name) == ("gzip", "combined")


def test_a_gzip_of_which_nothing_can_be_read(tmp_path):
    written(tmp_path, {"a.log": b"\x1f\x8bno es gzip"})
    found = discover(project(tmp_path, "a.log"))
    assert len(found.files) + len(found.errors) == 1


def test_an_archive_that_breaks_off_gives_the_logs_before_the_break(tmp_path):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in "abc":
            data = log_text([name] * 20).encode()
            entry = tarfile.TarInfo(f"{name}.log")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    broken = stream.getvalue().replace(b"c.log", b"d.log")
    written(tmp_path, {"x.tar": broken})
    found = discover(project(tmp_path, "x.tar"))
    assert names(found) == ["x.tar › a.log", "x.tar › b.log"]
    assert [(problem.where, problem.found) for problem in found.warnings] == [
        ("x.tar", "el tar está dañado")
    ]
    assert found.errors == ()


def test_an_archive_without_logs(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("foto.png", OTHERS["una imagen"])
        archive.writestr("x.7z", b"7z\xbc\xaf\x27\x1c")
    written(tmp_path, {"a.zip": stream.getvalue()})
    (first, second) = discover(project(tmp_path, "a.zip")).errors
    assert (first.where, second.where) == ("a.zip › foto.png", "a.zip › x.7z")
    with zipfile.ZipFile(stream := io.BytesIO(), "w"):
        pass
    written(tmp_path, {"a.zip": stream.getvalue()})
    (problem,) = discover(project(tmp_path, "a.zip")).errors
    assert problem.found == "no contiene ninguna bitácora"


def test_all_problems_come_at_once(tmp_path):
    written(tmp_path, {"a.json": OTHERS["JSON"], "b.json": OTHERS["JSON"], "c.log": log_text("c")})
    found = discover(project(tmp_path, "a.json", "no", "b.json", "c.log"))
    assert names(found) == ["c.log"]
    assert len(found.errors) == 3


def test_a_project_may_be_elsewhere(tmp_path):
    written(tmp_path, {"logs/a.log": log_text("a")})
    (tmp_path / "p").mkdir()
    assert names(discover(project(tmp_path / "p", "../logs/*.log"))) == ["../logs/a.log"]


def test_the_zone_of_a_source_is_the_projects(tmp_path):
    written(tmp_path, {"a.log": "10.0.0.1 2023-06-04 18:00:00 200\n"})
    own = project(tmp_path, "a.log", also='format = "%h %{%Y-%m-%d %H:%M:%S}t %s"\n')
    (file,) = discover(own).files
    assert file.zone == "America/Monterrey"
    source = replace(own.logs[0], zone=zone("UTC"))
    (file,) = discover(replace(own, logs=(source,))).files
    assert file.zone == "UTC"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_log_without_permission(tmp_path):
    written(tmp_path, {"a.log": log_text("a")})
    (tmp_path / "a.log").chmod(0)
    (problem,) = discover(project(tmp_path, "a.log")).errors
    assert problem.found == "no hay permiso para leerlo"


def test_more_logs_than_a_delivery_holds_are_told_before_any_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(discover_module, "MOST_LOGS", 2)
    monkeypatch.setattr(discover_module, "look", None)
    written(tmp_path, {f"{name}.log": log_text(name) for name in "abc"})
    found = discover(project(tmp_path, "*.log"))
    assert (found.files, found.warnings) == ((), ())
    (problem,) = found.errors
    assert (problem.found, problem.expected) == ("son 3", "a lo más 2")
    assert "cat 2023-06-04-*.gz" in problem.remedy


def test_more_logs_in_an_archive_than_a_delivery_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(discover_module, "MOST_LOGS", 2)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in "abc":
            archive.writestr(f"{name}.log", log_text(name))
    (problem,) = discover(project(tmp_path, "x.zip")).errors
    assert problem.found == "son 3"
    monkeypatch.setattr(discover_module, "MOST_LOGS", 3)
    assert discover(project(tmp_path, "x.zip")).errors == ()
