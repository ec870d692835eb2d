"""What real servers wrote is read as what was sent to them: see README.md beside this file."""

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipeline import foreign
from pipeline.formats import LogFormat, detect, fitted, numbered, resolve
from pipeline.formats.readers.values import METHODS
from pipeline.lines import text_lines
from tests.captured import escapes
from tests.cli.support import assert_clear, run

HERE = Path(__file__).parent
TRUTHS = {
    path.parent.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(HERE.glob("*/truth.json"))
}
FILES = {
    f"{server}/{file.removesuffix('.log')}": (server, file)
    for server, truth in TRUTHS.items()
    for file in truth["files"]
}

REFUSED = {
    "apache2/error": "la bitácora de errores de Apache",
    "nginx/error": "la bitácora de errores de nginx",
    "lighttpd/error": "la bitácora de errores de lighttpd",
    "haproxy/tcplog": "la bitácora de conexiones de HAProxy (option tcplog)",
    "caddy/runtime": "la bitácora de funcionamiento de Caddy",
}
"""File that is no access log → what the message calls it."""

UNDECIDABLE: dict[str, set[str]] = {
    # Written without escaping: the line itself is that of another request.
    "nginx/unescaped": {"referer-forges-fields", "agent-forges-a-line"},
}
"""File → shots of whose line only client, time, method, target, status and bytes can be told."""


NOT_LOGGED: dict[str, set[str]] = {
    # nginx has no $request_method and no $request_uri of a request it refuses.
    "nginx/json_parts": {"target-spaces", "target-connect"},
}
"""File → shots of which it has neither method nor target, where others of its run have."""

SAYS_MORE: dict[str, set[str]] = {
    # With a quote in its method no line is a request; in fields of their own its parts are told.
    "varnish/host_and_url": {"method-with-quote"},
}
"""File → shots of which it has method and target, where others of its run have none."""

CLOCK = 1
"""Seconds by which a server's clock may be behind: lighttpd looks at it once a second."""


def of(name):
    """The whole truth of a server, and the part of the file."""
    server, file = FILES[name]
    truth = TRUTHS[server]
    return truth, truth["files"][file]


def access_logs(*, named=None):
    return list(_access_logs(named))


def _access_logs(named):
    for name in FILES:
        _, about = of(name)
        if about["access"] and named in (None, about.get("named")):
            yield name


def expected_lines(truth, about):
    return [truth["defaults"] | line for line in truth["runs"][about["run"]]["lines"]]


@cache
def text_of(name) -> pl.Series:
    server, file = FILES[name]
    return text_lines((HERE / server / file).read_bytes())


def read(name, fmt: LogFormat):
    truth, _ = of(name)
    records = fmt.read(numbered(text_of(name)), truth["zone"])
    return records.sort("line_no").to_dicts()


def as_logged(about, role, text):
    """What was sent, as this file has it; bytes that are not UTF-8, and those of JSON that cannot
    be shown, as `\\xHH`."""
    if text is None:
        return None
    escape = getattr(escapes, about["escapes"][role])
    logged = escape(text.encode("latin-1")).decode("utf-8", "backslashreplace")
    hidden = r"[\x00-\x1f]" if about["format"].endswith("_json") else r"\x00"
    return re.sub(hidden, lambda match: f"\\x{ord(match[0]):02x}", logged)


def target_of(about, line):
    if about["target"] == "path" and line["target"] is not None:
        return line["target"].partition("?")[0]
    return line["absolute" if about["target"] == "absolute" else "target"]


def nothing_is_empty(text):
    """A header that was not sent, an empty one and `-` look alike in most formats."""
    return "" if text in (None, "", "-") else text


def differences(name, about, line, found):
    """Field, what it must be, what it is."""
    if found["reason"]:
        yield "reason", None, found["reason"]
        return
    method, target = line["method"], as_logged(about, "target", target_of(about, line))
    if line["shot"] in NOT_LOGGED.get(name, ()):
        method = target = None
    if found["line_no"] in about["cut"]:
        target = target[: len(found["target"])]
    yield "client", line["client"], found["client"]
    if line["shot"] not in SAYS_MORE.get(name, ()):
        known = method if method in (None, *METHODS.categories) else "OTHER"
        yield "method", known, found["method"]
        yield "target", target, found["target"]
    yield "status", line["status"], found["status"]
    if line["shot"] in UNDECIDABLE.get(name, ()):
        return
    for role in ("referer", "agent"):
        if role in about["logs"]:
            text = as_logged(about, role, line[role])
            yield role, nothing_is_empty(text), nothing_is_empty(found[role])
        else:
            yield role, None, found[role]


def is_size(about, line, size):
    """Where the client knows it. HAProxy counts the headers it got, not those it sent."""
    body, whole = line["body"], line.get("all")
    if about["size"] == "all":
        return size == 0 or "unknown" in (body, whole) or body <= size <= whole
    return about["size"] is None or body in ("unknown", size)


def wrongly_read(name, fmt):
    """Shot → its differences."""
    truth, about = of(name)
    lines, records = expected_lines(truth, about), read(name, fmt)
    assert len(records) == len(lines) == about["lines"]
    wrong = {}
    for line, found in zip(lines, records, strict=True):
        told = [one for one in differences(name, about, line, found) if one[1] != one[2]]
        if not found["reason"]:
            if not is_size(about, line, found["bytes"] or 0):
                told.append(("bytes", line["body"], found["bytes"]))
            at = found["time"].replace(tzinfo=UTC).timestamp() - truth["start"]
            if not line["sent"] - CLOCK <= at <= line["done"]:
                told.append(("time", (line["sent"], line["done"]), at))
        if told:
            wrong[line["shot"]] = told
    return wrong


def test_there_are_captures():
    assert len(TRUTHS) >= 5
    assert len(FILES) >= 20
    assert set(UNDECIDABLE) | set(NOT_LOGGED) | set(SAYS_MORE) | set(REFUSED) <= set(FILES)


@pytest.mark.parametrize("name", access_logs())
def test_every_line_is_what_was_sent(name):
    _, about = of(name)
    assert wrongly_read(name, fitted(resolve(about["format"]), text_of(name))) == {}


@pytest.mark.parametrize("name", access_logs(named=True))
def test_the_format_is_detected(name):
    found = detect(text_of(name))
    assert found is not None
    assert wrongly_read(name, found.format) == {}


@pytest.mark.parametrize("name", access_logs())
def test_inspect_counts_what_was_sent(name):
    truth, about = of(name)
    server, file = FILES[name]
    told = ["--format", about["format"], "--timezone", truth["zone"]]
    result = run("inspect", "--json", HERE / server / file, *told)
    assert result.code == 0, result.said
    [found] = json.loads(result.out)
    assert (found["lines"], found["hits"]) == (about["lines"], about["hits"])
    assert found["rejects"] == about["rejects"]
    assert found["clients"] == about["clients"]
    assert found["status"] == about["status"]
    if about["bytes"] is not None:
        assert found["bytes"] == about["bytes"]
    first, last = (datetime.fromisoformat(found[key]).timestamp() for key in ("first", "last"))
    assert truth["start"] - 1 <= first <= last <= truth["end"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_access_log_is_recognised(name):
    found = foreign.recognise(text_of(name).to_list())
    assert found is not None
    assert found.name == REFUSED[name]


@pytest.mark.parametrize("name", [name for name in FILES if not of(name)[1]["access"]])
def test_what_is_no_access_log_is_refused_by_its_name(name):
    server, file = FILES[name]
    result = run("inspect", HERE / server / file)
    assert_clear(result, 2, file)
    assert REFUSED[name] in result.err
    assert result.out == ""
