"""The quick way of reading against the general one, and against apache_log_parser."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import REASONS, RECORD, by_name, is_blank, is_comment, numbered, resolve
from pipeline.formats.readers.fields import CLF_TIME, EPOCH, ISO_TIME
from pipeline.formats.readers.template import WAYS, Template
from tests.examples import examples
from tests.pipeline.formats.pieces import good, spoilt

STRINGS = (
    '%v %h %u %t "%r" %>s %<s %b %O %T %D "%{Referer}i" "%{User-Agent}i"',
    '"%h" %a "%{Referer}i" %{Referer}i [%{sec}t] "%m" "%U" "%s" "%b" "-" "%{User-Agent}i"',
    '"%{Host}i" %v %h %u %t "%r" %>s %b %O %T "%D" "%{Referer}i" "%{User-Agent}i"',
    '$host $remote_addr [$time_iso8601] "$request" $status $body_bytes_sent $request_time',
    '$msec $remote_addr $request_method "$request_uri" $status $bytes_sent "$http_user_agent"',
    '%h %{msec}t %m "%U" %s %B %{ms}T',
    "%a %t %s",
)
FORMATS = (
    *(name for name, fmt in by_name().items() if isinstance(fmt, Template)),
    *STRINGS,
)

# What an attacker, a broken server or a distant country puts in any field.
HOSTILE = st.one_of(
    st.sampled_from(['"', " ", '\\"', '" "', " x", "\\", "\xa0"]),
    st.sampled_from(
        ["", "-", '"', '\\"', "\\", "\\\\", " ", "  ", "\t", "[", "]", "#", "\x00", "\x0b", "\x1f"]
    ),
    st.sampled_from(["\x85", "\xa0", "\u2003", "\u2028", "ñ", "٣", "２", "é\u0301", "😀", "\\x22"]),
    st.sampled_from(
        ["+5", "-5", "1e5", ".5", "5.", "0x1F", "inf", "nan", "1_0", "00", "007", "NaN"]
    ),
    st.sampled_from(["9" * 19, "9" * 20, "9" * 40, "1.5", "0.0000001", "HTTP/1.1", "GET", "GET /"]),
    st.text(max_size=5),
)
TIMES = {
    CLF_TIME: ["[04/Jun/2023:18:00:00 -0600]", "[29/Feb/2024:00:00:00 +0530]"],
    CLF_TIME[1:-1]: ["04/Jun/2023:18:00:00 -0600"],
    ISO_TIME: ["2023-06-04T18:00:00-06:00", "2023-06-05T00:00:00.123456789Z"],
    "epoch_s": ["1685923200", "1685923200.123"],
    "epoch_ms": ["1685923200123"],
}
ORDINARY = {
    "client": ["10.0.0.1", "2001:db8::1", "-"],
    "ident": ["-", "ana"],
    "user": ["-", "ana", "ana maría"],
    "request": ["GET / HTTP/1.1", "POST /a?b=1 HTTP/2.0", "HEAD /ñ HTTP/1.0", "-", "GET /a"],
    "method": ["GET", "POST", "-"],
    "target": ["/", "/a?b=1"],
    "status": ["200", "304", "404", "-", "000", "99", "1000"],
    "bytes": ["0", "5", "-"],
    "bytes_sent": ["0", "715"],
    "bytes_received": ["0", "715"],
    "duration": ["0", "1234", "-"],
    "vhost": ["prep.example.mx"],
    "referer": ["-", "https://www.google.com/"],
    "agent": ["-", "Mozilla/5.0 (X11)"],
    "forwarded": ["-", "203.0.113.9, 10.0.0.7"],
    "": ["-", "x"],
}


@st.composite
def line_of(draw: st.DrawFn, fmt: Template) -> str:
    """An ordinary line with up to two strange pieces: before, after or instead of some value."""
    parts = [draw(good(token, TIMES, ORDINARY)) for token in fmt.tokens]
    return spoilt(draw, parts, HOSTILE).replace("\n", "")


def template(text: str) -> Template:
    fmt = resolve(text)
    assert isinstance(fmt, Template)
    return fmt


@pytest.mark.parametrize("text", FORMATS)
def test_the_quick_way_and_the_pattern_read_every_line_alike(text):
    """A line that the quick way takes is read by the pattern as the same record."""
    fmt = template(text)

    @settings(max_examples=examples(60), deadline=None)
    @given(st.lists(line_of(fmt), min_size=1, max_size=12))
    def alike(lines):
        every = numbered(pl.Series("line", lines))
        quick = fmt.read(every, "UTC").sort("line_no").to_dicts()
        general = fmt._read(every, "UTC", WAYS[1:]).sort("line_no").to_dicts()
        for line, one, other in zip(lines, quick, general, strict=True):
            assert one == other, line

    alike()


def test_most_named_formats_have_a_quick_way():
    formats = [fmt for fmt in by_name().values() if isinstance(fmt, Template)]
    quick = [fmt.name for fmt in formats if fmt._splits is not None]
    assert {"common", "combined", "vhost_combined", "combined_duration", "combinedio"} <= set(quick)


def check_accounted(lines, records):
    """Every line is exactly one of hit or reject, and a hit has an instant that Python can hold."""
    assert records.schema == RECORD
    assert sorted(records["line_no"]) == list(range(1, len(lines) + 1))
    for row in records.to_dicts():
        if row["reason"] is None:
            assert datetime(1970, 1, 1) <= row["time"] <= datetime(9999, 12, 31)
            assert row["status"] is None or 100 <= row["status"] <= 999
        else:
            assert row["reason"] in REASONS


@pytest.mark.parametrize("text", FORMATS)
def test_any_text_is_a_hit_or_a_reject(text):
    fmt = template(text)

    @settings(max_examples=examples(40), deadline=None)
    @given(st.lists(st.one_of(st.text(max_size=60), line_of(fmt)), min_size=1, max_size=8))
    def accounted(texts):
        lines = [line for line in texts if "\n" not in line]
        every = numbered(pl.Series("line", lines, dtype=pl.String))
        usual = every.filter(~is_blank() & ~is_comment())
        check_accounted(lines, fmt.read(every, "America/Monterrey"))
        assert fmt.read(usual, "America/Monterrey").height == usual.height

    accounted()


@settings(max_examples=examples(150), deadline=None)
@given(st.text(alphabet='%{}$<>!,0-9abDhTtUuvrsiqpPmHVIOXkL^F"\\ .:+[]', max_size=25))
def test_any_format_string_is_understood_or_refused_in_words(text):
    from pipeline.errors import FormatError

    try:
        fmt = resolve(text)
    except FormatError:
        return
    fmt.read(numbered(pl.Series(["10.0.0.1 - - x", "", '"']))[:1], "UTC")


# ── against the library ──────────────────────────────────────────────────────────────────────

LIBRARY = {
    "common": '%h %l %u %t "%r" %>s %b',
    "combined": '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "vhost_combined": '%v:%p %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "combined_duration": '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D',
}
PLAIN = st.text(alphabet="abcXYZ019 .;()/-_:~%&=ñ", min_size=1, max_size=12).map(str.strip)
WORDS = PLAIN.map(lambda text: text.replace(" ", "")).filter(lambda text: text not in ("", "-"))


def both_read(name):
    """Fields in which the library has no quirk of its own: HTTP/1, offsets in whole hours."""
    return {
        "vhost": st.just("prep.example.mx"),
        "client": st.sampled_from(["10.0.0.1", "192.0.2.255", "host.example"]),
        "user": WORDS,
        "time": st.builds(
            "{:%d/%b/%Y:%H:%M:%S} {}{:02}00".format,
            st.datetimes(datetime(1999, 1, 1), datetime(2040, 1, 1)),
            st.sampled_from("+-"),
            st.integers(0, 12),
        ),
        "method": st.sampled_from(["GET", "POST", "HEAD"]),
        "target": WORDS.map(lambda text: "/a" + text),  # it takes «//x» for a host
        "protocol": st.sampled_from(["1.0", "1.1"]),
        "status": st.integers(100, 599),
        "bytes": st.one_of(st.just("-"), st.integers(0, 10**12)),
        "referer": PLAIN.filter(lambda text: text not in ("", "-")),
        "agent": PLAIN.filter(lambda text: text not in ("", "-")),
        "duration": st.integers(0, 10**9),
    }


WRITTEN = '{client} - {user} [{time}] "{method} {target} HTTP/{protocol}" {status} {bytes}'
TAILS = {
    "common": WRITTEN,
    "combined": WRITTEN + ' "{referer}" "{agent}"',
    "vhost_combined": "{vhost}:443 " + WRITTEN + ' "{referer}" "{agent}"',
    "combined_duration": WRITTEN + ' "{referer}" "{agent}" {duration}',
}


@pytest.mark.parametrize("name", LIBRARY)
def test_as_apache_log_parser_reads(name):
    import apache_log_parser  # after the program has imported it, without its warnings

    parser = apache_log_parser.Parser(LIBRARY[name])
    fmt = resolve(name)

    @settings(max_examples=examples(60), deadline=None)
    @given(st.fixed_dictionaries(both_read(name)))
    def alike(fields):
        line = TAILS[name].format(**fields)
        theirs = parser.parse(line)
        (ours,) = fmt.read(numbered(pl.Series([line])), None).to_dicts()
        assert ours["reason"] is None
        assert ours["client"] == theirs["remote_host"]
        assert ours["method"] == theirs["request_method"]
        assert ours["target"] == theirs["request_url"]
        assert str(ours["status"]) == theirs["status"]
        assert ours["bytes"] == (
            None if fields["bytes"] == "-" else int(theirs["response_bytes_clf"])
        )
        assert ours["time"] == theirs["time_received_utc_datetimeobj"].replace(tzinfo=None)
        assert ours["referer"] == theirs.get("request_header_referer")
        assert ours["agent"] == theirs.get("request_header_user_agent")
        assert ours["vhost"] == theirs.get("server_name")
        assert ours["duration_us"] == (int(theirs["time_us"]) if "time_us" in theirs else None)

    alike()


def test_epochs_are_utc():
    fmt = resolve("%h %{sec}t")
    (record,) = fmt.read(numbered(pl.Series(["a 1685923200"])), None).to_dicts()
    assert record["time"] == datetime.fromtimestamp(1685923200, UTC).replace(tzinfo=None)
    assert set(EPOCH) == {"epoch_s", "epoch_ms", "epoch_us", "epoch_ns"}
