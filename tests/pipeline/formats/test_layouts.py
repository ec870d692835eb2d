"""Formats of several layouts: the quick way against the general one, and lines of any text."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import REASONS, RECORD, by_name, numbered, resolve
from pipeline.formats.readers.fields import CLF_TIME, ISO_TIME, Field
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.splitting import REST
from pipeline.formats.readers.template import WAYS
from tests.examples import examples
from tests.pipeline.formats.pieces import good, spoilt

FORMATS = [name for name, fmt in by_name().items() if isinstance(fmt, Layouts)]

HOSTILE = st.one_of(
    st.sampled_from(
        ['"', " ", '\\"', '" "', " x", "\\", '""', '","', "  ", "\t", "[", "]", "{", "}"]
    ),
    st.sampled_from(["", "-", "-1", "+5", "1e5", "nan", "9" * 20, "/", ":", "::", "|", "=>", "ms"]),
    st.sampled_from(
        ["\x85", "\xa0", "\u2028", "ñ", "٣", "😀", "\\x22", "\x00", "HTTP/1.1", "GET /"]
    ),
    st.text(max_size=5),
)
TIMES = {
    CLF_TIME: ["[04/Jun/2023:18:00:00 -0600]"],
    ISO_TIME: ["2023-06-05T00:00:00.123456Z"],
    f"[{ISO_TIME}]": ["[2023-06-05T00:00:00.123Z]"],
    "[%d/%b/%Y:%H:%M:%S%.3f]": ["[04/Jun/2023:18:00:00.123]"],
    "[%d/%b/%Y:%H:%M:%S]": ["[04/Jun/2023:18:00:00]"],
    "epoch_s": ["1685923200.123"],
    "epoch_us": ["1685923200123456"],
}
ORDINARY = {
    "client": ["192.0.2.1", "2001:db8::1", "-"],
    "ident": ["-", "ana"],
    "user": ["-", "ana"],
    "request": ["GET / HTTP/1.1", "POST http://www.example.mx/a?b=1 HTTP/2.0", "-", "- - - "],
    "method": ["GET", "POST", "NONE"],
    "target": ["/", "/a?b=1", "https://[2001:db8::1]:8443/a", "error:invalid-request"],
    "protocol": ["HTTP/1.1"],
    "status": ["200", "304", "-1", "000", "99"],
    "bytes": ["0", "5", "-"],
    "bytes_sent": ["0", "715"],
    "duration": ["0", "1234", "-1"],
    "vhost": ["www.example.mx"],
    "referer": ["-", "https://www.example.org/"],
    "agent": ["-", "Mozilla/5.0 (X11)"],
    "forwarded": ["-", "203.0.113.9, 192.0.2.7"],
    "": ["-", "x", "0.001", "12"],
}


def layouts_of(name: str) -> Layouts:
    fmt = resolve(name)
    assert isinstance(fmt, Layouts)
    return fmt


@st.composite
def line_of(draw: st.DrawFn, fmt: Layouts) -> str:
    """An ordinary line of some layout, with up to two strange pieces."""
    layout = draw(st.sampled_from(fmt.layouts))
    parts = [draw(good(token, TIMES, ORDINARY)) for token in layout.tokens]
    return spoilt(draw, parts, HOSTILE).replace("\n", "").replace("\r", "")


def series(lines: list[str]) -> pl.DataFrame:
    return numbered(pl.Series("line", lines, dtype=pl.String))


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_quick_way_takes_the_pattern_reads_alike(name):
    """For each layout by itself: two of them may well read a strange line otherwise."""
    fmt = layouts_of(name)

    @settings(max_examples=examples(20), deadline=None)
    @given(st.lists(line_of(fmt), min_size=1, max_size=10))
    def alike(lines):
        for layout in fmt.layouts:
            quick = layout.taken(WAYS[0], series(lines), "UTC").sort("line_no")
            taken = pl.col("line_no").is_in(quick["line_no"].implode())
            general = layout._read(series(lines).filter(taken), "UTC", WAYS[1:]).sort("line_no")
            assert quick.to_dicts() == general.to_dicts(), lines

    alike()


@pytest.mark.parametrize("name", FORMATS)
def test_the_usual_layout_has_a_quick_way(name):
    assert layouts_of(name).layouts[0]._splits is not None


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("strict", [False, True])
def test_any_text_is_a_hit_or_a_reject(name, strict):
    fmt = layouts_of(name)

    @settings(max_examples=examples(20), deadline=None)
    @given(st.lists(st.one_of(st.text(max_size=60), line_of(fmt)), max_size=8))
    def accounted(texts):
        lines = [line.replace("\n", "") for line in texts]
        records = fmt.read(series(lines), "America/Monterrey", strict=strict)
        assert records.schema == RECORD
        assert sorted(records["line_no"]) == list(range(1, len(lines) + 1))
        for row in records.to_dicts():
            if row["reason"] is None:
                assert datetime(1970, 1, 1) <= row["time"] <= datetime(9999, 12, 31)
                assert row["status"] is None or 100 <= row["status"] <= 999
            else:
                assert row["reason"] in REASONS

    accounted()


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_the_lines_does_not_matter(name):
    fmt = layouts_of(name)

    @settings(max_examples=examples(15), deadline=None)
    @given(st.lists(line_of(fmt), min_size=2, max_size=10), st.randoms())
    def alike(lines, random):
        one = fmt.read(series(lines), "UTC").sort("line_no").to_dicts()
        shuffled = series(lines).sample(fraction=1, shuffle=True, seed=random.randrange(99))
        assert fmt.read(shuffled, "UTC").sort("line_no").to_dicts() == one

    alike()


def test_only_the_chosen_header_is_left():
    line = (
        '[2016-04-15T20:17:00.310Z] "GET / HTTP/2" 204 - 154 0 226 100 "192.0.2.28" "x" "i" "h" "u"'
    )
    for header, forwarded in (("x-forwarded-for", "192.0.2.28"), ("x-real-ip", None)):
        (record,) = resolve("envoy").choosing(header).read(series([line]), None).to_dicts()
        assert (record["reason"], record["forwarded"]) == (None, forwarded)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("COMBINED", "combined"), ("VCOMBINED", "vhost_combined"), ("COMMON", "common"),
        ("VCOMMON", "vhost_common"), ("CLOUDSTORAGE", "google_cloud_storage"),
        ("AWSELB", "aws_elb"), ("SQUID", "squid"), ("AWSS3", "aws_s3"), ("AWSALB", "aws_alb"),
        ("TRAEFIKCLF", "traefik_clf"),
        ("ncsa_extended", "combined"), ("common_vhost", "vhost_common"),
        ("common_complete", "vhost_combined"), ("s3", "aws_s3"), ("elb", "aws_elb"),
        ("ovh", "lighttpd"), ("haproxy", "haproxy_http"), ("gandi", "gandi"),
        ("icecast2", "icecast2"), ("varnish", "varnish"), ("tomcat_ms", "tomcat_ms"),
    ],
)  # fmt: skip
def test_the_names_of_goaccess_and_matomo(alias, name):
    assert resolve(alias).name == name


@pytest.mark.parametrize(("name", "duration"), [("icecast2", 1807000000), ("tomcat_ms", 1807000)])
def test_what_cannot_be_told_apart_is_known_by_name(name, duration):
    line = '192.0.2.4 - - [10/Feb/2012:16:42:07 -0500] "GET /live HTTP/1.0" 200 368 "-" "VLC" 1807'
    (record,) = resolve(name).read(series([line]), None).to_dicts()
    assert record["duration_us"] == duration
    assert name not in by_name()


def test_a_rest_is_anything_at_all():
    """Also nothing; but not instead of what stands before it."""
    fmt = resolve('%h %t "%r" %>s x=%{more}n')
    text = '192.0.2.4 [10/Feb/2012:16:42:07 -0500] "GET /a HTTP/1.1" 200 '
    lines = [text + tail for tail in ("x=", 'x="a" b', "y=1", "")]
    reasons = fmt.read(series(lines), None).sort("line_no")["reason"].to_list()
    assert reasons[:2] == [None, None]
    assert None not in reasons[2:]
    assert Field("") == REST
