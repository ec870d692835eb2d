"""Profiles of agreements: what the one that comes with the program says, and what is refused."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

import re
from datetime import date, datetime, time, timedelta

import duckdb
import polars as pl
import pytest
from pydantic import ValidationError

from pipeline import agreement as agreements
from pipeline.agreement import fill, load, path_regex
from pipeline.errors import SettingsError
from pipeline.timespan import Window, to_utc, zone
from tests.pipeline.cases_of import CASES, files, message

PREP = "coahuila-prep-2023"
PROFILES = agreements.available()


@pytest.fixture(scope="module")
def prep():
    return load(PREP)


def test_the_agreements_that_come_with_the_program():
    assert PREP in PROFILES


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_is_valid_and_named_after_its_file(name):
    assert load(name).id == name


@pytest.mark.parametrize("path", files("agreement", "accepted", ".toml"))
def test_another_agreement_is_only_another_file(path):
    assert load(path.name, beside=path.parent) == load(str(path))


@pytest.mark.parametrize("path", files("agreement", "refused", ".toml"))
def test_a_wrong_profile_says_everything_that_is_wrong(path):
    with pytest.raises(SettingsError) as caught:
        load(str(path))
    assert message(caught.value, path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_name_that_does_not_exist_lists_those_that_do():
    with pytest.raises(SettingsError, match="¿quiso decir «coahuila-prep-2023»") as caught:
        load("coahuila_prep_2023")
    assert PREP in caught.value.problems[0].expected


def test_windows_are_instants_in_the_agreements_zone(prep):
    assert prep.window("logs") == Window(datetime(2023, 6, 4, 6), datetime(2023, 6, 6, 6))
    assert prep.window("operation") == Window(datetime(2023, 6, 5, 0), datetime(2023, 6, 6, 6))
    assert prep.window("diffusion").end == datetime(2023, 6, 19, 5, 59)
    with pytest.raises(KeyError):
        prep.window("nothing")


def test_the_baseline_is_four_whole_weeks_of_local_days(prep):
    assert prep.baseline_window(prep.zone) == Window(
        datetime(2023, 5, 7, 6), datetime(2023, 6, 4, 6)
    )
    assert prep.baseline_window(prep.zone).end == prep.window("logs").start


def test_ordinary_days_begin_by_the_clock_of_whoever_asks(prep):
    border = zone("America/Matamoros")
    assert prep.baseline_window(border) == Window(datetime(2023, 5, 7, 5), datetime(2023, 6, 4, 5))


def test_a_baseline_across_a_clock_change_is_whole_local_days():
    tools = load(str(CASES / "agreement/accepted/tools.toml"))
    window = tools.baseline_window(tools.zone)
    assert window == Window(datetime(2024, 2, 26, 8), datetime(2024, 3, 11, 7))
    assert window.length == timedelta(weeks=2, hours=-1)


@pytest.fixture(scope="module")
def monthly():
    return load(str(CASES / "agreement/accepted/monthly.toml"), period="2024-03")


def test_a_monthly_report_is_of_its_month(monthly):
    assert (monthly.month, monthly.deadline) == ("2024-03", datetime(2024, 4, 10, 23, 59))
    # On 10 March the border's clocks went from UTC-8 to UTC-7.
    march = Window(datetime(2024, 3, 1, 8), datetime(2024, 4, 1, 7))
    assert {monthly.window(name) for name in ("logs", "operation", "diffusion")} == {march}
    assert monthly.windows["logs"].title == "marzo de 2024"


def test_its_baseline_is_the_whole_months_before(monthly):
    assert monthly.baseline_window(monthly.zone) == Window(
        datetime(2024, 1, 1, 8), datetime(2024, 3, 1, 8)
    )
    assert monthly.baseline.span == "2 meses"


def test_without_a_month_it_is_the_first_whole_one():
    assert load(str(CASES / "agreement/accepted/monthly.toml")).month == "2023-12"


@pytest.mark.parametrize("period", ["2024-13", "2024-5", "0024-05", "٢٠٢٤-05", "2024-05\n", ""])
def test_what_is_no_month_is_refused(period):
    with pytest.raises(SettingsError, match="un mes entre comillas"):
        load(str(CASES / "agreement/accepted/monthly.toml"), period=period)


@pytest.mark.parametrize(
    ("day", "basis", "liaisons"),
    [
        (date(2024, 3, 31), ("Ley anterior",), ["municipio", "estado"]),
        (date(2024, 4, 1), ("Ley vigente",), ["municipio", "estado"]),
        (date(2024, 4, 30), ("Ley vigente",), ["municipio", "estado"]),
        (date(2024, 5, 1), ("Ley vigente",), ["estado"]),
    ],
)
def test_what_holds_on_a_day(monthly, day, basis, liaisons):
    assert monthly.basis(day) == basis
    assert [item.id for item in monthly.liaisons_on(day)] == liaisons


def test_words_that_a_profile_leaves_out_are_the_usual_ones(monthly):
    assert monthly.words.diffuser.of_the == "del municipio"
    assert monthly.words.document.the == "la memoria técnica"
    assert monthly.published.section == "Herramientas"


def test_drills_are_sundays_within_their_stage_and_the_baseline(prep):
    stage, baseline = prep.window("support_drills"), prep.baseline_window(prep.zone)
    for day in prep.drills:
        midnight = to_utc(datetime.combine(day, time()), prep.zone)
        assert day.isoweekday() == 7
        assert midnight in stage
        assert midnight + timedelta(days=1) <= stage.end
        assert midnight in baseline


def test_what_the_agreement_fixes(prep):
    assert (prep.cuts.minutes, prep.cuts.outage_cuts, prep.cuts.outage_minutes) == (5, 3, 30)
    assert prep.signed == date(2023, 5, 16)
    assert prep.deadline == datetime(2023, 6, 18, 23, 59)
    assert prep.privacy_mode == "seudonimizada"
    assert [item.section for item in prep.deliverables if item.kind == "content"] == [
        "bitacoras",
        "incidencias",
        "comparativo",
        "comentarios",
    ]


def test_sections_in_the_order_of_the_document(prep):
    assert [section.id for section in prep.sections] == [
        *("portada", "resumen", "indice", "antecedentes", "infraestructura", "bitacoras"),
        *("usuarios", "disponibilidad", "incidencias", "comparativo", "planeacion"),
        *("comentarios", "limitaciones", "anexos", "firmas"),
    ]
    assert prep.section("bitacoras").title == "Bitácoras entregadas"


def test_each_method_has_its_own_requirements(prep):
    first, second = ({item.id for item in prep.applicable(number)} for number in (1, 2))
    assert {"operating_system", "json_header"} <= first - second
    assert {"frame_server", "frame_page", "high_availability"} == second - first
    assert {"firewall", "ups", "contingency_procedures"} <= first & second
    assert not prep.method(2).comparable


def test_page_rules_do_not_contradict_one_another(prep):
    pages = prep.pages
    kinds = [*pages.document_extensions, *pages.asset_extensions]
    kinds += [*pages.data_extensions, *pages.feed_extensions]
    assert len(kinds) == len(set(kinds))
    assert all(re.fullmatch(r"[a-z0-9]+", extension) for extension in kinds)


def test_every_stated_contradiction_has_a_treatment(prep):
    assert {item.id for item in prep.contradictions} == {
        *("outage-threshold", "transfer-unit", "signed-after-start"),
        *("average-period", "deadline-on-sunday"),
    }
    assert prep.deadline.isoweekday() == 7
    assert prep.windows["support_installation"].start.date() < prep.signed


def test_an_agreement_cannot_be_changed(prep):
    with pytest.raises(ValidationError, match="frozen"):
        prep.title = "Otro"


def test_fill_replaces_every_placeholder(prep):
    values = {name: f"<{name}>" for name in agreements.PLACEHOLDERS}
    for _, text in prep.texts:
        assert "{" not in fill(text, values)
    assert fill("{city}; a {date}.", {"city": "X", "date": "hoy"}) == "X; a hoy."
    with pytest.raises(KeyError):
        fill("{city}", {})


MATCHES = {
    "/prep": True,
    "/prep/": True,
    "/prep/a/b.html": True,
    "/preparatoria": False,
    "/json/main.json": True,
    "/a/json/main.json": False,
    "/COAH_PREP_GUB.zip": True,
    "/descargas/x/COAH_PREP_GUB.zip": True,
    "/COAH_PREP_X/otro.zip": False,
    "/": False,
}


@pytest.mark.parametrize("engine", ["python", "polars", "duckdb"])
def test_path_globs_mean_the_same_in_every_engine(prep, engine):
    pattern, paths = path_regex(prep.published.paths), list(MATCHES)
    if engine == "python":
        found = [re.search(pattern, path) is not None for path in paths]
    elif engine == "polars":
        found = pl.Series(paths).str.contains(pattern).to_list()
    else:
        query = "SELECT regexp_matches(?, ?)"
        found = [duckdb.execute(query, [path, pattern]).fetchall()[0][0] for path in paths]
    assert dict(zip(paths, found, strict=True)) == MATCHES


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("/a.b", "/axb", False),
        ("/a+(1)", "/a+(1)", True),
        ("/*.js", "/x/y.js", False),
        ("/x?", "/xy", True),
        ("/x?", "/x/", False),
        ("/**/feed/**", "/feed", True),
        ("/**/feed/**", "/a/b/feed/rss", True),
        ("/**/feed/**", "/feeder", False),
    ],
)
def test_path_globs(glob, path, matches):
    assert (re.search(path_regex([glob]), path) is not None) is matches


def test_no_globs_is_no_pattern():
    assert path_regex([]) == ""
