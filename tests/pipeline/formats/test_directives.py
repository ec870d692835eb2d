"""Logs with `#Fields:`: what holds for every line, dialect and layout."""

import re
import urllib.parse
from datetime import datetime
from typing import cast

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import (
    REASONS,
    RECORD,
    by_name,
    detect,
    directed,
    is_blank,
    is_comment,
    numbered,
    resolve,
)
from pipeline.formats.readers.columns import in_columns
from pipeline.formats.readers.directives import Directives
from pipeline.formats.readers.percent import unescaped
from tests.examples import examples

NAMES = [name for name, fmt in by_name().items() if isinstance(fmt, Directives)]
EVERY = [*NAMES, "iis_native"]


def dialect_of(name):
    return cast("Directives", by_name()[name]).dialect


IIS10 = dialect_of("w3c").defaults[0]

HOSTILE = st.one_of(
    st.text(max_size=6),
    st.sampled_from(['"', '""', '" "', ' "', '" ', "\t", "  ", ", ", ",", "-", "", "+", "%", "?"]),
    st.sampled_from(["\x85", "\xa0", "\u2028", "ñ", "２", "\\x00", "\\x22", "NaN", "1e5", "+1"]),
    st.sampled_from(["9" * 20, "1.5", "24:00:61", "2023-06-05 00:00:00", "\x1f", "%C3%B1", "%252"]),
)
ORDINARY = {
    "date": ["2023-06-05", "2024-02-29", "2023-02-30"],
    "time": ["00:00:00", "23:59:59.999", "24:00:00"],
    "c-ip": ["192.0.2.1", "2001:db8::1", "-"],
    "cs-ip": ["192.0.2.1"],
    "s-ip": ["198.51.100.1"],
    "cs-method": ["GET", "POST", "-", "get"],
    "cs-uri-stem": ["/", "/a+b", "-"],
    "cs-uri": ["/a", "/origin.example.org/a", "www.example.org/a"],
    "sc-status": ["200", "404", "-"],
    "time-taken": ["31", "0.031", "-"],
}


@st.composite
def line_of(draw, names, separator):
    """An ordinary line of these columns, some between quotes, with up to two strange pieces."""
    words = [draw(st.sampled_from(ORDINARY.get(name, ["-", "0", "x+y"]))) for name in names]
    words = [f'"{word}"' if draw(st.integers(0, 9)) == 0 else word for word in words]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(words) - 1))
        words[at] = draw(st.sampled_from([words[at], ""])) + draw(HOSTILE)
    return separator.join(words).replace("\n", "").replace("\r", "")


LAYOUTS = [
    pytest.param(name, default, id=f"{name}-{len(default.split())}")
    for name in NAMES
    for default in dialect_of(name).defaults
]


def lines_below(directive, lines):
    every = directed(numbered(pl.Series("line", lines, dtype=pl.String)), directive)
    return every.filter(~is_blank() & ~is_comment())


def check_accounted(lines, records):
    assert records.schema == RECORD
    assert sorted(records["line_no"]) == sorted(lines["line_no"])
    for row in records.to_dicts():
        if row["reason"] is None:
            assert datetime(1970, 1, 1) <= row["time"] <= datetime(9999, 12, 31)  # noqa: DTZ001
            assert row["status"] is None or 100 <= row["status"] <= 999
        else:
            assert row["reason"] in REASONS


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("strict", [False, True])
def test_any_text_is_a_hit_or_a_reject(name, strict):
    fmt = by_name()[name]
    directives = st.one_of(st.none(), st.text(max_size=30).map("#Fields: ".__add__), st.just(IIS10))

    @settings(max_examples=examples(30), deadline=None)
    @given(directives, st.lists(st.text(max_size=60), max_size=6))
    def accounted(directive, texts):
        clean = [text for text in texts if not {"\n", "\r"} & set(text)]
        lines = lines_below(directive and directive.replace("\n", ""), clean)
        check_accounted(lines, fmt.read(lines, "America/Monterrey", strict=strict))

    accounted()


@pytest.mark.parametrize(("name", "default"), LAYOUTS)
@pytest.mark.parametrize("separator", [" ", "\t"])
def test_a_line_is_read_alike_alone_and_among_others(name, default, separator):
    fmt = by_name()[name]

    @settings(max_examples=examples(12), deadline=None)
    @given(st.lists(line_of(default.lower().split(), separator), min_size=1, max_size=6))
    def alike(texts):
        lines = lines_below(f"#Fields: {default}", texts)
        together = fmt.read(lines, None).sort("line_no")
        check_accounted(lines, together)
        alone = [fmt.read(line, None) for line in lines.iter_slices(1)]
        assert pl.concat([RECORD.to_frame(), *alone]).equals(together)

    alike()


@pytest.mark.parametrize(("name", "default"), LAYOUTS)
def test_what_is_read_without_its_directive_is_read_with_it_alike(name, default):
    """Unless another layout with as many columns fits the line better."""
    fmt = by_name()[name]
    same = {len(d.split()) for d in cast("Directives", fmt).dialect.defaults if d != default}
    separator = "\t" if name in ("cloudfront", "akamai_w3c") else " "

    @settings(max_examples=examples(12), deadline=None)
    @given(st.lists(line_of(default.lower().split(), separator), min_size=1, max_size=6))
    def alike(texts):
        lines = lines_below(f"#Fields: {default}", texts)
        below = fmt.read(lines, None, strict=True).sort("line_no")
        headless = fmt.read(lines.drop("directive"), None).sort("line_no")
        sure = below["reason"].is_null()
        if len(default.split()) not in same:
            assert headless.filter(sure).equals(below.filter(sure))

    alike()


NATIVE = [
    "192.0.2.1", "-", "03/20/01", "7:55:20", "W3SVC1", "WEB01", "198.51.100.1", "31", "163", "3223",
    "200", "0", "GET", "/a", "b=c",
]  # fmt: skip


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 14), HOSTILE), max_size=3), st.booleans())
def test_a_native_line_is_read_alike_alone_and_among_others(pieces, comma):
    words = list(NATIVE)
    for at, strange in pieces:
        words[at] += strange
    line = (", ".join(words) + "," * comma).replace("\n", "").replace("\r", "")
    lines = lines_below(None, [line, ", ".join(NATIVE), line])
    fmt = by_name()["iis_native"]
    together = fmt.read(lines, "America/Monterrey").sort("line_no")
    check_accounted(lines, together)
    alone = [fmt.read(one, "America/Monterrey") for one in lines.iter_slices(1)]
    assert pl.concat(alone).equals(together)


def reference(line, count):
    """The columns of a line, one character after the other; None where they are not so many."""
    if "\t" in line and line.count("\t") == count - 1:
        return [without_quotes(word) for word in line.split("\t")]
    words, rest = [], line
    while '"' in line:
        end = string_end(rest) if rest.startswith('"') else None
        end = end or next((at for at, letter in enumerate(rest) if letter == " "), len(rest))
        words.append(rest[:end])
        if end == len(rest) or rest[end] != " " or end == 0:
            break
        rest = rest[end + 1 :]
    if words and " ".join(words) == line and len(words) == count and all(words):
        return [without_quotes(word) for word in words]
    if line.startswith('"') and line.endswith('"') and len(line) > 1:
        words = line[1:-1].split('" "')
        if len(words) == count:
            return words
    words = line.split(" ")
    return [without_quotes(word) for word in words] if len(words) == count else None


def string_end(text):
    string = re.match(r'"(?:[^"]|"")*"', text)
    return string.end() if string else None


def without_quotes(word):
    quoted = len(word) > 1 and word[0] == word[-1] == '"'
    return word[1:-1].replace('""', '"') if quoted else word


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(['"', " ", '""', '" "', "\t", "a", "b c", '"a b"', '"a ""b"" c"']),
            max_size=12,
        ).map("".join),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 5),
)
def test_columns_are_those_of_one_character_after_the_other(lines, count):
    table = in_columns(numbered(pl.Series("line", lines, dtype=pl.String)), count).sort("line_no")
    for line, row in zip(lines, table.to_dicts(), strict=True):
        found = [row[f"c{at}"] for at in range(count)] if row["exact"] else None
        assert found == reference(line, count), line


@settings(max_examples=examples(100), deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=30))
def test_what_is_encoded_once_or_twice_is_decoded(text):
    plain = text.replace("%", "")
    once = urllib.parse.quote(plain, safe="")
    twice = urllib.parse.quote(once, safe="")
    frame = pl.DataFrame({"text": [plain, once, twice, once.lower()]})
    found = frame.select(unescaped(pl.col("text"))).to_series().to_list()
    assert found[:3] == [plain] * 3
    assert found[3] == urllib.parse.unquote(once.lower())


# ── what stands above the lines ──────────────────────────────────────────────────────────────

SHORT = "#Fields: date time c-ip cs-method cs-uri-stem sc-status"
OTHER = "#Fields: date time cs-method cs-uri-stem sc-status c-ip"


def read(lines, fmt="w3c"):
    content = directed(numbered(pl.Series("line", lines)), None)
    content = content.filter(~is_blank() & ~is_comment())
    return resolve(fmt).read(content, None).sort("line_no")


def test_each_line_is_read_by_the_directive_above_it():
    records = read(
        [
            "2023-06-05 00:00:00 198.51.100.1 GET /0 - 443 - 192.0.2.9 x+y - 200 0 0 31",
            "#Software: Microsoft Internet Information Services 10.0",
            SHORT,
            "2023-06-05 00:00:00 192.0.2.1 GET /1 200",
            OTHER,
            "2023-06-05 00:00:00 GET /2 200 192.0.2.2",
            "#Date: 2023-06-05 00:00:00",
            SHORT,
            "2023-06-05 00:00:00 192.0.2.3 GET /3 200",
            "2023-06-05 00:00:00 GET /2 200 192.0.2.2",
        ]
    )
    assert records["reason"].to_list() == [None] * 4 + ["bad_status"]
    clients = records["client"].head(4).to_list()
    assert clients == ["192.0.2.9", "192.0.2.1", "192.0.2.2", "192.0.2.3"]
    assert records["target"].head(4).to_list() == ["/0", "/1", "/2", "/3"]


def test_a_header_at_every_restart_changes_nothing():
    line = "2023-06-05 00:00:00 192.0.2.1 GET /1 200"
    assert read([SHORT, line, "#Version: 1.0", SHORT, line])["reason"].null_count() == 2


def test_a_declared_directive_holds_where_there_is_none():
    lines = ["2023-06-05 00:00:00 GET /2 200 192.0.2.2", SHORT]
    lines.append("2023-06-05 00:00:00 192.0.2.1 GET /1 200")
    assert read(lines, OTHER)["target"].to_list() == ["/2", "/1"]


@pytest.mark.parametrize(
    ("text", "name"),
    [(f"#Fields: {dialect_of(name).defaults[0]}", name) for name in NAMES]
    + [(SHORT, "w3c"), (SHORT.replace("#Fields: ", "#fields:\t").upper(), "w3c")],
)
def test_a_declared_directive_is_of_one_dialect(text, name):
    fmt = resolve(text)
    assert fmt.name == fmt.spec == text
    assert cast("Directives", fmt).dialect is dialect_of(name)


@pytest.mark.parametrize("alias", ["W3C", "w3c_extended", "IIS", "CLOUDFRONT", "incapsula"])
def test_the_names_of_other_tools(alias):
    assert resolve(alias).name in NAMES


def test_the_client_is_taken_from_the_chosen_header_alone():
    text = f"{SHORT} X-Forwarded-For cs(CF-Connecting-IP)"
    lines = lines_below(text, ["2023-06-05 00:00:00 10.0.0.1 GET / 200 192.0.2.1 192.0.2.2"])
    fmt = by_name()["w3c"]
    assert fmt.read(lines, None)["forwarded"].item() == "192.0.2.1"
    chosen = fmt.choosing("cf-connecting-ip")
    assert chosen.read(lines, None)["forwarded"].item() == "192.0.2.2"
    assert fmt.choosing("true-client-ip").read(lines, None)["forwarded"].item() is None


def test_local_times_need_a_zone():
    text = "#Fields: date-local time-local c-ip cs-method cs-uri-stem sc-status"
    lines = lines_below(text, ["2021-01-05 00:00:00 192.0.2.1 GET /1 200"])
    fmt = by_name()["w3c"]
    assert fmt.read(lines, None)["reason"].item() == "bad_time"
    assert fmt.read(lines, "America/Monterrey")["time"].item().hour == 6
    assert fmt.read(lines, "UTC", strict=True)["reason"].item() == "no_match"
    assert not resolve(text).zoned


FOREIGN = {
    "HTTPERR": (
        "date time c-ip c-port s-ip s-port cs-method cs-uri sc-status s-reason s-queuename",
        "2023-06-05 00:00:00 192.0.2.10 2774 198.51.100.1 80 GET / 503 ConnLimit Pool-B",
    ),
    "FTP of IIS 7": (
        "date time c-ip s-ip s-port cs-method cs-uri-stem sc-status x-session x-fullpath",
        "2023-06-05 00:00:00 192.0.2.10 198.51.100.1 21 RETR /a 226 5242ddb2 /a",
    ),
    "FTP of IIS 6": (
        "date time c-ip cs-method cs-uri-stem sc-status",
        "2023-06-05 00:00:00 192.0.2.10 [1]sent /a 226",
    ),
    "SMTP": (
        "date time c-ip cs-username s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status",
        "2023-06-05 00:00:00 192.0.2.10 correo 198.51.100.1 25 EHLO - +correo 250",
    ),
    "a firewall": (
        "date time action protocol src-ip dst-ip src-port dst-port size",
        "2023-06-05 00:00:00 ALLOW TCP 192.0.2.10 198.51.100.1 2774 80 0",
    ),
    "Windows Media": (
        "c-ip date time c-dns cs-uri-stem c-starttime x-duration c-rate c-status c-playerid",
        "192.0.2.10 2023-06-05 00:00:00 - /a.wmv 0 10 1 200 {x}",
    ),
    "CloudFront's RTMP": (
        "date time x-edge-location c-ip x-event sc-bytes x-cf-status cs-uri-stem sc-status",
        "2023-06-05\t00:00:00\tLAX1\t192.0.2.10\tplay\t0\tOK\trtmp://x\t-",
    ),
}


@pytest.mark.parametrize("fields", [True, False])
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_log_of_other_things_is_not_taken_for_one_of_requests(kind, fields):
    directive, line = FOREIGN[kind]
    found = detect(pl.Series([*([f"#Fields: {directive}"] if fields else []), *[line] * 9]))
    assert found is None


def test_a_piece_without_its_header_is_recognised():
    line = "2023-06-05 00:00:00 198.51.100.1 GET /0 - 443 - 192.0.2.9 x+y - 200 0 0 31"
    found = detect(pl.Series([line] * 9))
    assert found is not None
    assert found.format.name == "w3c"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "w3c"])
def test_the_general_format_leaves_the_logs_of_others_to_them(name):
    default = dialect_of(name).defaults[0]
    lines = lines_below(f"#Fields: {default}", ["\t".join(["-"] * len(default.split()))])
    assert by_name()["w3c"].read(lines, None)["reason"].item() == "no_match"
