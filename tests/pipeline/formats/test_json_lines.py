"""JSON lines: the quick way against the general one, and that against the standard library."""

import json
import tomllib
from pathlib import Path
from typing import cast

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import FormatError
from pipeline.formats import REASONS, RECORD, by_name, mapped, numbered, resolve
from pipeline.formats.readers import json_skeleton
from pipeline.formats.readers.json_lines import JsonLines, from_map
from pipeline.formats.readers.json_skeleton import learnt, skeleton_of
from pipeline.formats.readers.json_text import before_the_cut, parse, text_at
from tests.examples import examples

CASES = Path(__file__).with_name("cases")
NAMES = [name for name, fmt in by_name().items() if isinstance(fmt, JsonLines)]


def samples(name):
    case = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return [line["text"] for line in case["line"]]


def read(fmt, lines):
    return fmt.read(numbered(pl.Series("line", lines, pl.String)), None).sort("line_no")


def read_one_by_one(fmt, lines):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_skeleton, "FEW", 1 << 40)
        parts = [read(fmt, [line]) for line in lines]
    return pl.concat([RECORD.to_frame(), *parts]).with_columns(
        line_no=pl.Series(range(1, len(lines) + 1), dtype=pl.UInt64)
    )


def read_by_skeletons(fmt, lines):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_skeleton, "FEW", 1)
        return read(fmt, lines)


# What a client, a broken server or another program may put anywhere in a line.
PIECES = st.one_of(
    st.sampled_from(
        ['"', "\\", "\\\\", '\\"', '","', '":"', "{", "}", "[", "]", ",", ":", " ", "\t"]
    ),
    st.sampled_from(
        ["null", "-", "true", "NaN", "-Infinity", "1e-05", "1E400", "007", ".5", "5.0"]
    ),
    st.sampled_from(
        ["\\u0041", "\\ud83d", "\\ud83d\\ude00", "\\u00", "\\x41", "\\/", "\\n", "\x01"]
    ),
    st.sampled_from(['"status":500,', '"User-Agent":["b"],', '"a":{"b":[1,{"c":2}]},', ',"x":-']),
    st.sampled_from(["\xa0", "\u2028", "ñ", "٣", "😀", "\x7f", "\x0b", "\x00", "  "]),
    st.text(max_size=4),
)


@st.composite
def lines_like(draw, texts):
    """Lines of the same few skeletons, up to two pieces of them strange or cut away."""
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        line = draw(st.sampled_from(texts))
        for _ in range(draw(st.integers(0, 2))):
            at = draw(st.integers(0, len(line)))
            until = draw(st.sampled_from([at, at, at, at + 1, at + 5, len(line)]))
            line = line[:at] + draw(PIECES) + line[until:]
        lines.append(line.replace("\n", ""))
    return lines


@pytest.mark.parametrize("name", NAMES)
def test_skeletons_read_every_line_as_it_is_read_alone(name):
    fmt, texts = by_name()[name], samples(name)

    @settings(max_examples=examples(150), deadline=None)
    @given(lines_like(texts))
    def alike(lines):
        together = read_by_skeletons(fmt, lines)
        for line, one, other in zip(
            lines, together.to_dicts(), read_one_by_one(fmt, lines).to_dicts(), strict=True
        ):
            assert one == other, line

    alike()


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=6),
        st.sampled_from(["", "-", "null", "a\\", '"', "[", "192.0.2.7:80", "2023-06-05T00:00:00Z"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b", "a.b", "headers", "c d"]), inner, max_size=3),
    ),
    max_leaves=6,
)
KEYS = ["t", "a", "b", "a.b", "headers", "request", "c d", "ñ", 'q"']


@settings(max_examples=examples(400), deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " : ")]),
)
@example(
    [{"request": {"headers": {"a": ["x"]}}}, {"request": {"headers": {"b": 1}}}], True, (",", ":")
)
@example([{"t": 1e26}, {"b": 1e300, "a": 1e-300}], True, (",", ":"))
def test_any_objects_are_read_alike(objects, ascii_only, separators):
    fmt = from_map({
        "time": "t", "client": "a.b", "method": "request.headers.a", "target": "a.b.a",
        "status": "b", "bytes": "a", "host": "request.a", "agent": "request.headers.b.0",
        "referer": "headers.1", "duration": "b go",
    })  # fmt: skip
    lines = [json.dumps(one, ensure_ascii=ascii_only, separators=separators) for one in objects]
    assert read_by_skeletons(fmt, lines).equals(read_one_by_one(fmt, lines))


@settings(max_examples=examples(300), deadline=None)
@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), st.booleans())
def test_objects_are_those_of_the_standard_library(found, ascii_only):
    line = json.dumps(found, ensure_ascii=ascii_only)
    assert parse(line) == json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
    assert before_the_cut(line) is None


@settings(max_examples=examples(200), deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), st.text(), min_size=1, max_size=4), st.data())
def test_a_cut_line_has_its_whole_members(found, data):
    line = json.dumps(found)
    members = parse(line[: data.draw(st.integers(1, len(line) - 1))])
    assert members is None
    begun = before_the_cut(line[: data.draw(st.integers(1, len(line) - 1))])
    assert begun is None or begun.items() <= found.items()


@pytest.mark.parametrize("name", NAMES)
def test_any_text_is_a_hit_or_a_reject(name):
    fmt = by_name()[name]
    texts = st.text(max_size=60) | st.binary(max_size=60).map(
        lambda data: data.decode("utf-8", "backslashreplace")
    )

    @settings(max_examples=examples(60), deadline=None)
    @given(st.lists(texts | texts.map(lambda text: '{"time' + text), min_size=1, max_size=8))
    def accounted(lines):
        lines = [line.replace("\n", "") for line in lines]
        for strict in (False, True):
            found = fmt.read(numbered(pl.Series("line", lines)), None, strict=strict)
            assert found.schema == RECORD
            assert sorted(found["line_no"]) == list(range(1, len(lines) + 1))
            assert set(found["reason"].drop_nulls()) <= set(REASONS)

    accounted()


@pytest.mark.parametrize(
    "line", ["[" * 200_000, '{"a":' * 200_000, '{"' + "\\" * 200_000, '{"a":"']
)
def test_a_line_made_to_be_slow_is_not(line):
    assert read(by_name()["caddy_json"], [line])["reason"].to_list() == ["no_match"]


@pytest.mark.parametrize(
    "line",
    [
        json.dumps({f"k{number}": [{}, number] for number in range(400)}),
        json.dumps({f"k{number}": {"a": {"b": "x"}} for number in range(300)}),
        '{"a":' * 400 + "1" + "}" * 400,
        json.dumps({"headers": {"a": "x"}, "x.headers": {"a": ["x"]}, "headers.a": 1}),
    ],
)
def test_no_object_is_too_strange_for_a_skeleton(line):
    fmt = from_map({"time": "t", "agent": "headers.a", "referer": "x.headers.a"})
    lines = [line, line.replace("1", "2"), '{"t":1}']
    assert read_by_skeletons(fmt, lines).equals(read_one_by_one(fmt, lines))


@pytest.mark.parametrize("name", NAMES)
def test_no_format_takes_the_lines_of_another(name):
    lines = [line for other in NAMES if other != name for line in samples(other)]
    sure = by_name()[name].read(numbered(pl.Series(lines)), None, strict=True)
    assert sure["reason"].null_count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_ordinary_lines_need_only_their_skeleton(name):
    """…which captures quickly with up to sixteen groups."""
    line, paths = samples(name)[0], [path for path, _ in cast("JsonLines", by_name()[name]).places]
    *quick, rest = learnt(numbered(pl.Series([line] * json_skeleton.FEW)), paths)
    assert len(quick) == 1
    assert rest.is_empty()
    skeleton = skeleton_of(line, paths)
    assert skeleton is not None
    assert skeleton.pattern.count("(?P<") <= 16


def test_text_is_of_the_path_that_leads_there_first():
    found = parse('{"a.b":1,"a":{"b":2,"c":[3,"x",null]},"d":[],"e":{"f":{}}}')
    assert found is not None
    paths = ("a.b", "a.c", "a.c.1", "a.c.7", "a.c.x", "d", "e", "e.f.g", "z", "a.b.c")
    texts = {path: text_at(found, path) for path in paths}
    assert texts == {
        "a.b": "1", "a.c": "3, x", "a.c.1": "x", "a.c.7": None, "a.c.x": None,
        "d": "", "e": "", "e.f.g": "", "z": None, "a.b.c": None,
    }  # fmt: skip


# ── fields that the user declares ────────────────────────────────────────────────────────────


def test_declared_fields_are_read_in_their_units():
    fmt = from_map(
        {
            "time": "ts %d/%m/%Y %H:%M:%S", "client": "c", "request": "r", "status": "s",
            "bytes": "n", "duration": "d ms", "host": "h", "referer": "ref", "agent": "ua.0",
            "forwarded": "headers.X-Real-Ip",
        }
    )  # fmt: skip
    assert not fmt.zoned
    line = {
        "ts": "04/06/2023 18:00:00", "c": "192.0.2.7:443", "r": "GET /a HTTP/1.1", "s": "200",
        "n": 5, "d": 1.5, "h": "www.example.mx", "ref": "-", "ua": ["x"],
        "headers": {"X-Real-Ip": "203.0.113.9"},
    }  # fmt: skip
    every = numbered(pl.Series([json.dumps(line)]))
    (found,) = fmt.read(every, "America/Monterrey").to_dicts()
    assert str(found["time"]) == "2023-06-05 00:00:00"
    assert (found["client"], found["duration_us"]) == ("192.0.2.7", 1500)
    assert (found["method"], found["target"], found["agent"]) == ("GET", "/a", "x")
    assert found["forwarded"] == "203.0.113.9"
    assert fmt.choosing("x-real-ip") == fmt
    (other,) = fmt.choosing("cf-connecting-ip").read(every, "America/Monterrey").to_dicts()
    assert other == found | {"forwarded": None}


def test_fields_may_have_any_name_and_one_may_be_two_things():
    fmt = from_map({"time": "line_no", "request": "line", "client": "fits", "forwarded": "fits"})
    line = '{"line":"GET /a HTTP/1.1","line_no":1685923200,"fits":"192.0.2.7"}'
    for found in (read_by_skeletons(fmt, [line]), read_one_by_one(fmt, [line])):
        (record,) = found.to_dicts()
        assert (record["target"], record["client"]) == ("/a", "192.0.2.7")
        assert record["forwarded"] == "192.0.2.7"


@pytest.mark.parametrize(
    ("fields", "wheres", "words"),
    [
        ({}, ["fields"], "falta «time»"),
        ({"time": "ts", "cliente": "ip"}, ["fields.cliente"], "¿quiso decir «client»?"),
        ({"time": "ts", "xyz": "ip"}, ["fields.xyz"], "quite este renglón"),
        ({"time": " "}, ["fields.time"], "no dice dónde"),
        ({"time": "ts minutos"}, ["fields.time"], "«minutos»"),
        ({"time": "ts %H:%M"}, ["fields.time"], "«%H:%M»"),
        ({"time": "ts %Q%d"}, ["fields.time"], "«%Q%d»"),
        ({"time": "ts", "duration": "d min"}, ["fields.duration"], "s, ms, us, ns, go"),
        ({"status": "s x", "time": 7}, ["fields.status", "fields.time"], "sólo el nombre"),
    ],
)
def test_what_cannot_be_declared_is_said_in_words(fields, wheres, words):
    with pytest.raises(FormatError) as caught:
        from_map(fields)
    assert [problem.where for problem in caught.value.problems] == wheres
    assert words in str(caught.value)


# ── format strings that write JSON ───────────────────────────────────────────────────────────

NGINX = """log_format json escape=json '{'
    '"time":"$time_iso8601",'
    '"from":{"ip":"$remote_addr","xff":"$http_x_forwarded_for"},'
    '"url":"$scheme://$host$request_uri","verb":"$request_method",'
    '"code":$status,"n":$body_bytes_sent,"t":$request_time,'
    '"ua":"$http_user_agent","fija":"x","suma":"$gzip_ratio/$pipe"'
'}';"""
APACHE = (
    'LogFormat "{ \\"time\\":\\"%{%Y-%m-%d}tT%{%H:%M:%S}t.%{msec_frac}t%{%z}t\\", '
    '\\"client\\":\\"%a\\", \\"line\\":\\"%m %U%q %H\\", \\"status\\":%>s, \\"n\\":%b, '
    '\\"us\\":%D, \\"ua\\":\\"%{User-Agent}i\\" }" json'
)


def test_nginx_writes_json_by_its_format():
    fmt = resolve(NGINX)
    assert isinstance(fmt, JsonLines)
    assert fmt.zoned
    line = (
        '{"time":"2023-06-04T18:00:00-06:00","from":{"ip":"192.0.2.7","xff":"203.0.113.9"},'
        '"url":"https://www.example.mx/a?b=1","verb":"GET","code":200,"n":5,"t":0.25,'
        '"ua":"a\\"b","fija":"x","suma":"-/."}'
    )
    (found,) = read(fmt, [line]).to_dicts()
    assert found["reason"] is None
    assert (found["target"], found["vhost"]) == ("https://www.example.mx/a?b=1", "www.example.mx")
    assert (found["client"], found["forwarded"]) == ("192.0.2.7", "203.0.113.9")
    assert (found["status"], found["bytes"], found["duration_us"]) == (200, 5, 250_000)
    assert found["agent"] == 'a"b'


def test_apache_writes_json_by_its_format():
    fmt = resolve(APACHE)
    assert isinstance(fmt, JsonLines)
    assert fmt.zoned
    line = (
        '{ "time":"2023-06-04T18:00:00.123-0600", "client":"192.0.2.7", '
        '"line":"GET /a?b=1 HTTP/1.1", "status":304, "n":-, "us":77, "ua":"-" }'
    )
    (found,) = read(fmt, [line]).to_dicts()
    assert found["reason"] is None
    assert str(found["time"]) == "2023-06-05 00:00:00.123000"
    assert (found["method"], found["target"], found["status"]) == ("GET", "/a?b=1", 304)
    assert (found["bytes"], found["duration_us"], found["agent"]) == (None, 77, "")


def test_a_string_that_is_not_quite_json_is_read_as_it_stands():
    fmt = resolve('{"time":"$time_iso8601" "status":$status}')
    (found,) = read(fmt, ['{"time":"2023-06-05T00:00:00Z" "status":200}']).to_dicts()
    assert (found["reason"], found["status"]) == (None, 200)


@pytest.mark.parametrize("name", ["json", "ltsv"])
def test_declared_fields_are_those_of_the_named_kind(name):
    assert getattr(mapped(name, {"time": "t"}), "kind") == name  # noqa: B009


def test_a_format_that_knows_its_fields_takes_none():
    with pytest.raises(FormatError, match="no admite «fields»"):
        mapped("caddy_json", {"time": "t"})
