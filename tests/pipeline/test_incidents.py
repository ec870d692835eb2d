"""incidencias.csv: every dialect that Excel writes, every row that cannot be read."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

import csv
import io
import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline import timespan
from pipeline.errors import SettingsError
from pipeline.handwritten import parse_instant
from pipeline.incidents import COLUMNS, load_incidents, misplaced
from pipeline.timespan import Window, to_utc
from tests.examples import examples
from tests.pipeline.cases_of import CASES, files, message

MONTERREY = timespan.zone("America/Monterrey")
MATAMOROS = timespan.zone("America/Matamoros")
ACCEPTED = CASES / "incidents" / "accepted"


@pytest.mark.parametrize("path", files("incidents", "accepted", ".csv"))
def test_what_excel_writes_is_read(path):
    found = [asdict(incident) for incident in load_incidents(path, MONTERREY)]
    for incident in found:
        incident |= {key: incident[key].isoformat() for key in ("start", "end")}
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", files("incidents", "refused", ".csv"))
def test_every_wrong_row_is_said_with_its_line(path):
    with pytest.raises(SettingsError) as caught:
        load_incidents(path, MONTERREY)
    assert message(caught.value, path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_times_are_those_of_the_diffusers_zone():
    (border,) = load_incidents(ACCEPTED / "semicolon.csv", MATAMOROS)
    assert border.window == Window(datetime(2023, 6, 5, 1, 41), datetime(2023, 6, 5, 2, 3))


def test_a_file_that_is_missing(tmp_path):
    with pytest.raises(SettingsError, match="no existe"):
        load_incidents(tmp_path / "incidencias.csv", MONTERREY)


def test_an_incident_months_away_is_pointed_out():
    path = ACCEPTED / "semicolon.csv"
    incidents = load_incidents(path, MONTERREY)
    (problem,) = misplaced(incidents, Window(datetime(2023, 4, 6), datetime(2023, 4, 7)), path)
    assert problem.where == f"{path}:2"
    (later,) = misplaced(incidents, Window(datetime(2023, 7, 6), datetime(2023, 7, 7)), path)
    assert later == problem
    assert problem.found == "la incidencia I-01 queda fuera del periodo de difusión"
    assert problem.expected == ""
    assert problem.remedy.endswith("¿el día y el mes están en el orden dd/mm/aaaa?")
    assert misplaced(incidents, Window(datetime(2023, 6, 5), datetime(2023, 6, 6)), path) == ()


def test_an_incident_at_the_edge_of_the_window_is_in_it_if_it_touches_it():
    path = ACCEPTED / "semicolon.csv"
    incidents = load_incidents(path, MONTERREY)
    (start, end), day = (incidents[0].start, incidents[0].end), timedelta(days=1)
    assert not misplaced(incidents, Window(end, end + day), path)
    assert misplaced(incidents, Window(start - day, start), path)
    assert not misplaced(incidents, Window(start - day, start + timedelta(minutes=1)), path)


# --------------------------------------------------------------------------------------- dates

EVENING = datetime(2023, 6, 5, 2, 5)
MIDNIGHT = datetime(2023, 6, 4, 6, 5)
READABLE = {
    "04/06/2023 20:05": EVENING,
    "4/6/2023 20:05": EVENING,
    "4/6/23 20:05": EVENING,
    "04-06-2023 20:05": EVENING,
    "04.06.2023 20:05": EVENING,
    "04/06/2023, 20:05": EVENING,
    " 04/06/2023   20:05:00 ": EVENING,
    "04/06/2023 20:05:00.000": EVENING,
    "04/06/2023 20:05 h": EVENING,
    "04/06/2023 20:05 horas": EVENING,
    "04/06/2023 08:05 p. m.": EVENING,
    "04/06/2023 08:05 p.\u00a0m.": EVENING,
    "04/06/2023 8:05:00 PM": EVENING,
    "04/06/2023 8:05pm": EVENING,
    "04/06/2023 12:05 a. m.": MIDNIGHT,
    "04/06/2023 12:05 p. m.": datetime(2023, 6, 4, 18, 5),
    "04/06/2023 0:05": MIDNIGHT,
    "2023-06-04 20:05": EVENING,
    "2023-06-04T20:05:00": EVENING,
    "2023-06-05T02:05Z": EVENING,
    "2023-06-04T19:05:00-0700": EVENING,
    "2023-06-05 03:35:00+01:30": EVENING,
}
UNREADABLE = [
    *("", "mañana", "04/06/2023", "20:05", "45081.75", "06/18/2023 20:05", "31/06/2023 20:05"),
    *("04/06/2023 24:00", "04/06/2023 20:60", "04/06/2023 13:05 p. m.", "04/06/2023 0:05 a. m."),
    *("04/06/1923 20:05", "2023-02-29 10:00", "2023-06-04T20:05+25:00", "04/06/2023 20:05 UTC"),
    *("٠٤/٠٦/٢٠٢٣ ٢٠:٠٥", "04/06/20233 20:05", "4/6/202 20:05", "04/06/2023 20.05"),
]


@pytest.mark.parametrize(("text", "instant"), READABLE.items())
def test_ways_to_write_an_instant(text, instant):
    assert parse_instant(text, MONTERREY) == instant


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_instant(text):
    assert parse_instant(text, MONTERREY) is None


def _spanish(moment):
    return f"{moment.day}/{moment.month}/{moment.year} {moment.hour}:{moment:%M:%S}"


def _twelve_hours(moment):
    half = "p. m." if moment.hour >= 12 else "a. m."
    return f"{moment:%d/%m/%y} {moment.hour % 12 or 12}:{moment:%M:%S} {half}"


WRITTEN = {
    "spanish": _spanish,
    "twelve_hours": _twelve_hours,
    "iso": datetime.isoformat,
    "two_digits": lambda moment: f"{moment:%d/%m/%Y %H:%M:%S}",
}
moments = st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)).map(
    lambda moment: moment.replace(microsecond=0, fold=0)
)


@given(moments, st.sampled_from(sorted(WRITTEN)), st.sampled_from([MONTERREY, MATAMOROS]))
def test_a_written_instant_is_read_back(moment, style, zone):
    assert parse_instant(WRITTEN[style](moment), zone) == to_utc(moment, zone)


@given(st.text(alphabet="0123456789/-:. TZ+apm", max_size=25) | st.text(max_size=25))
def test_any_text_is_an_instant_or_none(text):
    instant = parse_instant(text, MONTERREY)
    assert instant is None or 1999 <= instant.year <= 2100


# ---------------------------------------------------------------------------------- whole files

LATIN = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"])
words = st.text(LATIN | st.sampled_from(';,\t"\n#'), max_size=25).map(str.strip)
spans = st.tuples(moments, moments).map(sorted)
reports = st.lists(st.tuples(spans, st.lists(words, min_size=5, max_size=5)), max_size=5)
dialects = st.sampled_from(
    [
        (delimiter, encoding)
        for delimiter in ";,\t"
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")
    ]
)


def _written(path: Path, rows, order, delimiter: str, encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in [COLUMNS, *rows]:
        writer.writerow([row[place] for place in order])
    path.write_bytes(text.getvalue().encode(encoding))


@settings(max_examples=examples(100), deadline=None)
@given(reports, dialects, st.permutations(range(len(COLUMNS))))
def test_a_written_table_is_read_back(tmp_path_factory, table, dialect, order):
    rows = [
        (_spanish(start), _spanish(end), f"t{kind}", f"d{text}", *rest)
        for (start, end), (kind, text, *rest) in table
    ]
    path = tmp_path_factory.getbasetemp() / "written.csv"
    _written(path, rows, order, *dialect)
    assume(not _is_also_utf_8(path.read_bytes(), dialect[1]))
    found = load_incidents(path, MONTERREY)
    assert [incident.id for incident in found] == [f"I-{n:02}" for n in range(1, len(rows) + 1)]
    assert sorted(map(_back, found)) == sorted(
        (to_utc(start, MONTERREY), to_utc(end, MONTERREY), *row[2:])
        for ((start, end), _), row in zip(table, rows, strict=True)
    )
    assert list(found) == sorted(found, key=lambda item: (item.start, item.end, item.line))


def _is_also_utf_8(data: bytes, encoding: str) -> bool:
    """Nobody can tell the Windows-1252 text «Â¡» from the UTF-8 text «¡»: the same bytes."""
    if encoding != "cp1252" or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _back(incident):
    texts = (incident.kind, incident.description, incident.effect)
    return (incident.start, incident.end, *texts, incident.remedy, incident.notified)


HEADER = ";".join(COLUMNS).encode()
fragments = st.sampled_from([b'"', b";", b",", b"\n", b"\r", b"#", b"04/06/2023 20:00", b"\x81"])
noise = st.lists(fragments | st.binary(max_size=12), max_size=20).map(b"".join)


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from([b"", HEADER + b"\n", b"\xff\xfe", b"\xef\xbb\xbf" + HEADER]), noise)
def test_any_bytes_are_incidents_or_a_settings_error(tmp_path_factory, start, rest):
    path = tmp_path_factory.getbasetemp() / "noise.csv"
    path.write_bytes(start + rest)
    try:
        found = load_incidents(path, MONTERREY)
    except SettingsError as error:
        assert error.problems  # noqa: PT017 (one outcome of two, not the expected one)
    else:
        assert all(incident.kind and incident.description for incident in found)
