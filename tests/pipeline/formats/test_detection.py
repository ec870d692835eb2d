"""Which format a log is in, and what is said where none is meant."""

import polars as pl
import pytest

from pipeline.errors import FormatError
from pipeline.formats import by_name, detect, numbered, resolve

TAIL = '10.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5'
HEADERS = ' "https://a.example/" "Mozilla/5.0"'
SAMPLES = {
    "common": TAIL,
    "combined": TAIL + HEADERS,
    "vhost_common": f"prep.example.mx:443 {TAIL}",
    "vhost_combined": f"prep.example.mx:443 {TAIL}{HEADERS}",
    "combined_duration": f"{TAIL}{HEADERS} 1234",
    "nginx_combined": TAIL + HEADERS,
    "nginx_main": f'{TAIL}{HEADERS} "203.0.113.9, 10.0.0.7"',
    "combinedio": f"{TAIL}{HEADERS} 512 1300",
    "combined_more": f'{TAIL}{HEADERS} "-" rt=0.003 uct="0.000"',
    "vhost_combined_more": f'prep.example.mx:443 {TAIL}{HEADERS} "x" 12',
}


def test_every_named_format_has_a_sample():
    assert set(SAMPLES) == set(by_name())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_log_is_recognised_as_what_it_is(name):
    sample = pl.Series([SAMPLES[name]] * 9)
    found = detect(sample)
    assert found is not None
    assert found.share == 1
    own = by_name()[name].read(numbered(sample), None)
    assert own["reason"].null_count() == sample.len()
    assert found.format.read(numbered(sample), None).equals(own)


@pytest.mark.parametrize("name", SAMPLES)
def test_strange_lines_among_them_do_not_mislead(name):
    strange = ["", "# un comentario", "   ", "basura", SAMPLES[name][:55]]
    found = detect(pl.Series([*strange, *[SAMPLES[name]] * 6]))
    assert found is not None
    assert found.format.name in (name, "combined" if name == "nginx_combined" else name)
    assert found.share == 6 / 8


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["", "  ", "#Fields: date time"],
        ["basura"] * 3 + [TAIL] * 2,
        ["2023/06/04 18:00:01 [error] 7#7: *1 open() failed, client: 10.0.0.1"],
        ['{"remote_addr": "10.0.0.1", "status": 200}'],
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
        ("Common", "¿quiso decir «common»?"),
        ("W3C", "copie la cadena de la configuración del servidor"),
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
