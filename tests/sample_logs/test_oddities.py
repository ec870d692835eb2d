"""The lines that break careless readers are really in the files."""

import re

import pytest

WWW = "operacion/www-access.log.gz"
PREP = "operacion/prep-access.log.1.gz"
LONG = 4_000


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        (WWW, rb'"-" 408 - "-" "-"'),
        (PREP, rb'"-" 408 0 "-" "-"'),
        (WWW, rb'"\x16\x03\x01\x02" 400'),
        (WWW, rb"Tablet 10\" Kids"),
        (WWW, b"M\xf3vil"),
        (WWW, b"q=elecci\xf3n"),
        (WWW, b"${jndi:${lower:l}dap://"),
        (WWW, b"UNION+SELECT"),
        (WWW, b'"<script>alert(document.domain)</script>"'),
        (PREP, b'"javascript:<script>alert(1)</script>"'),
        (WWW, b"\"=cmd|' /C calc'!A0\""),
        (WWW, b'"GET http://www.lagacetadeldesierto.example/ HTTP/1.1"'),
        (WWW, b" - redaccion ["),
        (WWW, b'"GET /prep/ HTTP/2.0" 301'),
        (WWW, b'"POST /buscar HTTP'),
        (WWW, b"[31/Feb/2023"),
        (WWW, b"AH00484"),
        (PREP, b"\x00" * 64),
        (PREP, b'"GET /json/main.json HTTP/2.0" 304 208 '),
        (PREP, b"main.json?rand=0."),
        (PREP, b'_PREP_GUB_COAH.zip HTTP/2.0" 206'),
        ("linea-base/access.log-20230514.gz", b"/descargas/20230514_1200_PREP_"),
        ("linea-base/access.log-20230530.gz", b"\x00" * 48),
    ],
)
def test_odd_line(logs, name, piece):
    assert piece in logs[name]


def test_very_long_paths(logs):
    for name in (WWW, PREP):
        assert max(map(len, logs[name].split(b"\n"))) > LONG


def test_a_dozen_rejects_and_two_blank_lines(truth):
    assert sum(counted["rejects"] for counted in truth["files"].values()) == 12
    assert sum(counted["blank"] for counted in truth["files"].values()) == 2


def test_apache_writes_slow_requests_late(logs):
    times = re.findall(rb"\[04/Jun/2023:(2\d:\d\d:\d\d)", logs[PREP])
    assert times != sorted(times)


def test_nothing_is_written_during_the_gap(logs):
    gap = re.compile(rb"\[05/Jun/2023:04:(?:09:[2-5]\d|1\d:\d\d|2[0-8]:\d\d|29:0\d) ")
    for name in (WWW, PREP):
        assert b"[05/Jun/2023:04:0" in logs[name]
        assert gap.search(logs[name]) is None


def test_burst_of_500_hits_data_only_and_goes_unreported(logs, committed):
    burst = re.findall(
        rb'\[04/Jun/2023:23:(?:1[7-9]|2[0-3]):\d\d -0600\] "GET (\S+) \S+" (\d+)', logs[PREP]
    )
    assert {status for path, status in burst if path.startswith(b"/json/")} == {b"500"}
    assert b"200" in {status for path, status in burst if path.startswith(b"/assets/")}
    assert b" 23:" not in committed["incidencias.csv"]
