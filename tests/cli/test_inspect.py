"""`memoria inspect`: any log, without a project."""

import gzip
import json
import subprocess
import sys

import pytest

from .conftest import SAMPLE
from .support import ROOT, assert_clear, run, run_apart, start

KEYS = [
    "file", "format", "lines", "blank", "comments", "hits", "rejects", "reject_reasons",
    "bytes", "clients", "status", "first", "last", "compression", "formats", "confidence",
    "forwarded", "damage",
]  # fmt: skip
COMBINED = '192.0.2.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 10 "-" "A"\n'
APACHE = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D'
NGINX = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'
WITHOUT_OFFSET = '%h %{%Y-%m-%d %H:%M:%S}t "%r" %>s %b'


def inspected(*arguments):
    result = run("inspect", "--json", *arguments)
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


@pytest.fixture(scope="module")
def every_log(truth):
    names = sorted(truth["files"])
    return dict(zip(names, inspected(*(SAMPLE / name for name in names)), strict=True))


def test_the_sample_is_counted_as_its_generator_counted_it(every_log, truth):
    for name, found in every_log.items():
        wrote = {key: value for key, value in truth["files"][name].items() if key in KEYS}
        assert {key: found[key] for key in wrote} == wrote, name
        assert sum(found["reject_reasons"].values()) == found["rejects"]
        assert found["lines"] == sum(found[k] for k in ("hits", "rejects", "blank", "comments"))


def test_the_keys_are_these_in_this_order(every_log):
    for name, found in every_log.items():
        assert list(found) == KEYS
        assert found["file"] == str(SAMPLE / name)


@pytest.mark.parametrize("name", ["operacion/www-access.log.gz", "operacion/prep-access.log"])
def test_the_lines_are_those_of_wc(every_log, truth, name):
    program = f"{'zcat' if name.endswith('.gz') else 'cat'} '{SAMPLE / name}' | wc -l"
    newlines = int(subprocess.check_output(["sh", "-c", program]))
    ends = truth["files"][name]["newline_at_end"]
    assert every_log[name]["lines"] == newlines + (not ends)


@pytest.mark.parametrize(
    ("log", "declared", "shown"),
    [
        (COMBINED, None, "combined"),
        (COMBINED, "combined", "combined"),
        (COMBINED.replace('"A"\n', '"A" 120\n'), APACHE, APACHE),
        (COMBINED.replace(' "-" "A"', ""), NGINX, NGINX),
        (COMBINED.replace(' "-" "A"', ""), "common", "common"),
    ],
)
def test_a_format_by_its_name_or_its_string(tmp_path, log, declared, shown):
    (tmp_path / "a.log").write_text(log)
    arguments = ["--format", declared] if declared else []
    [found] = inspected(tmp_path / "a.log", *arguments)
    assert (found["format"], found["hits"], found["bytes"]) == (shown, 1, 10)
    assert (found["first"], found["last"]) == ("2023-06-05T00:00:00Z",) * 2


def test_a_named_format_that_reads_nothing_shows_what_it_does_not_read(tmp_path):
    (tmp_path / "a.log").write_text(COMBINED * 30)
    [found] = inspected(tmp_path / "a.log", "--format", "common")
    assert (found["hits"], found["reject_reasons"]) == (0, {"no_match": 30})


def test_times_without_an_offset_are_those_of_the_zone_told(tmp_path):
    log = tmp_path / "a.log"
    log.write_text('192.0.2.1 2023-06-04 18:00:00 "GET / HTTP/1.1" 200 10\n')
    told = ["--format", WITHOUT_OFFSET, "--timezone"]
    [monclova] = inspected(log, *told, "America/Monterrey")
    [border] = inspected(log, *told, "America/Matamoros")
    assert monclova["first"] == "2023-06-05T00:00:00Z"
    assert border["first"] == "2023-06-04T23:00:00Z"
    result = run("inspect", log, "--format", WITHOUT_OFFSET)
    assert_clear(result, 2, "a.log", "zona", "--timezone")


def test_a_zone_that_does_not_exist(tmp_path):
    (tmp_path / "a.log").write_text(COMBINED)
    result = run("inspect", tmp_path / "a.log", "--timezone", "America/Monclova")
    assert_clear(result, 2, "--timezone", "America/Monclova", "America/Monterrey")
    assert result.out == ""


def test_a_format_that_does_not_exist_names_the_nearest(tmp_path):
    (tmp_path / "a.log").write_text(COMBINED)
    assert_clear(run("inspect", tmp_path / "a.log", "--format", "conbined"), 2, "«combined»")


def test_one_that_cannot_be_read_among_several(tmp_path):
    good, other = tmp_path / "good.log", tmp_path / "other.log"
    for log in (good, other):
        log.write_text(COMBINED)
    missing = tmp_path / "missing.log"
    result = run("inspect", "--json", good, missing, tmp_path, other)
    assert_clear(result, 1, "missing.log", "no existe", "es una carpeta")
    assert [found["file"] for found in json.loads(result.out)] == [str(good), str(other)]


def test_none_that_can_be_read(tmp_path):
    result = run("inspect", "--json", tmp_path / "missing.log")
    assert_clear(result, 2, "missing.log", "no existe")
    assert json.loads(result.out) == []


@pytest.mark.parametrize(
    ("content", "counts"),
    [
        (b"", (0, 0, 0, 0)),
        (b"\n\n", (2, 0, 0, 2)),
        (COMBINED.encode()[:-1], (1, 1, 0, 0)),
        (COMBINED.encode().replace(b"\n", b"\r\n") * 3, (3, 3, 0, 0)),
        (b"\xef\xbb\xbf" + COMBINED.encode(), (1, 1, 0, 0)),
        (COMBINED.encode() + b"\x16\x03\x01 no es nada\n", (2, 1, 1, 0)),
        (gzip.compress(COMBINED.encode()), (1, 1, 0, 0)),
    ],
    ids=["empty", "blank", "no newline", "crlf", "bom", "reject", "gzip"],
)
def test_every_line_is_accounted_for(tmp_path, content, counts):
    (tmp_path / "a.log").write_bytes(content)
    [found] = inspected(tmp_path / "a.log")
    assert tuple(found[key] for key in ("lines", "hits", "rejects", "blank")) == counts
    assert (found["first"] is None) == (found["hits"] == 0)


def test_a_broken_gzip_gives_what_it_holds_and_says_so(tmp_path):
    whole = gzip.compress("".join(COMBINED.replace(" 10 ", f" {n} ") for n in range(999)).encode())
    (tmp_path / "a.log.gz").write_bytes(whole[: len(whole) // 2])
    result = run("inspect", tmp_path / "a.log.gz")
    assert_clear(result, 0)
    assert "el gzip está cortado" in result.out
    [found] = json.loads(run("inspect", "--json", tmp_path / "a.log.gz").out)
    assert 0 < found["hits"] < 999


def test_the_damage_is_said_beside_json_too(tmp_path):
    whole = gzip.compress(COMBINED.encode() * 999)
    (tmp_path / "a.log.gz").write_bytes(whole[:-6])
    result = run("inspect", "--json", tmp_path / "a.log.gz")
    assert_clear(result, 0, "a.log.gz", "el gzip está cortado")
    assert json.loads(result.out)[0]["lines"] == 999


HOSTILE = [
    "\x1b[2J\x1b]0;dueño\x07",
    "\u202egnp.exe",
    "\u2028\u2066",
    "\x9b31m",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_reach_the_terminal_inert(tmp_path, text):
    (tmp_path / "a.log").write_text(COMBINED * 3 + f"nada {text} nada\n")
    result = run("inspect", tmp_path / "a.log")
    assert "nada ·" in result.out
    assert not set(text) & set(result.said) - set("[]2J0;dueñog np.ex31m")
    (tmp_path / f"b{text.replace('/', '')}.log").write_text(text)
    refused = run("inspect", *tmp_path.glob("b*"))
    assert refused.code == 2
    assert not set(text) & set(refused.said) - set("[]2J0;dueñognp.ex31m")


def test_json_is_pure_however_the_file_is_named(tmp_path):
    for name in ("bitácora.log", 'a"b.log', "[red]x.log"):
        (tmp_path / name).write_text(COMBINED)
    bad = tmp_path / "caf\udce9.log"
    bad.write_text(COMBINED)
    result = run_apart("inspect", "--json", *sorted(map(str, tmp_path.iterdir())))
    assert (result.code, result.err) == (0, "")
    assert sorted(found["file"] for found in json.loads(result.out)) == sorted(
        map(str, tmp_path.iterdir())
    )
    assert run_apart("inspect", bad).code == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_old_terminal_gets_what_it_can_show(tmp_path, encoding):
    (tmp_path / "bitácora.log").write_text(COMBINED * 2 + "nada → ñ\n")
    (tmp_path / "otra.log").write_text("nada → ñ\n")
    process = subprocess.run(
        [sys.executable, "-m", "memoria", "inspect", *map(str, tmp_path.iterdir())],
        cwd=ROOT,
        env={"PYTHONIOENCODING": encoding, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert process.returncode == 1
    assert b"Traceback" not in process.stderr
    assert b"otra.log" in process.stderr


@pytest.mark.parametrize("options", [[], pytest.param(["--json"], marks=pytest.mark.slow)])
def test_a_reader_that_goes_away_is_no_fault(options, tmp_path):
    for number in range(12):  # what is said of them does not fit a buffer
        (tmp_path / f"{number}.log").write_text(COMBINED * 2 + "x" * 900 + "\n" + "y" * 99 + "\n")
    process = start("inspect", *options, *tmp_path.iterdir())
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    process.wait(60)
    assert error == ""
