from datetime import date, datetime, timedelta

import pytest

from reports import locale


def plain(text: str) -> str:
    return text.replace(locale.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1302075.5, None, "1,302,075.5"),
        (1302075, None, "1,302,075"),
        (0, None, "0"),
        (2.25, 1, "2.3"),
        (0.5, 0, "1"),
        (-1234, None, "−1,234"),
        (-0.01, 1, "0.0"),
        (None, None, "—"),
    ],
)
def test_number(value, decimals, expected):
    assert locale.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 360, "0 %"),
        (360, 360, "100 %"),
        (342, 360, "95.00 %"),
        (5591, 10000, "55.91 %"),
        (1, 800, "0.13 %"),
        (999_999, 1_000_000, ">99.99 %"),
        (1, 1_000_000, "<0.01 %"),
        (1_000_001, 1_000_000, ">100 %"),
        (3, 2, "150.00 %"),
        (1, 0, "—"),
        (None, 5, "—"),
    ],
)
def test_percent_is_whole_only_when_exact(part, whole, expected):
    assert plain(locale.percent(part, whole)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4.372, "4.37"),
        (0.0, "0.00"),
        (9.994, "9.99"),
        (9.996, "10.0"),
        (43.66, "43.7"),
        (99.96, "100"),
        (437.4, "437"),
        (436.5, "437"),
        (1437.5, "1,438"),
        (None, "—"),
    ],
)
def test_factor(value, expected):
    assert locale.factor(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.00 kB"),
        (8_398_593_345, "8.40 GB"),
        (12_400_000_000, "12.4 GB"),
        (None, "—"),
    ],
)
def test_size_is_decimal(value, expected):
    assert plain(locale.size(value)) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0 minutos"),
        (1, "1 minuto"),
        (35, "35 minutos"),
        (60, "1 hora"),
        (61, "1 hora 1 minuto"),
        (1800, "30 horas"),
        (None, "—"),
    ],
)
def test_duration(minutes, expected):
    assert locale.duration(minutes) == expected


def test_dates_and_instants():
    moment = datetime.fromisoformat("2023-06-16T18:05")
    assert locale.day(moment) == "16 de junio de 2023"
    assert locale.day(date(2023, 5, 1)) == "1 de mayo de 2023"
    assert locale.weekday(date(2023, 6, 4)) == "domingo 4 de junio de 2023"
    assert locale.clock(moment) == "18:05 horas"
    assert locale.instant(moment) == "16 de junio de 2023, 18:05 horas"
    assert locale.brief_instant(moment) == "16/06/2023 18:05"
    assert locale.brief_instant(moment.replace(second=9)) == "16/06/2023 18:05:09"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2023-06-04T18:00", "2023-06-06T00:00",
         "de las 18:00 horas del 4 de junio a las 24:00 horas del 5 de junio de 2023"),
        ("2023-06-04T20:15", "2023-06-04T20:50", "de 20:15 a 20:50 horas del 4 de junio de 2023"),
        ("2023-06-04T23:30", "2023-06-05T00:00", "de 23:30 a 24:00 horas del 4 de junio de 2023"),
        ("2022-12-31T23:00", "2023-01-01T01:00",
         "de las 23:00 horas del 31 de diciembre de 2022 a las 01:00 horas del 1 de enero de 2023"),
    ],
)  # fmt: skip
def test_span_closes_the_day_at_24(start, end, expected):
    assert locale.span(datetime.fromisoformat(start), datetime.fromisoformat(end)) == expected


def test_brief_spans():
    start, end = map(datetime.fromisoformat, ("2023-06-04T23:10", "2023-06-05T00:45"))
    assert locale.brief_span(start, end) == "4 jun 23:10 – 5 jun 00:45"
    assert locale.brief_span(start, datetime.fromisoformat("2023-06-05")) == "4 jun 23:10 – 24:00"
    days = locale.days_span(date(2023, 5, 7), date(2023, 6, 3))
    assert days == "del 7 de mayo al 3 de junio de 2023"
    days = locale.days_span(date(2022, 12, 30), date(2023, 1, 2))
    assert days == "del 30 de diciembre de 2022 al 2 de enero de 2023"
    assert locale.days_span(start, start) == "el 4 de junio de 2023"
    assert locale.hour(start) == "4 jun 23:10"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["una"], "una"),
        (["una", "dos"], "una y dos"),
        (["a", "b", "c"], "a, b y c"),
        (["bitácoras", "incidencias"], "bitácoras e incidencias"),
        (["agua", "hielo"], "agua y hielo"),
        (["madre", "hijo"], "madre e hijo"),
        (["puros", "híbridos"], "puros e híbridos"),
        (["tablas", "Índices"], "tablas e Índices"),
        (["diptongo", "hiato"], "diptongo y hiato"),
        (["sales", "iones"], "sales y iones"),
        (["bitácoras", "cortes", "incidencias"], "bitácoras, cortes e incidencias"),
    ],
)
def test_listing(items, expected):
    assert locale.listing(items) == expected


def test_offset_plural_and_digest():
    assert locale.offset(timedelta(hours=-6)) == "UTC−6"
    assert locale.offset(timedelta()) == "UTC+0"
    assert locale.offset(timedelta(hours=5, minutes=30)) == "UTC+5:30"
    assert locale.plural(1, "corte", "cortes") == "1 corte"
    assert locale.plural(1200, "corte", "cortes") == "1,200 cortes"
    assert locale.digest("a" * 16) == "aaaaaaaa aaaaaaaa"
    assert plain(locale.milliseconds(2150)) == "2.2 ms"
    assert plain(locale.milliseconds(2000)) == "2.0 ms"
    assert locale.milliseconds(None) == locale.MISSING


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (999, "999 bit/s"),
        (1000, "1.00 kbit/s"),
        (2_677_000, "2.68 Mbit/s"),
        (999_000_000, "999 Mbit/s"),
        (1_200_000_000, "1.20 Gbit/s"),
        (None, "—"),
    ],
)
def test_a_bit_rate_is_decimal(bits, expected):
    assert plain(locale.bit_rate(bits)) == expected


def test_times_and_capitals():
    assert plain(locale.times(4.372)) == "4.37 veces"
    assert locale.times(None) == locale.MISSING
    assert locale.capital("élite de PREP") == "Élite de PREP"


CHANGES = {
    0.1985: "+19.9\u00a0%", 1: "+100\u00a0%", 1.005: "+101\u00a0%",
    0.19735: "+19.7\u00a0%", -0.3932: "−39.3\u00a0%", 3.5108: "+351\u00a0%", 0.0: "0\u00a0%",
    0.0001: "+<0.1\u00a0%", -0.0001: "−<0.1\u00a0%", 12.5: "+1,250\u00a0%", None: locale.MISSING,
}  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), CHANGES.items())
def test_a_change_says_its_direction_and_nothing_only_where_there_is_none(value, expected):
    assert locale.change(value) == expected


def test_a_month_is_named():
    assert locale.month("2024-05") == "mayo de 2024"
