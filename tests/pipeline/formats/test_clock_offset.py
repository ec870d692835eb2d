"""Minutes that the wall clock written in a line is ahead of UTC, in every way of writing it."""

import polars as pl
import pytest

from pipeline.formats import numbered, resolve

CLF = '10.0.0.1 - - [04/Jun/2023:18:00:00 {}] "GET / HTTP/1.1" 200 5'
JSON = (
    '{{"time_iso8601":"2023-06-04T18:00:00{}","remote_addr":"10.0.0.1","request":"GET / HTTP/1.1",'
    '"status":200,"body_bytes_sent":5}}'
)
IIS = "10.0.0.1, -, {}, 18:00:00, W3SVC1, WEB, 10.0.0.2, 5, 5, 5, 200, 0, GET, /, -,"
TIJUANA = "America/Tijuana"
APACHE_LOCAL = '%h %l %u [%{%Y-%m-%d %H:%M:%S}t] "%r" %>s %b'


@pytest.mark.parametrize(
    ("name", "lines", "zone", "minutes"),
    [
        ("common", [CLF.format("-0600")] * 3, None, [-360] * 3),
        ("common", [CLF.format(z) for z in ("-0600", "+0545", "-0000")], None, [-360, 345, 0]),
        ("nginx_json", [JSON.format(z) for z in ("-06:00", "Z", "+00:00")], None, [-360, 0, 0]),
        ("iis_native", [IIS.format("6/4/23"), IIS.format("1/4/23")], TIJUANA, [-420, -480]),
        (
            APACHE_LOCAL,
            ['10.0.0.1 - - [2023-06-04 18:00:00] "GET / HTTP/1.1" 200 5'],
            "America/Monterrey",
            [-360],
        ),
    ],
)  # fmt: skip
def test_minutes(name, lines, zone, minutes):
    read = resolve(name).read(numbered(pl.Series(lines)), zone).sort("line_no")
    assert read["reason"].to_list() == [None] * len(lines)
    assert read["clock_offset"].to_list() == minutes
