"""Logs whose lines are not all written in one way: the formats of several servers, and what syslog
and containers put before a line."""

import itertools
import json
import random

import polars as pl
import pytest

from pipeline.formats import Detection, by_name, detect, fitted, numbered, resolve
from pipeline.formats.readers.prefixed import Prefixed
from pipeline.lines import Block
from pipeline.parse import Counts, parse_block

COMBINED = (
    '192.0.2.{} - - [04/Jun/2023:18:00:{:02} -0600] "GET /a HTTP/1.1" 200 10 "-" "Moz | x: 5"'
)
COMMON = '192.0.2.{} - - [04/Jun/2023:18:00:{:02} -0600] "GET /b HTTP/1.1" 200 10'
VHOST = "www.a.example:443 " + COMBINED
JSON = (
    '{{"remote_addr":"192.0.2.{}","time_iso8601":"2023-06-04T18:00:{:02}-06:00","request":'
    '"GET /c HTTP/1.1","status":"200","body_bytes_sent":"10","http_user_agent":"x"}}'
)
KINDS = {"combined": COMBINED, "common": COMMON, "vhost_combined": VHOST, "nginx_json": JSON}


def some(kind: str, count: int) -> list[str]:
    return [KINDS[kind].format(number % 250, number % 60) for number in range(count)]


def detected(lines: list[str]) -> Detection:
    found = detect(pl.Series(lines))
    assert found is not None
    return found


def counted(lines: list[str], declared: str | None = None) -> Counts:
    """As `inspect` counts a log of these lines."""
    fmt = resolve(declared) if declared else detected(lines).format
    block = Block(1, "".join(f"{line}\n" for line in lines).encode())
    return parse_block(block, fmt, None, mixed=declared is None).counts(None)


@pytest.mark.parametrize(
    ("first", "second"),
    [pair for pair in itertools.permutations(KINDS, 2) if pair != ("vhost_combined", "common")],
)
def test_a_log_that_goes_on_in_another_format(first, second):
    found = counted([*some(first, 60), "basura", *some(second, 40)])
    assert found.formats == {first: 60, second: 40}
    assert (found.lines, found.hits, found.rejects) == (101, 100, 1)


def test_interleaved_sites():
    mixed = [
        line
        for pair in zip(some("vhost_combined", 50), some("combined", 50), strict=True)
        for line in pair
    ]
    assert counted(mixed).formats == {"vhost_combined": 50, "combined": 50}


def test_a_line_cut_after_its_size_is_a_whole_request():
    """It is a common line to the letter, and what it is must not depend on how many there are."""
    found = counted([*some("combined", 60), *some("common", 1)])
    assert found.formats == {"combined": 60, "common": 1}
    assert found.rejects == 0


def test_a_declared_format_is_the_only_one():
    found = counted([*some("combined", 60), *some("nginx_json", 40)], "combined")
    assert (found.formats, found.rejects) == ({"combined": 60}, 40)


def test_other_logs_lines_are_rejects():
    other = [
        '2023/06/04 18:00:01 [error] 7#7: *1 open() failed, client: 10.0.0.1, request: "GET /"'
    ]
    found = counted([*some("combined", 60), *other * 30])
    assert (found.formats, found.rejects) == ({"combined": 60}, 30)


@pytest.mark.parametrize("size", [7, pytest.param(1, marks=pytest.mark.slow), 40])
def test_any_split_has_the_same_hits(size):
    """But for lines that may be cut ones: of those it matters how many there are."""
    lines = [*some("combined", 60), *some("nginx_json", 40), *some("vhost_combined", 30), "basura"]
    random.Random(size).shuffle(lines)
    fmt = resolve("combined")
    total = Counts()
    for at in range(0, len(lines), size):
        data = "".join(f"{line}\n" for line in lines[at : at + size]).encode()
        total += parse_block(Block(at + 1, data), fmt, None, mixed=True).counts(None)
    assert total == parse_block(Block(1, "\n".join(lines).encode()), fmt, None, mixed=True).counts(
        None
    )
    assert total.formats == {"combined": 60, "nginx_json": 40, "vhost_combined": 30}


def test_common_lines_after_combined_ones_in_any_split():
    lines = [*some("combined", 60), *some("common", 30)]
    fmt = resolve("combined")
    total = Counts()
    for at in range(0, len(lines), 15):
        data = "".join(f"{line}\n" for line in lines[at : at + 15]).encode()
        total += parse_block(Block(at + 1, data), fmt, None, mixed=True).counts(None)
    assert total.hits == counted(lines).hits == 90


# ── what is put before a line ────────────────────────────────────────────────────────────────


def docker(line: str) -> str:
    kept = {"log": line + "\n", "stream": "stdout", "time": "2023-06-05T00:00:00.1Z"}
    return json.dumps(kept, separators=(",", ":"))


PREFIXES = {
    "RFC 3164": "Jun  4 18:00:01 web1 nginx: {}",
    "with a priority and a process": "<190>Jun 14 18:00:01 web1 nginx[12]: {}",
    "without a host": "Jun 14 18:00:01 nginx: {}",
    "rsyslog": "2023-06-04T18:00:01.123456-06:00 web1 nginx: {}",
    "journalctl": "2023-06-04T18:00:01-0600 web1 nginx[812]: {}",
    "RFC 5424": "<190>1 2023-06-04T18:00:01Z web1 nginx 12 - - {}",
    "RFC 5424 with data": '<190>1 2023-06-04T18:00:01Z web1 nginx 12 ID [a@1 b="c d"] {}',
    "Kubernetes": "2023-06-04T18:00:01.123456789Z stdout F {}",
    "compose": "web-1  | {}",
}
PASSED_ON = {name: text.format for name, text in PREFIXES.items()} | {"docker": docker}


@pytest.mark.parametrize("how", PASSED_ON)
@pytest.mark.parametrize("kind", KINDS)
def test_lines_that_were_passed_on_are_what_they_were(how, kind):
    """Also mixed with bare ones, and with one that is cut."""
    passed, bare = [PASSED_ON[how](line) for line in some(kind, 40)], some(kind, 20)
    mixed = [line for pair in itertools.zip_longest(passed, bare) for line in pair if line]
    broken = PASSED_ON[how]("basura")
    expected = counted(some(kind, 40) + bare)
    found = counted([*mixed, broken])
    assert (found.hits, found.rejects, found.formats) == (60, 1, {kind: 60})
    assert (found.first, found.last) == (expected.first, expected.last)


def test_every_value_of_a_line_in_json_is_as_it_was():
    line = COMBINED.format(1, 1).replace("/a", "/ñ?a=1&b=<2>").replace("Moz", 'A\\"b\\\\')
    fmt = resolve("combined")
    escaped = docker(line).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    bare, packed = (
        parse_block(Block(1, f"{text}\n".encode()), form, None).hits
        for text, form in ((line, fmt), (escaped, Prefixed(fmt)))
    )
    assert bare.height == 1
    assert packed.equals(bare)


@pytest.mark.parametrize(
    "broken", ['{"log":"a"b","stream":"x"}', '{"log":"\\q","time":1}', '{"log":"","stream":"x"}']
)
def test_a_broken_line_of_docker_is_one_reject(broken):
    found = counted([*map(docker, some("combined", 9)), broken])
    assert (found.hits, found.rejects) == (9, 1)


def test_no_format_stumbles_over_a_broken_line_of_docker():
    """Nothing can be taken out of it: what is read then is the line as it is."""
    lines = numbered(pl.Series(['{"log":"a"b","stream":"x"}']))
    for fmt in by_name().values():
        for strict in (False, True):
            assert Prefixed(fmt).read(lines, "UTC", strict=strict).height == 1, fmt.name


@pytest.mark.parametrize("how", PASSED_ON)
def test_a_prefix_in_an_agent_is_its_text(how):
    agent = PASSED_ON[how](COMMON.format(9, 9)).replace('"', "'")
    line = f'192.0.2.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "{agent}"'
    fmt = detected([line] * 9).format
    hits = parse_block(Block(1, f"{line}\n".encode()), fmt, None).hits
    assert fmt.name == "combined"
    assert hits.select("client", "agent").row(0) == ("192.0.2.1", agent)


def test_a_declared_format_that_looks_like_a_prefix_is_none():
    fmt = resolve('$remote_addr | [$time_local] | "$request" | $status')
    line = '192.0.2.1 | [04/Jun/2023:18:00:00 -0600] | "GET / HTTP/1.1" | 200'
    assert fitted(fmt, pl.Series([line] * 5)) == fmt
    prefixed = pl.Series([f"web-1  | {line}"] * 5)
    assert fitted(fmt, prefixed) == Prefixed(fmt)
    hits = parse_block(Block(1, f"{prefixed[0]}\n".encode()), fitted(fmt, prefixed), None).hits
    assert hits["client"].to_list() == ["192.0.2.1"]


# Open: `others` tries other formats, but not the log's own behind a prefix.
def test_a_log_that_goes_on_through_syslog():
    passed = [PASSED_ON["RFC 3164"](line) for line in some("combined", 40)]
    assert counted([*some("combined", 60), *passed]).hits == 100
