"""Which format a log is in, and what is said where none is meant."""

import tomllib
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import FormatError
from pipeline.formats import by_name, content, detect, resolve

TAIL = '10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5'
HEADERS = ' "https://a.example/" "Mozilla/5.0"'
CASES = Path(__file__).with_name("cases")


def sample_of(name):
    """The first line of the format's cases that is a request, below its directive."""
    case = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    line = next(line["text"] for line in case["line"] if "reason" not in line)
    return [case["directive"]] if "directive" in case else [], line, case.get("zone")


@cache
def detected(name):
    """In a log of nine such lines."""
    above, line, _ = sample_of(name)
    return detect(pl.Series([*above, *[line] * 9]))


def records_of(fmt, sample, zone):
    return fmt.read(content(pl.Series(sample)), zone).sort("line_no")


@pytest.mark.parametrize("name", by_name())
def test_a_log_is_recognised_as_what_it_is(name):
    above, line, zone = sample_of(name)
    sample = above + [line] * 9
    found = detected(name)
    assert found is not None
    assert found.share == 1
    assert found.rival is None
    own = records_of(by_name()[name], sample, zone)
    assert own["reason"].null_count() == 9
    assert records_of(found.format, sample, zone).equals(own)


@pytest.mark.parametrize("name", by_name())
def test_strange_lines_among_them_do_not_mislead(name):
    above, line, _ = sample_of(name)
    sample = [*above, "", "# un comentario", "   ", "basura", line[: len(line) // 3]] + [line] * 9
    found = detect(pl.Series(sample))
    assert found is not None
    wanted = detected(name)
    assert wanted is not None
    assert found.format == wanted.format
    assert found.share >= 9 / 11


@pytest.mark.parametrize("name", by_name())
@pytest.mark.parametrize("prefix", ["Jun  4 18:00:00 www nginx[7]: ", "web-1  | "])
def test_what_syslog_or_a_container_puts_before_a_line_does_not_matter(name, prefix):
    above, line, zone = sample_of(name)
    bare = detected(name)
    found = detect(pl.Series([*above, *[prefix + line] * 9]))
    assert bare is not None
    assert found is not None
    assert found.format.name == bare.format.name
    own = records_of(bare.format, [*above, *[line] * 9], zone)
    assert records_of(found.format, [*above, *[prefix + line] * 9], zone).equals(own)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["", "  ", "#Fields: date time"],
        ["basura"] * 3 + [TAIL] * 2,
        ["2023/06/04 18:00:01 [error] 7#7: *1 open() failed, client: 10.0.0.1"],
        ['{"remote": "10.0.0.1", "status": 200}'],
        ["\\x89PNG", "IHDR"],
    ],
)
def test_no_format_is_found_where_most_lines_are_in_none(lines):
    assert detect(pl.Series(lines, dtype=pl.String)) is None


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("combinad", "¿quiso decir «combined»?"),
        ("nginx-combined", "¿quiso decir «nginx_combined»?"),
        ("vhostcombined", "¿quiso decir «vhost_combined»?"),
        ("Comon", "¿quiso decir «common»?"),
        ("IIS 10", "copie la cadena de la configuración del servidor"),
        ("", "copie la cadena de la configuración del servidor"),
    ],
)
def test_a_name_that_is_none_is_answered_with_the_nearest(text, remedy):
    with pytest.raises(FormatError) as caught:
        resolve(text)
    (problem,) = caught.value.problems
    assert problem.remedy == remedy
    assert f"«{text}»" in problem.where
    assert "combined" in problem.expected


def test_a_string_names_itself():
    fmt = resolve('%h %t "%r" %>s')
    assert fmt.name == fmt.spec == '%h %t "%r" %>s'
    assert "LogFormat" in fmt.title
    assert "log_format" in resolve("$remote_addr [$time_local]").title


def test_equal_specs_are_equal_readings():
    specs = [fmt.spec for fmt in by_name().values()]
    assert len(set(specs)) == len(specs)
